"""The entry sheet within a workbook, found by its mark and opened without trust."""

import warnings
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from analysis.ledger.problems import refusal
from analysis.readers.grids import ZIP, refuse_harmful
from analysis.readers.sheet.layout import COLUMN_CODES, MARK

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
