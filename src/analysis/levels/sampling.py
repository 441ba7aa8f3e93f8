"""Joint draws shared out among fits, and each series' levels made from its share of the unknowns."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.levels import posterior
from analysis.levels.evidence import Evidence
from analysis.levels.settle import settle

TAILS = 4.0
"""Degrees of freedom of the future: replayed years hold more surprises than a normal law allows."""
WILDEST = 3.0
"""The most a path's future is stretched; beyond it a mean over paths would mean nothing."""


def sample(
    evidence: Evidence, fits: Sequence[posterior.Fit], weight: np.ndarray, n_paths: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Log unknowns, one row a path, shared out among the fits by weight; and how far each path's future is stretched.

    Each path keeps its own random numbers whatever the weights, so that a new figure moves paths, not dice.
    """
    past, error, digit, order, tail = (np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(5))
    shocks = past.standard_normal((n_paths, len(fits[0].mean)))
    errors = error.standard_normal((n_paths, len(evidence.value)))
    digits = digit.uniform(-1, 1, (n_paths, len(evidence.value)))
    turn = (order.permutation(n_paths) + 0.5) / n_paths
    chosen = np.searchsorted(np.cumsum(weight) / weight.sum(), turn)
    paths = np.empty_like(shocks)
    for number in np.unique(chosen):
        own = chosen == number
        paths[own] = posterior.draw(fits[number], evidence, shocks[own], errors[own], digits[own])
    return paths, np.minimum(np.sqrt(TAILS / tail.chisquare(TAILS, n_paths)), WILDEST)


def finish(paths: np.ndarray, evidence: Evidence, stretch: np.ndarray) -> pd.DataFrame:
    """The monthly levels of one series from its log unknowns: fat-tailed ahead, settled where a year is printed.

    Where no figure is a level, every path averages 100 over the year before the last, or over all months where that
    year is not among them.
    """
    months = _fatten(paths[:, : len(evidence.months)], evidence, stretch)
    levels = pd.DataFrame(settle(np.exp(months), evidence).T, index=evidence.months).rename_axis(columns="path")
    return levels if evidence.is_level.any() else _rebase(levels)


def _fatten(paths: np.ndarray, evidence: Evidence, stretch: np.ndarray) -> np.ndarray:
    """The log paths with what happens after the last month spoken of stretched around its median, by path."""
    ahead = slice(int(np.flatnonzero(evidence.top.any(axis=0))[-1]) + 1, len(evidence.months))
    start = paths[:, [ahead.start - 1]]
    gain = paths[:, ahead] - start
    usual = np.median(gain, axis=0) if gain.size else gain
    stretched = paths.copy()
    stretched[:, ahead] = start + usual + (gain - usual) * stretch[:, None]
    return stretched


def _rebase(levels: pd.DataFrame) -> pd.DataFrame:
    before = levels.index.year == levels.index[-1].year - 1
    base = before | ~before.any()
    return 100 * levels / levels[base].mean()
