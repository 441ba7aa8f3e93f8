"""Which hyperparameters the figures speak for: a grid of them, each weighed by how probable it makes the figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product

import numpy as np
import pandas as pd
from scipy.special import softmax

from analysis.model.observations import Observations, newest_cumulative
from analysis.model.posterior import Fit, fit, weigh
from analysis.model.prior import Breaks, Hyperparameters, Prior, events_of, expect

LEVELS, IRREGULARS, STEPS = (0.004, 0.01, 0.025, 0.06, 0.12), (0.005, 0.015, 0.045), (0.0, 0.15, 0.5)
"""Hyperparameters considered, on the log scale; see `Hyperparameters`."""
CORRELATIONS = (0.0, 0.6, 0.9)
"""How far series estimated together may move as one."""
SCALES, SCALES_OF_TOTALS = (0.4, 1.0, 3.0), (1.0, 3.0)
"""How many times the usual errors the figures of a series may have, and those of a total beside its sectors'."""
TEMPOS = (0.7, 1.0, 1.4)
"""How lively all sectors of a total may be at once, beside what each one's own figures speak for."""
_USUAL_LEVEL, _USUAL_IRREGULAR, _DOUBT = 0.016, 0.012, 1.0
"""Where national series of industry, retail and trade lie, and how far (on the log scale) others may differ."""
Typical = Callable[[Mapping[int, float], float], Hyperparameters]
"""Hyperparameters of a sector for the scale of each series' errors, and a tempo."""
_LEAST = 0.002
"""Weight below which a model is not worth drawing from."""
_ABSURD = 0.25
"""A cumulative figure that is so far (on the log scale) from all the others does not bind."""


@dataclass(frozen=True)
class Model:
    """How each sector moves, and how many times the usual errors each of the `scale_groups` of figures has."""

    hyperparameters: Mapping[str, Hyperparameters]
    scales: tuple[float, ...]


@dataclass(frozen=True)
class ModelWeights:
    """Models worth drawing from, their weights, and whose errors their scales are (series, whether its total)."""

    models: tuple[Model, ...]
    weights: np.ndarray
    scale_groups: tuple[tuple[int, bool], ...]


@dataclass(frozen=True)
class Posterior:
    """Observations joined with each model worth drawing from."""

    observations: Observations
    weights: ModelWeights
    priors: tuple[Prior, ...]
    fits: tuple[Fit, ...]


def search(observations: Observations, breaks: Breaks) -> Posterior:
    """The models worth drawing from, each with the weight that its evidence deserves."""
    observations = bound(observations, breaks)
    if observations.layout.divided:
        tried = _tried(observations, breaks)
    else:
        weight, considered = _screened(observations, breaks)
        kept = np.flatnonzero(weight >= min(_LEAST, weight.max()))
        tried = _joined(observations, [considered[at] for at in kept], breaks)
    weight = softmax([fit.log_evidence + _usual(model) for model, _, fit in tried])
    kept = np.flatnonzero(weight >= min(_LEAST, weight.max()))
    models, priors, fits = zip(*(tried[at] for at in kept), strict=True)
    return Posterior(
        observations, ModelWeights(models, weight[kept] / weight[kept].sum(), observations.scale_groups), priors, fits
    )


def follow(observations: Observations, breaks: Breaks, weights: ModelWeights) -> Posterior:
    """Observations joined with models whose weights other figures have given."""
    observations = bound(observations, breaks)
    known = dict(zip(weights.scale_groups, range(len(weights.scale_groups)), strict=True))
    models = [
        replace(
            model, scales=tuple(model.scales[known[one]] if one in known else 1.0 for one in observations.scale_groups)
        )
        for model in weights.models
    ]
    _, priors, fits = zip(*_joined(observations, models, breaks), strict=True)
    return Posterior(observations, weights, priors, fits)


def bound(observations: Observations, breaks: Breaks) -> Observations:
    """The observations with the newest cumulative figures binding, but for absurd ones."""
    layout, newest = observations.layout, newest_cumulative(observations.figures)
    if not newest.any():
        return observations
    usual = dict.fromkeys(layout.sectors, Hyperparameters(_USUAL_LEVEL, _USUAL_IRREGULAR, correlation=0.6))
    mode = fit(observations, expect(layout, usual, breaks), np.ones(len(observations.value))).mode
    gap = np.abs(observations.value - observations.predict(mode))
    return replace(observations, binds=newest & (gap < _ABSURD))


def grid(breaks: Iterable[pd.Period] = (), series: int = 1) -> list[Hyperparameters]:
    """The hyperparameters considered; steps only where there are breaks, and then none too; correlation if several."""
    steps, correlations = STEPS if tuple(breaks) else STEPS[:1], CORRELATIONS if series > 1 else CORRELATIONS[:1]
    considered = product(LEVELS, steps, correlations, IRREGULARS)
    return [Hyperparameters(level, own, step=step, correlation=common) for level, step, common, own in considered]


