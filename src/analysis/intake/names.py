"""Names of branches, products and goods that the terms do not have yet: shown, and written with their figures."""

from pathlib import Path

import pandas as pd

from analysis.ledger.vocabulary import Vocabulary
from analysis.readers.workbook import is_name_of

_AS_PRINTED = {"vi": "tên in tiếng Anh", "en": "Vietnamese name"}


def with_names(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a column `name`: what a workbook's reader left in the note, where the sector's code is made of it.

    The note loses it: it belongs in the terms.
    """
    notes = zip(rows["note"], rows["sector"], strict=True)
    names = [note if note and is_name_of(note, sector) else "" for note, sector in notes]
    return rows.assign(name=names, note=rows["note"].where(pd.Series(names, rows.index) == "", ""))


def new_terms(rows: pd.DataFrame, data: Path) -> list[dict[str, str]]:
    """Rows for terms.csv, one a sector that has a name but no term; the language nobody printed is marked."""
    named = rows[(rows["name"] != "") & ~rows["sector"].isin(Vocabulary(data).known("sector"))]
    return [_term(code, name) for code, name in named.groupby("sector", sort=True)["name"].first().items()]


def _term(code: str, name: str) -> dict[str, str]:
    printed, other = ("en", "vi") if name.isascii() else ("vi", "en")
    return {"group": "sector", "code": code, printed: name, other: f"{name} ({_AS_PRINTED[other]})"}
