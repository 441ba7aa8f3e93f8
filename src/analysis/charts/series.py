"""Charts of published figures over time: dots where something was published, no line across what was not."""

import textwrap
from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts.canvas import (
    INK,
    MAIN,
    MUTED,
    SERIES,
    in_house_style,
    month_ticks,
    new_axes,
    new_panels,
    number_ticks,
    positions,
)
from analysis.charts.caption import Caption, add_caption
from analysis.charts.labels import Label, end_labels

_DENSE = 30  # dots a chart; with more of them the line alone is clearer


@in_house_style
def lines(
    figures: pd.DataFrame,
    *,
    caption: Caption,
    spacing: int = 1,
    limits: tuple[float, float] | None = None,
    language: str = "vi",
) -> Axes:
    """Published figures by month, one labelled line a column.

    `figures`: rows PeriodIndex[M], columns named for the reader, missing where nothing was published.
    `spacing`: months between two figures that a line may join; a longer gap stays empty. `limits`: lowest and highest
    value of the scale, where it has ends of its own.
    """
    ax = new_axes()
    labels = _drawn(ax, figures, spacing, language)
    if limits is not None:
        beside = 0.03 * (limits[1] - limits[0])
        ax.set_ylim(limits[0] - beside, limits[1] + beside)
    add_caption(ax, caption, language)
    end_labels(ax, labels)
    return ax


