"""What monthly levels look like before any figure: trend, season, Tết, passing shocks, dated breaks, moving bases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.linalg import block_diag
from scipy.sparse import csr_array

from analysis.model import bases
from analysis.model.components import components
from analysis.model.layout import Layout

_FREE, _SHARE = 3.0, 1.0
"""Spreads, on the log scale, of a series' unknown overall level (figures alone decide it) and of a sector's share."""
_AGGREGATION = 0.005
"""Monthly step of a total away from the sum of its sectors: base weights, coverage, chaining."""
SHOCK, SHOCK_TAILS, _LEFT = 0.005, 2.0, 0.6
"""Usual size of a transitory shock, degrees of freedom of its Student's t, and how much is left a month later."""
_OPEN = 10.0
"""How many usual sizes wide a rare event may be at first: a mode looked for among small ones misses the large."""
_BROKEN = 1.0
"""Spread of the step to a base known to be another one."""
Breaks = Mapping[str, Iterable[pd.Period]]
"""By sector, the months from which the level may stand elsewhere, such as new capacity."""


@dataclass(frozen=True)
class Hyperparameters:
    """How much a series moves, as standard deviations on the log scale (0.01 is about 1 %).

    level: each month's lasting step; irregular: each month's own deviation; spell: a month's growth in times that are
    faster or slower than usual; season and season_drift: the seasonal pattern and its change in a year; tet: the effect
    of a whole Tết window; growth: mean and spread of the long-run growth a year; step: a dated break such as new
    capacity; correlation: how far series estimated together move as one, 0 to 1.
    """

    level: float
    irregular: float
    spell: float = 0.002
    season: float = 0.10
    season_drift: float = 0.03
    tet: float = 0.10
    growth: float = 0.08
    growth_spread: float = 0.03
    step: float = 0.20
    correlation: float = 0.0


@dataclass(frozen=True)
class Innovations:
    """Independent events: how the unknowns answer to each (unknowns x events), and its variance.

    Where `tails` are finite the size follows Student's t around `scale`: a normal law whose variance is weighed anew by
    the size it came to. Overall levels come first, then shocks by sector and month, then steps of the base.
    """

    response: csr_array
    variance: np.ndarray
    scale: np.ndarray
    tails: np.ndarray

    def reweighed(self, sizes: np.ndarray) -> np.ndarray:
        """Variance of each event by the size it came to."""
        rare = np.isfinite(self.tails)
        tails = np.where(rare, self.tails, 1.0)
        return np.where(rare, (tails * self.scale**2 + sizes**2) / (tails + 1), self.variance)

    def log_density(self, sizes: np.ndarray, variance: np.ndarray) -> np.ndarray:
        """How probable the rare events were, less what the normal law of these variances has said of them."""
        rare = np.isfinite(self.tails)
        sizes, variance, scale, tails = sizes[..., rare], variance[..., rare], self.scale[rare], self.tails[rare]
        heavy = -0.5 * (tails + 1) * np.log1p((sizes / scale) ** 2 / tails) - np.log(scale)
        return (heavy + 0.5 * sizes**2 / variance + 0.5 * np.log(variance)).sum(axis=-1)


@dataclass(frozen=True)
class Prior:
    """Mean of the unknowns, covariances of runs of them one after the other (`blocks`), and what events add."""

    mean: np.ndarray
    blocks: tuple[np.ndarray, ...]
    events: Innovations

    @cached_property
    def steady(self) -> np.ndarray:
        """How the unknowns move together, events apart."""
        return block_diag(*self.blocks)

    def across(self, slope: csr_array) -> np.ndarray:
        """How figures that answer to the unknowns by a slope vary with them, events apart: figures x unknowns."""
        rows, ends = slope.toarray(), np.cumsum([0, *map(len, self.blocks)])
        runs = zip(pairwise(ends), self.blocks, strict=True)
        return np.hstack([rows[:, first:last] @ block for (first, last), block in runs])

    def draw(self, normal: np.ndarray, sizes: np.ndarray, variance: np.ndarray) -> np.ndarray:
        """Unknowns (draws x size) from standard normal numbers for them and for the events."""
        drawn, at = [], 0
        for block in self.blocks:
            own = normal[:, at : at + len(block)]
            drawn.append(own @ np.linalg.cholesky(block).T if block.any() else np.zeros_like(own))
            at += len(block)
        return self.mean + np.hstack(drawn) + (self.events.response @ (sizes * np.sqrt(variance)).T).T


