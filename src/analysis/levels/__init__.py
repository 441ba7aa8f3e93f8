"""Figures of every kind -> joint draws of monthly levels, past and future.

Unknown are the log levels of all months. The prior says how such series move (`prior`), each figure observes a sum or
a ratio of sums with an error of its own (`evidence`, `reliability`), and both are joined (`posterior`) for a grid of
movements, each weighted by how probable it makes the figures.
"""

from collections.abc import Iterable
from itertools import product

import numpy as np
import pandas as pd

from analysis.levels import posterior, prior
from analysis.levels.evidence import MEASURES, Evidence, gather
from analysis.levels.settle import settle

__all__ = ["MEASURES", "Evidence", "estimate_levels", "fit_one", "gather", "movements"]

TRENDS, PASSING, STEPS = (0.004, 0.008, 0.016, 0.032, 0.064, 0.1), (0.005, 0.015, 0.045), (0.0, 0.15)
"""Movements considered, on the log scale; see `Movement`."""
_USUAL_TREND, _USUAL_PASSING, _DOUBT = 0.016, 0.012, 1.0
"""Where national series of industry, retail and trade lie, and how far (on the log scale) others may differ."""
_TAILS = 4.0
"""Degrees of freedom of the future: replayed years hold more surprises than a normal law allows."""
_WILDEST = 3.0
"""The most a path's future is stretched; beyond it a mean over paths would mean nothing."""


def estimate_levels(
    facts: pd.DataFrame,
    until: str,
    *,
    n_paths: int = 2000,
    seed: int = 0,
    breaks: Iterable[pd.Period] = (),
) -> pd.DataFrame:
    """Joint monthly levels of one series, from the first month the figures speak of to `until` ("2022-12").

    Rows are months (PeriodIndex "month"), columns are paths: each is a whole possible history and future. Where no
    figure is a level, every path averages 100 over the year before the last. `breaks` are months from which the level
    may stand elsewhere, such as new capacity. Refuses figures of several series or units, and an `until` before them.
    """
    evidence, breaks = gather(facts, until), tuple(breaks)
    considered = movements(breaks)
    fits = [fit_one(evidence, movement, breaks) for movement in considered]
    weight = np.array([one.log_evidence for one in fits]) + _usual(considered)
    paths = _draw_all(evidence, fits, np.exp(weight - weight.max()), n_paths, seed)
    levels = pd.DataFrame(paths.T, index=evidence.months).rename_axis(columns="path")
    return levels if evidence.is_level.any() else _rebase(levels)


def movements(breaks: tuple[pd.Period, ...] = ()) -> list[prior.Movement]:
    """The movements considered; steps only where there are breaks, and then none too."""
    steps = STEPS if breaks else STEPS[:1]
    return [prior.Movement(trend, passing, step=step) for trend, passing, step in product(TRENDS, PASSING, steps)]


def fit_one(evidence: Evidence, movement: prior.Movement, breaks: tuple[pd.Period, ...] = ()) -> posterior.Fit:
    """The evidence joined with one movement."""
    center = prior.mean(evidence.months, movement, _centre(evidence))
    spread = prior.covariance(evidence.months, movement, breaks)
    return posterior.fit(evidence, *prior.with_plans(evidence.months, evidence.plans, center, spread))


def _centre(evidence: Evidence) -> float:
    if not evidence.is_level.any():
        return float(np.log(100))
    monthly = evidence.value - np.log(evidence.top.sum(axis=1))
    return float(monthly[evidence.is_level].mean())


def _usual(considered: list[prior.Movement]) -> np.ndarray:
    trend = np.log([movement.trend / _USUAL_TREND for movement in considered])
    passing = np.log([movement.passing / _USUAL_PASSING for movement in considered])
    return -0.5 * (trend**2 + passing**2) / _DOUBT**2


def _draw_all(evidence: Evidence, fits: list[posterior.Fit], weight: np.ndarray, n_paths: int, seed: int) -> np.ndarray:
    """Monthly levels, one row a path, shared out among the fits by weight.

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
    stretch = np.minimum(np.sqrt(_TAILS / tail.chisquare(_TAILS, n_paths)), _WILDEST)
    return settle(np.exp(_fatten(paths[:, : len(evidence.months)], evidence, stretch)), evidence)


def _fatten(paths: np.ndarray, evidence: Evidence, scale: np.ndarray) -> np.ndarray:
    """The log paths with what happens after the last month spoken of stretched around its median, by path."""
    ahead = slice(int(np.flatnonzero(evidence.top.any(axis=0))[-1]) + 1, len(evidence.months))
    start = paths[:, [ahead.start - 1]]
    gain = paths[:, ahead] - start
    usual = np.median(gain, axis=0) if gain.size else gain
    stretched = paths.copy()
    stretched[:, ahead] = start + usual + (gain - usual) * scale[:, None]
    return stretched


def _rebase(levels: pd.DataFrame) -> pd.DataFrame:
    base = levels.index.year == levels.index[-1].year - 1
    return 100 * levels / levels[base].mean()
