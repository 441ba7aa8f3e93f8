"""Scores of the year's growth on the year-end task, and one forecaster's beside another's (see README.md)."""

import numpy as np
import pandas as pd
from scipy import stats
from task import LEVELS, Task


def rule(task: Task) -> np.ndarray:
    """Quantiles of "the year-to-date growth will hold": Student's t with the spread of its own past errors."""
    levels = task.history
    years = levels.groupby([levels.index.year, levels.index.month]).first().unstack()
    years = years[years.notna().all(axis=1) | (years.index == task.year)]
    foreseen, became = (100 * part.sum(axis=1).pct_change() for part in (years.iloc[:, : task.cut], years))
    errors = (became - foreseen).drop(task.year).dropna()
    return foreseen[task.year] + np.sqrt((errors**2).mean()) * stats.t.ppf(LEVELS, max(len(errors), 1))


def scored(growth: np.ndarray, outturn: np.ndarray) -> pd.DataFrame:
    """One row a task: CRPS, error of the median and whether ranges held."""
    ordered = np.sort(growth.astype(float), axis=1)
    count = ordered.shape[1]
    low95, low80, middle, high80, high95 = np.quantile(ordered, [0.025, 0.1, 0.5, 0.9, 0.975], axis=1)
    within = ordered @ (2 * np.arange(1, count + 1) - count - 1) / count**2
    return pd.DataFrame(
        {
            "crps": np.abs(ordered - outturn[:, None]).mean(axis=1) - within,
            "error": np.abs(middle - outturn),
            "covers80": 100.0 * ((low80 <= outturn) & (outturn <= high80)),
            "covers95": 100.0 * ((low95 <= outturn) & (outturn <= high95)),
        }
    )


def described(tasks: list[Task], of_rule: pd.Series) -> pd.DataFrame:
    """One row a task: the groups it belongs to, and the rule's mean CRPS in its data set and cut."""
    columns = ["dataset", "series", "cut", "length", "shock", "outturn"]
    table = pd.DataFrame([[getattr(task, column) for column in columns] for task in tasks], columns=columns)
    table["shock"] = table["shock"].map({True: "2020-2021 inside", False: "not inside"})
    year = [f"{'after' if task.year > 2021 else 'until'} 2021" for task in tasks]
    return table.assign(year=year, all="", cell=of_rule.groupby([table["dataset"], table["cut"]]).transform("mean"))


def relative(crps: pd.Series, tasks: pd.DataFrame) -> float:
    """Mean CRPS over the rule's within each data set and cut, geometric mean over these."""
    cells = (crps / tasks["cell"]).groupby([tasks["dataset"], tasks["cut"]]).mean()
    return float(np.exp(np.log(cells).mean()))


def ratio(own: pd.Series, theirs: pd.Series, tasks: pd.DataFrame) -> tuple[float, float]:
    """Our mean CRPS (over the rule's) by theirs, and its standard error by the delta method, series as clusters."""
    clusters = [(one / tasks["cell"]).groupby([tasks["dataset"], tasks["series"]]).sum() for one in (own, theirs)]
    found = clusters[0].sum() / clusters[1].sum()
    apart = clusters[0] - found * clusters[1]
    return found, float(np.sqrt((apart**2).sum() * len(apart) / max(len(apart) - 1, 1)) / clusters[1].sum())


def group(own: pd.DataFrame, theirs: pd.DataFrame, tasks: pd.DataFrame) -> dict[str, float]:
    """Ours beside the pool on some tasks."""
    found, error = ratio(own["crps"], theirs["crps"], tasks)
    return {
        "n": len(tasks),
        "series": len(tasks[["dataset", "series"]].drop_duplicates()),
        "ratio": found,
        "standard_error": error,
        "rel": relative(own["crps"], tasks),
        "rel_peers": relative(theirs["crps"], tasks),
        **own[["error", "covers80", "covers95"]].mean(),
        **theirs[["error", "covers80", "covers95"]].mean().add_suffix("_peers"),
    }
