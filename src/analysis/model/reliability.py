"""How far figures of each kind have proved to be from what was printed last; measured on national vintages."""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.ledger import DATA, printed_decimals, rules
from analysis.ledger.problems import refuse
from analysis.ledger.table import read_table

IN_PER_CENT = ("growth_yoy_pct", "growth_mom_pct", "contribution_pp")
"""Measures that are zero where nothing changes."""
_LIKE = {"index_yoy": "growth_yoy_pct", "contribution_pp": "growth_yoy_pct"}
"""Measures as exact as another one."""
_KIND = ["measure", "period_type", "status"]
_APPROXIMATE = re.compile(r"\b(?:about|nearly|more than|less than)\b")
"""A source's words that make a figure approximate; they stand in the ledger's note."""


def spread(figures: pd.DataFrame) -> np.ndarray:
    """Standard error of each figure on the log scale, rounding apart."""
    table = _table()
    errors = np.array([table[kind] for kind in kinds(figures)])
    return np.hypot(errors, np.where(is_approximate(figures), table["approximate", "", ""], 0.0))


def standard_errors(figures: pd.DataFrame, scale: float = 1.0) -> np.ndarray:
    """Standard error of each figure on the log scale, its kind's error so many times as large, and its rounding."""
    return np.hypot(scale * spread(figures), rounding(figures) / np.sqrt(3))


def kinds(figures: pd.DataFrame) -> list[tuple[str, str, str]]:
    """The kind of each figure as reliability knows it: measure, period type, and "revised" for a later print."""
    whole_year = (figures["period_type"] == "ytd") & figures["period"].str.endswith("-12")
    revised = (figures["status"] == "revised") & (figures["period_type"] == "month")
    period_types, again = figures["period_type"].mask(whole_year, "year"), np.where(revised, "revised", "")
    return list(zip(figures["measure"].replace(_LIKE), period_types, again.tolist(), strict=True))


def is_approximate(figures: pd.DataFrame) -> np.ndarray:
    """Which figures their source gives with words such as "about" or "nearly"."""
    return figures["note"].fillna("").str.contains(_APPROXIMATE).to_numpy(dtype=bool)


def rounding(figures: pd.DataFrame) -> np.ndarray:
    """Half the last printed digit of each figure, on the log scale."""
    half = np.array([0.5 * 10.0 ** -printed_decimals(value) for value in figures["value"]])
    growth = figures["measure"].isin(IN_PER_CENT)
    return half / np.where(growth, 100 + figures["value"], figures["value"])


@cache
def _table(data: Path = DATA) -> dict[tuple[str, str, str], float]:
    file = data / "reliability.csv"
    rows = read_table(file, [*_KIND, "spread_pct"])
    refuse([*rules.numbers(rows, file, "spread_pct"), *rules.duplicates(rows, file, _KIND)])
    return dict(
        zip(rows[_KIND].itertuples(index=False, name=None), rows["spread_pct"].astype(float) / 100, strict=True)
    )
