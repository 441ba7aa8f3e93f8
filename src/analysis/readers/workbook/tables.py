"""The tables of a sheet, found by their titles: the words above each column, the rows with their labels."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import isfinite
from textwrap import shorten

from openpyxl.utils import get_column_letter

from analysis.ledger.problems import Problem
from analysis.readers.grids import Cell, Sheet
from analysis.readers.letters import plain
from analysis.readers.spoken import read_cell
from analysis.readers.workbook.kinds import KINDS, geography_of, is_continued, kind_of

_NUMBERED = re.compile(r"(?:(?:biểu|bảng|table)(?: số)? ?)?\d{1,3}(?:\.\d{1,2})? ?[a-z]?\s*[.:)]", re.IGNORECASE)
_UNIT_LINE = re.compile(
    r"(?:don vi(?: tinh)?|dvt|unit)\b.*"
    r"|(?:1000|nghin|ty|ti|trieu|mill?|bn|bill)? ?(?:dong|tan|usd|mill usd|dongs|tons)(?: .*)?|"
)
_INDICATORS = re.compile(r"(?:cac |mot so |ten )?chi tieu(?: chu yeu)?|indicators?")
_COUNTER = re.compile(r"(?:[ivxlc]{1,5}|[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-z])[.)]?", re.IGNORECASE)
_LONGEST_TITLE, _FEW_PLACES = 250, 3
YEARS = range(1990, 2060)
_INDENT = 3
"""So many columns to the right a name may stand below that of the total."""


@dataclass(frozen=True)
class Line:
    """One row of a table: its label as written, without its number in the list ("I", "2"), and its cells."""

    row: int
    label: str
    cells: list[Cell]

    def cell(self, column: int) -> Cell:
        """Its cell in a column; a row may be shorter than others."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True)
class Table:
    """A table of a known kind; `headers` holds the plain words above each column, `own` without shared headings.

    `problems` collects what of it is put aside; `scale`: what its levels are multiplied by, None if unknown.
    """

    kind: str
    file: str
    sheet: str
    row: int
    title: str
    head: tuple[str, ...]
    unit: str
    headers: dict[int, str]
    own: dict[int, str]
    lines: list[Line]
    problems: list[Problem] = field(default_factory=list)
    scale: float | None = 1.0

    def aside(self, rule: str, row: int, column: int | None = None, **words: object) -> None:
        """Notes that something of the table is not taken, and where it stands."""
        letter = None if column is None else get_column_letter(column + 1)
        self.problems.append(Problem(rule, self.file, row + 1, letter, words, self.sheet))

    @property
    def name(self) -> str:
        """Its title in short, and its sheet."""
        return f"{shorten(self.title, 50, placeholder='…')} ({self.sheet})"

    @property
    def of_places(self) -> bool:
        """Whether its rows are provinces."""
        named = [line for line in self.lines if geography_of(line.label)]
        return bool(KINDS[self.kind].of_places) or len(named) >= _FEW_PLACES

    @property
    def numbered(self) -> bool:
        """Whether the title begins with a number, as those of the General Statistics Office do."""
        return _NUMBERED.match(self.title) is not None


def find_tables(sheet: Sheet, file: str) -> list[Table]:
    """Every table, pages that continue one each by itself; where none is of a known kind, the report it may be.

    The kind of a table that is not known is "". Sheets of one column are prose.
    """
    rows = sheet.rows
    if max((len(row) for row in rows), default=0) < 2:
        return []
    starts: list[int] = []
    for row, cells in enumerate(rows):
        # words of a header may read like a title, but follow one without figures between
        if _begins(cells) and (not starts or _numbers(cells) or _has_numbers(rows[starts[-1] + 1 : row])):
            starts.append(row)
    found = [
        _table(kind_of(_title(rows, start, stop)) or "", sheet, file, start, stop, starts[0])
        for start, stop in pairwise([*starts, len(rows)])
        if _has_numbers(rows[start + 1 : stop])
    ]
    return found if any(table.kind for table in found) else list(_report(sheet, file)) or found


