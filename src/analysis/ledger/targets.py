"""Plan targets with their vintages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import pandas as pd

from analysis.ledger import checks
from analysis.ledger.ledger import Kind, known, load_rows
from analysis.ledger.problems import Problem
from analysis.ledger.table import DATA
from analysis.ledger.vocabulary import Vocabulary

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
_WORDS = ["geography", "indicator", "sector", "measure", "unit"]
# the bounds of a range differ in their value alone
_KEY = [column for column in TARGET_COLUMNS if column not in ("unit", "set_by", "note")]


@dataclass(frozen=True)
class Target:
    """A plan target as one source stated it; `measure` is "level" or "growth_yoy_pct", `value` a finite number."""

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

    def __post_init__(self) -> None:
        if not isfinite(self.value):
            raise ValueError(
                f"{'/'.join(self.series)} {self.year}: chỉ tiêu / target: {self.value}: "
                "không phải số hữu hạn / not a finite number"
            )

    @property
    def series(self) -> tuple[str, str, str]:
        """Geography, indicator, sector."""
        return self.geography, self.indicator, self.sector


def load_targets(
    as_of: str | None = None,
    *,
    geography: str | None = None,
    indicator: str | None = None,
    year: int | None = None,
    data: Path = DATA,
) -> list[Target]:
    """Every target stated by the end of the day `as_of`, oldest first; later vintages do not replace earlier ones."""
    Vocabulary(Path(data)).refuse_unknown(geography=geography, indicator=indicator)
    table = load_rows(_TARGETS, Path(data), geography)[TARGET_COLUMNS].astype({"year": int, "value": float})
    table = known(table, as_of).sort_values("published", kind="stable")
    wanted = {"geography": geography, "indicator": indicator, "year": year}
    for column, value in wanted.items():
        table = table[table[column] == value] if value is not None else table
    return [Target(*row) for row in table.drop(columns=["set_by", "note"]).itertuples(index=False)]


def in_force(targets: Iterable[Target], year: int) -> list[Target]:
    """The newest target of the year for each indicator, sector and measure; of a range its lower bound."""
    newest: dict[tuple[str, ...], Target] = {}
    for target in targets:
        key = (*target.series, target.measure)
        held = newest.get(key)
        if target.year == year and (held is None or _precedence(target) > _precedence(held)):
            newest[key] = target
    return list(newest.values())


def _precedence(target: Target) -> tuple[str, float]:
    return target.published, -target.value


def target_problems(table: pd.DataFrame, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is wrong with targets."""
    file = Path()
    yield from checks.blanks(table, file, TARGET_COLUMNS[:-1])
    yield from checks.units(table, file, vocabulary)
    yield from checks.words(table, file, vocabulary, _WORDS, kind="target_kind")
    yield from checks.form(table["year"], file, "year")
    yield from checks.days(table, file)
    yield from checks.numbers(table, file)
    yield from checks.thousands(table, file)
    yield from checks.duplicates(table, file, _KEY)


_TARGETS = Kind("targets", tuple(TARGET_COLUMNS), target_problems)
