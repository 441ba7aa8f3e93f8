"""The ways a series may move from month to month, and what each lets its months have in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

_GROWTH_LASTS, _SWING_LASTS = 0.9, 0.6
"""Share of a passing growth, and of a swing of the level, that is left a month later."""


@dataclass(frozen=True)
class Movement:
    """How much a series moves, in units of a month's own deviation.

    step: lasting change of the level a month; growth: change a month, in steps, of a growth that passes slowly; drift:
    change a year of the seasonal pattern; swing: size of deviations that pass within some months.
    """

    step: float
    growth: float
    drift: float
    swing: float


def likely(movement: Movement) -> float:
    """Log of how likely a movement is before any figure: small steps, no passing growth, a steady season, some swing.

    Chosen on the part of the replays to design on: by the past's evidence alone, levels wander too far.
    """
    steady = -0.4 * np.log(movement.step) - 0.3 * np.log(movement.drift)
    return steady - 0.7 * (movement.growth > 0) + 1.0 * (movement.swing > 0)


TYPICAL = Movement(step=0.4, growth=0.0, drift=0.2, swing=0.0)
_STEPS, _GROWTHS, _DRIFTS, _SWINGS = (0.03, 0.1, 0.2, 0.4, 0.8, 1.6, 4.0), (0.0, 0.1, 0.3), (0.05, 0.2, 0.6), (0.0, 1.0)


def covariances(steps: np.ndarray) -> Iterator[tuple[Movement, np.ndarray]]:
    """Every movement considered with its `covariance`: what several have in common is computed once."""
    passing = {(drift, swing): _passing(len(steps), drift, swing) for drift, swing in product(_DRIFTS, _SWINGS)}
    for step, growth in product(_STEPS, _GROWTHS):
        lasting = _lasting(steps, step, growth)
        for (drift, swing), other in passing.items():
            yield Movement(step, growth, drift, swing), lasting + other


def covariance(movement: Movement, steps: np.ndarray) -> np.ndarray:
    """Covariance of the months' levels, their own deviations apart; `steps` are the variances of each month's step."""
    lasting = _lasting(steps, movement.step, movement.growth)
    return lasting + _passing(len(steps), movement.drift, movement.swing)


def seasons(count: int) -> np.ndarray:
    """Covariance of a seasonal pattern that sums to nothing over a year."""
    calendar_month = np.arange(count) % 12
    return np.equal.outer(calendar_month, calendar_month) - 1 / 12


def _lasting(steps: np.ndarray, step: float, growth: float) -> np.ndarray:
    elapsed = np.cumsum(steps)
    return step**2 * (np.minimum.outer(elapsed, elapsed) + growth**2 * _growths(len(steps)))


def _passing(count: int, drift: float, swing: float) -> np.ndarray:
    return drift**2 * _season_drift(count) + swing**2 * _swings(count)


@cache
def _season_drift(count: int) -> np.ndarray:
    elapsed = np.arange(count)
    return seasons(count) * np.minimum.outer(elapsed, elapsed) / 12


@cache
def _growths(count: int) -> np.ndarray:
    """The level as the sum of growths, each month's being what is left of earlier ones and something new."""
    months = np.arange(count)
    left = np.tril(_GROWTH_LASTS ** np.abs(np.subtract.outer(months, months)))
    reach = np.cumsum(left, axis=0)
    return reach @ reach.T


@cache
def _swings(count: int) -> np.ndarray:
    months = np.arange(count)
    return _SWING_LASTS ** np.abs(np.subtract.outer(months, months))
