"""The structural model on each scale that a series allows, and all of them together."""

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import pandas as pd

from analysis.models import structural
from analysis.models.scales import SCALES
from analysis.models.structural import Structure, shares

Forecaster = Callable[[pd.Series, int, int, np.random.Generator], np.ndarray]
"""Levels by month, months wanted, paths wanted, chance -> joint levels, months x paths."""

_TRUST = 0.2
"""How much of the scales' log evidence counts: 0 would weigh them equally, 1 as if one of them were the truth."""


def on_scale(name: str, history: pd.Series, months: int, n_paths: int, rng: np.random.Generator) -> np.ndarray:
    """Paths on one scale; refuses a series with levels too low for it."""
    if not SCALES[name].takes(history.min()):
        raise ValueError(f"{name}: {history.min():g}: quá thấp cho thang này / too low a level for this scale")
    return _draw([name], history, months, n_paths, rng)


def pool(history: pd.Series, months: int, n_paths: int, rng: np.random.Generator) -> np.ndarray:
    """Paths on every scale that the series allows, as many of each as `weights` says."""
    return _draw(_allowed(history), history, months, n_paths, rng)


def weights(history: pd.Series) -> pd.Series:
    """The share of each scale in the pool: by the past's evidence for it, shrunk far towards equal shares."""
    scales = _allowed(history)
    if history.nunique() == 1:
        return pd.Series(1 / len(scales), pd.Index(scales, name="model"), name="weight")
    return _weights({name: _fit(name, history, 1) for name in scales}, history)


def _draw(scales: Iterable[str], history: pd.Series, months: int, n_paths: int, rng: np.random.Generator) -> np.ndarray:
    """Paths of the structural model, drawn from several scales in proportion to their weights, in mixed order.

    A series that never moved stays where it is; levels that never were below zero never fall below it.
    """
    if history.nunique() == 1:
        return np.full((months, n_paths), history.mean())
    fits = {name: _fit(name, history, months) for name in scales}
    counts = shares(_weights(fits, history).to_numpy(), n_paths)
    pairs = zip(fits.items(), counts, strict=True)
    drawn = [SCALES[name].back(fit.draw(count, rng)) for (name, fit), count in pairs if count]
    paths = _size(history) * rng.permutation(np.concatenate(drawn, axis=1), axis=1)
    return np.maximum(paths, 0) if history.min() >= 0 else paths


def _allowed(history: pd.Series) -> list[str]:
    return [name for name, scale in SCALES.items() if scale.takes(history.min())]


def _fit(name: str, history: pd.Series, months: int) -> Structure:
    calendar = pd.period_range(history.index[0], periods=len(history) + months, freq="M")
    return structural.fit(SCALES[name].there(history.to_numpy() / _size(history)), calendar)


def _weights(fits: dict[str, Structure], history: pd.Series) -> pd.Series:
    levels = history.dropna().to_numpy() / _size(history)
    evidence = [fit.evidence() + SCALES[name].stretch(levels).sum() for name, fit in fits.items()]
    weight = np.exp(_TRUST * (np.array(evidence) - max(evidence)))
    return pd.Series(weight / weight.sum(), pd.Index(fits, name="model"), name="weight")


def _size(history: pd.Series) -> float:
    return float(history.abs().mean())


MODELS: dict[str, Forecaster] = {"pool": pool} | {name: partial(on_scale, name) for name in SCALES}
