"""Figures of every kind -> joint draws of monthly levels, past and future.

Unknown are the log levels of all months. The prior says how such series move (`prior`) and what strikes them and fades
(`blows`), each figure observes a sum or a ratio of sums with an error of its own (`evidence`, `reliability`), and both
are joined (`posterior`) for a grid of movements, each weighted by how probable it makes the figures (`search`). Series
that tell of one thing, such as the production index and output, are estimated together: how far they move as one is
another thing the figures decide. A whole that is divided into sectors is their sum (`whole`), so that weights and
contributions follow from the figures.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.ledger import WHOLE
from analysis.levels.evidence import MEASURES, Evidence, gather
from analysis.levels.posterior import Fit, fit
from analysis.levels.prior import Breaks, Movement, expect
from analysis.levels.refusals import refuse_settings
from analysis.levels.sampling import finish, sample
from analysis.levels.search import Ways, follow, movements, search
from analysis.levels.whole import Sectors, gather_contributions, gather_sectors, sectors_of

__all__ = [
    "MEASURES",
    "Evidence",
    "Ways",
    "estimate_levels",
    "estimate_together",
    "fit_one",
    "gather",
    "movements",
    "weigh",
]


def estimate_levels(
    facts: pd.DataFrame,
    until: str,
    *,
    n_paths: int = 2000,
    seed: int = 0,
    drivers: Sequence[pd.DataFrame] | None = None,
    breaks: Iterable[pd.Period] = (),
) -> pd.DataFrame:
    """Joint monthly levels of one series, from the first month the figures speak of to `until` ("2022-12").

    Rows are months (PeriodIndex "month"), columns are paths: each is a whole possible history and future. Where no
    figure is a level, every path averages 100 over the year before the last. `drivers` are figures of other series that
    may move with this one, to whatever month they reach; the figures decide how far they do. `breaks` are months from
    which the level may stand elsewhere, such as new capacity. Refuses figures of several series or units, and an
    `until` before them.
    """
    series = [{WHOLE: one} for one in (facts, *(drivers or ()))]
    return estimate_together(series, until, n_paths=n_paths, seed=seed, breaks={WHOLE: tuple(breaks)})[0][WHOLE]


def estimate_together(
    series: Sequence[Sectors],
    until: str,
    *,
    n_paths: int = 2000,
    seed: int = 0,
    breaks: Breaks | None = None,
    ceilings: Mapping[str, float] | None = None,
    ways: Ways | None = None,
) -> list[dict[str, pd.DataFrame]]:
    """As `estimate_levels` for several series and their sectors; a path of one belongs to the same path of the others.

    A series comes as its figures by sector: under "total" alone, or beside all the sectors it is the sum of. Levels
    come back by sector in the same way; those of sectors add up to the total on every path. `ways`: how the series
    move (`weigh`), where that is not for these figures to decide.
    """
    refuse_settings(until, n_paths)
    own, breaks = gather_sectors(series, until), breaks or {}
    told = gather_contributions(series, own)
    # matrices this small are ten times slower where linear algebra spreads over threads
    with threadpool_limits(1, user_api="blas"):
        fits, ways = (follow(own, told, breaks, ways), ways) if ways else search(own, told, breaks)
        paths, stretch = sample(fits, ways.shares, n_paths, seed)
    parts, months = fits[0].evidence.parts, len(fits[0].evidence.months)
    logs = {(part.series, part.sector): paths[:, at * months : (at + 1) * months] for at, part in enumerate(parts)}
    names = sectors_of(own)
    return [
        finish({name: logs[number, name] for name in names}, one, stretch, ceilings or {})
        for number, one in enumerate(own)
    ]


def weigh(series: Sequence[Sectors], until: str, breaks: Breaks | None = None) -> Ways:
    """How series and their sectors move, as far as their figures tell; arguments as `estimate_together` takes them."""
    own = gather_sectors(series, until)
    with threadpool_limits(1, user_api="blas"):
        return search(own, gather_contributions(series, own), breaks or {})[1]


def fit_one(evidence: Evidence, movement: Movement, breaks: Iterable[pd.Period] = ()) -> Fit:
    """The evidence of one series joined with one movement."""
    name = evidence.parts[0].sector
    return fit(evidence, expect(evidence, {name: movement}, {name: tuple(breaks)}))
