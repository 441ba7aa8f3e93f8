"""What is wrong with a workbook, in Vietnamese and English: file, sheet, row, column, what was read, what to do."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.ledger.table import read_table

_NOUNS = {"vi": ("trang", "dòng", "cột"), "en": ("sheet", "row", "column")}


class WorkbookError(ValueError):
    """A workbook that cannot be read without guessing."""


@dataclass(frozen=True)
class Place:
    """Where in a workbook something stands; row and column count from 0."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None

    def at(self, row: int | None = None, column: int | None = None) -> "Place":
        """A cell, row or column of the same sheet."""
        return Place(self.file, self.sheet, row, column)


def refusal(rule: str, place: Place, **words: object) -> WorkbookError:
    """The error of a rule in `refusals.csv`, in two lines, Vietnamese first."""
    sentences = _sentences()[rule]
    return WorkbookError(
        "\n".join(f"{_where(place, tongue)}: {sentences[tongue].format(**words)}" for tongue in _NOUNS)
    )


def _where(place: Place, tongue: str) -> str:
    sheet, row, column = _NOUNS[tongue]
    parts = [place.file]
    parts += [f"{sheet} “{place.sheet}”"] if place.sheet is not None else []
    parts += [f"{row} {place.row + 1}"] if place.row is not None else []
    parts += [f"{column} {_letters(place.column)}"] if place.column is not None else []
    return ", ".join(parts)


def _letters(column: int) -> str:
    rest, last = divmod(column, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return read_table(Path(__file__).with_name("refusals.csv"), ("rule", "vi", "en")).set_index("rule").to_dict("index")
