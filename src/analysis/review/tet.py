"""Tết, the lunar new year: how its days fall on January and February, and what growth in these months looks like."""

import numpy as np
import pandas as pd

from analysis import wording
from analysis.calendar import TET_WINDOWS, tet_days

_JANUARY, _FEBRUARY = 1, 2


def tet_table(years: range, language: str = "vi") -> pd.DataFrame:
    """The first day of Tết by year, and the share of each window's days that falls in January and in February."""
    first_days = tet_days().loc[years.start : years.stop - 1]
    table = {wording.term("tet_window", "first_day", language): [_short_day(day, language) for day in first_days]}
    for window, (first, last) in TET_WINDOWS.items():
        days = first_days.to_numpy()[:, None] + np.arange(first, last + 1) * np.timedelta64(1, "D")
        in_january = (pd.DataFrame(days).apply(lambda day: day.dt.month) == _JANUARY).mean(axis=1)
        for month, shares in ((_JANUARY, in_january), (_FEBRUARY, 1 - in_january)):
            name = f"{wording.term('tet_window', window, language)}, {_month_name(month, language)}"
            table[name] = [wording.percent(100 * share, 0, language) for share in shares]
    return pd.DataFrame(table, index=first_days.index.to_numpy())


def around_tet(months: pd.Series, year_to_date: pd.Series, language: str = "vi") -> pd.DataFrame:
    """Growth of January, of February and of both together, by year named with the first day of Tết."""
    table = pd.DataFrame(
        {
            _month_name(_JANUARY, language): _of_month(months, _JANUARY),
            _month_name(_FEBRUARY, language): _of_month(months, _FEBRUARY),
            wording.term("chart", "two_months", language): _of_month(year_to_date, _FEBRUARY),
        }
    ).loc[months.index.year.min() :]
    days = tet_days()
    return table.rename(index=lambda year: f"{year} ({_short_day(days[year], language)})")


def apart(months: pd.Series) -> tuple[float, float]:
    """How far growth in January and in February lie apart on average, and in other neighbouring months; in points."""
    steps = months.sort_index().diff().abs().dropna()
    tet = steps.index.month == _FEBRUARY
    around = np.isin(steps.index.month, [_JANUARY, _FEBRUARY, _FEBRUARY + 1])
    return float(steps[tet].mean()), float(steps[~around].mean())


def _of_month(values: pd.Series, month: int) -> pd.Series:
    own = values[values.index.month == month]
    return own.set_axis(own.index.year)


def _month_name(month: int, language: str) -> str:
    return wording.short_month(pd.Period(year=2000, month=month, freq="M"), language)


def _short_day(day: pd.Timestamp, language: str) -> str:
    return wording.day(str(day.date()), language).removesuffix(f" {day.year}").removesuffix(f"/{day.year}")
