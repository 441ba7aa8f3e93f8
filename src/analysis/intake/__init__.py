"""New figures in: files read by their content, compared, cross-checked, shown, and written whole or not at all."""

from analysis.intake.adding import Examined, add, decide, examine
from analysis.intake.origins import load_origins, where
from analysis.intake.page import changes_table, counts, findings_table, indicators_table, names_table, origin_lines
from analysis.intake.rules import figure_name
from analysis.readers.opening import read_release
from analysis.readers.release import Release, Source
from analysis.readers.sheet import read_sheet, write_sheet
from analysis.readers.text import read_sentences
from analysis.readers.workbook import read_workbook

__all__ = [
    "Examined",
    "Release",
    "Source",
    "add",
    "changes_table",
    "counts",
    "decide",
    "examine",
    "figure_name",
    "findings_table",
    "indicators_table",
    "load_origins",
    "names_table",
    "origin_lines",
    "read_release",
    "read_sentences",
    "read_sheet",
    "read_workbook",
    "where",
    "write_sheet",
]
