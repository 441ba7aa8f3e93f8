"""The tables of a file as plain cells, whatever program wrote it: .xls, .xlsx, .docx, HTML named .xls, CSV.

A file that could do harm is refused before anything of it is laid out; formulas, macros and links are never run.
"""

import codecs
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from struct import unpack_from
from xml.parsers import expat
from zipfile import ZipFile

import docx
import olefile
from openpyxl.utils import column_index_from_string
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from analysis.ledger.problems import LedgerError, refusal
from analysis.readers.letters import as_written, decoded

Cell = str | float | None

LARGEST_FILE, LARGEST_CONTENT, LARGEST_RATIO = 16 * 2**20, 48 * 2**20, 100
MOST_PARTS, MOST_SHEETS, LONGEST_TEXT = 2000, 200, 1000
# The official sheets end before row 1,300 and column 25.
LAST_ROW, LAST_COLUMN = 5000, 300
_SMALL = 2**16
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# Records of a BIFF sheet that hold a cell's value, by row and column, and the one that says "encrypted".
_VALUES = {0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00D6, 0x00FD, 0x0406, 0x0206}
_ENCRYPTED = 0x002F


@dataclass(frozen=True)
class Sheet:
    """One sheet or table of a file: its name and its cells, text as it is to be read, empty ones None."""

    name: str
    rows: list[list[Cell]]


def open_grids(content: bytes, file: str) -> list[Sheet]:
    """Every sheet of a workbook that is not hidden, every table of a document or page, a CSV as one sheet.

    Refused: what is too large, packed too tightly, encrypted, cut off, or no table at all.
    """
    try:
        refuse_harmful(content, file)
        grids = list(_grids(content, file))
    except (KeyboardInterrupt, SystemExit, LedgerError):
        raise
    except BaseException as error:  # the reader written in Rust panics past Exception on some broken files
        raise refusal("workbook_unreadable", file) from error
    return [Sheet(name, readable(rows)) for name, rows in grids[:MOST_SHEETS]]


@lru_cache(maxsize=2)
def refuse_harmful(content: bytes, file: str) -> None:
    """Refuse bytes that are too many, or would become too many when they are unpacked."""
    if len(content) > LARGEST_FILE:
        raise refusal("book_large", file, read=f"{len(content) / 2**20:.0f} MB", expected=f"{LARGEST_FILE // 2**20} MB")
    try:
        if content.startswith(ZIP):
            _refuse_harmful_zip(content, file)
        elif content.startswith(OLE):
            _refuse_harmful_ole(content, file)
    except LedgerError:
        raise
    except Exception as error:  # a cut file breaks zlib, expat and olefile in many ways
        raise refusal("workbook_unreadable", file) from error


def is_document(content: bytes) -> bool:
    """Whether the bytes are a Word document (.docx)."""
    return content.startswith(ZIP) and b"word/document.xml" in content


def paragraphs(content: bytes) -> str:
    """The running text of a Word document, a line a paragraph."""
    return "\n".join(each.text for each in docx.Document(BytesIO(content)).paragraphs)


def _grids(content: bytes, file: str) -> Sequence[tuple[str, list[list[object]]]]:
    if is_document(content):
        tables = docx.Document(BytesIO(content)).tables
        return [(f"bảng / table {at}", _of_document(table)) for at, table in enumerate(tables, 1)]
    if content.startswith((ZIP, OLE)):
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        wanted = {"skip_empty_area": False, "nrows": LAST_ROW}
        read = [(name, book.get_sheet_by_name(name).to_python(**wanted)) for name in shown[:MOST_SHEETS]]
        return [(name, [row[:LAST_COLUMN] for row in rows]) for name, rows in read]
    text = text_of(content, file)
    if re.search(r"<(?:table|html)\b", text[:2000], re.IGNORECASE):
        page = _Page()
        page.feed(text)
        return [(f"bảng / table {at}", rows) for at, rows in enumerate(page.tables, 1)]
    mark = next((mark for mark in ";\t" if text[:4000].count(mark) > 2), ",")
    rows = [list(row[:LAST_COLUMN]) for row in csv.reader(StringIO(text), delimiter=mark)]
    return [("", rows[:LAST_ROW])]


def text_of(content: bytes, file: str = "") -> str:
    """The text of a file's bytes, UTF-8 or UTF-16; any other encoding is a `LedgerError` that names the two."""
    name = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    zeros = content[:2000].count(0) > len(content[:2000]) / 5
    name = name or (("utf-16-le" if content[1] == 0 else "utf-16-be") if zeros else "utf-8")
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise refusal("press_encoding", file) from error


