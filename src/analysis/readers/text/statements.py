"""A sentence as statements: each figure with the words that lead to it and the words that follow it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.readers.text.words import Item

_SEPARATORS = {",", ";", ":", "(", ")", "[", "]", "-"}
_QUOTES = {"“", "”", '"', "'", "«", "»", "."}
_OPENS_A_CLAUSE = {"verb", "join", "link", "cumulative", "compare"}
_RANGE = {"-", "đến", "tới", "to"}


@dataclass(frozen=True)
class Figure:
    """A number with its unit, and what stands right before it: a word such as "about", a minus sign."""

    printed: str
    unit: Item
    approximate: str = ""
    minus: bool = False
    in_range: bool = False


@dataclass(frozen=True)
class Statement:
    """A figure; all words since the figure before (`lead`), those of its own clause (`own`), and those after it."""

    figure: Figure
    lead: tuple[Item, ...]
    own: tuple[Item, ...]
    tail: tuple[Item, ...]
    bracketed: bool


@dataclass(frozen=True)
class _Clause:
    words: tuple[Item, ...] = ()
    figure: Figure | None = None
    tail: tuple[Item, ...] = ()
    bracketed: bool = False


def statements(items: list[Item]) -> tuple[list[Statement], tuple[Item, ...]]:
    """The statements of a sentence in order, and the words after the last of them."""
    found: list[Statement] = []
    lead: tuple[Item, ...] = ()
    outside: tuple[Item, ...] = ()
    before: _Clause | None = None
    for clause in _clauses(_figures(items)):
        if clause.bracketed and not (before and before.bracketed):
            outside, told = lead, len(found)
        if before and before.bracketed and not clause.bracketed and len(found) > told:
            lead = outside
        if clause.figure:
            found.append(Statement(clause.figure, lead + clause.words, clause.words, clause.tail, clause.bracketed))
            lead = ()
        else:
            lead += clause.words
        before = clause
    return found, lead


def _figures(items: list[Item]) -> Iterator[Item | Figure]:
    """Numbers joined with their units and what belongs to them; a number without unit stays an item."""
    place, in_range = 0, False
    while place < len(items):
        approximate, minus, number = _opening(items, place)
        unit = _kind(items, number + 1)
        goes_on = _range_after(items, number)
        if _kind(items, number) == "number" and (unit == "unit" or goes_on):
            of = items[number + 1 if unit == "unit" else number + 3]
            yield Figure(items[number].text, of, approximate, minus, in_range or goes_on)
            place = number + 1 + (unit == "unit") + goes_on
            in_range = goes_on
        else:
            yield items[place]
            place, in_range = place + 1, False


def _opening(items: list[Item], place: int) -> tuple[str, bool, int]:
    """What stands right before a number: a word such as "about", a minus sign; and where the number stands."""
    approximate, minus = "", False
    if _kind(items, place) == "approx":
        approximate, place = items[place].code, place + 1
    if place < len(items) and items[place].text == "-" and _kind(items, place + 1) == "number":
        minus, place = True, place + 1
    return approximate, minus, place


def _range_after(items: list[Item], number: int) -> bool:
    """Whether "to" and a second number with a unit follow a number and its unit."""
    after = number + 1 + (_kind(items, number + 1) == "unit")
    to = after < len(items) and items[after].text in _RANGE
    return to and _kind(items, after + 1) == "number" and _kind(items, after + 2) == "unit"


def _kind(items: list[Item], place: int) -> str:
    return items[place].kind if place < len(items) else ""


def _clauses(items: Iterator[Item | Figure]) -> Iterator[_Clause]:
    """What stands between two separators; after a figure a verb or a word such as "and" opens a clause, too."""
    clause, bracketed = _Clause(), False
    for item in items:
        if isinstance(item, Figure) or (clause.figure and item.kind in _OPENS_A_CLAUSE):
            if clause.figure or not isinstance(item, Figure):
                yield clause
                clause = _Clause(bracketed=bracketed)
            clause = replace(clause, figure=item) if isinstance(item, Figure) else _with(clause, item)
        elif item.kind == "mark" and item.text in _SEPARATORS:
            yield clause
            bracketed = item.text in "([" or (bracketed and item.text not in ")]")
            clause = _Clause(bracketed=bracketed)
        elif item.kind != "mark" or item.text not in _QUOTES:
            clause = _with(clause, item)
    yield clause


def _with(clause: _Clause, item: Item) -> _Clause:
    """A clause with one more item; of the reasons it gives only the first word stays."""
    if any(told.kind == "cause" for told in clause.tail or clause.words):
        return clause
    if clause.figure:
        return replace(clause, tail=(*clause.tail, item))
    return replace(clause, words=(*clause.words, item))
