"""The growth that the months left need for a target, together and month by month, and how often it was seen before."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.growth import growth, on_the_year, sum_of, year_total
from analysis.ledger import DATA, WHOLE, load_facts, newest_prints, usable
from analysis.ledger.targets import Target
from analysis.model.related import related_indicators

_FEWEST = 24
"""Months of growth that a place needs before its past is asked."""


def pace(draws: pd.DataFrame, target: Target, last: pd.Period) -> pd.Series:
    """Growth on the year that the months after `last` would need for the target, on each path, in per cent.

    `last` is the last month that published figures speak of; without months left there is no pace (NaN).
    """
    months = months_left(target, last)
    if months.empty:
        return pd.Series(float("nan"), index=draws.columns)
    done = pd.period_range(f"{target.year}-01", months[0] - 1, freq="M")
    return growth(needed_total(draws, target) - sum_of(draws, done), sum_of(draws, months - 12))


def monthly_pace(draws: pd.DataFrame, target: Target, last: pd.Period, required: float) -> pd.DataFrame:
    """The growth each month after `last` needs: what is expected of it plus one shift common to all, in per cent.

    Columns: `base` (its level a year before), `base_growth` (growth of that level), `expected` and `needed`, all of the
    median path. Weighted with `base` the needed growth is what the months together are `required` to grow by, so these
    months lead to the target; Tết and a fallen base show in `expected`. No rows where no month is left.
    """
    months = months_left(target, last)
    level, usual = draws.median(axis=1), on_the_year(draws).median(axis=1)
    rows = pd.DataFrame({"base": level.shift(12), "base_growth": usual.shift(12), "expected": usual}).reindex(months)
    together = rows["expected"] @ rows["base"] / rows["base"].sum() if len(rows) else 0.0
    return rows.assign(needed=rows["expected"] + required - together).rename_axis("month")


def needed_total(draws: pd.DataFrame, target: Target) -> pd.Series:
    """The year's total that reaches the target, on each path."""
    if target.measure == "growth_yoy_pct":
        return (1 + target.value / 100) * year_total(draws, target.year - 1)
    return pd.Series(target.value, index=draws.columns)


def months_left(target: Target, last: pd.Period) -> pd.PeriodIndex:
    """The months of the target's year after `last`."""
    january, december = (pd.Period(f"{target.year}-{month}", freq="M") for month in ("01", "12"))
    return pd.period_range(max(last + 1, january), december, freq="M")


def pace_of(draws: pd.DataFrame, months: pd.PeriodIndex) -> pd.Series:
    """Growth on the year of these months together on each path, in per cent."""
    return growth(sum_of(draws, months), sum_of(draws, months - 12))


def spans(levels: pd.DataFrame, count: int) -> pd.DataFrame:
    """Growth on the year of every span of so many months on each path, by its last month, in per cent."""
    sums = sum(levels.shift(back) for back in range(count))
    return growth(sums, sums.shift(12)).dropna()


def past_paces(draws: pd.DataFrame, last: pd.Period) -> pd.DataFrame:
    """Growth on the year that the months after `last`'s had, together, in each earlier year: rows years, columns draws.

    What the pace the rest of a year needs (`pace`) can be held against; of December, in whole years.
    """
    own = spans(draws, 12 - last.month % 12)
    own = own[(own.index.month == 12) & (own.index.year < last.year + (last.month == 12))]
    return own.set_axis(own.index.year).rename_axis("year")


def precedents(
    draws: pd.DataFrame,
    target: Target,
    last: pd.Period,
    as_of: str | None = None,
    data: Path = DATA,
    required: float | None = None,
) -> pd.DataFrame:
    """The pace needed, held against the past of the series itself, then of the country, then of other provinces.

    One row a series (geography, indicator): how often spans of `months` months grew on the year at least as fast as
    `pace` per cent, `any_time` as a share of all `spans` known, which overlap, `same_season` of those that end in
    December, one for each of `years`; `fastest`: the growth of the fastest, per cent. The own past is asked path by
    path, each with the pace it needs (around what is `required` by printed figures), so that what is not known about it
    counts. Elsewhere growth is that printed on `as_of`. Empty where no month is left.
    """
    count = len(months_left(target, last))
    if not count:
        return pd.DataFrame()
    needed = pace(draws, target, last)
    needed += 0.0 if required is None else required - needed.median()
    own = _precedent(target.geography, target.indicator, spans(draws[draws.index <= last], count), count, needed)
    elsewhere = _elsewhere(target, load_facts(as_of, data=data), data)
    there = pd.Series([needed.median()])
    others = [
        _precedent(place, indicator, printed.rolling(count).mean().dropna().to_frame(), count, there)
        for place, indicator, printed in elsewhere
    ]
    return pd.DataFrame([own, *others])


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


def _precedent(geography: str, indicator: str, past: pd.DataFrame, count: int, needed: pd.Series) -> dict[str, object]:
    as_fast = past.ge(needed.to_numpy(), axis=1).mean(axis=1)  # the share of draws on which this span was as fast
    season = as_fast[as_fast.index.month == 12]
    return {
        "geography": geography,
        "indicator": indicator,
        "months": count,
        "pace": float(needed.median()),
        "any_time": float(as_fast.mean()),
        "spans": len(as_fast),
        "same_season": float(season.mean()),
        "years": len(season),
        "fastest": float(past.median(axis=1).max()),
    }
