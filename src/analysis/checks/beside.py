"""The figures of a file beside all that was known on its day, to be asked for by series, period and measure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from analysis.identities import PLAN
from analysis.ledger import FIGURE, WHOLE, Figure, newest_prints
from analysis.ledger.targets import Target, in_force

_RECENT = 36
MONTHLY = ("month", "ytd")


class Print(NamedTuple):
    """A figure of the file that the ledger does not have yet; `row` is its position there."""

    row: int
    figure: Figure
    value: float
    unit: str
    state: str


@dataclass(frozen=True)
class Beside:
    """`rows`: the file's, compared with the ledger; `before`: the ledger's usable ones known on the file's day, with
    their publisher; `targets`: the plans known then; `official`: whether the measure of each stands in the file."""

    rows: pd.DataFrame
    before: pd.DataFrame
    targets: list[Target]
    publisher: str
    official: bool = False

    @cached_property
    def fresh(self) -> list[Print]:
        """The file's figures that the ledger does not have yet."""
        told = tuples(self.rows, [*FIGURE, "value", "unit", "state"])
        every = [Print(row, Figure(*cells[:6]), *cells[6:]) for row, cells in enumerate(told)]
        return [one for one in every if one.state != "known"]

    def measured(self, *measures: str, spans: tuple[str, ...] = ()) -> Iterator[Print]:
        """The fresh figures of these measures, and periods where they are told."""
        for one in self.fresh:
            if one.figure.measure in measures and (not spans or one.figure.period_type in spans):
                yield one

    def of(self, figure: Figure) -> float | None:
        """The newest value, the file's before the ledger's."""
        return self.file.get(figure, self.ledger.get(figure))

    def earlier(self, figure: Figure, unit: str = "percent") -> list[float]:
        """Values of the ledger of the same series, period type and measure, of the last three years before it."""
        own = self._history.get((*figure.series, figure.period_type, figure.measure), [])
        first = figure.ago(_RECENT).period if figure.period_type in MONTHLY else ""
        return [value for period, value, of in own if first <= period and period != figure.period and of == unit]

    def loose(self, row: int) -> bool:
        """Whether a figure is an official one of a part or of one of many places: offices revise these by a third."""
        place, sector = self.rows["geography"].iloc[row], self.rows["sector"].iloc[row]
        return self.official and row >= 0 and (sector != WHOLE or place != self._own_place)

    @cached_property
    def _own_place(self) -> str:
        """The place most of the file speaks of."""
        return str(self.rows["geography"].mode().iloc[0])

    @cached_property
    def file(self) -> dict[Figure, float]:
        """The file's values."""
        return _by_figure(self.rows)

    @cached_property
    def ledger(self) -> dict[Figure, float]:
        """The ledger's newest values, and the plans in force for each year."""
        years = {target.year for target in self.targets}
        plans = [target for year in years for target in in_force(self.targets, year) if target.measure == "level"]
        planned = {Figure(*plan.series, "year", str(plan.year), PLAN): plan.value for plan in plans}
        return _by_figure(self._newest) | planned

    @cached_property
    def _newest(self) -> pd.DataFrame:
        """The newest prints of the indicators of the file."""
        return newest_prints(self.before[self.before["indicator"].isin(self.rows["indicator"])])

    @cached_property
    def _history(self) -> dict[tuple[str, ...], list[tuple[str, float, str]]]:
        told: dict[tuple[str, ...], list[tuple[str, float, str]]] = defaultdict(list)
        for *series, span, period, measure, value, unit in tuples(self._newest, [*FIGURE, "value", "unit"]):
            told[*series, span, measure].append((period, value, unit))
        return told


def tuples(rows: pd.DataFrame, columns: list[str]) -> Iterator[tuple]:
    """The cells of these columns, row by row, at a fraction of what `itertuples` takes."""
    return zip(*(rows[column].tolist() for column in columns), strict=True)


def _by_figure(rows: pd.DataFrame) -> dict[Figure, float]:
    return {Figure(*cells[:6]): cells[6] for cells in tuples(rows, [*FIGURE, "value"])}
