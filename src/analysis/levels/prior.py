"""What monthly levels look like before any figure: trend, season, Tết, passing shocks, and dated steps."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.calendar import tet_shares

_FREE = 3.0
"""Spread of the unknown overall level on the log scale: wide enough that figures alone decide it."""


@dataclass(frozen=True)
class Movement:
    """How much a series moves, as standard deviations on the log scale (0.01 is about 1 %).

    trend: each month's lasting step; passing: each month's own deviation; season and season_drift: the seasonal
    pattern and its change in a year; tet: the effect of a whole Tết window; growth: mean and spread of the long-run
    growth a year; step: a dated break such as new capacity.
    """

    trend: float
    passing: float
    season: float = 0.10
    season_drift: float = 0.02
    tet: float = 0.10
    growth: float = 0.07
    growth_spread: float = 0.03
    step: float = 0.20


def mean(months: pd.PeriodIndex, movement: Movement, centre: float) -> np.ndarray:
    """Prior mean of the log levels: steady growth through `centre` in the middle of the months."""
    return centre + movement.growth * _years(months)


def covariance(months: pd.PeriodIndex, movement: Movement, breaks: Iterable[pd.Period] = ()) -> np.ndarray:
    """Prior covariance of the log levels; `breaks` are months from which the level may stand elsewhere."""
    count = np.arange(len(months))
    years, tet = _years(months), tet_shares(months).to_numpy()
    calendar_month = months.month.to_numpy()
    season = np.equal.outer(calendar_month, calendar_month) - 1 / 12
    elapsed = np.minimum.outer(count, count)
    steps = np.array([months >= month for month in breaks], dtype=float).reshape(-1, len(months))
    return (
        _FREE**2
        + movement.growth_spread**2 * np.outer(years, years)
        + movement.trend**2 * (elapsed + 1)
        + season * (movement.season**2 + movement.season_drift**2 * elapsed / 12)
        + movement.tet**2 * tet @ tet.T
        + movement.passing**2 * np.eye(len(months))
        + movement.step**2 * steps.T @ steps
    )


def with_plans(
    months: pd.PeriodIndex, plans: tuple[int, ...], center: np.ndarray, spread: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance with the annual plans added as unknowns near the year's own total."""
    weights = np.array([(months.year == year) / 12 for year in plans]).reshape(len(plans), len(months))
    mix = np.vstack([np.eye(len(months)), weights])
    own = np.diag(np.r_[np.zeros(len(months)), np.full(len(plans), _PLAN**2)])
    shift = np.r_[np.zeros(len(months)), np.full(len(plans), np.log(12))]
    return mix @ center + shift, mix @ spread @ mix.T + own


_PLAN = 0.5


def _years(months: pd.PeriodIndex) -> np.ndarray:
    return (np.arange(len(months)) - len(months) / 2) / 12
