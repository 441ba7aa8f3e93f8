"""A workbook opened without trust: its size is bounded before anything of it is unpacked."""

import warnings
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from analysis.ledger.problems import refusal
from analysis.readers.sheet.layout import COLUMN_CODES, MARK

_MOST_BYTES, _MOST_PARTS, _MOST_ROWS = 8_000_000, 200, 2_000


def entry_sheet(path: Path) -> Worksheet | None:
    """The worksheet that bears the entry sheet's mark; None where the file is a workbook of another kind."""
    content = path.read_bytes()
    if not content.startswith(b"PK") or not _bears_mark(path, content):
        return None
    _refuse_oversized(path, content)
    return next((sheet for sheet in _worksheets(path, content) if str(sheet["A1"].value).startswith(MARK)), None)


def _worksheets(path: Path, content: bytes) -> list[Worksheet]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts it does not keep, such as themes of other programs
            sheets = load_workbook(BytesIO(content), keep_links=False).worksheets
    except Exception as error:  # a damaged file fails anywhere in the reader's depths
        raise refusal("workbook_unreadable", path) from error
    for sheet in sheets:
        if sheet.max_row > _MOST_ROWS or sheet.max_column > 2 * len(COLUMN_CODES):
            raise refusal("workbook_large", path, read=sheet.dimensions[:40])
    return sheets


def _bears_mark(path: Path, content: bytes) -> bool:
    """Whether the mark stands among the texts, of which no more is unpacked than an entry sheet can have."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            for part in archive.namelist()[:_MOST_PARTS]:
                if part.endswith(("sharedStrings.xml", "sheet1.xml")):
                    with archive.open(part) as texts:
                        if MARK.encode() in texts.read(_MOST_BYTES):
                            return True
    except Exception as error:  # a scratched archive fails in many ways
        raise refusal("workbook_unreadable", path) from error
    return False


def _refuse_oversized(path: Path, content: bytes) -> None:
    parts = ZipFile(BytesIO(content)).infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MOST_BYTES or len(parts) > _MOST_PARTS:
        raise refusal("workbook_large", path, read=f"{unpacked:,} bytes, {len(parts)} parts")
