"""January to the newest month as printed, what follows from it with a pencil, and where the estimate leaves it."""

from dataclasses import dataclass
from math import isnan, nan

import pandas as pd

from analysis.growth import growth, sum_of, year_to_date
from analysis.ledger import newest_prints
from analysis.ledger.kinds import SERIES
from analysis.ledger.targets import Target

LEVEL, GROWTH = "level", "growth_yoy_pct"
_OTHER_BASE = 0.1
"""How far a printed total may lie from what newer prints imply of it before it counts as one of another base: reprints
of retail sales moved by up to 6 % in 2011-2021 (docs/method.md), a territory or a price base moves by more."""
Prints = dict[tuple[str, str, str], tuple[str, int, float]]
BENCHMARKS = ("ytd_growth_holds", "usual_share", "latest_month")
_ROUNDED = 0.3
"""Points of growth within which an estimate does not leave a print: rounding, and the error of the newest figure."""


@dataclass(frozen=True)
class Progress:
    """January to `last` of a year; months 0 where no figure speaks of the year.

    `level`, `growth`: as printed last, else estimated (median draw) from the print nearest before; `level_printed`,
    `growth_printed` tell which. `before`: the total of the year before as printed last, else, and where that is on
    another base (`_OTHER_BASE`), what level and growth make of it. `share`: the part of it that fell in these months.
    Level, growth, share and pace so agree with a pencil.
    """

    year: int
    months: int
    level: float
    growth: float
    share: float
    before: float
    level_printed: bool = False
    growth_printed: bool = False

    def pace(self, target: Target) -> float:
        """Growth on the year, in per cent, that the months left need together; NaN without such months.

        A plan that is passed already needs none (-inf).
        """
        rest = self.before * (1 - self.share)
        if self.months == 12 or not rest > 0 or isnan(target.value):
            return nan
        total = target.value if target.measure == LEVEL else self.before * (1 + target.value / 100)
        needed = total - (self.level if self.months else 0.0)
        return growth(needed, rest) if needed > 0 else float("-inf")


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


def progress(draws: pd.DataFrame, figures: pd.DataFrame, year: int, last: pd.Period) -> Progress:
    """What was printed of January to `last` of the year, in the newest prints; what was not, from the draws."""
    before = draws[draws.index.year == year - 1]
    months = last.month if last.year == year else 0
    own = prints(figures)
    if not months:
        total = printed(own, LEVEL, pd.Period(f"{year - 1}-12", "M"))
        total = float(before.sum().median()) if pd.isna(total) else total
        return Progress(year, 0, nan, nan, 0.0, total if len(before) == 12 else nan)
    level, level_printed = _level(draws, own, last)
    rate, rate_printed = growth_to(draws, own, last)
    base = level / (1 + rate / 100)
    implied, total = base / share_before(draws, own, last), printed(own, LEVEL, pd.Period(f"{year - 1}-12", "M"))
    total = total if level_printed and abs(total / implied - 1) < _OTHER_BASE else implied
    return Progress(year, months, level, rate, base / total, total, level_printed, rate_printed)


def growth_to(draws: pd.DataFrame, own: Prints, last: pd.Period) -> tuple[float, bool]:
    """Growth of January to `last` as printed (`own`: `prints`), else estimated from the nearest before; which."""
    for month in pd.period_range(end=last, periods=last.month)[::-1]:
        value = printed_growth(own, month)
        if not pd.isna(value):
            later = _ratio(draws, last, month) / _ratio(draws, last - 12, month - 12)
            return (value if month == last else 100 * ((1 + value / 100) * float(later.median()) - 1)), month == last
    return float(growth(_sum_to(draws, last), _sum_to(draws, last - 12)).median()), False


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
    own = prints(figures)
    of_base = _growth_of_levels(draws, own, last)
    if abs(of_base - so_far.growth) > _ROUNDED:
        return Departure(so_far.growth, estimated, "base", of_base)
    first = figures.sort_values("published", kind="stable").drop_duplicates(["period_type", "period", "measure"])
    former = printed(prints(first), GROWTH, last)
    if abs(former - so_far.growth) > _ROUNDED:
        return Departure(so_far.growth, estimated, "revision", former)
    sectors = _disagreeing(parts, facts, figures, last)
    return Departure(so_far.growth, estimated, "sectors" if sectors else "figures", float("nan"), sectors)


def prints(figures: pd.DataFrame) -> Prints:
    """The newest print of each figure of one series, by measure and period, with the day and the order of its row."""
    own = newest_prints(figures)
    names = own[["measure", "period_type", "period"]].itertuples(index=False, name=None)
    return dict(zip(names, zip(own["published"], range(len(own)), own["value"], strict=True), strict=True))


