"""Joint draws shared out among fits, and each series' levels made from its share of the unknowns."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.ledger import FIGURE, WHOLE
from analysis.levels import blows, posterior
from analysis.levels.evidence import Evidence
from analysis.levels.settle import settle

TAILS = 4.0
"""Degrees of freedom of the future: replayed years hold more surprises than a normal law allows."""
WILDEST = 3.0
"""The most a path's future is stretched; beyond it a mean over paths would mean nothing."""


def sample(fits: Sequence[posterior.Fit], shares: np.ndarray, n_paths: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Log unknowns, one row a path, dealt out among the fits by their shares; and how far each future is stretched.

    Each path keeps its own random numbers whatever the shares, and each figure the errors it has on every path whatever
    other figures there are, so that a new figure moves paths, not dice.
    """
    past, order, tail, blow = (np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(4))
    spoken, shape = fits[0].evidence.spoken, fits[0].prior.shape
    shocks = past.standard_normal((len(fits[0].mode), n_paths)).T
    errors, digits = _errors(fits[0].evidence.figures, n_paths, seed)
    strikes = blow.random((n_paths, len(fits[0].evidence.months)))
    turn = (order.permutation(n_paths) + 0.5) / n_paths
    chosen = np.searchsorted(np.cumsum(shares), turn).clip(max=len(fits) - 1)
    paths = np.empty_like(shocks)
    for number in np.unique(chosen):
        own = chosen == number
        paths[own] = posterior.draw(fits[number], shocks[own], errors[own], digits[own])
        again = blows.again(fits[number].blow, spoken, strikes[own])
        paths[own] += blows.left(again, shape, paths.shape[1])
    return paths, np.minimum(np.sqrt(TAILS / tail.chisquare(TAILS, n_paths)), WILDEST)


def _errors(figures: pd.DataFrame, n_paths: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Standard normal errors and uniform digits after rounding, paths x figures, from each figure's own dice."""
    same_in_other_words = figures["measure"].replace({"index_yoy": "growth_yoy_pct"})
    names = figures.assign(measure=same_in_other_words)[FIGURE].agg("/".join, axis=1)
    dice = [np.random.default_rng([seed, crc32(name.encode())]) for name in names]
    errors, digits = zip(*((one.standard_normal(n_paths), one.uniform(-1, 1, n_paths)) for one in dice), strict=True)
    return np.stack(errors, axis=1), np.stack(digits, axis=1)


def finish(
    paths: Mapping[str, np.ndarray],
    own: Mapping[str, Evidence],
    stretch: np.ndarray,
    ceilings: Mapping[str, float],
) -> dict[str, pd.DataFrame]:
    """The monthly levels of one series and its sectors: fat-tailed ahead, settled where a year of the whole is printed.

    `paths`: log levels of each sector (paths x months); `ceilings`: see `estimate_together`. Where no figure is
    a level, every path of the whole averages 100 over the year before the last, or over all months where that year is
    not among them.
    """
    months = next(iter(own.values())).months
    spoken = max(one.spoken for one in own.values())
    ahead = {name: _fatten(logs, spoken, stretch) for name, logs in paths.items()}
    sectors = {name: np.exp(_under(logs, spoken, ceilings.get(name, np.inf))) for name, logs in ahead.items()}
    whole = np.sum(list(sectors.values()), axis=0)
    settled = settle(whole, own[WHOLE]) if WHOLE in own else whole
    scale = settled / whole / _base(settled, months, own)
    levels = {WHOLE: whole} | sectors
    return {name: pd.DataFrame((level * scale).T, months).rename_axis(columns="path") for name, level in levels.items()}


def _fatten(paths: np.ndarray, spoken: int, stretch: np.ndarray) -> np.ndarray:
    """The log paths with what happens after the months spoken of stretched around its median, by path."""
    start = paths[:, [spoken - 1]]
    gain = paths[:, spoken:] - start
    usual = np.median(gain, axis=0) if gain.size else gain
    return np.hstack([paths[:, :spoken], start + usual + (gain - usual) * stretch[:, None]])


def _under(paths: np.ndarray, spoken: int, ceiling: float) -> np.ndarray:
    """The log paths with months ahead held under so many times the best month of the last two years."""
    best = paths[:, max(0, spoken - 24) : spoken].max(axis=1, keepdims=True)
    return np.hstack([paths[:, :spoken], np.minimum(paths[:, spoken:], best + np.log(ceiling))])


def _base(whole: np.ndarray, months: pd.PeriodIndex, own: Mapping[str, Evidence]) -> np.ndarray | float:
    """What to divide each path by."""
    if any(one.is_level.any() for one in own.values()):
        return 1.0
    before = months.year == months[-1].year - 1
    return whole[:, before | ~before.any()].mean(axis=1, keepdims=True) / 100
