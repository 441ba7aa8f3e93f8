"""Charts of what may come: dashed, shaded and labelled, so that nobody takes it for a published figure."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.charts.canvas import (
    BANDS,
    INK,
    MAIN,
    MUTED,
    PALE,
    PAPER,
    TARGET,
    in_house_style,
    month_ticks,
    new_axes,
    number_ticks,
    positions,
)
from analysis.charts.caption import Caption, add_caption
from analysis.charts.labels import Label, end_labels, filled

_HEADROOM = 0.13  # share of the height kept free for the label at the join
_ROOM = 0.3  # share of the axes' width that a flag may need
_BARS = 40


@in_house_style
def fan(
    paths: pd.DataFrame,
    last_known: pd.Period,
    *,
    caption: Caption,
    target: float | pd.Series | None = None,
    target_label: str = "",
    published: pd.Series | None = None,
    language: str = "vi",
) -> Axes:
    """Levels or growth by month: the median solid to the last known month, then dashed in 50, 80, 95 % bands.

    `paths`: rows months, columns joint paths; only the rows handed in are shown. `target`: one height for all
    months or one a month. `published`: figures printed for single months, drawn as dots.
    """
    ax = new_axes()
    known, future = paths[paths.index <= last_known], paths[paths.index >= last_known]
    _band(ax, known, 80, color="#e6e6e6", hatch="....", edgecolor="#bdbdbd")
    labels = _bands(ax, future, (95, 80, 50), language)
    labels += _medians(ax, known, future, language)
    if target is not None:
        labels += [_target_line(ax, paths.index, target, target_label)]
    if published is not None:
        ax.plot(positions(published.index), published, "o", color=MAIN, markerfacecolor="white", zorder=4)
    return _finished(ax, paths.index, last_known, labels, caption, language)


@in_house_style
def cumulative(
    paths: pd.DataFrame,
    last_known: pd.Period,
    target: float,
    *,
    caption: Caption,
    target_label: str,
    plan_path: pd.Series | None = None,
    gap: str = "",
    language: str = "vi",
) -> Axes:
    """Levels added up from January: known months solid, then median and 80 % band to December, and the plan.

    `paths`: rows months of the year of `last_known`; the year before, where whole too, is drawn in grey. `plan_path`:
    where the plan would stand in each month; `gap`: how far the known months are from it, in words.
    """
    ax = new_axes()
    year, before = (paths[paths.index.year == last_known.year - back].cumsum() for back in (0, 1))
    known, future = year[year.index <= last_known], year[year.index >= last_known]
    labels = _bands(ax, future, (80,), language) + _medians(ax, known, future, language)
    if len(before) == 12:
        labels += [_last_year(ax, before, language)]
    if plan_path is None:
        labels += [_target_line(ax, year.index, target, target_label)]
    else:
        labels += [_target_line(ax, plan_path.index, plan_path, target_label)]
        _gap(ax, last_known, float(known.iloc[-1].median()), float(plan_path[last_known]), gap)
    ax.set_ylim(bottom=0)
    return _finished(ax, year.index, last_known, labels, caption, language)


@in_house_style
def year_outcomes(
    outcomes: pd.Series,
    target: float,
    *,
    caption: Caption,
    target_label: str,
    median_label: str = "",
    language: str = "vi",
) -> Axes:
    """How often the futures end the year where; those that reach the target are dark and hatched.

    `outcomes`: one total or growth a path; the wildest one in a hundred lie beyond the edges of the picture.
    """
    ax = new_axes(3.2)
    shown = outcomes[outcomes.between(*outcomes.quantile([0.005, 0.995]))]
    edges = _edges(shown, target)
    shares, _ = np.histogram(shown, edges)
    reached = edges[:-1] >= target - 1e-9
    looks = {"width": np.diff(edges)[0], "align": "edge", "edgecolor": "white", "linewidth": 0.4}
    for chosen, own in ((~reached, {"color": PALE}), (reached, {"color": MAIN, "hatch": "////"})):
        ax.bar(edges[:-1][chosen], 100 * shares[chosen] / len(outcomes), **own, **looks)
    ax.margins(y=0.3)
    ax.axvline(target, color=TARGET, linewidth=1.6)
    median = float(outcomes.median())
    ax.axvline(median, color="white", linewidth=3)  # dark bars would hide the dashes
    ax.axvline(median, color=INK, linewidth=1.2, linestyle="--")
    words = median_label or wording.term("chart", "median", language)
    _flags(ax, {target_label: (target, TARGET), words: (median, INK)})
    ax.set_ylabel(wording.term("chart", "share_of_futures", language))
    for axis in (ax.xaxis, ax.yaxis):
        number_ticks(axis, language)
    add_caption(ax, caption, language)
    return ax


def _band(ax: Axes, paths: pd.DataFrame, coverage: int, color: str, **look: str) -> float:
    """Shade the middle so many per cent of the paths; gives the band's upper edge in the last month."""
    tail = (1 - coverage / 100) / 2
    low, high = paths.quantile([tail, 1 - tail], axis=1).to_numpy()
    ax.fill_between(positions(paths.index), low, high, facecolor=color, linewidth=0, **look)
    return float(high[-1])


