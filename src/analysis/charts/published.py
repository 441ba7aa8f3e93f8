"""Charts of published figures over time: a mark where something was published, no line across what was not."""

from collections.abc import Mapping
from itertools import cycle
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis import wording
from analysis.charts import style
from analysis.charts.ends import filled, name_end
from analysis.charts.style import axes_level

_SERIES = (
    {"marker": "o", "linestyle": "-"},
    {"marker": "s", "linestyle": "--"},
    {"marker": "^", "linestyle": "-."},
    {"marker": "D", "linestyle": ":"},
    {"marker": "v", "linestyle": (0, (5, 1, 1, 1))},
)
"""Looks of lines drawn together: told apart by marker and dash too, for print in grey."""
_STATUS = {
    "estimate": {"marker": "o", "markerfacecolor": "white"},
    "preliminary": {"marker": "o", "fillstyle": "left", "markerfacecoloralt": "white"},
    "official": {"marker": "o"},
    "revised": {"marker": "D"},
    "comparison": {"marker": "s", "markerfacecolor": "white"},
}
"""Marks of prints by status: hollow what is not final, a diamond what was changed."""
_DENSE = 30  # marks a line; with more of them the line alone is clearer


@axes_level
def lines(ax: Axes, figures: pd.DataFrame | pd.Series, *, spacing: int = 1, lang: str = "vi") -> None:
    """Figures by month, one named line a column, broken where nothing was published.

    `figures`: rows PeriodIndex, columns named for the reader. `spacing`: months between two figures that a line may
    join.
    """
    figures = pd.DataFrame(figures)
    colors = cycle(plt.rcParams["axes.prop_cycle"].by_key()["color"])
    for name, look in zip(figures, cycle(_SERIES), strict=False):
        line = _broken_line(ax, figures[name].dropna(), {**look, "color": next(colors)}, spacing)
        name_end(ax, str(name), line.get_xdata()[-1], line.get_ydata()[-1], line.get_color())
    style.by_month(ax, figures.index, lang)


def draw_prints(ax: Axes, figures: pd.Series | pd.DataFrame, color: str, lang: str) -> None:
    """A mark a print; what the marks mean is told below the axes."""
    if isinstance(figures, pd.Series):
        ax.plot(style.positions(figures.index), figures, "o", color=color, markerfacecolor="white", zorder=4)
        return
    for status, look in _STATUS.items():
        own = figures[figures["status"] == status]
        if len(own):
            words = filled(wording.term("status", status, lang), 20)
            ax.plot(style.positions(own.index), own["value"], color=color, linestyle="", zorder=4, label=words, **look)
    style.explained(ax)


def _broken_line(ax: Axes, published: pd.Series, look: Mapping[str, Any], spacing: int) -> Line2D:
    where = style.positions(published.index)
    gaps = np.flatnonzero(np.diff(where) > spacing) + 1
    marker = "" if len(where) > _DENSE else look["marker"]
    heights = np.insert(published.to_numpy(dtype=float), gaps, np.nan)
    own = {**look, "marker": marker, "markerfacecolor": "white"}
    return ax.plot(np.insert(where, gaps, np.nan), heights, **own)[0]