def printed(own: Prints, measure: str, last: pd.Period) -> float:
    """The newest print of January to `last`, else the sum of printed levels of quarters or months; NaN without them."""
    year, month = str(last)[:4], last.month
    spans = {1: ("month", str(last)), 3: ("quarter", f"{year}-Q1"), 12: ("year", year)}
    told = [own[key] for span in (("ytd", str(last)), spans.get(month)) if span and (key := (measure, *span)) in own]
    if told:
        return float(max(told)[-1])
    quarters = [("quarter", f"{year}-Q{number + 1}") for number in range(month // 3)] if month % 3 == 0 else []
    months = [("month", f"{year}-{number + 1:02d}") for number in range(month)]
    for spans in (quarters, months):
        if measure == LEVEL and spans and all((measure, *span) in own for span in spans):
            return float(sum(own[measure, *span][-1] for span in spans))
    return nan


def settled_years(figures: pd.DataFrame, target: Target) -> dict[int, float]:
    """The whole years that were printed in the target's measure, or whose growth two printed levels give, among those
    it speaks of."""
    own = prints(figures)
    found = {year: printed_year(own, target.measure, year) for year in range(target.first_year, target.year + 1)}
    return {year: value for year, value in found.items() if not isnan(value)}


def usual_shares(draws: pd.DataFrame, year: int) -> pd.Series:
    """Mean share of a whole year that January to each month (1 to 12) had in up to three earlier years, median levels.

    Missing (NaN) where no earlier year is whole.
    """
    levels = draws.median(axis=1)
    table = levels.groupby([levels.index.year, levels.index.month]).first().unstack()
    earlier = table.reindex(columns=range(1, 13)).reindex(range(year - 3, year)).dropna().cumsum(axis=1)
    return earlier.div(earlier[12], axis=0).mean()


def share_before(draws: pd.DataFrame, own: Prints, last: pd.Period) -> float:
    """What part of the year before fell in its January to the month of `last`: as printed, else on the median draw."""
    part, whole = (printed(own, LEVEL, month) for month in (last - 12, last - last.month))
    if 0 < part <= whole:
        return part / whole
    before = draws[draws.index.year == last.year - 1]
    if len(before) < 12:
        return nan
    return float((before[before.index <= last - 12].sum() / before.sum()).median())


def latest_level(draws: pd.DataFrame, figures: pd.DataFrame, last: pd.Period, so_far: Progress) -> float:
    """The level of the newest month: as printed, else its share of the year to date on the median draw."""
    own = prints(figures).get((LEVEL, "month", str(last)))
    if own and so_far.level_printed:
        return own[-1]
    year = draws[(draws.index.year == last.year) & (draws.index <= last)]
    return so_far.level * float((year.tail(1).sum() / year.sum()).median())


def simple_rules(
    draws: pd.DataFrame,
    target: Target,
    last: pd.Period,
    figures: pd.DataFrame,
    so_far: Progress | None = None,
) -> pd.Series:
    """The year by the naive benchmarks, from the prints among the figures, else from draws; NaN without a month of it.

    In the target's measure. ytd_growth_holds: the rest of the year grows as the year to date. usual_share: the year to
    date over the mean share that these months had. latest_month: its level times the months left. `so_far`: the
    `progress`, where it is known already.
    """
    so_far = so_far or progress(draws, figures, target.year, last)
    if not so_far.months:
        return pd.Series(nan, list(BENCHMARKS))
    usual = float(usual_shares(draws, target.year)[last.month])
    rest = (12 - so_far.months) * latest_level(draws, figures, last, so_far)
    year = pd.Series([so_far.level / so_far.share, so_far.level / usual, so_far.level + rest], list(BENCHMARKS))
    return year if target.measure == LEVEL else growth(year, so_far.before)


def plan_path(draws: pd.DataFrame, target: Target) -> pd.Series:
    """A planned level month by month, added up from January, along the usual shares of earlier years."""
    months = pd.period_range(f"{target.year}-01", f"{target.year}-12", freq="M", name="month")
    return pd.Series(target.value * usual_shares(draws, target.year).to_numpy(), index=months)


def _level(draws: pd.DataFrame, own: Prints, last: pd.Period) -> tuple[float, bool]:
    for month in pd.period_range(end=last, periods=last.month)[::-1]:
        value = printed(own, LEVEL, month)
        if not pd.isna(value):
            return value * (float(_ratio(draws, last, month).median()) if month < last else 1.0), month == last
    year = draws[(draws.index.year == last.year) & (draws.index <= last)]
    return float(year.sum().median()), False


def printed_growth(own: Prints, last: pd.Period) -> float:
    """Growth of January to `last` as printed, else that of the levels printed of both years; NaN without them."""
    value = printed(own, GROWTH, last)
    if not pd.isna(value):
        return value
    now, before = printed(own, LEVEL, last), printed(own, LEVEL, last - 12)
    return growth(now, before) if before > 0 else nan


def printed_year(own: Prints, measure: str, year: int) -> float:
    """What was printed of a whole year; of its growth, else what two printed levels give; NaN without them."""
    december = pd.Period(f"{year}-12", "M")
    return printed_growth(own, december) if measure == GROWTH else printed(own, measure, december)


def _ratio(draws: pd.DataFrame, last: pd.Period, month: pd.Period) -> pd.Series:
    return _sum_to(draws, last) / _sum_to(draws, month)


def _sum_to(draws: pd.DataFrame, last: pd.Period) -> pd.Series:
    try:
        return sum_of(draws, pd.period_range(last - last.month + 1, last, freq="M"))
    except KeyError:  # a series that starts in mid-year has no year before
        return pd.Series(nan, draws.columns)


def _growth_of_levels(draws: pd.DataFrame, own: Prints, last: pd.Period) -> float:
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
        own = prints(facts[(facts[SERIES] == series).all(axis=1)])
        gap = abs(float(year_to_date(levels).loc[last].median()) - printed(own, GROWTH, last))
        if gap > _ROUNDED:
            gaps[sector] = gap
    return tuple(sorted(gaps, key=lambda sector: -gaps[sector]))
