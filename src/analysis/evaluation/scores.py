"""Scores of forecasts given as draws, and of chances; a claim of better is tested, not felt."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import isotonic_regression
from scipy.stats import binom
from statsmodels.tsa.stattools import diebold_mariano_test


class Comparison(NamedTuple):
    """How much smaller one loss is than another on average, and how often chance alone would show as much."""

    gain: float
    p_value: float


def crps(draws: np.ndarray, outturn: float) -> float:
    """Continuous ranked probability score of a sample, in the unit of the outturn: smaller is better."""
    _refuse_unknown(draws, outturn)
    ordered, count = np.sort(draws), len(draws)
    return float(np.abs(ordered - outturn).mean() - (2 * np.arange(1, count + 1) - count - 1) @ ordered / count**2)


def score(draws: np.ndarray, outturn: float) -> dict[str, float]:
    """Error of the median, bias, CRPS, PIT (share of the draws below the outturn) and whether intervals held it.

    `interval80`: width of the 80 % interval and ten times what it missed by, the interval score of Gneiting and
    Raftery (2007).
    """
    _refuse_unknown(draws, outturn)
    low95, low80, median, high80, high95 = np.quantile(draws, [0.025, 0.1, 0.5, 0.9, 0.975])
    return {
        "error": float(abs(median - outturn)),
        "bias": float(median - outturn),
        "crps": crps(draws, outturn),
        "pit": float((draws < outturn).mean()),
        "interval80": float(high80 - low80 + 10 * max(low80 - outturn, outturn - high80, 0)),
        "covers80": float(low80 <= outturn <= high80),
        "covers95": float(low95 <= outturn <= high95),
    }


def reliability(chance: pd.Series, happened: pd.Series, bins: int = 10) -> pd.DataFrame:
    """By bin of equal width: mean chance, how often it happened, n, and the 95 % band of an honest chance."""
    if chance.empty or not chance.between(0, 1).all():
        raise ValueError(f"chance: từ 0 đến 1 / from 0 to 1: {chance[~chance.between(0, 1)].to_list()[:3]}")
    place = np.minimum((chance * bins).astype(int), bins - 1)
    groups = pd.DataFrame({"chance": chance, "happened": happened.astype(float)}).groupby(place)
    table = groups.mean().assign(n=groups.size())
    low, high = (binom.ppf(share, table["n"], table["chance"]) / table["n"] for share in (0.025, 0.975))
    return table.assign(low=low, high=high).rename_axis("bin")


def calibration(chance: pd.Series, happened: pd.Series, rival: pd.Series) -> dict[str, float]:
    """Whether chances mean what they say: Brier score, its skill over a rival's, expected error, slope, n.

    The expected calibration error is the mean distance of chance and share over ten bins; the slope that of what
    happened on the chance, 1 where chances are neither too bold nor too timid.
    """
    table, outcome = reliability(chance, happened), happened.astype(float)
    gap = (table["n"] * (table["chance"] - table["happened"]).abs()).sum() / table["n"].sum()
    brier, rival_brier = (float(((one - outcome) ** 2).mean()) for one in (chance, rival))
    slope = float(np.polyfit(chance, outcome, 1)[0]) if chance.max() - chance.min() > 1e-9 else float("nan")
    skill = 1 - brier / rival_brier if rival_brier else float("nan")
    return {"brier": brier, "skill": skill, "calibration_error": float(gap), "slope": slope, "n": len(chance)}


def corp(chance: pd.Series, happened: pd.Series) -> dict[str, float]:
    """Brier score as miscalibration - discrimination + uncertainty (Dimitriadis, Gneiting and Jordan, 2021).

    What each chance should have been is found by isotonic regression: no bins are chosen.

    >>> corp(pd.Series([0.2, 0.2, 0.8, 0.8]), pd.Series([False, False, True, True]))["miscalibration"]
    0.04
    """
    told = happened.astype(float).groupby(chance).agg(["mean", "size"])
    told["should"] = isotonic_regression(told["mean"], weights=told["size"]).x
    should, outcome = chance.map(told["should"]), happened.astype(float)
    brier, best = (float(((one - outcome) ** 2).mean()) for one in (chance, should))
    uncertainty = float(outcome.mean() * (1 - outcome.mean()))
    parts = {"miscalibration": brier - best, "discrimination": uncertainty - best, "uncertainty": uncertainty}
    return {name: round(part, 10) for name, part in parts.items()}


def better(loss: pd.Series, rival: pd.Series) -> Comparison:
    """How much smaller `loss` is than its `rival`'s, pair by pair, with Harvey's small-sample Diebold-Mariano test.

    One pair each must be independent of the next: average losses that share a year first.
    """
    if len(loss) < 2:
        raise ValueError(f"{len(loss)} cặp / pairs; cần ít nhất 2 / at least 2 are needed")
    _refuse_unknown(loss.to_numpy(), *rival)
    told = np.zeros(len(loss))
    tested = diebold_mariano_test(
        told, loss.to_numpy(), rival.to_numpy(), lags=0, criterion=lambda _, given: given, harvey_adj=True
    )
    return Comparison(float((rival - loss).mean()), float(tested.pvalue))


def _refuse_unknown(draws: np.ndarray, *outturns: float) -> None:
    if not len(draws) or not np.isfinite([*draws, *outturns]).all():
        raise ValueError("cần các số hữu hạn / finite numbers are needed: draws, outturn")
