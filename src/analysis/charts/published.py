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
_TET = (1, 2)


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
def prints(ax: Axes, figures: pd.Series | pd.DataFrame, *, color: str = "C0", lang: str = "vi") -> None:
    """Figures as published, one mark each; estimates are hollow, revised figures diamonds.

    `figures`: a Series by month, or a frame by month with the columns value and status (estimate, preliminary,
    official, revised, comparison).
    """
    draw_prints(ax, figures, color, lang)
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


@axes_level
def season(ax: Axes, shares: pd.DataFrame, *, color: str = "C0", lang: str = "vi") -> None:
    """Each year's months against its mean month: the years grey, their mean dark, the months of Tết shaded.

    `shares`: rows years (int), columns months 1 to 12, the mean month of a year = 100.
    """
    months, mean = np.arange(1, 13), shares.mean()
    ax.axvspan(_TET[0] - 0.4, _TET[1] + 0.4, color="#f3e6dc", linewidth=0)
    ax.plot(months, shares.T, color="#a6a6a6", linewidth=0.9)
    ax.plot(months, mean, color=color, linewidth=2.2, marker="o", markerfacecolor="white")
    ax.axhline(100, color=style.MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    ax.set_xlim(0.4, 12.6)
    ax.set_xticks(months, [wording.short_month(pd.Period(f"2000-{month:02d}", "M"), lang) for month in months])
    ax.margins(y=0.12)
    at = {"xycoords": ("data", "axes fraction"), "ha": "center", "va": "top"}
    ax.annotate(wording.term("event_kind", "tet", lang), (np.mean(_TET), 0.99), **at)
    each = f"{wording.term('chart', 'each_year', lang)}\n{shares.index.min()}–{shares.index.max()}"
    name_end(ax, wording.term("chart", "mean", lang), 12, float(mean[12]), color)
    name_end(ax, each, 12, float(shares[12].max()))
    style.number_axis(ax.yaxis, lang)


@axes_level
def timeline(ax: Axes, spans: pd.DataFrame, *, lang: str = "vi") -> None:
    """What happened, or was published, when: a bar over the months a thing covers, a dot at the last of them.

    `spans`: columns row (its name for the reader), first, last (months); rows stand in the order they come.
    """
    rows = list(dict.fromkeys(spans["row"]))
    heights = spans["row"].map(rows.index).to_numpy()
    first, last = (style.positions(pd.PeriodIndex(spans[end], freq="M")) for end in ("first", "last"))
    ax.hlines(heights, first - 0.4, last + 0.4, color="#8fa9c4", linewidth=2.5)
    ax.plot(last, heights, "o", color=style.MAIN, markersize=4)
    style.by_month(ax, pd.PeriodIndex([spans["first"].min(), spans["last"].max()], freq="M"), lang)
    ax.set_yticks(range(len(rows)), rows)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.tick_params(axis="y", labelcolor=style.INK)


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
