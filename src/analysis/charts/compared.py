"""Charts that compare: up and down, shares of the plan, steps that add up, how sure each one is."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts import style
from analysis.charts.ends import filled, name_above, name_end
from analysis.charts.style import axes_level

_NAME = 38  # letters of a row's name before it is broken
_WIDE, _NARROW = 0.27, 0.06  # half a column: at most, and of each where columns are few


@axes_level
def bars(
    ax: Axes, changes: pd.Series, *, decimals: int = 1, signed: bool = True, sort: bool = True, lang: str = "vi"
) -> None:
    """Growth by name, largest on top: rises dark to the right, falls hatched to the left, values beside.

    `changes`: by the reader's names; a missing value is a dash. `sort=False`: in the order handed in.
    """
    import seaborn as sns  # takes a second to load, and only some charts need it

    shown = changes.sort_values(ascending=False) if sort else changes
    drawn = len(ax.patches)
    sns.barplot(x=shown.fillna(0).to_numpy(), y=range(len(shown)), orient="h", color=style.MAIN, saturation=1, ax=ax)
    for bar, value in zip(ax.patches[drawn:], shown, strict=True):
        bar.set(linewidth=0, height=0.66, y=bar.get_y() + (bar.get_height() - 0.66) / 2)
        bar.set(**style.FALLING if value < 0 else style.RISING)
    words = [wording.number(value, decimals, lang, signed=signed) for value in shown]
    ax.bar_label(ax.containers[-1], words, padding=4)
    ax.axvline(0, color=style.MUTED, linewidth=0.8)
    ax.margins(x=0.3 if (shown < 0).any() else 0.16)  # where values stand
    _rows(ax, list(shown.index), lang)


@axes_level
def plan_share(ax: Axes, shares: pd.Series, pace: float | None = None, *, color: str = "C0", lang: str = "vi") -> None:
    """Per cent of the annual plan done, by name, as handed in; a line where an even pace would stand."""
    places = np.arange(len(shares))
    ax.barh(places, 100, color="#efefef", height=0.6)
    bars = ax.barh(places, shares, color=color, height=0.6)
    if pace is not None:
        ax.axvline(pace, color="white", linewidth=3)  # dark bars would hide the dashes
        ax.axvline(pace, color=style.TARGET, linewidth=1.4, linestyle=style.DASHED)
        even = wording.sentence("even_pace", lang, share=wording.percent(pace, 0, lang))
        name_above(ax, even, pace)
    for bar, value in zip(bars, shares, strict=True):
        _beside(ax, max(value, pace or 0.0), bar.get_y() + 0.3, wording.percent(value, 1, lang))
    ax.set_xlim(0, max(100.0, 1.12 * float(shares.max())))
    _rows(ax, list(shares.index), lang)


@axes_level
def contributions(
    ax: Axes, points: pd.Series, printed: float | None = None, *, decimals: int = 1, lang: str = "vi"
) -> None:
    """Points of growth by part, largest first, each beginning where the one before ended; then their sum.

    Where the sum, as written, is not the `printed` growth, what is left is a bar with a name, and the printed growth
    another one.
    """
    ordered, total = points.sort_values(ascending=False), float(points.sum())
    starts = [0.0, *ordered.cumsum().iloc[:-1]]
    rows = [*zip(ordered.index, ordered, starts, map(_look, ordered), strict=True)]
    rows += [(wording.term("chart", "sum", lang), total, 0.0, {"color": style.INK})]
    rest = 0.0 if printed is None else round(printed, decimals) - round(total, decimals)
    if abs(rest) > 0.5 * 10.0**-decimals:
        left = {"facecolor": style.PALE, "hatch": "....", "edgecolor": "white"}
        rows += [(wording.term("chart", "unexplained", lang), rest, total, left)]
        rows += [(wording.term("chart", "printed", lang), printed, 0.0, {"color": style.INK})]
    for place, (_, value, start, looks) in enumerate(rows):
        ax.barh(place, value, left=start, height=0.6, **looks)
        words = wording.number(value, decimals, lang, signed=True)
        _beside(ax, start + value, place, words, leftward=value < 0)
    ax.axvline(0, color=style.MUTED, linewidth=0.8)
    ax.margins(x=0.14)
    _rows(ax, [name for name, *_ in rows], lang)


@axes_level
def bridge(ax: Axes, steps: pd.Series, *, lang: str = "vi") -> None:
    """From one answer to another: the old one first, what each step added, the new one last, from top to bottom.

    `steps`: rounded as they are to be read, the first and the last a value, those between what they added. Rises
    are dark, falls hatched; a step that added nothing is a line.
    """
    added, decimals = steps.iloc[1:-1], style.decimals_of(steps)
    ends = steps.iloc[0] + added.cumsum()
    for place, (value, end) in enumerate(zip(added, ends, strict=True), 1):
        ax.barh(place, value, left=end - value, height=0.6, **(_look(value) if value else {"edgecolor": style.MUTED}))
    ax.plot(steps.iloc[[0, -1]], [0, len(steps) - 1], linestyle="none", marker="D", color=style.INK)
    reached = np.array([steps.iloc[0], *ends])
    places = np.arange(len(reached))
    ax.vlines(reached, places - 0.3, places + 1.3, color=style.MUTED, linewidth=0.6, linestyle=":")
    right = [steps.iloc[0], *np.maximum(ends - added, ends), steps.iloc[-1]]
    for place, (x, value) in enumerate(zip(right, steps, strict=True)):
        _beside(ax, x, place, wording.number(value, decimals, lang, signed=0 < place < len(steps) - 1))
    room = max(np.ptp(reached), 2 * 10.0**-decimals)
    ax.set_xlim(reached.min() - 0.1 * room, reached.max() + 0.4 * room)  # labels stand to the right
    ax.locator_params(axis="x", nbins=4)
    _rows(ax, list(steps.index), lang)
    ax.grid(axis="x", visible=True, color=style.PALE)


@axes_level
def ranges(
    ax: Axes, draws: pd.DataFrame, *, target: float | None = None, target_label: str = "", lang: str = "vi"
) -> None:
    """A column of 95, 80 and 50 % bands a name, its median across; a line for what is wanted.

    `draws`: rows draws, columns named for the reader (years, say).
    """
    places = np.arange(draws.shape[1])
    half = min(_WIDE, _NARROW * len(places))
    for coverage, words in style.band_names(style.TINTS, lang).items():
        low, high = draws.quantile(style.tails(coverage)).to_numpy()
        look = {"color": style.tint(style.MAIN, coverage), "linewidth": 0, "label": words}
        ax.bar(places, high - low, 2 * half, bottom=low, **look)
    words = wording.term("chart", "median", lang)
    ax.hlines(draws.median().to_numpy(), places - half, places + half, color=style.MAIN, linewidth=1.8, label=words)
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
    for x, y, name in zip(shown["median"], places, shown.index, strict=True):
        ax.plot(
            x, y, **({"marker": "s", "color": style.TARGET} if name == own else {"marker": "D", "color": style.MAIN})
        )
    if target is not None:
        ax.axvline(target, color=style.TARGET, linewidth=1.4, linestyle=style.DASHED)
        plan = wording.sentence("plan_label", lang, target=wording.digits(target, lang))
        name_above(ax, plan if target_label is None else target_label, target)
    _rows(ax, list(shown.index), lang)
    ax.grid(axis="x", visible=True, color=style.PALE)


def _look(value: float) -> dict[str, object]:
    return style.RISING if value >= 0 else style.FALLING


def _rows(ax: Axes, names: list[object], lang: str) -> None:
    """Names of rows from top to bottom; every value is written beside its bar."""
    ax.set_yticks(range(len(names)), [filled(str(name), _NAME) for name in names])
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", labelcolor=style.INK)
    ax.grid(False)
    ax.set(xlabel="", ylabel="")
    style.number_axis(ax.xaxis, lang)


def _beside(ax: Axes, x: float, y: float, words: str, *, leftward: bool = False) -> None:
    beyond, side = (-4, "right") if leftward else (4, "left")
    ax.annotate(words, (x, y), xytext=(beyond, 0), textcoords="offset points", va="center", ha=side)
