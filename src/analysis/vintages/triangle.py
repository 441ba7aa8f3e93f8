"""How figures are revised: every print of one figure side by side."""

import numpy as np
import pandas as pd

from analysis.ledger import printed_decimals
from analysis.model.refusals import refuse_nothing, refuse_several

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


def _repeated(ordered: pd.DataFrame) -> np.ndarray:
    """Which prints say no more than the one before: the same value, or that value rounded."""
    earlier = ordered.groupby("period")["value"].shift()
    decimals = ordered["value"].map(printed_decimals)
    rounded = [round(value, places) for value, places in zip(earlier, decimals, strict=True)]
    return (ordered["value"] == rounded).to_numpy()
