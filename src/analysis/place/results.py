"""What a place answers with, which shows itself: estimated monthly levels, and the answer to one question of a year."""

from dataclasses import dataclass
from functools import cached_property
from html import escape

import pandas as pd
from matplotlib.axes import Axes

from analysis import charts, growth
from analysis.ledger.names import one_of
from analysis.outlook.pace import monthly_pace
from analysis.outlook.reading import Answer
from analysis.report.drawings import targets
from analysis.report.sentences import heading, notes, stale


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
        """Median and 80 % range by month, as `charts.path` draws them; estimates are dashed."""
        return charts.path(self.draws, self.last, coverages=(80,), ax=ax, lang=self.lang)

    def _repr_html_(self) -> str:
        return self.interval().tail(24).round(1).to_html()

    def __repr__(self) -> str:
        first, until = self.draws.index[[0, -1]]
        return f"Levels({self.name}, {first}..{until}, {self.draws.shape[1]} draws, figures to {self.last})"


@dataclass(frozen=True, repr=False)
class Outlook(Answer):
    """An answer that speaks a language: where the year of one indicator is heading, and the chance of its target.

    `year`: the year's outcome on every draw, in the target's measure and unit; `draws`: joint monthly levels, rows
    months; `age`: months since the newest figure; all else as in `outlook.reading.Answer`.

    >>> iip = nt.outlook("iip")
    >>> 0 < iip.chance < 1
    True
    >>> bool((iip.year >= 8.9).mean() == iip.chance)
    True
    """

    lang: str = "vi"

    @cached_property
    def year(self) -> pd.Series:
        """The year's total or growth on every draw."""
        return self.results.rename(self.target.code)

    @property
    def chance(self) -> float:
        """The share of draws that reach the target."""
        return self.outlook.chance

    @property
    def median(self) -> float:
        """The middle of the year's outcomes."""
        return float(self.year.median())

    def interval(self, coverage: float = 0.8) -> pd.Series:
        """The range that holds the middle `coverage` of the outcomes: low, median, high."""
        return middle_range(self.year.to_frame().T, coverage).iloc[0].rename(self.target.code)

    def pace(self) -> float:
        """Growth on the year, in per cent, that the months left need together; NaN where none is left."""
        return self.required_growth

    def months(self) -> pd.DataFrame:
        """The months left, one row each: base (level a year before), base_growth, expected and needed growth."""
        return monthly_pace(self.draws, self.target, self.last, self.required_growth)

    def benchmarks(self) -> pd.Series:
        """The year by the naive benchmarks: growth to date holds, usual share, latest month times those left."""
        return self.naive_benchmarks

    @property
    def sentence(self) -> str:
        """The answer in words: what is old first, where the year is heading, what must be said beside it."""
        return " ".join([*stale(self, self.lang), heading(self, self.lang), *notes(self, self.lang)])

    def plot(self, kind: str = "path", ax: Axes | None = None) -> Axes:
        """ "path": the way to December against the target; "year": how often the year ends where, by `charts`."""
        if one_of("plot", kind, ("path", "year")) == "path":
            return charts.path(**targets.of_path(self, self.lang), ax=ax)
        return charts.year(**targets.of_year(self, self.lang), ax=ax)

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence)}</p>"

    def __repr__(self) -> str:
        return self.sentence


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
