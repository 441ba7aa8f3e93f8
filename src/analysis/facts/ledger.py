"""Published figures, events and sources: every row of every ledger, as known on a date."""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.facts import checks
from analysis.facts.problems import LedgerError, Problem
from analysis.facts.table import DATA, read_table
from analysis.facts.vocabulary import Vocabulary

KEY = ["geography", "indicator", "sector", "period_type", "period", "measure", "published", "source_id"]
COLUMNS = [*KEY[:6], "value", "unit", "status", "published", "source_id", "note"]
SOURCE_COLUMNS = ["source_id", "title", "publisher", "url", "published", "date_basis"]
EVENT_COLUMNS = ["date", "geography", "indicator", "kind", "description", "source_id"]
_VOCABULARY = ("geography", "indicator", "sector", "period_type", "measure", "unit", "status")
_OTHER_TABLES = ("sources.csv", "targets.csv", "events.csv")


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
    _refuse_unknown(vocabulary, geography=geography, indicator=indicator)
    tables = [_load_table(file, vocabulary) for file in _fact_files(Path(data))]
    facts = pd.concat(tables, ignore_index=True)
    for column, wanted in (("geography", geography), ("indicator", indicator)):
        facts = facts[facts[column] == wanted] if wanted else facts
    return known(facts, as_of)


def known(table: pd.DataFrame, as_of: str | None) -> pd.DataFrame:
    """The rows published by the end of the day `as_of`; all of them without a day."""
    if as_of is None:
        return table.reset_index(drop=True)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", as_of):
        raise ValueError(f"as_of: đọc được “{as_of}”, hãy ghi YYYY-MM-DD / read “{as_of}”, write YYYY-MM-DD")
    return table[table["published"] <= as_of].reset_index(drop=True)


def newest_prints(facts: pd.DataFrame) -> pd.DataFrame:
    """Of each figure (series, period, measure) the row published last; the earlier prints are left out."""
    ordered = facts.sort_values("published", kind="stable")
    return ordered.drop_duplicates(KEY[:6], keep="last").sort_index()


def load_sources(data: Path = DATA) -> pd.DataFrame:
    """Every source by its source_id: title, publisher, url, published, date_basis."""
    tables = [read_table(path, SOURCE_COLUMNS) for path in sorted(Path(data).glob("*/sources.csv"))]
    return pd.concat(tables).set_index("source_id")


def load_events(as_of: str | None = None, *, geography: str | None = None, data: Path = DATA) -> pd.DataFrame:
    """Dated breaks and what they concern; known from the day their source was published."""
    tables = [read_table(path, EVENT_COLUMNS) for path in sorted(Path(data).glob("*/events.csv"))]
    events = pd.concat(tables, ignore_index=True)
    events["published"] = events["source_id"].map(load_sources(data)["published"])
    events = events[events["geography"] == geography] if geography else events
    return known(events, as_of)


def _fact_files(data: Path) -> list[Path]:
    return [path for path in sorted(data.glob("*/*.csv")) if path.name not in _OTHER_TABLES and path.parent.name != "issued"]


def _load_table(file: Path, vocabulary: Vocabulary) -> pd.DataFrame:
    table = read_table(file, COLUMNS)[COLUMNS]
    problems = list(_problems(table, file, vocabulary))
    if problems:
        raise LedgerError(problems)
    return table.assign(value=pd.to_numeric(table["value"]).astype(float))


def _problems(table: pd.DataFrame, file: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    known_sources = set(read_table(file.with_name("sources.csv"), SOURCE_COLUMNS)["source_id"])
    yield from checks.words(table, file, vocabulary, _VOCABULARY)
    yield from checks.periods(table, file)
    yield from checks.days(table, file)
    yield from checks.order(table, file)
    yield from checks.numbers(table, file)
    yield from checks.thousands(table, file)
    yield from checks.units(table, file, vocabulary)
    yield from checks.duplicates(table, file, KEY)
    yield from checks.sources(table, file, known_sources)


def _refuse_unknown(vocabulary: Vocabulary, **wanted: str | None) -> None:
    for column, word in wanted.items():
        if word is not None and word not in vocabulary.known(column):
            raise KeyError(f"{column} “{word}”; {', '.join(sorted(vocabulary.known(column)))}")
