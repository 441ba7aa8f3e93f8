"""Figures that are not used as printed, and why."""

from pathlib import Path

import pandas as pd

from analysis.ledger import rules
from analysis.ledger.ledger import KEY, load_prints
from analysis.ledger.problems import Problem, refuse
from analysis.ledger.table import DATA, read_table
from analysis.ledger.vocabulary import DEFAULT_GEOGRAPHY, WHOLE, Vocabulary

CORRECTION_COLUMNS = [*KEY, "printed", "rule", "value_used", "reason_vi", "reason_en"]


def load_corrections(data: Path = DATA) -> pd.DataFrame:
    """One row a corrected figure: its key, what was printed, the rule ("not_used", "read_as"), value used, reason."""
    file = Path(data) / "corrections.csv"
    table = read_table(file, CORRECTION_COLUMNS)[CORRECTION_COLUMNS]
    refuse(
        [
            *rules.blanks(table, file, [*KEY, "reason_vi", "reason_en"]),
            *rules.words(table, file, Vocabulary(Path(data)), rule="correction_rule"),
            *rules.periods(table, file),
            *rules.days(table, file),
            *rules.duplicates(table, file, KEY),
        ]
    )
    return table


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
    refuse(Problem("correction", str(Path(data) / "corrections.csv"), int(row)) for row in orphans)


def where(
    indicator: str, period: str, sector: str = WHOLE, *, geography: str = DEFAULT_GEOGRAPHY, data: Path = DATA
) -> pd.DataFrame:
    """Every print of the figures of a period, oldest first, with its source, file and note.

    `period`: a month (2022-07), a quarter (2022-Q1) or a year (2022). Columns as `load_prints`, and printed, rule,
    reason_vi, reason_en of a correction; file and sha256 are missing where the figure was typed by hand. Refuses a
    period without figures with a `KeyError` of those there are.
    """
    Vocabulary(Path(data)).refuse_unknown(sector=sector)
    facts = load_prints(geography, indicator, data=data)
    facts = facts[facts["sector"] == sector]
    own = facts[facts["period"] == period]
    if own.empty:
        known = sorted(facts["period"].unique())
        raise KeyError(f"{indicator} {sector} “{period}”; {', '.join(known[-12:])}")
    corrections = load_corrections(data)[[*KEY, "printed", "rule", "reason_vi", "reason_en"]]
    own = own.merge(corrections, how="left", on=KEY)
    return own.sort_values(["period_type", "measure", "published"], kind="stable").reset_index(drop=True)
