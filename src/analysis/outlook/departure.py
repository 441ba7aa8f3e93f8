"""Where the estimate of the year to date leaves the newest print of its own series: by how much, and why."""

from dataclasses import dataclass

import pandas as pd

from analysis.growth import growth, year_to_date
from analysis.ledger import SERIES, newest_prints
from analysis.outlook.progress import GROWTH, LEVEL, Progress, printed, share_before

_ROUNDED = 0.3
"""Points of growth within which an estimate does not leave a print: rounding, and the error of the newest figure."""


@dataclass(frozen=True)
class Departure:
    """The growth of the year to date as printed and as estimated (median draw), per cent, and what stands between.

    `why`: "base" (the levels printed of this year and the one before grow by another rate), "revision" (a figure was
    printed again and differs), "sectors" (those whose own prints do not fit the total's, in `sectors`), or "figures":
    others of the series. `other`: the growth that the base or the earlier print gives, NaN for the rest.
    """

    printed: float
    estimated: float
    why: str
    other: float
    sectors: tuple[str, ...] = ()

    @property
    def by(self) -> float:
        """Points of growth that the estimate lies above the print."""
        return self.estimated - self.printed


def departure(
    draws: pd.DataFrame,
    parts: dict[str, pd.DataFrame],
    facts: pd.DataFrame,
    figures: pd.DataFrame,
    so_far: Progress,
    last: pd.Period,
) -> Departure | None:
    """How the draws of a year to date leave its print, or None: within rounding, or where nothing was printed."""
    if not (so_far.months and so_far.growth_printed):
        return None
    estimated = float(year_to_date(draws).loc[last].median())
    if not abs(estimated - so_far.growth) > _ROUNDED:
        return None
    own = newest_prints(figures)
    of_base = _growth_of_levels(draws, own, last)
    if abs(of_base - so_far.growth) > _ROUNDED:
        return Departure(so_far.growth, estimated, "base", of_base)
    first = figures.sort_values("published", kind="stable").drop_duplicates(["period_type", "period", "measure"])
    former = printed(first, GROWTH, last)
    if abs(former - so_far.growth) > _ROUNDED:
        return Departure(so_far.growth, estimated, "revision", former)
    sectors = _disagreeing(parts, facts, figures, last)
    return Departure(so_far.growth, estimated, "sectors" if sectors else "figures", float("nan"), sectors)


def _growth_of_levels(draws: pd.DataFrame, own: pd.DataFrame, last: pd.Period) -> float:
    """The growth that printed levels give: of both years to date, else of this one against its share of last year's."""
    now, before = printed(own, LEVEL, last), printed(own, LEVEL, last - 12)
    if before != before:
        before = printed(own, LEVEL, last - last.month) * share_before(draws, own, last)
    return growth(now, before)


def _disagreeing(
    parts: dict[str, pd.DataFrame], facts: pd.DataFrame, figures: pd.DataFrame, last: pd.Period
) -> tuple[str, ...]:
    """The sectors whose estimate leaves their own print as well, the widest gap first."""
    gaps = {}
    for sector, levels in parts.items():
        series = [*figures[SERIES[:2]].iloc[0], sector]
        own = newest_prints(facts[(facts[SERIES] == series).all(axis=1)])
        gap = abs(float(year_to_date(levels).loc[last].median()) - printed(own, GROWTH, last))
        if gap > _ROUNDED:
            gaps[sector] = gap
    return tuple(sorted(gaps, key=lambda sector: -gaps[sector]))
