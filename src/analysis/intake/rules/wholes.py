"""Parts against their whole, the file against the one before it, and new prints against old ones."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd

from analysis import wording
from analysis.intake.rules.agreement import graded
from analysis.intake.rules.figures import Figure, Figures
from analysis.intake.rules.finding import Finding, measure_name, sector_name
from analysis.ledger import SERIES
from analysis.ledger.table import read_table
from analysis.periods import months_of

_SUM_GAP = (0.005, 0.03)  # of the total
_GROWTH_GAP = (0.3, 3.0)  # points
_REVISION = {"level": 0.25, "growth_yoy_pct": 10.0, "growth_mom_pct": 10.0}  # of the level; points
_LATE_MONTHS = 3
_NAMED = 6
_REPRINTS = ("revised", "comparison")


def parts(figures: Figures) -> Iterator[Finding]:
    """Totals against all their parts, of amounts by their sum, of growth by its bounds."""
    for figure in figures.fresh("level", "growth_yoy_pct"):
        own = _parts().get((figure.indicator, figure.sector))
        values = [figures.of(figure, sector=part) for part in own] if own else []
        if values and None not in values:
            yield from _whole(figure, values)
    for figure in figures.fresh("level"):
        whole = _whole_of().get((figure.indicator, figure.sector))
        total = figures.of(figure, sector=whole) if whole else None
        if total is not None and figure.value > total * (1 + _SUM_GAP[1]):
            yield Finding("part_above_total", figure.row, {"read": figure.value, "other": total})


def coverage(figures: Figures) -> Iterator[Finding]:
    """Figures the same publisher printed for the month before that the file does not print for its own."""
    monthly = figures.rows[figures.rows["period_type"].isin(["month", "ytd"])]
    if monthly.empty:
        return
    month = pd.Period(monthly["period"].max(), "M")
    before = figures.before
    last = before[(before["period"] == str(month - 1)) & before["period_type"].isin(["month", "ytd"])]
    last = last[(last["publisher"] == figures.publisher) & last["geography"].isin(monthly["geography"])]
    now = monthly[monthly["period"] == str(month)]
    missing = sorted(_kinds(last) - _kinds(now) - _kinds(before[before["period"] == str(month)]))
    if missing:
        named = {language: _names(missing, language) for language in wording.LANGUAGES}
        yield Finding("coverage", -1, {"count": len(missing), "period": str(month - 1), "read": named})


def prints(figures: Figures) -> Iterator[Finding]:
    """Prints against earlier prints of the same figure, and against the day they are said to be of."""
    columns = ["state", "value", "old", "old_source", "measure", "period_type", "period", "published", "status"]
    for row, print_ in enumerate(figures.rows[columns].itertuples(index=False)):
        words = {"read": print_.value, "other": print_.old, "source": print_.old_source}
        if print_.state in ("misprinted", "disputed"):
            yield Finding(print_.state, row, words)
        gap = abs(print_.value - print_.old) / (abs(print_.old) or 1 if print_.measure == "level" else 1)
        if print_.state == "revised" and gap > _REVISION.get(print_.measure, float("inf")):
            yield Finding("large_revision", row, words)
        end = months_of(print_.period_type, print_.period)[-1]
        first = print_.state == "new" and print_.status not in _REPRINTS
        if first and pd.Period(print_.published[:7], "M") > end + _LATE_MONTHS:
            yield Finding("late", row, {"read": print_.published})


def is_part(indicator: str, sector: str) -> bool:
    """Whether a sector is one of those its total is made of."""
    return (indicator, sector) in _whole_of()


def _whole(figure: Figure, parts: list[float]) -> Iterator[Finding]:
    if figure.measure == "level":
        words = {"read": figure.value, "expected": sum(parts)}
        gap = abs(sum(parts) - figure.value) / abs(figure.value or 1)
        yield from graded("parts_sum", figure, gap, _SUM_GAP, words)
    else:
        low, high = min(parts), max(parts)
        words = {"read": figure.value, "low": low, "high": high}
        yield from graded("parts_growth", figure, max(low - figure.value, figure.value - high), _GROWTH_GAP, words)


def _kinds(rows: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(rows[[*SERIES, "period_type", "measure"]].itertuples(index=False, name=None))


def _names(kinds: list[tuple[str, ...]], language: str) -> str:
    named = [
        f"{wording.indicator_name(indicator, language, short=True)}, {sector_name(sector, language)}, "
        f"{wording.term('period_type', period_type, language)}, {measure_name(measure, language)}"
        for _, indicator, sector, period_type, measure in kinds[:_NAMED]
    ]
    return "; ".join(named + (["…"] if len(kinds) > _NAMED else []))


@cache
def _parts() -> dict[tuple[str, str], list[str]]:
    table = read_table(Path(__file__).with_name("parts.csv"), ("indicator", "total", "part"))
    return table.groupby(["indicator", "total"])["part"].agg(list).to_dict()


@cache
def _whole_of() -> dict[tuple[str, str], str]:
    return {(indicator, part): whole for (indicator, whole), own in _parts().items() for part in own}
