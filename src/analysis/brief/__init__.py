"""The answer on paper: the table everybody knows, its sentences, its charts, and a folder of files."""

from analysis.brief.drawings import draw_path, draw_year
from analysis.brief.files import set_aside, write
from analysis.brief.sentences import heading, needed, sentences, two_readings
from analysis.brief.tables import monthly, months_table, rules_table, verdict_table

__all__ = [
    "draw_path",
    "draw_year",
    "heading",
    "monthly",
    "months_table",
    "needed",
    "rules_table",
    "sentences",
    "set_aside",
    "two_readings",
    "verdict_table",
    "write",
]
