"""The figures of a table: every number with its place, indicator, sector, period, measure and unit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import log
from statistics import correlation, median

from analysis.ledger import Figure as Key
from analysis.readers.grids import Cell
from analysis.readers.spoken import decimal_marks, read_cell, read_plan
from analysis.readers.workbook.columns import Column
from analysis.readers.workbook.kinds import KINDS, ROLE_INDICATORS, TRADE
from analysis.readers.workbook.rows import Row, rows_of
from analysis.readers.workbook.tables import Line, Table

_INDEX = 50.0
"""The least index of a total; growth of half and more in a total is not printed as growth."""
_FEW, _HIGHEST, _TOGETHER = 5, 600.0, 0.5
"""Of so many rows a column can be judged: its rates are mostly below this, its levels go with others as much."""
_MOST_RATE, _LEAST_INDEX = 20_000.0, 20.0
"""No total and no price falls by four fifths; a growth rate among indices shows here."""


@dataclass(frozen=True)
class Figure:
    """One number of a table as the ledger wants it, and the line and column it stands in.

    `plan`: "plan" or "ceiling" where it is the plan of a year.
    """

    table: Table
    line: Line
    column: Column
    key: Key
    value: float
    unit: str
    plan: str = ""

    def aside(self, rule: str, **words: object) -> None:
        """Notes at its cell that something is wrong with it."""
        self.table.aside(rule, self.line.row, self.column.place, **words)


def read_figures(table: Table, columns: Sequence[Column], geography: str) -> list[Figure]:
    """Every figure of a table, shares included; cells, rows and columns that may have moved are put aside.

    `geography`: whose figures they are where the rows themselves name no place.
    """
    marks = _marks(line.cell(column.place) for line in table.lines for column in columns)
    table = _with_numbers(table, columns)
    rows, columns = rows_of(table, columns)
    columns = [column for column in columns if _is_plausible(table, column, columns, rows)]
    indexed = _indexed(table, columns, rows)
    read: list[Figure] = []
    for row, column in product(rows, columns):
        if column.role == "plan":
            read += _plans(table, row, column, geography, marks)
        elif figure := _figure(table, row, column, geography, indexed.get(column.place, False)):
            read.append(figure)
    return read


# ---- numbers


def numbers(texts: Sequence[str]) -> dict[str, float | None]:
    """Numbers stored as text, as all together can be read: NaN where one could be two, None for a dash."""
    read = {text: read_cell(text, _marks(texts)) for text in texts}
    return {text: value if sure else float("nan") for text, (value, sure) in read.items()}


def _marks(cells: Iterable[Cell]) -> frozenset[str]:
    """The decimal marks that cells typed as text give away."""
    return decimal_marks(re.sub(r"[^\d.,]", "", cell) for cell in cells if isinstance(cell, str))


def _with_numbers(table: Table, columns: Sequence[Column]) -> Table:
    """The table with the numbers that its cells hold as text; those that could be two are put aside."""
    places = [column.place for column in columns if column.role != "plan"]
    read = numbers([cell for line in table.lines for at in places if isinstance(cell := line.cell(at), str)])
    lines = []
    for line in table.lines:
        cells = [read.get(str(cell), cell) if at in places else cell for at, cell in enumerate(line.cells)]
        for at in places:
            if at < len(cells) and cells[at] != cells[at]:
                cells[at], text = None, str(line.cells[at])
                if line.label and any(sign.isdigit() for sign in text):
                    table.aside("book_number", line.row, at, read=text[:60])
        lines.append(replace(line, cells=cells))
    return replace(table, lines=lines)


# ---- figures


def _is_plausible(table: Table, column: Column, columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether a column's numbers are of its kind: rates near each other, levels that go with those beside them."""
    if table.kind == "report" or len(rows) < _FEW or column.role == "share":
        return True
    cells = _cells(column, rows)
    if column.measure != "level":
        fits = sum(-100 <= cell <= _HIGHEST for cell in cells.values()) >= 0.75 * len(cells)
    else:
        alike = [each for each in columns if (each.measure, each.role) == ("level", column.role) and each is not column]
        fits = not alike or any(_go_together(cells, _cells(each, rows)) for each in alike)
    if not fits:
        table.aside("book_column_odd", table.row, column.place, read=table.headers[column.place])
    return fits


def _cells(column: Column, rows: Sequence[Row]) -> dict[int, float]:
    return {row.line.row: cell for row in rows if isinstance(cell := row.line.cell(column.place), float) and cell}


