"""Joint draws shared out among fits, and each series' levels made from its share of the unknowns."""

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.ledger import FIGURE, WHOLE
from analysis.model import posterior, shocks
from analysis.model.observations import Observations
from analysis.model.settle import settle

TAILS = 4.0
"""Degrees of freedom of the future: replayed years hold more surprises than a normal law allows."""
WILDEST = 3.0
"""The most a draw's future is stretched; beyond it a mean over draws would mean nothing."""


def sample(
    fits: Sequence[posterior.Fit], weights: np.ndarray, n_draws: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Log unknowns, one row a draw, dealt out among the fits by weight; and how far each future is stretched.

    Each draw keeps its own random numbers whatever the weights, each figure its errors on every draw whatever
    other figures there are, so that a new figure moves draws, not dice.
    """
    past, order, tail, blow = (np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(4))
    spoken, shape = fits[0].observations.spoken, fits[0].prior.shape
    normal = past.standard_normal((len(fits[0].mode), n_draws)).T
    errors, digits = _errors(fits[0].observations.figures, n_draws, seed)
    strikes = blow.random((n_draws, len(fits[0].observations.months)))
    turn = (order.permutation(n_draws) + 0.5) / n_draws
    chosen = np.searchsorted(np.cumsum(weights), turn).clip(max=len(fits) - 1)
    draws = np.empty_like(normal)
    for number in np.unique(chosen):
        own = chosen == number
        draws[own] = posterior.draw(fits[number], normal[own], errors[own], digits[own])
        again = shocks.again(fits[number].blow, spoken, strikes[own])
        draws[own] += shocks.left(again, shape, draws.shape[1])
    return draws, np.minimum(np.sqrt(TAILS / tail.chisquare(TAILS, n_draws)), WILDEST)


def _errors(figures: pd.DataFrame, n_draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Standard normal errors and uniform digits after rounding, draws x figures, from each figure's own dice."""
    same_in_other_words = figures["measure"].replace({"index_yoy": "growth_yoy_pct"})
    names = figures.assign(measure=same_in_other_words)[FIGURE].agg("/".join, axis=1)
    dice = [np.random.default_rng([seed, crc32(name.encode())]) for name in names]
    errors, digits = zip(*((one.standard_normal(n_draws), one.uniform(-1, 1, n_draws)) for one in dice), strict=True)
    return np.stack(errors, axis=1), np.stack(digits, axis=1)


def finish(
    draws: Mapping[str, np.ndarray],
    own: Mapping[str, Observations],
    stretch: np.ndarray,
    ceilings: Mapping[str, float],
) -> dict[str, pd.DataFrame]:
    """The monthly levels of one series and its sectors: fat-tailed ahead, settled where a year of the whole is printed.

    `draws`: log levels of each sector (draws x months); `ceilings`: see `estimate_together`. Where no figure is
    a level, every draw of the whole averages 100 over the year before the last, or over all months where that year is
    not among them.
    """
    months = next(iter(own.values())).months
    spoken = max(one.spoken for one in own.values())
    ahead = {name: _fatten(logs, spoken, stretch) for name, logs in draws.items()}
    sectors = {name: np.exp(_under(logs, spoken, ceilings.get(name, np.inf))) for name, logs in ahead.items()}
    whole = np.sum(list(sectors.values()), axis=0)
    settled = settle(whole, own[WHOLE]) if WHOLE in own else whole
    scale = settled / whole / _base(settled, months, own)
    levels = {WHOLE: whole} | sectors
    return {name: pd.DataFrame((level * scale).T, months).rename_axis(columns="draw") for name, level in levels.items()}


def _fatten(draws: np.ndarray, spoken: int, stretch: np.ndarray) -> np.ndarray:
    """The log draws with what happens after the months spoken of stretched around its median, by draw."""
    start = draws[:, [spoken - 1]]
    gain = draws[:, spoken:] - start
    usual = np.median(gain, axis=0) if gain.size else gain
    return np.hstack([draws[:, :spoken], start + usual + (gain - usual) * stretch[:, None]])


def _under(draws: np.ndarray, spoken: int, ceiling: float) -> np.ndarray:
    """The log draws with months ahead held under so many times the best month of the last two years."""
    best = draws[:, max(0, spoken - 24) : spoken].max(axis=1, keepdims=True)
    return np.hstack([draws[:, :spoken], np.minimum(draws[:, spoken:], best + np.log(ceiling))])


def _base(whole: np.ndarray, months: pd.PeriodIndex, own: Mapping[str, Observations]) -> np.ndarray | float:
    """What to divide each draw by."""
    if any(one.is_level.any() for one in own.values()):
        return 1.0
    before = months.year == months[-1].year - 1
    return whole[:, before | ~before.any()].mean(axis=1, keepdims=True) / 100
