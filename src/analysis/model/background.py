"""What all models of a complete series share: an ordinary month's deviation, size of the season, unusual months."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.model.components import components
from analysis.periods import tet_shares

_LEVEL, _GROWTH, _SEASON, _TET = 5.0, 0.07, 0.3, 0.10
"""Standard deviations expected before any figure: of the level, of growth a year, of calendar months, of Tết."""
_TYPICAL_LEVEL, _TYPICAL_DRIFT = 0.4, 0.2
"""Lasting change a month and drift of the season a year of a typical series, in units."""
_LEAST_SEASON = 0.005
_MONTH_TAILS, _STEP_TAILS = 3.0, 5.0
"""Degrees of freedom of Student's t for a month's own deviation and for lasting steps: shocks happen."""
_TOO_RECENT = 6
"""Months at the end in which no lasting step is seen: whether a crash lasts is not known yet."""
_LEAST_UNIT, _DIGITS = 1e-3, 1e-8
"""An ordinary month deviates at least by this share of the series' whole spread, or of its size: no series is exact."""
_ROOM = 20
"""A series that hardly moves has its spreads lowered to this many times its own, lest rounding decide."""
_SIGMAS_OF_MAD, _TWO_YEARS = 1.4826, 24


@dataclass(frozen=True)
class Background:
    """What is known before models are weighed; all but the unit is in units.

    unit: an ordinary month's deviation on the scale; shared: covariance of all months, past and future, that comes
    from level, long-run growth, season and Tết; deviations, steps: variance of each past month's own deviation and of
    its lasting step, 1 where they are ordinary; evidence: log density of the past, before unusual months are looked
    for, up to what all scales share.
    """

    unit: float
    shared: np.ndarray
    deviations: np.ndarray
    steps: np.ndarray
    evidence: float


@dataclass(frozen=True)
class _Residuals:
    """The past as a typical model leaves it: weighted residuals, their precision, the variance of a unit, evidence."""

    weighted: np.ndarray
    precision: np.ndarray
    variance: float
    evidence: float


def learn(values: np.ndarray, months: pd.PeriodIndex) -> Background:
    """The background of past values, centred and NaN where missing, of a series wanted for all of `months`."""
    unit, past = _unit(values), len(values)
    part, holidays = components(months[0], len(months)), tet_shares(months[:past]).to_numpy()
    room = min(1.0, _ROOM * float(np.nanstd(values))) / unit
    lasting, season, tet = room**2 * (_LEVEL**2 + _GROWTH**2 * part.steady), (room * _SEASON) ** 2, (room * _TET) ** 2
    typical = _TYPICAL_LEVEL**2 * part.level + _TYPICAL_DRIFT**2 * part.drift + np.eye(len(months))
    expected = typical + lasting + season * part.season + tet * part.tet
    residuals = _residuals(values / unit, expected[:past, :past])
    calendar_months = np.equal.outer(np.arange(1, 13), months[:past].month) - 1 / 12
    season = max(_variance(residuals, calendar_months, 11, season), (_LEAST_SEASON / unit) ** 2)
    tet = _variance(residuals, holidays.T, 2, tet)
    shared = lasting + season * part.season + tet * part.tet
    evidence = residuals.evidence - np.isfinite(values).sum() * np.log(unit)
    return Background(unit, shared, *_unusual(residuals), evidence)


def _unit(values: np.ndarray) -> float:
    """Half the usual change, on the month, of the change on the year; with less than two years, of the level.

    Usual is the median, so that shocks do not count.
    """
    changes = np.diff(values[12:] - values[:-12]) if np.isfinite(values).sum() >= _TWO_YEARS else np.diff(values)
    known = changes[np.isfinite(changes)]
    typical = np.median(np.abs(known - np.median(known))) if len(known) else 0.0
    return max(_SIGMAS_OF_MAD * typical / 2, _LEAST_UNIT * np.nanstd(values), _DIGITS)


def _residuals(values: np.ndarray, covariance: np.ndarray) -> _Residuals:
    """Missing months have residuals and precision of nothing."""
    known = np.flatnonzero(np.isfinite(values))
    precision, weighted = np.zeros_like(covariance), np.zeros(len(values))
    within = np.ix_(known, known)
    precision[within] = np.linalg.inv(covariance[within])
    weighted[known] = precision[within] @ values[known]
    variance = max(values[known] @ weighted[known] / len(known), 1e-12)
    evidence = (np.linalg.slogdet(precision[within])[1] - len(known) * np.log(variance)) / 2
    return _Residuals(weighted, precision, variance, evidence)


def _variance(residuals: _Residuals, months: np.ndarray, count: int, before: float) -> float:
    """Variance of `count` effects on months (columns): their mean square as expected after seeing the values."""
    found = before * months @ residuals.weighted
    doubt = before * count - before**2 * np.trace(months @ residuals.precision @ months.T)
    return (found @ found + residuals.variance * doubt) / count


def _unusual(residuals: _Residuals) -> tuple[np.ndarray, np.ndarray]:
    """Variances of each month's deviation and step under Student's t; a step only where it explains more."""
    weighted, precision = residuals.weighted, residuals.precision
    later, both = _from_here_on(weighted), _from_here_on(_from_here_on(precision).T)
    month = _surprise(weighted, np.diag(precision)) / residuals.variance
    step = _surprise(later, np.diag(both)) / residuals.variance
    steps = np.where(step >= month, np.maximum(1, (_STEP_TAILS + step) / (_STEP_TAILS + 1)), 1.0)
    steps[0] = steps[-_TOO_RECENT:] = 1.0
    return np.maximum(1, (_MONTH_TAILS + month) / (_MONTH_TAILS + 1)), steps


def _from_here_on(weights: np.ndarray) -> np.ndarray:
    return np.cumsum(weights[::-1], axis=0)[::-1]


def _surprise(weighted: np.ndarray, precision: np.ndarray) -> np.ndarray:
    """Squared residual over its variance had the month (or step) not been used itself; nothing where it is missing."""
    return np.divide(weighted**2, precision, out=np.zeros_like(weighted), where=precision > 0)
