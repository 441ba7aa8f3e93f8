"""How figures are revised: every print of one figure side by side, and what the next print may be."""

import numpy as np
import pandas as pd
from scipy.stats import t

from analysis.ledger import printed_decimals
from analysis.model.refusals import refuse_nothing, refuse_several

LEAST = 10
"""Revisions below which nothing is said of the next one."""
_MONTHLY = ("month", "ytd")


def triangle(facts: pd.DataFrame, measure: str = "growth_yoy_pct", period_type: str = "month") -> pd.DataFrame:
    """The prints of every figure of one series: one row a period, oldest first, one column a print (1 the first).

    Of two prints on a day the later row counts; one that repeats the print before, or only rounds it, counts for
    nothing. Refuses figures of several series, and none of the measure.
    """
    refuse_nothing(facts, [measure])
    refuse_several(facts)
    own = facts[(facts["measure"] == measure) & (facts["period_type"] == period_type)]
    own = own.sort_values(["period", "published"], kind="stable").drop_duplicates(["period", "published"], keep="last")
    own = own[~_repeated(own)]
    own = own.assign(print=own.groupby("period").cumcount() + 1)
    prints = own.pivot(index="period", columns="print", values="value")
    return prints.set_axis(pd.PeriodIndex(prints.index, freq="M"), axis=0) if period_type in _MONTHLY else prints


def next_revisions(
    prints: pd.DataFrame, count: int = 3, coverage: float = 0.8, *, relative: bool = False
) -> pd.DataFrame:
    """What the next print of the latest periods may be, from how earlier figures fared from the same print to the next.

    One row a period: `print` (its number so far), `printed`, `expected` (moved by the median revision: a few large ones
    would lead the mean astray; how close that came: benchmarks/results/what_changed_revisions.csv), `low` and `high`
    (the middle `coverage`, normal), and `n`, the revisions this rests on; NaN where they are fewer than `LEAST`.
    """
    latest = prints.tail(count)
    rows = [_next(prints, row.dropna(), coverage, relative) for _, row in latest.iterrows()]
    return pd.DataFrame(rows, index=latest.index)


def _next(prints: pd.DataFrame, own: pd.Series, coverage: float, relative: bool) -> dict[str, float]:
    number, printed = int(own.index[-1]), float(own.iloc[-1])
    later = prints[number + 1] - prints[number] if number + 1 in prints else pd.Series(dtype=float)
    past = (later / prints[number] if relative else later).dropna()
    known = {"print": number, "printed": printed, "n": len(past)}
    if len(past) < LEAST:
        return known | dict.fromkeys(("expected", "low", "high"), float("nan"))
    beside = t.ppf(0.5 + coverage / 2, len(past) - 1) * past.std() * np.sqrt(1 + 1 / len(past))
    usual = past.median()
    moves = pd.Series({"expected": usual, "low": usual - beside, "high": usual + beside})
    return known | (printed + moves * (printed if relative else 1)).to_dict()


def _repeated(ordered: pd.DataFrame) -> np.ndarray:
    """Which prints say no more than the one before: the same value, or that value rounded."""
    earlier = ordered.groupby("period")["value"].shift()
    decimals = ordered["value"].map(printed_decimals)
    rounded = [round(value, places) for value, places in zip(earlier, decimals, strict=True)]
    return (ordered["value"] == rounded).to_numpy()
