"""The figures of a file beside those the ledger had on its day: new, printed again, revised, in dispute, known."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from analysis.identities import INDEX_OF, OF_INDEX, half_digit, plans
from analysis.ledger import FIGURE, WHOLE, Figure, newest_prints
from analysis.ledger.targets import Target, in_force

_RECENT = 36
_FEW = 5
MONTHLY = ("month", "ytd")
STATES = ("new", "revised", "reprinted", "disputed", "misprinted", "known")
"""Of one figure: never printed; printed later by the same publisher with another value; printed again with the same;
printed with another value by another publisher; with another by the same publisher on the same day; already there."""

_OLD = ("old", "old_unit", "old_published", "old_source", "old_publisher")
_SIZE = {"billion_kwh": 1000.0}  # beside million kWh, the usual one


class Held(NamedTuple):
    """A print the ledger has."""

    value: float
    unit: str
    published: str
    source_id: str
    publisher: str


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
        planned = plans(plan for year in years for plan in in_force(self.targets, year))
        return _by_figure(self._newest) | {figure: plan.value for figure, plan in planned.items()}

    @cached_property
    def _newest(self) -> pd.DataFrame:
        """The newest prints of the indicators of the file, and of those they are held against."""
        own = {*self.rows["indicator"]}
        near = own | {INDEX_OF.get(code, OF_INDEX.get(code)) for code in own}
        return newest_prints(self.before[self.before["indicator"].isin(near)])

    @cached_property
    def _history(self) -> dict[tuple[str, ...], list[tuple[str, float, str]]]:
        told: dict[tuple[str, ...], list[tuple[str, float, str]]] = defaultdict(list)
        for *series, span, period, measure, value, unit in tuples(self._newest, [*FIGURE, "value", "unit"]):
            told[*series, span, measure].append((period, value, unit))
        return told


def compare(rows: pd.DataFrame, publisher: str, ledger: pd.DataFrame) -> pd.DataFrame:
    """The rows with `state`, and of the print they are held against `old`, `old_published`, `old_source` and
    `old_publisher`; `ledger`: facts with a column `publisher`."""
    prints: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    own = ledger[ledger["period"].isin(rows["period"])].sort_values("published", kind="stable")
    for *figure, value, unit, day, source, of in tuples(own, [*FIGURE, *Held._fields]):
        prints[tuple(figure)].append(Held(value, unit, day, source, of))
    told = tuples(rows, [*FIGURE, "value", "unit", "published"])
    found = [_beside(value, unit, day, publisher, prints.get(tuple(figure), [])) for *figure, value, unit, day in told]
    old = pd.DataFrame([(state, *held) for state, held in found], rows.index, ["state", *_OLD])
    return pd.concat([rows, old.drop(columns="old_unit")], axis=1)


def same(one: float, other: float) -> bool:
    """Whether two prints are the same number; tables hold six decimals of what offices computed."""
    return abs(one - other) <= 5.1e-7 + 1e-9 * abs(other)


def few(places: Collection[str]) -> Collection[str | None]:
    """The places to read one by one; of many, None: everything is read at once."""
    return places if len(places) <= _FEW else [None]


def tuples(rows: pd.DataFrame, columns: list[str]) -> Iterator[tuple]:
    """The cells of these columns, row by row, at a fraction of what `itertuples` takes."""
    return zip(*(rows[column].tolist() for column in columns), strict=True)


def _by_figure(rows: pd.DataFrame) -> dict[Figure, float]:
    return {Figure(*cells[:6]): cells[6] for cells in tuples(rows, [*FIGURE, "value"])}


def _beside(value: float, unit: str, day: str, publisher: str, prints: list[Held]) -> tuple[str, Held]:
    """The state and the print it rests on: one of the same publisher and day if there is one, else the newest."""
    if not prints:
        return "new", Held(float("nan"), "", "", "", "")
    today = [held for held in prints if (held.publisher, held.published) == (publisher, day)]
    equal = [held for held in today if _one(value, unit, held)]
    if today:
        return ("known", equal[-1]) if equal else ("misprinted", today[-1])
    newest = prints[-1]
    if newest.publisher == publisher:
        return "reprinted" if _one(value, unit, newest) else "revised", newest
    rounded = unit == newest.unit and abs(value - newest.value) <= max(map(half_digit, (value, newest.value))) + 1e-9
    return "reprinted" if _one(value, unit, newest) or rounded else "disputed", newest


def _one(value: float, unit: str, held: Held) -> bool:
    return same(value * _SIZE.get(unit, 1), held.value * _SIZE.get(held.unit, 1))
