"""Whose figures a table holds: the place that its title, the head of its sheet or the file's name give."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from analysis.ledger import DATA
from analysis.ledger.table import read_table
from analysis.ledger.vocabulary import TERM_COLUMNS
from analysis.readers.letters import plain
from analysis.readers.workbook.tables import Table

_NATION = re.compile(r"tong cuc thong ke|general statistics office|\bgso\b|\bca nuoc\b|toan quoc|whole country")
_BELOW = re.compile(r"\b(?:huyện|thị xã|thị trấn|phường|khu công nghiệp|cụm công nghiệp|công ty|tập đoàn|nhà máy)\b")
_LETTER = re.compile(r"\bngay \d{1,2} thang\b|\bdia chi\b|\bso \d+")
"""Lines that name a place without speaking of it: where and when something was signed, an address."""
_MISTAKEN = ("dien bien",)
"""Without accents a name that is a common word: "diễn biến" is development."""
NATION = "vietnam"

Word = tuple[str, str]


def places_in(text: str) -> list[str]:
    """The codes of the provinces that a text names, accents compared where the text has any."""
    words, found, at = _words(text), [], 0
    bare = text.isascii()
    while at < len(words):
        length, code = next(
            ((len(name), code) for name, code in _names() if _is_name(words[at : at + len(name)], name, bare)),
            (1, ""),
        )
        found += [code] if code and code not in found else []
        at += length
    return found


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


def _is_name(words: Sequence[Word], name: Sequence[Word], bare: bool) -> bool:
    if not bare:
        return tuple(words) == tuple(name)
    said = " ".join(word for word, _ in words)
    return said == " ".join(word for word, _ in name) and said not in _MISTAKEN


def _words(text: str) -> list[Word]:
    """Each word in plain letters with its marks, so that "Hoà" and "Hòa" are one."""
    return [(plain(word), _marks(word)) for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))]


def _marks(word: str) -> str:
    signs = unicodedata.normalize("NFD", word.lower())
    return "".join(sorted(sign for sign in signs if unicodedata.combining(sign) or sign == "đ"))


@cache
def _names() -> list[tuple[tuple[Word, ...], str]]:
    terms = read_table(DATA / "terms.csv", TERM_COLUMNS)
    rows = terms[(terms["group"] == "geography") & (terms["code"] != NATION)]
    spelled = {
        tuple(_words(re.sub(r"^(?:TP\.?|Thành phố|Tỉnh) |City$", "", name).strip())): code
        for code, *names in rows[["code", "vi", "en"]].itertuples(index=False)
        for name in names
    }
    spelled[tuple(_words("Huế"))] = "thua_thien_hue"
    return sorted(spelled.items(), key=lambda item: -len(item[0]))
