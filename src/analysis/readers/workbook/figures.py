"""The figures of a table: every number with its indicator, sector, period, measure and unit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.readers.workbook.cells import needed, number
from analysis.readers.workbook.headers import Column
from analysis.readers.workbook.kinds import KINDS, columns_of
from analysis.readers.workbook.labels import geography_of
from analysis.readers.workbook.periods import Period, month_name
from analysis.readers.workbook.refusals import Place, refusal
from analysis.readers.workbook.rows import Row, rows_of
from analysis.readers.workbook.tables import Table

_INDEX, _GROWTH = (50.0, 300.0), (-50.0, 40.0)


@dataclass(frozen=True)
class Figure:
    """One number of a table as the ledger wants it; `place` is its cell, `label` the name of its row."""

    place: Place
    geography: str
    indicator: str
    sector: str
    period: Period
    measure: str
    value: float
    unit: str
    label: str

    @property
    def key(self) -> tuple[str, str, str, Period, str]:
        """What it is a figure of."""
        return self.geography, self.indicator, self.sector, self.period, self.measure


def read_figures(table: Table) -> list[Figure]:
    """Every figure of a table, shares included; a table that lacks a row it must have, or has one twice, is refused."""
    columns = columns_of(table)
    rows = rows_of(table, columns)
    _refuse_missing(table, rows)
    indexed = {column for column in columns if column.measure != "level" and _holds_index(table, column, rows)}
    read = [_figure(table, row, column, column in indexed) for row in rows for column in columns]
    figures = [figure for figure in read if figure is not None]
    _refuse_twice(figures)
    return _without_empty_volumes(figures)


def _refuse_missing(table: Table, rows: Sequence[Row]) -> None:
    codes = {row.code for row in rows}
    for code in KINDS[table.kind].needed_rows or ("",):
        if not rows or (code and code not in codes):
            raise refusal("no_rows", table.place, read=table.title, expected=code)


def _without_empty_volumes(figures: Sequence[Figure]) -> list[Figure]:
    """A volume of 0 beside a value is no figure: goods such as animal feed are counted by value only."""
    worth = {figure.key for figure in figures if figure.measure == "level" and figure.value}
    return [figure for figure in figures if figure.value or _value_key(figure) not in worth]


def _value_key(figure: Figure) -> object:
    """What the value beside a volume is a figure of; nothing for what is no volume."""
    indicator = figure.indicator.removesuffix("_volume")
    if indicator == figure.indicator or figure.measure != "level":
        return None
    return figure.geography, f"{indicator}s", figure.sector, figure.period, figure.measure


def _holds_index(table: Table, column: Column, rows: Sequence[Row]) -> bool:
    """Whether a growth column is printed as an index (111.2), not as growth (11.2): its total or middle row tells."""
    told = [value for row in rows if (value := number(row.cell(column), _at(table, row, column))) is not None]
    if not told:
        return True
    value = told[0] if KINDS[table.kind].needed_rows[:1] == ("total",) and column.role != "volume" else _middle(told)
    if not (_INDEX[0] <= value <= _INDEX[1] or _GROWTH[0] < value < _GROWTH[1]):
        expected = "{:g}…{:g}, {:g}…{:g}".format(*_INDEX, *_GROWTH)
        raise refusal("range", table.place.at(rows[0].line.row, column.place), read=value, expected=expected)
    return value >= _INDEX[0]


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _at(table: Table, row: Row, column: Column) -> Place:
    return table.place.at(row.line.row, column.place)


def _figure(table: Table, row: Row, column: Column, indexed: bool) -> Figure | None:
    kind, place = KINDS[table.kind], _at(table, row, column)
    read = needed if row.code in kind.needed_rows[:1] and column.role != "volume" else number
    value = read(row.cell(column), place)
    if value is None:
        return None
    if value < 0 and (indexed or column.measure == "level"):
        raise refusal("range", place, read=value, expected="≥ 0")
    measure = "share" if column.role == "share" else column.measure
    unit = _unit(table, row, column)
    value = round(value - 100 if indexed else value, 6)
    named = _named(table, row, column)
    return Figure(place, *named, column.period, measure, value, unit, row.line.label) if unit else None


def _unit(table: Table, row: Row, column: Column) -> str:
    if column.measure != "level" or column.role == "share":
        return "percent"
    return row.unit if table.kind == "products" or column.role == "volume" else KINDS[table.kind].unit


def _named(table: Table, row: Row, column: Column) -> tuple[str, str, str]:
    """Geography, indicator and sector of a row's figures."""
    indicator = KINDS[table.kind].indicator
    if row.code == "electricity_output":
        return "vietnam", row.code, "total"
    if table.kind == "employment" and (area := geography_of(row.line.label)):
        return area, indicator, "total"
    if column.role == "volume":
        indicator = f"{indicator.removesuffix('s')}_volume"
    return "vietnam", indicator, row.code


def _refuse_twice(figures: Sequence[Figure]) -> None:
    seen = set()
    for figure in figures:
        if figure.key in seen:
            raise refusal("twice", figure.place, read=figure.label)
        seen.add(figure.key)


def dated(figure: Figure, month: int) -> Figure:
    """The figure with the year of the book: the date above employment keeps last year's number now and then."""
    if figure.period.end not in (month, month - 12):
        raise refusal("months", figure.place, read=figure.period, expected=month_name(month))
    return replace(figure, period=replace(figure.period, year=month // 12))
