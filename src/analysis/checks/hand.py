"""Tables typed by hand, checked like a file: what contradicts itself is named with its row."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.checks import cross_check
from analysis.checks.beside import compare
from analysis.checks.finding import Finding
from analysis.ledger import COLUMNS, DATA, KEY, load_prints, newest_prints, usable
from analysis.ledger.folders import old_tables, state
from analysis.ledger.kinds import SERIES
from analysis.ledger.table import read_tables
from analysis.ledger.targets import load_targets

_NOT_OF_HAND = ("late", "early_slight")


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
    """What the checks say of a place's tables of figures, each newest print held against all others, earlier or later.

    Errors, and warnings of what decides an answer: planned series, of the last year printed and the one before. Figures
    that a correction sets aside are left out. Tables that did not change are not checked again.
    """
    return _slips(geography, Path(data), state(Path(data)))


@lru_cache(maxsize=64)
def _slips(geography: str, data: Path, _: object) -> list[Slip]:
    hand = old_tables(data, geography, "figures")
    if not hand:
        return []
    typed = read_tables(hand, COLUMNS)[KEY].rename_axis(["table", "line"]).reset_index()
    known = newest_prints(usable(load_prints(geography, data=data), data)).merge(typed, "left", KEY)
    rows = compare(known, "", known.iloc[:0])
    since = str(int(known["published"].max()[:4]) - 1) if len(known) else ""
    planned = {target.series for target in load_targets(geography=geography, data=data)}
    decides = rows[SERIES].apply(tuple, axis=1).isin(planned) & (rows["period"] >= since)
    return [
        Slip(rows["table"].iloc[one.row], int(rows["line"].iloc[one.row]), one, rows)
        for one in (cross_check(rows, known, "", data) if len(rows) else [])
        if one.row >= 0 and one.code not in _NOT_OF_HAND and pd.notna(rows["line"].iloc[one.row])
        if one.severity == "error" or (one.severity == "warning" and decides.iloc[one.row])
    ]
