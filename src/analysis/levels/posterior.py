"""Prior and evidence joined: the most probable levels, the weight of the evidence, and joint draws around them."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.stats import t as student

from analysis.levels.evidence import Evidence

TAILS = 4.0
"""Degrees of freedom of the figures' errors: few enough that one wrong figure does not bend the months."""
_ROUNDS, _SETTLE, _CLOSE = 40, 6, 1e-6


@dataclass(frozen=True)
class Fit:
    """The levels that prior and evidence agree on, for one set of movements.

    `mode`: log levels; `gain`: how they answer to a change in each figure; `slope`: how figures answer to levels;
    `variance`: error of each figure with outliers' errors enlarged; `log_evidence`: how probable the figures were.
    """

    mean: np.ndarray
    root: np.ndarray
    mode: np.ndarray
    slope: np.ndarray
    gain: np.ndarray
    variance: np.ndarray
    log_evidence: float


def fit(evidence: Evidence, mean: np.ndarray, covariance: np.ndarray) -> Fit:
    """The mode by Gauss-Newton, with errors reweighted as Student's t asks, and Laplace's log evidence."""
    root = np.linalg.cholesky(covariance)
    precision = cho_solve((root, True), np.eye(len(mean)))
    levels, weight = mean.copy(), 1 / evidence.variance
    for turn in range(_ROUNDS):
        slope, gap = evidence.slope(levels), evidence.value - evidence.predict(levels)
        weight = _weight(evidence, gap) if turn > 1 else weight
        curvature = cho_factor(precision + (slope.T * weight) @ slope, lower=True)
        step = cho_solve(curvature, slope.T @ (weight * gap) - precision @ (levels - mean))
        levels = levels + np.clip(step, -1, 1)
        if turn > 2 and np.abs(step).max() < _CLOSE:
            break
    gap = evidence.value - evidence.predict(levels)
    gain = cho_solve(curvature, slope.T * weight)
    fit_of_prior = -0.5 * (levels - mean) @ precision @ (levels - mean)
    volume = -np.log(np.diag(curvature[0])).sum() - np.log(np.diag(root)).sum()
    errors = np.sqrt(evidence.variance)
    fit_of_figures = student.logpdf(gap / errors, TAILS).sum() - np.log(errors).sum()
    return Fit(mean, root, levels, slope, gain, 1 / weight, float(fit_of_prior + volume + fit_of_figures))


def draw(fit: Fit, evidence: Evidence, shocks: np.ndarray, errors: np.ndarray, digits: np.ndarray) -> np.ndarray:
    """Joint log levels, one row a path: prior draws moved to figures drawn within their errors and rounding.

    `shocks` (paths x unknowns) and `errors` (paths x figures) are standard normal, `digits` uniform on -1 to 1. Every
    path answers to its figures through the true sums, not their linear shadow (randomised maximum likelihood).
    """
    prior = fit.mean + shocks @ fit.root.T
    own = np.sqrt(np.maximum(fit.variance - evidence.rounding**2 / 3, 0))
    figures = evidence.value + digits * evidence.rounding + errors * own
    paths = prior + (figures - evidence.predict(fit.mode) - (prior - fit.mode) @ fit.slope.T) @ fit.gain.T
    for _ in range(_SETTLE):
        gap = figures - evidence.predict(paths) + (paths - prior) @ fit.slope.T
        paths = paths + np.clip(prior + gap @ fit.gain.T - paths, -0.5, 0.5)
    return paths


def _weight(evidence: Evidence, gap: np.ndarray) -> np.ndarray:
    return (TAILS + 1) / (TAILS * evidence.variance + gap**2)
