"""New figures beside those the ledger has: new, printed again, revised, in dispute, or known already."""

from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from analysis.checks.beside import tuples
from analysis.identities import half_digit
from analysis.ledger import FIGURE

STATES = ("new", "revised", "reprinted", "disputed", "misprinted", "known")
"""Of one figure: never printed; printed later by the same publisher with another value; printed again with the same;
printed with another value by another publisher; with another by the same publisher on the same day; already there."""

_SIZE = {"billion_kwh": 1000.0}  # beside million kWh, the usual one


class Held(NamedTuple):
    """A print the ledger has."""

    value: float
    unit: str
    published: str
    source_id: str
    publisher: str


def compare(rows: pd.DataFrame, publisher: str, ledger: pd.DataFrame) -> pd.DataFrame:
    """The rows with `state`, and of the print they are held against `old`, `old_published`, `old_source` and
    `old_publisher`; `ledger`: facts with a column `publisher`."""
    prints: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    own = ledger[ledger["period"].isin(rows["period"])].sort_values("published", kind="stable")
    for *figure, value, unit, day, source, of in tuples(own, [*FIGURE, *Held._fields]):
        prints[tuple(figure)].append(Held(value, unit, day, source, of))
    told = tuples(rows, [*FIGURE, "value", "unit", "published"])
    found = [_beside(value, unit, day, publisher, prints.get(tuple(figure), [])) for *figure, value, unit, day in told]
    states = [state for state, _ in found]
    held = pd.DataFrame([print_ for _, print_ in found], rows.index, Held._fields).add_prefix("old_")
    old = held.rename(columns={"old_value": "old", "old_source_id": "old_source"}).drop(columns="old_unit")
    return rows.assign(state=states, **old)


def same(one: float, other: float) -> bool:
    """Whether two prints are the same number; tables hold six decimals of what offices computed."""
    return abs(one - other) <= 5.1e-7 + 1e-9 * abs(other)


def _beside(value: float, unit: str, day: str, publisher: str, prints: list[Held]) -> tuple[str, Held]:
    """The state and the print it rests on: one of the same publisher and day if there is one, else the newest."""
    if not prints:
        return "new", Held(float("nan"), "", "", "", "")
    today = [held for held in prints if (held.publisher, held.published) == (publisher, day)]
    equal = [held for held in today if _one(value, unit, held)]
    if today:
        return ("known", equal[-1]) if equal else ("misprinted", today[-1])
    newest = prints[-1]
    if newest.publisher == publisher:
        return "reprinted" if _one(value, unit, newest) else "revised", newest
    rounded = unit == newest.unit and abs(value - newest.value) <= max(map(half_digit, (value, newest.value))) + 1e-9
    return "reprinted" if _one(value, unit, newest) or rounded else "disputed", newest


def _one(value: float, unit: str, held: Held) -> bool:
    return same(value * _SIZE.get(unit, 1), held.value * _SIZE.get(held.unit, 1))
