"""Names at the right end of what they name, moved apart at whatever size the chart is drawn."""

import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.text import Annotation

from analysis.charts.style import MUTED, PALE, TARGET

_LINE = 1.3  # height of a line of text, in letters
_WIDTH = 20  # letters
_LEADER = {"arrowstyle": "-", "color": PALE, "linewidth": 0.7, "shrinkA": 1, "shrinkB": 3, "relpos": (0, 0.5)}


class EndLabel(Annotation):
    """Words right of the axes, as near the height of their point as the other labels of the axes leave them."""

    def __init__(self, words: str, x: float, y: float, color: str) -> None:
        place = {"xytext": (1.03, 0.5), "textcoords": "axes fraction", "va": "center"}
        super().__init__(filled(words, _WIDTH), (x, y), color=color, annotation_clip=False, arrowprops=_LEADER, **place)

    def update_positions(self, renderer: object) -> None:
        """Find the label's height among its neighbours', then draw the line to its point."""
        _part([label for label in self.axes.texts if isinstance(label, EndLabel)])
        super().update_positions(renderer)


def name_end(ax: Axes, words: str, x: float, y: float, color: str = MUTED) -> None:
    """Name the right end of a line or band."""
    ax.add_artist(label := EndLabel(words, x, y, color))
    label.set_clip_on(False)


def name_above(ax: Axes, words: str, x: float) -> None:
    """Name an upright line, above the axes."""
    at = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "va": "bottom", "ha": "center"}
    ax.annotate(words, (x, 1), (0, 1), gid="above", color=TARGET, **at)


def filled(words: str, width: int) -> str:
    """Words in lines of so many letters, their own line breaks kept."""
    return "\n".join(textwrap.fill(line, width) for line in words.split("\n"))


def spread(wanted: Sequence[float], tall: Sequence[float]) -> list[float]:
    """Centres near the wanted ones (rising, 0 to 1) that leave each label its height."""
    places: list[float] = []
    for place, (centre, height) in enumerate(zip(wanted, tall, strict=True)):
        floor = places[-1] + (tall[place - 1] + height) / 2 if places else height / 2
        places.append(max(centre, floor))
    ceiling = 1 - tall[-1] / 2
    for place in reversed(range(len(places))):
        places[place] = min(places[place], ceiling)
        ceiling = places[place] - (tall[place] + tall[max(place - 1, 0)]) / 2
    return places


def _part(labels: list[EndLabel]) -> None:
    ax = labels[0].axes
    height = 72 * ax.bbox.height / ax.get_figure(root=True).dpi
    heights = {label: ax.transAxes.inverted().transform(ax.transData.transform(label.xy))[1] for label in labels}
    ordered = sorted(labels, key=heights.__getitem__)
    tall = [_LINE * label.get_fontsize() * (label.get_text().count("\n") + 1) / height for label in ordered]
    for label, place in zip(ordered, spread([heights[label] for label in ordered], tall), strict=True):
        label.xyann = (1.03, place)
