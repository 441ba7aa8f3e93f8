"""Joint draws held against a plan target: what an answer is, where the year is heading, and the chance."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isnan, nan

import pandas as pd

from analysis.growth import growth, year_growth, year_total
from analysis.ledger.targets import Target
from analysis.outlook.progress import Departure

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
    """One reading of one target. `used`: the verdict rests on it; `last`: the last month published figures speak of.

    `required_growth`: of the months left on the year (per cent, from the print), NaN where none are left or needed;
    `so_far` and `done`: growth and level of the year to date as printed, estimated from the print nearest before where
    not printed, NaN where no figure speaks of the year; `naive_benchmarks`: the year by them; `figures`: the
    published figures of the series that are used; `parts`: the levels of its sectors where they were estimated too,
    which add up to `draws` (months x draws of the monthly level) on each; `closed`: the last month that figures of it
    or of related indicators speak of.

    `day`: as known at its end; `age`: months between the day and the newest month that figures of the series speak of;
    `settled`: what was printed of whole years, in the target's measure; `provisional`: that of the target's year is a
    first estimate; `before`: growth of the year before, as printed last, else estimated; `passed`: what was printed
    so far is as much as the plan asks; `basis`: what the figures are counted by where the plan is counted by something
    else; `departure`: how far the estimate of the year to date leaves the newest print, and why; None where it does
    not; `rebased`: the day from which this year's or last year's levels are printed on another base or area, and how
    many times the old ones they are (NaN where that was announced, not seen); `untold`: why the year cannot be told
    (`untold`); no verdict rests on such an answer.
    """

    target: Target
    used: bool
    draws: pd.DataFrame
    last: pd.Period
    outlook: Outlook
    required_growth: float
    so_far: float
    done: float
    naive_benchmarks: pd.Series
    figures: pd.DataFrame
    parts: dict[str, pd.DataFrame]
    closed: pd.Period
    day: str = ""
    age: int = 0
    settled: Mapping[int, float] = field(default_factory=dict)
    provisional: bool = False
    before: float = nan
    passed: bool = False
    basis: str = ""
    departure: Departure | None = None
    rebased: tuple[str, float] | None = None
    untold: str = ""

    @cached_property
    def results(self) -> pd.Series:
        """The year's outcome on every draw, in the target's measure; a year that was printed is what was printed."""
        return outcomes(self.draws, self.target, self.settled)

    @property
    def outturn(self) -> float:
        """What was printed of the target's year, in its measure; NaN while it is open."""
        return self.settled.get(self.target.year, nan)

    @property
    def planned(self) -> bool:
        """Whether somebody set the target; else the year is answered without a plan."""
        return not isnan(self.target.value)

    @property
    def over(self) -> bool:
        """Whether the target's year had ended on the day, printed or not: nothing can be done for it any more."""
        return self.day > f"{self.target.year}-12-31" or not isnan(self.outturn)


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
