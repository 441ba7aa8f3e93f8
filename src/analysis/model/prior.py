"""What monthly levels look like before any figure: trend, season, Tết, passing shocks, and dated steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from scipy.linalg import block_diag

from analysis.model.observations import Observations
from analysis.model.posterior import Prior
from analysis.model.shocks import widest
from analysis.periods import tet_shares

_FREE, _SHARE = 3.0, 1.0
"""Spreads, on the log scale, of a series' unknown overall level (figures alone decide it) and of a sector's share."""
_LASTING = 0.95
"""How much of a spell of faster or slower growth is left a month later."""
Breaks = Mapping[str, Iterable[pd.Period]]
"""By sector, the months from which the level may stand elsewhere, such as new capacity."""


@dataclass(frozen=True)
class Movement:
    """How much a series moves, as standard deviations on the log scale (0.01 is about 1 %).

    trend: each month's lasting step; passing: each month's own deviation; spell: a month's growth in times that are
    faster or slower than usual; season and season_drift: the seasonal pattern and its change in a year; tet: the effect
    of a whole Tết window; growth: mean and spread of the long-run growth a year; step: a dated break such as new
    capacity; correlation: how far series estimated together move as one, 0 to 1.
    """

    trend: float
    passing: float
    spell: float = 0.002
    season: float = 0.10
    season_drift: float = 0.03
    tet: float = 0.10
    growth: float = 0.08
    growth_spread: float = 0.03
    step: float = 0.20
    correlation: float = 0.0


def expect(observations: Observations, movements: Mapping[str, Movement], breaks: Breaks) -> Prior:
    """Mean and covariance of all unknowns, each sector moving in its own way and alike in every series."""
    months, count = observations.months, len({part.series for part in observations.parts})
    centre = np.array([part.centre for part in observations.parts])
    growth = np.array([movements[part.sector].growth for part in observations.parts])
    mean = (centre[:, None] + np.outer(growth, _years(months))).ravel()
    moving = block_diag(*(_of_kin(months, one, count, breaks.get(name, ())) for name, one in movements.items()))
    levels = moving + np.kron(_overall(observations), np.ones((len(months), len(months))))
    known = block_diag(levels, _FREE**2 * np.eye(len(observations.plans)))
    shape = len(movements), count, len(months)
    return Prior(np.r_[mean, observations.plans], known, shape, widest(shape))


def covariance(months: pd.PeriodIndex, movement: Movement, breaks: Iterable[pd.Period] = ()) -> np.ndarray:
    """How the log levels of a series move together, its overall level apart."""
    steady, elapsed, spells, season, drift, tet = _patterns(months[0], months[-1])
    steps = np.array([months >= month for month in breaks], dtype=float).reshape(-1, len(months))
    return (
        movement.growth_spread**2 * steady
        + movement.trend**2 * elapsed
        + movement.spell**2 * spells
        + movement.season**2 * season
        + movement.season_drift**2 * drift
        + movement.tet**2 * tet
        + movement.passing**2 * np.eye(len(months))
        + movement.step**2 * steps.T @ steps
    )


@cache
def _patterns(first: pd.Period, last: pd.Period) -> tuple[np.ndarray, ...]:
    """How months from the first to the last hang together by each kind of movement of size one."""
    months = pd.period_range(first, last, freq="M")
    count, calendar_month, tet = np.arange(len(months)), months.month.to_numpy(), tet_shares(months).to_numpy()
    elapsed, sums = np.minimum.outer(count, count), np.tri(len(months))
    spells = sums @ _LASTING ** np.abs(np.subtract.outer(count, count)) @ sums.T
    season = np.equal.outer(calendar_month, calendar_month) - 1 / 12
    return np.outer(_years(months), _years(months)), elapsed + 1, spells, season, season * elapsed / 12, tet @ tet.T


def _of_kin(months: pd.PeriodIndex, movement: Movement, count: int, breaks: Iterable[pd.Period]) -> np.ndarray:
    """The covariance of one sector in all the series, which move as one as far as they are related."""
    correlation = movement.correlation + (1 - movement.correlation) * np.eye(count)
    return np.kron(correlation, covariance(months, movement, breaks))


def _overall(observations: Observations) -> np.ndarray:
    """How the overall levels of the parts hang together: by series, and each part's share of its own."""
    series = np.array([part.series for part in observations.parts])
    several = len({part.sector for part in observations.parts}) > 1
    return _FREE**2 * np.equal.outer(series, series) + several * _SHARE**2 * np.eye(len(series))


def _years(months: pd.PeriodIndex) -> np.ndarray:
    return (np.arange(len(months)) - len(months) / 2) / 12
