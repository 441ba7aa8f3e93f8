"""Joint draws shared out among models, and each series' levels made from its share of the unknowns."""

from collections.abc import Mapping
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.ledger import FIGURE, WHOLE
from analysis.model import posterior
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
    most = np.repeat([ceilings.get(name, np.inf) for name in layout.sectors], layout.series)
    levels = draws[:, : layout.components].reshape(n_draws, -1, len(layout.months))
    draws[:, : layout.components] = _fattened(levels, observations.spoken, stretch, most).reshape(n_draws, -1)
    return draws


def levels_of(draws: np.ndarray, observations: Observations) -> list[dict[str, pd.DataFrame]]:
    """Monthly levels by series and sector, its total first: months x draws, on the base of the last year's prints.

    Where no figure of a series is a level, its total averages 100 over the year before the last, or over all months
    where that year is not among them. `attrs["bases"]` holds a day and a factor each: the levels times the factor are
    on the base of what was printed from that day.
    """
    layout, logs = observations.layout, observations.layout.logs(draws)
    amounts = set(observations.figures.loc[observations.figures["measure"] == "level", "number"])
    found: list[dict[str, pd.DataFrame]] = [{} for _ in range(layout.series)]
    for number, by_sector in enumerate(found):
        bases, own = _on_last_base(draws, logs, observations, number, number in amounts)
        for name in dict.fromkeys([WHOLE, *layout.sectors]):
            start = layout.start(number, name)
            span = slice(start, start + len(layout.months))
            levels = np.where(observations.zeros[span], 0.0, np.exp(own[:, span]))
            by_sector[name] = pd.DataFrame(levels.T, layout.months).rename_axis(columns="draw")
            by_sector[name].attrs["bases"] = bases
    return found


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


def _fattened(logs: np.ndarray, spoken: int, stretch: np.ndarray, ceilings: np.ndarray) -> np.ndarray:
    """Log levels (draws x components x months) with what happens after those spoken of stretched around its median.

    Months ahead are held under so many times (`ceilings`) the best month of the last two years.
    """
    past, start, ahead = logs[..., :spoken], logs[..., [spoken - 1]], logs[..., spoken:]
    usual = np.median(ahead - start, axis=0) if ahead.size else ahead
    most = past[..., -_RECENT:].max(axis=-1, keepdims=True) + np.log(ceilings)[:, None]
    stretched = start + usual + (ahead - start - usual) * stretch[:, None, None]
    return np.concatenate([past, np.minimum(stretched, most)], axis=-1)


def _on_last_base(
    draws: np.ndarray, logs: np.ndarray, observations: Observations, number: int, amounts: bool
) -> tuple[list[tuple[str, float]], np.ndarray]:
    """A series' bases, and log levels on its last one; of the total a mean of 100 where there are no amounts."""
    layout, months = observations.layout, observations.layout.months
    own = [place for place, (one, _) in enumerate(layout.steps, layout.size - len(layout.steps)) if one == number]
    steps, start = draws[:, own], layout.start(number, WHOLE)
    logs = logs + steps.sum(axis=1, keepdims=True)
    if not amounts:
        before = months.year == months[-1].year - 1
        whole = np.exp(logs[:, start : start + len(months)])
        logs -= np.log(whole[:, before | ~before.any()].mean(axis=1, keepdims=True) / 100)
    later = np.r_[np.cumsum(np.median(steps, axis=0)[::-1])[::-1], 0.0]
    days = ["", *(step.day for one, step in layout.steps if one == number)]
    return [(day, float(np.exp(-offset))) for day, offset in zip(days, later, strict=True)], logs
