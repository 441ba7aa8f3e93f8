"""Ranges side by side: how sure each one was, what came, and the height that is wanted."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts.canvas import BANDS, INK, MAIN, MUTED, TARGET, axes_of, in_house_style, number_ticks
from analysis.charts.caption import Caption, add_caption
from analysis.charts.labels import Label, end_labels

_HALF = 0.27  # of a column's width


@in_house_style
def ranges(
    draws: pd.DataFrame,
    *,
    caption: Caption,
    came: pd.Series | None = None,
    came_label: str = "",
    target: float | None = None,
    target_label: str = "",
    language: str = "vi",
    ax: Axes | None = None,
) -> Axes:
    """A column of 95, 80 and 50 % bands a name, its median across; dots for what came, a line for what is wanted.

    `draws`: rows joint paths, columns named for the reader. `came`: by the same names, missing where nothing came yet.
    """
    ax = axes_of(ax)
    places = np.arange(draws.shape[1])
    labels = _columns(ax, places, draws, language)
    if came is not None:
        heights = came.reindex(draws.columns).to_numpy(dtype=float)
        ax.plot(places, heights, "o", color=TARGET, markersize=6, markeredgecolor="white", zorder=5)
        labels += [_label(came_label, places, heights, TARGET)]
    if target is not None:
        ax.axhline(target, color=TARGET, linewidth=1.4, linestyle=(0, (6, 2)), gid="target")
        labels += [Label(target_label, places[-1] + 0.5, target, TARGET)]
    ax.axhline(0, color=MUTED, linewidth=0.8)
    ax.set_xlim(-0.6, len(places) - 0.4)
    ax.set_xticks(places, [str(name) for name in draws.columns])
    number_ticks(ax.yaxis, language)
    add_caption(ax, caption, language)
    end_labels(ax, labels)
    return ax


def _columns(ax: Axes, places: np.ndarray, draws: pd.DataFrame, language: str) -> list[Label]:
    labels = []
    for coverage, color in BANDS.items():
        tail = (1 - coverage / 100) / 2
        low, high = draws.quantile(tail).to_numpy(), draws.quantile(1 - tail).to_numpy()
        ax.bar(places, high - low, 2 * _HALF, bottom=low, color=color, linewidth=0)
        words = wording.sentence("chart_range", language, coverage=wording.percent(coverage, 0, language))
        labels += [Label(words, places[-1] + _HALF, float(high[-1]), MUTED)]
    median = draws.median().to_numpy()
    ax.hlines(median, places - _HALF, places + _HALF, color=MAIN, linewidth=1.8)
    return [*labels, Label(wording.term("chart", "median", language), places[-1] + _HALF, float(median[-1]), MAIN)]


def _label(words: str, places: np.ndarray, heights: np.ndarray, color: str = INK) -> Label:
    """Words for the last dot there is."""
    last = np.flatnonzero(np.isfinite(heights))[-1]
    return Label(words, float(places[last]), float(heights[last]), color)
