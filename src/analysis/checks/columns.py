"""Whole columns and rows of a file, and the file beside the one before it: each number may be right."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from statistics import median

import pandas as pd

from analysis import wording
from analysis.checks.beside import MONTHLY, Beside, Print, tuples
from analysis.checks.finding import Finding, graded, measure_name, sector_name
from analysis.ledger import WHOLE
from analysis.ledger.kinds import SERIES

_ENOUGH, _MOST = 4, 0.8  # rows that must tell, and the share of them that must tell the same
_HALF = 0.5  # a revision may be larger than what happened in a month, but hardly twice as large in most rows
_REVISION = {"level": 0.25, "growth_yoy_pct": 10.0, "growth_mom_pct": 10.0}  # of the level; points
_NAMED = 6

Told = list[tuple[int, bool]]
"""Rows that can tell, and whether they tell that something is out of place."""


def repeated(beside: Beside) -> Iterator[Finding]:
    """Last month's figures typed again as this month's: every row equal to the last print."""
    pairs = [(one, beside.ledger.get(one.figure.ago(1))) for one in beside.fresh if one.figure.period_type in MONTHLY]
    told = [(one, one.value == last) for one, last in pairs if last not in (None, 0) and one.state == "new"]
    if _agreed(told):
        one = told[0][0]
        yield graded(
            "same_as_last", one.row, sure=len(told) >= _ENOUGH, count=len(told), period=one.figure.ago(1).period
        )


def alike(beside: Beside) -> Iterator[Finding]:
    """Two columns, or two rows, that hold the same numbers."""
    by_series: dict[tuple[str, str, str], list[Print]] = defaultdict(list)
    for one in beside.fresh:
        by_series[one.figure.series].append(one)
    yield from _columns_alike(by_series)
    rows: dict[tuple[object, ...], list[Print]] = defaultdict(list)
    for series, own in by_series.items():
        if len(own) > 2 and len({one.value for one in own}) > 2:
            cells = tuple((one.figure[3:], one.value) for one in sorted(own, key=lambda one: one.figure))
            rows[series[:2], cells].append(own[0])
    for first, second, *_ in (same for same in rows.values() if len(same) > 1):
        if WHOLE not in (first.figure.sector, second.figure.sector):
            other = partial(sector_name, second.figure.sector)
            yield graded("rows_alike", first.row, sure=not beside.official, other=other)


def exchanged(beside: Beside) -> Iterator[Finding]:
    """Columns that most of their rows say are each other's.

    The last month printed again lies nearer to its first print than this month does; growth to date lies nearer to
    growth to date a month ago than growth of the month does; growth on the year to growth to date than on the month.
    """
    votes: dict[tuple[str, str, str], Told] = defaultdict(list)
    for near, one, turned in _nearer_to_another(beside):
        # a sheet has one column of rates for all indicators, a book a table for each
        indicator = "…" if near == "year" and not beside.official else one.figure.indicator
        votes[near, indicator, one.figure.measure].append((one.row, turned))
    for (_, indicator, measure), told in sorted(votes.items(), key=lambda item: item[0][0]):
        if _agreed(told):
            words = {"count": len(told), "indicator": indicator, "measure": partial(measure_name, measure)}
            yield graded("exchanged", told[0][0], sure=len(told) >= _ENOUGH, **words)


def again(beside: Beside) -> Iterator[Finding]:
    """A month that the same publisher has printed before, under another name or day."""
    rows = beside.rows[beside.rows["period_type"].isin(MONTHLY)]
    newest = rows[rows["period"] == rows["period"].max()]
    printed = newest[newest["state"].isin(["reprinted", "revised"]) & (newest["old_publisher"] == beside.publisher)]
    if len(printed) > 1 and len(printed) >= _HALF * len(newest):
        words = {"count": len(printed), "period": newest["period"].iloc[0], "source": printed["old_source"].iloc[0]}
        yield Finding("again", -1, words)


def coverage(beside: Beside) -> Iterator[Finding]:
    """Figures the same publisher printed for the month before that the file does not print for its own."""
    monthly = beside.rows[beside.rows["period_type"].isin(MONTHLY)]
    if monthly.empty:
        return
    month, before = monthly["period"].max(), beside.before
    earlier = str(pd.Period(month, "M") - 1)
    last = before[(before["period"] == earlier) & before["period_type"].isin(MONTHLY)]
    last = last[(last["publisher"] == beside.publisher) & last["geography"].isin(monthly["geography"])]
    now = pd.concat([monthly[monthly["period"] == month], before[before["period"] == month]])
    missing = sorted(_kinds(last) - _kinds(now))
    if missing:
        yield Finding("coverage", -1, {"count": len(missing), "period": earlier, "read": partial(_names, missing)})


def prints(beside: Beside) -> Iterator[Finding]:
    """Prints against earlier prints of the same figure."""
    columns = ["state", "value", "old", "old_source", "measure"]
    for row, (state, value, old, source, measure) in enumerate(tuples(beside.rows, columns)):
        gap = abs(value - old) / (abs(old) or 1 if measure == "level" else 1)
        if state in ("misprinted", "disputed"):
            yield Finding(state, row, {"other": old, "source": source})
        elif state == "revised" and gap > _REVISION.get(measure, float("inf")):
            yield Finding("large_revision", row, {"other": old})


def _agreed(told: Sequence[tuple[object, bool]], least: int = 2) -> bool:
    """Whether enough rows tell, and nearly all of them the same."""
    return len(told) >= least and sum(says for _, says in told) >= _MOST * len(told)


def _columns_alike(by_series: dict[tuple[str, str, str], list[Print]]) -> Iterator[Finding]:
    pairs: dict[tuple[object, ...], Told] = defaultdict(list)
    for series, own in by_series.items():
        for one, other in combinations([one for one in own if one.figure.period_type in MONTHLY], 2):
            # in January the month is the year to date
            if one.unit == other.unit and (one.figure.month > 1 or one.figure.measure != other.figure.measure):
                pairs[series[1], one.figure[3:], other.figure[3:]].append((one.row, one.value == other.value))
    for (indicator, _, other), told in pairs.items():
        if _agreed(told, _ENOUGH - 1):
            words = {"count": len(told), "indicator": indicator, "measure": partial(measure_name, other[2])}
            yield Finding("columns_alike", told[0][0], words)


def _nearer_to_another(beside: Beside) -> Iterator[tuple[str, Print, bool]]:
    """By what a column may be told from another: a row that can tell, and whether it lies nearer to the other's."""
    for one in beside.measured("level", "growth_yoy_pct", spans=("month",)):
        figure, last, to_date = one.figure, one.figure.ago(1), one.figure.to_date
        near = {"last month": (beside.ledger.get(last), beside.file.get(last))}
        if figure.measure != "level" and figure.month > 1:
            near["to date"] = (beside.ledger.get(to_date.ago(1)), beside.of(to_date))
        for name, (old, own) in near.items():
            if old is not None and own not in (None, one.value):
                yield name, one, abs(one.value - old) < _HALF * abs(own - old)
        other = figure.at(measure="growth_mom_pct")
        monthly = beside.file.get(other) if figure.measure != "level" else None
        yearly = next((rate for rate in (beside.ledger.get(last), beside.of(to_date)) if rate is not None), None)
        if yearly is not None and monthly not in (None, one.value):
            usual = median(beside.earlier(other) or [0.0])
            kept = abs(one.value - yearly) + abs(monthly - usual)
            yield "year", one, abs(monthly - yearly) + abs(one.value - usual) < kept


def _kinds(rows: pd.DataFrame) -> set[tuple[str, ...]]:
    return {*tuples(rows, [*SERIES, "period_type", "measure"])}


def _names(kinds: Sequence[tuple[str, ...]], language: str) -> str:
    named = [
        f"{wording.indicator_name(indicator, language, short=True)}, {sector_name(sector, language)}, "
        f"{wording.term('period_type', period_type, language)}, {measure_name(measure, language)}"
        for _, indicator, sector, period_type, measure in kinds[:_NAMED]
    ]
    return "; ".join(named + (["…"] if len(kinds) > _NAMED else []))
