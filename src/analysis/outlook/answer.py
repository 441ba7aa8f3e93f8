"""The whole answer for a year: every plan target with its draws, outlook, required pace and naive benchmarks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from math import nan
from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, load_facts, usable
from analysis.ledger.kinds import SERIES
from analysis.ledger.targets import UNPLANNED, Target, in_force, load_targets
from analysis.ledger.vocabulary import WHOLE, load_indicators
from analysis.model.observations import MEASURES
from analysis.model.related import (
    Series,
    bases_of,
    joint_levels,
    known_series,
    last_known,
    of_series,
    related_indicators,
    related_series,
)
from analysis.outlook.joint import coupled, load_dependence
from analysis.outlook.reading import Answer
from analysis.periods import ends_of

_FIRST_READING = ("level", "growth_yoy_pct")
"""Where a plan gives an amount and a growth that disagree, the amount decides: it is what plans are settled by, while
the growth needs a base year that is itself revised."""
_RECENT = 24
"""Months within which an indicator must have been printed to be answered for without a plan."""


def answers(
    as_of: str,
    geography: str,
    year: int,
    *,
    n_draws: int = 2000,
    seed: int = 0,
    data: Path = DATA,
    facts: pd.DataFrame | None = None,
    targets: Sequence[Target] | None = None,
    tell: Callable[[str], None] = lambda indicator: None,
) -> list[Answer]:
    """Every monthly target of the year known on `as_of`, in the order of tables; `tell` hears each indicator's turn.

    A target of an indicator without published figures is left out. Path k of every indicator is one possible year.
    `facts`: the place's figures, where they are not those of the ledger as known on the day; `targets`: what is asked
    of the year, where that is not its plan (`unplanned`).
    """
    facts = load_facts(as_of, geography=geography, data=data) if facts is None else facts
    facts = usable(facts, data)
    known, draws, refused = known_series(facts[facts["measure"].isin(MEASURES)]), {}, {}
    planned = in_force(load_targets(as_of, geography=geography, data=data), year) if targets is None else targets
    asked = [one for one in by_series(planned, data) if one[0] in known]
    for series, _ in asked:
        tell(series[1])
        if series not in draws:
            until = horizon(facts, series, year)
            settings = {"as_of": as_of, "n_draws": n_draws, "seed": seed, "data": data}
            try:
                draws |= joint_levels(facts, series, until, **settings)
            except ValueError:  # figures of one series that no levels can be made from do not cost the others
                months = pd.period_range(f"{year - 1}-01", until, freq="M", name="month")
                refused[series] = pd.DataFrame(nan, months, range(n_draws))
    whole = {one: own for one, own in draws.items() if own.index[0] <= pd.Period(f"{year}-01", "M")}
    draws |= coupled(whole, year, load_dependence(data), seed) | refused
    return [one for series, own in asked for one in _readings(facts, own, draws, as_of, bases_of(series, as_of, data))]


def _readings(
    facts: pd.DataFrame,
    own: list[Target],
    draws: Mapping[Series, pd.DataFrame],
    as_of: str,
    bases: Sequence[str],
) -> list[Answer]:
    """The answers to a series' targets; the verdict rests on the first of them that can be told."""
    series = own[0].series
    found = [answer_to(facts, one, draws[series], parts_of(draws, series), as_of, bases) for one in own]
    decides = next((one for one in found if not one.untold), None)
    return [one if one is decides else replace(one, used=False) for one in found]


def table(given: list[Answer]) -> pd.DataFrame:
    """The answers as numbers, one row a reading."""
    return pd.DataFrame([_row(answer) for answer in given])


def asked_of(facts: pd.DataFrame, stated: Sequence[Target], as_of: str, year: int) -> list[Target]:
    """The plan in force for a year, then what else was printed of it, or `unplanned` where there is no plan."""
    planned, others = in_force(stated, year), unplanned(facts, stated, as_of, year)
    if not planned:
        return others
    held = {one.series for one in planned}
    told = known_series(facts[facts["period"].str.startswith(str(year))])
    return [*planned, *(one for one in others if one.series in told - held)]


