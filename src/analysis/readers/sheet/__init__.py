"""A filled-in entry sheet read back: every figure with its series, or everything that must be put right in it."""

import re
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeVar
from zipfile import ZipFile

import pandas as pd
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from analysis import wording
from analysis.ledger import COLUMNS, DATA
from analysis.ledger.problems import Problem, refusal, refuse
from analysis.ledger.rules import FORMS
from analysis.ledger.vocabulary import Vocabulary
from analysis.readers.grids import ZIP, refuse_harmful
from analysis.readers.release import Source
from analysis.readers.sheet import layout
from analysis.readers.sheet.cells import Misread, day_in, number_in, plan_in, text_in
from analysis.readers.sheet.layout import ASKED, COLUMN_CODES, GREY, MARK, PLANS, Line

Read = TypeVar("Read")


def read_sheet(path: Path, *, data: Path = DATA) -> tuple[pd.DataFrame, Source] | None:
    """The figures of a filled-in entry sheet in the ledger's columns, by the cell each stands in; its head's source.

    None where the file is no entry sheet.
    """
    sheet = entry_sheet(path)
    if sheet is None:
        return None
    reading = _Reading(path.name, sheet, data)
    rows = pd.DataFrame(reading.figures(), columns=["cell", *COLUMNS]).set_index("cell")
    source = reading.source()
    refuse([*reading.problems, *reading.strays()])
    if rows.empty:
        raise refusal("sheet_empty", reading.name)
    return rows.assign(published=source.published, source_id=source.wished_id).astype({"value": float}), source


class _Reading:
    """One pass over an entry sheet that collects what is wrong instead of stopping at the first."""

    def __init__(self, name: str, sheet: Worksheet, data: Path) -> None:
        self.name, self.sheet = name, sheet
        self.vocabulary = Vocabulary(data)
        self.problems: list[Problem] = []
        self.mark = str(sheet["A1"].value)
        self.geography, self.month = self._what_for()
        self.columns = self._columns()
        below = range(layout.FIRST_ROW, sheet.max_row + 1)
        self.rows = {row: str(code) for row in below if (code := sheet.cell(row, layout.CODE_COLUMN).value)}

    def figures(self) -> Iterator[list[object]]:
        """Cell address and the ledger's columns of each figure; publication day and source are still empty."""
        for row, code in self.rows.items():
            line = self._line(row, code)
            if line is not None:
                yield from self._figures_of(row, line)

    def source(self) -> Source:
        """The source in the sheet's head."""
        rows = range(layout.FIRST_FIELD_ROW, layout.FIRST_FIELD_ROW + len(layout.FIELDS))
        if tuple(self.sheet.cell(row, layout.CODE_COLUMN).value for row in rows) != layout.FIELDS:
            raise refusal("sheet_changed", self.name, rows[0], "A")
        cells = [self.sheet.cell(row, layout.FIELD_COLUMN) for row in rows]
        texts = [self._take(cell, text_in, "") for cell in cells[:-1]]
        for field, cell, text in zip(layout.FIELDS, cells, texts, strict=False):
            if not text and field != "url":
                self._complain("blank", cell)
            if text != wording.harmless(text):
                self._complain("sheet_formula", cell, read=text)
        return Source(*texts, self._take(cells[-1], day_in, ""))

    def strays(self) -> Iterator[Problem]:
        """Numbers and formulas where the sheet asks for nothing, and cells merged into one."""
        for merged in self.sheet.merged_cells.ranges:
            yield Problem("sheet_merged", self.name, merged.min_row, get_column_letter(merged.min_col))
        known = set(self.columns.values())
        for cells in self.sheet.iter_rows(min_row=layout.FIRST_FIELD_ROW):
            for cell in cells:
                inside = cell.column in known and (cell.row in self.rows or cell.row <= layout.FIRST_ROW - 1)
                typed = cell.value is not None and not isinstance(cell, MergedCell) and _is_number(cell)
                if typed and not inside:
                    yield Problem("sheet_stray", self.name, cell.row, cell.column_letter, {"read": cell.value})

    def _what_for(self) -> tuple[str, str]:
        parts = self.mark.split("|")
        sound = len(parts) == 3 and parts[1] in self.vocabulary.known("geography")
        if not sound or not re.fullmatch(FORMS["month"][0], parts[-1]):
            raise refusal("sheet_changed", self.name, 1, "A")
        return parts[1], parts[2]

    def _columns(self) -> dict[str, int]:
        codes = tuple(cell.value for cell in self.sheet[layout.CODES_ROW] if cell.value is not None)
        if codes not in (COLUMN_CODES, COLUMN_CODES[: -len(PLANS)]):
            raise refusal("sheet_changed", self.name, layout.CODES_ROW)
        return {code: column for column, code in enumerate(codes, start=1)}

    def _line(self, row: int, code: str) -> Line | None:
        locked = {name: self.sheet.cell(row, column).value for name, column in self.columns.items()}
        kept = {"code", "name", "sector"} | {name for name in locked if name.startswith(GREY)}
        told = {name: locked[name] for name in kept if locked[name] is not None}
        # the unit is locked, and sealed, where the ledger knows it
        seals = [layout.seal(self.mark, told), layout.seal(self.mark, told | {"unit": locked["unit"]})]
        if list(self.rows.values()).count(code) > 1 or locked["seal"] not in seals:
            self.problems.append(Problem("sheet_changed", self.name, row))
            return None
        indicator, _, sector = code.partition("|")
        if indicator not in self.vocabulary.indicators.index or sector not in self.vocabulary.known("sector"):
            self.problems.append(Problem("sheet_unknown_series", self.name, row, words={"read": code}))
            return None
        known = self.vocabulary.indicators.loc[indicator]
        unit = self._code("unit", self._cell(row, "unit"))
        return Line(indicator, sector, known["kind"], unit, tuple(known["unit"].split("|")))

    def _code(self, group: str, cell: Cell) -> str:
        """The code of a word of the glossary, empty where the cell is."""
        word = self._take(cell, text_in, "")
        codes = {wording.term(group, code): code for code in sorted(self.vocabulary.known(group))}
        if word and word not in codes and word not in codes.values():
            self._complain("unknown", cell, read=word, expected=", ".join(codes))
        return codes.get(word, word)

    def _figures_of(self, row: int, line: Line) -> Iterator[list[object]]:
        typed = [
            each for column in ASKED if ":".join(column) in self.columns for each in self._typed(row, line, *column)
        ]
        if not typed:
            return
        status = self._code("status", self._cell(row, "status"))
        note = self._take(self._cell(row, "note"), text_in, "")
        if not status:
            self._complain("blank", self._cell(row, "status"))
        for kind, measure, value, planned in typed:
            address = self._cell(row, f"{kind}:{measure}").coordinate
            period = ["year", self.month[:4]] if planned else [kind, self.month]
            own, unit = layout.measure_of(line, measure), self._unit_of(row, line, measure)
            series = [self.geography, line.indicator, line.sector, *period]
            yield [address, *series, own, value, unit, planned or status, "", "", wording.harmless(note)]

    def _typed(self, row: int, line: Line, kind: str, measure: str) -> list[tuple[str, str, float, str]]:
        """What was typed into a cell: its column, the value, and the kind of a plan; a range is two."""
        cell, percent = self._cell(row, f"{kind}:{measure}"), measure != "level"
        if kind == "plan":
            values, planned = self._take(cell, lambda each: plan_in(each, percent=percent), ([], ""))
        else:
            value, planned = self._take(cell, lambda each: number_in(each, percent=percent), None), ""
            values = [value] * (value is not None)
        if values and not line.asks(measure):
            self._complain("sheet_not_asked", cell, read=cell.value)
            return []
        return [(kind, measure, value, planned) for value in values]

    def _unit_of(self, row: int, line: Line, measure: str) -> str:
        if measure != "level":
            return "percent"
        allowed = [*line.units, "count"] if line.kind == "stock" else line.units
        if line.unit not in allowed:
            names = ", ".join(wording.unit(unit) for unit in line.units)
            self._complain("sheet_unit", self._cell(row, "unit"), expected=names)
        return line.unit

    def _cell(self, row: int, code: str) -> Cell:
        return self.sheet.cell(row, self.columns[code])

    def _take(self, cell: Cell, reader: Callable[[Cell], Read], otherwise: Read) -> Read:
        try:
            return reader(cell)
        except Misread as misread:
            self._complain(misread.rule, cell, **misread.words)
            return otherwise

    def _complain(self, rule: str, cell: Cell, **words: object) -> None:
        self.problems.append(Problem(rule, self.name, cell.row, get_column_letter(cell.column), words))


