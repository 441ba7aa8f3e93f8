"""Charts that compare: up and down, share of the plan, and a table of values shaded by size."""

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from analysis import wording
from analysis.charts.canvas import INK, MAIN, MUTED, PALE, TARGET, axes_of, in_house_style, number_ticks
from analysis.charts.caption import Caption, add_caption

_NAME = 38  # letters of a row's name before it is broken
_FALL = "#d98a4e"
# No end is so dark that the black numbers on it could not be read.
_DIVERGING = LinearSegmentedColormap.from_list("falls_and_rises", ["#d98a4e", "#ffffff", "#7ea6cd"])
_RISING = LinearSegmentedColormap.from_list("low_to_high", ["#ffffff", "#7ea6cd"])


@in_house_style
def bars(
    changes: pd.Series,
    *,
    caption: Caption,
    decimals: int = 1,
    signed: bool = True,
    language: str = "vi",
    ax: Axes | None = None,
) -> Axes:
    """Growth by name, largest on top: rises dark to the right, falls hatched to the left, values beside."""
    ax = axes_of(ax, height=1.6 + _row_height(changes) * len(changes))
    ordered = changes.sort_values()
    rises = ordered >= 0
    places = np.arange(len(ordered))
    ax.barh(places[rises], ordered[rises], color=MAIN, height=0.66)
    ax.barh(places[~rises], ordered[~rises], color=_FALL, height=0.66, hatch="////", edgecolor="white")
    for place, value in enumerate(ordered):
        _value_beside(ax, value, place, wording.number(value, decimals, language, signed=signed))
    ax.axvline(0, color=MUTED, linewidth=0.8)
    ax.margins(x=0.16, y=0.02)
    _rows(ax, list(ordered.index), language)
    add_caption(ax, caption, language)
    return ax


@in_house_style
def plan_share(
    shares: pd.Series,
    pace: float | None = None,
    *,
    caption: Caption,
    pace_label: str = "",
    decimals: int = 1,
    language: str = "vi",
    ax: Axes | None = None,
) -> Axes:
    """Per cent of the annual plan done, by name, as handed in; a line where an even pace would stand."""
    ax = axes_of(ax, height=1.9 + 0.3 * len(shares))
    places = np.arange(len(shares))[::-1]
    ax.barh(places, 100, color="#efefef", height=0.6)
    ax.barh(places, shares, color=MAIN, height=0.6)
    for place, value in zip(places, shares, strict=True):
        beside = max(value, pace or 0.0)
        _value_beside(ax, beside, place, wording.percent(value, decimals, language))
    if pace is not None:
        _pace_line(ax, pace, pace_label)
    ax.set_xlim(0, max(100.0, 1.12 * float(shares.max())))
    _rows(ax, list(shares.index[::-1]), language)
    add_caption(ax, caption, language)
    return ax


@in_house_style
def heat(
    values: pd.DataFrame,
    *,
    caption: Caption,
    diverging: bool = True,
    decimals: int = 1,
    language: str = "vi",
    ax: Axes | None = None,
) -> Axes:
    """A table with its cells shaded by size and every value written in; falls in bold, for print in grey.

    `diverging`: shades run both ways from zero, else from the smallest value to the largest.
    """
    import seaborn as sns  # takes a second to load, and only this chart needs it

    ax = axes_of(ax, height=1.5 + _row_height(values) * len(values))
    limit = float(np.nanquantile(values.abs(), 0.97))
    scale = {"cmap": _DIVERGING, "vmin": -limit, "vmax": limit} if diverging else {"cmap": _RISING}
    words = values.map(lambda value: wording.number(value, decimals, language))
    looks = {"size": 8, "color": INK}
    sns.heatmap(values, annot=words, fmt="", cbar=False, linewidths=0.6, annot_kws=looks, ax=ax, **scale)
    for cell in ax.texts:
        cell.set_weight("bold" if diverging and cell.get_text().startswith("−") else "normal")
    ax.set(xlabel="", ylabel="")
    ax.set_yticks(np.arange(len(values)) + 0.5, [textwrap.fill(str(name), _NAME) for name in values.index])
    narrow = max(4, 76 // len(values.columns))
    ax.set_xticks(np.arange(len(values.columns)) + 0.5, [textwrap.fill(str(name), narrow) for name in values])
    ax.tick_params(length=0, rotation=0, labelcolor=INK)
    ax.grid(False)
    add_caption(ax, caption, language)
    return ax


def _pace_line(ax: Axes, pace: float, words: str) -> None:
    top = {"xycoords": ("data", "axes fraction"), "va": "bottom", "ha": "center"}
    ax.axvline(pace, color=TARGET, linewidth=1.4, linestyle=(0, (4, 2)))
    ax.annotate(words, (pace, 1), color=TARGET, **top)


def _row_height(table: pd.Series | pd.DataFrame) -> float:
    """Inches a row needs for its name, which may take two lines."""
    return 0.22 if max(len(str(name)) for name in table.index) <= _NAME else 0.3


def _rows(ax: Axes, names: list[str], language: str) -> None:
    ax.set_yticks(range(len(names)), [textwrap.fill(name, _NAME) for name in names])
    ax.tick_params(axis="y", labelcolor=INK)
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x", visible=True, color=PALE)
    number_ticks(ax.xaxis, language)


def _value_beside(ax: Axes, x: float, y: float, words: str) -> None:
    beyond, side = (4, "left") if x >= 0 else (-4, "right")
    looks = {"textcoords": "offset points", "va": "center", "ha": side, "size": 8}
    ax.annotate(words, (x, y), xytext=(beyond, 0), **looks)
