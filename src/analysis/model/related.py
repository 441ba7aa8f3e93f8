"""Published figures of a place -> joint draws of the monthly levels of a series and of those that co-move with it."""

from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.ledger import DATA, load_events, newest_prints, usable
from analysis.ledger.kinds import SERIES
from analysis.ledger.vocabulary import INDUSTRY, WHOLE
from analysis.model.estimate import estimate_jointly
from analysis.model.observations import EVERY, LAG, MEASURES, observe
from analysis.model.refusals import refuse_nothing
from analysis.model.search import ModelWeights, search
from analysis.periods import ends_of, months_of

MOVED_BY_CAPACITY = ("iip", "industrial_output", "electricity_output")
"""Indicators whose level may stand elsewhere once new power plants run."""
RELATED = (("iip", "industrial_output"),)
"""Indicators that tell of one thing and therefore move together."""

POWER = "electricity"
CEILING = 1.25
"""How far power can rise above its best month of two years without new plants: up to a fifth is cut off by full lines
(events of 2019 to 2022), so at most 1 / (1 - 0.2) of what was fed in."""

Series = tuple[str, str, str]
"""Geography, indicator, sector."""


@dataclass(frozen=True)
class Group:
    """What is estimated together: series that co-move, the sectors they are divided into, dated breaks.

    `bases`: days from which levels are printed on another base or area. `weights`: of the models, where the figures are
    not to decide (`weighed`).
    """

    related: tuple[Series, ...]
    divided: tuple[str, ...]
    breaks: dict[str, list[pd.Period]]
    bases: tuple[str, ...] = ()
    weights: ModelWeights | None = None

    def error_scale(self, series: Series) -> float:
        """How many times the usual errors the figures of a series are taken to have; 1 where the weights are open."""
        indicators, weights = [one[1] for one in self.related], self.weights
        if weights is None or series[1] not in indicators:
            return 1.0
        own = indicators.index(series[1]), series[2] not in self.divided
        if own not in weights.scale_groups:
            return 1.0
        place = weights.scale_groups.index(own)
        return float(weights.weights @ [model.scales[place] for model in weights.models])


def joint_levels(
    figures: pd.DataFrame,
    series: Series,
    until: str,
    *,
    as_of: str | None = None,
    n_draws: int = 2000,
    seed: int = 0,
    data: Path = DATA,
    group: Group | None = None,
) -> dict[Series, pd.DataFrame]:
    """Joint monthly levels to `until` of a series and of those that belong with it, draw by draw together.

    Those are series that co-move, and the sectors of industry where they are needed (`sectors`): a total is the sum of
    its sectors but for an error of aggregation. Uses the figures except those a correction sets aside, and the events
    known on `as_of`. Every group draws random numbers of its own from the one `seed`, whichever of its series was asked
    for. `group`: what is estimated together and how it moves, where the figures are not to decide.
    """
    group = group or group_of(figures, series, as_of, data)
    draws = estimate_jointly(
        _by_series(figures, group, data),
        until,
        n_draws=n_draws,
        seed=seed + crc32("/".join(group.related[0]).encode()),
        breaks=group.breaks,
        bases=group.bases,
        ceilings={POWER: CEILING} if group.divided else {},
        weights=group.weights,
    )
    return {
        (*one[:2], one[2] if name == WHOLE else name): levels
        for one, by_sector in zip(group.related, draws, strict=True)
        for name, levels in by_sector.items()
    }


def group_of(figures: pd.DataFrame, series: Series, as_of: str | None = None, data: Path = DATA) -> Group:
    """The series and sectors that belong with a series, and the breaks known on `as_of`; the weights are left open."""
    geography, indicator, sector = series
    leading = related_series(figures, (geography, indicator, WHOLE))[0][1]
    divided = sectors(figures, geography, leading) if sector in (WHOLE, *INDUSTRY) else ()
    own = related_series(figures, (geography, indicator, WHOLE if divided else sector))
    events = load_events(as_of, geography=geography, data=data)
    return Group(tuple(own), divided, _breaks(events, series, divided), _bases(events, indicator))


def bases_of(series: Series, as_of: str | None = None, data: Path = DATA) -> tuple[str, ...]:
    """Days, known on `as_of`, from which levels of a series are printed on another base, or the place is another."""
    return _bases(load_events(as_of, geography=series[0], data=data), series[1])


