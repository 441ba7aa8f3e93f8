"""Tables typed by hand, checked like a file: what contradicts itself is named with its row."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.checks import cross_check
from analysis.checks.beside import compare
from analysis.checks.finding import Finding
from analysis.checks.plans import odd_plan
from analysis.ledger import COLUMNS, DATA, KEY, corrected, load_prints, newest_prints, possible
from analysis.ledger.folders import old_tables, state
from analysis.ledger.kinds import SERIES, TARGET_COLUMNS
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


def slips(geography: str, data: Path = DATA, as_of: str | None = None) -> list[Slip]:
    """What the checks say of tables typed by hand, each newest print held against all others, earlier or later.

    Errors, what is not counted for one (`possible`), and warnings of what decides an answer: planned series, of the
    last year printed and the one before, and plans for these years. Figures that a correction sets aside are left out,
    and what was published after the day `as_of`. Tables that did not change are not checked again.
    """
    return _slips(geography, Path(data), as_of, state(Path(data)))


@lru_cache(maxsize=64)
def _slips(geography: str, data: Path, as_of: str | None, _: object) -> list[Slip]:
    hand = old_tables(data, geography, "figures")
    if not hand:
        return []
    typed = read_tables(hand, COLUMNS)[KEY].rename_axis(["table", "line"]).reset_index()
    known = newest_prints(corrected(load_prints(geography, as_of=as_of, data=data), data)).merge(typed, "left", KEY)
    rows = compare(known, "", known.iloc[:0])
    since = str(int(known["published"].max()[:4]) - 1) if len(known) else ""
    planned = {target.series for target in load_targets(as_of, geography=geography, data=data)}
    decides = rows[SERIES].apply(tuple, axis=1).isin(planned) & (rows["period"] >= since)
    counted = pd.MultiIndex.from_frame(rows[KEY]).isin(pd.MultiIndex.from_frame(possible(known)[KEY]))
    found = [Finding("not_counted", int(row)) for row in np.flatnonzero(~counted)]
    return _odd_plans(geography, data, as_of, since) + [
        Slip(rows["table"].iloc[one.row], int(rows["line"].iloc[one.row]), one, rows)
        for one in [*found, *(cross_check(rows, known, "", data) if len(rows) else [])]
        if one.row >= 0 and one.code not in _NOT_OF_HAND and pd.notna(rows["line"].iloc[one.row])
        if one.severity == "error" or (one.severity == "warning" and decides.iloc[one.row])
    ]


def _odd_plans(geography: str, data: Path, as_of: str | None, since: str) -> list[Slip]:
    typed = read_tables(old_tables(data, geography, "targets"), TARGET_COLUMNS).astype({"value": float})
    recent = typed[(typed["year"] >= since) & (typed["published"] <= (as_of or "9"))]
    return [
        Slip(file, line, finding, typed) for (file, line), plan in recent.iterrows() for finding in odd_plan(plan, data)
    ]
