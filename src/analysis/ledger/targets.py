"""Plan targets with their vintages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf, isfinite, isnan
from pathlib import Path

from analysis.ledger import known
from analysis.ledger.kinds import TARGET_COLUMNS, TARGETS
from analysis.ledger.loading import load_rows
from analysis.ledger.table import DATA
from analysis.ledger.vocabulary import WHOLE, Vocabulary

UNPLANNED = "none"
"""The kind of a target that nobody set: the year is answered without a plan, and its value is not a number."""
_AVERAGE = re.compile(r"(?:average a year|bình quân)\D*(\d{4})\s*[-–]\s*\d{4}", re.IGNORECASE)
_BASIS = re.compile(r"basis:\s*([^;,]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """A plan target as one source stated it; `measure` is "level" or "growth_yoy_pct", `value` a finite number.

    `upper`: the upper bound where the plan is a range, of which `value` is the lower one; `direction`: "at_least", or
    "at_most" where less is better. A note "average a year, 2021-2025" makes it a plan for the mean of those years, a
    note "basis: customs" one on figures of that basis.
    """

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
    note: str = ""
    upper: float | None = None
    direction: str = "at_least"
    set_by: str = ""

    def __post_init__(self) -> None:
        if not isfinite(self.value) and self.kind != UNPLANNED:
            raise ValueError(
                f"{'/'.join(self.series)} {self.year}: chỉ tiêu / target: {self.value}: "
                "không phải số hữu hạn / not a finite number"
            )

    @property
    def series(self) -> tuple[str, str, str]:
        """Geography, indicator, sector."""
        return self.geography, self.indicator, self.sector

    @property
    def code(self) -> str:
        """A name that no other series of the place has: "iip", "iip_electricity"."""
        return self.indicator if self.sector == WHOLE else f"{self.indicator}_{self.sector}"

    @property
    def planned(self) -> bool:
        """Whether somebody set it; else the year is answered without a plan."""
        return not isnan(self.value)

    @property
    def bounds(self) -> tuple[float, float]:
        """What the year must lie between; an open end is infinite."""
        if self.upper is not None:
            return self.value, self.upper
        return (self.value, inf) if self.direction == "at_least" else (-inf, self.value)

    @property
    def first_year(self) -> int:
        """The first of the years that the plan speaks of: its own year, unless it is a mean of several."""
        years = _AVERAGE.search(self.note)
        return int(years[1]) if years else self.year

    @property
    def basis(self) -> str:
        """What the plan is counted by, where its note says so; else empty."""
        return basis_of(self.note)


def basis_of(note: str) -> str:
    """The basis that the note of a target or figure names ("basis: customs"), or nothing."""
    named = _BASIS.search(note)
    return named[1].strip().lower() if named else ""


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
    table = load_rows(TARGETS, Path(data), geography)[TARGET_COLUMNS].astype({"year": int, "value": float})
    table = known(table, as_of).sort_values("published", kind="stable")
    wanted = {"geography": geography, "indicator": indicator, "year": year}
    for column, value in wanted.items():
        table = table[table[column] == value] if value is not None else table
    return [directed(Target(**row), Path(data)) for row in table.to_dict("records")]


def directed(target: Target, data: Path = DATA) -> Target:
    """The target with its direction: "at_most" where its kind or indicator is in the group at_most of terms.csv."""
    lower_is_better = {target.indicator, target.kind} & Vocabulary(Path(data)).known("at_most")
    return replace(target, direction="at_most" if lower_is_better else "at_least")


def in_force(targets: Iterable[Target], year: int) -> list[Target]:
    """The newest target of the year for each indicator, sector, measure and span of years.

    Two values that one source states on one day are the bounds of a range.
    """
    newest: dict[tuple[str | int, ...], list[Target]] = {}
    for target in targets:
        if target.year == year:
            own = newest.setdefault((*target.series, target.measure, target.first_year), [])
            if own and target.published > own[0].published:
                own.clear()
            if not own or target.published == own[0].published:
                own.append(target)
    return [_ranged(own) for own in newest.values()]


def _ranged(stated: list[Target]) -> Target:
    """What one day's statements come to: the lowest value, and the upper bound its own source gives it."""
    lowest = min(stated, key=lambda one: one.value)
    same = [one.value for one in stated if (one.source_id, one.kind) == (lowest.source_id, lowest.kind)]
    return replace(lowest, upper=max(same)) if max(same) > lowest.value else lowest
