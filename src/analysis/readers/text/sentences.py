"""A text as sentences: what hides in it made visible, and where paragraphs, headings and sentences end."""

import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.ledger.problems import refusal
from analysis.readers.phrases import Token, tokens

LONGEST_SENTENCE = 400
"""Tokens after which a sentence is cut: what is cut is asked about, and no text takes more than linear time."""

_ENDS = (".", "!", "?")
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF8: "utf-8-sig"}
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
    """The tokens of a sentence and its text as written.

    `opens` a paragraph; `numbered` as the heading of a section; `heads` what follows, having no end of its own; `cut`.
    """

    tokens: tuple[Token, ...]
    text: str
    opens: bool
    numbered: bool
    heads: bool
    cut: bool


def decoded(content: bytes, file: str = "") -> str:
    """The text of a file's bytes, UTF-8 or UTF-16; any other encoding is a `LedgerError` that names the two."""
    name = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    zeros = content[:2000].count(0) > len(content[:2000]) / 5
    name = name or (("utf-16-le" if content[1] == 0 else "utf-16-be") if zeros else "utf-8")
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise refusal("press_encoding", file) from error


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
            yield Sentence(part, said, opens and place == 0, bool(number), heads, cut)


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
