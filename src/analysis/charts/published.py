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
def lines(
    ax: Axes,
    figures: pd.DataFrame | pd.Series,
    *,
    spacing: int = 1,
    steps: bool = False,
    named: bool = True,
    lang: str = "vi",
) -> None:
    """Figures by month, one named line a column, broken where nothing was published.

    `figures`: rows PeriodIndex, columns named for the reader. `spacing`: months between two figures that a line may
    join. `steps`: a value holds until the next one. `named=False`: the names are left to a legend.
    """
    figures = pd.DataFrame(figures)
    held = {"drawstyle": "steps-post"} if steps else {}
    colors = cycle(plt.rcParams["axes.prop_cycle"].by_key()["color"])
    for name, look in zip(figures, cycle(_SERIES), strict=False):
        line = _broken_line(ax, figures[name].dropna(), {**look, "color": next(colors), **held}, spacing)
        if named:
            name_end(ax, str(name), line.get_xdata()[-1], line.get_ydata()[-1], line.get_color())
    style.by_month(ax, figures.index, lang)


@axes_level
def revised(ax: Axes, prints: pd.DataFrame, *, color: str = "C0", lang: str = "vi") -> None:
    """A line through the newest prints, a hollow square at each first print, and a stroke for what lies between them.

    `prints`: rows PeriodIndex, columns first and next (the newest one).
    """
    where = style.positions(prints.index)
    ax.vlines(where, prints["first"], prints["next"], color=style.MUTED, linewidth=1)
    ax.plot(where, prints["next"], color=color, zorder=3)
    ax.plot(where, prints["first"], "s", color=style.TARGET, markerfacecolor="white", markersize=3.5, zorder=4)
    for code, own in (("next", color), ("first", style.TARGET)):
        name_end(ax, wording.term("chart", f"{code}_print", lang), where[-1], float(prints[code].iloc[-1]), own)
    style.by_month(ax, prints.index, lang)


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
    own = {**look, "marker": marker, "markerfacecolor": "white", "label": str(published.name)}
    return ax.plot(np.insert(where, gaps, np.nan), heights, **own)[0]
