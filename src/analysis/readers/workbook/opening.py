"""The sheets of an .xls or .xlsx file as plain cells; a file that could do harm is refused before it is opened."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

import olefile
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from analysis.readers.workbook.refusals import Place, WorkbookError, refusal
from analysis.readers.workbook.words import as_written

Cell = str | float | None

LARGEST_FILE = 16 * 2**20
LARGEST_CONTENT = 48 * 2**20
LARGEST_RATIO = 100
MOST_PARTS = 2000
_SMALL = 2**16
MOST_SHEETS = 200
# The official sheets end before row 1,300 and column 25.
LAST_ROW, LAST_COLUMN = 5000, 300
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# Records of a BIFF sheet that begin with the row and column of a cell, and the one that says "encrypted".
_CELLS = {0x0006, 0x0203, 0x0204, 0x0205, 0x0201, 0x027E, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0406, 0x0206}
_ENCRYPTED = 0x002F


@dataclass(frozen=True)
class Sheet:
    """One sheet: its place and its cells, text as written, empty ones None."""

    place: Place
    rows: list[list[Cell]]


def open_sheets(path: Path) -> list[Sheet]:
    """Every sheet that is not hidden, with cached values only; macros and formulas are never run.

    Refused: what is missing, too large, packed too tightly, encrypted, cut off, or neither .xls nor .xlsx.
    """
    place, content = Place(path.name), _content(path)
    try:
        _refuse_harmful(content, place)
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        shown = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        return [Sheet(Place(path.name, name), _cells(workbook, name)) for name in shown[:MOST_SHEETS]]
    except (KeyboardInterrupt, SystemExit, WorkbookError):
        raise
    except BaseException as error:  # the reader written in Rust panics past Exception on some broken files
        raise refusal("broken", place, read=_first_line(error)) from error


def _content(path: Path) -> bytes:
    place = Place(path.name)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refusal("missing", place, read=_first_line(error)) from error
    if len(content) > LARGEST_FILE:
        raise refusal("large", place, read=f"> {LARGEST_FILE // 2**20} MB", expected=f"{LARGEST_FILE // 2**20} MB")
    return content


def _refuse_harmful(content: bytes, place: Place) -> None:
    if content.startswith(_ZIP):
        _refuse_harmful_zip(content, place)
    elif content.startswith(_OLE):
        _refuse_harmful_ole(content, place)
    else:
        raise refusal("format", place, read=ascii(content[:16].decode("latin-1")))


def _refuse_harmful_zip(content: bytes, place: Place) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            ratio = max(map(_ratio, parts), default=0)
            if len(parts) > MOST_PARTS or size > LARGEST_CONTENT or ratio > LARGEST_RATIO:
                raise refusal("packed", place, read=f"{size / 2**20:.0f} MB, 1:{ratio:.0f}, {len(parts)}")
            for part in parts:
                if re.fullmatch(r"/?xl/worksheets/[^/]+\.xml", part.filename, re.IGNORECASE):
                    _refuse_far_cells(*_reach_of_xml(archive.read(part), place), place)
    except WorkbookError:
        raise
    except Exception as error:  # zlib, zipfile and expat each have their own kinds
        raise refusal("broken", place, read=_first_line(error)) from error


def _ratio(part: ZipInfo) -> float:
    return part.file_size / max(part.compress_size, 1) if part.file_size > _SMALL else 1


def _reach_of_xml(text: bytes, place: Place) -> tuple[int, int]:
    """The last row and column of a sheet, read as a stream so that nothing is laid out yet."""
    here, last = [0, 0], [0, 0]

    def refuse_doctype(*_: object) -> None:
        raise refusal("broken", place, read="<!DOCTYPE>")

    def note(name: str, attributes: dict[str, str]) -> None:
        kind, told = name.split(":")[-1], attributes.get("r", "")
        if kind == "row":
            here[:] = [int(told) if told.isdecimal() else here[0] + 1, 0]
        elif kind == "c":
            found = re.fullmatch("([A-Za-z]{1,5})([0-9]{1,9})", told)
            here[:] = [int(found[2]), _number(found[1])] if found else [here[0], here[1] + 1]
        last[:] = map(max, last, here)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = note
    parser.Parse(text, True)
    return last[0], last[1]


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _refuse_harmful_ole(content: bytes, place: Place) -> None:
    try:
        with olefile.OleFileIO(BytesIO(content)) as archive:
            if archive.exists("EncryptedPackage"):
                raise refusal("encrypted", place)
            stream = next((name for name in ("Workbook", "Book") if archive.exists(name)), None)
            if stream is None:
                raise refusal("format", place, read=", ".join("/".join(entry) for entry in archive.listdir()[:5]))
            _refuse_far_cells(*_reach_of_biff(archive.openstream(stream).read(), place), place)
    except WorkbookError:
        raise
    except Exception as error:  # a cut file breaks olefile in many ways
        raise refusal("broken", place, read=_first_line(error)) from error


def _reach_of_biff(stream: bytes, place: Place) -> tuple[int, int]:
    """The last row and column of any sheet of an .xls file."""
    position, rows, columns = 0, 0, 0
    while position + 4 <= len(stream):
        kind, length = (_word(stream, position + at) for at in (0, 2))
        if kind == _ENCRYPTED:
            raise refusal("encrypted", place)
        if kind in _CELLS and length >= 4:
            rows, columns = max(rows, _word(stream, position + 4) + 1), max(columns, _word(stream, position + 6) + 1)
        position += 4 + length
    return rows, columns


def _word(stream: bytes, at: int) -> int:
    return int.from_bytes(stream[at : at + 2], "little")


def _refuse_far_cells(rows: int, columns: int, place: Place) -> None:
    if rows > LAST_ROW or columns > LAST_COLUMN:
        raise refusal("huge", place, read=f"{rows} × {columns}", expected=f"{LAST_ROW} × {LAST_COLUMN}")


def _cells(workbook: CalamineWorkbook, name: str) -> list[list[Cell]]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> Cell:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return as_written(str(value)) or None
    return float(value)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
