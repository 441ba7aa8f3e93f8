"""Labels at the right end of what they name, moved apart so that none covers another."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from analysis.charts.canvas import INK, PALE, TARGET

_SIZE, _LINE = 8.0, 1.3
_WIDTH = 20  # letters
_LEADER = {"arrowstyle": "-", "color": PALE, "linewidth": 0.7, "shrinkA": 1, "shrinkB": 3, "relpos": (0, 0.5)}


@dataclass(frozen=True)
class Label:
    """Words, and the point they name in the axes' own numbers."""

    words: str
    x: float
    y: float
    color: str = INK


def end_labels(ax: Axes, labels: Sequence[Label]) -> None:
    """Write labels right of the axes, as near the height of their points as they fit; when all is drawn."""
    if not labels:
        return
    ax.set_ylim(ax.get_ylim())
    ax.figure.draw_without_rendering()
    height = 72 * ax.get_window_extent().height / ax.figure.dpi
    ordered = sorted(labels, key=lambda label: _fraction(ax, label.y))
    words = [filled(label.words, _WIDTH) for label in ordered]
    tall = [_LINE * _SIZE * (text.count("\n") + 1) / height for text in words]
    places = spread([_fraction(ax, label.y) for label in ordered], tall)
    for label, text, place in zip(ordered, words, places, strict=True):
        ax.annotate(
            text,
            (label.x, label.y),
            xytext=(1.035, place),
            textcoords="axes fraction",
            va="center",
            size=_SIZE,
            color=label.color,
            annotation_clip=False,
            arrowprops=_LEADER,
        )


def target_line(ax: Axes, x: float, words: str) -> None:
    """A dashed upright line at what is wanted, named above the axes."""
    ax.axvline(x, color=TARGET, linewidth=1.4, linestyle=(0, (4, 2)))
    ax.annotate(words, (x, 1), xycoords=("data", "axes fraction"), va="bottom", ha="center", color=TARGET)


def filled(words: str, width: int) -> str:
    """Words in lines of so many letters, their own line breaks kept; a number is not parted from its %."""
    lines = words.replace(" %", "\xa0%").split("\n")
    return "\n".join(textwrap.fill(line, width) for line in lines).replace("\xa0", " ")


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


def _fraction(ax: Axes, y: float) -> float:
    low, high = sorted(ax.get_ylim())
    fraction = (y - low) / (high - low)
    return 1 - fraction if ax.yaxis_inverted() else fraction
