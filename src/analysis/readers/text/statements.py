"""A sentence as statements: each figure with the words that lead to it and the words that follow it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.readers.phrases import Item, items

_SEPARATORS = {",", ";", ":", "(", ")", "[", "]", "-"}
_QUOTES = {"“", "”", '"', "'", "«", "»", "."}
_OPENS_A_CLAUSE = {"verb", "join", "link", "cumulative", "compare"}
_RANGE = {"-", "đến", "tới", "to"}
_UNITS = {"unit", "count", "currency"}
_NAMES = {"sector", "indicator"}
_SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
_EXPLAIN_A_FIGURE = {"past", "base", "plan"}


@dataclass(frozen=True)
class Figure:
    """A number with its unit, and what stands beside it: a word such as "about", a sign, the whole it is "of"."""

    printed: str
    unit: Item
    approximate: str = ""
    sign: str = ""
    in_range: bool = False
    of: str = ""
    unit_assumed: bool = False


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
    before = _Clause()
    for clause in _clauses(_figures(items)):
        if clause.bracketed and not before.bracketed:
            outside, told = lead, len(found)
        if before.bracketed and not clause.bracketed and len(found) > told:
            lead = outside
        if clause.figure:
            found.append(Statement(clause.figure, lead + clause.words, clause.words, clause.tail, clause.bracketed))
            lead = ()
        elif clause.words and clause.bracketed and before.figure and _explains(clause):
            found[-1] = replace(found[-1], tail=found[-1].tail + clause.words)  # "+2,4% (tháng trước)"
        else:
            lead += clause.words
        before = clause
    return found, lead


def _explains(clause: _Clause) -> bool:
    return {item.kind for item in clause.words} <= _EXPLAIN_A_FIGURE


def _figures(items: list[Item]) -> Iterator[Item | Figure]:
    """Numbers joined with their units and what belongs to them; any other number stays an item."""
    place, last = 0, None
    while place < len(items):
        figure, after = _figure(items, place, last)
        yield figure or items[place]
        last, place = figure or last, after if figure else place + 1


def _figure(items: list[Item], place: int, last: Figure | None) -> tuple[Figure | None, int]:
    """The figure that begins here, if one does, and the place behind it."""
    approximate, sign, number, currency = _opening(items, place)
    if _kind(items, number) != "number":
        return None, place
    printed, after, of = items[number].text, number + 1, ""
    if _text(items, after) == "/" and _kind(items, after + 1) == "number":
        after, of = after + 2, items[after + 1].text
    unit = items[after] if _kind(items, after) in _UNITS else None
    if currency and unit:
        unit = _unit_of(f"{unit.text} {currency}")  # "VND 18,431.7 billion"
    in_range = bool(last and last.in_range and last.of == "range" and items[place - 1].text in _RANGE)
    if unit and _kind(items, after + 1) == "number" and (joined := _joined(printed, unit, items, after + 1)):
        printed, unit, after = joined  # "71 triệu 304 nghìn USD"
    goes_on = after + bool(unit)
    second = (_kind(items, goes_on + 1), _kind(items, goes_on + 2) in _UNITS)
    if _text(items, goes_on) in _RANGE and second == ("number", True):
        return Figure(printed, unit or items[goes_on + 2], approximate, sign, True, "range"), goes_on + 1
    if unit:
        return Figure(printed, unit, approximate, sign, in_range, of), after + 1
    if last and not of and _stands_alone(items, place, after):
        return Figure(printed, last.unit, approximate, sign, unit_assumed=True), after
    return None, place


def _opening(items: list[Item], place: int) -> tuple[str, str, int, str]:
    """What stands right before a number ("about", a sign, a currency), and where the number stands."""
    approximate, sign, currency = "", "", ""
    if _kind(items, place) == "approx":
        approximate, place = items[place].code, place + 1
    if _kind(items, place) == "currency":
        currency, place = items[place].code, place + 1
    if _text(items, place) in ("-", "+") and _kind(items, place + 1) == "number":
        sign, place = items[place].text, place + 1
    return approximate, sign, place, currency


def _unit_of(text: str) -> Item | None:
    found = items(text)
    return found[0] if len(found) == 1 and found[0].kind == "unit" else None


def _joined(printed: str, unit: Item, items: list[Item], place: int) -> tuple[str, Item, int] | None:
    """A number in two steps as one number of the smaller unit, with that unit and its place."""
    fine = items[place + 1] if _kind(items, place + 1) == "unit" else None
    rest, coarse = items[place].text, _SCALES.get(unit.text, 0)
    ratio = coarse // _SCALES.get(fine.text.split()[0], coarse + 1) if fine else 0
    if not (fine and ratio > 1 and printed.isdigit() and rest.isdigit() and int(rest) < ratio):
        return None
    return str(int(printed) * ratio + int(rest)), fine, place + 1


def _stands_alone(items: list[Item], place: int, after: int) -> bool:
    """Whether a number right behind a name has the unit of the one before: "gió 201,3; mặt trời 388,9"."""
    end = _text(items, after) in (*_SEPARATORS, ".", "")
    return end and place > 0 and items[place - 1].kind in _NAMES


def _kind(items: list[Item], place: int) -> str:
    return items[place].kind if place < len(items) else ""


def _text(items: list[Item], place: int) -> str:
    return items[place].text if place < len(items) else ""


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
