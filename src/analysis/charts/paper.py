"""A chart for a paper: its finding, unit, source and last day around it, and the files it is saved as."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.ticker import FixedLocator
from PIL import Image  # comes with matplotlib

from analysis import wording
from analysis.charts.style import INK, MUTED, STYLE, figure_of

FORMATS = ("png", "svg", "pdf", "xlsx")
"""What a chart can be saved as; the numbers behind it always as CSV."""
WIDTH = 160 / 25.4
"""The width of an A4 page's text, in inches."""
_PARTS = {"title": 11.0, "subtitle": 8.5, "source": 8.0}  # points
_LEFT, _GAP, _LINE = 5.0, 4.0, 1.3  # points, points, height of a line in letters
_HEIGHT = 2.8  # inches
_DPI, _COLORS = 220, 48  # of a picture in a document
_UNDATED = datetime(1980, 1, 1)
_UNPARTED = "\xa0"
_INSEPARABLE = re.compile(r"(?<=tháng) (?=\d)|(?<=quý) (?=[IV])|(?<=năm) (?=\d{4})")


@dataclass(frozen=True)
class Caption:
    """Title: the finding. Subtitle: what is measured. Source: publishers and the last day of the data."""

    title: str
    subtitle: str
    unit: str
    source: str

    def __post_init__(self) -> None:
        """Refuse a chart that does not say what it shows."""
        empty = [field.name for field in fields(self) if not getattr(self, field.name).strip()]
        if empty:
            raise ValueError(f"caption: {', '.join(empty)}")


def save(
    chart: Figure | Axes | np.ndarray,
    path: Path | str,
    caption: Caption | None = None,
    *,
    alt: str = "",
    data: pd.DataFrame | None = None,
    formats: Collection[str] = FORMATS,
    lang: str = "vi",
) -> list[Path]:
    """The chart with its caption as PNG (300 dpi), SVG and PDF, as wide as a page's text; the figure stays as it was.

    `path`: the files' name, whatever its ending. `caption`: refused (`ValueError`) where it is missing, unless the
    figure has one already (`on_paper`). `alt`: what readers who do not see the picture are told, else title and
    subtitle. `data`: the numbers behind the chart, saved as CSV and, where `formats` name it, XLSX. The same chart
    gives the same bytes.
    """
    figure = figure_of(chart)
    stem = Path(path).with_suffix("") if Path(path).suffix in (".png", ".svg", ".pdf") else Path(path)
    stem.parent.mkdir(parents=True, exist_ok=True)
    files = {kind: stem.with_name(f"{stem.name}.{kind}") for kind in ("png", "svg", "pdf") if kind in formats}
    with plt.style.context(STYLE), _captioned(figure, caption, lang) as (title, subtitle), _laid_out(figure, 300):
        alt = alt or f"{title}. {subtitle}"
        dateless = dict.fromkeys(("CreationDate", "Creator", "Producer"))
        told = {"png": {"Software": None, "Description": alt}, "svg": {"Date": None, "Creator": None}}
        told |= {"pdf": {**dateless, "Title": title, "Subject": alt}}
        for kind, file in files.items():
            figure.savefig(file, metadata=told[kind])
    if "svg" in files:
        _speak(files["svg"], title, alt)
    return [*files.values(), *([] if data is None else save_numbers(data, stem, formats))]


