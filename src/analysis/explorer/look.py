"""A view with what is to be seen in it, for a page or for paper."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from analysis import wording
from analysis.explorer import drawing, tables, words
from analysis.explorer.changing import Compared, compare
from analysis.explorer.futures import Futures
from analysis.explorer.view import View
from analysis.ledger import LedgerError


@dataclass(frozen=True, eq=False)
class Look:
    """What a view shows: a comparison, or the reason why there is nothing to show.

    `problem`: in words; the comparison is then that without changes, or empty where the day has no targets.
    """

    view: View
    compared: Compared
    problem: str = ""

    def told(self) -> list[str]:
        """The finding in sentences, the problem first."""
        said = words.told(self.compared, self.view) if self.compared.before else []
        return [self.problem, *said] if self.problem else said

    def table(self) -> pd.DataFrame:
        """Every target, with an arrow where the changes move a value."""
        return tables.table(self.compared, self.view.language)

    def draw(self) -> Axes | None:
        """The chart of the target with the changes; none where the day has no target."""
        return drawing.draw(self.compared.chosen(self.view)[1], self.view) if self.compared.before else None


def look(futures: Futures, view: View) -> Look:
    """The view computed; a problem of the day or of the changes is told, not raised."""
    given = futures.answers(view.as_of)
    if not given:
        asked = {"year": view.year, "day": wording.day(view.as_of, view.language)}
        return Look(view, Compared([], [], ()), wording.sentence("no_targets", view.language, **asked))
    try:
        return Look(view, compare(given, view, futures.scenarios(view.as_of)))
    except LedgerError as problem:
        return Look(view, Compared(given, given, ()), str(problem))
