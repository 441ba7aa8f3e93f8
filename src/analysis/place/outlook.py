"""The answer to one question about a year, which shows itself."""

from dataclasses import dataclass
from functools import cached_property
from html import escape

import pandas as pd
from matplotlib.axes import Axes

from analysis import charts
from analysis.ledger import Target
from analysis.ledger.names import one_of
from analysis.outlook.pace import monthly_pace
from analysis.outlook.verdicts import Answer
from analysis.place.levels import middle_range


@dataclass(frozen=True)
class Outlook:
    """Where the year of one indicator is heading, and the chance of its target, if it has one.

    `year`: the year's outcome on every draw, in the target's measure and unit; `age`: months since the newest figure.

    >>> iip = nt.outlook("iip")
    >>> 0 < iip.chance < 1
    True
    >>> bool((iip.year >= 8.9).mean() == iip.chance)
    True
    """

    answer: Answer
    lang: str = "vi"

    @property
    def target(self) -> Target:
        """The target the chance speaks of."""
        return self.answer.target

    @property
    def last(self) -> pd.Period:
        """The last month that published figures speak of."""
        return self.answer.last

    @cached_property
    def year(self) -> pd.Series:
        """The year's total or growth on every draw."""
        return self.answer.results.rename(self.target.code)

    @property
    def draws(self) -> pd.DataFrame:
        """Joint monthly levels, rows months, columns draws."""
        return self.answer.paths

    @property
    def chance(self) -> float:
        """The share of draws that reach the target."""
        return self.answer.outlook.chance

    @property
    def median(self) -> float:
        """The middle of the year's outcomes."""
        return float(self.year.median())

    def interval(self, coverage: float = 0.8) -> pd.Series:
        """The range that holds the middle `coverage` of the outcomes: low, median, high."""
        return middle_range(self.year.to_frame().T, coverage).iloc[0].rename(self.target.code)

    def pace(self) -> float:
        """Growth on the year, in per cent, that the months left need together; NaN where none is left."""
        return self.answer.pace

    def months(self) -> pd.DataFrame:
        """The months left, one row each: base (level a year before), base_growth, expected and needed growth."""
        return monthly_pace(self.answer.paths, self.target, self.answer.last)

    def benchmarks(self) -> pd.Series:
        """The year by the naive rules: growth to date holds, usual share of the year, latest month times those left."""
        return self.answer.rules

    @property
    def age(self) -> int:
        """Months between the newest month that figures speak of and the day of the answer."""
        return self.answer.age

    @property
    def sentence(self) -> str:
        """The answer in words: what is old first, where the year is heading, what must be said beside it."""
        from analysis.report.sentences import heading, notes, stale

        told = [*stale(self.answer, self.lang), heading(self.answer, self.lang), *notes(self.answer, self.lang)]
        return " ".join(told)

    def plot(self, kind: str = "path", ax: Axes | None = None) -> Axes:
        """ "path": the way to December against the target; "year": how often the year ends where, by `charts`."""
        from analysis.report.drawings import targets

        if one_of("plot", kind, ("path", "year")) == "path":
            return charts.path(**targets.of_path(self.answer, self.lang), ax=ax)
        return charts.year(**targets.of_year(self.answer, self.lang), ax=ax)

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence)}</p>"

    def __repr__(self) -> str:
        return self.sentence
