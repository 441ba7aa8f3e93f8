"""What is known of one series -> its possible futures: published figures, or a complete monthly history."""

from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.calendar import months_of
from analysis.facts import DATA, load_events, usable
from analysis.levels import MEASURES, estimate_together
from analysis.levels.refusals import refuse_settings
from analysis.models import MODELS
from analysis.models.refusals import complete, refuse_past

MOVED_BY_CAPACITY = ("iip", "industrial_output", "electricity_output")
"""Indicators whose level may stand elsewhere once new power plants run."""
TOLD_TOGETHER = (("iip", "industrial_output"),)
"""Indicators that tell of one thing and therefore move together."""

Series = tuple[str, str, str]
"""Geography, indicator, sector."""


def futures(facts: pd.DataFrame, series: Series, until: str, **settings: Any) -> pd.DataFrame:
    """Joint monthly levels of a series to `until`, as `levels.estimate_levels` gives them; see `futures_of_kin`."""
    return futures_of_kin(facts, series, until, **settings)[series]


def futures_of_kin(
    facts: pd.DataFrame,
    series: Series,
    until: str,
    *,
    as_of: str | None = None,
    n_paths: int = 2000,
    seed: int = 0,
    data: Path = DATA,
) -> dict[Series, pd.DataFrame]:
    """Joint monthly levels to `until` of a series and of those that tell of the same thing, path by path together.

    Uses the figures in `facts` except those a correction sets aside, and the events known on `as_of`. Every group
    draws random numbers of its own from the one `seed`, whichever of its series was asked for.
    """
    group = _kin(facts, series)
    paths = estimate_together(
        [usable(of_series(facts, one), data) for one in group],
        until,
        n_paths=n_paths,
        seed=seed + crc32("/".join(group[0]).encode()),
        breaks=breaks(load_events(as_of, geography=series[0], data=data), series),
    )
    return dict(zip(group, paths, strict=True))


def simulate(
    history: pd.Series, until: str, *, n_paths: int = 2000, seed: int = 0, model: str = "pool"
) -> pd.DataFrame:
    """Joint levels of the months after a monthly history up to `until` ("2022-12"), rows months, columns paths.

    `history` is indexed by month (PeriodIndex, M), at least 13 of them known; months missing inside are estimated, not
    refused, and months missing at its end are not foreseen. `model` is a name in `models.MODELS`.
    """
    refuse_settings(until, n_paths)
    if model not in MODELS:
        raise KeyError(f"{model}; {', '.join(MODELS)}")
    levels, end = complete(history), pd.Period(until, "M")
    refuse_past(levels, end)
    months = pd.period_range(levels.index[-1] + 1, end, freq="M", name="month")
    with threadpool_limits(1):
        paths = MODELS[model](levels, len(months), n_paths, np.random.default_rng(seed))
    return pd.DataFrame(paths, index=months)


def _kin(facts: pd.DataFrame, series: Series) -> list[Series]:
    geography, indicator, sector = series
    known = facts[facts["measure"].isin(MEASURES) & (facts["geography"] == geography) & (facts["sector"] == sector)]
    group = next((group for group in TOLD_TOGETHER if indicator in group), (indicator,))
    return [(geography, one, sector) for one in group if one == indicator or (known["indicator"] == one).any()]


def of_series(facts: pd.DataFrame, series: Series) -> pd.DataFrame:
    """The rows of one series; a `KeyError` that lists the known ones where there are none."""
    keys = ["geography", "indicator", "sector"]
    own = facts[(facts[keys] == list(series)).all(axis=1)]
    if own.empty:
        known = ", ".join(sorted(facts[keys].agg("/".join, axis=1).unique()))
        raise KeyError(f"{'/'.join(series)}; {known}")
    return own


def last_known(facts: pd.DataFrame, series: Series) -> pd.Period:
    """The last month that a published figure of the series speaks of."""
    own = of_series(facts, series)
    own = own[own["measure"].isin(MEASURES)]
    return max(months_of(kind, period)[-1] for kind, period in zip(own["period_type"], own["period"], strict=True))


def breaks(events: pd.DataFrame, series: Series) -> list[pd.Period]:
    """Months from which new capacity may have moved the series."""
    _, indicator, sector = series
    if indicator not in MOVED_BY_CAPACITY or sector not in ("total", "electricity"):
        return []
    dates = events.loc[events["kind"] == "capacity", "date"]
    return sorted({pd.Period(date[:7], "M") for date in dates})
