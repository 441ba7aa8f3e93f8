"""The entry sheet: a month's report to fill in, and what was filled in."""

from analysis.readers.sheet.opening import entry_sheet
from analysis.readers.sheet.reading import read_sheet, read_sheet_and_source
from analysis.readers.sheet.writing import write_sheet

__all__ = ["entry_sheet", "read_sheet", "read_sheet_and_source", "write_sheet"]
