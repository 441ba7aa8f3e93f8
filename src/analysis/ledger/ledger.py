"""Published figures, events and sources: every row of every ledger, as known on a date."""

from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from pathlib import Path

import pandas as pd

from analysis.ledger import checks
from analysis.ledger.problems import Problem, refuse
from analysis.ledger.table import DATA, read_table, stack
from analysis.ledger.vocabulary import Vocabulary

SERIES = ["geography", "indicator", "sector"]
FIGURE = [*SERIES, "period_type", "period", "measure"]
"""What a figure is a figure of; prints of it differ in day and source."""
KEY = [*FIGURE, "published", "source_id"]
COLUMNS = [*FIGURE, "value", "unit", "status", "published", "source_id", "note"]
SOURCE_COLUMNS = ["source_id", "title", "publisher", "url", "published", "date_basis"]
EVENT_COLUMNS = ["date", "geography", "indicator", "kind", "description", "source_id"]
_WORDS = [*FIGURE[:4], "measure", "unit", "status"]
_OTHER_TABLES = ("sources.csv", "targets.csv", "events.csv", "origins.csv")
_OTHER_FOLDERS = ("issued", ".incoming")


def load_facts(
    as_of: str | None = None,
    *,
    geography: str | None = None,
    indicator: str | None = None,
    data: Path = DATA,
) -> pd.DataFrame:
    """Every figure published by the end of the day `as_of` ("2022-08-09"), in the ledger's columns.

    A revision is a later row: earlier prints stay. `value` is a number, all else text. Unknown geographies and
    indicators are a `KeyError`; a table that breaks a rule is a `LedgerError` and nothing of it is loaded.
    """
    vocabulary = Vocabulary(Path(data))
    vocabulary.refuse_unknown(geography=geography, indicator=indicator)
    facts = stack([_load_table(file, vocabulary) for file in fact_tables(Path(data))], COLUMNS)
    for column, wanted in (("geography", geography), ("indicator", indicator)):
        facts = facts[facts[column] == wanted] if wanted else facts
    return known(facts, as_of)


def known(table: pd.DataFrame, as_of: str | None) -> pd.DataFrame:
    """The rows published by the end of the day `as_of`; all of them without a day."""
    told = table if as_of is None else table[table["published"] <= as_day(as_of)]
    return told.reset_index(drop=True)


def as_day(text: str) -> str:
    """The day as the ledger writes it, refused where it is none."""
    if not checks.is_day(text):
        raise ValueError(f"as_of: đọc được “{text}”, hãy ghi YYYY-MM-DD / read “{text}”, write YYYY-MM-DD")
    return text


def newest_prints(facts: pd.DataFrame) -> pd.DataFrame:
    """Of each figure (series, period, measure) the row published last; the earlier prints are left out."""
    ordered = facts.sort_values("published", kind="stable")
    return ordered.drop_duplicates(FIGURE, keep="last").sort_index()


def printed_decimals(value: float) -> int:
    """Decimals a figure was printed with; trailing zeros are not known to the ledger."""
    return max(0, -int(Decimal(repr(float(value))).normalize().as_tuple().exponent)) if isfinite(value) else 0


def fact_tables(data: Path, ledger: str = "*") -> list[Path]:
    """The tables of all ledgers, or of one, that hold figures."""
    tables = sorted(data.glob(f"{ledger}/*.csv"))
    return [path for path in tables if path.name not in _OTHER_TABLES and path.parent.name not in _OTHER_FOLDERS]


def figure_problems(table: pd.DataFrame, file: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is wrong with figures, wherever they come from, each by itself."""
    yield from checks.units(table, file, vocabulary)
    yield from checks.words(table, file, vocabulary, _WORDS)
    yield from checks.periods(table, file)
    yield from checks.days(table, file)
    yield from checks.order(table, file)
    yield from checks.numbers(table, file)


def load_sources(data: Path = DATA) -> pd.DataFrame:
    """Every source by its source_id: title, publisher, url, published, date_basis."""
    vocabulary = Vocabulary(Path(data))
    return pd.concat([sources_of(path, vocabulary) for path in sorted(Path(data).glob("*/sources.csv"))])


def sources_of(file: Path, vocabulary: Vocabulary) -> pd.DataFrame:
    """The sources of a table's folder, as `load_sources`."""
    file = file.with_name("sources.csv")
    table = read_table(file, SOURCE_COLUMNS)[SOURCE_COLUMNS]
    refuse(
        [
            *checks.blanks(table, file, ["source_id", "title", "publisher"]),
            *checks.days(table, file),
            *checks.words(table, file, vocabulary, ["date_basis"]),
            *checks.duplicates(table, file, ["source_id"]),
        ]
    )
    return table.set_index("source_id")


def load_events(as_of: str | None = None, *, geography: str | None = None, data: Path = DATA) -> pd.DataFrame:
    """Dated breaks and what they concern; known from the day their source was published."""
    vocabulary = Vocabulary(Path(data))
    vocabulary.refuse_unknown(geography=geography)
    tables = [_load_events(path, vocabulary) for path in sorted(Path(data).glob("*/events.csv"))]
    events = stack(tables, [*EVENT_COLUMNS, "published"])
    events = events[events["geography"] == geography] if geography else events
    return known(events, as_of)


def _load_table(file: Path, vocabulary: Vocabulary) -> pd.DataFrame:
    table = read_table(file, COLUMNS)[COLUMNS]
    refuse(_problems(table, file, vocabulary))
    return table.assign(value=table["value"].astype(float))


def _problems(table: pd.DataFrame, file: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from checks.blanks(table, file, COLUMNS[:-1])
    yield from figure_problems(table, file, vocabulary)
    yield from checks.thousands(table, file)
    yield from checks.duplicates(table, file, KEY)
    yield from checks.sources(table, file, set(sources_of(file, vocabulary).index))


def _load_events(file: Path, vocabulary: Vocabulary) -> pd.DataFrame:
    table, sources = read_table(file, EVENT_COLUMNS)[EVENT_COLUMNS], sources_of(file, vocabulary)
    refuse(
        [
            *checks.blanks(table, file, EVENT_COLUMNS),
            *checks.dates(table, file),
            *checks.words(table, file, vocabulary, ["geography", "indicator"], kind="event_kind"),
            *checks.duplicates(table, file, EVENT_COLUMNS),
            *checks.sources(table, file, set(sources.index)),
        ]
    )
    return table.assign(published=table["source_id"].map(sources["published"]))
