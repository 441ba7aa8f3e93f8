"""Prior and observations joined: the most probable levels, the evidence of the figures, and joint draws."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.linalg import cho_factor, cho_solve, cholesky
from scipy.sparse import csr_array

from analysis.model import shocks
from analysis.model.observations import Observations

TAILS = 4.0
"""Degrees of freedom of the figures' errors: few enough that one wrong figure does not bend the months."""
_ROUNDS, _SETTLE, _CLOSE = 40, 6, 1e-3
_MANY = 300
"""Unknowns from which on it pays that a figure speaks of few of them."""
Answer = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Prior:
    """What is expected of the unknowns before any figure.

    `steady`: covariance but for blows; `shape`: whom these strike; `width`: their variances (sectors x months).
    """

    mean: np.ndarray
    steady: np.ndarray
    shape: shocks.Shape
    width: np.ndarray

    def times(self, rows: np.ndarray) -> np.ndarray:
        """Rows of unknowns times the covariance."""
        told = csr_array(rows) if len(self.mean) > _MANY else rows
        return told @ self.steady + self._struck(rows)

    @cached_property
    def covariance(self) -> np.ndarray:
        """How the unknowns hang together, blows included."""
        return self.steady + self._struck(np.eye(len(self.mean)))

    def _struck(self, rows: np.ndarray) -> np.ndarray:
        """Rows of unknowns times what blows give the covariance."""
        return shocks.left(self.width * shocks.felt(rows, self.shape), self.shape, len(self.mean))

    @cached_property
    def root(self) -> np.ndarray:
        """Lower triangle whose product with itself is the covariance."""
        return cholesky(self.covariance, lower=True)


@dataclass(frozen=True)
class Fit:
    """The levels that prior and observations agree on.

    `prior`: with blows as wide as they proved to be; `mode`: log levels; `blow`: sectors x months; `slope`: how figures
    answer to levels; `variance`: error of each figure with outliers' errors enlarged; `log_evidence`: how probable the
    figures were, but for a constant of their number.
    """

    prior: Prior
    observations: Observations
    mode: np.ndarray
    blow: np.ndarray
    slope: np.ndarray
    variance: np.ndarray
    log_evidence: float

    @cached_property
    def gain(self) -> np.ndarray:
        """How the levels answer to a change in each figure."""
        return _answer(self.prior, self.slope, self.variance)[0](np.eye(len(self.variance)))


def fit(observations: Observations, prior: Prior) -> Fit:
    """The mode by Gauss-Newton, with errors and blows reweighted as Student's t asks, and Laplace's log evidence.

    It starts from the prior, never from the mode of a similar fit: where figures contradict each other there are
    several modes, and the answer would hang on the order of the fits.
    """
    levels, variance = prior.mean, observations.variance
    for turn in range(_ROUNDS):
        slope = observations.slope(levels)
        answer, volume = _answer(prior, slope, variance)
        told = observations.value - observations.predict(levels) + slope @ (levels - prior.mean)
        moved = answer(told)
        step = prior.mean + moved - levels
        levels = levels + np.clip(step, -1, 1)
        blow = prior.width * shocks.felt(slope.T @ ((told - slope @ moved) / variance), prior.shape)
        if turn > 1 and np.abs(step).max() < _CLOSE:
            break
        if turn:
            variance, prior = _reweighed(observations, levels), replace(prior, width=shocks.reweighed(blow))
    log_evidence = _fit_of_figures(observations, levels, slope, variance, prior) + shocks.log_density(blow, prior.width)
    return Fit(prior, observations, levels, blow, slope, variance, log_evidence - volume)


def draw(fit: Fit, normal: np.ndarray, errors: np.ndarray, digits: np.ndarray) -> np.ndarray:
    """Joint log levels, one row a draw: prior draws moved to figures drawn within their errors and rounding.

    `normal` (draws x unknowns) and `errors` (draws x figures) are standard normal, `digits` uniform on -1 to 1. Every
    draw answers to its figures through the true sums, not their linear shadow (randomised maximum likelihood).
    """
    observations, prior = fit.observations, fit.prior.mean + normal @ fit.prior.root.T
    own = np.sqrt(np.maximum(fit.variance - observations.rounding**2 / 3, 0))
    figures = observations.value + digits * observations.rounding + errors * own
    draws = prior + (figures - observations.predict(fit.mode) - (prior - fit.mode) @ fit.slope.T) @ fit.gain.T
    for _ in range(_SETTLE):
        gap = figures - observations.predict(draws) + (draws - prior) @ fit.slope.T
        draws = draws + np.clip(prior + gap @ fit.gain.T - draws, -0.5, 0.5)
    return draws


def _fit_of_figures(
    observations: Observations, levels: np.ndarray, slope: np.ndarray, variance: np.ndarray, prior: Prior
) -> float:
    """How probable the levels are before any figure, and the figures by these levels: logs, but for constants."""
    gap, errors = observations.value - observations.predict(levels), np.sqrt(observations.variance)
    fit_of_prior = -0.5 * (levels - prior.mean) @ (slope.T @ (gap / variance))
    fit_of_figures = -0.5 * (TAILS + 1) * np.log1p((gap / errors) ** 2 / TAILS).sum() - np.log(errors).sum()
    return float(fit_of_prior + fit_of_figures)


def _answer(prior: Prior, slope: np.ndarray, variance: np.ndarray) -> tuple[Answer, float]:
    """How the levels answer to what figures tell, and half the log of how far the figures narrow what was expected.

    One answer by two roads: through a matrix of the unknowns where figures are many, of the figures where they are few.
    """
    if len(variance) < len(prior.mean):
        cross = prior.times(slope).T
        root = cho_factor(slope @ cross + np.diag(variance), lower=True, check_finite=False)
        volume = np.log(np.diag(root[0])).sum() - 0.5 * np.log(variance).sum()
        return lambda gap: cross @ cho_solve(root, gap, check_finite=False), float(volume)
    felt = slope @ prior.root
    weighted = felt.T / variance
    root = cho_factor(np.eye(len(weighted)) + weighted @ felt, lower=True, check_finite=False)
    volume = np.log(np.diag(root[0])).sum()
    return lambda gap: prior.root @ cho_solve(root, weighted @ gap, check_finite=False), float(volume)


def _reweighed(observations: Observations, levels: np.ndarray) -> np.ndarray:
    """Error variances with those of figures far off enlarged."""
    gap = observations.value - observations.predict(levels)
    return (TAILS * observations.variance + gap**2) / (TAILS + 1)
