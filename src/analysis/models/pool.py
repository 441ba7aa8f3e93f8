"""The structural model on each scale that a series allows, all scales together, and a long past seen twice."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from analysis.models import structural
from analysis.models.scales import SCALES
from analysis.models.structural import Structure, shares

Forecaster = Callable[[pd.Series, int, int, np.random.Generator], np.ndarray]
"""Levels by month, months wanted, paths wanted, chance -> joint levels, months x paths."""

_TRUST = 0.1
"""How much of the scales' log evidence counts: 0 would weigh them as below, 1 as if one of them were the truth."""
_BEFOREHAND = {"logs": 1.0, "roots": 2.0, "levels": 1.0}
_LONG, _RECENT = 84, 4
"""A past of this many months is seen twice: whole, and its last year with so many before it: older ones may mislead."""
_MOVES = 13
"""So many different levels make a recent past that can be told alone."""


def on_scale(name: str, history: pd.Series, months: int, n_draws: int, rng: np.random.Generator) -> np.ndarray:
    """Paths on one scale; refuses a series with levels too low for it."""
    if not SCALES[name].takes(history.min()):
        raise ValueError(f"{name}: {history.min():g}: quá thấp cho thang này / too low a level for this scale")
    return _draw([name], history, months, n_draws, rng)


def pool(history: pd.Series, months: int, n_draws: int, rng: np.random.Generator) -> np.ndarray:
    """Paths on every scale that the series allows, as many of each as `weights` says."""
    return _draw(_allowed(history), history, months, n_draws, rng)


def weights(history: pd.Series) -> pd.Series:
    """The share of each scale in the pool: by the past's evidence for it, shrunk far towards fixed shares."""
    scales = _allowed(history)
    if history.nunique() == 1:
        return _weights(dict.fromkeys(scales, 0.0))
    return sum(_weights(_evidence(_fits(scales, past, 1), past)) for past in _pasts(history)) / len(_pasts(history))


def _draw(scales: Iterable[str], history: pd.Series, months: int, n_draws: int, rng: np.random.Generator) -> np.ndarray:
    """Paths of the structural model in mixed order, as many from the recent past as from the whole one.

    A series that never moved stays where it is; levels that never were below zero never fall below it.
    """
    if history.nunique() == 1:
        return np.full((months, n_draws), history.mean())
    pasts = _pasts(history)
    pairs = zip(pasts, shares(np.full(len(pasts), 1 / len(pasts)), n_draws), strict=True)
    drawn = [_draw_from(scales, past, months, count, rng) for past, count in pairs if count]
    paths = rng.permutation(np.concatenate(drawn, axis=1), axis=1)
    return np.maximum(paths, 0) if history.min() >= 0 else paths


def _draw_from(
    scales: Iterable[str], past: pd.Series, months: int, n_draws: int, rng: np.random.Generator
) -> np.ndarray:
    fits = _fits(scales, past, months)
    counts = shares(_weights(_evidence(fits, past)).to_numpy(), n_draws)
    pairs = zip(fits.items(), counts, strict=True)
    drawn = [SCALES[name].back(fit.draw(count, rng)) for (name, fit), count in pairs if count]
    return _size(past) * np.concatenate(drawn, axis=1)


def _pasts(history: pd.Series) -> list[pd.Series]:
    recent = history[history.index.year >= history.index[-1].year - _RECENT]
    return [history, recent] if len(history) >= _LONG and recent.nunique() >= _MOVES else [history]


def _allowed(history: pd.Series) -> list[str]:
    return [name for name, scale in SCALES.items() if scale.takes(history.min())]


def _fits(scales: Iterable[str], past: pd.Series, months: int) -> dict[str, Structure]:
    calendar = pd.period_range(past.index[0], periods=len(past) + months, freq="M")
    levels = past.to_numpy() / _size(past)
    return {name: structural.fit(SCALES[name].there(levels), calendar) for name in scales}


def _evidence(fits: dict[str, Structure], past: pd.Series) -> dict[str, float]:
    levels = past.dropna().to_numpy() / _size(past)
    return {name: fit.evidence() + SCALES[name].stretch(levels).sum() for name, fit in fits.items()}


def _weights(evidence: dict[str, float]) -> pd.Series:
    found = pd.Series(evidence, pd.Index(evidence, name="model"), name="weight")
    weight = np.exp(_TRUST * (found - found.max())) * pd.Series(_BEFOREHAND)[found.index]
    return weight / weight.sum()


def _size(history: pd.Series) -> float:
    return float(history.abs().mean())
