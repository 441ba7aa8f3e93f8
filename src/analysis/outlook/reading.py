"""A scenario's file read strictly: every cell a known word, a month or a number."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.ledger import INDUSTRY, WHOLE, checks, load_facts, load_sources, newest_prints
from analysis.ledger.problems import Problem, refuse
from analysis.ledger.table import read_table
from analysis.ledger.vocabulary import Vocabulary
from analysis.model import POWER, RELATED
from analysis.outlook.changes import EVERY, Change

CHANGE_COLUMNS = ["indicator", "sector", "first", "last", "effect", "value", "unit", "why_vi", "why_en", "source_id"]
UNITS = {"level": "percent", "growth": "percentage_points", "capacity": "mw"}
"""The unit of each effect."""
NEXT, YEAR_END = "next", "year_end"
"""Words for months that move on by themselves: the first one without a figure, December of the plan year."""
ASSUMPTION = "assumption"
"""The source of a row that nobody published."""
_DIVIDED = (EVERY, *RELATED[0])


def read_changes(file: Path, geography: str, data: Path, as_of: str | None) -> tuple[Change, ...]:
    """The changes of one file, row by row; a plant is held against the capacity installed as known on `as_of`."""
    table = read_table(file, CHANGE_COLUMNS)[CHANGE_COLUMNS]
    refuse(_problems(table, file, Vocabulary(Path(data)), data))
    plants = (table["effect"] == "capacity").any()
    installed = _installed(geography, data, as_of) if plants else float("nan")
    return tuple(_change(row, installed) for row in table.itertuples())


def _change(row: Any, installed: float) -> Change:
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
        int(row.Index),
    )


def _installed(geography: str, data: Path, as_of: str | None) -> float:
    """MW of all plants together, as printed last; NaN where no figure is known yet."""
    facts = newest_prints(load_facts(as_of, geography=geography, indicator="installed_capacity", data=data))
    known = facts[(facts["sector"] == WHOLE) & (facts["measure"] == "level")].sort_values("period")
    return float(known["value"].iloc[-1]) if len(known) else float("nan")


def _problems(table: pd.DataFrame, file: Path, vocabulary: Vocabulary, data: Path) -> Iterator[Problem]:
    kinds = vocabulary.indicators["kind"]
    yield from checks.blanks(table, file, CHANGE_COLUMNS)
    yield from _outside(table["indicator"], file, [EVERY, *kinds.index[kinds.isin(["flow", "index"])]])
    yield from _outside(table["effect"], file, UNITS)
    divided, plant = table["indicator"].isin(_DIVIDED), table["effect"] == "capacity"
    yield from _outside(table["sector"][plant], file, [POWER])
    yield from _outside(table["sector"][divided], file, [WHOLE, *INDUSTRY])
    yield from _outside(table["sector"][~divided], file, [WHOLE])
    yield from checks.form(table["first"][table["first"] != NEXT], file, "month")
    yield from checks.form(table["last"][table["last"] != YEAR_END], file, "month")
    yield from checks.numbers(table, file)
    for effect, unit in UNITS.items():
        yield from _outside(table["unit"][table["effect"] == effect], file, [unit])
    yield from _outside(
        table["source_id"], file, [ASSUMPTION, *load_sources(data).index], shown=[ASSUMPTION, "sources.csv"]
    )
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
