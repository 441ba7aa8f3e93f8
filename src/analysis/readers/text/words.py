"""The words of the trade, from data/press_words.csv and data/terms.csv, found in a sentence longest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

from babel.dates import get_month_names

from analysis.ledger import DATA
from analysis.ledger.table import read_table
from analysis.ledger.vocabulary import TERM_COLUMNS
from analysis.readers.text.tokens import Token, spelled, tokens

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH_NAMES = {
    name.lower(): month
    for width in ("wide", "abbreviated")
    for month, name in get_month_names(width, locale="en").items()
}
_END = ""
NOT_EXPLAINED = ("word", "number", "mark", "unit", "approx")
"""Kinds of items that no phrase explains: lone numbers and units among them."""


@dataclass(frozen=True)
class Item:
    """What a stretch of a sentence says: the kind of word, its code, and the month, quarter or year it names."""

    kind: str
    code: str
    detail: str
    text: str
    named: dict[str, int] = field(default_factory=dict)


Node = dict[str, "Node | tuple[str, str, str]"]


def items(sentence: tuple[Token, ...]) -> list[Item]:
    """A sentence as the longest known phrases, numbers, marks and words that are not known."""
    found, place = [], 0
    while place < len(sentence):
        length, meaning, named = _longest(sentence, place, _phrases(), {})
        text = " ".join(token.text for token in sentence[place : place + max(length, 1)])
        if meaning:
            found.append(Item(*meaning, text, named))
        else:
            found.append(Item(sentence[place].kind, "", "", text))
        place += max(length, 1)
    return found


def _longest(
    sentence: tuple[Token, ...], place: int, node: Node, named: dict[str, int]
) -> tuple[int, tuple[str, str, str] | None, dict[str, int]]:
    best = (0, node.get(_END), named)
    if place < len(sentence):
        for step, number in _steps(sentence[place]):
            if step in node:
                told = named if number is None else {**named, step.strip("{}"): number}
                length, meaning, words = _longest(sentence, place + 1, node[step], told)
                if meaning and length + 1 > best[0]:
                    best = (length + 1, meaning, words)
    return best


def _steps(token: Token) -> Iterator[tuple[str, int | None]]:
    """The ways a phrase may go on with this token: as the word it is, or as a month, quarter or year."""
    spelling = _spellings().get(token.text, token.text)
    yield spelling, None
    if token.kind == "number" and token.text.isascii() and token.text.isdigit() and len(token.text) <= 4:
        number = int(token.text)
        if 1 <= number <= 12 and len(token.text) <= 2:
            yield "{month}", number
        if 1 <= number <= 4 and len(token.text) == 1:
            yield "{quarter}", number
        if 1900 <= number < 2100:
            yield "{year}", number
    if token.text in _ROMAN:
        yield "{quarter}", _ROMAN[token.text]
    if token.text in _MONTH_NAMES:
        yield "{month_name}", _MONTH_NAMES[token.text]


@cache
def _phrases() -> Node:
    """Every phrase as a path of words that ends in its meaning."""
    root: Node = {}
    for meaning, phrase in phrases():
        node = root
        for step in phrase:
            node = node.setdefault(step, {})
        node.setdefault(_END, meaning)
    return root


def phrases() -> Iterator[tuple[tuple[str, str, str], tuple[str, ...]]]:
    """Every phrase with its kind, code and detail; its variants written out."""
    parts = {row["code"]: row["phrases"].split("|") for row in _rows(DATA) if row["kind"] == "part"}
    for row in [*_rows(DATA), *_places()]:
        if row["kind"] not in ("part", "spelling"):
            for phrase in row["phrases"].split("|"):
                for variant in _variants(phrase, parts):
                    yield (row["kind"], row["code"], row["detail"]), variant


def _variants(phrase: str, parts: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    choices = [parts.get(piece[1:-1], [piece]) if piece[0] == "{" else [piece] for piece in phrase.split(" ")]
    for pieces in product(*choices):
        yield tuple(step for piece in pieces for step in _steps_of(piece))


def _steps_of(piece: str) -> list[str]:
    """A piece of a phrase as the steps of its path; gaps stay whole."""
    return [step for word in piece.split() for step in ([word] if word[0] == "{" else _words(word))]


def _words(word: str) -> list[str]:
    return [_spellings().get(token.text, token.text) for token in tokens(word)]


def _places() -> Iterator[dict[str, str]]:
    """The provinces by their names in the glossary."""
    for row in read_table(DATA / "terms.csv", TERM_COLUMNS).to_dict("records"):
        if row["group"] == "geography" and row["code"] != "vietnam":
            for name in {row["vi"], row["en"]}:
                yield {"kind": "geography", "code": row["code"], "detail": "", "phrases": f"{{province}} {name}"}


@cache
def _spellings() -> dict[str, str]:
    return {spelled(row["phrases"]): spelled(row["code"]) for row in _rows(DATA) if row["kind"] == "spelling"}


@cache
def _rows(data: Path) -> list[dict[str, str]]:
    return read_table(data / "press_words.csv", ("kind", "code", "detail", "phrases")).to_dict("records")


def codes(found: Iterable[Item], kind: str) -> list[str]:
    """The different codes of one kind, in order."""
    return list(dict.fromkeys(item.code for item in found if item.kind == kind))


def of_kind(found: Iterable[Item], *kinds: str) -> list[Item]:
    """The items of these kinds, in order."""
    return [item for item in found if item.kind in kinds]
