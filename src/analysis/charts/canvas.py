"""What every chart is drawn on: the house style, colours that differ in lightness, the reader's numbers."""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from xml.sax.saxutils import escape

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.ticker import FixedFormatter, FixedLocator, Formatter

from analysis import wording

STYLE = Path(__file__).parents[1] / "house.mplstyle"
for _font in sorted((Path(__file__).parent / "fonts").glob("*.ttf")):
    fontManager.addfont(_font)

INK, MUTED, PALE = "#1a1a1a", "#595959", "#c9c9c9"
MAIN, TARGET = "#12355b", "#a63c00"
FALL = "#d98a4e"
RISING, FALLING = {"color": MAIN}, {"facecolor": FALL, "hatch": "////", "edgecolor": "white"}
"""Looks of bars: falls differ in hatch too, for print in grey."""
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1}
"""A box behind words, so that no line crosses them."""
BANDS = {95: "#dfe9f3", 80: "#b3cbe2", 50: "#7ea6cd"}
"""Colour of the band that holds so many per cent of the futures: the likelier, the darker."""

SERIES: list[dict[str, Any]] = [
    {"color": "#12355b", "marker": "o", "linestyle": "-"},
    {"color": "#b5460f", "marker": "s", "linestyle": "--"},
    {"color": "#00756b", "marker": "^", "linestyle": "-."},
    {"color": "#7a3b8f", "marker": "D", "linestyle": ":"},
    {"color": "#595959", "marker": "v", "linestyle": (0, (5, 1, 1, 1))},
]
"""Looks of series drawn together: told apart by marker and dash too, for print in grey."""

_FORMATS = {".png": ["Software"], ".svg": ["Date", "Creator"], ".pdf": ["CreationDate", "Creator", "Producer"]}
"""What a file would say of the day and the program it was made with, and what is left out."""

Arguments = ParamSpec("Arguments")
Drawn = TypeVar("Drawn")


def in_house_style(draw: Callable[Arguments, Drawn]) -> Callable[Arguments, Drawn]:
    """A function that draws, made to draw in the house style and to leave the reader's settings alone."""

    @wraps(draw)
    def styled(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Drawn:
        with plt.style.context(STYLE):
            return draw(*args, **kwargs)

    return styled


def new_axes(height: float = 3.5) -> Axes:
    """Axes of a new figure as wide as a page's text and `height` inches high."""
    return new_panels(1, 1, height)[0, 0]


def new_panels(rows: int, columns: int, height: float, **shared: Any) -> np.ndarray:
    """So many rows and columns of axes on a new figure as wide as a page's text; `shared`: as `plt.subplots` has it."""
    size = (plt.rcParams["figure.figsize"][0], height)
    return plt.subplots(rows, columns, figsize=size, squeeze=False, **shared)[1]


def figure_of(axes: Axes | Sequence[Axes]) -> Figure:
    """The figure that axes stand in."""
    first = axes if isinstance(axes, Axes) else np.ravel(axes)[0]
    return first.get_figure(root=True)


@in_house_style
def save(figure: Figure, folder: Path | str, name: str, title: str = "", alt: str = "") -> list[Path]:
    """The figure as PNG (300 dpi), and as SVG and PDF with text as text; the same figure gives the same bytes.

    `title` and `alt` are what screen readers say of the SVG.
    """
    files = {Path(folder) / f"{name}{kind}": dateless for kind, dateless in _FORMATS.items()}
    figure.draw_without_rendering()
    engine = figure.get_layout_engine()
    with plt.rc_context({"figure.constrained_layout.use": False}):
        figure.set_layout_engine(None)  # laid out once, not again for each file
        for file, dateless in files.items():
            figure.savefig(file, metadata=dict.fromkeys(dateless))
    figure.set_layout_engine(engine)
    svg = next(file for file in files if file.suffix == ".svg")
    svg.write_text(_spoken(svg.read_text("utf-8"), title, alt), "utf-8", newline="\n")
    return list(files)


def _spoken(svg: str, title: str, alt: str) -> str:
    """The SVG with a title and a description as its first elements, as accessibility wants them."""
    before, root, rest = svg.partition("<svg ")
    attributes, end, content = rest.partition(">")
    words = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in (("title", title), ("desc", alt)) if text)
    return f'{before}{root}role="img" {attributes}{end}{words}{content}'


def positions(months: pd.PeriodIndex) -> np.ndarray:
    """Where months stand on an axis: whole numbers, one a month."""
    return np.asarray(months.asi8, dtype=float)


class NumberFormatter(Formatter):
    """Ticks as 1.234,5 or 1,234.5, with just the decimals that tell them apart."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, value: float, pos: int | None = None) -> str:
        return self.format_ticks([value])[0]

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """The ticks of one axis, all with the same decimals."""
        enough = (places for places in range(4) if np.allclose(values, np.round(values, places), atol=1e-9))
        decimals = next(enough, 3)
        return [wording.number(value, decimals, self.language) for value in values]


def number_ticks(axis: Axis, language: str) -> None:
    """Numbers of an axis in the reader's format."""
    axis.set_major_formatter(NumberFormatter(language))


def month_ticks(ax: Axes, months: pd.PeriodIndex, language: str) -> None:
    """Months along the x axis; years alone where there are more than three of them."""
    first, last = months.min(), months.max()
    count = (last - first).n + 1
    step = next((step for step in (1, 3, 12) if count / step <= 14), 12 * (1 + count // 168))
    every = pd.period_range(first, last, freq="M")
    shown = every[(every.month - 1) % min(step, 12) == 0]
    shown = shown[(shown.year - shown.year.min()) % max(step // 12, 1) == 0] if step > 12 else shown
    ax.xaxis.set_major_locator(FixedLocator(positions(shown)))
    ax.xaxis.set_major_formatter(FixedFormatter(_month_names(shown, step, language)))
    beside = max(0.6, 0.025 * count)
    ax.set_xlim(first.ordinal - beside, last.ordinal + beside)


def _month_names(shown: pd.PeriodIndex, step: int, language: str) -> list[str]:
    if step >= 12:
        return [str(month.year) for month in shown]
    names = [wording.short_month(month, language) for month in shown]
    return [
        f"{name}\n{month.year}" if month.month == 1 or place == 0 else name
        for place, (name, month) in enumerate(zip(names, shown, strict=True))
    ]
