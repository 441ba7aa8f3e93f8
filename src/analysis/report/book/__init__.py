"""The answer as an Excel workbook whose shares and paces are live formulas."""

from analysis.report.book.workbook import workbook

__all__ = ["workbook"]
