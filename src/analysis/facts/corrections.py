"""Figures that are not used as printed, and why."""

from pathlib import Path

import pandas as pd

from analysis.facts.ledger import KEY
from analysis.facts.problems import LedgerError, Problem
from analysis.facts.table import DATA, read_table

CORRECTION_COLUMNS = [*KEY, "printed", "rule", "value_used", "reason_vi", "reason_en"]


def load_corrections(data: Path = DATA) -> pd.DataFrame:
    """One row a corrected figure: its key, what was printed, the rule ("not_used", "read_as"), value used, reason."""
    return read_table(Path(data) / "corrections.csv", CORRECTION_COLUMNS)[CORRECTION_COLUMNS]


def usable(facts: pd.DataFrame, data: Path = DATA) -> pd.DataFrame:
    """The figures that serve as evidence: all but those a correction says are not used."""
    corrections = load_corrections(data)
    unused = corrections.loc[corrections["rule"] == "not_used", KEY].assign(unused=True)
    marked = facts.merge(unused, on=KEY, how="left")
    return facts[marked["unused"].isna().to_numpy()].reset_index(drop=True)


def refuse_orphans(facts: pd.DataFrame, data: Path = DATA) -> None:
    """Refuse corrections whose figure is not in the ledger (`facts` must be the whole of it)."""
    corrections = load_corrections(data)
    matched = corrections[KEY].reset_index().merge(facts[KEY], on=KEY)["row"]
    orphans = corrections.index.difference(matched)
    if len(orphans):
        raise LedgerError(Problem("correction", str(Path(data) / "corrections.csv"), int(row)) for row in orphans)
