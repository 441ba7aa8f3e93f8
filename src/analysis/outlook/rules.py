"""The year by the rules of thumb of a spreadsheet, beside every forecast."""

import pandas as pd

from analysis.growth import growth
from analysis.ledger import Target


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
