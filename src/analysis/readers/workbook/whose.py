"""Whose figures a table holds, and in which unit: by title, head of the sheet, file name, size of the numbers."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from analysis.ledger.problems import LedgerError
from analysis.readers.grids import Sheet
from analysis.readers.letters import plain
from analysis.readers.phrases import codes, items
from analysis.readers.workbook.columns import Column
from analysis.readers.workbook.kinds import KINDS
from analysis.readers.workbook.rows import scale_of
from analysis.readers.workbook.tables import Table

NATION = "vietnam"
_NATION = re.compile(r"tong cuc thong ke|general statistics office|\bgso\b|\bca nuoc\b|toan quoc|whole country")
_OFFICE = re.compile(r"\b(?:cuc thong ke|chi cuc thong ke|so cong thuong|uy ban nhan dan|so ke hoach)\b")
_BELOW = re.compile(r"\b(?:huyện|thị xã|thị trấn|phường|khu công nghiệp|cụm công nghiệp|công ty|tập đoàn|nhà máy)\b")
_LETTER = re.compile(r"\bngay \d{1,2} thang\b|\bdia chi\b|\bso \d+")
"""Lines that name a place without speaking of it: where and when something was signed, an address."""
_MISTAKEN = "dien_bien"
"""Without accents a name that is a common word: "diễn biến" is development."""
_SIZES = {"retail_sales": (3e4, 3.6e7), "exports": (1e3, 2.4e6), "imports": (1e3, 2.4e6)}
"""What the country sells in a month at the least and in a year at the most, in the ledger's units."""

Read = tuple[Table, list[Column]]


def placed(
    read: Sequence[Read], sheets: Sequence[Sheet], file: str, given: str | None
) -> list[tuple[Table, list[Column], str]]:
    """The tables with their place; those without one are put aside, all of them without one are refused."""
    cover = [cell for sheet in sheets[:1] for row in sheet.rows[:4] for cell in row if isinstance(cell, str)][:6]
    places = [_place(table, cover, file, given) for table, _ in read]
    asked = [one for one, place in zip(read, places, strict=True) if place == ""]
    if asked and _is_nations({place for place in places if place}, asked):
        places = [NATION if place == "" else place for place in places]
    else:
        for table, _ in asked:
            table.aside("book_place", table.row, read=table.title)
    return [(_in_units(*one, place), one[1], place) for one, place in zip(read, places, strict=True) if place]


def places_in(text: str) -> list[str]:
    """The codes of the provinces that a text names, accents compared where the text has any."""
    bare = text.isascii()
    found = codes(items(re.sub(r"[\W\d_]+", " ", unicodedata.normalize("NFC", text)), accents=not bare), "geography")
    return [code for code in found if code not in (NATION, "home") and not (bare and code == _MISTAKEN)]


def office(table: Table) -> str:
    """Who published a book, as the head above its tables says."""
    return next((line for line in table.head if _OFFICE.search(plain(line))), "")


def _place(table: Table, cover: Sequence[str], file: str, given: str | None) -> str | None:
    """The place of a table, "" where nothing says it; None where it is no whole province's, which is put aside.

    A table of provinces is the country's. What contradicts the place `given` is refused.
    """
    if table.of_places:
        return NATION
    place = _named(table, cover, file, given)
    if place is None:
        table.aside("book_below_province", table.row, read=table.title)
    elif given and place and place != given:
        table.aside("book_other_place", table.row, read=place, expected=given)
        raise LedgerError(table.problems[-1:])
    return place


def _named(table: Table, cover: Sequence[str], file: str, given: str | None) -> str | None:
    """Asked in this order: title, head of the sheet, head of the book, name of the file; then what was `given`."""
    heads = [
        " ".join(line for line in lines if not _LETTER.search(plain(line)))
        for lines in ([table.title], table.head, cover)
    ]
    if any(_BELOW.search(head.lower()) for head in heads[:2]):
        return None
    for words in (*heads, file.rpartition(".")[0]):
        named = places_in(words)
        if len(named) == 1:
            return named[0]
        if not named and _NATION.search(plain(words)):
            return NATION
        if named:
            return given if given in named else ""
    return given or ""


def _is_nations(named: set[str], asked: Sequence[Read]) -> bool:
    """Whether tables without a place are the country's: the book says so elsewhere, or they have its size, or its form.

    The General Statistics Office numbers its tables and sets no head above them.
    """
    if named:
        return named == {NATION}
    sizes = []
    for table, columns in asked:
        fits = {_has_nations_size(table, columns, scale) for scale in (_scale(table) or 1.0, 1.0)}
        sizes.append(True if True in fits else fits.pop())
    formal = all(table.numbered and not table.head for table, _ in asked)
    if formal and set(sizes) == {None}:
        asked[0][0].aside("book_place_assumed", asked[0][0].row, read=asked[0][0].title)
    return False not in sizes and (formal or True in sizes)


def _has_nations_size(table: Table, columns: Sequence[Column], scale: float) -> bool | None:
    """Whether the first level of a table is of the country's size; None where the table has none to tell by."""
    sizes = _SIZES.get(KINDS[table.kind].indicator)
    places = [column.place for column in columns if column.measure == "level" and column.role in ("", "value")]
    cells = (line.cell(place) for line in table.lines if line.label for place in places)
    level = next((cell for cell in cells if isinstance(cell, float) and cell), None)
    return None if sizes is None or level is None else sizes[0] <= level * scale <= sizes[1]


def _scale(table: Table) -> float | None:
    unit = KINDS[table.kind].unit
    return scale_of(table.unit, unit) if unit in ("billion_vnd", "million_usd") else 1.0


def _in_units(table: Table, columns: Sequence[Column], place: str) -> Table:
    """The table with what its levels are multiplied by; of the country's size decides where it contradicts the unit."""
    scale = _scale(table)
    if place == NATION:
        scale = scale or 1.0
        scale = 1.0 if _has_nations_size(table, columns, scale) is False else scale
    elif scale is None and any(column.measure == "level" for column in columns):
        table.aside("book_unit", table.row, read=table.unit or "–", expected=KINDS[table.kind].unit)
    return replace(table, scale=scale)
