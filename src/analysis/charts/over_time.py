"""Charts over time: a mark where something was published, no line across what was not; what may come is dashed, shaded
and named where it begins, so that nobody takes it for a published figure."""

from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts import style
from analysis.charts.ends import filled, name_end
from analysis.charts.style import axes_level

_HEADROOM = 0.13  # share of the height kept free for the word at the join
_ROOM = 0.3  # share of the axes' width that the name of an upright line may need
_BARS = 40
_WIDTH = 26  # letters of a note within the axes

_SERIES = (
    {"marker": "o", "linestyle": "-"},
    {"marker": "s", "linestyle": "--"},
    {"marker": "^", "linestyle": "-."},
    {"marker": "D", "linestyle": ":"},
    {"marker": "v", "linestyle": (0, (5, 1, 1, 1))},
)
"""Looks of lines drawn together: told apart by marker and dash too, for print in grey."""
_STATUS = {
    "estimate": {"marker": "o", "markerfacecolor": "white"},
    "preliminary": {"marker": "o", "fillstyle": "left", "markerfacecoloralt": "white"},
    "official": {"marker": "o"},
    "revised": {"marker": "D"},
    "comparison": {"marker": "s", "markerfacecolor": "white"},
}
"""Marks of prints by status: hollow what is not final, a diamond what was changed."""
_DENSE = 30  # marks a line; with more of them the line alone is clearer

Target = float | tuple[float, float]
"""A plan: at least a value, or a range from low to high; an end that is infinite is open."""


@axes_level
def lines(ax: Axes, figures: pd.DataFrame | pd.Series, *, spacing: int = 1, lang: str = "vi") -> None:
    """Figures by month, one named line a column, broken where nothing was published.

    `figures`: rows PeriodIndex, columns named for the reader. `spacing`: months between two figures that a line may
    join.
    """
    figures = pd.DataFrame(figures)
    colors = cycle(plt.rcParams["axes.prop_cycle"].by_key()["color"])
    for name, look, color in zip(figures, cycle(_SERIES), colors, strict=False):
        published = figures[name].dropna()
        where, heights = style.positions(published.index), published.to_numpy(dtype=float)
        gaps = np.flatnonzero(np.diff(where) > spacing) + 1
        looks = {**look, "color": color, "markerfacecolor": "white"} | ({"marker": ""} if len(where) > _DENSE else {})
        ax.plot(np.insert(where, gaps, np.nan), np.insert(heights, gaps, np.nan), **looks)
        name_end(ax, str(name), where[-1], heights[-1], color)
    style.by_month(ax, figures.index, lang)


@axes_level
def path(
    ax: Axes,
    draws: pd.DataFrame,
    last: pd.Period | str | None = None,
    *,
    target: Target | pd.Series | None = None,
    target_label: str | None = None,
    prints: pd.Series | pd.DataFrame | None = None,
    before: pd.Series | None = None,
    gap: str = "",
    coverages: tuple[int, ...] = (95, 80, 50),
    color: str = "C0",
    lang: str = "vi",
) -> None:
    """The way through the year: the median solid to the last known month, then dashed within its bands.

    `draws`: months (PeriodIndex) x draws of growth, levels or running totals; only the rows handed in are drawn.
    `last`: the last month that figures speak of; without it every month is known. `target`: a value, a range (low,
    high) or the plan's own path by month, from which `gap` tells in words how far the last known month is.
    `prints`: figures as published, a Series by month or a frame with the columns value and status. `before`: last
    year, by the months drawn.

    >>> months = pd.period_range("2022-01", "2022-12", freq="M")
    >>> path(pd.DataFrame({0: range(12), 1: range(1, 13)}, months), "2022-07", target=8.9, lang="en").get_xlim()
    (623.4, 636.6)
    """
    last = draws.index[-1] if last is None else pd.Period(last, freq="M")
    known, future = draws[draws.index <= last], draws[draws.index >= last]
    if len(known):
        _band(ax, known, 80, facecolor="#e6e6e6", hatch="....", edgecolor="#bdbdbd")
    if len(future) > 1:
        for coverage, words in style.band_names(coverages, lang).items():
            top = _band(ax, future, coverage, facecolor=style.tint(color, coverage))
            name_end(ax, words, style.positions(future.index)[-1], top)
    _medians(ax, known, future, color, lang)
    if before is not None and len(before):
        where, year = style.positions(before.index), str(before.index[0].year - 1)
        ax.plot(where, before, color="#8c8c8c", linewidth=1.4)
        name_end(ax, wording.period("year", year, lang), where[-1], float(before.iloc[-1]))
    if target is not None:
        _target(ax, draws.index, target, target_label, lang)
    if prints is not None:
        _prints(ax, prints, color, lang)
    if gap:
        _gap(ax, last, float(known.iloc[-1].median()), float(target[last]), gap)
    style.by_month(ax, draws.index, lang)
    if before is not None or isinstance(target, pd.Series):
        ax.set_ylim(bottom=0)  # running totals
    if len(known) and len(future) > 1:
        _join(ax, last, lang)


