"""Where in data/ the figures of a file belong: folder, tables, and the id of their source."""

from pathlib import Path

import pandas as pd

from analysis.intake.origins import load_origins
from analysis.ledger import load_sources
from analysis.ledger.folders import tables
from analysis.ledger.problems import refusal
from analysis.ledger.table import read_table
from analysis.readers.release import Release


def ledger_of(release: Release, data: Path) -> str:
    """The folder of a whole release, so that its source stands once: that of the place most of its figures speak of.

    Other places' figures go with it, as a province's newspaper quotes the country's.
    """
    own = [place for place in release.rows["geography"] if (data / place / "facts.csv").is_file()]
    if not own:
        raise refusal("no_ledger", release.file, read=release.rows["geography"].iloc[0])
    return pd.Series(own).mode().iloc[0]


def tables_of(rows: pd.DataFrame, data: Path, ledger: str) -> pd.Series:
    """The table of the ledger each row goes to: the one that holds its indicator already, else facts.csv."""
    home: dict[str, str] = {}
    for path in sorted(tables(data, ledger, "figures"), key=lambda path: path.name == "facts.csv"):
        home |= dict.fromkeys(read_table(path, ["indicator"])["indicator"], path.name)
    return rows["indicator"].map(lambda indicator: home.get(indicator, "facts.csv"))


def source_id_of(release: Release, data: Path) -> str:
    """The id a source has, or gets: one id a file, so that each figure tells which file it was read from."""
    origins = load_origins(data)
    before = origins.index[origins["sha256"] == release.sha256]
    if len(before):
        return str(before[0])
    wished, taken = str(release.rows["source_id"].iloc[0]) or release.source.wished_id, set(load_sources(data).index)
    names = [wished, *(f"{wished}_{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
