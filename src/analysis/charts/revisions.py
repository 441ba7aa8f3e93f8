"""Figures that were printed more than once: what was said first and what is said now."""

import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts.canvas import MAIN, MUTED, TARGET, in_house_style, month_ticks, new_axes, number_ticks, positions
from analysis.charts.caption import Caption, add_caption
from analysis.charts.labels import Label, end_labels


@in_house_style
def revised(prints: pd.DataFrame, *, caption: Caption, language: str = "vi") -> Axes:
    """A line through the newest prints, a hollow square at each first print, and a stroke for what lies between them.

    `prints`: rows PeriodIndex[M], columns first and next (the newest one).
    """
    ax = new_axes()
    where = positions(prints.index)
    ax.vlines(where, prints["first"], prints["next"], color=MUTED, linewidth=1)
    ax.plot(where, prints["next"], color=MAIN, zorder=3)
    ax.plot(where, prints["first"], "s", color=TARGET, markerfacecolor="white", markersize=3.5, zorder=4)
    if prints.min().min() < 0 < prints.max().max():
        ax.axhline(0, color=MUTED, linewidth=0.8)
    month_ticks(ax, prints.index, language)
    number_ticks(ax.yaxis, language)
    add_caption(ax, caption, language)
    looks = {"next": MAIN, "first": TARGET}
    names = {print_: wording.term("chart", f"{print_}_print", language) for print_ in looks}
    ends = [Label(names[one], where[-1], float(prints[one].iloc[-1]), color) for one, color in looks.items()]
    end_labels(ax, ends)
    return ax
