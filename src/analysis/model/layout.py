"""Where the unknowns stand: log levels by sector, series and month, and what else the figures hang on."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.model.bases import Step


class Plan(NamedTuple):
    """An annual plan that shares are printed of: whose, of which year, and the log level at which it is looked for."""

    number: int
    year: str
    centre: float


@dataclass(frozen=True)
class Layout:
    """Where the unknowns stand: log levels by sector, series and month; then aggregation errors, plans, base steps.

    A total that is divided is the sum of its sectors times an aggregation error of its own (base weights, coverage).
    `steps`: see `bases`.
    """

    months: pd.PeriodIndex
    sectors: tuple[str, ...]
    centres: tuple[float, ...]
    plans: tuple[Plan, ...]
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
        parts = unknowns[..., : self.components].reshape(*unknowns.shape[:-1], len(self.sectors), -1)
        totals = np.log(np.exp(parts).sum(axis=-2)) + unknowns[..., self.components : self.monthly]
        return np.concatenate([unknowns[..., : self.components], totals], axis=-1)

    @property
    def leaves(self) -> int:
        """Number of levels that an unknown can move: see `moved`."""
        return self.monthly + self.divided * self.components

    def moved(self, unknowns: np.ndarray, levels: np.ndarray) -> np.ndarray:
        """The levels that unknowns move one by one: those of every month, then each sector's part of its total."""
        if not self.divided:
            return levels
        errors = np.exp(unknowns[self.components : self.monthly])
        return np.r_[levels, (levels[: self.components].reshape(len(self.sectors), -1) * errors).ravel()]

    def reached(self, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Which unknowns move monthly levels: the place among `cells`, the unknown, and the level it moves.

        Its own unknown moves each; a total is moved by its sectors too.
        """
        totals, every = np.flatnonzero(cells >= self.components), np.arange(len(cells))
        sector = np.arange(len(self.sectors))[:, None] * self.series * len(self.months)
        parts = (sector + cells[totals] - self.components).ravel()
        return (
            np.r_[every, np.tile(totals, len(self.sectors))],
            np.r_[cells, parts],
            np.r_[cells, self.monthly + parts],
        )