def _of_document(table: object) -> list[list[object]]:
    """Cells merged across hold their text once."""
    rows = []
    for row in table.rows:  # type: ignore[attr-defined]
        cells = list(row.cells)
        rows.append(["" if at and cell._tc is cells[at - 1]._tc else cell.text for at, cell in enumerate(cells)])
    return rows[:LAST_ROW]


class _Page(HTMLParser):
    """The tables of a web page; what a cell spans to the right stays empty."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[object]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """A table, row or cell begins."""
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            span = dict(attributes).get("colspan") or "1"
            beside = min(int(span), LAST_COLUMN) - 1 if re.fullmatch("[0-9]{1,4}", span) else 0
            self.place = len(self.tables[-1][-1])
            self.tables[-1][-1] += ["", *[None] * beside]

    def handle_data(self, data: str) -> None:
        """Text within a cell."""
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][self.place] += data


def readable(rows: list[list[object]]) -> list[list[Cell]]:
    """Cells of any program as text in its own letters, numbers and nothing."""
    cells = [[_cell(value) for value in row] for row in rows]
    letters = decoded(cell for row in cells for cell in row if isinstance(cell, str))
    return [[letters[cell] if isinstance(cell, str) else cell for cell in row] for row in cells]


def _cell(value: object) -> Cell:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, date):
        # 1/8/2013 typed where months come first was stored as the eighth of January
        swapped = value.month == 1 and value.day <= 12
        day, month = (1, value.day) if swapped else (value.day, value.month)
        return f"{day}/{month}/{value.year}"
    return (as_written(str(value)[:LONGEST_TEXT]) or None) if value else None


def _refuse_harmful_zip(content: bytes, file: str) -> None:
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        large = (part for part in parts if part.file_size > _SMALL)
        ratio = max((part.file_size / max(part.compress_size, 1) for part in large), default=1)
        if len(parts) > MOST_PARTS or size > LARGEST_CONTENT or ratio > LARGEST_RATIO:
            raise refusal("book_packed", file, read=f"{size / 2**20:.0f} MB, 1:{ratio:.0f}, {len(parts)}")
        for part in parts:
            if re.fullmatch(r"/?(?:xl|word)/.*\.xml", part.filename, re.IGNORECASE):
                _refuse_far(*_reach_of_xml(archive.read(part), file), file)


def _reach_of_xml(text: bytes, file: str) -> tuple[int, int]:
    """The last row and column that hold a value, read as a stream so that nothing is laid out yet."""
    here, last = [0, 0], [0, 0]

    def refuse_doctype(*_: object) -> None:
        raise refusal("workbook_unreadable", file)

    def note(name: str, attributes: dict[str, str]) -> None:
        kind, told = name.split(":")[-1], attributes.get("r", "")
        if kind == "row":
            here[:] = [int(told) if told.isdecimal() else here[0] + 1, 0]
        elif kind == "c":
            found = re.fullmatch("([A-Za-z]{1,3})([0-9]{1,9})", told)
            here[:] = [int(found[2]), column_index_from_string(found[1])] if found else [here[0], here[1] + 1]
        elif kind in ("v", "is"):
            last[:] = map(max, last, here)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = note
    parser.Parse(text, True)
    return last[0], last[1]


def _refuse_harmful_ole(content: bytes, file: str) -> None:
    with olefile.OleFileIO(BytesIO(content)) as archive:
        if archive.exists("EncryptedPackage"):
            raise refusal("book_encrypted", file)
        stream = next((name for name in ("Workbook", "Book") if archive.exists(name)), None)
        if stream is None:
            raise refusal("book_format", file)
        _refuse_far(*_reach_of_biff(archive.openstream(stream).read(), file), file)


def _reach_of_biff(stream: bytes, file: str) -> tuple[int, int]:
    position, rows, columns = 0, 0, 0
    while position + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, position)
        if kind == _ENCRYPTED:
            raise refusal("book_encrypted", file)
        if kind in _VALUES and length >= 4:
            row, column = unpack_from("<HH", stream, position + 4)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        position += 4 + length
    return rows, columns


def _refuse_far(rows: int, columns: int, file: str) -> None:
    if rows > LAST_ROW or columns > LAST_COLUMN:
        raise refusal("book_huge", file, read=f"{rows} × {columns}", expected=f"{LAST_ROW} × {LAST_COLUMN}")