@axes_level
def year(
    ax: Axes,
    outcomes: pd.Series,
    target: Target | None = None,
    *,
    target_label: str | None = None,
    median_label: str | None = None,
    color: str = "C0",
    lang: str = "vi",
) -> None:
    """How often the draws end the year where; those that reach the target are dark, hatched up to its upper bound.

    `outcomes`: one total or growth a draw; the wildest one in a hundred lie beyond the edges of the picture.
    `target`: at least a value, or a range (low, high), of which an end may be infinite.
    """
    import seaborn as sns  # takes a second to load, and only some charts need it

    low, high = _bounds(target) if target is not None else (np.inf, np.inf)
    shown = outcomes[outcomes.between(*outcomes.quantile([0.005, 0.995]))]
    ends = [end for end in (low, high) if np.isfinite(end)]
    shares = np.full(len(shown), 100 / len(outcomes))
    bins = _edges(shown, ends)
    drawn = len(ax.patches)
    looks = {"color": style.PALE, "edgecolor": "white", "linewidth": 0.4}
    sns.histplot(x=shown.to_numpy(), weights=shares, bins=bins, ax=ax, **looks)
    for bar in ax.patches[drawn:]:
        middle = bar.get_x() + bar.get_width() / 2
        if low <= middle and (np.isfinite(low) or middle <= high):
            bar.set(facecolor=color, hatch="////" if middle <= high else None)
    for end in ends:
        ax.axvline(end, color=style.TARGET, linewidth=1.6)
    marks = {_plan_label(target, target_label, lang): (ends[0], style.TARGET)} if ends else {}
    median = float(outcomes.median())
    words = median_label or f"{wording.term('chart', 'median', lang)} {wording.number(median, 1, lang)}"
    _upright(ax, marks | {words: (median, style.INK)})
    ax.set(xlabel="", ylabel=wording.term("chart", "share_of_futures", lang))
    for axis in (ax.xaxis, ax.yaxis):
        style.number_axis(axis, lang)


def _band(ax: Axes, draws: pd.DataFrame, coverage: int, **look: str) -> float:
    """Shade the middle so many per cent of the draws; gives the band's upper edge in the last month."""
    low, high = draws.quantile(style.tails(coverage), axis=1).to_numpy()
    ax.fill_between(style.positions(draws.index), low, high, linewidth=0, **look)
    return float(high[-1])


def _medians(ax: Axes, known: pd.DataFrame, future: pd.DataFrame, color: str, lang: str) -> None:
    for part, dash in ((known, "-"), (future, (0, (3, 1.5)))):
        ax.plot(style.positions(part.index), part.median(axis=1), color=color, linestyle=dash)
    whole, words = future if len(future) else known, wording.term("chart", "median", lang)
    name_end(ax, words, style.positions(whole.index)[-1], whole.iloc[-1].median(), color)


def _target(ax: Axes, months: pd.PeriodIndex, target: Target | pd.Series, words: str | None, lang: str) -> None:
    ends = [target] if isinstance(target, pd.Series) else [pd.Series(end, months) for end in _bounds(target)]
    ends = [end for end in ends if np.isfinite(end).all()]
    look = {"color": style.TARGET, "linewidth": 1.4, "linestyle": style.DASHED, "gid": "target"}
    for end in ends:
        ax.plot(style.positions(end.index), end, **look)
    plan = target.iloc[-1] if isinstance(target, pd.Series) else target
    name_end(ax, _plan_label(plan, words, lang), style.positions(months)[-1], float(ends[0].iloc[-1]), style.TARGET)


