"""Answers as they were issued, one file a day and place, never edited."""

from itertools import chain
from pathlib import Path

import pandas as pd

from analysis.ledger import rules
from analysis.ledger.problems import refuse
from analysis.ledger.table import DATA, read_table, stack

ISSUED_KEY = ["geography", "indicator", "sector", "year", "measure"]
_NUMBERS = ["target", "low", "median", "high", "chance"]


def load_issued(data: Path = DATA) -> pd.DataFrame:
    """Every issued answer, oldest first: series, year and measure of the target, day issued, target, range, chance."""
    columns = [*ISSUED_KEY, "issued", *_NUMBERS]
    files = sorted((Path(data) / "issued").glob("*.csv"))
    table = stack([_load_table(file)[columns] for file in files], columns)
    return table.astype({"year": int, **dict.fromkeys(_NUMBERS, float)})


def _load_table(file: Path) -> pd.DataFrame:
    """What was issued in a file; its name begins with the day."""
    table = read_table(file, [*ISSUED_KEY, *_NUMBERS])
    refuse(
        [
            *rules.form(table["year"], file, "year"),
            *chain(*(rules.numbers(table, file, name) for name in _NUMBERS)),
            *rules.duplicates(table, file, ISSUED_KEY),
        ]
    )
    return table.assign(issued=file.stem[:10])
