"""How good forecasts have been: chances held against what came."""

import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts.canvas import BANDS, MAIN, MUTED, PAPER, in_house_style, new_axes, number_ticks
from analysis.charts.caption import Caption, add_caption


@in_house_style
def reliability(bins: pd.DataFrame, *, caption: Caption, axis_labels: tuple[str, str], language: str = "vi") -> Axes:
    """How often what was given a chance came true: a dot a bin, the bars hold 95 % of what honest chances would show.

    `bins`: as `backtest.reliability` gives them (chance, happened, n, low, high); n is written beside each dot.
    """
    ax = new_axes(4.2)
    ax.plot([0, 100], [0, 100], color=MUTED, linewidth=0.9, linestyle=(0, (4, 3)))
    ax.vlines(100 * bins["chance"], 100 * bins["low"], 100 * bins["high"], color=BANDS[80], linewidth=6)
    ax.plot(100 * bins["chance"], 100 * bins["happened"], "o", color=MAIN, markersize=6)
    for row in bins.itertuples():
        words = wording.number(row.n, 0, language)
        place = {"xytext": (9, -9), "textcoords": "offset points", "bbox": PAPER}
        ax.annotate(words, (100 * row.chance, 100 * row.happened), size=8, **place)
    ax.set(xlim=(-3, 108), ylim=(-8, 106))
    ax.set_xlabel(axis_labels[0])
    ax.set_ylabel(axis_labels[1])
    for axis in (ax.xaxis, ax.yaxis):
        number_ticks(axis, language)
    add_caption(ax, caption, language)
    return ax
