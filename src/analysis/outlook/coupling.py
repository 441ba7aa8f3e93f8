"""Paths of different indicators put side by side as they depend on each other: path k of all is one possible year."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtri

from analysis.growth import year_total
from analysis.ledger import DATA, WHOLE
from analysis.ledger.table import read_table
from analysis.model import Series, related_indicators

DEPENDENCE_COLUMNS = ["indicator", "other", "basis", "correlation", "low", "high", "years", "shrunk"]
_BASIS = "forecast_errors"


def load_dependence(data: Path = DATA) -> pd.DataFrame:
    """How far indicators miss together, as `benchmarks/dependence.py` measured it, by pair; empty without the file."""
    file = Path(data) / "dependence.csv"
    if not file.exists():
        return pd.DataFrame(columns=DEPENDENCE_COLUMNS).set_index(["indicator", "other"])
    numbers = dict.fromkeys(DEPENDENCE_COLUMNS[3:], float)
    rows = read_table(file, DEPENDENCE_COLUMNS).astype(numbers)
    return rows[rows["basis"] == _BASIS].set_index(["indicator", "other"])


def coupled(
    paths: Mapping[Series, pd.DataFrame], year: int, dependence: pd.DataFrame, seed: int = 0
) -> dict[Series, pd.DataFrame]:
    """The same paths of each indicator in another order, so that the year's totals depend on each other as measured.

    Indicators told together keep their order among themselves, and so do sectors; nothing but the numbering of paths
    changes (Iman and Conover 1982, with van der Waerden's scores). The first group keeps its numbering; an indicator
    that `dependence` does not speak of is independent. One group, or fewer paths than groups, stay as they are.
    """
    groups: dict[str, list[Series]] = {}
    for series in paths:
        groups.setdefault(related_indicators(series[1])[0], []).append(series)
    if len(groups) < 2 or next(iter(paths.values())).shape[1] < len(groups):
        return dict(paths)
    worst_first = [_worst_first(paths, own, year) for own in groups.values()]
    places = _places(_matrix(list(groups), dependence), len(worst_first[0]), seed)
    own_places = np.argsort(worst_first[0])  # of the first group's paths, which stay where they are
    places = places[np.argsort(places[:, 0])][own_places]
    orders = [worst[place] for worst, place in zip(worst_first, places.T, strict=True)]
    return {
        series: _renumbered(paths[series], order)
        for own, order in zip(groups.values(), orders, strict=True)
        for series in own
    }


def _worst_first(paths: Mapping[Series, pd.DataFrame], group: list[Series], year: int) -> np.ndarray:
    """The numbers of the paths, that with the smallest total of the year first, by the group's first indicator."""
    leading = min(group, key=lambda one: (one[2] != WHOLE, related_indicators(one[1]).index(one[1])))
    return np.argsort(year_total(paths[leading], year).to_numpy(), kind="stable")


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


def _renumbered(paths: pd.DataFrame, order: np.ndarray) -> pd.DataFrame:
    return paths.iloc[:, order].set_axis(paths.columns, axis=1)
