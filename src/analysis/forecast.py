"""What is known of one series -> its possible futures: published figures, or a complete monthly history."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.ledger import DATA, INDUSTRY, SERIES, WHOLE, load_events, newest_prints, usable
from analysis.levels import MEASURES, Ways, estimate_together, gather, weigh
from analysis.levels.refusals import refuse_nothing, refuse_settings
from analysis.models import MODELS
from analysis.models.refusals import complete, refuse_past
from analysis.periods import months_of

MOVED_BY_CAPACITY = ("iip", "industrial_output", "electricity_output")
"""Indicators whose level may stand elsewhere once new power plants run."""
TOLD_TOGETHER = (("iip", "industrial_output"),)
"""Indicators that tell of one thing and therefore move together."""

POWER = "electricity"
CEILING = 1.25
"""How far power can rise above its best month of two years without new plants: up to a fifth is cut off by full lines
(events of 2019 to 2022), so at most 1 / (1 - 0.2) of what was fed in."""

Series = tuple[str, str, str]
"""Geography, indicator, sector."""


@dataclass(frozen=True)
class Group:
    """What is estimated together: series that tell of one thing, the sectors they are divided into, dated breaks.

    `ways`: how they move, where that is not for the figures to decide (`weighed`).
    """

    kin: tuple[Series, ...]
    divided: tuple[str, ...]
    breaks: dict[str, list[pd.Period]]
    ways: Ways | None = None


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
    group: Group | None = None,
) -> dict[Series, pd.DataFrame]:
    """Joint monthly levels to `until` of a series and of those that belong with it, path by path together.

    Those are series that tell of the same thing, and the sectors of industry where they are needed (`sectors`): levels
    of sectors add up to the total on every path. Uses the figures in `facts` except those a correction sets aside, and
    the events known on `as_of`. Every group draws random numbers of its own from the one `seed`, whichever of its
    series was asked for. `group`: what is estimated together and how it moves, where the figures are not to decide.
    """
    group = group or group_of(facts, series, as_of, data)
    paths = estimate_together(
        _told(facts, group, data),
        until,
        n_paths=n_paths,
        seed=seed + crc32("/".join(group.kin[0]).encode()),
        breaks=group.breaks,
        ceilings={POWER: CEILING} if group.divided else {},
        ways=group.ways,
    )
    return {
        (*one[:2], one[2] if name == WHOLE else name): levels
        for one, by_sector in zip(group.kin, paths, strict=True)
        for name, levels in by_sector.items()
    }


def group_of(facts: pd.DataFrame, series: Series, as_of: str | None = None, data: Path = DATA) -> Group:
    """The series and sectors that belong with a series, and the breaks known on `as_of`; how they move is left open."""
    geography, indicator, sector = series
    leading = kin(facts, (geography, indicator, WHOLE))[0][1]
    divided = sectors(facts, geography, leading) if sector in (WHOLE, *INDUSTRY) else ()
    own = kin(facts, (geography, indicator, WHOLE if divided else sector))
    return Group(tuple(own), divided, _breaks(load_events(as_of, geography=geography, data=data), series, divided))


def weighed(facts: pd.DataFrame, group: Group, until: str, data: Path = DATA) -> Group:
    """The group with its ways of moving as these figures have them."""
    return replace(group, ways=weigh(_told(facts, group, data), until, group.breaks))


def sectors(facts: pd.DataFrame, geography: str, indicator: str) -> tuple[str, ...]:
    """The sectors of industry that help to tell a total: all of them, where its own figures are fewer than months."""
    own = facts[(facts["geography"] == geography) & (facts["indicator"] == indicator)]
    own = newest_prints(own[own["measure"].isin(MEASURES)])
    total = own[own["sector"] == WHOLE]
    if total.empty or len(total) >= len(gather(total, str(last_known(total, (geography, indicator, WHOLE)))).months):
        return ()
    return INDUSTRY if set(INDUSTRY) <= set(own["sector"]) else ()


def kin(facts: pd.DataFrame, series: Series) -> list[Series]:
    """The series that are told together with this one, itself among them: those with figures of their own."""
    geography, indicator, sector = series
    known = facts[facts["measure"].isin(MEASURES) & (facts["geography"] == geography) & (facts["sector"] == sector)]
    return [
        (geography, one, sector) for one in kin_of(indicator) if one == indicator or (known["indicator"] == one).any()
    ]


def kin_of(indicator: str) -> tuple[str, ...]:
    """The indicators that move with this one, itself among them."""
    return next((group for group in TOLD_TOGETHER if indicator in group), (indicator,))


def known_series(facts: pd.DataFrame) -> set[Series]:
    """The series that the figures belong to."""
    return set(facts[SERIES].itertuples(index=False, name=None))


def of_series(facts: pd.DataFrame, series: Series) -> pd.DataFrame:
    """The rows of one series; a `KeyError` that lists the known ones where there are none."""
    own = facts[(facts[SERIES] == list(series)).all(axis=1)]
    if own.empty:
        known = ", ".join(sorted("/".join(one) for one in known_series(facts)))
        raise KeyError(f"{'/'.join(series)}; {known}")
    return own


def last_known(facts: pd.DataFrame, series: Series) -> pd.Period:
    """The last month that a published figure of the series speaks of; refuses figures that tell of no level."""
    own = of_series(facts, series)
    own = own[own["measure"].isin(MEASURES)]
    refuse_nothing(own, MEASURES, "/".join(series))
    return max(months_of(kind, period)[-1] for kind, period in zip(own["period_type"], own["period"], strict=True))


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


def _told(facts: pd.DataFrame, group: Group, data: Path) -> list[dict[str, pd.DataFrame]]:
    return [_by_sector(facts, one, group.divided, data) for one in group.kin]


def _by_sector(facts: pd.DataFrame, series: Series, divided: tuple[str, ...], data: Path) -> dict[str, pd.DataFrame]:
    geography, indicator, whole = series
    known = facts.loc[(facts["geography"] == geography) & (facts["indicator"] == indicator), "sector"]
    names = [whole, *(name for name in divided if (known == name).any())]
    by_sector = [usable(of_series(facts, (geography, indicator, name)), data) for name in names]
    return dict(zip([WHOLE, *names[1:]], by_sector, strict=True))


def _breaks(events: pd.DataFrame, series: Series, divided: tuple[str, ...]) -> dict[str, list[pd.Period]]:
    """Months from which new capacity may have moved the series, by sector: the power sector where industry is divided.

    What is dated to a whole year breaks no month.
    """
    _, indicator, sector = series
    moved = indicator in MOVED_BY_CAPACITY and (divided or sector in (WHOLE, POWER))
    dates = events.loc[events["kind"] == "capacity", "date"] if moved else ()
    return {POWER if divided else WHOLE: sorted({pd.Period(date[:7], "M") for date in dates if len(date) > 4})}
