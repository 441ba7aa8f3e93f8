"""The figures of a table: every number with its indicator, sector, period, measure and unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.intake.workbook.cells import needed, number
from analysis.intake.workbook.headers import Column
from analysis.intake.workbook.kinds import KINDS, columns_of
from analysis.intake.workbook.labels import geography_of, sector_of
from analysis.intake.workbook.periods import Period
from analysis.intake.workbook.refusals import Place, refusal
from analysis.intake.workbook.tables import Line, Table
from analysis.intake.workbook.units import unit_of


@dataclass(frozen=True)
class Figure:
    """One number of a table as the ledger wants it; `place` is its cell."""

    place: Place
    geography: str
    indicator: str
    sector: str
    period: Period
    measure: str
    value: float
    unit: str
    label: str


def read_figures(table: Table) -> list[Figure]:
    """Every figure of a table; one that lacks a row it must have, or has a row twice, is refused."""
    columns = columns_of(table)
    rows = list(_rows(table, columns))
    _refuse_missing(table, [row.code for row in rows])
    indexed = {column for column in columns if _holds_index(table, column, rows)}
    figures = [
        figure for row in rows for column in columns if (figure := _figure(table, row, column, column in indexed))
    ]
    _refuse_twice(figures)
    return figures


@dataclass(frozen=True)
class Row:
    """A row with the code of its label and the unit of its volume."""

    line: Line
    code: str
    label: str
    unit: str = ""


def _rows(table: Table, columns: Sequence[Column]) -> Iterator[Row]:
    lines = [line for line in table.lines if any(isinstance(_cell(line, column), float | str) for column in columns)]
    if table.kind == "cpi":
        lines = lines[:1]
    parent, unit, goods = "", "", False
    for line in table.lines:
        if table.kind in ("exports", "imports") and not goods and _is_heading(line, columns):
            goods = bool(line.label)
        if line not in lines or not line.label:
            continue
        code = sector_of(table.kind, line.label)
        if table.kind in ("exports", "imports"):
            within = line.label.lower().startswith(("trong đó", "of which", "in which"))
            if not goods and code not in KINDS[table.kind].needed_rows:
                continue  # crude oil and other goods of the foreign-invested sector; crude oil returns below
            code = f"{parent}_{sector_of(table.kind, line.label.split(':')[-1])}" if within else code
            parent = parent if within else code
        unit = unit_of(table, line, unit)
        yield Row(line, code, line.label, unit)


def _is_heading(line: Line, columns: Sequence[Column]) -> bool:
    return not any(isinstance(_cell(line, column), float) and _cell(line, column) for column in columns)


def _cell(line: Line, column: Column) -> object:
    return line.cells[column.place] if column.place < len(line.cells) else None


def _refuse_missing(table: Table, codes: Sequence[str]) -> None:
    for code in KINDS[table.kind].needed_rows:
        if code not in codes:
            raise refusal("no_rows", table.place, read=table.title, expected=code)


def _holds_index(table: Table, column: Column, rows: Sequence[Row]) -> bool:
    """Whether a growth column is printed as an index (111.2) and not as growth (11.2): its first row tells."""
    if column.measure == "level":
        return False
    told = [value for row in rows if (value := number(_cell(row.line, column), _at(table, row, column))) is not None]
    value = told[0] if column.role != "volume" else sorted(told)[len(told) // 2] if told else 100.0
    if -50 < value < 40:
        return False
    if 50 <= value <= 300:
        return True
    raise refusal("range", _at(table, rows[0], column), read=value, expected="50…300, −50…40")


def _at(table: Table, row: Row, column: Column) -> Place:
    return table.place.at(row.line.row, column.place)


def _figure(table: Table, row: Row, column: Column, indexed: bool) -> Figure | None:
    kind, place = KINDS[table.kind], _at(table, row, column)
    read = needed if row.code in kind.needed_rows and column.role != "volume" else number
    value = read(_cell(row.line, column), place)
    if value is None or column.role == "share":
        return None
    if indexed and value < 0:
        raise refusal("range", place, read=value, expected="≥ 0")
    value = value - 100 if indexed else value
    figure = Figure(place, "vietnam", kind.indicator, row.code, column.period, column.measure, round(value, 6), "percent", row.label)
    if table.kind == "employment" and (area := geography_of(row.label)):
        figure = replace(figure, geography=area, sector="total")
    if row.code == "electricity_output":
        figure = replace(figure, indicator="electricity_output", sector="total")
    if column.role == "volume":
        figure = replace(figure, indicator=f"{kind.indicator.removesuffix('s')}_volume")
    if column.measure == "level":
        own = row.unit if table.kind == "products" or column.role == "volume" else kind.unit
        figure = replace(figure, unit=own)
    return figure if figure.unit else None


def _refuse_twice(figures: Sequence[Figure]) -> None:
    seen: set[tuple[object, ...]] = set()
    for figure in figures:
        key = (figure.geography, figure.indicator, figure.sector, figure.period, figure.measure)
        if key in seen:
            raise refusal("twice", figure.place, read=figure.label)
        seen.add(key)
