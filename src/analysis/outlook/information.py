"""Which figure, not printed yet, would narrow the answer most: whom to phone."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.growth import year_to_date
from analysis.ledger import WHOLE
from analysis.outlook.scenarios import Futures

_ERROR = 0.35
"""Standard error of a printed growth to date, in points (data/reliability.csv, measured on 2014-2021)."""


def worth(given: Sequence[Futures]) -> pd.DataFrame:
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
        for sector, draws in {WHOLE: one.paths, **one.parts}.items():
            if month in draws.index and month.year == one.target.year:
                told = year_to_date(draws).loc[month]
                key = (one.target.indicator, sector if sector != WHOLE else one.target.sector, str(month))
                rows[key] = {code: _narrowing(results, told) for code, results in asked.items()}
    index = pd.MultiIndex.from_tuples(rows, names=["indicator", "sector", "period"])
    table = pd.DataFrame(list(rows.values()), index, columns=list(asked))
    return table.loc[table.max(axis=1).sort_values(ascending=False, kind="stable").index]


def _narrowing(results: pd.Series, told: pd.Series) -> float:
    covariance = float(np.cov(results, told)[0, 1])
    explained = covariance**2 / (float(results.var()) * (float(told.var()) + _ERROR**2))
    return float(1 - np.sqrt(max(0.0, 1 - explained)))
