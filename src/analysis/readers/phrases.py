"""The words of the trade in any text: data/press_words.csv and data/terms.csv, found longest first.

One grammar for articles, reports and the headers of workbooks: periods, units, bases, measures, names of series and
places are rows of a table, not code. `items` finds them; analysis.readers.spoken says what periods, bases and numbers
mean.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from babel.dates import get_month_names

from analysis.ledger.table import DATA, read_table
from analysis.ledger.vocabulary import TERM_COLUMNS
from analysis.readers.letters import unaccented

# Groups of three may be parted by spaces ("2 813,7"), but not behind a word that counts ("tháng 8 712,4");
# 7.2022 is a month with its year; any other point or comma between digits belongs to the number.
_SPACE = "[ \u00a0\u202f\u2009]"
_COUNTED = "".join(f"(?<!{word}{_SPACE})" for word in ("tháng", "quý", "năm", "ngày", "kỳ", "số", "thứ"))
_TOKEN = re.compile(
    rf"(?P<number>{_COUNTED}[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}})+(?:,[0-9]+)?(?![0-9.,/]|{_SPACE}tháng)"
    r"|[0-9]{1,2}(?=\.(?:19|20)[0-9]{2}(?![0-9.,]))|[0-9]+(?:[.,][0-9]+)*)|(?P<word>[^\W\d_]+)|(?P<mark>\S)",
    re.IGNORECASE,
)
_ALIKE = str.maketrans({"’": "'", "‘": "'", **dict.fromkeys("–—−‐‑", "-")})
_OLD_TONES = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"
_NEW_TONES = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_TONES = dict(zip(_OLD_TONES.split(), _NEW_TONES.split(), strict=True))
_TONE = re.compile(rf"(?<!q)({'|'.join(_TONES)})(?!\w)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ENGLISH = {
    name.lower(): month
    for width in ("wide", "abbreviated")
    for month, name in get_month_names(width, locale="en").items()
}
_GAPS = {"{quarter}": (1, 4, 1), "{month}": (1, 12, 2), "{day}": (1, 31, 2), "{year}": (1900, 2099, 4)}
_END, _HEADER = "", "header "

Meaning = tuple[str, str, str]
Node = dict[str, "Node | Meaning"]


@dataclass(frozen=True)
class Token:
    """A word, number or mark as it is compared (lower case, tone marks in one place), and where it stands."""

    kind: str
    text: str
    start: int
    end: int
    capital: bool = False


@dataclass(frozen=True)
class Item:
    """What a stretch of a text says: the kind of word, its code, and the day, month, quarter or year it names."""

    kind: str
    code: str
    detail: str
    text: str
    named: dict[str, int] = field(default_factory=dict)
    capital: bool = False


def tokens(text: str) -> list[Token]:
    """Every word, number and mark of a text in NFC."""
    return [
        Token(str(found.lastgroup), spelled(found.group()), found.start(), found.end(), found.group().istitle())
        for found in _TOKEN.finditer(text)
    ]


def spelled(word: str) -> str:
    """A word in lower case, hoà as hòa, all dashes and apostrophes alike, no space within a number."""
    word = re.sub(_SPACE, "", word.casefold().translate(_ALIKE))
    return _TONE.sub(lambda found: _TONES[found.group()], word)


def items(found: str | Sequence[Token], *, accents: bool = True) -> list[Item]:
    """A text as the longest known phrases, numbers, marks and words that are not known.

    Without `accents` words are compared by their plain letters, as headers typed in any font need it; phrases that
    only headers have ("header base") are known there.

    >>> [(item.kind, item.code) for item in items("Tháng 7/2022 so với cùng kỳ")]
    [('period', 'month'), ('base', 'yoy')]
    """
    found = tokens(unicodedata.normalize("NFC", found)) if isinstance(found, str) else found
    told, place = [], 0
    while place < len(found):
        length, meaning, named = _longest(found, place, _phrases(accents), {}, accents)
        stretch = found[place : place + max(length, 1)]
        text = " ".join(token.text for token in stretch)
        told.append(Item(*(meaning or (stretch[0].kind, "", "")), text, named, stretch[0].capital))
        place += len(stretch)
    return told


def _longest(
    found: Sequence[Token], place: int, node: Node, named: dict[str, int], accents: bool
) -> tuple[int, Meaning | None, dict[str, int]]:
    best = (0, node.get(_END), named)
    if place < len(found):
        for step, number in _steps(found[place], accents):
            if step in node:
                told = named if number is None else {**named, step.strip("{}"): number}
                length, meaning, words = _longest(found, place + 1, node[step], told, accents)
                if meaning and length + 1 > best[0]:
                    best = (length + 1, meaning, words)
    return best


def _steps(token: Token, accents: bool) -> Iterator[tuple[str, int | None]]:
    """The ways a phrase may go on with this token: as the word it is, or as a day, month, quarter or year."""
    spelling = _spellings().get(token.text, token.text)
    yield spelling if accents else unaccented(spelling), None
    if token.kind == "number" and re.fullmatch("[0-9]{1,4}", token.text):
        number, digits = int(token.text), len(token.text)
        yield from (
            (gap, number) for gap, (low, high, most) in _GAPS.items() if low <= number <= high and digits <= most
        )
    if token.text in _ROMAN:
        yield "{quarter}", _ROMAN[token.text]
    if token.text in _counts() and (token.text != "năm" or token.capital):  # "các tháng năm 2021" is no May
        yield "{month}", _counts()[token.text]
    if spelling in _ENGLISH:
        yield "{month_name}", _ENGLISH[spelling]


@cache
def _phrases(accents: bool) -> Node:
    """Every phrase as a path of words that ends in its meaning; the first row that has it tells."""
    root: Node = {}
    for (kind, *meaning), phrase in phrases():
        if kind.startswith(_HEADER) and accents:
            continue
        node = root
        for step in phrase:
            node = node.setdefault(step if accents else unaccented(step), {})
        node.setdefault(_END, (kind.removeprefix(_HEADER), *meaning))
    return root


def phrases() -> Iterator[tuple[Meaning, tuple[str, ...]]]:
    """Every phrase with its kind, code and detail; its variants written out."""
    parts = {row["code"]: row["phrases"].split("|") for row in _rows() if row["kind"] == "part"}
    for row in [*_rows(), *_places()]:
        if row["kind"] not in ("part", "spelling", "number"):
            for phrase in row["phrases"].split("|"):
                for variant in _variants(phrase, parts):
                    yield (row["kind"], row["code"], row["detail"]), variant


def _variants(phrase: str, parts: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    choices = [parts.get(piece[1:-1], [piece]) if piece[0] == "{" else [piece] for piece in phrase.split(" ")]
    for pieces in product(*choices):
        words = " ".join(pieces).split()
        yield tuple(step for word in words for step in _steps_of(word))


@cache
def _steps_of(word: str) -> list[str]:
    return [word] if word[0] == "{" else [_spellings().get(token.text, token.text) for token in tokens(word)]


def _places() -> Iterator[dict[str, str]]:
    """The provinces by their names in the glossary."""
    for row in read_table(DATA / "terms.csv", TERM_COLUMNS).to_dict("records"):
        if row["group"] == "geography" and row["code"] != "vietnam":
            for name in sorted({row["vi"], row["en"], unaccented(row["vi"])}):
                phrase = f"{{province}} {name} {{of_place}}"
                yield {"kind": "geography", "code": row["code"], "detail": "", "phrases": phrase}


@cache
def _spellings() -> dict[str, str]:
    return {spelled(row["phrases"]): spelled(row["code"]) for row in _rows() if row["kind"] == "spelling"}


@cache
def _counts() -> dict[str, int]:
    return {word: int(row["code"]) for row in _rows() if row["kind"] == "number" for word in row["phrases"].split("|")}


@cache
def _rows() -> list[dict[str, str]]:
    return read_table(DATA / "press_words.csv", ("kind", "code", "detail", "phrases")).to_dict("records")


def codes(found: Iterable[Item], kind: str) -> list[str]:
    """The different codes of one kind, in order."""
    return list(dict.fromkeys(item.code for item in found if item.kind == kind))


def of_kind(found: Iterable[Item], *kinds: str) -> list[Item]:
    """The items of these kinds, in order."""
    return [item for item in found if item.kind in kinds]