def _scales(observations: Observations) -> list[tuple[float, ...]]:
    return [
        SCALES_OF_TOTALS if total and observations.layout.divided else SCALES for _, total in observations.scale_groups
    ]


def _joined(observations: Observations, models: Sequence[Model], breaks: Breaks) -> list[tuple[Model, Prior, Fit]]:
    """Each model with the observations; every fit starts from its prior.

    Where figures contradict each other there are several modes, and a fit started from another would hang on it.
    """
    events = events_of(observations.layout)
    priors = [expect(observations.layout, model.hyperparameters, breaks, events) for model in models]
    scales = [observations.scaled(model.scales) for model in models]
    fits = [fit(observations, prior, scale) for prior, scale in zip(priors, scales, strict=True)]
    return list(zip(models, priors, fits, strict=True))


def _screened(observations: Observations, breaks: Breaks) -> tuple[np.ndarray, list[Model]]:
    """Every point of the grid and its weight, seen from one fit for each size of the level's steps."""
    layout, scales, events = observations.layout, list(product(*_scales(observations))), events_of(observations.layout)
    scaled, found, considered = observations.scaled(np.array(scales)), [], []
    for level, points in groupby(grid(breaks.get(layout.sectors[0], ()), layout.series), lambda one: one.level):
        points = [dict.fromkeys(layout.sectors, one) for one in points]
        priors = [expect(layout, one, breaks, events) for one in points]
        usual = dict.fromkeys(layout.sectors, Hyperparameters(level, _USUAL_IRREGULAR, correlation=0.6))
        seen_from = fit(observations, expect(layout, usual, breaks, events), np.ones(len(observations.value)))
        found += [one.log_evidence for one in weigh(observations, seen_from, priors, scaled)]
        considered += [Model(point, own) for point in points for own in scales]
    return softmax(np.add(found, [_usual(model) for model in considered])), considered


def _tried(observations: Observations, breaks: Breaks) -> list[tuple[Model, Prior, Fit]]:
    """Models of a divided total: every tempo with errors alike, then each group's errors by themselves, best of all."""
    typical = {name: _typical(observations.of_sector(name), breaks) for name in observations.layout.sectors}
    choices, groups, tried = _scales(observations), observations.scale_groups, {}

    def best(options: Iterable[tuple[tuple[float, ...], float]]) -> tuple[tuple[float, ...], float]:
        new = [one for one in options if one not in tried]
        models = []
        for scales, tempo in new:
            known = {number: own for (number, total), own in zip(groups, scales, strict=True) if not total}
            models.append(Model({name: own(known, tempo) for name, own in typical.items()}, scales))
        tried.update(zip(new, _joined(observations, models, breaks), strict=True))
        return max(tried, key=lambda one: tried[one][2].log_evidence + _usual(tried[one][0]))

    alike = [tuple(max(scale, min(own)) for own in choices) for scale in SCALES]
    scales, tempo = best(product(alike, TEMPOS))
    others = [(*scales[:at], scale, *scales[at + 1 :]) for at, own in enumerate(choices) for scale in own]
    best((one, tempo) for one in others)
    chosen = tuple(
        max(own, key=lambda scale: tried[(*scales[:at], scale, *scales[at + 1 :]), tempo][2].log_evidence)
        for at, own in enumerate(choices)
    )
    best((chosen, one) for one in TEMPOS)
    return list(tried.values())


def _typical(alone: Observations, breaks: Breaks) -> Typical:
    """What a sector's own figures speak for on average, by the scale of each series' errors, and for a tempo."""
    alone = bound(alone, breaks)
    weight, considered = _screened(alone, breaks)
    moves = [model.hyperparameters[alone.layout.sectors[0]] for model in considered]
    table = np.array([(np.log(one.level), np.log(one.irregular), one.step, one.correlation) for one in moves])
    scales = np.array([model.scales for model in considered])

    def given(known: Mapping[int, float], tempo: float) -> Hyperparameters:
        own = (scales == [known[number] for number, _ in alone.scale_groups]).all(axis=1)
        level, irregular, step, correlation = weight[own] @ table[own] / weight[own].sum()
        return Hyperparameters(tempo * np.exp(level), tempo * np.exp(irregular), step=step, correlation=correlation)

    return given


def _usual(model: Model) -> float:
    """How probable such hyperparameters are before any figure."""
    level = np.log([one.level / _USUAL_LEVEL for one in model.hyperparameters.values()])
    irregular = np.log([one.irregular / _USUAL_IRREGULAR for one in model.hyperparameters.values()])
    return float(-0.5 * (level**2 + irregular**2).sum() / _DOUBT**2)
