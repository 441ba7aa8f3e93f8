"""Several targets at once: draw k of every indicator is one possible year."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtri

from analysis.growth import growth, year_growth, year_to_date, year_total
from analysis.ledger import DATA, WHOLE
from analysis.ledger.table import read_table
from analysis.model.related import Series, related_indicators
from analysis.outlook.pace import needed_total
from analysis.outlook.reading import Answer
from analysis.outlook.verdicts import as_good

DEPENDENCE_COLUMNS = ["indicator", "other", "basis", "correlation", "low", "high", "years", "shrunk"]
_BASIS = "forecast_errors"
_ERROR = 0.35
"""Standard error of a printed growth to date, in points (data/reliability.csv, measured on 2014-2021)."""


def load_dependence(data: Path = DATA) -> pd.DataFrame:
    """How far indicators miss together, as `benchmarks/dependence.py` measured it, by pair; empty without the file."""
    file = Path(data) / "dependence.csv"
    if not file.exists():
        return pd.DataFrame(columns=DEPENDENCE_COLUMNS).set_index(["indicator", "other"])
    numbers = dict.fromkeys(DEPENDENCE_COLUMNS[3:], float)
    rows = read_table(file, DEPENDENCE_COLUMNS).astype(numbers)
    return rows[rows["basis"] == _BASIS].set_index(["indicator", "other"])


def coupled(
    draws: Mapping[Series, pd.DataFrame], year: int, dependence: pd.DataFrame, seed: int = 0
) -> dict[Series, pd.DataFrame]:
    """The same draws of each indicator in another order, so that the year's totals depend on each other as measured.

    Indicators told together keep their order among themselves, and so do sectors; nothing but the numbering of draws
    changes (Iman and Conover 1982, with van der Waerden's scores). The first group keeps its numbering; an indicator
    that `dependence` does not speak of is independent. One group, or fewer draws than groups, stay as they are.
    """
    groups: dict[str, list[Series]] = {}
    for series in draws:
        groups.setdefault(related_indicators(series[1])[0], []).append(series)
    if len(groups) < 2 or next(iter(draws.values())).shape[1] < len(groups):
        return dict(draws)
    worst_first = [_worst_first(draws, own, year) for own in groups.values()]
    places = _places(_matrix(list(groups), dependence), len(worst_first[0]), seed)
    own_places = np.argsort(worst_first[0])  # of the first group's draws, which stay where they are
    places = places[np.argsort(places[:, 0])][own_places]
    orders = [worst[place] for worst, place in zip(worst_first, places.T, strict=True)]
    return {
        series: draws[series].iloc[:, order].set_axis(draws[series].columns, axis=1)
        for own, order in zip(groups.values(), orders, strict=True)
        for series in own
    }


def joint_chance(given: Sequence[Answer]) -> float:
    """Chance that all targets are reached together, draw by draw; 1 for none of them."""
    held = [as_good(one.results, one.target).to_numpy() for one in given]
    return float(np.logical_and.reduce(held).mean()) if held else 1.0


def independent_chance(given: Sequence[Answer]) -> float:
    """The same, were indicators that are not told together independent of each other."""
    groups: dict[tuple[str, ...], list[Answer]] = {}
    for one in given:
        groups.setdefault(related_indicators(one.target.indicator), []).append(one)
    return float(np.prod([joint_chance(group) for group in groups.values()]))


def every_subset(given: Sequence[Answer]) -> pd.DataFrame:
    """Every two or more targets: `chance` of reaching all of them, and `independent`, by tuples of `Target.code`."""
    chosen = [list(some) for count in range(2, len(given) + 1) for some in combinations(given, count)]
    index = [tuple(one.target.code for one in some) for some in chosen]
    rows = [{"chance": joint_chance(some), "independent": independent_chance(some)} for some in chosen]
    return pd.DataFrame(rows, pd.Index(index, tupleize_cols=False), ["chance", "independent"])


def coherence(one: Answer, other: Answer) -> dict[str, float]:
    """Whether two targets of the same thing fit each other: a straight line through the draws, its spread around it.

    `low`, `median`, `high`: growth of the second's year in per cent on draws whose first just reaches its target, with
    an 80 % range; `asked`: the growth the second's target asks for, median path; `both`, `first`, `second`, `neither`:
    the chance of each outcome.
    """
    year = one.target.year
    x, y = (year_growth(answer.draws, year).to_numpy() for answer in (one, other))
    targets = (growth(needed_total(own.draws, own.target), year_total(own.draws, year - 1)) for own in (one, other))
    asked = [float(target.median()) for target in targets]
    slope, start = np.polyfit(x, y, 1) if np.ptp(x) else (0.0, float(np.median(y)))
    low, median, high = start + slope * asked[0] + np.quantile(y - start - slope * x, [0.1, 0.5, 0.9])
    a, b = (as_good(answer.results, answer.target).to_numpy() for answer in (one, other))
    outcomes = {"both": a & b, "first": a & ~b, "second": ~a & b, "neither": ~a & ~b}
    told = {"low": float(low), "median": float(median), "high": float(high), "asked": asked[1]}
    return told | {name: float(held.mean()) for name, held in outcomes.items()}


def worth(given: Sequence[Answer]) -> pd.DataFrame:
    """By what share the range of each target would narrow, were a growth to date known that is not printed yet.

    One row a figure (indicator, sector, period), the most useful first; one column a target (`Target.code`), from 0 (it
    tells nothing) to 1 (it tells all). Figures are those of the month after the newest of each series and its sectors.
    The narrowing is that of a linear regression of the year on the figure with its error of print, as in value of
    information for normal variables (Raiffa and Schlaifer 1961).
    """
    asked = {one.target.code: one.results for one in given if one.results.std() > 0}
    rows = {}
    for one in given:
        month = one.closed + 1
        for sector, draws in {WHOLE: one.draws, **one.parts}.items():
            if month in draws.index and month.year == one.target.year:
                told = year_to_date(draws).loc[month]
                key = (one.target.indicator, sector if sector != WHOLE else one.target.sector, str(month))
                rows[key] = {code: _narrowing(results, told) for code, results in asked.items()}
    index = pd.MultiIndex.from_tuples(rows, names=["indicator", "sector", "period"])
    table = pd.DataFrame(list(rows.values()), index, columns=list(asked))
    return table.loc[table.max(axis=1).sort_values(ascending=False, kind="stable").index]


def _worst_first(draws: Mapping[Series, pd.DataFrame], group: list[Series], year: int) -> np.ndarray:
    """The numbers of the draws, that with the smallest total of the year first, by the group's first indicator."""
    leading = min(group, key=lambda one: (one[2] != WHOLE, related_indicators(one[1]).index(one[1])))
    return np.argsort(year_total(draws[leading], year).to_numpy(), kind="stable")


def _matrix(leaders: list[str], dependence: pd.DataFrame) -> np.ndarray:
    found = {frozenset(pair): shrunk for pair, shrunk in dependence["shrunk"].items()}
    return np.array([[1.0 if a == b else found.get(frozenset((a, b)), 0.0) for b in leaders] for a in leaders])


def _places(correlation: np.ndarray, count: int, seed: int) -> np.ndarray:
    """One column a group: the places 0 to `count` in an order that gives this correlation."""
    generator, scores = np.random.default_rng(seed), ndtri(np.arange(1, count + 1) / (count + 1))
    shuffled = np.column_stack([generator.permutation(scores) for _ in correlation])
    uncorrelated, _ = np.linalg.qr(shuffled)  # exactly, where shuffling alone is so only on average
    mixed = uncorrelated @ np.linalg.cholesky(correlation).T
    return np.argsort(np.argsort(mixed, axis=0, kind="stable"), axis=0, kind="stable")


def _narrowing(results: pd.Series, told: pd.Series) -> float:
    covariance = float(np.cov(results, told)[0, 1])
    explained = covariance**2 / (float(results.var()) * (float(told.var()) + _ERROR**2))
    return float(1 - np.sqrt(max(0.0, 1 - explained)))
