"""Figures of every kind -> joint draws of monthly levels, past and future.

Unknown are the log levels of all months. The prior says how such series move (`prior`) and what strikes them and fades
(`shocks`), each figure observes sums or ratios with an error of its own (`observations`, `reliability`), and both
are joined (`posterior`) for a grid of movements, each weighted by how probable it makes the figures (`search`). Series
that tell of one thing, such as the production index and output, are estimated together: how far they move as one is
another thing the figures decide. A whole that is divided into sectors is their sum (`whole`), so that weights and
contributions follow from the figures.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.ledger import WHOLE
from analysis.model.aggregates import Sectors, observe_contributions, observe_sectors, sectors_of
from analysis.model.observations import Observations
from analysis.model.posterior import Fit, fit
from analysis.model.prior import Breaks, Movement, expect
from analysis.model.refusals import refuse_settings
from analysis.model.sampling import finish, sample
from analysis.model.search import ModelWeights, follow, search


def estimate_levels(
    figures: pd.DataFrame,
    until: str,
    *,
    n_draws: int = 2000,
    seed: int = 0,
    drivers: Sequence[pd.DataFrame] | None = None,
    breaks: Iterable[pd.Period] = (),
) -> pd.DataFrame:
    """Joint monthly levels of one series, from the first month the figures speak of to `until` ("2022-12").

    Rows are months (PeriodIndex "month"), columns are draws: each is a whole possible history and future. Where no
    figure is a level, every draw averages 100 over the year before the last. `drivers` are figures of other series that
    may move with this one, to whatever month they reach; the figures decide how far they do. `breaks` are months from
    which the level may stand elsewhere, such as new capacity. Refuses figures of several series or units, and an
    `until` before them.
    """
    series = [{WHOLE: one} for one in (figures, *(drivers or ()))]
    return estimate_together(series, until, n_draws=n_draws, seed=seed, breaks={WHOLE: tuple(breaks)})[0][WHOLE]


def estimate_together(
    series: Sequence[Sectors],
    until: str,
    *,
    n_draws: int = 2000,
    seed: int = 0,
    breaks: Breaks | None = None,
    ceilings: Mapping[str, float] | None = None,
    models: ModelWeights | None = None,
) -> list[dict[str, pd.DataFrame]]:
    """As `estimate_levels` for several series and their sectors; a draw of one belongs to the same draw of the others.

    A series comes as its figures by sector: under "total" alone, or beside all the sectors it is the sum of. Levels
    come back by sector in the same way; those of sectors add up to the total on every draw. `models`: how the series
    move (`weigh_models`), where that is not for these figures to decide.
    """
    refuse_settings(until, n_draws)
    own, breaks = observe_sectors(series, until), breaks or {}
    told = observe_contributions(series, own)
    # matrices this small are ten times slower where linear algebra spreads over threads
    with threadpool_limits(1, user_api="blas"):
        fits, models = (follow(own, told, breaks, models), models) if models else search(own, told, breaks)
        draws, stretch = sample(fits, models.weights, n_draws, seed)
    parts, months = fits[0].observations.parts, len(fits[0].observations.months)
    logs = {(part.series, part.sector): draws[:, at * months : (at + 1) * months] for at, part in enumerate(parts)}
    names = sectors_of(own)
    return [
        finish({name: logs[number, name] for name in names}, one, stretch, ceilings or {})
        for number, one in enumerate(own)
    ]


def weigh_models(series: Sequence[Sectors], until: str, breaks: Breaks | None = None) -> ModelWeights:
    """How series and their sectors move, as far as their figures tell; arguments as `estimate_together` takes them."""
    own = observe_sectors(series, until)
    with threadpool_limits(1, user_api="blas"):
        return search(own, observe_contributions(series, own), breaks or {})[1]


def fit_one(observations: Observations, movement: Movement, breaks: Iterable[pd.Period] = ()) -> Fit:
    """The observations of one series joined with one movement."""
    name = observations.parts[0].sector
    return fit(observations, expect(observations, {name: movement}, {name: tuple(breaks)}))
