"""How often a pace has been seen before: in the series' own past, in the country and in other provinces."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.growth import on_the_year
from analysis.ledger import DATA, WHOLE, Target, load_facts, newest_prints, usable
from analysis.model import related_indicators
from analysis.outlook.pace import months_left, pace, spans

_FEWEST = 24
"""Months of growth that a place needs before its past is asked."""


@dataclass(frozen=True)
class Precedent:
    """How often spans of `months` months grew on the year at least as fast as `pace` per cent.

    `any_time`: the share of all `spans` known, which overlap; `same_season`: the share of those that end in December,
    one for each of `years`; `fastest`: the growth of the fastest, per cent.
    """

    geography: str
    indicator: str
    months: int
    pace: float
    any_time: float
    spans: int
    same_season: float
    years: int
    fastest: float


def precedents(
    paths: pd.DataFrame, target: Target, last: pd.Period, as_of: str | None = None, data: Path = DATA
) -> list[Precedent]:
    """The pace needed, held against the past of the series itself, then of the country, then of other provinces.

    The own past is asked path by path, each with the pace it needs, so that what is not known about it counts.
    Elsewhere growth is that printed on `as_of`. Empty where no month is left.
    """
    count = len(months_left(target, last))
    if not count:
        return []
    needed = pace(paths, target, last)
    own = _precedent(target.geography, target.indicator, spans(paths[paths.index <= last], count), count, needed)
    elsewhere = _elsewhere(target, load_facts(as_of, data=data), data)
    there = pd.Series([needed.median()])
    return [own] + [
        _precedent(place, indicator, printed.rolling(count).mean().dropna().to_frame(), count, there)
        for place, indicator, printed in elsewhere
    ]


def printed_growth(figures: pd.DataFrame) -> pd.Series:
    """Growth on the year of each month of one series, in per cent, as printed last; else from the levels printed."""
    own = newest_prints(figures[figures["period_type"] == "month"])
    by_measure = own.pivot(index="period", columns="measure", values="value")
    by_measure.index = pd.PeriodIndex(by_measure.index, freq="M", name="month")
    every = pd.period_range(by_measure.index.min(), by_measure.index.max(), freq="M", name="month")
    known = by_measure.reindex(index=every, columns=["growth_yoy_pct", "level"])
    return known["growth_yoy_pct"].fillna(on_the_year(known["level"]))


def _elsewhere(target: Target, facts: pd.DataFrame, data: Path) -> Iterator[tuple[str, str, pd.Series]]:
    """Places with the growth of the indicator month by month, or of one that moves with it; the country first."""
    facts = usable(facts[(facts["sector"] == WHOLE) & (facts["period_type"] == "month")], data)
    for indicator in dict.fromkeys([target.indicator, *related_indicators(target.indicator)]):
        own = facts[(facts["indicator"] == indicator) & (facts["geography"] != target.geography)]
        places = sorted(own["geography"].unique(), key=lambda place: (place != "vietnam", place))
        found = [(place, indicator, printed_growth(own[own["geography"] == place])) for place in places]
        found = [one for one in found if one[2].notna().sum() >= _FEWEST]
        if found:
            yield from found
            return


def _precedent(geography: str, indicator: str, past: pd.DataFrame, count: int, needed: pd.Series) -> Precedent:
    as_fast = past.ge(needed.to_numpy(), axis=1).mean(axis=1)  # the share of paths on which this span was as fast
    season = as_fast[as_fast.index.month == 12]
    fastest = float(past.median(axis=1).max())
    middle = float(needed.median())
    shares = (float(as_fast.mean()), len(as_fast), float(season.mean()), len(season))
    return Precedent(geography, indicator, count, middle, *shares, fastest)
