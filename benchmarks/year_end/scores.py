"""Scores of answers to the year-end task."""

import numpy as np
import pandas as pd

from analysis.evaluation import better


def scored(quantiles: np.ndarray, outturn: np.ndarray, hurdle: np.ndarray) -> pd.DataFrame:
    """One row a task from quantiles of the growth (tasks x 500), what it became and the growth to reach, in percent."""
    ordered = np.sort(quantiles.astype(float), axis=1)
    count = ordered.shape[1]
    low95, low80, middle, high80, high95 = np.quantile(ordered, [0.025, 0.1, 0.5, 0.9, 0.975], axis=1)
    chance = (ordered >= hurdle[:, None]).mean(axis=1)
    spread = ordered @ (2 * np.arange(1, count + 1) - count - 1) / count**2
    return pd.DataFrame(
        {
            "crps": np.abs(ordered - outturn[:, None]).mean(axis=1) - spread,
            "error": np.abs(middle - outturn),
            "covers80": (low80 <= outturn) & (outturn <= high80),
            "covers95": (low95 <= outturn) & (outturn <= high95),
            "brier": (chance - (outturn >= hurdle)) ** 2,
        }
    )


def relative(crps: pd.Series, rule: pd.Series, tasks: pd.DataFrame) -> float:
    """Mean CRPS over the rule's within each data set and cut, geometric mean over these cells."""
    cells = [tasks["dataset"], tasks["cut"]]
    ratio = crps.groupby(cells).mean() / rule.groupby(cells).mean()
    return float(np.exp(np.log(ratio).mean()))


def diebold_mariano(ours: pd.Series, theirs: pd.Series, clusters: pd.Series) -> tuple[float, float]:
    """Share by which our mean loss is lower, and the two-sided p that it is not; series are clusters."""
    by_series = [losses.groupby(clusters).mean() for losses in (ours, theirs)]
    p_value = better(*by_series).p_value if clusters.nunique() > 1 else np.nan
    return 1 - ours.mean() / theirs.mean(), p_value
