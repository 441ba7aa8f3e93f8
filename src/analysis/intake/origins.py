"""Where each figure comes from: its publication, and the file it was read from where there was one."""

from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, DEFAULT_GEOGRAPHY, KEY, checks, load_corrections, load_facts, load_sources
from analysis.ledger.problems import refuse
from analysis.ledger.table import read_table, stack
from analysis.ledger.vocabulary import Vocabulary

ORIGIN_COLUMNS = ["source_id", "file", "sha256"]


def load_origins(data: Path = DATA) -> pd.DataFrame:
    """File name and SHA-256 by source_id, of the sources whose figures were read from a file."""
    tables = [_origins_of(path) for path in sorted(Path(data).glob("*/origins.csv"))]
    return stack(tables, ORIGIN_COLUMNS)[ORIGIN_COLUMNS].set_index("source_id")


def _origins_of(file: Path) -> pd.DataFrame:
    table = read_table(file, ORIGIN_COLUMNS)
    refuse([*checks.fingerprints(table, file), *checks.duplicates(table, file, ["source_id"])])
    return table


def where(
    indicator: str, period: str, sector: str = "total", *, geography: str = DEFAULT_GEOGRAPHY, data: Path = DATA
) -> pd.DataFrame:
    """Every print of the figures of a period, oldest first, with its source, file, note and correction.

    `period`: a month (2022-07), a quarter (2022-Q1) or a year (2022). Columns: the ledger's; title, publisher, url;
    file, sha256 (missing where the figure was typed by hand); printed, rule, reason_vi, reason_en (of a correction).
    """
    Vocabulary(Path(data)).refuse_unknown(geography=geography, indicator=indicator, sector=sector)
    facts = load_facts(geography=geography, indicator=indicator, data=data)
    own = facts[(facts["sector"] == sector) & (facts["period"] == period)]
    if own.empty:
        known = sorted(facts["period"][facts["sector"] == sector].unique())
        raise KeyError(f"{indicator} {sector} “{period}”; {', '.join(known[-12:])}")
    corrections = load_corrections(data)[[*KEY, "printed", "rule", "reason_vi", "reason_en"]]
    told = own.merge(load_sources(data)[["title", "publisher", "url"]], left_on="source_id", right_index=True)
    told = told.merge(load_origins(data), how="left", left_on="source_id", right_index=True)
    told = told.merge(corrections, how="left", on=KEY)
    return told.sort_values(["period_type", "measure", "published"], kind="stable").reset_index(drop=True)