def _bands(ax: Axes, future: pd.DataFrame, coverages: tuple[int, ...], language: str) -> list[Label]:
    edge = float(future.index[-1].ordinal)
    tops = {coverage: _band(ax, future, coverage, BANDS[coverage]) for coverage in coverages}
    return [Label(_band_name(coverage, language), edge, top, MUTED) for coverage, top in tops.items()]


def _band_name(coverage: int, language: str) -> str:
    return wording.sentence("chart_range", language, coverage=wording.percent(coverage, 0, language))


def _medians(ax: Axes, known: pd.DataFrame, future: pd.DataFrame, language: str) -> list[Label]:
    for part, dash in ((known, "-"), (future, (0, (3, 1.5)))):
        ax.plot(positions(part.index), part.median(axis=1), color=MAIN, linestyle=dash)
    end = float(future.median(axis=1).iloc[-1])
    return [Label(wording.term("chart", "median", language), float(future.index[-1].ordinal), end, MAIN)]


def _last_year(ax: Axes, before: pd.DataFrame, language: str) -> Label:
    heights = before.median(axis=1)
    ax.plot(positions(before.index + 12), heights, color="#8c8c8c", linewidth=1.4)
    year = f"{wording.term('period_type', 'year', language)} {before.index[0].year}"
    return Label(year, float(before.index[-1].ordinal + 12), float(heights.iloc[-1]), MUTED)


def _gap(ax: Axes, month: pd.Period, height: float, planned: float, words: str) -> None:
    """Mark how far a known month is from the plan's path, in words where no sum stands: below right or above left."""
    early = month.month <= 6
    end, beside, side = (min, (18, -30), "left") if early else (max, (-18, 30), "right")
    ax.vlines(month.ordinal, *sorted((height, planned)), color=INK, linewidth=2.5, zorder=5)
    ax.annotate(
        filled(words, 30),
        (month.ordinal, end(height, planned)),
        xytext=beside,
        textcoords="offset points",
        ha=side,
        va="center",
        size=8,
        bbox=PAPER,
        gid="gap",
        arrowprops={"arrowstyle": "-", "color": MUTED, "linewidth": 0.7, "shrinkB": 2, "relpos": (1 - early, 0.5)},
    )


def _target_line(ax: Axes, months: pd.PeriodIndex, target: float | pd.Series, words: str) -> Label:
    heights = target if isinstance(target, pd.Series) else pd.Series(float(target), index=months)
    look = {"color": TARGET, "linewidth": 1.4, "linestyle": (0, (6, 2)), "gid": "target"}
    ax.plot(positions(heights.index), heights, **look)
    return Label(words, float(heights.index[-1].ordinal), float(heights.iloc[-1]), TARGET)


def _finished(
    ax: Axes,
    months: pd.PeriodIndex,
    last_known: pd.Period,
    labels: list[Label],
    caption: Caption,
    language: str,
) -> Axes:
    month_ticks(ax, months, language)
    number_ticks(ax.yaxis, language)
    _join(ax, last_known, language)
    add_caption(ax, caption, language)
    end_labels(ax, labels)
    return ax


def _join(ax: Axes, last_known: pd.Period, language: str) -> None:
    """Mark where the published figures end and the estimate begins, in room kept free above both."""
    low, high = ax.get_ylim()
    ax.set_ylim(low, high + (high - low) * _HEADROOM)
    ax.axvline(last_known.ordinal, color=MUTED, linewidth=0.8, linestyle=":")
    words = f"{wording.term('status', 'estimate', language)} →"
    ax.annotate(
        words,
        (last_known.ordinal, 1),
        xycoords=("data", "axes fraction"),
        xytext=(4, -3),
        textcoords="offset points",
        va="top",
        size=8,
        color=MUTED,
        bbox=PAPER,
        gid="join",
    )


def _edges(outcomes: pd.Series, target: float) -> np.ndarray:
    """Edges of equal bars, one of them at the target."""
    width = max(float(outcomes.max() - outcomes.min()), 1e-6) / _BARS
    first = np.floor((min(outcomes.min(), target) - target) / width) - 1
    last = np.ceil((max(outcomes.max(), target) - target) / width) + 1
    return target + width * np.arange(first, last + 1)


def _flags(ax: Axes, flags: dict[str, tuple[float, str]]) -> None:
    """Name two vertical lines at the top, each on its outer side, or on its inner one and lower near the axes' edge."""
    low, high = ax.get_xlim()
    for words, (x, color) in flags.items():
        place, is_left = (x - low) / (high - low), x == min(x for x, _ in flags.values())
        outside = _ROOM < place < 1 - _ROOM
        to_left = is_left == outside
        ax.annotate(
            words,
            (x, 0.99 if outside else 0.88),
            xycoords=("data", "axes fraction"),
            xytext=(-4 if to_left else 4, 0),
            textcoords="offset points",
            ha="right" if to_left else "left",
            va="top",
            size=8,
            color=color,
            bbox=PAPER,
        )
