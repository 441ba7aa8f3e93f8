"""The year-end task: 310 monthly series cut in March, June and September, and what their year became.

Runs in the project's environment and in that of the peers: pandas and numpy only. Defined in
../shared/data/monthly_series/README.md; of its two lengths of history each task here has one, in turn, so that every
series, year and cut is judged and the slow peers take half an hour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import pandas as pd

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "monthly_series"
CACHE = Path.home() / ".cache" / "plan-outlook" / "year_end"
CUTS, LONG, SHORT = (3, 6, 9), 120, 4
PER_SERIES = 2 * len(CUTS)
N_DRAWS, N_KEPT = 2000, 500
LEVELS = (np.arange(N_KEPT) + 0.5) / N_KEPT
SHOCK = pd.period_range("2020-03", "2021-12", freq="M")


@dataclass(frozen=True)
class Task:
    """One series cut after a month of one year: what is known, and what the year became (growth in percent)."""

    dataset: str
    series: str
    year: int
    cut: int
    length: str
    history: pd.Series
    outturn: float

    @property
    def left(self) -> int:
        """Months from the cut to December."""
        return 12 - self.cut

    @property
    def seed(self) -> int:
        """The same for every forecaster, another one for every task."""
        return crc32(f"{self.dataset}/{self.series}/{self.year}/{self.cut}".encode())

    @property
    def shock(self) -> bool:
        """Whether months of 2020-2021 stand in the history."""
        return bool(self.history.index.isin(SHOCK).any())

    def growth(self, rest: np.ndarray) -> np.ndarray:
        """Growth of the year's total in percent, from totals of the months that are left."""
        known, before = (self.history[self.history.index.year == year].sum() for year in (self.year, self.year - 1))
        return 100 * ((known + rest) / before - 1)


def all_series(file: str = "series.csv.gz") -> pd.DataFrame:
    """One row a series: dataset, id and levels, in an order that mixes the data sets."""
    table = pd.read_csv(SHARED / file)
    levels = [_levels(start, text) for start, text in zip(table["start"], table["values"], strict=True)]
    order = table["id"].map(lambda name: crc32(name.encode()))
    return table.assign(levels=levels, order=order).sort_values("order")[["dataset", "id", "levels"]]


def tasks_of(dataset: str, series: str, levels: pd.Series) -> Iterator[Task]:
    """Cuts of the last two complete years, with a long history and a short one in turn."""
    months = levels.groupby(levels.index.year).count()
    last = months.index[months == 12][-1]
    growth = 100 * levels.groupby(levels.index.year).sum().pct_change()
    for year in (last, last - 1):
        for cut in CUTS:
            length = ("long", "short")[(crc32(series.encode()) + year + cut // 3) % 2]
            yield Task(dataset, series, year, cut, length, _history(levels, year, cut, length), growth[year])


def every_task() -> list[Task]:
    """The tasks of all series."""
    return [task for row in all_series().itertuples() for task in tasks_of(row.dataset, row.id, row.levels)]


def kept(draws: np.ndarray) -> np.ndarray:
    """The 500 evenly spaced quantiles of a sample that are kept and scored."""
    return np.quantile(draws, LEVELS).astype(np.float32)


def _levels(start: str, values: str) -> pd.Series:
    numbers = np.array(values.split(), dtype=float)
    return pd.Series(numbers, pd.period_range(start, periods=len(numbers), freq="M"))


def _history(levels: pd.Series, year: int, cut: int, length: str) -> pd.Series:
    known = levels[: pd.Period(year=year, month=cut, freq="M")]
    return known[-LONG:] if length == "long" else known[pd.Period(year=year - SHORT, month=1, freq="M") :]
