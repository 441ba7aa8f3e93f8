"""Joint draws held against a plan target: where the year is heading, and the chance."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isnan, nan

import pandas as pd

from analysis.growth import year_growth, year_total
from analysis.ledger.targets import Target

LIKELY, UNLIKELY = 0.8, 0.2
"""Chances from which on, and down to which, a verdict leans."""
LEAST, MOST = -60.0, 223.0
"""Growth on the year, per cent, within which all 825 whole years lie that were printed in 2002 to 2021 of monthly
indicators: the nation's and 63 provinces', totals and sectors (retail by travel agencies in 2021: -59.9; the IIP of
Thái Nguyên in 2014, a telephone factory's first year: +222.8)."""


@dataclass(frozen=True)
class Outlook:
    """Where a year is heading, in the target's own measure and unit.

    `low` and `high` hold the middle 80 % of the draws; `verdict` is "reached", "likely", "open", "unlikely",
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


def outlook(draws: pd.DataFrame, target: Target, printed: Mapping[int, float] | None = None) -> Outlook:
    """The year's outcome on every draw against the target: the chance is the share of draws that reach it.

    `printed`: as `outcomes` takes it.
    """
    results = outcomes(draws, target, printed)
    low, median, high = (float(value) for value in results.quantile([0.1, 0.5, 0.9]))
    if not target.planned:
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


def verdict(chance: float) -> str:
    """The chance in a word; only a chance of exactly 0 or 1 is certain."""
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
