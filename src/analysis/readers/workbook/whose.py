"""Whose figures a table holds: the place that its title, the head of its sheet or the file's name give."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from analysis.readers.letters import plain
from analysis.readers.phrases import codes, items
from analysis.readers.workbook.tables import Table

_NATION = re.compile(r"tong cuc thong ke|general statistics office|\bgso\b|\bca nuoc\b|toan quoc|whole country")
_BELOW = re.compile(r"\b(?:huyện|thị xã|thị trấn|phường|khu công nghiệp|cụm công nghiệp|công ty|tập đoàn|nhà máy)\b")
_LETTER = re.compile(r"\bngay \d{1,2} thang\b|\bdia chi\b|\bso \d+")
"""Lines that name a place without speaking of it: where and when something was signed, an address."""
_MISTAKEN = "dien_bien"
"""Without accents a name that is a common word: "diễn biến" is development."""
NATION = re.compile(r"tong cuc thong ke|general statistics office|\bgso\b|\bca nuoc\b|toan quoc|whole country")
_BELOW = re.compile(r"\b(?:huyện|thị xã|thị trấn|phường|khu công nghiệp|cụm công nghiệp|công ty|tập đoàn|nhà máy)\b")
_LETTER = re.compile(r"\bngay \d{1,2} thang\b|\bdia chi\b|\bso \d+")
"""Lines that name a place without speaking of it: where and when something was signed, an address."""
_MISTAKEN = ("dien bien",)
"""Without accents a name that is a common word: "diễn biến" is development."""
NATION = "vietnam"


def places_in(text: str) -> list[str]:
    """The codes of the provinces that a text names, accents compared where the text has any."""
    bare = text.isascii()
    found = codes(items(re.sub(r"[\W\d_]+", " ", unicodedata.normalize("NFC", text)), accents=not bare), "geography")
    return [code for code in found if code not in (NATION, "home") and not (bare and code == _MISTAKEN)]


def place_of(table: Table, cover: Sequence[str], file: str, given: str | None) -> str | None:
    """The code of the place of a table's figures, "" where nothing says it, None where they are no whole province's.

    Asked in this order: title, head of the sheet, head of the book, name of the file; then what was `given`.
    """
    heads = [" ".join(_speaking(lines)) for lines in ([table.title], table.head, cover)]
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


def _speaking(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if not _LETTER.search(plain(line))]
