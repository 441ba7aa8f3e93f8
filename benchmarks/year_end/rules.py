"""What analysts do in a spreadsheet, with the spread of its own past errors: quantiles of the year's growth."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import stats
from task import LEVELS, Task

Rule = Callable[[pd.DataFrame, int], pd.Series]
"""Complete years (rows) by month and the cut -> growth of each year in percent as the rule would have said it."""


def holds(years: pd.DataFrame, cut: int) -> pd.Series:
    """The year-to-date growth will hold, which is also: the year to date over last year's share of these months."""
    return 100 * years.iloc[:, :cut].sum(axis=1).pct_change()


def share(years: pd.DataFrame, cut: int) -> pd.Series:
    """The year to date over the mean share that these months had in all years before."""
    total, known = years.sum(axis=1), years.iloc[:, :cut].sum(axis=1)
    return 100 * (known / (known / total).expanding().mean().shift() / total.shift() - 1)


def latest(years: pd.DataFrame, cut: int) -> pd.Series:
    """The latest month will stay as it is."""
    total, known = years.sum(axis=1), years.iloc[:, :cut].sum(axis=1)
    return 100 * ((known + (12 - cut) * years.iloc[:, cut - 1]) / total.shift() - 1)


RULES: dict[str, Rule] = {"holds": holds, "share": share, "latest": latest}


def answer(rule: Rule, task: Task) -> np.ndarray:
    """The rule's growth and Student's t around it: spread and degrees of freedom from its own past errors."""
    levels = task.history
    years = levels.groupby([levels.index.year, levels.index.month]).first().unstack()
    complete = years.notna().all(axis=1) | (years.index == task.year)
    years = years[complete]
    said, became = rule(years, task.cut), 100 * years.sum(axis=1).pct_change()
    errors = (became - said).drop(task.year).dropna()
    return said[task.year] + np.sqrt((errors**2).mean()) * stats.t.ppf(LEVELS, max(len(errors), 1))
