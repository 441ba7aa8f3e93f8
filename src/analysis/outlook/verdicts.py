"""Possible futures held against a plan target: where the year is heading, and the chance."""

from dataclasses import dataclass

import pandas as pd

from analysis.growth import year_growth, year_total
from analysis.ledger import Target

LIKELY, UNLIKELY = 0.8, 0.2
"""Chances from which on, and down to which, a verdict leans."""


@dataclass(frozen=True)
class Outlook:
    """Where a year is heading, in the target's own measure and unit.

    `low` and `high` hold the middle `coverage` of the paths; `verdict` is "reached", "likely", "open", "unlikely" or
    "missed".
    """

    target: Target
    low: float
    median: float
    high: float
    chance: float
    verdict: str


def outlook(paths: pd.DataFrame, target: Target, coverage: float = 0.8) -> Outlook:
    """The year's outcome on every path against the target: a path reaches it when its outcome is at least as much."""
    _refuse_no_share("coverage", coverage)
    results = outcomes(paths, target)
    tail = (1 - coverage) / 2
    low, median, high = (float(value) for value in results.quantile([tail, 0.5, 1 - tail]))
    chance = float(as_good(results, target).mean())
    return Outlook(target, low, median, high, chance, verdict(chance))


def outcomes(paths: pd.DataFrame, target: Target) -> pd.Series:
    """The year's total or growth on each path, as the target measures it."""
    measure = {"level": year_total, "growth_yoy_pct": year_growth}.get(target.measure)
    if measure is None:
        raise ValueError(f"measure “{target.measure}”: level, growth_yoy_pct")
    return measure(paths, target.year)


def verdict(chance: float) -> str:
    """The chance in a word; only a chance of exactly 0 or 1 is certain."""
    _refuse_no_share("chance", chance)
    if chance in (0.0, 1.0):
        return "reached" if chance else "missed"
    if chance >= LIKELY:
        return "likely"
    return "unlikely" if chance <= UNLIKELY else "open"


def reached(paths: pd.DataFrame, target: Target) -> pd.Series:
    """Whether each path reaches the target."""
    return as_good(outcomes(paths, target), target)


def as_good(results: pd.Series, target: Target) -> pd.Series:
    """Which outcomes of a year are at least the target."""
    # a year settled by its print must reach a target equal to it: leave the last bits of a sum aside
    return results >= target.value - 1e-9 * abs(target.value)


def _refuse_no_share(name: str, read: float) -> None:
    if not 0 <= read <= 1:
        raise ValueError(f"{name}: đọc được {read}, hãy ghi số từ 0 đến 1 / read {read}, write a number from 0 to 1")
