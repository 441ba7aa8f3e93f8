"""A year under several scenarios, one below the other."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.canvas import BANDS, INK, MAIN, PALE, in_house_style, new_axes, number_ticks
from analysis.charts.caption import Caption, add_caption
from analysis.charts.labels import target_line


@in_house_style
def scenarios(
    outcomes: pd.DataFrame,
    target: float,
    *,
    caption: Caption,
    beside: Sequence[str],
    target_label: str = "",
    language: str = "vi",
) -> Axes:
    """The year's range and median under each scenario against the target, in the order handed in.

    `outcomes`: one row a scenario by name, columns low, median, high; `beside`: words right of each row.
    """
    ax = new_axes(1.7 + 0.34 * len(outcomes))
    places = np.arange(len(outcomes))[::-1]
    ax.barh(places, outcomes["high"] - outcomes["low"], left=outcomes["low"], color=BANDS[80], height=0.5)
    ax.plot(outcomes["median"], places, "D", color=MAIN, markersize=6)
    ax.use_sticky_edges = False
    ax.margins(x=0.05)
    target_line(ax, target, target_label)
    for place, words in zip(places, beside, strict=True):
        ax.annotate(words, (1.02, place), xycoords=("axes fraction", "data"), va="center", size=8, color=INK)
    ax.set_yticks(places, list(outcomes.index))
    ax.set_ylim(-0.6, len(outcomes) - 0.4)
    ax.tick_params(axis="y", labelcolor=INK)
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x", visible=True, color=PALE)
    number_ticks(ax.xaxis, language)
    add_caption(ax, caption, language)
    return ax