def picture(figure: Figure) -> bytes:
    """A figure of `on_paper` as the PNG that documents hold: few colours, 220 dpi."""
    small = BytesIO()
    with plt.style.context(STYLE), _laid_out(figure, _DPI):
        (canvas := FigureCanvasAgg(figure)).draw()
    drawn = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    few = drawn.quantize(_COLORS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(small, "png", dpi=(_DPI, _DPI))
    return small.getvalue()


def save_numbers(data: pd.DataFrame, stem: Path, formats: Collection[str] = FORMATS) -> list[Path]:
    """A table as CSV (`wording.as_csv`), and as XLSX; nothing in it is run as a formula."""
    csv, xlsx = (stem.with_name(f"{stem.name}.{kind}") for kind in ("csv", "xlsx"))
    csv.write_bytes(wording.as_csv(data))
    if "xlsx" not in formats:
        return [csv]
    with pd.ExcelWriter(xlsx, engine="xlsxwriter") as book:
        book.book.set_properties({"created": _UNDATED})  # else the file would hold the time it was written
        wording.harmless_table(data).to_excel(book, sheet_name="data", index=False)
    return [csv, xlsx]


def on_paper(
    draw: Callable[..., Axes],
    *data: Any,
    caption: Caption,
    lang: str = "vi",
    **options: Any,
) -> Figure:
    """A chart on a figure of its own in the house style, as wide as a page's text, with its caption.

    `draw`: a chart of this room, called with `data` and `options`; a mapping of data gives a panel each, as
    `small_multiples` has them. The figure is as high as rows of names need it.
    """
    with plt.style.context([STYLE, {"figure.figsize": (WIDTH, _HEIGHT)}]):
        if data and isinstance(data[0], Mapping):
            ax = small_multiples(data[0], draw, lang=lang, **options).flat[0]
        else:
            ax = draw(*data, ax=plt.figure().add_subplot(), lang=lang, **options)
        figure = figure_of(ax)
        if isinstance(ax.yaxis.get_major_locator(), FixedLocator):
            lines = [1 + label.get_text().count("\n") for label in ax.get_yticklabels()]
            figure.set_figheight(0.75 + len(lines) * (0.24 if max(lines) == 1 else 0.32))
        add_caption(figure, caption, lang)
    return figure


def small_multiples(
    panels: Mapping[str, Any],
    draw: Callable[..., Axes],
    *,
    columns: int = 2,
    sharex: bool = True,
    sharey: bool = False,
    **options: Any,
) -> np.ndarray:
    """A new figure of panels under their names, each drawn by `draw(panel, ax=…, **options)`; gives their axes."""
    rows = -(-len(panels) // columns)
    shared = {"sharex": sharex, "sharey": sharey, "squeeze": False, "layout": "constrained"}
    _, axes = plt.subplots(rows, columns, **shared)
    for ax, (name, panel) in zip(axes.flat, panels.items(), strict=False):
        draw(panel, ax=ax, title=name, **options)
        ax.label_outer()
    for ax in axes.flat[len(panels) :]:
        ax.set_visible(False)
    return axes


def add_caption(figure: Figure, caption: Caption, lang: str = "vi") -> list[Text]:
    """Title, subtitle with the unit, and source around the axes; the figure grows by what they need."""
    unit = wording.sentence("caption_unit", lang, unit=caption.unit).replace(" ", _UNPARTED)
    words = {"title": caption.title, "subtitle": f"{caption.subtitle} · {unit}", "source": caption.source}
    lines = {part: _wrapped(figure, said, _PARTS[part], part == "title") for part, said in words.items()}
    tall = {part: _LINE * _PARTS[part] * (said.count("\n") + 1) + _GAP for part, said in lines.items()}
    height = 72 * figure.get_figheight() + sum(tall.values()) + _GAP
    figure.set_figheight(height / 72)
    below = {"title": _GAP, "subtitle": tall["title"] + _GAP, "source": height - tall["source"]}
    looks = {"va": "top", "ha": "left", "linespacing": 1.2, "parse_math": False}
    left = _LEFT / (72 * figure.get_figwidth())
    written = [
        figure.text(left, 1 - below[part] / height, said, gid=part, size=_PARTS[part], **looks)
        for part, said in lines.items()
    ]
    for text, color, weight in zip(written, (INK, INK, MUTED), ("bold", "normal", "normal"), strict=True):
        text.set(color=color, weight=weight)
    free = 1 - (sum(tall.values()) + _GAP) / height
    figure.set_layout_engine(ConstrainedLayoutEngine(rect=(0, tall["source"] / height, 1, free)))
    return written


@contextmanager
def _laid_out(figure: Figure, dpi: float) -> Iterator[None]:
    """The figure with its parts in their places, found once for all that is drawn of it; afterwards as it was."""
    engine, former = figure.get_layout_engine(), figure.dpi
    figure.set_dpi(dpi)
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine("none")
    try:
        yield
    finally:
        figure.set_layout_engine(engine)
        figure.set_dpi(former)


@contextmanager
def _captioned(figure: Figure, caption: Caption | None, lang: str) -> Iterator[list[str]]:
    """The figure as it stands in a paper, as wide as its text, with title and subtitle; afterwards as it was."""
    said = [" ".join(text.get_text().split()) for text in figure.texts if text.get_gid() in ("title", "subtitle")]
    if said:
        yield said
        return
    if caption is None:
        raise ValueError("caption: title, subtitle, unit, source")
    engine, size, titles = figure.get_layout_engine(), figure.get_size_inches(), _repeated(figure, caption.title)
    figure.set_size_inches(WIDTH, size[1] * WIDTH / size[0])
    written = add_caption(figure, caption, lang)
    for title in titles:
        title.set_visible(False)
    try:
        yield [caption.title, caption.subtitle]
    finally:
        for text in written:
            text.remove()
        for title in titles:
            title.set_visible(True)
        figure.set_size_inches(size)
        figure.set_layout_engine(engine)


def _repeated(figure: Figure, title: str) -> Sequence[Text]:
    """Titles of axes that say what the caption says."""
    said = " ".join(title.split())
    return [text for text in figure.findobj(Text) if " ".join(text.get_text().split()) == said]


def _wrapped(figure: Figure, words: str, size: float, bold: bool) -> str:
    """Words in lines no wider than the figure; a number is not parted from its %, nor a month from its name."""
    room = 0.94 * (72 * figure.get_figwidth() - 2 * _LEFT) / size  # screens draw letters wider than paper
    family, lines, width = tuple(plt.rcParams["font.family"]), [""], 0.0
    for word in _INSEPARABLE.sub(_UNPARTED, words).split(" "):
        longer = width + _width(f" {word}", family, bold)
        fits = longer <= room or not lines[-1]
        lines[-1:] = [f"{lines[-1]} {word}".lstrip()] if fits else [lines[-1], word]
        width = longer if fits else _width(f" {word}", family, bold)
    return "\n".join(lines).replace(" ·\n", "\n").replace(_UNPARTED, " ")


@lru_cache(maxsize=2048)
def _width(word: str, family: tuple[str, ...], bold: bool) -> float:
    """How wide a word is in letters of size 1."""
    letters = FontProperties(family=list(family), size=1, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(word, letters, ismath=False)[0])


def _speak(svg: Path, title: str, alt: str) -> None:
    """Put title and description first into the SVG, as accessibility wants them."""
    before, root, rest = svg.read_text("utf-8").partition("<svg ")
    attributes, end, content = rest.partition(">")
    words = f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>"
    svg.write_text(f'{before}{root}role="img" {attributes}{end}{words}{content}', "utf-8", newline="\n")
