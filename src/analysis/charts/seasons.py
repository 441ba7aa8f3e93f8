"""The shape of a year: which months are high and low, and where Tết falls."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts.canvas import INK, MAIN, MUTED, in_house_style, new_axes, number_ticks
from analysis.charts.caption import Caption, add_caption
from analysis.charts.labels import Label, end_labels

_TET = (1, 2)


@in_house_style
def season(shares: pd.DataFrame, *, caption: Caption, language: str = "vi") -> Axes:
    """Each year's months against its mean month: earlier years grey, their mean dark, January and February shaded.

    `shares`: rows years (int), columns months 1 to 12, the mean month of a year = 100.
    """
    ax = new_axes()
    months = np.arange(1, 13)
    ax.axvspan(_TET[0] - 0.4, _TET[1] + 0.4, color="#f3e6dc", linewidth=0)
    ax.plot(months, shares.T, color="#a6a6a6", linewidth=0.9)
    mean = shares.mean()
    ax.plot(months, mean, color=MAIN, linewidth=2.2, marker="o", markerfacecolor="white")
    ax.axhline(100, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    ax.set_xlim(0.4, 12.6)
    ax.set_xticks(months, [wording.short_month(pd.Period(f"2000-{month:02d}", "M"), language) for month in months])
    ax.margins(y=0.12)
    number_ticks(ax.yaxis, language)
    top = (np.mean(_TET), 0.99)
    words = wording.term("event_kind", "tet", language)
    ax.annotate(words, top, xycoords=("data", "axes fraction"), ha="center", va="top", size=8, color=INK)
    add_caption(ax, caption, language)
    each = f"{wording.term('chart', 'each_year', language)}\n{shares.index.min()}–{shares.index.max()}"
    ends = [Label(wording.term("chart", "mean", language), 12, float(mean[12]), MAIN)]
    end_labels(ax, [*ends, Label(each, 12, float(shares[12].max()), MUTED)])
    return ax
