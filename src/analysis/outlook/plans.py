"""Plans from joint draws: targets with a chance asked for, the quarters that reach one, several years."""

from collections.abc import Iterable, Sequence
from math import nan

import numpy as np
import pandas as pd

from analysis.growth import growth, year_growth, year_total
from analysis.ledger import WHOLE
from analysis.ledger.targets import Target
from analysis.outlook.levers import least_effort
from analysis.outlook.progress import GROWTH, LEVEL, printed_year
from analysis.outlook.reading import Answer
from analysis.outlook.scenarios import applied

CHANCES = (0.4, 0.6, 0.8)
_KEY = ["indicator", "sector"]
_NEAREST = 0.1
"""Share of the draws nearest to a total from which the growth of its sectors is read."""


def plan(given: Sequence[Answer], chance: float = 0.6, chances: Iterable[float] = CHANCES) -> pd.DataFrame:
    """Targets for a year that have a chance asked for, growth and level on one base, one row a series.

    `base`: the total of the year before as printed, else the median draw, NaN of an index; `growth_40`, `level_40` …:
    the target that each series reaches with that chance by itself; `growth_joint`, `level_joint`: those that all series
    reach together with `chance`, each with the same chance of its own (`each`). Rows of sectors follow their total: the
    growth that goes with its joint target, adding up to it (mean of the draws nearest to it, carried to the total).
    """
    for read in (chance, *chances):
        if not 0 < read < 1:
            raise ValueError(f"chance: đọc được {read}, hãy ghi số giữa 0 và 1 / read {read}, write between 0 and 1")
    results = [year_growth(one.draws, one.target.year) for one in given]
    each = _each_for_all(given, results, chance)
    rows = []
    for one, growths in zip(given, results, strict=True):
        base = nan if one.target.measure == GROWTH else _base(one, one.target.year - 1)
        asked = {f"{100 * share:.0f}": _quantile(growths, one.target, share) for share in chances}
        asked["joint"] = _quantile(growths, one.target, each)
        row = {"indicator": one.target.indicator, "sector": one.target.sector, "base": base, "each": each}
        row |= {f"growth_{name}": value for name, value in asked.items()}
        rows += [row | {f"level_{name}": base * (1 + value / 100) for name, value in asked.items()}]
        rows += _sector_rows(one, growths, asked["joint"])
    return pd.DataFrame(rows).set_index(_KEY) if rows else pd.DataFrame()


def quarters(answer: Answer, chance: float = 0.5) -> pd.DataFrame:
    """Growth on the year by quarter and sector, per cent, median draw: as expected, and as it must be for a chance.

    Rows the sectors and their total; columns ("expected" | "needed") x ("Q1" … "Q4", "year"). What is needed changes
    the months left alone, each sector up to its capacity and fastest past (`least_effort`), so that the gap is spread
    anew after every release.
    """
    needed = applied([answer], least_effort(answer, chance).scenario)[0]
    return pd.concat({"expected": _quarters(answer), "needed": _quarters(needed)}, axis=1)


def over_years(answers: Sequence[Answer]) -> pd.DataFrame:
    """Plans that reach over several years, one row a plan: what the closed years came to, and what the others need.

    `done`: mean growth of the closed years, per cent; `closed`: how many; `needed`: growth a year in those left;
    `median`, `low`, `high`, `chance` of the plan.
    """
    rows = []
    for one in answers:
        target, view = one.target, one.outlook
        first = target.first_year if target.measure == GROWTH else _base_year(one) + 1
        every = {year: printed_year(one.prints, GROWTH, year) for year in range(first, target.year + 1)}
        known = {year: value for year, value in every.items() if pd.notna(value)}
        grown = float(np.prod([1 + value / 100 for value in known.values()]))
        left = target.year - first + 1 - len(known)
        rate = target.measure == GROWTH
        goal = (1 + target.value / 100) ** (left + len(known)) if rate else target.value / _base(one, first - 1)
        row = {name: getattr(target, name) for name in (*_KEY, "measure")}
        row |= {"first_year": first, "last_year": target.year, "target": target.value, "closed": len(known)}
        row["done"] = 100 * (grown ** (1 / len(known)) - 1) if known else np.nan
        row["needed"] = 100 * ((goal / grown) ** (1 / left) - 1) if left else np.nan
        rows += [row | {name: getattr(view, name) for name in ("low", "median", "high", "chance")}]
    return pd.DataFrame(rows).set_index([*_KEY, "measure"]) if rows else pd.DataFrame()


def _quantile(growths: pd.Series, target: Target, chance: float) -> float:
    return float(growths.quantile(1 - chance if target.direction == "at_least" else chance))


def _each_for_all(given: Sequence[Answer], results: list[pd.Series], chance: float) -> float:
    """The chance that each target must have by itself so that all are reached together with the chance asked for."""
    low, high = chance, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        held = []
        for one, own in zip(given, results, strict=True):
            bound = _quantile(own, one.target, middle)
            held.append(own >= bound if one.target.direction == "at_least" else own <= bound)
        low, high = (middle, high) if np.logical_and.reduce(held).mean() < chance else (low, middle)
    return round(high, 4)


def _base(one: Answer, year: int) -> float:
    """The total of a year as printed, else on the median draw."""
    value = printed_year(one.prints, LEVEL, year)
    return float(year_total(one.draws, year).median()) if pd.isna(value) else value


def _sector_rows(one: Answer, growths: pd.Series, asked: float) -> list[dict[str, object]]:
    year, parts = one.target.year, one.parts
    if not parts:
        return []
    near = (growths - asked).abs().nsmallest(max(1, round(_NEAREST * len(growths)))).index
    means = {sector: [year_total(own, at)[near].mean() for at in (year - 1, year)] for sector, own in parts.items()}
    before, now = (sum(pair[at] for pair in means.values()) for at in (0, 1))
    scale = before * (1 + asked / 100) / now
    return [
        {"indicator": one.target.indicator, "sector": sector, "growth_joint": growth(scale * then, first)}
        for sector, (first, then) in means.items()
    ]


def _quarters(one: Answer) -> pd.DataFrame:
    year = one.target.year
    rows = {}
    for sector, draws in {**one.parts, WHOLE: one.draws}.items():
        sums = draws.groupby([draws.index.year, draws.index.quarter]).sum()
        rows[sector] = [float(growth(sums.loc[year, q], sums.loc[year - 1, q]).median()) for q in range(1, 5)]
        rows[sector] += [float(year_growth(draws, year).median())]
    return pd.DataFrame.from_dict(rows, orient="index", columns=["Q1", "Q2", "Q3", "Q4", "year"]).rename_axis("sector")


def _base_year(one: Answer) -> int:
    """The last closed year before the plan's with a printed level, at most five years back; else the year before."""
    years = range(one.target.year - 1, one.target.year - 6, -1)
    return next((at for at in years if pd.notna(printed_year(one.prints, LEVEL, at))), years[0])
