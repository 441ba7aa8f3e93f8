"""One function per kind of chart: draws what it is handed, in the house style, with a caption."""

from analysis.charts.bridge import waterfall
from analysis.charts.canvas import STYLE, save
from analysis.charts.caption import Caption, add_caption
from analysis.charts.comparisons import bar_panels, bars, contributions, heat, plan_share
from analysis.charts.forecasts import levels, path, year
from analysis.charts.futures import cumulative, fan, year_outcomes
from analysis.charts.published import prints
from analysis.charts.ranges import ranges
from analysis.charts.revisions import revised
from analysis.charts.scenarios import scenarios
from analysis.charts.scores import reliability
from analysis.charts.seasons import season
from analysis.charts.series import lines, score_and_rank, small_multiples, steps, timeline
from analysis.charts.style import set_theme

__all__ = [
    "STYLE",
    "Caption",
    "add_caption",
    "bar_panels",
    "bars",
    "contributions",
    "cumulative",
    "fan",
    "heat",
    "levels",
    "lines",
    "path",
    "plan_share",
    "prints",
    "ranges",
    "reliability",
    "revised",
    "save",
    "scenarios",
    "score_and_rank",
    "season",
    "set_theme",
    "small_multiples",
    "steps",
    "timeline",
    "waterfall",
    "year",
    "year_outcomes",
]
