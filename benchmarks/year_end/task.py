"""The year-end task: 310 monthly series cut in March, June and September, and what their year became.

Runs in the project's environment and in that of the peers, so it needs pandas and numpy only. The task is defined in
../shared/data/monthly_series/README.md; the split into a part to design on and a part to report on is `part_of`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd

SERIES = Path(__file__).parents[2].parent / "shared" / "data" / "monthly_series" / "series.csv.gz"
CUTS, LENGTHS = (3, 6, 9), ("long", "short")
FULL_YEARS, LONG, SHORT = 6, 120, 4
N_PATHS, N_KEPT = 2000, 500
LEVELS = (np.arange(N_KEPT) + 0.5) / N_KEPT


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
    hurdle: float

    @property
    def left(self) -> int:
        """Months from the cut to December."""
        return 12 - self.cut

    def growth(self, rest: np.ndarray) -> np.ndarray:
        """Growth of the year's total in percent, from totals of the months that are left."""
        known, before = (self.history[self.history.index.year == year].sum() for year in (self.year, self.year - 1))
        return 100 * ((known + rest) / before - 1)


def all_series() -> pd.DataFrame:
    """The 310 series: dataset, id, part, and the levels of whole calendar years as a monthly series."""
    table = pd.read_csv(SERIES)
    levels = [_levels(row.start, row.values_) for row in table.rename(columns={"values": "values_"}).itertuples()]
    table = table.assign(levels=levels)[["dataset", "id", "levels"]]
    table = table[[_full_years(one) >= FULL_YEARS for one in levels]]
    return table.assign(part=part_of(table))


def part_of(table: pd.DataFrame) -> pd.Series:
    """`design` or `report`: within each data set, ids in order of their SHA-256, the first half to design on."""
    digest = table["id"].map(lambda name: sha256(name.encode()).hexdigest())
    rank = digest.groupby(table["dataset"]).rank(pct=True)
    return pd.Series(np.where(rank <= 0.5, "design", "report"), table.index)


def tasks_of(dataset: str, series: str, levels: pd.Series, back: int = 2) -> Iterator[Task]:
    """Cuts of the last `back` complete years, long and short."""
    last = _complete_years(levels)[-1]
    growth = 100 * _totals(levels).pct_change()
    for year in range(last, last - back, -1):
        for cut in CUTS:
            for length in LENGTHS:
                history, hurdle = _history(levels, year, cut, length), growth.loc[year - 3 : year - 1].mean()
                yield Task(dataset, series, year, cut, length, history, growth[year], hurdle)


def _levels(start: str, values: str) -> pd.Series:
    numbers = np.array(values.split(), dtype=float)
    return pd.Series(numbers, pd.period_range(start, periods=len(numbers), freq="M"))


def _complete_years(levels: pd.Series) -> pd.Index:
    months = levels.groupby(levels.index.year).count()
    return months.index[months == 12]


def _full_years(levels: pd.Series) -> int:
    return len(_complete_years(levels))


def _totals(levels: pd.Series) -> pd.Series:
    years = _complete_years(levels)
    return levels.groupby(levels.index.year).sum().loc[years[0] : years[-1]]


def _history(levels: pd.Series, year: int, cut: int, length: str) -> pd.Series:
    known = levels[: pd.Period(year=year, month=cut, freq="M")]
    if length == "long":
        return known[-LONG:]
    return known[pd.Period(year=year - SHORT, month=1, freq="M") :]


def kept(draws: np.ndarray) -> np.ndarray:
    """The 500 evenly spaced quantiles of a sample that are kept and scored."""
    return np.quantile(draws, LEVELS).astype(np.float32)
