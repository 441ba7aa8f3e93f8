"""Whom a text speaks of where a sentence does not say it: its place, and who named earlier may be meant instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.readers.phrases import Item, of_kind
from analysis.readers.text.sentences import Sentence

_CAPTION = "caption"
_BEGINNINGS = {"filler", "period", "cumulative", "mark", "join", "link", "cause", "status"}


@dataclass(frozen=True)
class Scope:
    """The place of a sentence's figures that name none; words that may make them someone else's, and past years."""

    place: str
    words: tuple[str, ...] = ()
    aims: bool = False
    years: frozenset[int] = frozenset()

    def after(self, items: Sequence[Item], has_figures: bool, heads: bool, home: str) -> "Scope":
        """What holds behind a sentence: who is named stays meant until the province is named again."""
        named = _named(_apart_from_reasons(items) if has_figures else items, has_figures, {home, self.place})
        named = named if named or has_figures or heads else _unknown(items)
        others = {item.code for item in of_kind(items, "geography")} - {"home", self.place}
        place = others.pop() if len(others) == 1 and not has_figures else self.place
        years = frozenset(item.named["year"] for item in of_kind(items, "period") if "year" in item.named)
        if not has_figures and of_kind(items, "past"):
            years |= {0}  # no year of any figure
        if named or years or not anchors(items, self.place):
            aims = self.aims or (not has_figures and bool(of_kind(items, "target") or of_kind(items[:2], "plan")))
            return Scope(place, named or self.words, aims, self.years | years)
        return Scope(self.place, years=self.years)


def scopes(parsed: Sequence[tuple[Sentence, Sequence[Item], bool]], home: str) -> Iterator[Scope]:
    """The scope of every sentence, given with its items and whether it has figures.

    Who is named in a paragraph is meant to its end; in a title, a first paragraph or one without figures, to the end
    of the text or to the next numbered heading.
    """
    whole = paragraph = Scope(place_of(parsed, home))
    told, first = False, True
    for place, (sentence, items, has_figures) in enumerate(parsed):
        if sentence.opens and place:
            whole, first = whole if told and not first else paragraph, first and not told
            paragraph, told = whole, False
        if sentence.numbered:
            whole = paragraph = Scope(whole.place)
        yield paragraph
        told = told or has_figures
        if not of_kind(items[:1], _CAPTION):
            paragraph = paragraph.after(items, has_figures, sentence.heads, home)


def place_of(parsed: Sequence[tuple[Sentence, Sequence[Item], bool]], home: str) -> str:
    """The place of a whole text: the only one that heads it ("Khánh Hòa: ...") or whose office is its source."""
    every = {place for _, items, _ in parsed for place in _places(items)}
    sources = {place for sentence, items, _ in parsed for place in _sources(items, sentence)}
    return next(iter(sources)) if len(sources) == 1 and home not in every else home


def anchors(items: Sequence[Item], place: str) -> bool:
    """Whether a sentence says that it speaks of the whole province."""
    return any(item.kind == "agency" or (item.kind == "geography" and item.code in ("home", place)) for item in items)


def means_home(item: Item, home: str) -> bool:
    """Whether a word such as "thành phố" is the place of the text itself, a city that is no part of a province."""
    return item.kind == "scope" and home in item.detail.split("|")


def _places(items: Sequence[Item]) -> list[str]:
    return [item.code for item in of_kind(items, "geography") if item.code not in ("home", "vietnam")]


def _sources(items: Sequence[Item], sentence: Sentence) -> list[str]:
    offices = [other for item, other in pairwise(items) if item.kind == "agency"]
    heads = items[:1] if len(items) > 1 and items[1].text == ":" and sentence.heads else []
    return _places([*offices, *heads])


def _apart_from_reasons(items: Sequence[Item]) -> Sequence[Item]:
    """A sentence without the reasons it ends with: "..., nhờ các doanh nghiệp mở rộng"."""
    verbs = [place for place, item in enumerate(items) if item.kind == "verb"]
    causes = [place for place, item in enumerate(items) if item.kind == "cause" and verbs and place > verbs[0]]
    return items[: causes[0]] if causes else items


def _unknown(items: Sequence[Item]) -> tuple[str, ...]:
    """The word a sentence without figures begins with, where nothing explains it: it may be about anyone."""
    first = next((item for item in items if item.kind not in _BEGINNINGS), None)
    return (first.text,) if first and first.kind == "word" else ()


def _named(items: Sequence[Item], has_figures: bool, homes: set[str]) -> tuple[str, ...]:
    """Who else is named: firms, districts, goods; without figures also branches, other places, names of their own."""
    who = [item for item in items if item.kind == "scope" and not homes & set(item.detail.split("|"))]
    names = [(one, other) for one, other in pairwise(items) if one.kind == other.kind == "word"]
    who += [other for one, other in names if one.capital and other.capital]
    if not has_figures:
        who += [item for item in items if item.kind == "sector" and item.code != "total"]
        who += [item for item in items if item.kind == "geography" and item.code not in ("home", *homes)]
    return tuple(dict.fromkeys(item.text for item in who))
