"""The house style and the axes every chart begins with: colours that differ in lightness, the reader's numbers."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.text import Text
from matplotlib.ticker import Formatter, Locator
from matplotlib.transforms import offset_copy

from analysis import wording

STYLE = Path(__file__).parents[1] / "house.mplstyle"
for _font in sorted((Path(__file__).parent / "fonts").glob("*.ttf")):
    fontManager.addfont(_font)

INK, MUTED, PALE, TARGET = "#1a1a1a", "#595959", "#c9c9c9", "#a63c00"
MAIN, FALL = "#12355b", "#d98a4e"
RISING, FALLING = {"color": MAIN, "linewidth": 0}, {"facecolor": FALL, "hatch": "////", "edgecolor": "white"}
"""Looks of bars: falls differ in hatch too, for print in grey."""
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1}
"""A box behind words, so that no line crosses them."""
DASHED = (0, (6, 2))
TINTS = {95: 0.16, 80: 0.32, 50: 0.5}
"""How much of a band's colour is mixed with white, by the per cent of draws it holds: the likelier, the darker."""

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_MONTH_ROOM = 26  # points that the name of a month needs


def set_theme() -> None:
    """Draw everything from here on in the house style, as `seaborn.set_theme` does for its own."""
    plt.style.use(STYLE)


def axes_level(draw: Callable[..., None]) -> Callable[..., Axes]:
    """A function that draws on axes, as one called like those of seaborn: `f(data, …, ax=None, title=None) -> Axes`.

    Without `ax` it draws on the current axes. Their figure makes room for what stands beside them, also when it is
    resized; a $ in any of their words is a dollar.
    """
    own = signature(draw)

    @wraps(draw)
    def chart(*data: Any, ax: Axes | None = None, title: str | None = None, **options: Any) -> Axes:
        ax = plt.gca() if ax is None else ax
        figure = ax.get_figure(root=True)
        if figure.get_layout_engine() is None:
            figure.set_layout_engine("constrained")
        if "color" in own.parameters:
            options["color"] = to_hex(options.get("color", "C0"))  # as the settings have it now, not when it is saved
        draw(ax, *data, **options)
        if title is not None:
            above = sum(1.4 * text.get_fontsize() for text in ax.texts if text.get_gid() == "above")
            words = ax.set_title(title, wrap=True, pad=plt.rcParams["axes.titlepad"] + above)
            words._get_wrap_line_width = lambda: _width(ax)  # matplotlib would wrap at the figure's edge
        for text in ax.findobj(Text):
            text.set_parse_math(False)
        return ax

    _, *taken, lang = own.parameters.values()
    new = [Parameter(name, Parameter.KEYWORD_ONLY, default=None) for name in ("ax", "title")]
    chart.__signature__ = own.replace(parameters=[*taken, *new, lang], return_annotation=Axes)
    return chart


def _width(ax: Axes) -> float:
    """Dots that a title over the axes may be wide: as much of their part of the figure as lies on its side."""
    grid, whole, axes = ax.get_subplotspec(), ax.get_figure(root=True).bbox.width, ax.bbox
    if grid is None:
        return axes.width
    left, right = ((column * whole) / grid.get_gridspec().ncols for column in (grid.colspan.start, grid.colspan.stop))
    middle = (axes.x0 + axes.x1) / 2
    reach = {"left": right - axes.x0, "center": 2 * min(middle - left, right - middle), "right": axes.x1 - left}
    return max(axes.width, 0.96 * reach[plt.rcParams["axes.titlelocation"]])


def figure_of(chart: Figure | Axes | np.ndarray) -> Figure:
    """The figure that axes, or the first of several, stand in."""
    return chart if isinstance(chart, Figure) else np.ravel(chart)[0].get_figure(root=True)


def tint(color: str, coverage: int) -> str:
    """The colour of a band that holds so many per cent of the draws."""
    share = TINTS[coverage]
    return to_hex([share * part + 1 - share for part in to_rgb(color)])


def tails(coverage: int) -> list[float]:
    """The quantiles between which so many per cent of the draws lie."""
    return [(1 - coverage / 100) / 2, 1 - (1 - coverage / 100) / 2]


