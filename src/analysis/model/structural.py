"""A complete series as level, growth, season, Tết and shocks: a grid of models weighed by evidence, and draws."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.linalg import lapack

from analysis.model.background import Background, learn
from analysis.model.components import components

_LEVELS, _GROWTHS = (0.1, 0.2, 0.4, 0.8, 1.6), (0.0, 0.6)
_DRIFTS, _SWINGS = (0.05, 0.2, 0.6), (0.0, 1.0)
_PRIOR = 2.0
"""Weight of the unit learned beforehand against what a model says of it, in pairs of months."""
_WORTH_DRAWING = 0.005
_TAIL = 4.0
"""Half the degrees of freedom of Student's t around a draw: what moves a series tomorrow may be stronger than ever."""
_CAUTION = 12.0
"""A month to come deviates more than past ones by this many months' share of the months known: few months show few of
the shocks there are. What each four of five families choose for the fifth (`benchmarks/year_end/rotate.py`)."""


class Hyperparameters(NamedTuple):
    """How much a series moves, in units of an ordinary month's own deviation.

    level: lasting change a month; growth: change a month, in level changes, of a growth that passes slowly; drift:
    change a year of the seasonal pattern; swing: size of deviations that pass within some months.
    """

    level: float
    growth: float
    drift: float
    swing: float

    def log_prior(self) -> float:
        """Small changes of the level, no passing growth, a steady season and some swing are likelier beforehand.

        Chosen on series to design on: by evidence alone, levels wander too far.
        """
        steady = -0.4 * np.log(self.level) - 0.3 * np.log(self.drift)
        return steady - 0.7 * (self.growth > 0) + 1.0 * (self.swing > 0)


@dataclass(frozen=True)
class Fit:
    """The months to come as one model sees them, in units: mean, covariance of levels, what is known of the unit.

    evidence: log probability of the past and of the model, up to what all models share; shape, rate: of the unit's
    inverse-gamma variance.
    """

    evidence: float
    mean: np.ndarray
    levels: np.ndarray
    shape: float
    rate: float

    def draw(self, count: int, deviations: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Months x draws; `deviations`: variances that a month's own deviation may have."""
        size = (len(self.mean), count)
        unusual = np.maximum(rng.choice(deviations, size), 1) - 1
        usual = np.linalg.cholesky(self.levels + np.eye(size[0])) @ rng.standard_normal(size)
        together = usual + np.sqrt(unusual) * rng.standard_normal(size)
        return self.mean[:, None] + together * np.sqrt(self.rate / self.shape * _TAIL / rng.gamma(_TAIL, size=count))


def draw(values: np.ndarray, months: pd.PeriodIndex, n_draws: int, rng: np.random.Generator) -> np.ndarray:
    """Joint draws of a series whose past `values` (NaN: missing; not all the same) are the first of `months`.

    Rows are the rest of the months. A Gaussian prior over all months for each model of the grid; the past's evidence
    weighs the models, and each draw belongs to one. Variances of unusual months are learned beforehand (`background`);
    months to come deviate as unusually as past ones did.
    """
    centre = np.nanmedian(values[-24:])
    background = learn(values - centre, months)
    steps = np.r_[background.steps, np.ones(len(months) - len(values))]
    past = (values - centre) / background.unit
    fits = [_fit(past, background, model, levels) for model, levels in _covariances(months, steps)]
    evidence = np.array([one.evidence for one in fits])
    weights = np.exp(evidence - evidence.max())
    weights[weights < _WORTH_DRAWING * weights.sum()] = 0
    counts = np.diff(np.round(np.cumsum(weights / weights.sum()) * n_draws).astype(int), prepend=0)
    deviations = (1 + _CAUTION / int(np.isfinite(values).sum())) ** 2 * background.deviations
    drawn = [one.draw(count, deviations, rng) for one, count in zip(fits, counts, strict=True) if count]
    return centre + background.unit * rng.permutation(np.concatenate(drawn, axis=1), axis=1)


def _covariances(months: pd.PeriodIndex, steps: np.ndarray) -> Iterator[tuple[Hyperparameters, np.ndarray]]:
    """Each model with its covariance; `steps` are the variances of each month's lasting change."""
    part, elapsed = components(months[0], len(months)), np.cumsum(steps)
    level = np.minimum.outer(elapsed, elapsed)
    lasting = {(size, spell): size**2 * (level + spell**2 * part.growth) for size, spell in product(_LEVELS, _GROWTHS)}
    passing = {(size, swing): size**2 * part.drift + swing**2 * part.swing for size, swing in product(_DRIFTS, _SWINGS)}
    for one in product(_LEVELS, _GROWTHS, _DRIFTS, _SWINGS):
        model = Hyperparameters(*one)
        yield model, lasting[model[:2]] + passing[model[2:]]


def _fit(values: np.ndarray, background: Background, model: Hyperparameters, moves: np.ndarray) -> Fit:
    past, known = len(values), np.flatnonzero(np.isfinite(values))
    levels = moves + background.shared
    seen = levels[:past, :past] if len(known) == past else levels[np.ix_(known, known)]
    seen = seen + np.diag(background.deviations[known])
    # the transposes of symmetric matrices are what LAPACK takes without a copy
    root, _ = lapack.dpotrf(seen.T, lower=1, clean=0, overwrite_a=1)
    whitened, _ = lapack.dtrtrs(root, np.vstack([values[known], levels[past:, known]]).T, lower=1, overwrite_b=1)
    told, reach = whitened[:, 0], whitened[:, 1:]
    shape, rate = _PRIOR + len(known) / 2, _PRIOR + told @ told / 2
    evidence = model.log_prior() - np.log(np.diag(root)).sum() - shape * np.log(rate)
    return Fit(evidence, reach.T @ told, levels[past:, past:] - reach.T @ reach, shape, rate)
