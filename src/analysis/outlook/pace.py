"""The growth that the months left need for a target."""

import pandas as pd

from analysis.facts import Target
from analysis.growth import required_pace, year_total


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
