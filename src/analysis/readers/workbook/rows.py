"""The rows of a table that hold figures, each with its place, indicator, sector and the unit of its quantities."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from statistics import median

from analysis.identities import PARTS
from analysis.ledger.vocabulary import WHOLE
from analysis.readers.grids import Cell
from analysis.readers.letters import plain
from analysis.readers.phrases import items, of_kind
from analysis.readers.spoken import CHANGED
from analysis.readers.workbook.columns import Column
from analysis.readers.workbook.kinds import KINDS, TRADE, geography_of, indicator_of, is_known, sector_of
from analysis.readers.workbook.tables import Line, Table

SECTORS = PARTS["exports", WHOLE]
_HEADINGS = ("mat hang", "main items", "main goods")
_WITHIN = ("trong do", "td", "of which", "in which")


@dataclass(frozen=True)
class Row:
    """A row with the code of its label, the unit of its quantities and the place it names, if any."""

    line: Line
    code: str
    indicator: str
    unit: str = ""
    geography: str = ""
    scale: float = 1.0


def rows_of(table: Table, columns: Sequence[Column]) -> tuple[list[Row], list[Column]]:
    """The rows and columns with figures; those whose cells may have moved are put aside."""
    lines = [line for line in table.lines if _has_figures(line, columns)]
    ways = {"report": _reported, **dict.fromkeys(TRADE, _traded)}
    way = _placed if table.of_places else ways.get(table.kind, _named)
    rows = list(way(table, lines if way is not _traded else table.lines, columns))
    if table.kind != "report":
        columns = [column for column in columns if not _column_moved(table, column, columns, rows)]
        rows = [row for row in rows if columns and not _row_moved(table, row, columns)]
    return rows, columns


def _named(table: Table, lines: Sequence[Line], columns: Sequence[Column]) -> Iterator[Row]:
    """Rows that are sectors; of consumer prices the total and the groups that have a code."""
    unit = ""
    for line in lines:
        unit = _unit_of(table, line, unit)
        code = sector_of(table.kind, line.label)
        own = code == "electricity_output"
        if table.kind != "cpi" or is_known(code):
            yield Row(line, "total" if own else code, code if own else KINDS[table.kind].indicator, unit)


def _placed(table: Table, lines: Sequence[Line], columns: Sequence[Column]) -> Iterator[Row]:
    """Provinces below each other, the country first; the country's GDP is no province's."""
    for line in lines:
        whole = table.kind == "investment" and sector_of(table.kind, line.label) == "total"
        area = "vietnam" if whole else geography_of(line.label)
        if area and (table.kind, area) != ("grdp", "vietnam"):
            yield Row(line, "total", KINDS[table.kind].indicator, geography=area)


def _traded(table: Table, lines: Sequence[Line], columns: Sequence[Column]) -> Iterator[Row]:
    """Total and sectors, then goods; crude oil and the rest within the foreign sector are left to the goods."""
    goods, parent, indicator = False, "", KINDS[table.kind].indicator
    for line in lines:
        if plain(line.label).startswith(_HEADINGS) or not _has_figures(line, columns):
            goods = goods or bool(line.label)
            continue
        code = sector_of(table.kind, line.label)
        if plain(line.label).startswith(_WITHIN):
            code = f"{parent}_{sector_of(table.kind, line.label.split(':')[-1])}"
        elif goods:
            parent = code
        if goods or code in ("total", *SECTORS):
            yield Row(line, code, indicator, _unit_of(table, line, ""))


def _reported(table: Table, lines: Sequence[Line], columns: Sequence[Column]) -> Iterator[Row]:
    """Rows that name an indicator, and below each the rows that are its sectors."""
    kind, indicator = "", ""
    for line in lines:
        own = indicator_of(line.label)
        indicator = own or indicator
        kind = next((name for name, each in KINDS.items() if each.indicator == own), "") if own else kind
        code = "total" if own else sector_of(kind, line.label) if kind else ""
        unit, scale = _own_unit(line, table)
        if code and is_known(code) and unit:
            yield Row(line, code, indicator, unit, scale=scale)
        else:
            table.aside("book_row", line.row, read=line.label)


def _has_figures(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a labelled row has a number in a column of figures; 0 alone is none."""
    return bool(line.label) and any(line.cell(column.place) for column in columns)


# ---- cells that moved


