"""Months, the periods figures speak of, and Tết, the lunar new year that moves between January and February."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.ledger import DATA, rules
from analysis.ledger.problems import Problem, refuse
from analysis.ledger.rules import is_day, refuse_period
from analysis.ledger.table import read_table

TET_WINDOWS = {"before": (-14, -1), "during": (0, 6)}
"""Days from the first day of Tết: two weeks of rush before it, the week in which work rests."""


@cache
def months_of(period_type: str, period: str) -> pd.PeriodIndex:
    """The months a figure speaks of: one month, January to the month named, a quarter or a year."""
    refuse_period(period_type, period)
    if period_type in ("month", "point"):
        return pd.period_range(period, period, freq="M")
    if period_type == "ytd":
        return pd.period_range(f"{period[:4]}-01", period, freq="M")
    if period_type == "quarter":
        quarter = pd.Period(period.replace("-", ""), freq="Q")
        return pd.period_range(quarter.start_time, quarter.end_time, freq="M")
    return pd.period_range(f"{period}-01", f"{period}-12", freq="M")


def ends_of(figures: pd.DataFrame) -> list[pd.Period]:
    """The last month that each figure speaks of."""
    return [months_of(*figure)[-1] for figure in zip(figures["period_type"], figures["period"], strict=True)]


@cache
def tet_days(data: Path = DATA) -> pd.Series:
    """The first day of Tết in Vietnam by year, 1990-2050."""
    file = data / "tet.csv"
    table = read_table(file, ["year", "date"])
    refuse([*_no_days(table, file), *rules.duplicates(table, file, ["year"])])
    return pd.to_datetime(table.set_index(table["year"].astype(int))["date"])


def _no_days(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    for row, year, day in table[["year", "date"]].itertuples():
        if not is_day(day) or day[:4] != year:
            yield Problem("day", str(file), row, "date", {"read": day, "expected": f"{year}-MM-DD"})


def tet_shares(months: pd.PeriodIndex) -> pd.DataFrame:
    """Share of each Tết window's days that fall in a month, minus that calendar month's mean over 1990-2050.

    One column a window; the centring leaves the ordinary January and February to the seasonal pattern. Months outside
    the table of Tết days are taken as ordinary: 0.
    """
    shares = _window_shares()
    usual = shares.groupby(shares.index.month).transform("mean")
    return (shares - usual).reindex(months, fill_value=0.0)


@cache
def _window_shares() -> pd.DataFrame:
    days = tet_days()
    months = pd.period_range(f"{days.index.min()}-01", f"{days.index.max()}-12", freq="M")
    columns = {}
    for name, (first, last) in TET_WINDOWS.items():
        offsets = np.arange(first, last + 1)
        window = pd.PeriodIndex((days.to_numpy()[:, None] + offsets * np.timedelta64(1, "D")).ravel(), freq="M")
        columns[name] = pd.Series(window).value_counts().reindex(months, fill_value=0) / len(offsets)
    return pd.DataFrame(columns, index=months)
