"""A waterfall: what led from one answer to another, step by step."""

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts.canvas import FALLING, INK, MUTED, PALE, RISING, in_house_style, new_panels, number_ticks
from analysis.charts.caption import Caption, add_caption

_NAME = 30
"""Letters of a step's name before it is broken."""


@in_house_style
def waterfall(steps: pd.DataFrame, *, caption: Caption, decimals: dict[str, int], language: str = "vi") -> np.ndarray:
    """One panel a column, side by side: the answer before, what each step added, the answer after; top to bottom.

    The first row of `steps` holds the old answer, the last the new one, those between add up to their difference. Rises
    are dark, falls hatched; a step that added nothing is a line. `decimals` by column; its name is the panel's.
    """
    axes = new_panels(1, len(steps.columns), 1.5 + 0.3 * len(steps), sharey=True)[0]
    for ax, column in zip(axes, steps.columns, strict=True):
        _panel(ax, steps[column], decimals[column], language)
        ax.set_title(column)
    axes[0].set_yticks(_places(steps), [textwrap.fill(str(name), _NAME) for name in steps.index])
    axes[0].tick_params(axis="y", labelcolor=INK)
    add_caption(axes, caption, language)
    return axes


def _panel(ax: Axes, values: pd.Series, decimals: int, language: str) -> None:
    added, places = values.iloc[1:-1], _places(values)
    ends = values.iloc[0] + added.cumsum()
    starts = ends - added
    rises = (added >= 0).to_numpy()
    for chosen, looks in ((rises, RISING), (~rises, FALLING)):
        ax.barh(places[1:-1][chosen], added[chosen], left=starts[chosen], height=0.6, linewidth=0.8, **looks)
    ax.vlines(starts[added == 0], places[1:-1][added == 0] - 0.3, places[1:-1][added == 0] + 0.3, color=MUTED)
    ax.plot(values.iloc[[0, -1]], places[[0, -1]], linestyle="none", marker="D", color=INK)
    reached = [values.iloc[0], *ends]
    ax.vlines(reached, places[1:] - 0.3, places[:-1] + 0.3, color=MUTED, linewidth=0.6, linestyle=":")
    right = [values.iloc[0], *np.maximum(starts, ends), values.iloc[-1]]
    for row, (x, y, value) in enumerate(zip(right, places, values, strict=True)):
        words = wording.number(value, decimals, language, signed=0 < row < len(values) - 1)
        ax.annotate(words, (x, y), xytext=(5, 0), textcoords="offset points", va="center", size=8)
    low, high = min(reached), max(reached)
    room = max(high - low, 2 * 10.0**-decimals)
    ax.set_xlim(low - 0.1 * room, high + 0.35 * room)  # labels stand to the right
    ax.margins(y=0.04)
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x", visible=True, color=PALE)
    ax.locator_params(axis="x", nbins=4)
    number_ticks(ax.xaxis, language)


def _places(rows: pd.Series | pd.DataFrame) -> np.ndarray:
    return np.arange(len(rows))[::-1].astype(float)
