"""What monthly levels look like before any figure: trend, season, Tết, passing shocks, and dated steps."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.linalg import block_diag

from analysis.calendar import tet_shares
from analysis.levels.evidence import Evidence, Part

_FREE = 3.0
"""Spread of the unknown overall level on the log scale: wide enough that figures alone decide it."""
_PLAN = 0.5
"""Spread of an annual plan around the year's own total."""


@dataclass(frozen=True)
class Movement:
    """How much a series moves, as standard deviations on the log scale (0.01 is about 1 %).

    trend: each month's lasting step; passing: each month's own deviation; season and season_drift: the seasonal
    pattern and its change in a year; tet: the effect of a whole Tết window; growth: mean and spread of the long-run
    growth a year; step: a dated break such as new capacity; kinship: how far series estimated together move as one,
    0 to 1.
    """

    trend: float
    passing: float
    season: float = 0.10
    season_drift: float = 0.02
    tet: float = 0.10
    growth: float = 0.07
    growth_spread: float = 0.03
    step: float = 0.20
    kinship: float = 0.0


def expect(evidence: Evidence, movement: Movement, breaks: Iterable[pd.Period] = ()) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of all unknowns: of every part the log levels, then its plans near their years' totals.

    `breaks` are months from which the level may stand elsewhere.
    """
    months, parts = evidence.months, evidence.parts
    kinship = movement.kinship + (1 - movement.kinship) * np.eye(len(parts))
    free = _FREE**2 * np.ones((len(months), len(months)))
    levels = np.kron(kinship, covariance(months, movement, breaks)) + np.kron(np.eye(len(parts)), free)
    steady = movement.growth * _years(months)
    center = np.concatenate([part.centre + steady for part in parts])
    mix = block_diag(*(_mix(months, part) for part in parts))
    return mix @ center + _shift(months, parts), mix @ levels @ mix.T + np.diag(_own(months, parts))


def covariance(months: pd.PeriodIndex, movement: Movement, breaks: Iterable[pd.Period] = ()) -> np.ndarray:
    """How the log levels of a series move together, its overall level apart."""
    count = np.arange(len(months))
    years, tet = _years(months), tet_shares(months).to_numpy()
    calendar_month = months.month.to_numpy()
    season = np.equal.outer(calendar_month, calendar_month) - 1 / 12
    elapsed = np.minimum.outer(count, count)
    steps = np.array([months >= month for month in breaks], dtype=float).reshape(-1, len(months))
    return (
        movement.growth_spread**2 * np.outer(years, years)
        + movement.trend**2 * (elapsed + 1)
        + season * (movement.season**2 + movement.season_drift**2 * elapsed / 12)
        + movement.tet**2 * tet @ tet.T
        + movement.passing**2 * np.eye(len(months))
        + movement.step**2 * steps.T @ steps
    )


def _mix(months: pd.PeriodIndex, part: Part) -> np.ndarray:
    """The part's unknowns from its months: each month itself, each plan as the mean of its year's months."""
    years = [(months.year == year) / 12 for year in part.plans]
    return np.vstack([np.eye(len(months)), *years])


def _shift(months: pd.PeriodIndex, parts: Iterable[Part]) -> np.ndarray:
    return np.concatenate([np.r_[np.zeros(len(months)), np.full(len(part.plans), np.log(12))] for part in parts])


def _own(months: pd.PeriodIndex, parts: Iterable[Part]) -> np.ndarray:
    return np.concatenate([np.r_[np.zeros(len(months)), np.full(len(part.plans), _PLAN**2)] for part in parts])


def _years(months: pd.PeriodIndex) -> np.ndarray:
    return (np.arange(len(months)) - len(months) / 2) / 12
