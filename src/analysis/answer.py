"""The whole answer for a year: every plan target with its futures, outlook, required pace and rules of thumb."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pandas as pd

from analysis.growth import year_to_date
from analysis.ledger import DATA, Target, in_force, load_facts, load_indicators, load_targets, newest_prints
from analysis.model import Series, joint_levels, known_series, last_known, of_series, related_series
from analysis.outlook import Outlook, coupled, load_dependence, middle, outlook, pace, simple_rules

_FIRST_READING = ("level", "growth_yoy_pct")
"""Where a plan gives an amount and a growth that disagree, the amount decides: it is what plans are settled by, while
the growth needs a base year that is itself revised."""


@dataclass(frozen=True)
class Answer:
    """One reading of one target. `used`: the verdict rests on it; `last`: the last month published figures speak of.

    `pace`: growth on the year the remaining months need (per cent, on the middle path); `so_far` and `done`: growth and
    level of the year to date as printed, estimated (median) where not printed, NaN where no figure speaks of the year;
    `rules`: the year by the spreadsheet's rules of thumb; `figures`: the published figures of the series; `parts`: the
    levels of its sectors where they were estimated too, which add up to `paths` on every path; `closed`: the last month
    that figures of it or of what is told together with it speak of.
    """

    target: Target
    used: bool
    paths: pd.DataFrame
    last: pd.Period
    outlook: Outlook
    pace: float
    so_far: float
    done: float
    rules: pd.Series
    figures: pd.DataFrame
    parts: dict[str, pd.DataFrame]
    closed: pd.Period


def answers(
    as_of: str,
    geography: str,
    year: int,
    *,
    n_draws: int = 2000,
    seed: int = 0,
    data: Path = DATA,
    facts: pd.DataFrame | None = None,
    tell: Callable[[str], None] = lambda indicator: None,
) -> list[Answer]:
    """Every monthly target of the year known on `as_of`, in the order of tables; `tell` hears each indicator's turn.

    A target of an indicator without published figures is left out. Path k of every indicator is one possible year.
    `facts`: the place's figures, where they are not those of the ledger as known on the day.
    """
    facts = load_facts(as_of, geography=geography, data=data) if facts is None else facts
    known, paths = known_series(facts), {}
    asked = [one for one in targets_by_series(as_of, geography, year, data) if one[0] in known]
    for series, _ in asked:
        tell(series[1])
        if series not in paths:
            settings = {"as_of": as_of, "n_draws": n_draws, "seed": seed, "data": data}
            paths |= joint_levels(facts, series, f"{year}-12", **settings)
    paths = coupled(paths, year, load_dependence(data), seed)
    return [
        answer_to(facts, target, target is targets[0], paths[series], _parts(paths, series))
        for series, targets in asked
        for target in targets
    ]


def printed(figures: pd.DataFrame, measure: str, last: pd.Period, otherwise: float) -> float:
    """The newest print of January to `last`, or `otherwise` where none was printed."""
    own = newest_prints(figures)
    year = (own["period_type"] == "year") & (own["period"] == f"{last.year}") & (last.month == 12)
    own = own[(year | (own["period_type"] == "ytd") & (own["period"] == str(last))) & (own["measure"] == measure)]
    return float(own["value"].iloc[0]) if len(own) else otherwise


def table(given: list[Answer]) -> pd.DataFrame:
    """The answers as numbers, one row a reading."""
    return pd.DataFrame([_row(answer) for answer in given])


def targets_by_series(as_of: str, geography: str, year: int, data: Path) -> Iterator[tuple[Series, list[Target]]]:
    """Every series with a monthly target of the year, in the order of tables; the reading that decides comes first."""
    indicators = load_indicators(data)
    monthly = indicators.index[indicators["kind"].isin(["flow", "index"])]
    known = in_force(load_targets(as_of, geography=geography, data=data), year)
    known = [target for target in known if target.indicator in monthly]
    known.sort(key=lambda t: (monthly.get_loc(t.indicator), t.sector, _FIRST_READING.index(t.measure)))
    for series, targets in groupby(known, lambda target: target.series):
        yield series, list(targets)


def _parts(paths: dict[Series, pd.DataFrame], series: Series) -> dict[str, pd.DataFrame]:
    return {one[2]: levels for one, levels in paths.items() if one[:2] == series[:2] and one != series}


def answer_to(
    facts: pd.DataFrame, target: Target, used: bool, paths: pd.DataFrame, parts: dict[str, pd.DataFrame]
) -> Answer:
    """The answer to one target from joint monthly levels of its series; `parts`: those of its sectors."""
    last, figures = last_known(facts, target.series), of_series(facts, target.series)
    return Answer(
        target,
        used,
        paths,
        last,
        outlook(paths, target),
        middle(pace(paths, target, last)),
        *_to_date(target, paths, last, figures),
        simple_rules(paths, target, last),
        figures,
        parts,
        max(last_known(facts, one) for one in related_series(facts, target.series)),
    )


def _to_date(target: Target, paths: pd.DataFrame, last: pd.Period, figures: pd.DataFrame) -> tuple[float, float]:
    """Growth and level of January to `last`."""
    if last.year < target.year:
        return float("nan"), float("nan")
    growth = round(float(year_to_date(paths).loc[last].median()), 1)
    level = round(float(paths[paths.index.year == last.year].cumsum().loc[last].median()), 1)
    return printed(figures, "growth_yoy_pct", last, growth), printed(figures, "level", last, level)


def _row(answer: Answer) -> dict[str, object]:
    target, view = answer.target, answer.outlook
    share = 100 * answer.done / target.value if target.measure == "level" else float("nan")
    return {
        "geography": target.geography,
        "indicator": target.indicator,
        "sector": target.sector,
        "year": target.year,
        "measure": target.measure,
        "unit": target.unit,
        "target": target.value,
        "used": answer.used,
        "known_to": str(answer.last),
        "done": answer.done,
        "share_of_plan_pct": share,
        "growth_so_far_pct": answer.so_far,
        "low": view.low,
        "median": view.median,
        "high": view.high,
        "chance": view.chance,
        "verdict": view.verdict,
        "pace_needed_pct": answer.pace,
        **answer.rules.to_dict(),
    }
