"""Numbers of a table's cells: as stored, or as text that can be read in one way only."""

import re

from analysis.readers.workbook.opening import Cell
from analysis.readers.workbook.refusals import Place, refusal

_NOTHING = {"-", "–", "—", "...", "…", "..", ".", "x", "*"}
# a mark before one, two or more than three digits is a decimal mark; before three it may part thousands
_PLAIN = re.compile(r"[-−]?[0-9]+(?:[.,](?:[0-9]{1,2}|[0-9]{4,}))?")


def number(cell: Cell, place: Place) -> float | None:
    """The cell's number, or None for an empty cell or a dash; text that could be two numbers is refused."""
    if cell is None or isinstance(cell, float):
        return cell
    text = cell.replace(" ", "").removesuffix("%")
    if text in _NOTHING:
        return None
    if not _PLAIN.fullmatch(text):
        raise refusal("number", place, read=cell)
    return float(text.replace(",", ".").replace("−", "-"))


def needed(cell: Cell, place: Place) -> float:
    """The cell's number where there must be one."""
    value = number(cell, place)
    if value is None:
        raise refusal("number", place, read=cell or "")
    return value