def unplanned(facts: pd.DataFrame, stated: Iterable[Target], as_of: str, year: int) -> list[Target]:
    """What a year is asked for without a plan, each with a target that nobody set.

    The indicators printed of late that plans `stated` by the day, of the year or earlier ones, spoke of; all of them
    where none did. None of a year after the next one, or before the first figures.
    """
    if facts.empty or not int(facts["period"].min()[:4]) <= year <= int(as_of[:4]) + 1:
        return []
    own = facts[(facts["sector"] == WHOLE) & facts["period_type"].isin(["month", "ytd"])]
    own = own[(own["period"] > str(pd.Period(as_of[:7], "M") - _RECENT)) & own["measure"].isin(_FIRST_READING)]
    own = own.sort_values("measure", kind="stable").drop_duplicates(["indicator"], keep="last")
    found = [open_target(tuple(row[:3]), year, *row[3:]) for row in own[[*SERIES, "measure", "unit"]].to_numpy()]
    planned = {one.series for one in stated if one.year <= year}
    return [one for one in found if one.series in planned] or found


def open_target(series: Series, year: int, measure: str, unit: str) -> Target:
    """A target that nobody set: its value is not a number, and its year has no chance."""
    return Target(*series, year, measure, nan, unit, UNPLANNED, "", "")


def by_series(targets: Iterable[Target], data: Path) -> Iterator[tuple[Series, list[Target]]]:
    """Every series with a monthly target, in the order of tables; the reading that decides comes first."""
    indicators = load_indicators(data)
    monthly = indicators.index[indicators["kind"].isin(["flow", "index"])]
    known = [one for one in targets if one.indicator in monthly and one.measure in _FIRST_READING]
    known.sort(key=lambda t: (monthly.get_loc(t.indicator), t.sector, t.first_year, _FIRST_READING.index(t.measure)))
    for series, own in groupby(known, lambda target: target.series):
        yield series, list(own)


def parts_of(draws: Mapping[Series, pd.DataFrame], series: Series) -> dict[str, pd.DataFrame]:
    """The levels of the sectors that a total was divided into, by sector."""
    return {one[2]: own for one, own in draws.items() if one[:2] == series[:2] and one != series == (*one[:2], WHOLE)}


def horizon(facts: pd.DataFrame, series: Series, year: int) -> str:
    """The month to estimate a series to: December of the year, or a later one that figures of its kind speak of."""
    own = facts[facts["indicator"].isin(related_indicators(series[1])) & (facts["geography"] == series[0])]
    return max(f"{year}-12", str(max(ends_of(own[own["measure"].isin(MEASURES)]))))


def answer_to(
    facts: pd.DataFrame,
    target: Target,
    draws: pd.DataFrame,
    parts: dict[str, pd.DataFrame],
    day: str = "",
    bases: Sequence[str] = (),
) -> Answer:
    """The answer to one target from joint monthly levels of its series and of its sectors, by `Answer`'s words."""
    figures = of_series(facts, target.series)
    closed = max(last_known(facts, one) for one in related_series(facts, target.series))
    of_parts = facts[facts["indicator"].eq(target.indicator) & facts["sector"].isin(list(parts))]
    return Answer(target, True, draws, parts, figures, closed, day, bases, of_parts)


def _row(answer: Answer) -> dict[str, object]:
    target, view = answer.target, answer.outlook
    share = 100 * answer.done / target.value if target.measure == "level" else nan
    return {
        "geography": target.geography,
        "indicator": target.indicator,
        "sector": target.sector,
        "year": target.year,
        "measure": target.measure,
        "unit": target.unit,
        "target": target.value,
        "upper": nan if target.upper is None else target.upper,
        "direction": target.direction,
        "used": answer.used,
        "known_to": str(answer.last),
        "age": answer.age,
        "done": answer.done if target.measure == "level" or (answer.figures["measure"] == "level").any() else nan,
        "share_of_plan_pct": share,
        "growth_so_far_pct": answer.so_far,
        "growth_before_pct": answer.before,
        "low": view.low,
        "median": view.median,
        "high": view.high,
        "chance": view.chance,
        "upper_chance": view.upper_chance,
        "inside": view.inside,
        "verdict": view.verdict,
        "outturn": answer.outturn,
        "pace_needed_pct": answer.required_growth,
        **answer.naive_benchmarks.to_dict(),
    }
