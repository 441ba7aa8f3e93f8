"""Named scenarios: files of changes, and the answers they lead to without estimating again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeVar

import pandas as pd

from analysis.ledger import DATA, WHOLE, Target
from analysis.ledger.problems import Problem, refuse
from analysis.outlook.changes import Change, changed
from analysis.outlook.reading import read_changes
from analysis.outlook.verdicts import Outlook, outlook


@dataclass(frozen=True)
class Scenario:
    """Changes that belong together, by name; `file`: where they were read, empty where they were not."""

    name: str
    changes: tuple[Change, ...]
    file: str = ""

    @property
    def fingerprint(self) -> str:
        """What tells this scenario from any other of the same name: eight letters made from all its rows."""
        rows = ["|".join(map(str, astuple(change)[:-1])) for change in self.changes]
        return sha256("\n".join(rows).encode()).hexdigest()[:8]


class Futures(Protocol):
    """What a scenario acts on, a dataclass such as `answer.Answer`: the joint futures of one target.

    `closed`: the last month that figures of it, or of what is told together with it, speak of. `settled`: what was
    printed of whole years. `results`: the year's outcome on every draw.
    """

    target: Target
    paths: pd.DataFrame
    closed: pd.Period
    outlook: Outlook
    parts: dict[str, pd.DataFrame]
    settled: Mapping[int, float]
    figures: pd.DataFrame

    @property
    def results(self) -> pd.Series:
        """The year's outcome on every draw, in the target's measure."""


Told = TypeVar("Told", bound=Futures)


def load_scenarios(geography: str, data: Path = DATA, *, as_of: str | None = None) -> dict[str, Scenario]:
    """Every scenario in `<geography>/scenarios/`, by the name of its file, in the order of names.

    A plant is held against the capacity known on `as_of`. Refuses a file that breaks a rule, naming row and column.
    """
    files = sorted((Path(data) / geography / "scenarios").glob("*.csv"))
    return {file.stem: Scenario(file.stem, read_changes(file, geography, data, as_of), str(file)) for file in files}


def applied(given: Sequence[Told], scenario: Scenario) -> list[Told]:
    """The answers as they would be under the scenario: paths, parts and outlook changed, all else kept.

    Refuses (`LedgerError`) a change of months that published figures speak of, one after the plan year, a sector where
    the total is not divided, and a plant where the installed capacity is not known.
    """
    return [_under(one, scenario) for one in given]


def _under(one: Told, scenario: Scenario) -> Told:
    paths, parts = one.paths, one.parts
    for change in scenario.changes:
        if change.concerns(one.target.indicator):
            months = _months(change, one)
            refuse(_problems(scenario.file or scenario.name, change, one, months))
            paths, parts = changed(paths, parts, change, months)
    if paths is one.paths:
        return one
    return replace(one, paths=paths, parts=parts, outlook=outlook(paths, one.target, printed=one.settled))


def _months(change: Change, one: Futures) -> pd.PeriodIndex:
    january, december = (pd.Period(f"{one.target.year}-{month}", freq="M") for month in ("01", "12"))
    first = max(one.closed + 1, january) if change.first is None else change.first
    return pd.period_range(first, december if change.last is None else min(change.last, december), freq="M")


def _problems(file: str, change: Change, one: Futures, months: pd.PeriodIndex) -> Iterator[Problem]:
    last, name = one.closed, one.target.indicator
    if change.first is not None and change.first <= last:
        words = {"read": change.first, "indicator": name, "last": last, "expected": last + 1}
        yield Problem("scenario_published", file, change.row, "first", words)
    elif months.empty:
        yield Problem("scenario_over", file, change.row, "first", {"year": one.target.year, "last": last})
    if change.sector != WHOLE and change.sector not in one.parts:
        words = {"read": change.sector, "indicator": name, "expected": ", ".join([WHOLE, *one.parts])}
        yield Problem("scenario_sector", file, change.row, "sector", words)
    if change.effect == "capacity" and not change.installed > 0:
        yield Problem("scenario_capacity", file, change.row, "value", {"read": change.value})
