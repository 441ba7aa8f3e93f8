"""New figures in: what others publish, read into the ledger's columns."""

from analysis.intake.press import read_sentences
from analysis.intake.workbook import read_workbook

__all__ = ["read_sentences", "read_workbook"]