def _row_moved(table: Table, row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row shows that its cells moved: a gap at its end, a number beyond it, a volume beside a total."""
    volumes = [column for column in columns if column.role == "volume"]
    amounts = [column for column in columns if column.role in ("", "value", "sales", "stock")]
    summed = table.kind in TRADE and row.code in ("total", *SECTORS)
    has_volumes = any(row.line.cell(column.place) for column in volumes)
    own = columns if has_volumes else amounts
    gap = any(row.line.cell(column.place) is None for column in own)
    beyond = gap and isinstance(row.line.cell(columns[-1].place + 1), float)
    ends = [[each for each in own if (each.role == "volume") == volume][-1:] for volume in (False, True)]
    ends_open = row.code not in SECTORS and any(row.line.cell(last[0].place) is None for last in ends if last)
    moved = (summed and has_volumes) or beyond or ends_open
    if moved:
        table.aside("book_moved", row.line.row, read=row.line.label)
    return moved


def _column_moved(table: Table, column: Column, columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether a column shows that its cells moved: a gap at its end, or a number below it and a gap within."""
    if not rows or column.role == "volume" or table.kind == "cpi":
        return False
    cells = [row.line.cell(column.place) for row in rows]
    below = [line for line in table.lines if line.row > rows[-1].line.row and not line.label]
    moved_down = None in cells and any(isinstance(line.cell(column.place), float) for line in below[:1])
    moved_up = cells[-1] is None and cells.count(None) < len(cells) and not _runs_with_others(column, columns, rows)
    if moved_down or moved_up:
        table.aside("book_column_moved", rows[-1].line.row, column.place, read=table.headers[column.place])
    return moved_down or moved_up


def _runs_with_others(column: Column, columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether the last levels of a column go with those beside them better than with those of the rows below."""
    alike = [each for each in columns if (each.measure, each.role) == ("level", column.role) and each is not column]
    if column.measure != "level" or not alike:
        return False
    pairs = [(row.line.cell(column.place), row.line.cell(alike[0].place)) for row in rows[-7:]]
    here = [abs(log(one / two)) for one, two in pairs if one and two]
    below = [abs(log(one / two)) for (one, _), (_, two) in pairwise(pairs) if one and two]
    return bool(here and below) and median(here) < median(below) / 2


# ---- units

_DITTO = {'"', "“", "”", "''", "-nt-", "„", "〃", "- -", "-"}


def unit_code(text: str) -> str:
    """The code of a unit as printed ("Nghìn tấn": thousand_tonnes), or nothing for one that is not known."""
    found = items(plain(text), accents=False)
    alone = len(found) == 1 and (found[0].kind, found[0].detail) == ("unit", "1")
    return found[0].code if alone and is_known(found[0].code, "unit") else ""


def scale_of(words: str, unit: str) -> float | None:
    """What numbers under these words are multiplied by to be in the ledger's unit; None where they name none of its."""
    told = of_kind(items(plain(words), accents=False), "unit")
    found = {float(item.detail) * CHANGED[item.code, unit] for item in told if (item.code, unit) in CHANGED}
    return found.pop() if len(found) == 1 else None


def unit_cell(table: Table, line: Line) -> Cell:
    """What stands in a row's cell of the column "Đơn vị tính", where there is one."""
    places = [place for place, words in table.headers.items() if re.match(r"(?:don vi|dvt|unit)\b", words)]
    return line.cell(places[0]) if places else None


def _unit_of(table: Table, line: Line, above: str) -> str:
    """The unit of a row's quantities: its own cell, the unit `above` a ditto mark, or the table's footnote."""
    if table.kind == "products":
        cell = unit_cell(table, line)
        return above if cell in _DITTO else unit_code(str(cell or ""))
    if "(*)" in line.label or re.search(r"nguyen chiec|assembled", plain(line.label)):
        notes = [each.label for each in table.lines if re.match(r"\(\*+\)", each.label)]
        return unit_code(re.split("[,;]", notes[-1])[0]) if notes else ""
    return "thousand_tonnes" if re.search("nghin tan|1000 tons|000 tons", plain(table.unit)) else ""


def _own_unit(line: Line, table: Table) -> tuple[str, float]:
    """Unit and scale of a row of a report, in the ledger's money; per cent where none is named."""
    words = str(unit_cell(table, line) or "")
    for unit in ("billion_vnd", "million_usd"):
        if scale := scale_of(words, unit):
            return unit, scale
    return ("percent", 1.0) if "%" in words or not words else (unit_code(words), 1.0)
