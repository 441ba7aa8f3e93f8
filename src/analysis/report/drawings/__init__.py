"""The charts of the answer, each with the numbers behind it and its alternative text, in the order of the paper."""

from analysis.report.drawings.drawing import Drawing
from analysis.report.drawings.method import past_years, reliability, revised, season
from analysis.report.drawings.paper import drawings
from analysis.report.drawings.targets import draw_path, draw_year

__all__ = [
    "Drawing",
    "draw_path",
    "draw_year",
    "drawings",
    "past_years",
    "reliability",
    "revised",
    "season",
]
