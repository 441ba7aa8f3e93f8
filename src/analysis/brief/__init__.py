"""The answer on paper: the table everybody knows, its sentences, its charts, and a folder of files."""

from analysis.brief.drawings import Drawing, draw_path, draw_year, drawings
from analysis.brief.files import save_drawings, set_aside, write
from analysis.brief.sentences import heading, needed, sentences, two_readings
from analysis.brief.tables import monthly, months_table, rules_table, verdict_table

__all__ = [
    "Drawing",
    "draw_path",
    "draw_year",
    "drawings",
    "heading",
    "monthly",
    "months_table",
    "needed",
    "rules_table",
    "save_drawings",
    "sentences",
    "set_aside",
    "two_readings",
    "verdict_table",
    "write",
]
