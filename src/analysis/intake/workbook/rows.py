"""The rows of a table that hold figures, each with its code and the unit of its quantities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.intake.workbook.headers import Column
from analysis.intake.workbook.kinds import KINDS
from analysis.intake.workbook.labels import sector_of
from analysis.intake.workbook.opening import Cell
from analysis.intake.workbook.tables import Line, Table
from analysis.intake.workbook.units import unit_of
from analysis.intake.workbook.words import plain

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
    """The rows with figures; of consumer prices only the first, which is the total."""
    rows = list(_traded(table, columns) if table.kind in ("exports", "imports") else _named(table, columns))
    return rows[:1] if table.kind == "cpi" else rows


def _named(table: Table, columns: Sequence[Column]) -> Iterator[Row]:
    unit = ""
    for line in filter(lambda line: _has_figures(line, columns), table.lines):
        unit = unit_of(table, line, unit)
        yield Row(line, sector_of(table.kind, line.label), unit)


def _traded(table: Table, columns: Sequence[Column]) -> Iterator[Row]:
    """Total and sectors, then goods; crude oil and the rest within the foreign-invested sector are left to the goods."""
    goods, parent = False, ""
    for line in table.lines:
        if not _has_figures(line, columns):
            goods = goods or bool(line.label)
            continue
        code = sector_of(table.kind, line.label)
        if plain(line.label).startswith(_WITHIN):
            code = f"{parent}_{sector_of(table.kind, line.label.split(':')[-1])}"
        elif goods:
            parent = code
        if goods or code in KINDS[table.kind].needed_rows:
            yield Row(line, code, unit_of(table, line, ""))


def _has_figures(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a labelled row has a number, or text that should be one, in a column of figures; 0 alone is none."""
    cells = [line.cells[column.place] for column in columns if column.place < len(line.cells)]
    return bool(line.label) and any(cell for cell in cells)