def expect(
    layout: Layout, hyperparameters: Mapping[str, Hyperparameters], breaks: Breaks, events: Innovations | None = None
) -> Prior:
    """What is expected of the unknowns where each sector moves in its own way, and alike in every series."""
    months, count = layout.months, layout.series
    growth = np.repeat([hyperparameters[name].growth for name in layout.sectors], count)
    centre = np.tile(layout.centres, len(layout.sectors))
    years = (np.arange(len(months)) - len(months) / 2) / 12
    mean = (centre[:, None] + np.outer(growth, years)).ravel()
    error = np.zeros(layout.monthly - layout.components)
    # the overall level of each series' share in a sector, alike in all its months
    own = layout.divided * _SHARE**2 * np.kron(np.eye(count), np.ones((len(months),) * 2))
    blocks = []
    for name in layout.sectors:
        moves = hyperparameters[name]
        correlation = moves.correlation + (1 - moves.correlation) * np.eye(count)
        blocks.append(np.kron(correlation, covariance(months, moves, breaks.get(name, ()))) + own)
    blocks += [_AGGREGATION**2 * components(months[0], len(months)).level] * (count * layout.divided)
    blocks += [_FREE**2 * np.eye(len(layout.plans)), np.zeros((len(layout.steps),) * 2)]
    mean = np.concatenate([mean, error, [plan.centre for plan in layout.plans], np.zeros(len(layout.steps))])
    return Prior(mean, tuple(block for block in blocks if len(block)), events or events_of(layout))


def events_of(layout: Layout) -> Innovations:
    """Overall levels of the series, shocks of their sectors, steps of their bases."""
    count, sectors, steps = len(layout.months), len(layout.sectors), len(layout.steps)
    overall = np.tile(np.kron(np.eye(layout.series), np.ones((count, 1))), (sectors, 1))
    shocks = np.kron(np.eye(sectors), np.tile(_fading(count), (layout.series, 1)))
    rest = np.zeros((layout.size - layout.components, overall.shape[1] + shocks.shape[1]))
    response = np.vstack([np.hstack([overall, shocks]), rest])
    offsets = np.vstack([np.zeros((layout.size - steps, steps)), np.eye(steps)])
    broken = np.array([step.broken for _, step in layout.steps], dtype=bool)
    scale = np.r_[
        np.full(layout.series, _FREE), np.full(sectors * count, SHOCK), np.where(broken, _BROKEN, bases.SCALE)
    ]
    tails = np.r_[
        np.full(layout.series, np.inf), np.full(sectors * count, SHOCK_TAILS), np.where(broken, np.inf, bases.TAILS)
    ]
    variance = np.where(np.isfinite(tails), _OPEN * scale, scale) ** 2
    return Innovations(csr_array(np.hstack([response, offsets])), variance, scale, tails)


def covariance(months: pd.PeriodIndex, moves: Hyperparameters, breaks: Iterable[pd.Period] = ()) -> np.ndarray:
    """How the log levels of a series move together, its overall level apart."""
    part = components(months[0], len(months))
    steps = np.array([months >= month for month in breaks], dtype=float).reshape(-1, len(months))
    return (
        moves.growth_spread**2 * part.steady
        + moves.level**2 * part.level
        + moves.spell**2 * part.growth
        + moves.season**2 * part.season
        + moves.season_drift**2 * part.drift
        + moves.tet**2 * part.tet
        + moves.irregular**2 * np.eye(len(months))
        + moves.step**2 * steps.T @ steps
    )


@cache
def _fading(months: int) -> np.ndarray:
    """What is left in each month of a shock of one in each month: months x shocks."""
    count = np.arange(months)
    return np.tril(_LEFT ** np.abs(np.subtract.outer(count, count)))