def _bounds(target: Target) -> tuple[float, float]:
    return target if isinstance(target, tuple) else (float(target), np.inf)


def _plan_label(target: Target, words: str | None, lang: str) -> str:
    ends = [wording.digits(end, lang) for end in _bounds(target) if np.isfinite(end)]
    return wording.sentence("plan_label", lang, target="–".join(ends)) if words is None else words


def _gap(ax: Axes, month: pd.Period, height: float, planned: float, words: str) -> None:
    """Mark how far a known month is from the plan's path, in words where no sum stands: low right or high left."""
    early = month.month <= 6
    ax.vlines(month.ordinal, *sorted((height, planned)), color=style.INK, linewidth=2.5, zorder=5)
    leader = {"arrowstyle": "-", "color": style.MUTED, "linewidth": 0.7, "shrinkB": 2, "relpos": (1 - early, 0.5)}
    corner = {"xytext": (0.98, 0.06), "va": "bottom", "ha": "right"} if early else {"xytext": (0.02, 0.86), "va": "top"}
    point = (month.ordinal, min(height, planned) if early else max(height, planned))
    words = filled(words, _WIDTH)
    ax.annotate(words, point, textcoords="axes fraction", bbox=style.PAPER, gid="gap", arrowprops=leader, **corner)


def _join(ax: Axes, last: pd.Period, lang: str) -> None:
    """Mark where the published figures end and the estimate begins, in room kept free above both."""
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + (high - low) * _HEADROOM)
    ax.axvline(last.ordinal, color=style.MUTED, linewidth=0.8, linestyle=":")
    start, end = ax.get_xlim()
    late = (last.ordinal - start) / (end - start) > 1 - _ROOM
    side = {"xytext": (-4, -3), "ha": "right"} if late else {"xytext": (4, -3), "ha": "left"}
    at = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "va": "top"}
    words = f"{wording.term('status', 'estimate', lang)} →"
    ax.annotate(words, (last.ordinal, 1), color=style.MUTED, bbox=style.PAPER, gid="join", **side, **at)


def _edges(outcomes: pd.Series, ends: list[float]) -> list[float]:
    """Edges of equal bars that show every outcome and end of the plan, one of them at the plan."""
    reach = [*ends, outcomes.min(), outcomes.max()]
    width = max(max(reach) - min(reach), 1e-6) / _BARS
    first, last = ((edge - reach[0]) / width for edge in (min(reach), max(reach)))
    return list(reach[0] + width * np.arange(np.floor(first) - 1, np.ceil(last) + 2))


def _upright(ax: Axes, marks: dict[str, tuple[float, str]]) -> None:
    """Upright lines, named one below the other at the top, each on the side with more room."""
    ax.margins(y=0.3)
    for row, (words, (x, color)) in enumerate(marks.items()):
        ax.axvline(x, color="white", linewidth=2.4)  # dark bars would hide the dashes
        ax.axvline(x, color=color, linewidth=1.2, linestyle="--")
        to_left = x > np.mean(ax.get_xlim())
        at = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "va": "top"}
        at |= {"xytext": (-4 if to_left else 4, 0), "ha": "right" if to_left else "left"}
        ax.annotate(words, (x, 0.99 - 0.11 * row), color=color, bbox=style.PAPER, **at)


def _prints(ax: Axes, figures: pd.Series | pd.DataFrame, color: str, lang: str) -> None:
    """A mark a print; what the marks mean is told below the axes."""
    if isinstance(figures, pd.Series):
        ax.plot(style.positions(figures.index), figures, "o", color=color, markerfacecolor="white", zorder=4)
        return
    for status, look in _STATUS.items():
        own = figures[figures["status"] == status]
        if len(own):
            words = filled(wording.term("status", status, lang), 20)
            ax.plot(style.positions(own.index), own["value"], color=color, linestyle="", zorder=4, label=words, **look)
    style.explained(ax)
