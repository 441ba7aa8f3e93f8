"""What no future can be drawn from, refused by name in both languages."""

import numpy as np
import pandas as pd

_FEWEST = 13
"""Known months without which nothing tells a season from a trend."""


def complete(history: pd.Series) -> pd.Series:
    """The history month by month, missing ones NaN; refuses what is not one number a month, or too short."""
    if not isinstance(history.index, pd.PeriodIndex) or history.index.freqstr != "M":
        raise ValueError("history: cần chỉ mục PeriodIndex theo tháng / an index of months (PeriodIndex, M) is needed")
    twice = history.index[history.index.duplicated()]
    if len(twice):
        raise ValueError(f"history: {twice[0]}: tháng lặp lại / a month given twice")
    numbers = pd.to_numeric(history, errors="raise").astype(float).sort_index()
    endless = numbers.index[np.isinf(numbers)]
    if len(endless):
        raise ValueError(f"history: {endless[0]}: {numbers[endless[0]]}: không phải số hữu hạn / not a finite number")
    if numbers.count() < _FEWEST:
        raise ValueError(
            f"history: có {numbers.count()} tháng, cần ít nhất {_FEWEST} / {numbers.count()} months known, "
            f"at least {_FEWEST} are needed"
        )
    return numbers.reindex(pd.period_range(numbers.index[0], numbers.index[-1], freq="M"))


def refuse_past(history: pd.Series, until: pd.Period) -> None:
    """Refuse an end that the history has already reached."""
    last = history.index[-1]
    if until <= last:
        raise ValueError(f"until={until}: số liệu đã có đến {last} / the history already reaches {last}")
