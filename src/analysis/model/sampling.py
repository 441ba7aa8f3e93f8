"""Joint draws shared out among models, and each series' levels made from its share of the unknowns."""

from collections.abc import Mapping
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.ledger import FIGURE, WHOLE
from analysis.model import posterior
from analysis.model.layout import Layout
from analysis.model.observations import Observations
from analysis.model.search import Posterior

TAILS = 4.0
"""Degrees of freedom of the future: replayed years hold more surprises than a normal law allows."""
WILDEST = 3.0
"""The most a draw's future is stretched; beyond it a mean over draws would mean nothing."""
_RECENT = 24
"""Months whose shocks may strike again."""


def sample(found: Posterior, n_draws: int, seed: int, ceilings: Mapping[str, float]) -> np.ndarray:
    """The unknowns, one row a draw, dealt out among the models by weight, their futures fat-tailed.

    `ceilings`: by sector, how many times its best month of two years a month ahead may reach.

    Each draw keeps its own random numbers whatever the weights, and each figure its errors on every draw whatever
    other figures there are, so that a new figure moves draws, not dice.
    """
    past, order, tail, strike, event = (np.random.default_rng(one) for one in np.random.SeedSequence(seed).spawn(5))
    observations, layout = found.observations, found.observations.layout
    normal = past.standard_normal((layout.size, n_draws)).T
    sizes = event.standard_normal((len(found.fits[0].sizes), n_draws)).T
    errors, digits = _errors(observations.figures, n_draws, seed)
    strikes = strike.random((len(layout.months), n_draws)).T
    chosen = np.searchsorted(np.cumsum(found.weights.weights), (order.permutation(n_draws) + 0.5) / n_draws)
    draws = np.empty_like(normal)
    for number in np.unique(chosen):
        own = chosen == number
        prior, fit = found.priors[min(number, len(found.fits) - 1)], found.fits[min(number, len(found.fits) - 1)]
        linear = posterior.Linear.around(observations, fit.mode)
        before = prior.draw(normal[own], sizes[own], fit.variance)
        draws[own] = posterior.draw(linear, prior, fit, before, errors[own], digits[own])
        draws[own] += (prior.events.response @ _struck_again(observations, fit.sizes, strikes[own]).T).T
    stretch = np.minimum(np.sqrt(TAILS / tail.chisquare(TAILS, n_draws)), WILDEST)
    ahead = _fattened(
        draws[:, : layout.components].reshape(n_draws, -1, len(layout.months)), observations.spoken, stretch
    )
    most = np.repeat([ceilings.get(name, np.inf) for name in layout.sectors], layout.series)
    draws[:, : layout.components] = _under(ahead, observations.spoken, most).reshape(n_draws, -1)
    return draws


def levels_of(draws: np.ndarray, observations: Observations, number: int, sector: str) -> pd.DataFrame:
    """Monthly levels of one series or sector: months x draws, on the base of the last year's prints.

    Where no figure of the series is a level, the total averages 100 over the year before the last, or over all months
    where that year is not among them. `attrs["bases"]` holds a day and a factor each: the levels times the factor are
    on the base of what was printed from that day.
    """
    layout, months = observations.layout, observations.months
    start = layout.start(number, sector)
    logs = layout.logs(draws)[:, start : start + len(months)] + _offset(draws, layout, number)[:, None]
    if not (observations.is_level & (observations.figures["number"] == number)).any():
        logs = logs - _hundred(draws, observations, number)
    levels = np.where(observations.zeros[start : start + len(months)], 0.0, np.exp(logs))
    table = pd.DataFrame(levels.T, months).rename_axis(columns="draw")
    table.attrs["bases"] = _bases(draws, layout, number)
    return table


def _errors(figures: pd.DataFrame, n_draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Standard normal errors and uniform digits after rounding, draws x figures, from each figure's own dice."""
    same_in_other_words = figures["measure"].replace({"index_yoy": "growth_yoy_pct"})
    names = figures.assign(measure=same_in_other_words)[FIGURE].agg("/".join, axis=1)
    dice = [np.random.default_rng([seed, crc32(name.encode())]) for name in names]
    errors, digits = zip(*((one.standard_normal(n_draws), one.uniform(-1, 1, n_draws)) for one in dice), strict=True)
    return np.stack(errors, axis=1), np.stack(digits, axis=1)


def _struck_again(observations: Observations, sizes: np.ndarray, strikes: np.ndarray) -> np.ndarray:
    """Events, draws x events: shocks of the last two years striking again in months after the last spoken of.

    `strikes` (draws x months), between 0 and 1, says which of them; all sectors are struck as they were in one month.
    """
    layout, spoken = observations.layout, observations.spoken
    shocks = slice(layout.series, layout.series + len(layout.sectors) * len(layout.months))
    past = sizes[shocks].reshape(len(layout.sectors), -1)
    chosen = spoken - 1 - (strikes[:, spoken:] * min(_RECENT, spoken)).astype(int)
    struck = np.zeros((len(strikes), *past.shape))
    struck[..., spoken:] = past[:, chosen].swapaxes(0, 1)
    every = np.zeros((len(strikes), len(sizes)))
    every[:, shocks] = struck.reshape(len(strikes), -1)
    return every


def _fattened(logs: np.ndarray, spoken: int, stretch: np.ndarray) -> np.ndarray:
    """Log levels (draws x components x months) with what happens after those spoken of stretched around its median."""
    start, ahead = logs[..., [spoken - 1]], logs[..., spoken:]
    usual = np.median(ahead - start, axis=0) if ahead.size else ahead
    return np.concatenate(
        [logs[..., :spoken], start + usual + (ahead - start - usual) * stretch[:, None, None]], axis=-1
    )


def _under(logs: np.ndarray, spoken: int, ceilings: np.ndarray) -> np.ndarray:
    """Log levels with months ahead held under so many times the best month of the last two years."""
    best = logs[..., max(0, spoken - _RECENT) : spoken].max(axis=-1, keepdims=True)
    return np.concatenate(
        [logs[..., :spoken], np.minimum(logs[..., spoken:], best + np.log(ceilings)[:, None])], axis=-1
    )


def _hundred(draws: np.ndarray, observations: Observations, number: int) -> np.ndarray:
    """What to take off the log levels, draw by draw."""
    months, start = observations.months, observations.layout.start(number, WHOLE)
    whole = np.exp(observations.layout.logs(draws)[:, start : start + len(months)])
    before = months.year == months[-1].year - 1
    return np.log(whole[:, before | ~before.any()].mean(axis=1, keepdims=True) / 100)


def _offset(draws: np.ndarray, layout: Layout, number: int) -> np.ndarray:
    """The log of the base on which the last prints stand, over that of the first."""
    own = [one == number for one, _ in layout.steps]
    return draws[:, layout.size - len(own) :][:, own].sum(axis=1)


def _bases(draws: np.ndarray, layout: Layout, number: int) -> list[tuple[str, float]]:
    own = np.array([one == number for one, _ in layout.steps], dtype=bool)
    days = ["", *(step.day for one, step in layout.steps if one == number)]
    steps = np.median(draws[:, layout.size - len(own) :][:, own], axis=0)
    later = np.r_[np.cumsum(steps[::-1])[::-1], 0.0]
    return [(day, float(np.exp(-offset))) for day, offset in zip(days, later, strict=True)]
