"""A series as level, growth, season and shocks on one scale: how probable each movement is, and paths from it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.linalg import lapack
from scipy.special import logsumexp

from analysis.models.background import Background, learn
from analysis.models.movements import Movement, covariances, likely

_PRIOR = 2.0
"""Weight of the unit found beforehand against what a movement says of it, in pairs of months."""
_WORTH_DRAWING = 0.005
_TAIL = 4.0
"""Half the degrees of freedom of Student's t around a path: what moves a series tomorrow may be stronger than ever."""
_CAUTION = 24.0
"""A month to come deviates more than past ones did by this many months' share of the months known: few months show few
of the shocks there are. Chosen, like the tail, on the part of the replays to design on."""


@dataclass(frozen=True)
class Fit:
    """The months to come as one movement sees them, in units: mean, covariance of levels, what is known of the unit.

    evidence: log probability of the past and of the movement, up to what all movements share; shape, rate: of the
    unit's inverse-gamma variance.
    """

    movement: Movement
    evidence: float
    mean: np.ndarray
    levels: np.ndarray
    shape: float
    rate: float

    @property
    def known(self) -> float:
        """Months known."""
        return 2 * (self.shape - _PRIOR)


@dataclass(frozen=True)
class Structure:
    """A series seen through every movement: centre and background of its past, and a fit each."""

    centre: float
    background: Background
    fits: list[Fit]

    def evidence(self) -> float:
        """Log probability of the past values, up to what depends on their number only."""
        evidence = logsumexp([fit.evidence for fit in self.fits])
        return float(evidence - self.fits[0].known * np.log(self.background.unit))

    def draw(self, n_draws: int, rng: np.random.Generator) -> np.ndarray:
        """Joint futures, months x paths: each path belongs to one movement, more paths to more probable ones."""
        pairs = zip(self.fits, shares(_weights(self.fits), n_draws), strict=True)
        drawn = [_draw(fit, self.background, count, rng) for fit, count in pairs if count]
        return self.centre + self.background.unit * np.concatenate(drawn, axis=1)


def fit(values: np.ndarray, months: pd.PeriodIndex) -> Structure:
    """A series whose past `values` (NaN: missing; not all the same) are the first of `months`, the rest to be drawn.

    A Gaussian prior over all months for each movement on a grid; the past's evidence weighs the movements. Variances
    of unusual months are found beforehand (`background`); months to come deviate as unusually as past ones did.
    """
    centre = np.nanmedian(values[-24:])
    background = learn(values - centre, months)
    steps = np.r_[background.steps, np.ones(len(months) - len(values))]
    past = (values - centre) / background.unit
    return Structure(centre, background, [_fit(past, background, *one) for one in covariances(steps)])


def shares(weights: np.ndarray, n_draws: int) -> np.ndarray:
    """Whole numbers of paths that add up to all of them."""
    return np.diff(np.round(np.cumsum(weights) * n_draws).astype(int), prepend=0)


def _fit(values: np.ndarray, background: Background, movement: Movement, moves: np.ndarray) -> Fit:
    past, known = len(values), np.flatnonzero(np.isfinite(values))
    levels = moves + background.shared
    seen = levels[:past, :past] if len(known) == past else levels[np.ix_(known, known)]
    seen = seen + np.diag(background.deviations[known])
    # the transposes of symmetric matrices are what LAPACK takes without a copy
    root, _ = lapack.dpotrf(seen.T, lower=1, clean=0, overwrite_a=1)
    whitened, _ = lapack.dtrtrs(root, np.vstack([values[known], levels[past:, known]]).T, lower=1, overwrite_b=1)
    told, reach = whitened[:, 0], whitened[:, 1:]
    shape, rate = _PRIOR + len(known) / 2, _PRIOR + told @ told / 2
    evidence = likely(movement) - np.log(np.diag(root)).sum() - shape * np.log(rate)
    return Fit(movement, evidence, reach.T @ told, levels[past:, past:] - reach.T @ reach, shape, rate)


def _weights(fits: list[Fit]) -> np.ndarray:
    evidence = np.array([fit.evidence for fit in fits])
    weights = np.exp(evidence - evidence.max())
    weights[weights < _WORTH_DRAWING * weights.sum()] = 0
    return weights / weights.sum()


def _draw(fit: Fit, background: Background, count: int, rng: np.random.Generator) -> np.ndarray:
    size, caution = (len(fit.mean), count), 1 + _CAUTION / fit.known
    deviations = np.maximum(caution**2 * rng.choice(background.deviations, size), 1) - 1
    usual = np.linalg.cholesky(fit.levels + np.eye(size[0])) @ rng.standard_normal(size)
    unusual = np.sqrt(deviations) * rng.standard_normal(size)
    variances = fit.rate / fit.shape * _TAIL / rng.gamma(_TAIL, size=count)
    return fit.mean[:, None] + (usual + unusual) * np.sqrt(variances)
