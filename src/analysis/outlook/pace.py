"""The growth that the months left need for a target, together and month by month."""

import pandas as pd

from analysis.growth import growth, on_the_year, required_pace, sum_of, year_total
from analysis.ledger import Target


def pace(paths: pd.DataFrame, target: Target, last: pd.Period) -> pd.Series:
    """Growth on the year that the months after `last` would need for the target, on each path, in per cent.

    `last` is the last month that published figures speak of; without months left there is no pace (NaN).
    """
    if months_left(target, last).empty:
        return pd.Series(float("nan"), index=paths.columns)
    last = max(last, pd.Period(f"{target.year - 1}-12", freq="M"))
    return required_pace(paths, needed_total(paths, target), last)


def middle(paces: pd.Series) -> float:
    """The pace of the middle path: one that can be checked by hand, where a mean of two could not."""
    return float(paces.quantile(interpolation="lower"))


def monthly_pace(paths: pd.DataFrame, target: Target, last: pd.Period) -> pd.DataFrame:
    """The growth each month after `last` needs: what is expected of it plus one shift common to all, in per cent.

    Columns: `base` (its level a year before), `base_growth` (growth of that level), `expected` and `needed`, all of the
    median path. Weighted with `base` the needed growth is the middle of `pace`, so these months lead to the target;
    Tết and a fallen base show in `expected`. No rows where no month is left.
    """
    months = months_left(target, last)
    level, usual = paths.median(axis=1), on_the_year(paths).median(axis=1)
    rows = pd.DataFrame({"base": level.shift(12), "base_growth": usual.shift(12), "expected": usual}).reindex(months)
    together = rows["expected"] @ rows["base"] / rows["base"].sum() if len(rows) else 0.0
    shift = middle(pace(paths, target, last)) - together
    return rows.assign(needed=rows["expected"] + shift).rename_axis("month")


def needed_total(paths: pd.DataFrame, target: Target) -> pd.Series:
    """The year's total that reaches the target, on each path."""
    if target.measure == "growth_yoy_pct":
        return (1 + target.value / 100) * year_total(paths, target.year - 1)
    return pd.Series(target.value, index=paths.columns)


def months_left(target: Target, last: pd.Period) -> pd.PeriodIndex:
    """The months of the target's year after `last`."""
    january, december = (pd.Period(f"{target.year}-{month}", freq="M") for month in ("01", "12"))
    return pd.period_range(max(last + 1, january), december, freq="M")


def pace_of(paths: pd.DataFrame, months: pd.PeriodIndex) -> pd.Series:
    """Growth on the year of these months together on each path, in per cent."""
    return growth(sum_of(paths, months), sum_of(paths, months - 12))


def spans(levels: pd.DataFrame, count: int) -> pd.DataFrame:
    """Growth on the year of every span of so many months on each path, by its last month, in per cent."""
    sums = levels.rolling(count).sum()
    return growth(sums, sums.shift(12)).dropna()


def past_paces(paths: pd.DataFrame, last: pd.Period) -> pd.DataFrame:
    """Growth on the year that the months after `last`'s had, together, in each earlier year: rows years, columns paths.

    What the pace the rest of a year needs (`pace`) can be held against; of December, in whole years.
    """
    own = spans(paths, 12 - last.month % 12)
    own = own[(own.index.month == 12) & (own.index.year < last.year + (last.month == 12))]
    return own.set_axis(own.index.year).rename_axis("year")
