"""What joint levels imply for every published figure, how far each print is from that, and what chaining would give."""

import numpy as np
import pandas as pd

from analysis.ledger import FIGURE, newest_prints
from analysis.model.observations import MEASURES, Observations, as_printed, observe
from analysis.model.reliability import IN_PER_CENT, rounding, spread

QUANTILES = {"low": 0.1, "implied": 0.5, "high": 0.9}
_SAME = 6
"""Decimals of a standard error beyond which two disagreements rank as equal."""


def residuals(figures: pd.DataFrame, draws: pd.DataFrame) -> pd.DataFrame:
    """Every print of one series against what joint levels imply for it; the largest disagreements come first.

    `draws`: as `estimate_levels` gives them for these figures. To the ledger's columns come `print` ("newest";
    "contradicting", an earlier one that differs and was not revised; "earlier", any other), `low`, `implied` and
    `high` (80 % range and median of the draws) and `gap`, all in the unit of `value`, and `standard_errors`: the gap
    on the log scale over the error of its kind, rounding included. Implied weights of a plan are held against the plan
    that a year's weights agree on best, so a single one always fits.
    """
    observations = observe(figures, draws.index[-1])
    implied = observations.figures[FIGURE].join(_implied(observations, draws))
    told = figures[figures["measure"].isin(MEASURES)]
    told = told.assign(print=_prints(told)).merge(implied, on=FIGURE)
    told = told.assign(gap=told["value"] - told["implied"], standard_errors=_standard_errors(told))
    size = told["standard_errors"].abs().round(_SAME)
    return told.loc[size.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def chained(figures: pd.DataFrame, base: float = 100.0) -> pd.Series:
    """The level got by multiplying printed month-on-month rates, newest prints; `base` in the month before the first.

    From the first month without a rate on nothing is known: chains do not jump.
    """
    monthly = (figures["measure"] == "growth_mom_pct") & (figures["period_type"] == "month")
    rates = newest_prints(figures[monthly]).set_index("period")["value"].sort_index()
    rates.index = pd.PeriodIndex(rates.index, freq="M")
    months = pd.period_range(rates.index[0] - 1, rates.index[-1], freq="M", name="month")
    steps = (1 + rates / 100).reindex(months)
    steps.iloc[0] = base
    return steps.cumprod(skipna=False).rename("chained")


def _implied(observations: Observations, draws: pd.DataFrame) -> pd.DataFrame:
    """Low, median and high of each figure over the draws, in the unit it is printed in."""
    predicted = _predicted(observations, draws.loc[observations.months].to_numpy())
    quantiles = np.quantile(predicted, list(QUANTILES.values()), axis=1).T
    printed = [as_printed(*figure) for figure in zip(quantiles, observations.figures["measure"], strict=True)]
    return pd.DataFrame(printed, index=observations.figures.index, columns=list(QUANTILES))


def _predicted(observations: Observations, levels: np.ndarray) -> np.ndarray:
    """Log figures as levels (months x draws) have them: figures x draws."""
    months = len(observations.months)
    bottom = observations.bottom[:, :months]
    is_ratio = bottom.any(axis=1)
    predicted = np.log(observations.top[:, :months] @ levels)
    predicted[is_ratio] -= np.log(bottom[is_ratio] @ levels)
    for plan in observations.bottom[:, months:].T.astype(bool):
        done = predicted[plan] - observations.value[plan, None]
        predicted[plan] -= np.average(done, axis=0, weights=1 / observations.variance[plan])
    return predicted


def _prints(figures: pd.DataFrame) -> np.ndarray:
    newest = newest_prints(figures)
    last = figures[FIGURE].merge(newest[[*FIGURE, "value", "status"]], on=FIGURE, how="left")
    differs = (last["value"].to_numpy() != figures["value"]) & (last["status"] != "revised").to_numpy()
    return np.select([figures.index.isin(newest.index), differs], ["newest", "contradicting"], "earlier")


def _standard_errors(figures: pd.DataFrame) -> np.ndarray:
    """The gap on the log scale over the error a figure of its kind has."""
    points = np.where(figures["measure"].isin(IN_PER_CENT), 100.0, 0.0)
    gap = np.log((points + figures["value"]) / (points + figures["implied"]))
    return (gap / np.hypot(spread(figures), rounding(figures) / np.sqrt(3))).to_numpy()
