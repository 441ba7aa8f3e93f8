"""Several targets held against one set of draws: draw k of every indicator is one possible year."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.growth import growth, year_growth, year_total
from analysis.ledger import Target
from analysis.model import related_indicators
from analysis.outlook.scenarios import Futures
from analysis.outlook.verdicts import as_good


@dataclass(frozen=True)
class Coherence:
    """Whether two targets of the same thing fit each other, path by path.

    `low`, `median`, `high`: growth of the second's year in per cent on paths whose first just reaches its target, with
    an 80 % range; `asked`: the growth the second's target asks for, median path; `both`, `first`, `second`, `neither`:
    the chance of each outcome.
    """

    one: Target
    other: Target
    low: float
    median: float
    high: float
    asked: float
    both: float
    first: float
    second: float
    neither: float


def joint_chance(given: Sequence[Futures]) -> float:
    """Chance that all targets are reached together, draw by draw; 1 for none of them."""
    held = [as_good(one.results, one.target).to_numpy() for one in given]
    return float(np.logical_and.reduce(held).mean()) if held else 1.0


def independent_chance(given: Sequence[Futures]) -> float:
    """The same, were indicators that are not told together independent of each other."""
    groups: dict[tuple[str, ...], list[Futures]] = {}
    for one in given:
        groups.setdefault(related_indicators(one.target.indicator), []).append(one)
    return float(np.prod([joint_chance(group) for group in groups.values()]))


def every_subset(given: Sequence[Futures]) -> pd.DataFrame:
    """Every two or more targets: `chance` of reaching all of them, and `independent`, by tuples of `Target.code`."""
    chosen = [list(some) for count in range(2, len(given) + 1) for some in combinations(given, count)]
    index = [tuple(one.target.code for one in some) for some in chosen]
    rows = [{"chance": joint_chance(some), "independent": independent_chance(some)} for some in chosen]
    return pd.DataFrame(rows, pd.Index(index, tupleize_cols=False), ["chance", "independent"])


def coherence(one: Futures, other: Futures) -> Coherence:
    """How the second's growth goes with the first's: a straight line through the paths, and its spread around it."""
    year = one.target.year
    x, y = (year_growth(answer.paths, year).to_numpy() for answer in (one, other))
    asked = [_growth_asked(answer) for answer in (one, other)]
    slope, start = np.polyfit(x, y, 1) if np.ptp(x) else (0.0, float(np.median(y)))
    low, median, high = start + slope * asked[0] + np.quantile(y - start - slope * x, [0.1, 0.5, 0.9])
    a, b = (as_good(answer.results, answer.target).to_numpy() for answer in (one, other))
    shares = (float(both.mean()) for both in (a & b, a & ~b, ~a & b, ~a & ~b))
    return Coherence(one.target, other.target, float(low), float(median), float(high), asked[1], *shares)


def _growth_asked(answer: Futures) -> float:
    """The growth that a target asks of the year, in per cent, median path."""
    target = answer.target
    if target.measure == "growth_yoy_pct":
        return target.value
    return float(growth(target.value, year_total(answer.paths, target.year - 1)).median())
