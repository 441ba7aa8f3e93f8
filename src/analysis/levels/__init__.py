"""Figures of every kind -> joint draws of monthly levels, past and future.

Unknown are the log levels of all months. The prior says how such series move (`prior`), each figure observes a sum or
a ratio of sums with an error of its own (`evidence`, `reliability`), and both are joined (`posterior`) for a grid of
movements, each weighted by how probable it makes the figures (`sampling`). Series that tell of one thing, such as the
production index and output, are estimated together: how far they move as one is another thing the figures decide.
"""

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.levels import posterior, prior
from analysis.levels.evidence import MEASURES, Evidence, combine, gather
from analysis.levels.refusals import refuse_settings
from analysis.levels.sampling import finish, sample

__all__ = ["MEASURES", "Evidence", "estimate_levels", "estimate_together", "fit_one", "gather", "movements"]

TRENDS, PASSING, STEPS = (0.004, 0.008, 0.016, 0.032, 0.064, 0.1), (0.005, 0.015, 0.045), (0.0, 0.15)
"""Movements considered, on the log scale; see `Movement`."""
KINSHIP = (0.0, 0.6, 0.9)
"""How far series estimated together may move as one."""
_USUAL_TREND, _USUAL_PASSING, _DOUBT = 0.016, 0.012, 1.0
"""Where national series of industry, retail and trade lie, and how far (on the log scale) others may differ."""


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
    return estimate_together([facts], until, n_paths=n_paths, seed=seed, breaks=breaks)[0]


def estimate_together(
    series: Sequence[pd.DataFrame],
    until: str,
    *,
    n_paths: int = 2000,
    seed: int = 0,
    breaks: Iterable[pd.Period] = (),
) -> list[pd.DataFrame]:
    """As `estimate_levels` for each of several series; a path of one belongs to the same path of the others."""
    refuse_settings(until, n_paths)
    breaks = tuple(breaks)
    since = min(gather(facts, until).months[0] for facts in series)
    own = [gather(facts, until, since) for facts in series]
    joint, considered = combine(own), movements(breaks, len(own))
    # matrices this small are ten times slower where linear algebra spreads over threads
    with threadpool_limits(1, user_api="blas"):
        fits = [fit_one(joint, movement, breaks) for movement in considered]
        weight = np.array([one.log_evidence for one in fits]) + _usual(considered)
        paths, stretch = sample(joint, fits, np.exp(weight - weight.max()), n_paths, seed)
    ends = np.cumsum([evidence.top.shape[1] for evidence in own])[:-1]
    shares = np.split(paths, ends, axis=1)
    return [finish(share, evidence, stretch) for share, evidence in zip(shares, own, strict=True)]


def movements(breaks: tuple[pd.Period, ...] = (), series: int = 1) -> list[prior.Movement]:
    """The movements considered; steps only where there are breaks, and then none too; kinship only among several."""
    steps, kinship = STEPS if breaks else STEPS[:1], KINSHIP if series > 1 else KINSHIP[:1]
    grid = product(TRENDS, PASSING, steps, kinship)
    return [prior.Movement(trend, passing, step=step, kinship=kin) for trend, passing, step, kin in grid]


def fit_one(
    evidence: Evidence,
    movement: prior.Movement,
    breaks: tuple[pd.Period, ...] = (),
) -> posterior.Fit:
    """The evidence joined with one movement."""
    return posterior.fit(evidence, *prior.expect(evidence, movement, breaks))


def _usual(considered: list[prior.Movement]) -> np.ndarray:
    trend = np.log([movement.trend / _USUAL_TREND for movement in considered])
    passing = np.log([movement.passing / _USUAL_PASSING for movement in considered])
    return -0.5 * (trend**2 + passing**2) / _DOUBT**2
