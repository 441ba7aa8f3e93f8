"""Charts on axes, called like those of seaborn: `f(data, …, ax=None, title=None) -> Axes`; a caption when saved.

>>> import pandas as pd
>>> ax = bars(pd.Series({"Muối": 70.7, "Tôm": -32.2}), title="Muối tăng mạnh nhất")
>>> [label.get_text() for label in ax.texts]
['+70,7', '−32,2']
"""

from analysis.charts.compared import bars, bridge, contributions, plan_share, ranges, ranking
from analysis.charts.over_time import Target, lines, path, year
from analysis.charts.paper import FORMATS, Caption, add_caption, on_paper, picture, save, save_numbers, small_multiples
from analysis.charts.style import STYLE, figure_of, set_theme

__all__ = [
    "FORMATS",
    "STYLE",
    "Caption",
    "Target",
    "add_caption",
    "bars",
    "bridge",
    "contributions",
    "figure_of",
    "lines",
    "on_paper",
    "path",
    "picture",
    "plan_share",
    "ranges",
    "ranking",
    "save",
    "save_numbers",
    "set_theme",
    "small_multiples",
    "year",
]
