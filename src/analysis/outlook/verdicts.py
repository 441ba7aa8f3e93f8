"""Joint draws held against a plan target: what an answer is, where the year is heading, and the chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isinf, isnan, nan

import pandas as pd

from analysis.growth import growth, year_growth, year_total
from analysis.ledger import newest_prints
from analysis.ledger.targets import Target, basis_of
from analysis.model import MEASURES, broken_bases
from analysis.outlook.progress import (
    LEVEL,
    Departure,
    Progress,
    departure,
    growth_to,
    progress,
    settled_years,
    simple_rules,
)
from analysis.periods import months_of

LIKELY, UNLIKELY = 0.8, 0.2
"""Chances from which on, and down to which, a verdict leans."""
LEAST, MOST = -60.0, 223.0
"""Growth on the year, per cent, within which all 825 whole years lie that were printed in 2002 to 2021 of monthly
indicators: the nation's and 63 provinces', totals and sectors (retail by travel agencies in 2021: -59.9; the IIP of
Thái Nguyên in 2014, a telephone factory's first year: +222.8)."""
_TELLS_AMOUNTS = ("level", "share_of_plan_pct")


@dataclass(frozen=True)
class Outlook:
    """Where a year is heading, in the target's own measure and unit.

    `low` and `high` hold the middle `coverage` of the draws; `verdict` is "reached", "likely", "open", "unlikely",
    "missed", "none" without a plan, or "untold". Of a plan that is a range `chance` is that of its lower bound (of its
    upper one, where less is better), `upper_chance` that of the upper one, `inside` that of ending between both.
    """

    target: Target
    low: float
    median: float
    high: float
    chance: float
    verdict: str
    upper_chance: float = nan
    inside: float = nan

    def undecided(self, n_draws: int) -> "Outlook":
        """The same of a year that is still open: not one of the draws has reached it, or missed it, and yet one may."""
        half = 0.5 / n_draws
        bounded = {name: min(max(getattr(self, name), half), 1 - half) for name in ("chance", "upper_chance", "inside")}
        return self if isnan(self.chance) else replace(self, **bounded, verdict=verdict(bounded["chance"]))


@dataclass(frozen=True)
class Answer:
    """One reading of one target, and all that follows from it. `used`: the verdict rests on it.

    `draws`: months x draws of the monthly level; `parts`: the levels of its sectors where they were estimated too,
    which add up to it; `figures`: the published figures of the series that are used; `closed`: the last month that
    figures of it or of related indicators speak of; `day`: as known at its end; `bases`: days from which levels are
    known to be printed on another base or area; `part_figures`: the published figures of the sectors.
    """

    target: Target
    used: bool
    draws: pd.DataFrame
    parts: dict[str, pd.DataFrame]
    figures: pd.DataFrame
    closed: pd.Period
    day: str = ""
    bases: Sequence[str] = ()
    part_figures: pd.DataFrame = field(default_factory=pd.DataFrame)

    @cached_property
    def outlook(self) -> Outlook:
        """Where the year is heading; a year that is still open is neither reached nor missed by every draw."""
        if self.untold:
            return Outlook(self.target, nan, nan, nan, nan, "untold")
        view = outlook_of(self.results, self.target)
        return view if self.passed or self.is_settled else view.undecided(len(self.results))

    @cached_property
    def results(self) -> pd.Series:
        """The year's outcome on every draw, in the target's measure; a year that was printed is what was printed."""
        if not self.is_settled and self.draws.isna().all(axis=None):
            return pd.Series(nan, self.draws.columns)
        return outcomes(self.draws, self.target, self.settled)

    @cached_property
    def untold(self) -> str:
        """Why the year cannot be told (`untold`); no verdict rests on such an answer."""
        before = self.progress.before
        return "" if self.is_settled else untold(self.results, self.target, self.figures, before)

    @cached_property
    def ends(self) -> list[pd.Period]:
        """The last month that each figure speaks of, of those that tell of levels."""
        spoken = self.figures[self.figures["measure"].isin(MEASURES)]
        return [months_of(*pair)[-1] for pair in zip(spoken["period_type"], spoken["period"], strict=True)]

    @cached_property
    def last(self) -> pd.Period:
        """The last month of the year that figures speak of; before its first figure, of those before."""
        return max([end for end in self.ends if end.year <= self.target.year], default=min(self.ends))

    @property
    def age(self) -> int:
        """Months between the day and the newest month that figures speak of."""
        return (pd.Period(self.day[:7], "M") - max(self.ends)).n if self.day else 0

    @cached_property
    def settled(self) -> dict[int, float]:
        """What was printed of whole years, in the target's measure."""
        return settled_years(self.of_base, self.target)

    @property
    def is_settled(self) -> bool:
        """Whether the target's year was printed."""
        return self.target.year in self.settled

    @property
    def outturn(self) -> float:
        """What was printed of the target's year, in its measure; NaN while it is open."""
        return self.settled.get(self.target.year, nan)

    @property
    def planned(self) -> bool:
        """Whether somebody set the target; else the year is answered without a plan."""
        return not isnan(self.target.value)

    @property
    def provisional(self) -> bool:
        """Whether what was printed of the year is a first estimate."""
        own = self.figures[(self.figures["measure"] == self.target.measure) & (self.figures["period_type"] == "year")]
        own = newest_prints(own[own["period"] == str(self.target.year)])
        return self.is_settled and own["status"].tolist()[-1:] != ["official"]

    @property
    def over(self) -> bool:
        """Whether the target's year had ended on the day, printed or not: nothing can be done for it any more."""
        return self.day > f"{self.target.year}-12-31" or self.is_settled

    @cached_property
    def rebased(self) -> tuple[str, float] | None:
        """The last day from which levels of this year or the one before are printed on another base or area, announced
        or seen in the prints, and how many times the old ones they are (NaN where announced, not seen)."""
        seen = broken_bases(newest_prints(self.figures)).set_index("day")["factor"]
        first, year = str(self.figures["published"].min()), self.target.year
        days = [day for day in {*self.bases, *seen.index} if first < day and year - 1 <= int(day[:4]) <= year]
        return (max(days), float(seen.get(max(days), nan))) if days else None

    @cached_property
    def of_base(self) -> pd.DataFrame:
        """The figures without levels of another base: growth printed is free of it."""
        if self.rebased is None:
            return self.figures
        return self.figures[(self.figures["measure"] != LEVEL) | (self.figures["published"] >= self.rebased[0])]

    @cached_property
    def progress(self) -> Progress:
        """January to the last month, as printed, else estimated from the print nearest before."""
        return progress(self.draws, self.of_base, self.target.year, self.last)

    @property
    def so_far(self) -> float:
        """Growth of the year to date, per cent; NaN where no figure speaks of the year."""
        return self.progress.growth

    @property
    def done(self) -> float:
        """The level of the year to date; NaN where no figure speaks of the year, or of amounts."""
        return nan if self.untold == "amount" else self.progress.level

    @cached_property
    def before(self) -> float:
        """Growth of the year before, as printed last, else estimated."""
        december = pd.Period(f"{self.target.year - 1}-12", "M")
        return growth_to(self.draws, newest_prints(self.figures), december)[0]

    @property
    def passed(self) -> bool:
        """Whether what was printed so far is as much as the plan asks."""
        return isinf(self.progress.pace(self.target)) and not self.over

    @property
    def required_growth(self) -> float:
        """Growth on the year of the months left, per cent, from the print; NaN where none are left or needed."""
        many_years = self.target.first_year < self.target.year
        return nan if self.over or self.passed or self.untold or many_years else self.progress.pace(self.target)

    @cached_property
    def naive_benchmarks(self) -> pd.Series:
        """The year by the naive benchmarks, in the target's measure."""
        naive = simple_rules(self.draws, self.target, self.last, self.of_base, self.progress)
        return naive * (nan if self.untold == "amount" else 1.0)

    @property
    def basis(self) -> str:
        """What the newest figures are counted by, where their notes or the plan's name a basis that is not the
        other's."""
        newest = self.figures.sort_values("published", kind="stable").iloc[-1]
        own = basis_of(str(newest["note"]))
        return "" if own == self.target.basis else own or self.target.basis

    @cached_property
    def departure(self) -> Departure | None:
        """How far the estimate of the year to date leaves the newest print, and why; None where it does not."""
        if self.is_settled:
            return None
        return departure(self.draws, self.parts, self.part_figures, self.figures, self.progress, self.last)


def outlook(
    draws: pd.DataFrame, target: Target, coverage: float = 0.8, printed: Mapping[int, float] | None = None
) -> Outlook:
    """The year's outcome on every draw against the target; `printed`: as `outcomes` takes it."""
    return outlook_of(outcomes(draws, target, printed), target, coverage)


def outlook_of(results: pd.Series, target: Target, coverage: float = 0.8) -> Outlook:
    """The outcomes of a year held against the target: the chance is the share of draws that reach it."""
    _refuse_no_share("coverage", coverage)
    tail = (1 - coverage) / 2
    low, median, high = (float(value) for value in results.quantile([tail, 0.5, 1 - tail]))
    if isnan(target.value):
        return Outlook(target, low, median, high, nan, "none")
    chance = float(as_good(results, target).mean())
    upper = inside = nan
    if target.upper is not None:
        over, under = (at_least(results, bound) for bound in (target.upper, target.value))
        at_bound = ~at_least(results, target.upper + 2e-9 * abs(target.upper))
        upper, inside = float(over.mean()), float((under & at_bound).mean())
    return Outlook(target, low, median, high, chance, verdict(chance), upper, inside)


def outcomes(draws: pd.DataFrame, target: Target, printed: Mapping[int, float] | None = None) -> pd.Series:
    """The year's total or growth on each draw, as the target measures it; a mean over several years where it is one.

    `printed`: years that are closed, with what was printed of them in the target's measure.
    """
    measure = {"level": year_total, "growth_yoy_pct": year_growth}.get(target.measure)
    if measure is None:
        raise ValueError(f"measure “{target.measure}”: level, growth_yoy_pct")
    closed = printed or {}
    years = range(target.first_year, target.year + 1)
    by_year = [
        pd.Series(closed[year], draws.columns, dtype=float) if year in closed else measure(draws, year)
        for year in years
    ]
    if len(by_year) == 1:
        return by_year[0]
    if target.measure == "level":
        return sum(by_year) / len(by_year)
    grown = pd.concat([1 + own / 100 for own in by_year], axis=1).prod(axis=1)
    return 100 * (grown ** (1 / len(by_year)) - 1)


def untold(results: pd.Series, target: Target, figures: pd.DataFrame, before: float) -> str:
    """Why a year's outcomes are not told: "figures" (none could be estimated), "amount" (the plan is one, and only
    growth was printed), "beyond" (their 80 % range leaves what 20 years of all series have shown), or "" where they
    can be. `before`: the total of the year before, NaN where unknown.
    """
    if results.isna().any():
        return "figures"
    if target.measure == "level" and not figures["measure"].isin(_TELLS_AMOUNTS).any():
        return "amount"
    ends = results.quantile([0.1, 0.9])
    grown = growth(ends, before) if target.measure == "level" else ends
    return "" if grown.isna().all() or grown.between(LEAST, MOST).all() else "beyond"


def verdict(chance: float) -> str:
    """The chance in a word; only a chance of exactly 0 or 1 is certain."""
    _refuse_no_share("chance", chance)
    if chance in (0.0, 1.0):
        return "reached" if chance else "missed"
    if chance >= LIKELY:
        return "likely"
    return "unlikely" if chance <= UNLIKELY else "open"


def as_good(results: pd.Series, target: Target) -> pd.Series:
    """Which outcomes of a year reach the target: at least its lower bound, or at most its upper one."""
    if target.direction == "at_least":
        return at_least(results, target.value)
    return at_least(-results, -(target.value if target.upper is None else target.upper))


def at_least(results: pd.Series, bound: float) -> pd.Series:
    """Which outcomes are at least a bound."""
    # a year settled by its print must reach a target equal to it: leave the last bits of a sum aside
    return results >= bound - 1e-9 * abs(bound)


def _refuse_no_share(name: str, read: float) -> None:
    if not 0 <= read <= 1:
        raise ValueError(f"{name}: đọc được {read}, hãy ghi số từ 0 đến 1 / read {read}, write a number from 0 to 1")
