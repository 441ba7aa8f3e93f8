"""Possible futures held against a plan target: where the year is heading, the chance, the pace it would take."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.facts import Target
from analysis.growth import growth, required_pace, year_growth, year_total

LIKELY, UNLIKELY = 0.8, 0.2


@dataclass(frozen=True)
class Outlook:
    """Where a year is heading, in the target's own measure and unit.

    `low` and `high` hold the middle `coverage` of the paths; `verdict` is "reached", "likely", "open", "unlikely" or
    "missed".
    """

    target: Target
    low: float
    median: float
    high: float
    chance: float
    verdict: str


def outlook(paths: pd.DataFrame, target: Target, coverage: float = 0.8) -> Outlook:
    """The year's outcome on every path against the target.

    A path reaches the target when its outcome is at least the target.
    """
    results = outcomes(paths, target)
    tail = (1 - coverage) / 2
    low, median, high = (float(value) for value in results.quantile([tail, 0.5, 1 - tail]))
    chance = float(_reached(results, target).mean())
    return Outlook(target, low, median, high, chance, verdict(chance))


def outcomes(paths: pd.DataFrame, target: Target) -> pd.Series:
    """The year's total or growth on each path, as the target measures it."""
    measure = {"level": year_total, "growth_yoy_pct": year_growth}.get(target.measure)
    if measure is None:
        raise ValueError(f"measure “{target.measure}”: level, growth_yoy_pct")
    return measure(paths, target.year)


def verdict(chance: float) -> str:
    """The chance in a word; only a chance of exactly 0 or 1 is certain."""
    if chance in (0.0, 1.0):
        return "reached" if chance else "missed"
    if chance >= LIKELY:
        return "likely"
    return "unlikely" if chance <= UNLIKELY else "open"


def joint_chance(paths: dict[str, pd.DataFrame], targets: list[Target]) -> float:
    """Chance that all targets are reached together, path by path."""
    reached = [_reached(outcomes(paths[t.indicator], t), t).to_numpy() for t in targets]
    return float(np.logical_and.reduce(reached).mean())


def pace(paths: pd.DataFrame, target: Target, last: pd.Period) -> pd.Series:
    """Growth on the year that the months after `last` would need for the target, on each path, in per cent.

    `last` is the last month that published figures speak of; without months left there is no pace (NaN).
    """
    if last >= pd.Period(f"{target.year}-12", freq="M"):
        return pd.Series(float("nan"), index=paths.columns)
    last = max(last, pd.Period(f"{target.year - 1}-12", freq="M"))
    total: pd.Series | float = target.value
    if target.measure == "growth_yoy_pct":
        total = (1 + target.value / 100) * year_total(paths, target.year - 1)
    return required_pace(paths, total, last)


def simple_rules(paths: pd.DataFrame, target: Target, last: pd.Period) -> pd.Series:
    """The year by the three rules of thumb of a spreadsheet, in the target's measure, from the median levels.

    ytd_growth_holds: the rest of the year grows as the year to date. usual_share: the year to date over the mean share
    that January to this month had in up to three earlier years (last year's share alone is the first rule again).
    latest_month: the latest month times the months left. Without a month of the year there is nothing to go by (NaN).
    """
    names = ["ytd_growth_holds", "usual_share", "latest_month"]
    if last.year < target.year:
        return pd.Series(float("nan"), index=names)
    levels = paths.median(axis=1)
    years = levels.groupby(levels.index.year).sum()
    to_date = levels[levels.index.month <= last.month].groupby(lambda month: month.year).sum()
    done, before = to_date[target.year], target.year - 1
    holds = years[before] * done / to_date[before]
    shared = done / usual_shares(paths, target.year)[last.month]
    totals = pd.Series([holds, shared, done + levels[last] * (12 - last.month)], index=names)
    return totals if target.measure == "level" else growth(totals, years[before])


def usual_shares(paths: pd.DataFrame, year: int) -> pd.Series:
    """Mean share of a whole year that January to each month (1 to 12) had in up to three earlier years, median levels.

    Missing (NaN) where no earlier year is whole.
    """
    levels = paths.median(axis=1)
    table = levels.groupby([levels.index.year, levels.index.month]).first().unstack()
    earlier = table.reindex(columns=range(1, 13)).reindex(range(year - 3, year)).dropna().cumsum(axis=1)
    return earlier.div(earlier[12], axis=0).mean()


def plan_path(paths: pd.DataFrame, target: Target) -> pd.Series:
    """A planned level month by month, added up from January, along the usual shares of earlier years."""
    months = pd.period_range(f"{target.year}-01", f"{target.year}-12", freq="M", name="month")
    return pd.Series(target.value * usual_shares(paths, target.year).to_numpy(), index=months)


def past_paces(paths: pd.DataFrame, last: pd.Period) -> pd.DataFrame:
    """Growth on the year that the months after `last`'s had, together, in each earlier year: rows years, columns paths.

    What the pace the rest of a year needs (`pace`) can be held against; of December, in whole years.
    """
    rest = paths[(paths.index.month > last.month % 12) & (paths.index.year < last.year + (last.month == 12))]
    years = rest.groupby(rest.index.year)
    totals = years.sum()[years.size() == 12 - last.month % 12]
    before = totals.set_axis(totals.index + 1).reindex(totals.index)
    return growth(totals, before).dropna().rename_axis("year")


def _reached(results: pd.Series, target: Target) -> pd.Series:
    # a year settled by its print must reach a target equal to it: leave the last bits of a sum aside
    return results >= target.value - 1e-9 * abs(target.value)