def joined(tables: list[Table]) -> list[Table]:
    """The tables with the pages that continue them below their own rows, under the headers of the first page."""
    whole: list[Table] = []
    for table in tables:
        first = next((each for each in reversed(whole) if each.kind == table.kind), None)
        follows = first and (is_continued(table.title) or (table.kind and not table.headers))
        if first and follows and not first.kind:
            continue
        if first and follows and set(table.headers) <= set(first.headers):
            first.lines.extend(table.lines)
            first.problems.extend(table.problems)
        else:
            whole.append(table)
    return whole


def is_year(cell: Cell) -> bool:
    """Whether a number is a year, as headers hold."""
    return isinstance(cell, float) and cell.is_integer() and int(cell) in YEARS


def _has_numbers(rows: list[list[Cell]]) -> bool:
    return any(_is_figure(cell) for row in rows for cell in row)


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        value, _ = read_cell(cell)
        return value is not None and isfinite(value) and not (cell.isdecimal() and int(cell) in YEARS)
    return isinstance(cell, float) and not is_year(cell)


def _begins(row: list[Cell]) -> bool:
    texts = _texts([row])
    if len(texts) != 1 or len(texts[0]) > _LONGEST_TITLE or row.index(texts[0]) != _first(row):
        return False
    # a row's label may read like a title, but has figures beside it and no number before it
    return _numbers(row) or (kind_of(texts[0]) is not None and len(row) - row.count(None) == 1)


def _numbers(row: list[Cell]) -> bool:
    """Whether a row begins with a number and a title."""
    return _NUMBERED.match(next(cell for cell in row if isinstance(cell, str))) is not None


def _title(rows: list[list[Cell]], start: int, stop: int) -> str:
    label = _first(rows[start])
    parts = [str(rows[start][label])]
    for row in rows[start + 1 : stop]:
        if not _only_label(row, label):
            break
        parts += [row[label]] if isinstance(row[label : label + 1][0], str) else []
    return " ".join(parts)


def _first(row: list[Cell]) -> int:
    return next((at for at, cell in enumerate(row) if cell is not None), len(row))


def _only_label(row: list[Cell], label: int) -> bool:
    return len(row) > label and all(cell is None for at, cell in enumerate(row) if at != label)


def _report(sheet: Sheet, file: str) -> Iterator[Table]:
    """The table headed "Chỉ tiêu": its rows name their indicators, what stands above is its title."""
    for at, row in enumerate(sheet.rows):
        if any(isinstance(cell, str) and _INDICATORS.fullmatch(plain(cell)) for cell in row):
            if _has_numbers(sheet.rows[at + 1 :]):
                title = " ".join(_texts(sheet.rows[:at]))
                table = _table("report", sheet, file, at - 1, len(sheet.rows), at)
                yield replace(table, title=title or sheet.name, row=at)
            return


def _table(kind: str, sheet: Sheet, file: str, start: int, stop: int, top: int) -> Table:
    rows, row = sheet.rows, start + 1
    title = _title(rows, start, stop) if start >= 0 else ""
    above = _first(rows[start]) if start >= 0 else 0
    while kind != "report" and row < stop and _only_label(rows[row], above):
        row += 1
    label = _label_column(rows[row:stop], above)
    header: list[int] = []
    while row < stop and _is_header(rows[row], label):
        header, row = [*header, row], row + 1
    units = [at for at in header if _is_unit_line(rows[at])]
    worded = [[] if _numbers_columns(rows[at]) else rows[at] for at in header if at not in units]
    headers, own = _words_above(worded, label)
    brackets = [found for text in _texts(worded) for found in re.findall(r"\([^)]+\)", text)]
    unit = " ".join([*_texts(rows[at] for at in units), *brackets])
    head = tuple(_texts(rows[:top]))[:12]
    lines = _lines(sheet, row, stop, label, _first_beside(headers, own, label))
    return Table(kind, file, sheet.name, max(start, 0), title, head, unit, headers, own, lines)


