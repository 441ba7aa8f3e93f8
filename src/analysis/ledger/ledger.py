"""Published figures, events and sources: every row of every ledger, as known on a date."""

from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from pathlib import Path

import pandas as pd

from analysis.ledger import rules
from analysis.ledger.loading import kind, load_rows
from analysis.ledger.problems import Problem
from analysis.ledger.table import DATA
from analysis.ledger.vocabulary import Vocabulary

SERIES = ["geography", "indicator", "sector"]
FIGURE = [*SERIES, "period_type", "period", "measure"]
"""What a figure is a figure of; prints of it differ in day and source."""
KEY = [*FIGURE, "published", "source_id"]
COLUMNS = [*FIGURE, "value", "unit", "status", "published", "source_id", "note"]
EVENT_COLUMNS = ["date", "geography", "indicator", "kind", "description", "source_id"]
_WORDS = [*FIGURE[:4], "measure", "unit", "status"]


def load_facts(
    as_of: str | None = None,
    *,
    geography: str | None = None,
    indicator: str | None = None,
    data: Path = DATA,
) -> pd.DataFrame:
    """Every figure published by the end of the day `as_of` ("2022-08-09"), in the ledger's columns.

    A revision is a later row: earlier prints stay. `value` is a number, all else text. Of a place only what is asked
    for is read: its own folder, and figures of it quoted in others. Unknown geographies and indicators are a
    `KeyError`; a place's table that breaks a rule is a `LedgerError`, another place's a `LedgerWarning`.
    """
    return load_prints(geography, indicator, as_of=as_of, data=data)[COLUMNS]


def load_prints(
    geography: str | None = None, indicator: str | None = None, *, as_of: str | None = None, data: Path = DATA
) -> pd.DataFrame:
    """As `load_facts`, each figure with its source: title, publisher, url; file and sha256 where there was a file."""
    Vocabulary(Path(data)).refuse_unknown(geography=geography, indicator=indicator)
    facts = load_rows(_FIGURES, Path(data), geography).astype({"value": float})
    return known(facts[facts["indicator"] == indicator] if indicator else facts, as_of)


def load_events(as_of: str | None = None, *, geography: str | None = None, data: Path = DATA) -> pd.DataFrame:
    """Dated breaks and what they concern; known from the day their source was published."""
    Vocabulary(Path(data)).refuse_unknown(geography=geography)
    events = load_rows(_EVENTS, Path(data), geography).rename(columns={"source_published": "published"})
    return known(events[[*EVENT_COLUMNS, "published"]], as_of)


def known(table: pd.DataFrame, as_of: str | None) -> pd.DataFrame:
    """The rows published by the end of the day `as_of`; all of them without a day."""
    told = table if as_of is None else table[table["published"] <= as_day(as_of)]
    return told.reset_index(drop=True)


def as_day(text: str) -> str:
    """The day as the ledger writes it, refused where it is none."""
    if not rules.is_day(text):
        raise ValueError(f"as_of: đọc được “{text}”, hãy ghi YYYY-MM-DD / read “{text}”, write YYYY-MM-DD")
    return text


def newest_prints(facts: pd.DataFrame) -> pd.DataFrame:
    """Of each figure (series, period, measure) the row published last; the earlier prints are left out."""
    ordered = facts.sort_values("published", kind="stable")
    return ordered.drop_duplicates(FIGURE, keep="last").sort_index()


def printed_decimals(value: float) -> int:
    """Decimals a figure was printed with; trailing zeros are not known to the ledger."""
    return max(0, -int(Decimal(repr(float(value))).normalize().as_tuple().exponent)) if isfinite(value) else 0


def figure_problems(table: pd.DataFrame, file: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is wrong with figures, wherever they come from, each by itself."""
    yield from rules.units(table, file, vocabulary)
    yield from rules.words(table, file, vocabulary, _WORDS)
    yield from rules.periods(table, file)
    yield from rules.days(table, file)
    yield from rules.order(table, file)
    yield from rules.numbers(table, file)


def _figure_table(table: pd.DataFrame, vocabulary: Vocabulary) -> Iterator[Problem]:
    file = Path()
    yield from rules.blanks(table, file, COLUMNS[:-1])
    yield from figure_problems(table, file, vocabulary)
    yield from rules.thousands(table, file)
    yield from rules.duplicates(table, file, KEY)


def _event_table(table: pd.DataFrame, vocabulary: Vocabulary) -> Iterator[Problem]:
    file = Path()
    yield from rules.blanks(table, file, EVENT_COLUMNS)
    yield from rules.dates(table, file)
    yield from rules.words(table, file, vocabulary, ["geography", "indicator"], kind="event_kind")
    yield from rules.duplicates(table, file, EVENT_COLUMNS)


_FIGURES = kind("figures", COLUMNS, _figure_table)
_EVENTS = kind("events", EVENT_COLUMNS, _event_table)
