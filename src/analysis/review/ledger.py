"""What is known of a place on a day, and what a notebook shows of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import charts, wording
from analysis.charts import Caption
from analysis.ledger import (
    DATA,
    DEFAULT_GEOGRAPHY,
    Target,
    in_force,
    load_events,
    load_facts,
    load_sources,
    load_targets,
    usable,
)
from analysis.review import captions

Thing = TypeVar("Thing")

COUNTRY = "vietnam"
_SHOWN_YEARS = 5


class Said(str):
    """A sentence, which a notebook sets as text."""

    def _repr_markdown_(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Ledger:
    """What is known of a place at the end of a day, for readers of a language."""

    as_of: str
    place: str = DEFAULT_GEOGRAPHY
    language: str = "vi"
    data: Path = DATA

    @cached_property
    def everything(self) -> pd.DataFrame:
        """Every figure of every place, as published."""
        return load_facts(self.as_of, data=self.data)

    @cached_property
    def published(self) -> pd.DataFrame:
        """Every figure of the place, as published; an unknown place is a `KeyError` with the known ones."""
        return load_facts(self.as_of, geography=self.place, data=self.data)

    @cached_property
    def own(self) -> pd.DataFrame:
        """The figures of the place that are not ruled out."""
        return usable(self.published, self.data)

    @cached_property
    def recent(self) -> pd.DataFrame:
        """Those of `own` that speak of the day's year and the four before it."""
        return self.own[self.own["period"] >= str(self.since.year)]

    @cached_property
    def this_year(self) -> pd.DataFrame:
        """Those of `own` that speak of the day's year."""
        return self.own[self.own["period"].str.startswith(str(self.year))]

    @cached_property
    def country(self) -> pd.DataFrame:
        """The country's figures that are not ruled out, of the publisher who printed most of them."""
        national = usable(self.everything[self.everything["geography"] == COUNTRY], self.data)
        publishers = national["source_id"].map(load_sources(self.data)["publisher"])
        return national[publishers.isin(publishers.mode().head(1))]

    @cached_property
    def targets(self) -> list[Target]:
        """Every version of the targets of the day's year, oldest first."""
        return load_targets(self.as_of, geography=self.place, year=self.year, data=self.data)

    @cached_property
    def plan(self) -> list[Target]:
        """The targets of the day's year that are in force."""
        return in_force(self.targets, self.year)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The events known of the place and of the country."""
        events = load_events(self.as_of, data=self.data)
        return events[events["geography"].isin([self.place, COUNTRY])]

    @property
    def year(self) -> int:
        """The year of the day."""
        return int(self.as_of[:4])

    @property
    def since(self) -> pd.Period:
        """The first month that charts of recent years show."""
        return pd.Period(year=self.year - _SHOWN_YEARS + 1, month=1, freq="M")

    @property
    def name(self) -> str:
        """The place as readers call it."""
        return wording.term("geography", self.place, self.language)

    def caption(
        self, key: str, facts: pd.DataFrame, unit: str = "percent", group: str = "unit", **words: object
    ) -> Caption:
        """As `review.caption`, for the ledger's day and language."""
        return captions.caption(key, facts, self.as_of, self.language, unit=unit, group=group, **words)

    def drawn(self, draw: Callable[..., Axes], *data: object, caption: Caption, **options: object) -> Figure:
        """A chart with its caption, for a cell that ends with it; it is shown once."""
        return shown(charts.on_paper(draw, *data, caption=caption, lang=self.language, **options))

    def say(self, key: str, **words: object) -> Said:
        """A sentence of data/sentences.csv; `place`, `day` and `year` are the ledger's own."""
        own = {"place": self.name, "day": wording.day(self.as_of, self.language), "year": self.year}
        return Said(wording.sentence(key, self.language, **own | words))

    def nothing(self, code: str) -> Said:
        """That there are no such figures; `code`: of the glossary's group "figures"."""
        what = wording.term("figures", code, self.language)
        return self.say("nothing_known", what=what, year=self.since.year)

    def each(
        self, things: Iterable[Thing], show: Callable[[Thing], Iterable[object]], otherwise: str = ""
    ) -> "Column | Said":
        """What is to be shown of each thing; where there are none, `otherwise` or that no target is known."""
        parts = [part for thing in things for part in show(thing)]
        return Column(parts) if parts else Said(otherwise or self.no_targets())

    def days_before(self, *months: int) -> list[str]:
        """The days that lie so many months before the ledger's."""
        day = pd.Timestamp(self.as_of)
        return [str((day - pd.DateOffset(months=count)).date()) for count in months]

    def no_targets(self) -> Said:
        """That no target of the year is known, and what to add."""
        return self.say("no_targets_yet", folder=self.place)


Shown = Figure | Said
"""A chart, or the sentence that says why there is none."""


def pick(facts: pd.DataFrame, **wanted: str | Sequence[str]) -> pd.DataFrame:
    """The figures with these codes: `pick(facts, indicator="iip", sector=["mining", "electricity"])`."""
    for column, codes in wanted.items():
        facts = facts[facts[column].isin([codes] if isinstance(codes, str) else codes)]
    return facts


def shown(axes: Axes | Sequence[Axes]) -> Figure:
    """The figure that axes stand in, for a cell that ends with it; it is shown once."""
    figure = charts.figure_of(axes)
    plt.close(figure)
    return figure


class Column:
    """Sentences, tables and charts, which a notebook shows one below the other."""

    def __init__(self, parts: Iterable[object]) -> None:
        self.parts = [Said(part) if isinstance(part, str) else part for part in parts]

    def _ipython_display_(self) -> None:
        from IPython.display import display  # only a notebook shows a column

        for part in self.parts:
            display(shown(part) if isinstance(part, Axes | np.ndarray) else part)
