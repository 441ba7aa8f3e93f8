"""Which movements the figures speak for: a grid of them, each weighed by how probable it makes the figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.special import softmax

from analysis.model.aggregates import assemble, sectors_of
from analysis.model.observations import Observations
from analysis.model.posterior import Fit, fit
from analysis.model.prior import Breaks, Movement, expect

TRENDS, PASSING, STEPS = (0.004, 0.01, 0.025, 0.06, 0.12), (0.005, 0.015, 0.045), (0.0, 0.15, 0.5)
"""Movements considered, on the log scale; see `Movement`."""
CORRELATIONS = (0.0, 0.6, 0.9)
"""How far series estimated together may move as one."""
ERROR_SCALES = (0.4, 1.0, 3.0)
"""How many times the usual errors the figures of a series may have."""
TEMPOS = (0.7, 1.0, 1.4)
"""How lively all sectors of a whole may be at once, beside what each one's own figures speak for."""
_USUAL_TREND, _USUAL_PASSING, _DOUBT = 0.016, 0.012, 1.0
"""Where national series of industry, retail and trade lie, and how far (on the log scale) others may differ."""
_LEAST = 1e-4
"""Share in the answer below which a way of moving is not worth a fit."""

Own = Sequence[Mapping[str, Observations]]
"""The observations of each series by sector."""
Model = tuple[Mapping[str, Movement], float]
"""How each sector moves, and how many times the usual errors its figures have."""


@dataclass(frozen=True)
class ModelWeights:
    """ModelWeights of moving worth drawing from, and their weights in the answer."""

    models: tuple[Model, ...]
    weights: np.ndarray

    @property
    def error_scale(self) -> float:
        """How many times the usual errors the figures have on average."""
        return float(self.weights @ [times for _, times in self.models])


@dataclass(frozen=True)
class Weighed:
    """ModelWeights of moving, each joined with the same figures, and the log of the weight it deserves."""

    fits: tuple[Fit, ...]
    movements: tuple[Movement, ...]
    weight: np.ndarray

    @property
    def weights(self) -> np.ndarray:
        """The weights as weights of one."""
        return softmax(self.weight)


def search(own: Own, contributions: Own, breaks: Breaks) -> tuple[tuple[Fit, ...], ModelWeights]:
    """The fits worth drawing from, and the models of moving they stand for with their weights in the answer."""
    names = sectors_of(own)
    apart = {name: _weigh(_of_sector(own, name), movements(breaks.get(name, ()), len(own)), breaks) for name in names}
    if len(names) > 1:
        return _combine(assemble(own, names, contributions), apart, breaks)
    alone = list(zip(ERROR_SCALES, apart[names[0]], strict=True))
    models = [({names[0]: movement}, times) for times, weighed in alone for movement in weighed.movements]
    weight = np.concatenate([weighed.weight for _, weighed in alone])
    return _worth(models, [one for _, weighed in alone for one in weighed.fits], weight)


def follow(own: Own, contributions: Own, breaks: Breaks, models: ModelWeights) -> tuple[Fit, ...]:
    """The fits of these models of moving, whatever the figures would say for them."""
    names = sectors_of(own)
    joint = assemble(own, names, contributions if len(names) > 1 else ())
    return tuple(_joined(joint, way, breaks) for way in models.models)


def movements(breaks: Iterable[pd.Period] = (), series: int = 1) -> list[Movement]:
    """The movements considered; steps only where there are breaks, then none too; correlation only among several."""
    steps, correlation = STEPS if tuple(breaks) else STEPS[:1], CORRELATIONS if series > 1 else CORRELATIONS[:1]
    grid = product(steps, correlation, PASSING, TRENDS)
    return [Movement(trend, passing, step=step, correlation=related) for step, related, passing, trend in grid]


def _of_sector(own: Own, name: str) -> Observations:
    return assemble([{name: one[name]} for one in own if name in one], (name,))


def _weigh(observations: Observations, considered: Sequence[Movement], breaks: Breaks) -> list[Weighed]:
    """Every movement joined with the observations of one sector; one answer for each error_scale."""
    with_errors_scaled, usual = [observations.with_errors_scaled(times) for times in ERROR_SCALES], _usual(considered)
    found = []
    for movement in considered:
        prior = expect(observations, {observations.parts[0].sector: movement}, breaks)
        found.append([fit(told, prior) for told in with_errors_scaled])
    by_looseness = list(zip(*found, strict=True))
    logs = [np.array([one.log_evidence for one in fits]) for fits in by_looseness]
    return [Weighed(fits, tuple(considered), usual + log) for fits, log in zip(by_looseness, logs, strict=True)]


def _combine(
    joint: Observations, apart: Mapping[str, Sequence[Weighed]], breaks: Breaks
) -> tuple[tuple[Fit, ...], ModelWeights]:
    """Models of all sectors at once: each as its own figures have it, weighed by the figures of all."""
    models = [
        ({name: _typical(weighed[number], tempo) for name, weighed in apart.items()}, times)
        for (number, times), tempo in product(enumerate(ERROR_SCALES), TEMPOS)
    ]
    fits = [_joined(joint, way, breaks) for way in models]
    usual = [_usual(list(movement.values())).sum() for movement, _ in models]
    return _worth(models, fits, np.array([one.log_evidence for one in fits]) + usual)


def _joined(joint: Observations, way: Model, breaks: Breaks) -> Fit:
    movement, times = way
    told = joint.with_errors_scaled(times)
    return fit(told, expect(told, movement, breaks))


def _worth(models: Sequence[Model], fits: Sequence[Fit], weight: np.ndarray) -> tuple[tuple[Fit, ...], ModelWeights]:
    """Those whose share in the answer is worth a fit."""
    weights = softmax(weight)
    kept = np.flatnonzero(weights >= _LEAST)
    return tuple(fits[k] for k in kept), ModelWeights(
        tuple(models[k] for k in kept), weights[kept] / weights[kept].sum()
    )


def _typical(weighed: Weighed, tempo: float) -> Movement:
    """What a sector's own figures speak for on average, `tempo` times as lively."""
    models = weighed.movements
    trend, passing = tempo * np.exp(weighed.weights @ np.log([(one.trend, one.passing) for one in models]))
    step, correlation = weighed.weights @ np.array([(one.step, one.correlation) for one in models])
    return Movement(trend, passing, step=step, correlation=correlation)


def _usual(considered: Sequence[Movement]) -> np.ndarray:
    trend = np.log([movement.trend / _USUAL_TREND for movement in considered])
    passing = np.log([movement.passing / _USUAL_PASSING for movement in considered])
    return -0.5 * (trend**2 + passing**2) / _DOUBT**2
