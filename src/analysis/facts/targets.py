"""Plan targets with their vintages."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.facts import checks
from analysis.facts.ledger import SOURCE_COLUMNS, known
from analysis.facts.problems import LedgerError
from analysis.facts.table import DATA, read_table
from analysis.facts.vocabulary import Vocabulary

TARGET_COLUMNS = [
    "geography",
    "indicator",
    "sector",
    "year",
    "measure",
    "value",
    "unit",
    "kind",
    "set_by",
    "published",
    "source_id",
    "note",
]


@dataclass(frozen=True)
class Target:
    """A plan target as one source stated it; `measure` is "level" or "growth_yoy_pct"."""

    geography: str
    indicator: str
    sector: str
    year: int
    measure: str
    value: float
    unit: str
    kind: str
    published: str
    source_id: str


def load_targets(
    as_of: str | None = None,
    *,
    geography: str | None = None,
    indicator: str | None = None,
    year: int | None = None,
    data: Path = DATA,
) -> list[Target]:
    """Every target stated by the end of the day `as_of`, oldest first; later vintages do not replace earlier ones."""
    vocabulary = Vocabulary(Path(data))
    tables = [_load_table(path, vocabulary) for path in sorted(Path(data).glob("*/targets.csv"))]
    table = known(pd.concat(tables, ignore_index=True), as_of).sort_values("published", kind="stable")
    wanted = {"geography": geography, "indicator": indicator, "year": year}
    for column, value in wanted.items():
        table = table[table[column] == value] if value is not None else table
    return [Target(*row) for row in table.drop(columns=["set_by", "note"]).itertuples(index=False)]


def in_force(targets: Iterable[Target], year: int) -> list[Target]:
    """The newest target of the year for each indicator, sector and measure; of a range its lower bound."""
    newest: dict[tuple[str, ...], Target] = {}
    for target in targets:
        key = (target.geography, target.indicator, target.sector, target.measure)
        held = newest.get(key)
        if target.year == year and (held is None or target.published > held.published):
            newest[key] = target
    return list(newest.values())


def _load_table(file: Path, vocabulary: Vocabulary) -> pd.DataFrame:
    table = read_table(file, TARGET_COLUMNS)[TARGET_COLUMNS]
    as_figures = table.rename(columns={"year": "period"}).assign(period_type="year")
    known_sources = set(read_table(file.with_name("sources.csv"), SOURCE_COLUMNS)["source_id"])
    problems = [
        *checks.words(table, file, vocabulary, ("geography", "indicator", "sector", "measure", "unit")),
        *checks.words(table.assign(target_kind=table["kind"]), file, vocabulary, ("target_kind",)),
        *checks.periods(as_figures, file),
        *checks.days(table, file),
        *checks.numbers(table, file),
        *checks.thousands(table, file),
        *checks.units(table, file, vocabulary),
        *checks.sources(table, file, known_sources),
    ]
    if problems:
        raise LedgerError(problems)
    return table.astype({"year": int, "value": float})
