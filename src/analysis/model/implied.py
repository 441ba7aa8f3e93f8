"""What joint levels imply for a printed figure."""

import numpy as np
import pandas as pd

from analysis.model.observations import CONTRIBUTION, LAG
from analysis.periods import months_of


def implied(figure: tuple, draws: pd.DataFrame, total: pd.DataFrame | None = None) -> np.ndarray:
    """The log of one figure (a row of the ledger) on each draw; NaN where its months are not among the levels.

    A level is given on the base of the day of its print. `total`: levels of the total a contribution speaks of. A share
    of a plan is given as the level it is a share of.
    """
    months = months_of(figure.period_type, figure.period)
    now, before = _sum(draws, months), _sum(draws, months - LAG.get(figure.measure, 0))
    if figure.measure == CONTRIBUTION:
        return np.log1p((now - before) / _sum(draws if total is None else total, months - 12))
    if figure.measure in LAG:
        return np.log(now) - np.log(before)
    base = [factor for day, factor in draws.attrs.get("bases", [("", 1.0)]) if day <= figure.published]
    return np.log(now) + np.log(base[-1] if figure.measure == "level" else 1.0)


def _sum(draws: pd.DataFrame, months: pd.PeriodIndex) -> np.ndarray:
    if not months.isin(draws.index).all():
        return np.full(draws.shape[1], np.nan)
    return draws.loc[months[0] : months[-1]].to_numpy().sum(axis=0)