def _go_together(one: dict[int, float], other: dict[int, float]) -> bool:
    """Whether the levels of two columns rise and fall together from row to row."""
    pairs = [(log(one[row]), log(other[row])) for row in one if other.get(row, 0) > 0 and one[row] > 0]
    spread = len({pair[0] for pair in pairs}) > 1 and len({pair[1] for pair in pairs}) > 1
    return len(pairs) < _FEW or not spread or correlation(*zip(*pairs, strict=True)) > _TOGETHER


def _indexed(table: Table, columns: Sequence[Column], rows: Sequence[Row]) -> dict[int, bool | None]:
    """By column whether it is printed as an index (111.2), not as growth (11.2); None where that cannot be told.

    The total, else the middle row tells. A column unlike the others of its table is put aside: one of them slipped.
    """
    growth = [column for column in columns if column.measure.startswith("growth")]
    told = {column.place: _is_index(column, rows) for column in growth}
    usual = sum(each is True for each in told.values()) >= sum(each is False for each in told.values())
    for column in growth:
        if told[column.place] not in (usual, None):
            told[column.place] = None
            table.aside("book_index", table.row, column.place, read=table.headers[column.place])
    return told


def _is_index(column: Column, rows: Sequence[Row]) -> bool | None:
    cells = {row.code: cell for row in rows if isinstance(cell := row.line.cell(column.place), float) and cell}
    middle = cells.get("total") or (median(cells.values()) if cells else None)
    return None if middle is None else middle >= _INDEX


def _figure(table: Table, row: Row, column: Column, geography: str, indexed: bool | None) -> Figure | None:
    cell = row.line.cell(column.place)
    if row.code == "core_inflation" and isinstance(cell, float) and indexed:
        indexed = cell >= _INDEX  # printed as growth below indices
    if not isinstance(cell, float) or indexed is None or _is_no_figure(table, row, column, cell, indexed):
        return None
    unit, scale = _unit(table, row, column)
    if not unit or scale is None:
        return None
    value = cell * scale if column.measure == "level" else cell - 100 if indexed else cell
    measure = "share" if column.role == "share" else column.measure
    indicator = ROLE_INDICATORS.get(column.role, row.indicator)
    if column.role == "volume" and indicator in TRADE:
        indicator = f"{indicator.removesuffix('s')}_volume"
    period = column.period
    key = Key(row.geography or geography, indicator, row.code, period.period_type, period.written(), measure)
    return Figure(table, row.line, column, key, round(value, 6), unit)


def _plans(table: Table, row: Row, column: Column, geography: str, marks: frozenset[str]) -> Iterator[Figure]:
    """The plan of a year for a row, one figure an end of its range; of what is printed in per cent the growth."""
    cell, grows = row.line.cell(column.place), row.unit == "percent"
    values, kind = ([cell], "plan") if isinstance(cell, float) else read_plan(str(cell or ""), marks)
    if not values and read_cell(str(cell or ""))[0] is not None:
        table.aside("plan_unclear", row.line.row, column.place, read=str(cell)[:60])
    measure, year = "growth_yoy_pct" if grows else "level", column.period
    key = Key(row.geography or geography, row.indicator, row.code, "year", year.written(), measure)
    for value in values:
        told = value - 100 * (grows and value >= _INDEX) if grows else value * row.scale
        yield Figure(table, row.line, column, key, round(told, 6), row.unit, kind)


def _is_no_figure(table: Table, row: Row, column: Column, value: float, indexed: bool) -> bool:
    """Whether a number stands for none: a volume of 0 beside a value, an index of 0, what no level or index can be."""
    if column.role == "volume" and not value:
        return True
    if indexed and not value:
        table.aside("book_zero", row.line.row, column.place, read=f"{value:g}")
        return True
    main = table.kind == "cpi" or (row.code == "total" and not row.geography)
    least = _LEAST_INDEX if indexed and main else 0.0
    low = value < least and (indexed or column.measure == "level")
    if low or (column.measure != "level" and value > _MOST_RATE):
        table.aside("book_range", row.line.row, column.place, read=f"{value:g}", expected=f"{least:g}…{_MOST_RATE:g}")
        return True
    return False


def _unit(table: Table, row: Row, column: Column) -> tuple[str, float | None]:
    """The ledger's unit of a cell and what its number is multiplied by; "" where it has none that is known."""
    if column.measure != "level" or column.role == "share":
        return "percent", 1.0
    if table.kind in ("report", "products") or column.role == "volume":
        return row.unit, row.scale
    return KINDS[table.kind].unit, table.scale
