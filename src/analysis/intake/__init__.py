"""New figures in: what was published, as rows for the ledger."""

from analysis.intake.workbook import read_workbook

__all__ = ["read_workbook"]
