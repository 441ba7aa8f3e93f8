"""What may be wrong with a chart, found on the figure as it is drawn."""

import re
from calendar import month_abbr, month_name
from collections.abc import Iterator
from itertools import combinations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import FillBetweenPolyCollection
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

PARTS = ("title", "subtitle", "source")
WIDTH = 160 / 25.4  # the text of an A4 page, in inches
SMALLEST, READABLE = 8.0, 4.5
APART = 1.25
"""Contrast that tells two areas or lines apart which differ in nothing else."""
MARK, CROSSED = 2.0, 0.03
"""Contrast to its surroundings that makes a pixel a mark, and the share of such pixels behind words that hurts."""

SIGHTS = {
    "grey": np.eye(3),
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
}
"""How eyes see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1); lightness alone is compared then."""

_MONTHS = "|".join(word for names in (month_name[1:], month_abbr[1:]) for word in names)
FOREIGN = {
    "vi": rf"\d\.\d{{1,2}}(?!\d)|\d,\d{{3}}(?!\d)|\b({_MONTHS})\b",
    "en": r"\d,\d{1,2}(?!\d)|\d\.\d{3}(?!\d)|\bT\d|\btháng \d",
}


def faults(figure: Figure, language: str, *, estimated: bool = False, saved: bool = True) -> list[str]:
    """All that is wrong; `estimated`: the chart shows what has not come yet; `saved`: it stands in a paper."""
    figure.draw_without_rendering()
    seen = texts(figure)
    return [
        *(missing_parts(figure) if saved else []),
        *(f"number: {text.get_text()}" for text in seen if foreign_number(text.get_text(), language)),
        *(f"small: {text.get_text()}" for text in seen if text.get_fontsize() < SMALLEST),
        *(f"cut off: {text.get_text()}" for text in seen if is_cut(box_of(text), figure)),
        *covered(seen),
        *behind_words(figure, seen),
        *(fault for ax in figure.axes for fault in [*bars_off_zero(ax), *alike(ax)]),
        *(["forecast: not marked"] if estimated and not is_forecast_marked(figure) else []),
    ]


def missing_parts(figure: Figure) -> list[str]:
    """What a chart has to say and does not; and a figure that is not as wide as a page's text."""
    said = {text.get_gid() for text in figure.texts if text.get_text().strip()}
    missing = [f"missing: {part}" for part in PARTS if part not in said]
    return missing + ([] if abs(figure.get_figwidth() - WIDTH) < 0.01 else ["width"])


def texts(figure: Figure) -> list[Text]:
    """Every text a reader sees."""
    found = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
    hidden = [ax for ax in figure.axes if not ax.get_visible()]
    ticks = [label for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for label in unseen_ticks(axis)]
    return [text for text in found if text not in ticks and text.axes not in hidden]


def unseen_ticks(axis: object) -> list[Text]:
    """Tick labels outside what the axis shows, or switched off: matplotlib keeps but does not draw them."""
    low, high = sorted(axis.get_view_interval())
    ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    outside = [tick for tick in ticks if not low <= tick.get_loc() <= high]
    labels = [label for tick in outside for label in (tick.label1, tick.label2)]
    off = [label for tick in ticks for label in (tick.label1, tick.label2) if not label.get_visible()]
    return labels + off + ([axis.offsetText] if not axis.offsetText.get_text() else [])


def foreign_number(words: str, language: str) -> bool:
    """Whether a number or month is the other language's, has no thousands mark, or a hyphen for a minus."""
    return re.search(FOREIGN[language] + r"|\d{5}|(?<![\w)])-\d", words) is not None


def box_of(text: Text) -> Bbox:
    """Where the letters stand: without the leader line of an annotation."""
    return Text.get_window_extent(text)


def is_cut(box: Bbox, figure: Figure) -> bool:
    """Whether a text leaves its figure."""
    edge = figure.bbox
    return box.x0 < edge.x0 or box.y0 < edge.y0 or box.x1 > edge.x1 or box.y1 > edge.y1


def covered(seen: list[Text]) -> list[str]:
    """Texts that lie on each other."""
    boxes = [(text.get_text(), box_of(text).padded(-1)) for text in seen]
    return [f"covered: {one} | {two}" for (one, a), (two, b) in combinations(boxes, 2) if a.overlaps(b)]


