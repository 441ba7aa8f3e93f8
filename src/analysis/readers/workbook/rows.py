"""The rows of a table that hold figures, each with its code and the unit of its quantities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.readers.workbook.headers import Column
from analysis.readers.workbook.kinds import TRADE
from analysis.readers.workbook.labels import sector_of
from analysis.readers.workbook.opening import Cell
from analysis.readers.workbook.refusals import refusal
from analysis.readers.workbook.tables import Line, Table
from analysis.readers.workbook.units import unit_of
from analysis.readers.workbook.words import plain

SECTORS = ("domestic", "foreign_invested")
_HEADINGS = ("mat hang", "main items", "main goods")
_WITHIN = ("trong do", "td", "of which", "in which")


@dataclass(frozen=True)
class Row:
    """A row with the code of its label and the unit of its quantities."""

    line: Line
    code: str
    unit: str

    def cell(self, column: Column) -> Cell:
        """Its cell in a column; a row may be shorter than others."""
        return self.line.cells[column.place] if column.place < len(self.line.cells) else None


def rows_of(table: Table, columns: Sequence[Column]) -> list[Row]:
    """The rows with figures; of consumer prices only the first, which is the total.

    A number without a name or a column of its own is refused: its row or column may have moved.
    """
    traded = table.kind in TRADE
    rows = list(_traded(table, columns) if traded else _named(table, columns))
    if table.kind == "cpi":
        return rows[:1]
    for line in table.lines:
        _refuse_strays(table, columns, line)
    _refuse_volumes(table, columns, rows)
    _refuse_gaps(table, columns, rows)
    return rows


def _named(table: Table, columns: Sequence[Column]) -> Iterator[Row]:
    unit = ""
    for line in filter(lambda line: _has_figures(line, columns), table.lines):
        unit = unit_of(table, line, unit)
        yield Row(line, sector_of(table.kind, line.label), unit)


def _traded(table: Table, columns: Sequence[Column]) -> Iterator[Row]:
    """Total and sectors, then goods; crude oil and the rest within the foreign sector are left to the goods."""
    goods, parent = False, ""
    for line in table.lines:
        if plain(line.label).startswith(_HEADINGS) or not _has_figures(line, columns):
            goods = goods or bool(line.label)
            continue
        code = sector_of(table.kind, line.label)
        if plain(line.label).startswith(_WITHIN):
            code = f"{parent}_{sector_of(table.kind, line.label.split(':')[-1])}"
        elif goods:
            parent = code
        if goods or code in ("total", *SECTORS):
            yield Row(line, code, unit_of(table, line, ""))


def _has_figures(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a labelled row has a number, or text that should be one, in a column of figures; 0 alone is none."""
    cells = [line.cells[column.place] for column in columns if column.place < len(line.cells)]
    return bool(line.label) and any(cell for cell in cells)


def _refuse_strays(table: Table, columns: Sequence[Column], line: Line) -> None:
    places = {column.place for column in columns}
    for place, cell in enumerate(line.cells):
        if not isinstance(cell, float) or not cell:
            continue
        # statisticians' own sums stand between and right of the columns of trade tables
        unnamed = place not in {*places, *table.headers} and (table.kind not in TRADE or place < min(places))
        if unnamed or (place in places and not line.label):
            raise refusal("stray", table.place.at(line.row, place), read=cell)


def _refuse_gaps(table: Table, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Refuse a gap at the end of the last column or row, which a column or row that moved leaves behind."""
    full = [column for column in columns if column.role in ("", "value")]
    volumes = [column for column in columns if column.role == "volume"]
    for row in rows:
        own = columns if any(row.cell(column) for column in volumes) else full
        _refuse_moved(table, row, own, columns[-1].place + 1)
        if row.code not in SECTORS:
            _refuse_gap(table, row, full[-1])
        if own is columns and volumes:
            _refuse_gap(table, row, volumes[-1])
    for column in full if rows else []:
        _refuse_gap(table, rows[-1], column)


def _refuse_moved(table: Table, row: Row, columns: Sequence[Column], beyond: int) -> None:
    """Refuse a number right beyond the last column of a row that has a gap."""
    cells = row.line.cells[beyond : beyond + 1]
    if any(cells) and any(row.cell(column) is None for column in columns):
        raise refusal("stray", table.place.at(row.line.row, beyond), read=cells[0])


def _refuse_gap(table: Table, row: Row, column: Column) -> None:
    if row.cell(column) is None:
        raise refusal("number", table.place.at(row.line.row, column.place), read="")


def _refuse_volumes(table: Table, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Refuse a volume beside the total or a sector, which have none."""
    for row in rows:
        for column in columns:
            cell = row.cell(column)
            if table.kind in TRADE and row.code in ("total", *SECTORS) and column.role == "volume" and cell:
                raise refusal("stray", table.place.at(row.line.row, column.place), read=cell)
