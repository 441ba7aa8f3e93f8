"""The ledger as it stood on a day after 9 August 2022: data/ and what was printed from then on, kept beside this file.

The ledger of 9 August 2022 stays the question of README and notebooks; what came afterwards judges the answers and is
there to practise on. Nothing here may choose a constant of the model.
"""

import shutil
from pathlib import Path

import pandas as pd

PROJECT = Path(__file__).parents[2]
DAYS = tuple(sorted({file.name[:10] for file in (PROJECT / "examples").glob("20*.txt")}))
"""The days on which something of the province was printed."""


def ledger_on(day: str, folder: Path) -> Path:
    """A copy of data/ in `folder` with everything published by the end of `day`; answers issued stay behind."""
    data = shutil.copytree(PROJECT / "data", folder / "data", ignore=shutil.ignore_patterns("issued"))
    for place in ("ninh_thuan", "vietnam"):
        later = Path(__file__).parent / place
        known = _read(later / "sources.csv").query("published <= @day")["source_id"]
        for table in sorted(later.glob("*.csv")):
            rows = _read(table)
            rows = rows[rows["published"] <= day if "published" in rows else rows["source_id"].isin(known)]
            both = pd.concat([_read(data / place / table.name), rows])
            both.to_csv(data / place / table.name, index=False, lineterminator="\n")
    return data


def _read(table: Path) -> pd.DataFrame:
    return pd.read_csv(table, dtype=str, keep_default_na=False)
