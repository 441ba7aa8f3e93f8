"""The yardstick: "the year-to-date growth will hold", with the spread of its own past errors."""

import numpy as np
from scipy import stats
from task import LEVELS, Task


def yardstick(task: Task) -> np.ndarray:
    """Quantiles of the year's growth: Student's t around the rule, spread and degrees of freedom from its past errors.

    The same rule is a model of `model.simulate` too, beside two others; this one is what `rel` is measured against.
    """
    levels = task.history
    years = levels.groupby([levels.index.year, levels.index.month]).first().unstack()
    years = years[years.notna().all(axis=1) | (years.index == task.year)]
    said, became = (100 * part.sum(axis=1).pct_change() for part in (years.iloc[:, : task.cut], years))
    errors = (became - said).drop(task.year).dropna()
    return said[task.year] + np.sqrt((errors**2).mean()) * stats.t.ppf(LEVELS, max(len(errors), 1))
