"""Where the unknowns stand: log levels by sector, series and month, and what else the figures hang on."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.model.bases import Step


@dataclass(frozen=True)
class Layout:
    """Where the unknowns stand: log levels by sector, series and month; then aggregation errors, plans, base steps.

    A total that is divided is the sum of its sectors times an aggregation error of its own (base weights, coverage).
    `plans`: where each annual plan is looked for; `steps`: see `bases`.
    """

    months: pd.PeriodIndex
    sectors: tuple[str, ...]
    centres: tuple[float, ...]
    plans: tuple[float, ...]
    steps: tuple[tuple[int, Step], ...]

    @property
    def series(self) -> int:
        """How many series are estimated together."""
        return len(self.centres)

    @property
    def divided(self) -> bool:
        """Whether totals are sums of sectors."""
        return len(self.sectors) > 1

    @property
    def components(self) -> int:
        """Number of log levels of sectors."""
        return len(self.sectors) * self.series * len(self.months)

    @property
    def monthly(self) -> int:
        """Number of unknowns that belong to a month: log levels, and aggregation errors where totals are divided."""
        return self.components + self.divided * self.series * len(self.months)

    @property
    def size(self) -> int:
        """Number of all unknowns."""
        return self.monthly + len(self.plans) + len(self.steps)

    def start(self, number: int, sector: str) -> int:
        """Where the months of a series, or of one sector of it, begin."""
        if sector in self.sectors:
            return (self.sectors.index(sector) * self.series + number) * len(self.months)
        return self.components + number * len(self.months) if self.divided else number * len(self.months)

    def logs(self, unknowns: np.ndarray) -> np.ndarray:
        """Log levels of sectors, then of divided totals: (..., size) in, (..., monthly) out."""
        if not self.divided:
            return unknowns[..., : self.monthly]
        return np.concatenate([unknowns[..., : self.components], self._totals(unknowns)], axis=-1)

    def answers(self, rows: np.ndarray, unknowns: np.ndarray) -> np.ndarray:
        """How what answers so to the log levels (rows x monthly) answers to the unknowns (rows x size).

        A sector moves its total by its share in it.
        """
        table = np.zeros((len(rows), self.size))
        table[:, : self.monthly] = rows
        if self.divided:
            errors = unknowns[self.components : self.monthly]
            parts = unknowns[: self.components].reshape(len(self.sectors), -1)
            shares = np.exp(parts - (self._totals(unknowns) - errors))
            table[:, : self.components] += (rows[:, None, self.components :] * shares).reshape(len(rows), -1)
        return table

    def _totals(self, unknowns: np.ndarray) -> np.ndarray:
        parts = unknowns[..., : self.components].reshape(*unknowns.shape[:-1], len(self.sectors), -1)
        return np.log(np.exp(parts).sum(axis=-2)) + unknowns[..., self.components : self.monthly]
