"""The year by the rules of thumb of a spreadsheet, beside every forecast."""

import pandas as pd

from analysis.facts import Target
from analysis.growth import growth


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
    whole = levels.groupby(levels.index.year).size() == 12
    earlier = [year for year in range(target.year - 3, target.year) if whole.get(year, False)]
    done, before = to_date[target.year], target.year - 1
    holds = years[before] * done / to_date[before]
    shared = done / (to_date[earlier] / years[earlier]).mean()
    totals = pd.Series([holds, shared, done + levels[last] * (12 - last.month)], index=names)
    return totals if target.measure == "level" else growth(totals, years[before])
