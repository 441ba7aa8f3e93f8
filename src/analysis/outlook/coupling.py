"""Paths of different indicators put side by side as they depend on each other: path k of all is one possible year."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import norm

from analysis.facts import DATA, WHOLE
from analysis.facts.table import read_table
from analysis.forecast import Series, kin_of
from analysis.growth import year_total

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
    that `dependence` does not speak of is independent.
    """
    groups: dict[str, list[Series]] = {}
    for series in paths:
        groups.setdefault(_leader(series[1]), []).append(series)
    ranks = {leader: _ranks(paths, own, year) for leader, own in groups.items()}
    orders = _orders(ranks, _matrix(list(groups), dependence), seed)
    return {series: _renumbered(paths[series], orders[_leader(series[1])]) for series in paths}


def _leader(indicator: str) -> str:
    return kin_of(indicator)[0]


def _ranks(paths: Mapping[Series, pd.DataFrame], group: list[Series], year: int) -> np.ndarray:
    """The place of each path's total of the year among all paths, by the group's first indicator."""
    first = min(
        (one for one in group if one[2] == WHOLE), key=lambda one: kin_of(one[1]).index(one[1]), default=group[0]
    )
    return np.argsort(np.argsort(year_total(paths[first], year).to_numpy(), kind="stable"), kind="stable")


def _matrix(leaders: list[str], dependence: pd.DataFrame) -> np.ndarray:
    found = {frozenset(pair): row.shrunk for pair, row in zip(dependence.index, dependence.itertuples(), strict=True)}
    return np.array([[1.0 if a == b else found.get(frozenset((a, b)), 0.0) for b in leaders] for a in leaders])


def _orders(ranks: dict[str, np.ndarray], correlation: np.ndarray, seed: int) -> dict[str, np.ndarray]:
    """Which path of each group stands at each place."""
    first, count = next(iter(ranks)), len(next(iter(ranks.values())))
    places = np.argsort(np.argsort(_scores(count, correlation, seed), axis=0, kind="stable"), axis=0, kind="stable")
    places = places[np.argsort(places[:, 0])][ranks[first]]  # row k now belongs to path k of the first group
    return {
        leader: np.arange(count) if leader == first else np.argsort(own, kind="stable")[places[:, number]]
        for number, (leader, own) in enumerate(ranks.items())
    }


def _scores(count: int, correlation: np.ndarray, seed: int) -> np.ndarray:
    """One column a group: normal scores in random order, mixed to this correlation."""
    generator, scores = np.random.default_rng(seed), norm.ppf(np.arange(1, count + 1) / (count + 1))
    mixed = np.column_stack([generator.permutation(scores) for _ in correlation])
    return mixed @ np.linalg.cholesky(correlation).T


def _renumbered(paths: pd.DataFrame, order: np.ndarray) -> pd.DataFrame:
    return paths.iloc[:, order].set_axis(paths.columns, axis=1)
