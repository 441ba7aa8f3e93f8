"""Ranges side by side: how sure each one is, and what is wanted."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts import style
from analysis.charts.ends import filled, name_above, name_end
from analysis.charts.style import axes_level

_WIDE, _NARROW = 0.27, 0.06  # half a bar: of a column, and the most where columns are few


@axes_level
def ranges(
    ax: Axes,
    draws: pd.DataFrame,
    *,
    target: float | None = None,
    target_label: str = "",
    lang: str = "vi",
) -> None:
    """A column of 95, 80 and 50 % bands a name, its median across; a line for what is wanted.

    `draws`: rows draws, columns named for the reader (years, say).
    """
    places = np.arange(draws.shape[1])
    _columns(ax, places, draws, lang)
    if target is not None:
        ax.axhline(target, color=style.TARGET, linewidth=1.4, linestyle=style.DASHED, gid="target")
        name_end(ax, target_label or wording.digits(target, lang), places[-1] + 0.6, target, style.TARGET)
    ax.axhline(0, color=style.MUTED, linewidth=0.8)
    ax.set_xlim(-0.6, len(places) - 0.4)
    ax.set_xticks(places, [str(name) for name in draws.columns])
    style.number_axis(ax.yaxis, lang)
    style.explained(ax)


@axes_level
def ranking(
    ax: Axes,
    outcomes: pd.DataFrame,
    *,
    target: float | None = None,
    target_label: str | None = None,
    own: str | None = None,
    lang: str = "vi",
) -> None:
    """Ordered dots: the median of each name within its range, the largest on top; scenarios or provinces, say.

    `outcomes`: one row a name, columns low, median, high (low and high may be missing). `own`: the name whose
    dot stands out.
    """
    shown = outcomes.sort_values("median", ascending=False)
    places = np.arange(len(shown))
    ax.hlines(places, shown["low"], shown["high"], color=style.tint(style.MAIN, 80), linewidth=7, capstyle="butt")
    colors = [style.TARGET if name == own else style.MAIN for name in shown.index]
    for x, y, color in zip(shown["median"], places, colors, strict=True):
        ax.plot(x, y, "s" if color == style.TARGET else "D", color=color)
    if target is not None:
        ax.axvline(target, color=style.TARGET, linewidth=1.4, linestyle=style.DASHED)
        plan = wording.sentence("plan_label", lang, target=wording.digits(target, lang))
        name_above(ax, plan if target_label is None else target_label, target)
    ax.set_yticks(places, [filled(str(name), 38) for name in shown.index])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.tick_params(axis="y", labelcolor=style.INK)
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x", visible=True, color=style.PALE)
    style.number_axis(ax.xaxis, lang)


def _columns(ax: Axes, places: np.ndarray, draws: pd.DataFrame, lang: str) -> None:
    half = min(_WIDE, _NARROW * len(places))
    for coverage in style.TINTS:
        tail = (1 - coverage / 100) / 2
        low, high = draws.quantile(tail).to_numpy(), draws.quantile(1 - tail).to_numpy()
        words = wording.sentence("chart_range", lang, coverage=wording.percent(coverage, 0, lang))
        ax.bar(
            places, high - low, 2 * half, bottom=low, color=style.tint(style.MAIN, coverage), linewidth=0, label=words
        )
    words = wording.term("chart", "median", lang)
    ax.hlines(draws.median().to_numpy(), places - half, places + half, color=style.MAIN, linewidth=1.8, label=words)