@in_house_style
def small_multiples(
    panels: Mapping[str, pd.DataFrame],
    *,
    caption: Caption,
    columns: int = 2,
    spacing: int = 1,
    share_y: bool = False,
    height: float = 4.4,
    language: str = "vi",
) -> np.ndarray:
    """One panel a name, each as `lines` draws it, over the same months; looks are named once, on top.

    All panels have the same columns. `share_y`: one scale for all of them.
    """
    rows = -(-len(panels) // columns)
    axes = new_panels(rows, columns, height, sharex=True, sharey=share_y)
    months = _all_months(panels.values())
    for ax, (name, figures) in zip(axes.ravel(), panels.items(), strict=False):
        _drawn(ax, figures.reindex(months), spacing, language)
        ax.set_title(textwrap.fill(name, 76 // columns))
    for ax in axes.ravel()[len(panels) :]:
        ax.set_visible(False)
    add_caption(list(axes.ravel()), caption, language, axes.ravel()[0].get_legend_handles_labels()[0])
    return axes


@in_house_style
def steps(levels: pd.DataFrame, events: pd.DataFrame, *, caption: Caption, language: str = "vi") -> np.ndarray:
    """States such as capacity, each held until the next figure, with dated events marked in a strip below.

    `levels`: rows PeriodIndex[M], one column a kind. `events`: columns row (its name in the strip) and month.
    """
    axes = new_panels(2, 1, 4.2, sharex=True, height_ratios=[3, 0.35 * events["row"].nunique()]).ravel()
    months = pd.PeriodIndex([*levels.index, *events["month"]])
    looks = zip(levels, cycle(SERIES), strict=False)
    labels = [_step(axes[0], levels[kind].dropna(), look) for kind, look in looks]
    axes[0].set_ylim(bottom=0)
    _spans(axes[1], events.assign(first=events["month"], last=events["month"]))
    axes[1].spines["bottom"].set_visible(True)
    number_ticks(axes[0].yaxis, language)
    month_ticks(axes[1], months, language)
    add_caption(axes, caption, language)
    end_labels(axes[0], labels)
    return axes


@in_house_style
def timeline(spans: pd.DataFrame, *, caption: Caption, language: str = "vi") -> Axes:
    """What happened, or was published, when: a bar over the months a thing covers, a dot at the last of them.

    `spans`: columns row (its name for the reader), first, last (months); rows stand in the order they come.
    """
    ax = new_axes(1.5 + 0.2 * spans["row"].nunique())
    _spans(ax, spans)
    month_ticks(ax, pd.PeriodIndex([spans["first"].min(), spans["last"].max()]), language)
    add_caption(ax, caption, language)
    return ax


@in_house_style
def score_and_rank(
    score: pd.Series,
    rank: pd.Series,
    *,
    caption: Caption,
    score_label: str,
    rank_label: str,
    language: str = "vi",
) -> np.ndarray:
    """A yearly score above the rank it gave, rank 1 on top: two panels, since one axis cannot hold both.

    Both by year (int); the first, last, best and worst values are written out.
    """
    axes = new_panels(2, 1, 4.4, sharex=True).ravel()
    for ax, values, name, places in ((axes[0], score, score_label, 2), (axes[1], rank, rank_label, 0)):
        ax.plot(values.index, values, **SERIES[0])
        ax.set_title(name)
        ax.margins(y=0.3)
        for year in sorted({values.index[0], values.index[-1], values.idxmin(), values.idxmax()}):
            _value_above(ax, year, values[year], wording.number(values[year], places, language))
        number_ticks(ax.yaxis, language)
    axes[1].invert_yaxis()
    axes[1].set_xticks(range(int(score.index.min()), int(score.index.max()) + 1, 3))
    add_caption(axes, caption, language)
    return axes


def _drawn(ax: Axes, figures: pd.DataFrame, spacing: int, language: str) -> list[Label]:
    """Draw every column; gives the labels for their right ends."""
    looks = zip(figures.columns, cycle(SERIES), strict=False)
    labels = [_broken_line(ax, figures[name].dropna(), look, spacing) for name, look in looks]
    low, high = ax.get_ylim()
    if low < 0 < high:
        ax.axhline(0, color=MUTED, linewidth=0.8)
    number_ticks(ax.yaxis, language)
    month_ticks(ax, figures.index, language)
    return labels


def _broken_line(ax: Axes, published: pd.Series, look: Mapping[str, Any], spacing: int) -> Label:
    where = positions(published.index)
    starts = np.flatnonzero(np.diff(where, prepend=-np.inf) > spacing)
    dense = len(where) > _DENSE
    style = {**look, "marker": ""} if dense else dict(look)
    for place, run in enumerate(np.split(np.arange(len(where)), starts[1:])):
        shown = {"label": str(published.name)} if place == 0 else {}
        ax.plot(where[run], published.iloc[run], **style, markerfacecolor="white", **shown)
    return Label(str(published.name), where[-1], float(published.iloc[-1]), look["color"])


def _step(ax: Axes, held: pd.Series, look: Mapping[str, Any]) -> Label:
    where = positions(held.index)
    ax.step(where, held, where="post", color=look["color"], linestyle=look["linestyle"], linewidth=1.4)
    ax.plot(where, held, look["marker"], color=look["color"], markerfacecolor="white")
    return Label(str(held.name), where[-1], float(held.iloc[-1]), look["color"])


def _spans(ax: Axes, spans: pd.DataFrame) -> None:
    rows = {name: place for place, name in enumerate(dict.fromkeys(spans["row"]))}
    heights = spans["row"].map(rows).to_numpy()
    first, last = (positions(pd.PeriodIndex(spans[end])) for end in ("first", "last"))
    ax.hlines(heights, first - 0.4, last + 0.4, color="#8fa9c4", linewidth=2.5)
    ax.plot(last, heights, "o", color=MAIN, markersize=4)
    ax.set_yticks(range(len(rows)), list(rows))
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.tick_params(axis="y", labelcolor=INK)


def _value_above(ax: Axes, x: float, y: float, words: str) -> None:
    ax.annotate(words, (x, y), xytext=(0, 7), textcoords="offset points", ha="center", size=8)


def _all_months(panels: Sequence[pd.DataFrame]) -> pd.PeriodIndex:
    indexes = [figures.index for figures in panels]
    first, last = min(index.min() for index in indexes), max(index.max() for index in indexes)
    return pd.period_range(first, last, freq="M")
