"""Charts that compare: up and down, share of the plan, and a table of values shaded by size."""

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from analysis import wording
from analysis.charts.canvas import (
    BANDS,
    FALL,
    FALLING,
    INK,
    MAIN,
    MUTED,
    PALE,
    RISING,
    in_house_style,
    new_axes,
    new_panels,
    number_ticks,
)
from analysis.charts.caption import Caption, add_caption
from analysis.charts.labels import target_line

_NAME = 38  # letters of a row's name before it is broken
_SUM = {"color": INK}
_UNEXPLAINED = {"facecolor": PALE, "hatch": "....", "edgecolor": "white"}
# No end is so dark that the black numbers on it could not be read.
_DIVERGING = LinearSegmentedColormap.from_list("falls_and_rises", [FALL, "#ffffff", BANDS[50]])
_RISING = LinearSegmentedColormap.from_list("low_to_high", ["#ffffff", BANDS[50]])


@in_house_style
def bars(changes: pd.Series, *, caption: Caption, decimals: int = 1, signed: bool = True, language: str = "vi") -> Axes:
    """Growth by name, largest on top: rises dark to the right, falls hatched to the left, values beside."""
    ax = new_axes(1.6 + _row_height(changes) * len(changes))
    ordered = changes.sort_values()
    _bars(ax, ordered, decimals, signed=signed, language=language)
    ax.margins(x=0.16, y=0.02)
    _rows(ax, list(ordered.index), language)
    add_caption(ax, caption, language)
    return ax


@in_house_style
def bar_panels(changes: pd.DataFrame, *, caption: Caption, decimals: int = 1, language: str = "vi") -> np.ndarray:
    """Growth by name in the order handed in, one panel a column on one scale, values beside; a dash where none is."""
    height = 1.9 + _row_height(changes) * len(changes)
    axes = new_panels(1, changes.shape[1], height, sharex=True, sharey=True)[0]
    for ax, (name, values) in zip(axes, changes.items(), strict=True):
        _bars(ax, values[::-1], decimals, signed=True, language=language)
        ax.set_title(str(name))
        _rows(ax, [str(name) for name in changes.index[::-1]], language)
        ax.label_outer()
    axes[0].margins(x=0.34)
    add_caption(axes, caption, language)
    return axes


@in_house_style
def contributions(
    points: pd.Series,
    printed: float,
    *,
    caption: Caption,
    sum_label: str,
    printed_label: str,
    rest_label: str,
    language: str = "vi",
) -> Axes:
    """Points of growth by part, largest first, each beginning where the one before ended; then their sum.

    Where the sum, as written, is not the `printed` growth, what is left is a bar with a name, and the printed growth
    another one.
    """
    ordered, total = points.sort_values(ascending=False), float(points.sum())
    rest = round(printed, 1) - round(total, 1)
    steps = [*zip(ordered.index, ordered, _starts(ordered), map(_look, ordered), strict=True)]
    steps += [(sum_label, total, 0.0, _SUM)]
    if abs(rest) > 0.05:
        steps += [(rest_label, rest, total, _UNEXPLAINED), (printed_label, printed, 0.0, _SUM)]
    ax = new_axes(1.6 + 0.3 * len(steps))
    for place, (_, value, start, looks) in enumerate(reversed(steps)):
        ax.barh(place, value, left=start, height=0.6, **looks)
        words = wording.number(value, 1, language, signed=True)
        _value_beside(ax, start + value, place, words, leftward=value < 0)
    ax.axvline(0, color=MUTED, linewidth=0.8)
    ax.margins(x=0.12, y=0.02)
    _rows(ax, [name for name, *_ in reversed(steps)], language)
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
) -> Axes:
    """Per cent of the annual plan done, by name, as handed in; a line where an even pace would stand."""
    ax = new_axes(1.9 + 0.3 * len(shares))
    places = np.arange(len(shares))[::-1]
    ax.barh(places, 100, color="#efefef", height=0.6)
    ax.barh(places, shares, color=MAIN, height=0.6)
    for place, value in zip(places, shares, strict=True):
        beside = max(value, pace or 0.0)
        _value_beside(ax, beside, place, wording.percent(value, decimals, language))
    if pace is not None:
        ax.axvline(pace, color="white", linewidth=3)  # dark bars would hide the dashes
        target_line(ax, pace, pace_label)
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
) -> Axes:
    """A table with its cells shaded by size and every value written in; falls in bold, for print in grey.

    `diverging`: shades run both ways from zero, else from the smallest value to the largest.
    """
    import seaborn as sns  # takes a second to load, and only this chart needs it

    ax = new_axes(1.5 + _row_height(values) * len(values))
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


def _bars(ax: Axes, values: pd.Series, decimals: int, *, signed: bool, language: str) -> None:
    """A bar a value from the bottom up, its number beside it; a dash at zero where the value is missing."""
    for place, value in enumerate(values):
        ax.barh(place, value, height=0.66, **_look(value))
        words = wording.number(value, decimals, language, signed=signed)
        _value_beside(ax, 0.0 if pd.isna(value) else value, place, words, leftward=value < 0)
    ax.axvline(0, color=MUTED, linewidth=0.8)


def _look(value: float) -> dict[str, str]:
    return RISING if value >= 0 else FALLING


def _starts(points: pd.Series) -> list[float]:
    """Where each bar begins: the sum of those before it."""
    return [0.0, *points.cumsum().iloc[:-1]]


def _row_height(table: pd.Series | pd.DataFrame) -> float:
    """Inches a row needs for its name, which may take two lines."""
    return 0.22 if max(len(str(name)) for name in table.index) <= _NAME else 0.3


def _rows(ax: Axes, names: list[str], language: str) -> None:
    ax.set_yticks(range(len(names)), [textwrap.fill(name, _NAME) for name in names])
    ax.tick_params(axis="y", labelcolor=INK)
    ax.grid(False)  # every value is written beside its bar
    number_ticks(ax.xaxis, language)


def _value_beside(ax: Axes, x: float, y: float, words: str, *, leftward: bool = False) -> None:
    beyond, side = (-4, "right") if leftward else (4, "left")
    looks = {"textcoords": "offset points", "va": "center", "ha": side, "size": 8}
    ax.annotate(words, (x, y), xytext=(beyond, 0), **looks)
