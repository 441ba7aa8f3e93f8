"""What is assumed to change in the months ahead, and what that makes of joint monthly levels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.ledger import WHOLE
from analysis.model import RELATED, related_indicators

EVERY = "all"
"""The indicator that stands for every target."""


@dataclass(frozen=True)
class Change:
    """One row of a scenario: what a sector does differently from its paths between two months.

    `indicator`: its code or "all"; indicators told together move alike. `sector` "total": all its sectors alike.
    `first` None: the first month that no published figure speaks of; `last` None: December of the plan year.
    `effect`: "level" (by `value` per cent), "growth" (by `value` points of growth on the year), "capacity" (`value` MW
    beside the `installed` ones, used as these are on average). `row`: its row in the scenario's file.
    """

    indicator: str
    sector: str
    first: pd.Period | None
    last: pd.Period | None
    effect: str
    value: float
    why: str = ""
    why_en: str = ""
    source_id: str = ""
    installed: float = float("nan")
    row: int | None = field(default=None, compare=False)

    def concerns(self, indicator: str) -> bool:
        """Whether it speaks of this indicator; sectors are those of industry."""
        if self.indicator == EVERY:
            return self.sector == WHOLE or indicator in RELATED[0]
        return self.indicator in related_indicators(indicator)


def changed(
    paths: pd.DataFrame, parts: Mapping[str, pd.DataFrame], change: Change, months: pd.PeriodIndex
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """The total and its parts with the change in these months; the total moves as the sum of its parts does."""
    if not parts:
        return _moved(paths, change, months), {}
    wanted = parts if change.sector == WHOLE else [change.sector]
    now = {name: _moved(own, change, months) if name in wanted else own for name, own in parts.items()}
    before, after = (np.sum([own.loc[months].to_numpy() for own in side.values()], axis=0) for side in (parts, now))
    whole = paths.copy()
    whole.loc[months] = whole.loc[months] * after / before
    return whole, now


def _moved(levels: pd.DataFrame, change: Change, months: pd.PeriodIndex) -> pd.DataFrame:
    now = levels.copy()
    moved = _EFFECTS[change.effect](levels.loc[months].to_numpy(), levels.reindex(months - 12).to_numpy(), change)
    now.loc[months] = np.maximum(moved, 0.0)
    return now


_EFFECTS: dict[str, Callable[[np.ndarray, np.ndarray, Change], np.ndarray]] = {
    "level": lambda now, before, change: now * (1 + change.value / 100),
    "growth": lambda now, before, change: now + before * change.value / 100,
    "capacity": lambda now, before, change: now * (1 + change.value / change.installed),
}
