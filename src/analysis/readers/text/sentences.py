"""A text as sentences, a sentence as statements: each figure with the words that lead to it and that follow it."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.readers import phrases
from analysis.readers.phrases import Item, Token, tokens

LONGEST_SENTENCE = 400
"""Tokens after which a sentence is cut: what is cut is asked about, and no text takes more than linear time."""

_ENDS = (".", "!", "?")
# controls are shown, not obeyed; what has no width or turns the direction of writing is dropped
_SHOWN = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"}
_SHOWN |= dict.fromkeys(range(127, 160), "␡")
_DROPPED = {code: None for code in (*range(0x2070), 0xFEFF) if unicodedata.category(chr(code)) == "Cf"}
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOOTNOTE = re.compile(r"\[[0-9]{1,2}\]")
_BULLET = re.compile(r"[-+*•–]\s+")
_NUMBERED = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]{1,4}|[a-zđ])[.)]\s+(?=[^\W\d_])")
_DATELINE = re.compile(r"\([^()\n]{1,20}\)\s*[-–—]\s*")


@dataclass(frozen=True)
class Sentence:
    """What a sentence says, phrase by phrase, and its text as written.

    `opens` a paragraph; `numbered` as the heading of a section; `heads` what follows, having no end of its own; `cut`.
    """

    items: list[Item]
    text: str
    opens: bool
    numbered: bool
    heads: bool
    cut: bool


def cleaned(text: str) -> str:
    """The text in NFC with entities resolved, wide digits narrow, controls shown as signs, footnote marks gone."""
    text = html.unescape(text).replace("\r\n", "\n").translate(_SHOWN | _DROPPED | _WIDE)
    return _FOOTNOTE.sub("", unicodedata.normalize("NFC", text))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text; a line may end within a sentence, a paragraph, a bullet or a heading may not."""
    for stretch, opens in _stretches(cleaned(text)):
        number = _NUMBERED.match(stretch)
        body = stretch
        for start in (_NUMBERED, _BULLET, _DATELINE):
            body = body[found.end() :] if (found := start.match(body)) else body
        parts = list(_parts(tokens(body), body))
        for place, (part, cut) in enumerate(parts):
            said = body[part[0].start : part[-1].end]
            heads = place == len(parts) - 1 and said[-1] not in ".!?;,"
            yield Sentence(phrases.items(part), said, opens and place == 0, bool(number), heads, cut)


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Lines that belong together, and whether a blank line stands before them."""
    held: list[str] = []
    opens = blank = True
    for line in map(str.strip, text.split("\n")):
        if held and (not line or _begins(line, held[-1])):
            yield "\n".join(held), opens
            held, opens = [], False
        opens, blank = opens or not line, not line
        held += [] if blank else [line]
    if held:
        yield "\n".join(held), opens


def _begins(line: str, before: str) -> bool:
    """Whether a line begins anew: a bullet, a numbered line, what follows a heading or the end of a sentence."""
    if _BULLET.match(line) or _NUMBERED.match(line):
        return True
    return line[0].isupper() and (before[-1] in ".!?;:" or before.isupper() or bool(_NUMBERED.match(before)))


def _parts(found: list[Token], text: str) -> Iterator[tuple[tuple[Token, ...], bool]]:
    """The tokens of each sentence; a longer one in pieces."""
    start = 0
    closed = [place + 1 for place, token in enumerate(found) if token.text in _ENDS and _closes(found, place, text)]
    for end in [*closed, len(found)]:
        for first in range(start, end, LONGEST_SENTENCE):
            yield tuple(found[first : min(first + LONGEST_SENTENCE, end)]), end - start > LONGEST_SENTENCE
        start = end


def _closes(found: list[Token], place: int, text: str) -> bool:
    """Whether a mark ends a sentence: TP. Hồ Chí Minh goes on."""
    after = text[found[place].end : found[place].end + 1]
    if found[place].text == "." and place and found[place - 1].text in ("tp", "tx"):
        return False
    return not after or after.isspace() or after.isupper() or after in "”\"')"


# ---- statements

_SEPARATORS = {",", ";", ":", "(", ")", "[", "]", "-"}
_QUOTES = {"“", "”", '"', "'", "«", "»", "."}
_OPENS_A_CLAUSE = {"verb", "join", "link", "cumulative", "compare"}
_RANGE = {"-", "đến", "tới", "to"}
_UNITS = {"unit", "count", "currency"}
_NAMES = {"sector", "indicator"}
_SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
_NOT_OURS = {"scope", "target", "plan", "without"}
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
    """A figure; all words since the figure before (`lead`), those of its own clause (`own`), and those after it.

    A clause without a figure is none yet: its words lead to the next one.
    """

    figure: Figure | None = None
    lead: tuple[Item, ...] = ()
    own: tuple[Item, ...] = ()
    tail: tuple[Item, ...] = ()
    bracketed: bool = False

    @property
    def words(self) -> tuple[Item, ...]:
        """All words since the figure before, and those after it."""
        return (*self.lead, *self.tail)


Parsed = tuple[Sentence, list[Statement], tuple[Item, ...]]
"""A sentence, its statements in order, and the words after the last of them."""


def statements(items: list[Item]) -> tuple[list[Statement], tuple[Item, ...]]:
    """The statements of a sentence in order, and the words after the last of them."""
    found: list[Statement] = []
    lead: tuple[Item, ...] = ()
    outside: tuple[Item, ...] = ()
    before = Statement()
    for clause in _clauses(_figures(items)):
        if clause.bracketed and not before.bracketed:
            outside, told = lead, len(found)
        if before.bracketed and not clause.bracketed and len(found) > told:
            lead = outside
        if clause.figure:
            found.append(replace(clause, lead=lead + clause.own))
            lead = ()
        elif clause.bracketed and before.figure and {item.kind for item in clause.own} <= _EXPLAIN_A_FIGURE:
            found[-1] = replace(found[-1], tail=found[-1].tail + clause.own)  # "+2,4% (tháng trước)"
        else:
            lead += clause.own
        before = clause
    return found, lead


def _figures(items: list[Item]) -> Iterator[Item | Figure]:
    """Numbers joined with their units and what belongs to them; any other number stays an item."""
    padded, place, last = [*items, *[Item("", "", "", "")] * 5], 0, None
    while place < len(items):
        figure, after = _figure(padded, place, last)
        yield figure or items[place]
        last, place = figure or last, after if figure else place + 1


def _figure(items: list[Item], place: int, last: Figure | None) -> tuple[Figure | None, int]:
    """The figure that begins here, if one does, and the place behind it."""
    approximate, currency, sign, number = _opening(items, place)
    printed, after, of = items[number].text, number + 1, ""
    if items[number].kind != "number":
        return None, place
    if items[after].text == "/" and items[after + 1].kind == "number":
        after, of = after + 2, items[after + 1].text
    unit = items[after] if items[after].kind in _UNITS else None
    if unit and currency:
        unit = phrases.items(f"{unit.text} {currency}")[0]  # "VND 18,431.7 billion"
    if unit and (joined := _joined(printed, unit, *items[after + 1 : after + 3])):
        printed, unit, after = *joined, after + 2  # "71 triệu 304 nghìn USD"
    to, limit, its_unit = items[after + bool(unit) :][:3]
    if to.text in _RANGE and limit.kind == "number" and its_unit.kind in _UNITS:
        return Figure(printed, unit or its_unit, approximate, sign, in_range=True), after + bool(unit) + 1
    ends = bool(last and last.in_range and items[place - 1].text in _RANGE)
    if unit:
        return Figure(printed, unit, approximate, sign, ends, of), after + 1
    alone = items[after].text in (*_SEPARATORS, ".", "") and items[place - 1].kind in _NAMES
    if last and not of and alone:  # "gió 201,3; mặt trời 388,9"
        return Figure(printed, last.unit, approximate, sign, unit_assumed=True), after
    return None, place


def _opening(items: list[Item], place: int) -> tuple[str, str, str, int]:
    """What stands right before a number ("about", a currency, a sign), and where the number stands."""
    told = {"approx": "", "currency": "", "mark": ""}
    for kind in told:
        signs = kind == "mark" and (items[place].text not in "-+" or items[place + 1].kind != "number")
        if items[place].kind == kind and not signs:
            told[kind], place = items[place].code or items[place].text, place + 1
    return told["approx"], told["currency"], told["mark"], place


def _joined(printed: str, unit: Item, rest: Item, fine: Item) -> tuple[str, Item] | None:
    """A number in two steps as one number of the smaller unit."""
    coarse, finer = _SCALES.get(unit.text, 0), _SCALES.get(fine.text.partition(" ")[0], 0)
    ratio = coarse // finer if finer and fine.kind == "unit" else 0
    if ratio > 1 and printed.isdigit() and rest.text.isdigit() and int(rest.text) < ratio:
        return str(int(printed) * ratio + int(rest.text)), fine
    return None


def _clauses(items: Iterator[Item | Figure]) -> Iterator[Statement]:
    """What stands between two separators; after a figure a verb or a word such as "and" opens a clause, too."""
    clause, bracketed = Statement(), False
    for item in items:
        if isinstance(item, Figure) or (clause.figure and item.kind in _OPENS_A_CLAUSE):
            if clause.figure or not isinstance(item, Figure):
                yield clause
                clause = Statement(bracketed=bracketed)
            clause = replace(clause, figure=item) if isinstance(item, Figure) else _with(clause, item)
        elif item.kind == "mark" and item.text in _SEPARATORS:
            yield clause
            bracketed = item.text in "([" or (bracketed and item.text not in ")]")
            clause = Statement(bracketed=bracketed)
        elif item.kind != "mark" or item.text not in _QUOTES:
            clause = _with(clause, item)
    yield clause


def _with(clause: Statement, item: Item) -> Statement:
    """A clause with one more item; of a reason only its first word stays, and what makes a figure another's."""
    reasons = [told.code for told in clause.tail or clause.own if told.kind == "cause"]
    if reasons and (reasons[0] != "source" or item.kind not in _NOT_OURS):
        return clause
    if clause.figure:
        return replace(clause, tail=(*clause.tail, item))
    return replace(clause, own=(*clause.own, item))
