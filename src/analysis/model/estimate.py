"""Figures of every kind -> joint draws of monthly levels, past and future (docs/method.md).

Unknown are the log levels of all months. The prior says how such series move and what strikes them and fades (`prior`),
each figure observes a sum or a ratio of sums with an error of its own (`observations`, `reliability`), a level on the
base of the year it was printed in (`bases`), and both are joined (`posterior`) for a grid of hyperparameters, each
weighted by how probable it makes the figures (`search`).
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.ledger import WHOLE
from analysis.memo import Arrays, remembered
from analysis.model.complete import second_opinion
from analysis.model.observations import Sectors, observe
from analysis.model.prior import Breaks
from analysis.model.refusals import refuse_falling, refuse_settings, refuse_several
from analysis.model.sampling import levels_of, sample
from analysis.model.search import ModelWeights, follow, search


def estimate_levels(figures: pd.DataFrame, until: str, *, n_draws: int = 2000, seed: int = 0) -> pd.DataFrame:
    """Joint monthly levels of one series, from the first month the figures speak of to `until` ("2022-12").

    Rows are months (PeriodIndex "month"), columns are draws: each is a whole possible history and future, on the base
    of what is printed in the year of `until`. Where no figure is a level, every draw averages 100 over the year before
    the last. Same figures and seed, same printed numbers. Refuses (`ValueError`) figures of several series or units,
    values that cannot be, a year to date that falls within one print, and an `until` before them.
    """
    refuse_several(figures)
    refuse_falling(figures)
    return estimate_jointly([{WHOLE: figures}], until, n_draws=n_draws, seed=seed)[0][WHOLE]


def estimate_jointly(
    series: Sequence[Sectors],
    until: str,
    *,
    n_draws: int = 2000,
    seed: int = 0,
    breaks: Breaks | None = None,
    bases: Iterable[str] = (),
    ceilings: Mapping[str, float] | None = None,
    weights: ModelWeights | None = None,
) -> list[dict[str, pd.DataFrame]]:
    """As `estimate_levels` for several series and their sectors; a draw of one belongs to the same draw of the others.

    A series comes as its figures by sector: under "total" alone, or beside all the sectors it is divided into. Levels
    come back by sector in the same way; a total is the sum of its sectors but for an error of aggregation. `breaks`:
    months from which a sector may stand elsewhere, such as new capacity; `bases`: days from which levels are printed
    on another base or area; `ceilings`: how far a sector may rise above its best month of two years; `weights`: of the
    models, where these figures are not to decide.
    """
    refuse_settings(until, n_draws)
    breaks, bases, ceilings = breaks or {}, tuple(bases), ceilings or {}
    observations = observe(series, until, breaks=bases)

    def drawn() -> Arrays:
        # matrices this small are ten times slower where linear algebra spreads over threads
        with threadpool_limits(1, user_api="blas"):
            found = follow(observations, breaks, weights) if weights else search(observations, breaks)
            return {"draws": sample(found, n_draws, seed, ceilings)}

    asked = [series, until, n_draws, seed, breaks, bases, ceilings, weights]
    levels = levels_of(remembered(asked, drawn)["draws"], observations)
    for number, own in enumerate(levels):
        # all but a complete series, and no sector of it that may rise only so far
        if not ceilings and (observations.figures["number"] == number).sum() >= observations.spoken:
            factor = second_opinion(own[WHOLE], observations.spoken, seed)
            for table in own.values():
                table.iloc[observations.spoken :] *= factor
    return levels