def band_names(coverages: Iterable[int], lang: str) -> dict[int, str]:
    """What bands that hold so many per cent of the draws are called."""
    shares = {coverage: wording.percent(coverage, 0, lang) for coverage in coverages}
    return {coverage: wording.sentence("chart_range", lang, coverage=share) for coverage, share in shares.items()}


def positions(periods: pd.PeriodIndex) -> np.ndarray:
    """Where periods stand on an axis: months as whole numbers, as pandas draws them; quarters at their last month."""
    years = pd.api.types.is_integer_dtype(periods)
    periods = pd.PeriodIndex([str(year) for year in periods], freq="Y") if years else pd.PeriodIndex(periods)
    months = periods.asfreq("M", how="start" if periods.freqstr.startswith(("Y", "A")) else "end")
    return np.asarray(months.asi8, dtype=float)


def by_month(ax: Axes, periods: pd.PeriodIndex, lang: str) -> None:
    """Months along the x axis, as many as there is room for at any size; the reader's numbers and zero along the y."""
    low, high = ax.get_ylim()
    if low < 0 < high:
        ax.axhline(0, color=MUTED, linewidth=0.8)
    number_axis(ax.yaxis, lang)
    ax.freq = "M"  # pandas, too, then draws its months here by their number
    where = positions(periods)
    beside = max(0.6, 0.025 * (where.max() - where.min() + 1))
    ax.set_xlim(where.min() - beside, where.max() + beside)
    ax.xaxis.set_major_locator(_MonthLocator())
    ax.xaxis.set_major_formatter(_MonthFormatter(lang))


def explained(ax: Axes) -> None:
    """What the marks and areas of a chart mean, in a row below the axes."""
    figure = ax.get_figure(root=True)
    below = offset_copy(ax.transAxes, figure, y=-2.6 * plt.rcParams["font.size"], units="points")
    looks = {"loc": "upper left", "frameon": False, "ncols": 2, "handletextpad": 0.3, "columnspacing": 1.2}
    if ax.get_legend_handles_labels()[0]:
        ax.legend(bbox_to_anchor=(0, 0), bbox_transform=below, borderaxespad=0, **looks)


def number_axis(axis: Axis, lang: str) -> None:
    """Numbers of an axis in the reader's format."""
    axis.set_major_formatter(_NumberFormatter(lang))


class _MonthLocator(Locator):
    """Every month, or every second, third … of them, or January of some years: as many as can be read."""

    def __call__(self) -> list[float]:
        low, high = self.axis.get_view_interval()
        width = 72 * self.axis.axes.bbox.width / self.axis.get_figure(root=True).dpi
        most = max(width / (_MONTH_ROOM * plt.rcParams["font.size"] / 8), 2)
        months = np.arange(np.ceil(low), np.floor(high) + 1)
        step = next((step for step in _STEPS if len(months) / step <= most), _STEPS[-1])
        return list(months[months % step == 0])


class _ReaderFormatter(Formatter):
    """Ticks in the reader's words."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, value: float, pos: int | None = None) -> str:
        return self.format_ticks([value])[0]


class _MonthFormatter(_ReaderFormatter):
    """T1, T2 … or Jan, Feb …, the year under the first of each; years alone where only Januaries are marked."""

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        months = [pd.Period(ordinal=round(value), freq="M") for value in values]
        if len(months) > 1 and all(month.month == 1 for month in months):
            return [str(month.year) for month in months]
        new = [place == 0 or month.year != months[place - 1].year for place, month in enumerate(months)]
        names = [wording.short_month(month, self.lang) for month in months]
        return [
            f"{name}\n{month.year}" if first else name for name, month, first in zip(names, months, new, strict=True)
        ]


def decimals_of(values: Sequence[float]) -> int:
    """The fewest decimals, at most three, that write all of some numbers as they are."""
    enough = (places for places in range(3) if np.allclose(values, np.round(values, places), atol=1e-9))
    return next(enough, 3)


class _NumberFormatter(_ReaderFormatter):
    """Ticks as 1.234,5 or 1,234.5, with just the decimals that tell them apart."""

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        return [wording.number(value, decimals_of(values), self.lang) for value in values]