def _texts(rows: Iterable[list[Cell]]) -> list[str]:
    return [cell for row in rows for cell in row if isinstance(cell, str)]


def _label_column(rows: list[list[Cell]], above: int) -> int:
    """The leftmost column that names a row with figures, else that of the title."""
    named = [_first_name(row) for row in rows if any(map(_is_figure, row))]
    return min((at for at in named if at is not None), default=above)


def _first_name(row: list[Cell]) -> int | None:
    """Where a row's name stands: in its first cell, or behind the number that counts the rows."""
    first = _first(row)
    first += isinstance(row[first], float) and row[first] in range(1, 100)
    return first if isinstance((*row, None)[first], str) else None


def _is_header(row: list[Cell], label: int) -> bool:
    if _numbers_columns(row):
        return True
    texts = [at for at, cell in enumerate(row) if isinstance(cell, str)]
    figures = [at for at, cell in enumerate(row) if _is_figure(cell)]
    if 0 < len(texts) < 3 and len(figures) > 1 and texts[-1] < min(label + _INDENT, figures[0]):
        return False  # a name below that of the total, and its figures
    if texts and texts[0] <= label:
        return len(texts) > 1 and not any(at > label for at in figures)
    return True


def _numbers_columns(row: list[Cell]) -> bool:
    """Whether a row only counts the columns: A, B, 1, 2, 3 = 2/1."""
    counted = [
        f"{cell:g}" if isinstance(cell, float) else cell.split("=")[0].strip("() ") for cell in row if cell is not None
    ]
    numbers = [int(cell) for cell in counted if cell.isdecimal()]
    in_turn = len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return in_turn and numbers[0] < 4 and all(len(cell) <= 2 for cell in counted if not cell.isdecimal())


def _is_unit_line(row: list[Cell]) -> bool:
    texts = _texts([row])
    return len(texts) == 1 and _UNIT_LINE.fullmatch(plain(texts[0])) is not None


def _first_beside(headers: dict[int, str], own: dict[int, str], label: int) -> int:
    """The first column that holds no part of a row's name."""
    beside = [
        column
        for column in headers
        if not re.fullmatch(r"s?tt|ma so|(?:\w+ ){0,2}chi tieu\b.*|indicators?", own[column])
    ]
    return min(beside, default=label + 1)


def _words_above(rows: list[list[Cell]], label: int) -> tuple[dict[int, str], dict[int, str]]:
    """The words of each column from top to bottom; a heading reaches right over columns that have begun no own.

    And those of each column without such headings.
    """
    width = max((len(row) for row in rows), default=0)
    said: dict[int, list[str]] = {column: [] for column in range(label + 1, width)}
    begun: set[int] = set()
    for row in rows:
        begun |= {column for column in said if _said(row, column)}
        heading = ""
        for column in said:
            heading = _said(row, column) if column in begun else heading
            said[column] += [heading] if heading else []
    words = {column: plain(" ".join(parts)) for column, parts in said.items()}
    own = {column: plain(" ".join(_said(row, column) for row in rows)) for column in said}
    return {column: text for column, text in words.items() if column in begun and text}, own


def _said(row: list[Cell], column: int) -> str:
    cell = row[column] if column < len(row) else None
    if isinstance(cell, float):
        return str(int(cell)) if is_year(cell) else ""
    return cell or ""


def _lines(sheet: Sheet, start: int, stop: int, label: int, first: int) -> list[Line]:
    lines: list[Line] = []
    for row in range(start, stop):
        cells = sheet.rows[row]
        texts = [cell for cell in cells[label:first] if isinstance(cell, str)]
        counters = [text for text in texts[:-1] if _COUNTER.fullmatch(text)][:1]
        name = " ".join(text for text in texts if text not in counters)
        wraps = name[:1].islower() or name.startswith("(")
        if lines and wraps and lines[-1].label and not any(map(_is_figure, lines[-1].cells[first:])):
            name = f"{lines.pop().label} {name}"  # a label over two rows
        if name or any(cell is not None for cell in cells):
            lines.append(Line(row, name, cells))
    return lines
