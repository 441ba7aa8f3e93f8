"""What joint levels imply for every published figure, and how far each print is from that."""

import numpy as np
import pandas as pd

from analysis.ledger import FIGURE, newest_prints
from analysis.model.observations import CONTRIBUTION, LAG, MEASURES, as_printed
from analysis.model.refusals import refuse_nothing, refuse_several
from analysis.model.reliability import IN_PER_CENT, standard_errors
from analysis.periods import months_of

QUANTILES = {"low": 0.1, "implied": 0.5, "high": 0.9}
_SAME = 6
"""Decimals of a standard error beyond which two disagreements rank as equal."""


def residuals(figures: pd.DataFrame, draws: pd.DataFrame) -> pd.DataFrame:
    """Every print of one series against what joint levels imply for it; the largest disagreements come first.

    `draws`: as `estimate_levels` gives them for these figures. To the ledger's columns come `print` ("newest";
    "contradicting", an earlier one that differs and was not revised; "earlier", any other), `low`, `implied` and
    `high` (80 % range and median of the draws) and `gap`, all in the unit of `value`, and `standard_errors`: the gap
    on the log scale over the error of its kind, rounding included. A level is held against the base of the year it was
    printed in; implied shares of a plan against the plan that a year's shares agree on best, so a single one fits.
    """
    own = figures[figures["measure"].isin(MEASURES)]
    newest = newest_prints(own)
    refuse_nothing(newest, MEASURES)
    refuse_several(newest)
    predicted = np.array([implied(row, draws) for row in newest.itertuples()])
    _against_their_plan(predicted, newest)
    quantiles = np.quantile(predicted, list(QUANTILES.values()), axis=1).T
    printed = [as_printed(*figure) for figure in zip(quantiles, newest["measure"], strict=True)]
    table = newest[FIGURE].join(pd.DataFrame(printed, index=newest.index, columns=list(QUANTILES)))
    table = own.assign(print=_prints(own)).merge(table, on=FIGURE)
    table = table.assign(gap=table["value"] - table["implied"], standard_errors=_standard_errors(table))
    size = table["standard_errors"].abs().round(_SAME)
    return table.loc[size.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


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


def _against_their_plan(predicted: np.ndarray, figures: pd.DataFrame) -> None:
    """Levels that shares of one year's plan speak of, divided by the plan on which these shares agree best."""
    error = standard_errors(figures)
    years = figures["period"].str[:4].where(figures["measure"] == "share_of_plan_pct")
    for year in years.dropna().unique():
        own = (years == year).to_numpy()
        plan = predicted[own] - np.log(figures.loc[own, "value"].to_numpy() / 100)[:, None]
        predicted[own] -= np.average(plan, axis=0, weights=1 / error[own] ** 2)


def _prints(figures: pd.DataFrame) -> np.ndarray:
    newest = newest_prints(figures)
    last = figures[FIGURE].merge(newest[[*FIGURE, "value", "status"]], on=FIGURE, how="left")
    differs = (last["value"].to_numpy() != figures["value"]) & (last["status"] != "revised").to_numpy()
    return np.select([figures.index.isin(newest.index), differs], ["newest", "contradicting"], "earlier")


def _standard_errors(figures: pd.DataFrame) -> np.ndarray:
    """The gap on the log scale over the error a figure of its kind has."""
    points = np.where(figures["measure"].isin(IN_PER_CENT), 100.0, 0.0)
    gap = np.log((points + figures["value"]) / (points + figures["implied"]))
    return (gap / standard_errors(figures)).to_numpy()
