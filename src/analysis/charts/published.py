"""Charts of published figures over time: a mark where something was published, no line across what was not."""

from collections.abc import Mapping
from itertools import cycle
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts.ends import name_end
from analysis.charts.style import (
    MUTED,
    begun,
    explained,
    finished,
    month_axis,
    number_axis,
    positions,
)

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
_TET = (1, 2)


def lines(
    figures: pd.DataFrame | pd.Series,
    *,
    spacing: int = 1,
    percent: bool = False,
    ax: Axes | None = None,
    title: str | None = None,
    lang: str = "vi",
) -> Axes:
    """Figures by month, one named line a column, broken where nothing was published.

    `figures`: rows PeriodIndex, columns named for the reader. `spacing`: months between two figures that a line may
    join. `percent`: the scale runs from 0 to 100.
    """
    ax, figures = begun(ax), pd.DataFrame(figures)
    colors = cycle(_colors())
    for name, look in zip(figures, cycle(_SERIES), strict=False):
        _broken_line(ax, figures[name].dropna(), {**look, "color": next(colors)}, spacing)
    if percent:
        ax.set_ylim(-3, 103)
    _zero(ax)
    month_axis(ax, figures.index, lang)
    number_axis(ax.yaxis, lang)
    return finished(ax, title)


def prints(
    figures: pd.Series | pd.DataFrame,
    *,
    color: str = "C0",
    ax: Axes | None = None,
    title: str | None = None,
    lang: str = "vi",
) -> Axes:
    """Figures as published, one mark each; estimates are hollow, revised figures diamonds.

    `figures`: a Series by month, or a frame by month with the columns value and status (estimate, preliminary,
    official, revised, comparison).
    """
    ax = begun(ax)
    draw_prints(ax, figures, color, lang)
    _zero(ax)
    month_axis(ax, figures.index, lang)
    number_axis(ax.yaxis, lang)
    return finished(ax, title)


def draw_prints(ax: Axes, figures: pd.Series | pd.DataFrame, color: str, lang: str) -> None:
    """A mark a print; what the marks mean is told below the axes."""
    if isinstance(figures, pd.Series):
        ax.plot(positions(figures.index), figures, "o", color=color, markerfacecolor="white", zorder=4)
        return
    for status, look in _STATUS.items():
        own = figures[figures["status"] == status]
        if len(own):
            words = wording.term("status", status, lang)
            ax.plot(positions(own.index), own["value"], color=color, linestyle="", zorder=4, label=words, **look)
    explained(ax)


def _colors() -> list[str]:
    return plt.rcParams["axes.prop_cycle"].by_key()["color"]


def _zero(ax: Axes) -> None:
    low, high = ax.get_ylim()
    if low < 0 < high:
        ax.axhline(0, color=MUTED, linewidth=0.8)


def _broken_line(ax: Axes, published: pd.Series, look: Mapping[str, Any], spacing: int) -> None:
    where = positions(published.index)
    gaps = np.flatnonzero(np.diff(where) > spacing) + 1
    marker = "" if len(where) > _DENSE else look["marker"]
    heights = np.insert(published.to_numpy(dtype=float), gaps, np.nan)
    style = {**look, "marker": marker, "markerfacecolor": "white", "label": str(published.name)}
    ax.plot(np.insert(where, gaps, np.nan), heights, **style)
    name_end(ax, str(published.name), where[-1], float(published.iloc[-1]), look["color"])
