"""The words around a chart: the finding, what is shown, its unit and where it comes from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.textpath import text_to_path

from analysis import wording
from analysis.charts.canvas import INK, MUTED, figure_of

TITLE, SUBTITLE, SOURCE = 11.0, 8.5, 8.0
_LEFT, _GAP, _LINE = 5.0, 4.0, 1.3  # points, points, height of a line in letters
_UNPARTED = "\xa0"
_INSEPARABLE = re.compile(r" (?=%)|(?<=tháng) (?=\d)|(?<=quý) (?=[IV])|(?<=năm) (?=\d{4})")


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


def add_caption(axes: Axes | Sequence[Axes], caption: Caption, language: str, looks: Sequence[Artist] = ()) -> None:
    """Bold title and subtitle with the unit above the axes, the source below; the axes make room for them.

    `looks`: what to explain in a row under the subtitle, for panels too small for labels of their own.
    """
    figure = figure_of(axes)
    unit = wording.sentence("caption_unit", language, unit=caption.unit).replace(" ", _UNPARTED)
    subtitle = f"{caption.subtitle} · {unit}"
    title_room = _GAP + _write(figure, "title", caption.title, TITLE, _GAP, INK, "bold")
    top = title_room + _write(figure, "subtitle", subtitle, SUBTITLE, title_room, INK)
    top += _explain(figure, looks, top) if len(looks) > 1 else 0.0
    source = _wrapped(figure, caption.source, SOURCE, "normal")
    bottom = _GAP + _LINE * SOURCE * (source.count("\n") + 1)
    height = 72 * figure.get_figheight()
    _write(figure, "source", caption.source, SOURCE, height - bottom, MUTED)
    rect = (0, (bottom + _GAP) / height, 1, 1 - (top + bottom + 2 * _GAP) / height)
    figure.set_layout_engine(ConstrainedLayoutEngine(rect=rect))


def _write(
    figure: Figure, part: str, words: str, size: float, below: float, color: str, weight: str = "normal"
) -> float:
    """Write words so many points below the top edge; gives the height they take."""
    lines = _wrapped(figure, words, size, weight)
    x, y = _LEFT / (72 * figure.get_figwidth()), 1 - below / (72 * figure.get_figheight())
    figure.text(x, y, lines, size=size, weight=weight, color=color, va="top", ha="left", gid=part, linespacing=1.2)
    return _LINE * size * (lines.count("\n") + 1)


def _explain(figure: Figure, looks: Sequence[Artist], below: float) -> float:
    """A row that names looks, so many points below the top edge; gives the height it takes."""
    place = (0, 1 - below / (72 * figure.get_figheight()))
    figure.legend(
        handles=looks,
        loc="upper left",
        bbox_to_anchor=place,
        ncols=len(looks),
        frameon=False,
        fontsize=SOURCE,
    )
    return 2 * SOURCE


def _wrapped(figure: Figure, words: str, size: float, weight: str) -> str:
    """Words in lines no wider than the figure; a number is not parted from its %, nor a month from its name."""
    letters = FontProperties(size=size, weight=weight)
    room = 0.94 * (72 * figure.get_figwidth() - 2 * _LEFT)  # screens draw letters wider than paper
    lines = [""]
    for word in _INSEPARABLE.sub(_UNPARTED, words).split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        fits = text_to_path.get_text_width_height_descent(longer, letters, ismath=False)[0] <= room
        lines[-1:] = [longer] if fits or not lines[-1] else [lines[-1], word]
    return "\n".join(lines).replace(" ·\n", "\n").replace(_UNPARTED, " ")
