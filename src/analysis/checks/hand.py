"""Tables typed by hand, checked like a file: what contradicts itself is named with its row."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.checks import cross_check
from analysis.checks.beside import compare
from analysis.checks.finding import Finding
from analysis.ledger import COLUMNS, DATA, load_prints, usable
from analysis.ledger.folders import is_release, state, tables
from analysis.ledger.loading import load_sources
from analysis.ledger.table import read_tables

_NOT_OF_HAND = ("coverage", "late", "early_slight", "disputed", "again", "large_revision")


class Slip(NamedTuple):
    """What is wrong, in which row of which table, and the rows it was found among."""

    file: str
    row: int
    finding: Finding
    rows: pd.DataFrame

    def say(self, language: str = "vi") -> str:
        """The table, the row and the rule's sentence."""
        row = "dòng" if language == "vi" else "row"
        return f"{self.file}, {row} {self.row}: {self.finding.say(self.rows, language)}"


def slips(geography: str, data: Path = DATA) -> list[Slip]:
    """Errors of the checks in a place's tables of figures, each publication held against what was known before it.

    Figures that a correction sets aside are left out. Tables that did not change are not checked again.
    """
    return _slips(geography, Path(data), state(Path(data)))


@lru_cache(maxsize=64)
def _slips(geography: str, data: Path, _: object) -> list[Slip]:
    hand = [table for table in tables(data, geography, "figures") if not is_release(table)]
    typed = read_tables(hand, COLUMNS) if hand else pd.DataFrame()
    if typed.empty:
        return []
    known = usable(load_prints(geography, data=data), data)
    publishers = load_sources(data, geography)["publisher"]
    return [slip for _, own in typed.groupby(["published", "source_id"]) for slip in _of(own, known, publishers, data)]


def _of(own: pd.DataFrame, known: pd.DataFrame, publishers: pd.Series, data: Path) -> Iterator[Slip]:
    day, source = own[["published", "source_id"]].iloc[0]
    rows = usable(own.astype({"value": float}).rename_axis(["file", "row"]).reset_index(), data)
    before = known[(known["published"] < day) | ((known["published"] == day) & (known["source_id"] < source))]
    if rows.empty:
        return
    compared = compare(rows, publishers[source], before)
    for finding in cross_check(compared, before, publishers[source], data):
        if finding.severity == "error" and finding.row >= 0 and finding.code not in _NOT_OF_HAND:
            yield Slip(*compared.loc[finding.row, ["file", "row"]], finding, compared)