def behind_words(figure: Figure, seen: list[Text]) -> Iterator[str]:
    """Words too pale for the ground they stand on, and words that lines or marks run through."""
    ground = lightness(painted_without(figure, seen) / 255)
    for text in seen:
        light = behind(box_of(text).padded(-1), ground)
        if len(light):
            shades, counts = np.unique(light.round(3), return_counts=True)
            paper = shades[counts.argmax()]
            if contrast(luminance(text.get_color()), paper) < READABLE:
                yield f"pale: {text.get_text()}"
            if counts[contrast(shades, paper) >= MARK].sum() > CROSSED * len(light):
                yield f"crossed: {text.get_text()}"


def painted_without(figure: Figure, seen: list[Text]) -> np.ndarray:
    """The picture without its letters, rows of RGB from the bottom up; boxes behind words stay."""
    colors = [text.get_color() for text in seen]
    for text in seen:
        text.set_color((0, 0, 0, 0))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for text, color in zip(seen, colors, strict=True):
        text.set_color(color)
    return np.asarray(canvas.buffer_rgba())[::-1, :, :3]


def behind(box: Bbox, ground: np.ndarray) -> np.ndarray:
    """The pixels of a box, one after another."""
    x0, y0, x1, y1 = (max(int(edge), 0) for edge in box.extents)
    return ground[y0:y1, x0:x1].ravel()


def bars_off_zero(ax: Axes) -> list[str]:
    """Bars that begin at zero on an axis that does not show it."""
    bars = [box for box in ax.containers if isinstance(box, BarContainer)]
    grounded = [
        box for box in bars if 0 in [bar.get_x() if box.orientation == "horizontal" else bar.get_y() for bar in box]
    ]
    views = [ax.get_xlim() if box.orientation == "horizontal" else ax.get_ylim() for box in grounded]
    return ["bars: axis without zero" for low, high in views if not min(low, high) <= 0 <= max(low, high)][:1]


def alike(ax: Axes) -> Iterator[str]:
    """Pairs of areas, or of lines, that eyes or a printer without colours cannot tell apart."""
    for looks in (fills(ax), strokes(ax)):
        for (one, form), (two, other) in combinations(sorted(looks, key=str), 2):
            blind = [sight for sight in SIGHTS if contrast(seen_as(one, sight), seen_as(two, sight)) < APART]
            if form == other and blind:
                yield f"alike: {one} {two} {form} ({', '.join(blind)})"


def fills(ax: Axes) -> set[tuple[tuple[float, ...], str]]:
    """Colour and hatch of every area."""
    bars = {(patch.get_facecolor()[:3], str(patch.get_hatch())) for patch in ax.patches if patch.get_height()}
    bands = [band for band in ax.collections if isinstance(band, FillBetweenPolyCollection)]
    return bars | {(tuple(band.get_facecolor()[0][:3]), str(band.get_hatch())) for band in bands}


def strokes(ax: Axes) -> set[tuple[tuple[float, ...], str]]:
    """Colour, dash, marker and weight of every line."""
    lines = [line for line in ax.lines if len(line.get_xdata()) and to_rgb(line.get_color()) != (1.0, 1.0, 1.0)]
    return {(to_rgb(line.get_color()), form_of(line)) for line in lines}


def form_of(line: object) -> str:
    """What tells a line apart without colour."""
    return f"{line._unscaled_dash_pattern} {line.get_marker()} {line.get_linewidth()}"


def is_forecast_marked(figure: Figure) -> bool:
    """Whether the join is named and every line that goes beyond it, and began before, is dashed."""
    for ax in figure.axes:
        for join in (text for text in ax.texts if text.get_gid() == "join" and text.get_text().strip()):
            beyond = [line for line in ax.lines if len(line.get_xdata()) > 1 and max(line.get_xdata()) > join.xy[0]]
            own = [line for line in beyond if min(line.get_xdata()) == join.xy[0]]
            return bool(own) and all(line.is_dashed() for line in own)
    return False


def contrast(one: np.ndarray | float, other: float) -> np.ndarray | float:
    """Contrast of luminances as WCAG 2 measures it: 1 to 21."""
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def luminance(color: object) -> float:
    """Relative luminance of a colour, 0 to 1: its lightness in grey print."""
    return float(lightness(np.array(to_rgba(color)[:3])))


def seen_as(color: tuple[float, ...], sight: str) -> float:
    """The luminance of a colour to one kind of eyes."""
    return float(lightness(np.array(color), sight))


def lightness(colors: np.ndarray, sight: str = "grey") -> np.ndarray:
    """Relative luminance of colours (the last axis: red, green, blue from 0 to 1) to one kind of eyes."""
    linear = np.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)
    return np.clip(linear @ np.transpose(SIGHTS[sight]), 0, 1) @ np.array([0.2126, 0.7152, 0.0722])
