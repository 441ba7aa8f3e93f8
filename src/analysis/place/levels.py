"""Estimated monthly levels that show themselves."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from analysis import charts, growth
from analysis.ledger.names import one_of


@dataclass(frozen=True)
class Levels:
    """Joint monthly levels of one series: `draws` has one row a month (PeriodIndex), one column a possible course.

    >>> nt.levels("retail_sales").interval(0.8).columns.tolist()
    ['low', 'median', 'high']
    """

    draws: pd.DataFrame
    last: pd.Period
    name: str
    lang: str = "vi"

    def interval(self, coverage: float = 0.8) -> pd.DataFrame:
        """Median of each month and the range that holds the middle `coverage` of the draws: low, median, high."""
        return middle_range(self.draws, coverage)

    def growth(self, over: str = "year") -> pd.DataFrame:
        """Growth in per cent on each draw: of each "month" on the year, of the year to date ("ytd"), of whole years.

        >>> nt.levels("retail_sales").growth("year").index.tolist()[-1]
        2022
        """
        whole = {"month": growth.on_the_year, "ytd": growth.year_to_date, "year": _by_year}
        return whole[one_of("growth", over, whole)](self.draws).dropna()

    def plot(self, ax: Axes | None = None) -> Axes:
        """Median and 80 % range by month, as `charts.levels` draws them; estimates are dashed."""
        return charts.levels(self.draws, self.last, ax=ax, lang=self.lang)

    def _repr_html_(self) -> str:
        return self.interval().tail(24).round(1).to_html()

    def __repr__(self) -> str:
        first, until = self.draws.index[[0, -1]]
        return f"Levels({self.name}, {first}..{until}, {self.draws.shape[1]} draws, figures to {self.last})"


def middle_range(draws: pd.DataFrame, coverage: float) -> pd.DataFrame:
    """Median of each row and the range that holds the middle `coverage` of its draws; refuses what is no share."""
    if not 0 < coverage < 1:
        raise ValueError(f"coverage: đọc được {coverage}, hãy ghi số giữa 0 và 1 / write a number between 0 and 1")
    tail = (1 - coverage) / 2
    bounds = draws.quantile([tail, 0.5, 1 - tail], axis=1).T
    return bounds.set_axis(["low", "median", "high"], axis=1)


def _by_year(draws: pd.DataFrame) -> pd.DataFrame:
    sums = draws.groupby(draws.index.year).sum()[draws.groupby(draws.index.year).size() == 12]
    return growth.growth(sums, sums.shift()).rename_axis("year")
