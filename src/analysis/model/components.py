"""What monthly levels have in common: trend, growth, season and Tết, each as a covariance of size one."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.periods import tet_shares

_GROWTH_LASTS, _SWING_LASTS = 0.95, 0.6
"""Share of a spell of faster or slower growth, and of a passing deviation, that is left a month later."""


class Components(NamedTuple):
    """Covariances of months, months x months.

    steady: a constant growth a year; level: a lasting step a month; growth: spells of faster or slower growth; season:
    a pattern that sums to nothing over a year; drift: its change in a year; tet: the effect of a whole Tết window;
    swing: deviations that fade within months.
    """

    steady: np.ndarray
    level: np.ndarray
    growth: np.ndarray
    season: np.ndarray
    drift: np.ndarray
    tet: np.ndarray
    swing: np.ndarray


@lru_cache(maxsize=32)
def components(first: pd.Period, length: int) -> Components:
    """The components over so many consecutive months."""
    months = pd.period_range(first, periods=length, freq="M")
    count, calendar_month, tet = np.arange(length), months.month.to_numpy(), tet_shares(months).to_numpy()
    years, sums = (count - length / 2) / 12, np.tri(length)
    elapsed, apart = np.minimum.outer(count, count), np.abs(np.subtract.outer(count, count))
    season = np.equal.outer(calendar_month, calendar_month) - 1 / 12
    return Components(
        steady=np.outer(years, years),
        level=elapsed + 1,
        growth=sums @ _GROWTH_LASTS**apart @ sums.T,
        season=season,
        drift=season * elapsed / 12,
        tet=tet @ tet.T,
        swing=_SWING_LASTS**apart,
    )
