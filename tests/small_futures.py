"""Futures one can do in the head: 100 a month in 2021, then a level of its own on each path."""

from dataclasses import dataclass, field

import pandas as pd

from analysis.ledger.targets import Target
from analysis.outlook.progress import Prints, prints
from analysis.outlook.verdicts import Outlook, outcomes, outlook


@dataclass(frozen=True)
class Told:
    """What scenarios and levers need of an answer."""

    target: Target
    draws: pd.DataFrame
    closed: pd.Period
    parts: dict[str, pd.DataFrame]
    settled: dict[int, float] = field(default_factory=dict)
    figures: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def prints(self) -> Prints:
        """The newest print of each of its figures."""
        return prints(self.figures)

    @property
    def results(self) -> pd.Series:
        """The year's outcome on every path."""
        return outcomes(self.draws, self.target, self.settled)

    @property
    def outlook(self) -> Outlook:
        """Where the year is heading."""
        return outlook(self.draws, self.target, printed=self.settled)


def plan(value: float, measure: str = "level", indicator: str = "retail_sales") -> Target:
    return Target("somewhere", indicator, "total", 2022, measure, value, "billion_vnd", "plan", "2022-01-01", "s")


def flat(*monthly: float, base: float = 100.0) -> pd.DataFrame:
    """`base` a month in 2021, then on each path its own level every month of 2022."""
    index = pd.period_range("2021-01", "2022-12", freq="M", name="month")
    return pd.DataFrame({path: [base] * 12 + [level] * 12 for path, level in enumerate(monthly)}, index=index)


def told(target: Target, paths: pd.DataFrame, closed: str = "2022-06", **parts: pd.DataFrame) -> Told:
    """Futures of a target with figures to `closed`."""
    return Told(target, paths, pd.Period(closed, freq="M"), parts)


def industry(target: Target, *sectors: tuple[float, ...], closed: str = "2022-06") -> Told:
    """Industry of electricity and manufacturing, each 50 a month in 2021, with these levels on each path in 2022."""
    power, factories = (flat(*levels, base=50.0) for levels in sectors)
    return told(target, power + factories, closed, electricity=power, manufacturing=factories)