def weighed(figures: pd.DataFrame, group: Group, until: str, data: Path = DATA) -> Group:
    """The group with the weights of its models as these figures have them."""
    with threadpool_limits(1, user_api="blas"):
        observed = observe(_by_series(figures, group, data), until, group.bases)
        return replace(group, weights=search(observed, group.breaks).weights)


def sectors(figures: pd.DataFrame, geography: str, indicator: str) -> tuple[str, ...]:
    """The sectors of industry that help to tell a total: all of them, where its own figures are fewer than months."""
    own = figures[(figures["geography"] == geography) & (figures["indicator"] == indicator)]
    own = newest_prints(own[own["measure"].isin(MEASURES)])
    total = own[own["sector"] == WHOLE]
    if total.empty or not set(INDUSTRY) <= set(own["sector"]):
        return ()
    spans = total[["period_type", "period", "measure"]].itertuples(index=False)
    first = min(months_of(kind, period)[0] - LAG.get(measure, 0) for kind, period, measure in spans)
    return INDUSTRY if len(total) <= (max(ends_of(total)) - first).n else ()


def related_series(figures: pd.DataFrame, series: Series) -> list[Series]:
    """The series that are told together with this one, itself among them: those with figures of their own."""
    geography, indicator, sector = series
    known = figures[
        figures["measure"].isin(MEASURES) & (figures["geography"] == geography) & (figures["sector"] == sector)
    ]
    return [
        (geography, one, sector)
        for one in related_indicators(indicator)
        if one == indicator or (known["indicator"] == one).any()
    ]


def related_indicators(indicator: str) -> tuple[str, ...]:
    """The indicators that move with this one, itself among them."""
    return next((group for group in RELATED if indicator in group), (indicator,))


def known_series(figures: pd.DataFrame) -> set[Series]:
    """The series that the figures belong to."""
    return set(figures[SERIES].itertuples(index=False, name=None))


def of_series(figures: pd.DataFrame, series: Series) -> pd.DataFrame:
    """The rows of one series; a `KeyError` that lists the known ones where there are none."""
    own = figures[(figures[SERIES] == list(series)).all(axis=1)]
    if own.empty:
        known = ", ".join(sorted("/".join(one) for one in known_series(figures)))
        raise KeyError(f"{'/'.join(series)}; {known}")
    return own


def last_known(figures: pd.DataFrame, series: Series) -> pd.Period:
    """The last month that a published figure of the series speaks of; refuses figures that tell of no level."""
    own = of_series(figures, series)
    own = own[own["measure"].isin(MEASURES)]
    refuse_nothing(own, MEASURES, "/".join(series))
    return max(ends_of(own))


def _by_series(figures: pd.DataFrame, group: Group, data: Path) -> list[dict[str, pd.DataFrame]]:
    known = figures[figures["indicator"].isin([one[1] for one in group.related])]
    known = usable(known[known["measure"].isin(EVERY)], data)
    found = []
    for geography, indicator, whole in group.related:
        own = known[(known["geography"] == geography) & (known["indicator"] == indicator)]
        refuse_nothing(own[own["sector"] == whole], MEASURES, f"{geography}/{indicator}/{whole}")
        by_sector = {name: own[own["sector"] == name] for name in (whole, *group.divided)}
        found.append({WHOLE if name == whole else name: rows for name, rows in by_sector.items() if len(rows)})
    return found


def _bases(events: pd.DataFrame, indicator: str) -> tuple[str, ...]:
    own = (events["kind"] == "area") | (events["kind"] == "base") & events["indicator"].isin(
        related_indicators(indicator)
    )
    dates = events.loc[own & (events["date"].str.len() > len("2025")), "date"]  # a whole year parts no months
    return tuple(sorted(date if len(date) > len("2025-07") else f"{date}-01" for date in dates))


def _breaks(events: pd.DataFrame, series: Series, divided: tuple[str, ...]) -> dict[str, list[pd.Period]]:
    """Months from which new capacity may have moved the series, by sector: the power sector where industry is divided.

    What is dated to a whole year breaks no month.
    """
    _, indicator, sector = series
    moved = indicator in MOVED_BY_CAPACITY and (divided or sector in (WHOLE, POWER))
    dates = events.loc[events["kind"] == "capacity", "date"] if moved else ()
    return {POWER if divided else WHOLE: sorted({pd.Period(date[:7], "M") for date in dates if len(date) > 4})}
