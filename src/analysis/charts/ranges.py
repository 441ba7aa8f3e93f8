"""Ranges side by side: how sure each one was, what came, and the height that is wanted."""

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts.canvas import BANDS, MAIN, MUTED, TARGET, in_house_style, new_axes, number_ticks
from analysis.charts.caption import Caption, add_caption
from analysis.charts.labels import Label, end_labels

_WIDE, _NARROW = 0.27, 0.06  # half a bar: of a column, and the most where columns are few


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
) -> Axes:
    """A column of 95, 80 and 50 % bands a name, its median across; dots for what came, a line for what is wanted.

    `draws`: rows joint paths, columns named for the reader. `came`: by the same names, missing where nothing came yet.
    """
    ax = new_axes()
    places = np.arange(draws.shape[1])
    looks = _columns(ax, places, draws, language)
    if came is not None:
        heights = came.reindex(draws.columns).to_numpy(dtype=float)
        dot = {"color": TARGET, "markersize": 6, "markeredgecolor": "white", "linestyle": "", "label": came_label}
        looks += ax.plot(places, heights, "o", zorder=5, **dot)
    labels = []
    if target is not None:
        ax.axhline(target, color=TARGET, linewidth=1.4, linestyle=(0, (6, 2)), gid="target")
        labels = [Label(target_label, places[-1] + 0.6, target, TARGET)]
    ax.axhline(0, color=MUTED, linewidth=0.8)
    ax.set_xlim(-0.6, len(places) - 0.4)
    ax.set_xticks(places, [str(name) for name in draws.columns])
    number_ticks(ax.yaxis, language)
    add_caption(ax, caption, language, looks)
    end_labels(ax, labels)
    return ax


def _columns(ax: Axes, places: np.ndarray, draws: pd.DataFrame, language: str) -> list[Artist]:
    """Draw the bands and the medians; gives what to explain of them."""
    looks: list[Artist] = []
    half = min(_WIDE, _NARROW * len(places))
    for coverage, color in BANDS.items():
        tail = (1 - coverage / 100) / 2
        low, high = draws.quantile(tail).to_numpy(), draws.quantile(1 - tail).to_numpy()
        words = wording.sentence("chart_range", language, coverage=wording.percent(coverage, 0, language))
        looks += [ax.bar(places, high - low, 2 * half, bottom=low, color=color, linewidth=0, label=words)]
    median = {"color": MAIN, "linewidth": 1.8, "label": wording.term("chart", "median", language)}
    return [*looks, ax.hlines(draws.median().to_numpy(), places - half, places + half, **median)]
