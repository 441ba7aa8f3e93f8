"""Named scenarios: what is assumed to change in the months ahead, read from files, and the answers it leads to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.ledger import DATA, load_facts, newest_prints, rules
from analysis.ledger.loading import load_sources
from analysis.ledger.problems import Problem, refuse
from analysis.ledger.table import read_table
from analysis.ledger.vocabulary import INDUSTRY, WHOLE, Vocabulary
from analysis.model.related import POWER, RELATED, related_indicators
from analysis.outlook.reading import Answer

EVERY = "all"
"""The indicator that stands for every target."""
CHANGE_COLUMNS = ["indicator", "sector", "first", "last", "effect", "value", "unit", "why_vi", "why_en", "source_id"]
UNITS = {"level": "percent", "growth": "percentage_points", "capacity": "mw"}
"""The unit of each effect."""
NEXT, YEAR_END = "next", "year_end"
"""Words for months that move on by themselves: the first one without a figure, December of the plan year."""
ASSUMPTION = "assumption"
"""The source of a row that nobody published."""
_DIVIDED = (EVERY, *RELATED[0])


@dataclass(frozen=True)
class Change:
    """One row of a scenario: what a sector does differently from its draws between two months.

    `indicator`: its code or "all"; indicators told together move alike. `sector` "total": all its sectors alike.
    `first` None: the first month that no published figure speaks of; `last` None: December of the plan year.
    `effect`: "level" (by `value` per cent), "growth" (by `value` points of growth on the year), "capacity" (`value` MW
    beside the `installed` ones, used as these are on average). `publisher`: of its source, empty where it is assumed;
    `row`: its row in the scenario's file.
    """

    indicator: str
    sector: str
    first: pd.Period | None
    last: pd.Period | None
    effect: str
    value: float
    why: str = ""
    why_en: str = ""
    source_id: str = ""
    installed: float = float("nan")
    publisher: str = field(default="", compare=False)
    row: int | None = field(default=None, compare=False)

    def concerns(self, indicator: str) -> bool:
        """Whether it speaks of this indicator; sectors are those of industry."""
        if self.indicator == EVERY:
            return self.sector == WHOLE or indicator in RELATED[0]
        return self.indicator in related_indicators(indicator)


@dataclass(frozen=True)
class Scenario:
    """Changes that belong together, by name; `file`: where they were read, empty where they were not."""

    name: str
    changes: tuple[Change, ...]
    file: str = ""

    @property
    def fingerprint(self) -> str:
        """What tells this scenario from any other of the same name: eight letters made from all its rows."""
        rows = ["|".join(map(str, astuple(change)[:-2])) for change in self.changes]
        return sha256("\n".join(rows).encode()).hexdigest()[:8]


def load_scenarios(geography: str, data: Path = DATA, *, as_of: str | None = None) -> dict[str, Scenario]:
    """Every scenario in `<geography>/scenarios/`, by the name of its file, in the order of names.

    A plant is held against the capacity known on `as_of`. Refuses a file that breaks a rule, naming row and column.
    """
    files = sorted((Path(data) / geography / "scenarios").glob("*.csv"))
    return {file.stem: Scenario(file.stem, _read_changes(file, geography, data, as_of), str(file)) for file in files}


def applied(given: Sequence[Answer], scenario: Scenario) -> list[Answer]:
    """The answers as they would be under the scenario: draws and parts changed, and what follows from them.

    Refuses (`LedgerError`) a change of months that published figures speak of, one after the plan year, a sector where
    the total is not divided, and a plant where the installed capacity is not known.
    """
    found = []
    for one in given:
        draws, parts = one.draws, one.parts
        for change in scenario.changes:
            if change.concerns(one.target.indicator):
                months = _months(change, one)
                refuse(_problems(scenario.file or scenario.name, change, one, months))
                draws, parts = _changed(draws, parts, change, months)
        found.append(one if draws is one.draws else replace(one, draws=draws, parts=parts))
    return found


def _months(change: Change, one: Answer) -> pd.PeriodIndex:
    january, december = (pd.Period(f"{one.target.year}-{month}", freq="M") for month in ("01", "12"))
    first = max(one.closed + 1, january) if change.first is None else change.first
    return pd.period_range(first, december if change.last is None else min(change.last, december), freq="M")


def _problems(file: str, change: Change, one: Answer, months: pd.PeriodIndex) -> Iterator[Problem]:
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


def _changed(
    draws: pd.DataFrame, parts: Mapping[str, pd.DataFrame], change: Change, months: pd.PeriodIndex
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """The total and its parts with the change in these months; the total moves as the sum of its parts does."""
    if not parts:
        return _moved(draws, change, months), {}
    wanted = parts if change.sector == WHOLE else [change.sector]
    now = {name: _moved(own, change, months) if name in wanted else own for name, own in parts.items()}
    before, after = (np.sum([own.loc[months].to_numpy() for own in side.values()], axis=0) for side in (parts, now))
    whole = draws.copy()
    whole.loc[months] = whole.loc[months] * after / before
    return whole, now


def _moved(levels: pd.DataFrame, change: Change, months: pd.PeriodIndex) -> pd.DataFrame:
    now = levels.copy()
    moved = _EFFECTS[change.effect](levels.loc[months].to_numpy(), levels.reindex(months - 12).to_numpy(), change)
    now.loc[months] = np.maximum(moved, 0.0)
    return now


_EFFECTS: dict[str, Callable[[np.ndarray, np.ndarray, Change], np.ndarray]] = {
    "level": lambda now, before, change: now * (1 + change.value / 100),
    "growth": lambda now, before, change: now + before * change.value / 100,
    "capacity": lambda now, before, change: now * (1 + change.value / change.installed),
}


def _read_changes(file: Path, geography: str, data: Path, as_of: str | None) -> tuple[Change, ...]:
    """The changes of one file, row by row; a plant is held against the capacity installed as known on `as_of`."""
    table = read_table(file, CHANGE_COLUMNS)[CHANGE_COLUMNS]
    own = load_sources(data, geography)
    sources = own if table["source_id"].isin([ASSUMPTION, *own.index]).all() else load_sources(data)
    refuse(_slips(table, file, Vocabulary(Path(data)), sources.index))
    plants = (table["effect"] == "capacity").any()
    installed = _installed(geography, data, as_of) if plants else float("nan")
    publishers = sources["publisher"].to_dict()
    return tuple(_change(row, installed, publishers.get(row.source_id, "")) for row in table.itertuples())


def _change(row: Any, installed: float, publisher: str) -> Change:
    return Change(
        row.indicator,
        row.sector,
        None if row.first == NEXT else pd.Period(row.first, freq="M"),
        None if row.last == YEAR_END else pd.Period(row.last, freq="M"),
        row.effect,
        float(row.value),
        row.why_vi,
        row.why_en,
        row.source_id,
        installed if row.effect == "capacity" else float("nan"),
        publisher,
        int(row.Index),
    )


def _installed(geography: str, data: Path, as_of: str | None) -> float:
    """MW of all plants together, as printed last; NaN where no figure is known yet."""
    facts = newest_prints(load_facts(as_of, geography=geography, indicator="installed_capacity", data=data))
    known = facts[(facts["sector"] == WHOLE) & (facts["measure"] == "level")].sort_values("period")
    return float(known["value"].iloc[-1]) if len(known) else float("nan")


def _slips(table: pd.DataFrame, file: Path, vocabulary: Vocabulary, sources: Iterable[str]) -> Iterator[Problem]:
    kinds = vocabulary.indicators["kind"]
    yield from rules.blanks(table, file, CHANGE_COLUMNS)
    yield from _outside(table["indicator"], file, [EVERY, *kinds.index[kinds.isin(["flow", "index"])]])
    yield from _outside(table["effect"], file, UNITS)
    divided, plant = table["indicator"].isin(_DIVIDED), table["effect"] == "capacity"
    yield from _outside(table["sector"][plant], file, [POWER])
    yield from _outside(table["sector"][divided], file, [WHOLE, *INDUSTRY])
    yield from _outside(table["sector"][~divided], file, [WHOLE])
    yield from rules.form(table["first"][table["first"] != NEXT], file, "month")
    yield from rules.form(table["last"][table["last"] != YEAR_END], file, "month")
    yield from rules.numbers(table, file)
    for effect, unit in UNITS.items():
        yield from _outside(table["unit"][table["effect"] == effect], file, [unit])
    yield from _outside(table["source_id"], file, [ASSUMPTION, *sources], shown=[ASSUMPTION, "sources.csv"])
    yield from _impossible(table, file)


def _impossible(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    """The same change twice, months in the wrong order, levels that would vanish, plants that add nothing."""
    for row in table.index[table.duplicated(CHANGE_COLUMNS[:5])]:
        yield Problem("scenario_twice", str(file), int(row))
    months = (table["first"] != NEXT) & (table["last"] != YEAR_END)
    for row, read in table["last"][months & (table["last"] < table["first"])].items():
        yield Problem("scenario_order", str(file), int(row), "last", {"read": read, "first": table["first"][row]})
    values = pd.to_numeric(table["value"], errors="coerce")
    low = values.le(-100) & (table["effect"] == "level") | values.le(0) & (table["effect"] == "capacity")
    for row, read in table["value"][low].items():
        yield Problem("scenario_value", str(file), int(row), "value", {"read": read})


def _outside(column: pd.Series, file: Path, known: Iterable[str], shown: Iterable[str] = ()) -> Iterator[Problem]:
    known = list(known)
    for row, read in column[~column.isin(known)].items():
        words = {"read": read, "expected": ", ".join(shown or known)}
        yield Problem("unknown", str(file), int(row), str(column.name), words)
