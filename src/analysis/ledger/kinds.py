"""The kinds of tables that a place's folder holds: their columns, and what may be wrong with their rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.ledger import rules
from analysis.ledger.problems import Problem
from analysis.ledger.vocabulary import Vocabulary

SERIES = ["geography", "indicator", "sector"]
FIGURE = [*SERIES, "period_type", "period", "measure"]
"""What a figure is a figure of; prints of it differ in day and source."""
KEY = [*FIGURE, "published", "source_id"]
COLUMNS = [*FIGURE, "value", "unit", "status", "published", "source_id", "note"]
EVENT_COLUMNS = ["date", "geography", "indicator", "kind", "description", "source_id"]
TARGET_COLUMNS = [*SERIES, "year", "measure", "value", "unit", "kind", "set_by", "published", "source_id", "note"]
SOURCE_COLUMNS = ["source_id", "title", "publisher", "url", "published", "date_basis"]
ORIGIN_COLUMNS = ["source_id", "file", "sha256"]
CORRECTION_COLUMNS = [*KEY, "printed", "rule", "value_used", "reason_vi", "reason_en"]
_TABLE = Path()  # rows of many tables say themselves where they stand


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of table with a column `geography`: its name in `folders.tables`, its columns, what may be wrong in it."""

    name: str
    columns: Sequence[str]
    problems: Callable[[pd.DataFrame, Vocabulary], Iterator[Problem]]


def figure_problems(table: pd.DataFrame, vocabulary: Vocabulary, file: Path = _TABLE) -> Iterator[Problem]:
    """What is wrong with figures, wherever they come from, each by itself."""
    yield from rules.units(table, file, vocabulary)
    yield from rules.words(table, file, vocabulary, [*FIGURE[:4], "measure", "unit", "status"])
    yield from rules.periods(table, file)
    yield from rules.days(table, file)
    yield from rules.order(table, file)
    yield from rules.numbers(table, file)


def _figures(table: pd.DataFrame, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from rules.blanks(table, _TABLE, COLUMNS[:-1])
    yield from figure_problems(table, vocabulary)
    yield from rules.thousands(table, _TABLE)
    yield from rules.duplicates(table, _TABLE, KEY)


def _events(table: pd.DataFrame, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from rules.blanks(table, _TABLE, EVENT_COLUMNS)
    yield from rules.dates(table, _TABLE)
    yield from rules.words(table, _TABLE, vocabulary, ["geography", "indicator"], kind="event_kind")
    yield from rules.duplicates(table, _TABLE, EVENT_COLUMNS)


def _targets(table: pd.DataFrame, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from rules.blanks(table, _TABLE, TARGET_COLUMNS[:-1])
    yield from rules.units(table, _TABLE, vocabulary)
    yield from rules.words(table, _TABLE, vocabulary, [*SERIES, "measure", "unit"], kind="target_kind")
    yield from rules.form(table["year"], _TABLE, "year")
    yield from rules.days(table, _TABLE)
    yield from rules.numbers(table, _TABLE)
    yield from rules.possible(table, _TABLE)
    yield from rules.thousands(table, _TABLE)
    # the bounds of a range differ in their value alone
    yield from rules.duplicates(table, _TABLE, [*SERIES, "year", "measure", "value", "kind", "published", "source_id"])


def source_problems(table: pd.DataFrame, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is wrong with sources; `ledger`: the place in whose folder each stands."""
    yield from rules.blanks(table, _TABLE, ["source_id", "title", "publisher"])
    yield from rules.days(table, _TABLE)
    yield from rules.words(table, _TABLE, vocabulary, ["date_basis"])
    yield from rules.duplicates(table, _TABLE, ["ledger", "source_id"])


def correction_problems(table: pd.DataFrame, file: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is wrong with corrections."""
    yield from rules.blanks(table, file, [*KEY, "reason_vi", "reason_en"])
    yield from rules.words(table, file, vocabulary, rule="correction_rule")
    yield from rules.periods(table, file)
    yield from rules.days(table, file)
    yield from rules.duplicates(table, file, KEY)


FIGURES = Kind("figures", COLUMNS, _figures)
EVENTS = Kind("events", EVENT_COLUMNS, _events)
TARGETS = Kind("targets", TARGET_COLUMNS, _targets)
