"""The house style and the axes every chart begins with: colours that differ in lightness, the reader's numbers."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import to_hex, to_rgb
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


def begun(ax: Axes | None) -> Axes:
    """The axes handed in, or the current ones; their figure makes room for what stands beside them as it is resized."""
    ax = plt.gca() if ax is None else ax
    figure = ax.get_figure(root=True)
    if figure.get_layout_engine() is None:
        figure.set_layout_engine("constrained")
    return ax


def finished(ax: Axes, title: str | None = None) -> Axes:
    """The axes with their title, as wide as they are; a $ in any of their words is a dollar."""
    if title is not None:
        words = ax.set_title(title.replace(" %", "\xa0%"), wrap=True)
        words._get_wrap_line_width = lambda: _width(ax)  # matplotlib would wrap at the figure's edge
    for text in ax.findobj(Text):
        text.set_parse_math(False)
    return ax


def _width(ax: Axes) -> float:
    """Dots that a title over the axes may be wide: most of their column of the figure."""
    grid = ax.get_subplotspec()
    return ax.bbox.width if grid is None else 0.86 * ax.get_figure(root=True).bbox.width / grid.get_gridspec().ncols


def tint(color: str, coverage: int) -> str:
    """The colour of a band that holds so many per cent of the draws."""
    share = TINTS[coverage]
    return to_hex([share * part + 1 - share for part in to_rgb(color)])


def month_of(month: pd.Period | str) -> pd.Period:
    """A month, also as text: "2022-07"."""
    return month if isinstance(month, pd.Period) else pd.Period(month, freq="M")


def positions(periods: pd.PeriodIndex) -> np.ndarray:
    """Where periods stand on an axis: months as whole numbers, as pandas draws them; longer ones at their end."""
    return np.asarray(pd.PeriodIndex(periods).asfreq("M", how="end").asi8, dtype=float)


def month_axis(ax: Axes, periods: pd.PeriodIndex, lang: str) -> None:
    """Months along the x axis, as many as there is room for, whatever the size."""
    where = positions(periods)
    beside = max(0.6, 0.025 * (where.max() - where.min() + 1))
    ax.set_xlim(where.min() - beside, where.max() + beside)
    ax.xaxis.set_major_locator(_MonthLocator())
    ax.xaxis.set_major_formatter(_MonthFormatter(lang))


def explained(ax: Axes) -> None:
    """What the marks and areas of a chart mean, in a row below the axes."""
    figure = ax.get_figure(root=True)
    below = offset_copy(ax.transAxes, figure, y=-2.6 * plt.rcParams["font.size"], units="points")
    looks = {"loc": "upper left", "frameon": False, "ncols": 3, "handletextpad": 0.3, "columnspacing": 1.2}
    ax.legend(bbox_to_anchor=(0, 0), bbox_transform=below, borderaxespad=0, **looks)


def number_axis(axis: Axis, lang: str) -> None:
    """Numbers of an axis in the reader's format."""
    axis.set_major_formatter(_NumberFormatter(lang))


class _MonthLocator(Locator):
    """Every month, or every second, third … of them, or January of some years: as many as can be read."""

    def __call__(self) -> list[float]:
        return self.tick_values(*self.axis.get_view_interval())

    def tick_values(self, vmin: float, vmax: float) -> list[float]:
        """Months of the year that the step divides, between two positions."""
        width = 72 * self.axis.axes.bbox.width / self.axis.get_figure(root=True).dpi
        most = max(width / (_MONTH_ROOM * plt.rcParams["font.size"] / 8), 2)
        months = np.arange(np.ceil(vmin), np.floor(vmax) + 1)
        step = next((step for step in _STEPS if len(months) / step <= most), _STEPS[-1])
        return list(months[months % step == 0])


class _MonthFormatter(Formatter):
    """T1, T2 … or Jan, Feb …, the year under the first of each; years alone where only Januaries are marked."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, value: float, pos: int | None = None) -> str:
        return wording.short_month(pd.Period(ordinal=round(value), freq="M"), self.lang)

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """The ticks of one axis."""
        months = [pd.Period(ordinal=round(value), freq="M") for value in values]
        if len(months) > 1 and all(month.month == 1 for month in months):
            return [str(month.year) for month in months]
        new = [place == 0 or month.year != months[place - 1].year for place, month in enumerate(months)]
        names = [wording.short_month(month, self.lang) for month in months]
        return [
            f"{name}\n{month.year}" if first else name for name, month, first in zip(names, months, new, strict=True)
        ]


class _NumberFormatter(Formatter):
    """Ticks as 1.234,5 or 1,234.5, with just the decimals that tell them apart."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, value: float, pos: int | None = None) -> str:
        return self.format_ticks([value])[0]

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """The ticks of one axis, all with the same decimals."""
        enough = (places for places in range(4) if np.allclose(values, np.round(values, places), atol=1e-9))
        decimals = next(enough, 3)
        return [wording.number(value, decimals, self.lang) for value in values]
