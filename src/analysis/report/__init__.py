"""The answer on paper: the table everybody knows, its sentences, its charts, and a folder of files."""

from analysis.report.drawings.drawing import Drawing
from analysis.report.drawings.paper import drawings
from analysis.report.efforts import effort_sentence, effort_table, efforts
from analysis.report.files import save_drawings, set_aside, write
from analysis.report.joint import coherence_sentence, dependence_sentence, dependence_table, subset_table
from analysis.report.paces import pace_table, precedent_sentence, precedent_table
from analysis.report.scenarios import changes_table, compared, draw_scenarios, scenario_table
from analysis.report.sentences import heading, needed, sentences, together, two_readings
from analysis.report.tables import monthly, months_table, rules_table, verdict_table

__all__ = [
    "Drawing",
    "changes_table",
    "coherence_sentence",
    "compared",
    "dependence_sentence",
    "dependence_table",
    "draw_scenarios",
    "drawings",
    "effort_sentence",
    "effort_table",
    "efforts",
    "heading",
    "monthly",
    "months_table",
    "needed",
    "pace_table",
    "precedent_sentence",
    "precedent_table",
    "rules_table",
    "save_drawings",
    "scenario_table",
    "sentences",
    "set_aside",
    "subset_table",
    "together",
    "two_readings",
    "verdict_table",
    "write",
]
