"""Charts of what may come: dashed, shaded and named where it begins, so that nobody takes it for a published figure."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts.ends import filled, name_end
from analysis.charts.published import draw_prints
from analysis.charts.style import (
    DASHED,
    INK,
    MUTED,
    PALE,
    PAPER,
    TARGET,
    begun,
    finished,
    month_axis,
    month_of,
    number_axis,
    positions,
    tint,
)

_HEADROOM = 0.13  # share of the height kept free for the word at the join
_ROOM = 0.3  # share of the axes' width that the name of an upright line may need
_BARS = 40
_WIDTH = 26  # letters of a note within the axes

Target = float | tuple[float, float]
"""A plan: at least a value, or a range from low to high; an end that is infinite is open."""


def path(
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
    ax: Axes | None = None,
    title: str | None = None,
    lang: str = "vi",
) -> Axes:
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
    ax = begun(ax)
    last = draws.index[-1] if last is None else month_of(last)
    known, future = draws[draws.index <= last], draws[draws.index >= last]
    if len(known):
        _band(ax, known, 80, facecolor="#e6e6e6", hatch="....", edgecolor="#bdbdbd")
    if len(future) > 1:
        _future_bands(ax, future, coverages, color, lang)
    _medians(ax, known, future, color, lang)
    if before is not None:
        _last_year(ax, before, lang)
    if target is not None:
        _target(ax, draws.index, target, target_label, lang)
    if prints is not None:
        draw_prints(ax, prints, color, lang)
    if gap:
        _gap(ax, last, float(known.iloc[-1].median()), float(target[last]), gap)
    month_axis(ax, draws.index, lang)
    number_axis(ax.yaxis, lang)
    if len(future) > 1:
        _join(ax, last, lang)
    return finished(ax, title)


def levels(
    draws: pd.DataFrame,
    last: pd.Period | str | None = None,
    *,
    prints: pd.Series | pd.DataFrame | None = None,
    color: str = "C0",
    ax: Axes | None = None,
    title: str | None = None,
    lang: str = "vi",
) -> Axes:
    """Monthly levels, or their growth, as estimated: the median and its 80 % band, with the prints where there are any.

    `draws`: months (PeriodIndex) x draws; `last`, `prints`: as `path` has them.
    """
    return path(draws, last, prints=prints, coverages=(80,), color=color, ax=ax, title=title, lang=lang)


def year(
    outcomes: pd.Series,
    target: Target | None = None,
    *,
    target_label: str | None = None,
    median_label: str | None = None,
    color: str = "C0",
    ax: Axes | None = None,
    title: str | None = None,
    lang: str = "vi",
) -> Axes:
    """How often the draws end the year where; those that reach the target are dark and hatched.

    `outcomes`: one total or growth a draw; the wildest one in a hundred lie beyond the edges of the picture.
    `target`: at least a value, or a range (low, high).
    """
    import seaborn as sns  # takes a second to load, and only some charts need it

    ax = begun(ax)
    low, high = _bounds(target) if target is not None else (np.inf, np.inf)
    shown = outcomes[outcomes.between(*outcomes.quantile([0.005, 0.995]))]
    ends = [end for end in (low, high) if np.isfinite(end)]
    shares = np.full(len(shown), 100 / len(outcomes))
    bins = list(_edges(shown, ends))
    looks = {"color": PALE, "edgecolor": "white", "linewidth": 0.4}
    sns.histplot(x=shown.to_numpy(), weights=shares, bins=bins, ax=ax, **looks)
    for bar in ax.patches:
        if low - 1e-9 <= bar.get_x() + bar.get_width() / 2 <= high:
            bar.set(facecolor=color, hatch="////")
    for end in ends:
        ax.axvline(end, color=TARGET, linewidth=1.6)
    marks = {_plan_label(target, target_label, lang): (ends[0], TARGET)} if ends else {}
    median = float(outcomes.median())
    words = median_label or f"{wording.term('chart', 'median', lang)} {wording.number(median, 1, lang)}"
    _upright(ax, marks | {words: (median, INK)})
    ax.set(xlabel="", ylabel=wording.term("chart", "share_of_futures", lang))
    for axis in (ax.xaxis, ax.yaxis):
        number_axis(axis, lang)
    return finished(ax, title)


def _band(ax: Axes, draws: pd.DataFrame, coverage: int, **look: str) -> float:
    """Shade the middle so many per cent of the draws; gives the band's upper edge in the last month."""
    tail = (1 - coverage / 100) / 2
    low, high = draws.quantile([tail, 1 - tail], axis=1).to_numpy()
    ax.fill_between(positions(draws.index), low, high, linewidth=0, **look)
    return float(high[-1])


def _future_bands(ax: Axes, future: pd.DataFrame, coverages: tuple[int, ...], color: str, lang: str) -> None:
    for coverage in coverages:
        top = _band(ax, future, coverage, facecolor=tint(color, coverage))
        words = wording.sentence("chart_range", lang, coverage=wording.percent(coverage, 0, lang))
        name_end(ax, words, positions(future.index)[-1], top)


