"""New figures beside those the ledger has: new, printed again, revised, in dispute, or known already."""

import numpy as np
import pandas as pd

from analysis.ledger import FIGURE, printed_decimals

STATES = ("new", "revised", "reprinted", "disputed", "misprinted", "known")
"""Of one figure: never printed; printed later by the same publisher with another value; printed again with the same;
printed with another value by another publisher; with another by the same publisher on the same day; already there."""

_SIZE = {"billion_kwh": 1000.0}  # beside million kWh, the usual one


def compare(rows: pd.DataFrame, publisher: str, ledger: pd.DataFrame) -> pd.DataFrame:
    """The rows with `state`, and of the print they are held against `old`, `old_published` and `old_source`.

    `ledger`: facts with a column `publisher`.
    """
    prints = dict(iter(ledger.merge(rows[FIGURE].drop_duplicates(), on=FIGURE).groupby(FIGURE)))
    compared = [_beside(row, publisher, prints.get(tuple(row[FIGURE]))) for _, row in rows.iterrows()]
    columns = ["state", "old", "old_published", "old_source"]
    return rows.assign(**dict(zip(columns, zip(*compared, strict=True), strict=True))) if compared else rows


def same(one: float, other: float) -> bool:
    """Whether two prints are the same number; tables hold six decimals of what offices computed."""
    return bool(np.isclose(one, other, rtol=1e-9, atol=5.1e-7))


def agree(one: float, other: float) -> bool:
    """Whether two numbers may be one, printed with different digits."""
    coarser = min(printed_decimals(one), printed_decimals(other))
    return same(one, other) or abs(one - other) <= 0.5 * 10.0**-coarser + 1e-9


def _beside(row: pd.Series, publisher: str, prints: pd.DataFrame | None) -> tuple[str, float, str, str]:
    if prints is None:
        return "new", float("nan"), "", ""
    state, held = _held_against(row, publisher, prints.sort_values("published", kind="stable"))
    return state, held["value"], held["published"], held["source_id"]


def _held_against(row: pd.Series, publisher: str, prints: pd.DataFrame) -> tuple[str, pd.Series]:
    """The state and the print it rests on: one of the same publisher and day if there is one, else the newest."""
    today = prints[(prints["publisher"] == publisher) & (prints["published"] == row["published"])]
    equal = today[[_one(row, held) for _, held in today.iterrows()]]
    if len(today):
        return ("known", equal.iloc[-1]) if len(equal) else ("misprinted", today.iloc[-1])
    newest = prints.iloc[-1]
    if newest["publisher"] == publisher:
        return "reprinted" if _one(row, newest) else "revised", newest
    return "reprinted" if _one(row, newest) or _agree(row, newest) else "disputed", newest


def _one(row: pd.Series, held: pd.Series) -> bool:
    return same(row["value"] * _SIZE.get(row["unit"], 1), held["value"] * _SIZE.get(held["unit"], 1))


def _agree(row: pd.Series, held: pd.Series) -> bool:
    return row["unit"] == held["unit"] and agree(row["value"], held["value"])
