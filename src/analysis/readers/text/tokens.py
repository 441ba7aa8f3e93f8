"""A text as words, numbers and marks, and where its sentences end."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 400
"""Tokens after which a sentence is cut: what is cut is asked about, and no text takes more than linear time."""

# 7.2022 is a month with its year; any other point or comma between digits belongs to the number
_TOKEN = re.compile(
    r"(?P<number>[0-9]{1,2}(?=\.(?:19|20)[0-9]{2}(?![0-9.,]))|[0-9]+(?:[.,][0-9]+)*)|(?P<word>[^\W\d_]+)|(?P<mark>\S)"
)
_BREAK = re.compile(r"\n(?:(?P<blank>[^\S\n]*\n)|[^\S\n]*[-+*•–][^\S\n])")
_ENDS = (".", "!", "?")
_ALIKE = str.maketrans({"’": "'", "‘": "'", **dict.fromkeys("–—−‐‑", "-")})
_OLD_TONES = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"
_NEW_TONES = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_TONES = dict(zip(_OLD_TONES.split(), _NEW_TONES.split(), strict=True))
_TONE = re.compile(rf"(?<!q)({'|'.join(_TONES)})(?!\w)")


@dataclass(frozen=True)
class Token:
    """A word, number or mark as it is compared (lower case, tone marks in one place), and where it stands."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """The tokens of a sentence and its text as written; whether it opens a paragraph, whether it was cut."""

    tokens: tuple[Token, ...]
    text: str
    opens: bool
    cut: bool


def tokens(text: str) -> list[Token]:
    """Every word, number and mark of a text."""
    return [
        Token(str(found.lastgroup), spelled(found.group()), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    ]


def spelled(word: str) -> str:
    """A word in lower case, hoà as hòa, all dashes and apostrophes alike."""
    return _TONE.sub(lambda found: _TONES[found.group()], word.casefold().translate(_ALIKE))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text in NFC; a line may end within a sentence, a paragraph or a bullet may not."""
    text = unicodedata.normalize("NFC", text)
    opens = True
    for stretch, blank in _stretches(text):
        for part, cut in _parts(tokens(stretch), stretch):
            yield Sentence(part, stretch[part[0].start : part[-1].end], opens, cut)
            opens = False
        opens = opens or blank


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """What lies between blank lines and bullets; whether a blank line ends it."""
    start = 0
    for found in _BREAK.finditer(text):
        yield text[start : found.start()], bool(found["blank"])
        start = found.end()
    yield text[start:], True


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
    if found[place].text == "." and place and found[place - 1].text == "tp":
        return False
    return not after or after.isspace() or after.isupper() or after in "”\"')"
