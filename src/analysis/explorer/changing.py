"""A view's changes: which levers there are, what they change, and the answers before and after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

import pandas as pd

from analysis.answer import Answer
from analysis.explorer.view import FARTHEST, Lever, View
from analysis.ledger import INDUSTRY, WHOLE
from analysis.model import related_indicators
from analysis.outlook import Change, Effort, Scenario, applied, months_left, pace_of


@dataclass(frozen=True)
class Compared:
    """The answers as expected and with the view's changes, one beside the other."""

    before: list[Answer]
    after: list[Answer]
    changes: tuple[Change, ...]

    def chosen(self, view: View) -> tuple[Answer, Answer]:
        """The target looked at, before and after."""
        found = chosen(self.before, view)
        return next(pair for pair in zip(self.before, self.after, strict=True) if pair[0] is found)


def compare(given: list[Answer], view: View, scenarios: Mapping[str, Scenario]) -> Compared:
    """The answers with the view's scenario, then its moves; refuses (`LedgerError`) changes of published months."""
    if view.scenario and view.scenario not in scenarios:
        raise KeyError(f"scenario “{view.scenario}”: {', '.join(scenarios)}")
    named = scenarios[view.scenario] if view.scenario else Scenario("", ())
    moved = applied(applied(given, named), Scenario("", moves(given, view)))
    return Compared(given, moved, (*named.changes, *moves(given, view)))


def levers(given: Sequence[Answer]) -> list[Lever]:
    """What can still be moved: the sectors of a divided total, else the total; indicators told together only once."""
    found: dict[str, list[str]] = {}
    for one in given:
        name = related_indicators(one.target.indicator)[0]
        if len(months_left(one.target, one.closed)):
            found.setdefault(name, [sector for sector in INDUSTRY if sector in one.parts] or [WHOLE])
    return [(name, sector) for name, sectors in found.items() for sector in sectors]


def moves(given: Sequence[Answer], view: View) -> tuple[Change, ...]:
    """The view's moves as changes, those of zero left out; refuses a lever that the day does not have."""
    known = levers(given)
    if unknown := [lever for lever in view.moves if lever not in known]:
        raise KeyError(f"moves {unknown}: {known}")
    return tuple(
        Change(*lever, view.first, None, view.effect, float(value)) for lever, value in view.moves.items() if value
    )


def with_least_change(view: View, effort: Effort) -> View:
    """The view with the effort's changes as moves, in whole per cent rounded up, as far as sliders go."""
    rises = {(related_indicators(one.indicator)[0], one.sector): one.value for one in effort.scenario.changes}
    moves = {lever: float(min(ceil(rise), FARTHEST)) for lever, rise in rises.items()}
    return replace(view, scenario="", moves=moves, effect="level", first=None)


def fitted(view: View, given: Sequence[Answer], scenarios: Iterable[str]) -> View:
    """The view with what its day does not have left out: the nearest one that can be shown."""
    same = [one for one in given if one.target.indicator == view.indicator] or list(given)
    found = next((one for one in same if one.target.measure == view.measure), next(iter(same), None))
    if found is None:
        return replace(view, sector=WHOLE, scenario="", moves={}, first=None)
    return replace(
        view,
        indicator=found.target.indicator,
        measure=found.target.measure,
        sector=view.sector if view.sector in found.parts else WHOLE,
        scenario=view.scenario if view.scenario in scenarios else "",
        moves={lever: value for lever, value in view.moves.items() if lever in levers(given)},
        first=view.first if view.first in months_open(given) else None,
    )


def chosen(given: Sequence[Answer], view: View) -> Answer:
    """The target that the view looks at; refuses one that the day does not have."""
    for one in given:
        named = view.indicator in ("", one.target.indicator)
        if named and (one.target.measure == view.measure if view.measure else one.used):
            return one
    known = ", ".join(f"{one.target.indicator} {one.target.measure}" for one in given)
    raise KeyError(f"target “{view.indicator} {view.measure}”: {known}")


def months_open(given: Sequence[Answer]) -> pd.PeriodIndex:
    """Months of the plan year that no figure of any target speaks of."""
    left = [months_left(one.target, one.closed) for one in given]
    return min(left, key=len) if left else pd.PeriodIndex([], freq="M")


def pace_expected(answer: Answer) -> float:
    """Growth on the year of the months without figures together, in per cent, median path; NaN without such months."""
    months = months_left(answer.target, answer.last)
    return float(pace_of(answer.paths, months).median()) if len(months) else float("nan")