def _medians(ax: Axes, known: pd.DataFrame, future: pd.DataFrame, color: str, lang: str) -> None:
    for part, dash in ((known, "-"), (future, (0, (3, 1.5)))):
        ax.plot(positions(part.index), part.median(axis=1), color=color, linestyle=dash)
    whole = future if len(future) else known
    name_end(ax, wording.term("chart", "median", lang), positions(whole.index)[-1], whole.iloc[-1].median(), color)


def _last_year(ax: Axes, before: pd.Series, lang: str) -> None:
    where = positions(before.index)
    ax.plot(where, before, color="#8c8c8c", linewidth=1.4)
    name_end(ax, wording.period("year", str(before.index[0].year - 1), lang), where[-1], float(before.iloc[-1]))


def _target(ax: Axes, months: pd.PeriodIndex, target: Target | pd.Series, words: str | None, lang: str) -> None:
    ends = [target] if isinstance(target, pd.Series) else [pd.Series(end, months) for end in _bounds(target)]
    ends = [end for end in ends if np.isfinite(end).all()]
    for end in ends:
        ax.plot(positions(end.index), end, color=TARGET, linewidth=1.4, linestyle=DASHED, gid="target")
    plan = target.iloc[-1] if isinstance(target, pd.Series) else target
    name_end(ax, _plan_label(plan, words, lang), positions(months)[-1], float(ends[0].iloc[-1]), TARGET)


def _bounds(target: Target) -> tuple[float, float]:
    return target if isinstance(target, tuple) else (float(target), np.inf)


def _plan_label(target: Target, words: str | None, lang: str) -> str:
    ends = [wording.digits(end, lang) for end in _bounds(target) if np.isfinite(end)]
    return wording.sentence("plan_label", lang, target="–".join(ends)) if words is None else words


def _gap(ax: Axes, month: pd.Period, height: float, planned: float, words: str) -> None:
    """Mark how far a known month is from the plan's path, in words where no sum stands: low right or high left."""
    early = month.month <= 6
    ax.vlines(month.ordinal, *sorted((height, planned)), color=INK, linewidth=2.5, zorder=5)
    leader = {"arrowstyle": "-", "color": MUTED, "linewidth": 0.7, "shrinkB": 2, "relpos": (1 - early, 0.5)}
    corner = {"xytext": (0.98, 0.06), "va": "bottom", "ha": "right"} if early else {"xytext": (0.02, 0.86), "va": "top"}
    point = (month.ordinal, min(height, planned) if early else max(height, planned))
    words = filled(words, _WIDTH)
    ax.annotate(words, point, textcoords="axes fraction", bbox=PAPER, gid="gap", arrowprops=leader, **corner)


def _join(ax: Axes, last: pd.Period, lang: str) -> None:
    """Mark where the published figures end and the estimate begins, in room kept free above both."""
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + (high - low) * _HEADROOM)
    ax.axvline(last.ordinal, color=MUTED, linewidth=0.8, linestyle=":")
    start, end = ax.get_xlim()
    late = (last.ordinal - start) / (end - start) > 1 - _ROOM
    side = {"xytext": (-4, -3), "ha": "right"} if late else {"xytext": (4, -3), "ha": "left"}
    at = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "va": "top"}
    words = f"{wording.term('status', 'estimate', lang)} →"
    ax.annotate(words, (last.ordinal, 1), color=MUTED, bbox=PAPER, gid="join", **side, **at)


def _edges(outcomes: pd.Series, ends: list[float]) -> np.ndarray:
    """Edges of equal bars, one of them at the target, of which all can be seen."""
    reach = [*ends, outcomes.min(), outcomes.max()]
    width = max(max(reach) - min(reach), 1e-6) / _BARS
    start = ends[0] if ends else outcomes.min()
    first, last = np.floor((min(reach) - start) / width) - 1, np.ceil((max(reach) - start) / width) + 1
    return start + width * np.arange(first, last + 1)


def _upright(ax: Axes, marks: dict[str, tuple[float, str]]) -> None:
    """Upright lines, named at the top: each on its outer side, or on its inner one and lower near the axes' edge."""
    ax.margins(y=0.3)
    low, high = ax.get_xlim()
    for words, (x, color) in marks.items():
        ax.axvline(x, color="white", linewidth=2.4)  # dark bars would hide the dashes
        ax.axvline(x, color=color, linewidth=1.2, linestyle="--")
        place, is_left = (x - low) / (high - low), x == min(x for x, _ in marks.values())
        outside = _ROOM < place < 1 - _ROOM
        to_left = is_left == outside
        at = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "va": "top"}
        at |= {"xytext": (-4 if to_left else 4, 0), "ha": "right" if to_left else "left"}
        ax.annotate(words, (x, 0.99 if outside else 0.88), color=color, bbox=PAPER, **at)
