"""Growth arithmetic on monthly levels: on the year, year to date, whole years.

Every function takes levels by month (a Series, or a DataFrame with one column a path) and answers in the same shape.
"""

from typing import TypeVar

import pandas as pd

Levels = TypeVar("Levels", pd.Series, pd.DataFrame)


def growth(now: Levels, before: Levels) -> Levels:
    """Per cent by which `now` exceeds `before`."""
    return 100 * (now / before - 1)


def on_the_year(levels: Levels) -> Levels:
    """Growth of each month over the same month a year before, in per cent; the first twelve months have none."""
    return growth(levels, _a_year_later(levels))


def year_to_date(levels: Levels) -> Levels:
    """Growth of January to each month over the same months a year before, in per cent; none without a January."""
    return on_the_year(_so_far(levels))


def contribution(part: Levels, whole: Levels) -> Levels:
    """Points that a part gave to the year-to-date growth of its whole, by month; those of all parts add up to it."""
    (now, before), (_, base) = ((_so_far(levels), _a_year_later(_so_far(levels))) for levels in (part, whole))
    return 100 * (now - before) / base


def year_total(levels: pd.DataFrame, year: int) -> pd.Series:
    """Sum of the year's twelve months on each path; refuses a year that is not whole, or has a month twice."""
    months = levels[levels.index.year == year]
    if sorted(months.dropna().index.month) != [*range(1, 13)]:
        raise ValueError(f"{year}: {len(months.dropna())} tháng / months; cần 12 / 12 are needed, each once")
    return months.sum()


def year_growth(levels: pd.DataFrame, year: int) -> pd.Series:
    """Growth of the year's total over the year before on each path, in per cent."""
    return growth(year_total(levels, year), year_total(levels, year - 1))


def sum_of(levels: pd.DataFrame, months: pd.PeriodIndex) -> pd.Series:
    """Sum of these months on each path; refuses months without levels."""
    missing = months.difference(levels.dropna().index)
    if len(missing):
        raise KeyError(f"{', '.join(map(str, missing))}: cần có mức của tháng này / levels of these months are needed")
    return levels.loc[months].sum()


def _so_far(levels: Levels) -> Levels:
    """The sum of the year's months to each one; years that do not begin with January are left out."""
    years = levels.groupby(levels.index.year)
    return years.cumsum()[years.cumcount() + 1 == levels.index.month].reindex(levels.index)


def _a_year_later(levels: Levels) -> Levels:
    """Every month's level where the same month of the next year stands."""
    twice = levels.index[levels.index.duplicated()]
    if len(twice):
        raise ValueError(f"{twice[0]}: tháng lặp lại / a month given twice")
    before = levels.copy()
    before.index = before.index + 12
    return before.reindex(levels.index)
