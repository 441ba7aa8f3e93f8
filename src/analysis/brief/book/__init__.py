"""The answer as an Excel workbook whose shares and paces are live formulas."""

from analysis.brief.book.workbook import workbook

__all__ = ["workbook"]
