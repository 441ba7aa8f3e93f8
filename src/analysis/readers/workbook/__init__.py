"""Workbooks of statistics offices and departments, monthly or yearly, as rows of the ledger."""

from pathlib import Path

import pandas as pd

from analysis.readers.workbook.book import Book, read_book
from analysis.readers.workbook.labels import is_name_of

__all__ = ["Book", "is_name_of", "read_book", "read_workbook"]


def read_workbook(path: str | Path, published: str | None = None, geography: str | None = None) -> pd.DataFrame:
    """Every figure of a statistical workbook in the ledger's columns, growth instead of indices.

    .xls, .xlsx, .docx, HTML or CSV, monthly tables, a department's report or a yearbook. `published` is the day of
    publication; without it the file's name or a line of its head must say it. `geography`: whose figures they are
    where the file does not say it. What cannot be read without guessing is left out; `read_book` lists it. A file of
    which nothing can be read is a `LedgerError` that says why. The name of a branch, product or good that has no term
    yet stands in the note.
    """
    path = Path(path)
    return read_book(path.read_bytes(), path.name, published, geography).rows
