"""What a reader chose to look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.ledger import WHOLE, as_day
from analysis.wording import LANGUAGES

Lever = tuple[str, str]
"""What can be moved: indicator and sector."""

PICTURES = ("path", "year")
"""The way to December, or how the simulated futures end the year."""

EFFECTS = ("level", "growth")
"""What a move changes: the level, or the growth on the year."""

FARTHEST = 50
"""Per cent, or points, to either side that a slider goes."""


@dataclass(frozen=True)
class View:
    """One state of the page.

    `indicator` and `measure`: the target, the deciding one of the first indicator where empty. `scenario`: a name, or
    none. `moves`: per cent of the level, or points of growth on the year (`effect` "growth"), by which each lever
    departs from its expected path, from `first` (None: the first month without a figure) to December.
    """

    as_of: str
    language: str = "vi"
    indicator: str = ""
    measure: str = ""
    sector: str = WHOLE
    scenario: str = ""
    moves: Mapping[Lever, float] = field(default_factory=dict)
    effect: str = "level"
    first: pd.Period | None = None
    picture: str = "path"

    def __post_init__(self) -> None:
        """Refuse a day that is none and a word that is not known."""
        as_day(self.as_of)
        _refuse_unknown("language", self.language, LANGUAGES)
        _refuse_unknown("picture", self.picture, PICTURES)
        _refuse_unknown("effect", self.effect, EFFECTS)

    @property
    def year(self) -> int:
        """The plan year: that of the day."""
        return int(self.as_of[:4])


def _refuse_unknown(name: str, read: str, known: tuple[str, ...]) -> None:
    if read not in known:
        raise KeyError(f"{name} “{read}”: {', '.join(known)}")