def _is_number(cell: Cell) -> bool:
    if cell.data_type == "f":
        return True
    return isinstance(cell.value, int | float) or any(letter.isdigit() for letter in str(cell.value))


_MOST_BYTES, _MOST_ROWS = 8_000_000, 2_000


def entry_sheet(path: Path) -> Worksheet | None:
    """The worksheet that bears the entry sheet's mark; None where the file is a workbook of another kind.

    Refused: two of them in one workbook, for only one would be read, and what no entry sheet can hold.
    """
    content = path.read_bytes()
    if not content.startswith(ZIP):
        return None
    refuse_harmful(content, path.name)
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        texts = [part for part in parts if part.filename.endswith(("sharedStrings.xml", "sheet1.xml"))]
        if not any(MARK.encode() in archive.read(part) for part in texts):
            return None
    size = sum(part.file_size for part in parts)
    if size > _MOST_BYTES:
        raise refusal("workbook_large", path.name, read=f"{size:,} bytes")
    marked = [sheet for sheet in _worksheets(path, content) if str(sheet["A1"].value).startswith(MARK)]
    if len(marked) > 1:
        raise refusal("sheet_two", path.name, read=", ".join(sheet.title for sheet in marked))
    return marked[0] if marked else None


def _worksheets(path: Path, content: bytes) -> list[Worksheet]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts it does not keep, such as themes of other programs
            sheets = load_workbook(BytesIO(content), keep_links=False).worksheets
    except Exception as error:  # a damaged file fails anywhere in the reader's depths
        raise refusal("workbook_unreadable", path.name) from error
    for sheet in sheets:
        if sheet.max_row > _MOST_ROWS or sheet.max_column > 2 * len(COLUMN_CODES):
            raise refusal("workbook_large", path.name, read=sheet.dimensions[:40])
    return sheets
