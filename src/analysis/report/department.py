"""What the department itself keeps beside the figures: its letterhead and signer, its tasks."""

from pathlib import Path

import pandas as pd

from analysis import wording
from analysis.ledger.table import DATA, read_table
from analysis.report.blocks import Letterhead
from analysis.report.table import Table, table

LETTERHEAD, TASKS = "report/letterhead.csv", "report/tasks.csv"
"""Tables in the folder of a place: `item,vi,en`, and `task_vi,task_en,who,due` with one task a row."""
_ITEMS = ("above", "issuer", "sign", "signer", "signer_name")
_TOLD = ("reported", "number", "place_date", "attached")
_FORM = ("nation", "motto", "recipients", "leaders", "archive")


def letterhead(place: str, as_of: str, language: str = "vi", data: Path = DATA) -> Letterhead:
    """The form of official documents, in the words of the province's department; dated by the day of the figures.

    A word that `letterhead.csv` of the place does not hold is a general one with room to fill in.
    """
    own = _items(place, language, data)
    form = {code: wording.term("form", code, language) for code in _FORM}
    told = {part: wording.sentence(f"form_{part}", language, **own, as_of=as_of) for part in _TOLD}
    receivers = (told.pop("reported"), form.pop("leaders"), form.pop("archive"))
    given = {item: own[item] for item in ("above", "issuer", "signer", "signer_name")}
    return Letterhead(**form, **given, **told, receivers=receivers)


def own_tasks(place: str, language: str = "vi", data: Path = DATA) -> Table | None:
    """The tasks that the department keeps, with who does them by when; None where it keeps none."""
    file = Path(data) / place / TASKS
    if not file.exists():
        return None
    rows = read_table(file, ("task_vi", "task_en", "who", "due"))
    return table("tasks", rows.assign(task=rows[f"task_{language}"]), language)


def _items(place: str, language: str, data: Path) -> dict[str, str]:
    general = {item: wording.term("letterhead", item, language) for item in _ITEMS}
    general["place"] = wording.term("geography", place, language)
    file = Path(data) / place / LETTERHEAD
    if not file.exists():
        return general
    rows: pd.DataFrame = read_table(file, ("item", "vi", "en"))
    return general | dict(zip(rows["item"], rows[language], strict=True))
