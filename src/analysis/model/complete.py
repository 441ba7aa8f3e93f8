"""A complete monthly history -> joint draws of the months after it."""

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.model.refusals import refuse_settings
from analysis.models import MODELS
from analysis.models.refusals import complete, refuse_past


def simulate(
    history: pd.Series, until: str, *, n_draws: int = 2000, seed: int = 0, model: str = "pool"
) -> pd.DataFrame:
    """Joint levels of the months after a monthly history up to `until` ("2022-12"), rows months, columns draws.

    `history` is indexed by month (PeriodIndex, M), at least 13 of them known; months missing inside are estimated, not
    refused, and months missing at its end are not foreseen. `model` is a name in `models.MODELS`.
    """
    refuse_settings(until, n_draws)
    if model not in MODELS:
        raise KeyError(f"{model}; {', '.join(MODELS)}")
    levels, end = complete(history), pd.Period(until, "M")
    refuse_past(levels, end)
    months = pd.period_range(levels.index[-1] + 1, end, freq="M", name="month")
    with threadpool_limits(1):
        draws = MODELS[model](levels, len(months), n_draws, np.random.default_rng(seed))
    return pd.DataFrame(draws, index=months)
