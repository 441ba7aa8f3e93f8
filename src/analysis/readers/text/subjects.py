"""Whom and when a figure speaks of: named beside it, carried on from earlier figures, or by the scope of its text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.ledger import WHOLE
from analysis.readers.phrases import Item, codes, of_kind
from analysis.readers.spoken import Spoken, spoken
from analysis.readers.text.reading import Before, Subject
from analysis.readers.text.sentences import Parsed, Sentence, Statement

_SERIES = ("indicator", "sector")
_NO_PROVINCES = {"home", "vietnam"}
_BEGINNINGS = {"filler", "period", "cumulative", "mark", "join", "link", "cause", "status"}


@dataclass(frozen=True)
class Scope:
    """The place of a sentence's figures that name none; words that may make them someone else's, and past years."""

    place: str
    words: tuple[str, ...] = ()
    aims: bool = False
    years: frozenset[int] = frozenset()

    def after(self, sentence: Sentence, has_figures: bool, home: str) -> "Scope":
        """What holds behind a sentence: who is named stays meant until the province is named again."""
        items = sentence.items
        named = _others(_apart_from_reasons(items) if has_figures else items, has_figures, {home, self.place})
        named = named if named or has_figures or sentence.heads else _unknown(items)
        others = {item.code for item in of_kind(items, "geography")} - {"home", self.place}
        place = others.pop() if len(others) == 1 and not has_figures else self.place
        years = frozenset(item.named["year"] for item in of_kind(items, "period") if "year" in item.named)
        if not has_figures and of_kind(items, "past"):
            years |= {0}  # no year of any figure
        if named or years or not anchors(items, self.place):
            aims = self.aims or (not has_figures and bool(of_kind(items, "target") or of_kind(items[:2], "plan")))
            return Scope(place, named or self.words, aims, self.years | years)
        return Scope(self.place, years=self.years)


def scopes(parsed: Sequence[Parsed], home: str) -> Iterator[Scope]:
    """The scope of every sentence, given with its statements.

    Who is named in a paragraph is meant to its end; in a title, a first paragraph or one without figures, to the end
    of the text or to the next numbered heading.
    """
    whole = paragraph = Scope(place_of(parsed, home))
    told, first = False, True
    for place, (sentence, statements, _) in enumerate(parsed):
        if sentence.opens and place:
            whole, first = whole if told and not first else paragraph, first and not told
            paragraph, told = whole, False
        if sentence.numbered:
            whole = paragraph = Scope(whole.place)
        yield paragraph
        told = told or bool(statements)
        if not of_kind(sentence.items[:1], "caption"):
            paragraph = paragraph.after(sentence, bool(statements), home)


def place_of(parsed: Sequence[Parsed], home: str) -> str:
    """The place of a whole text: the only one that heads it ("Khánh Hòa: ...") or whose office is its source."""
    every, sources = set(), set()
    for sentence, _, _ in parsed:
        items = sentence.items
        offices = [other for item, other in pairwise(items) if item.kind == "agency"]
        heads = items[:1] if len(items) > 1 and items[1].text == ":" and sentence.heads else []
        every |= {*codes(items, "geography")} - _NO_PROVINCES
        sources |= {*codes([*offices, *heads], "geography")} - _NO_PROVINCES
    return sources.pop() if len(sources) == 1 and home not in every else home


def anchors(items: Sequence[Item], place: str) -> bool:
    """Whether a sentence says that it speaks of the whole province."""
    return any(item.kind == "agency" or (item.kind == "geography" and item.code in ("home", place)) for item in items)


def means_home(item: Item, home: str) -> bool:
    """Whether a word such as "thành phố" is the place of the text itself, a city that is no part of a province."""
    return item.kind == "scope" and home in item.detail.split("|")


def _apart_from_reasons(items: Sequence[Item]) -> Sequence[Item]:
    """A sentence without the reasons it ends with: "..., nhờ các doanh nghiệp mở rộng"."""
    verbs = [place for place, item in enumerate(items) if item.kind == "verb"]
    causes = [place for place, item in enumerate(items) if item.kind == "cause" and verbs and place > verbs[0]]
    return items[: causes[0]] if causes else items


def _unknown(items: Sequence[Item]) -> tuple[str, ...]:
    """The word a sentence without figures begins with, where nothing explains it: it may be about anyone."""
    first = next((item for item in items if item.kind not in _BEGINNINGS), None)
    return (first.text,) if first and first.kind == "word" else ()


def _others(items: Sequence[Item], has_figures: bool, homes: set[str]) -> tuple[str, ...]:
    """Who else is named: firms, districts, goods; without figures also branches, other places, names of their own."""
    who = [item for item in items if item.kind == "scope" and not homes & set(item.detail.split("|"))]
    names = [(one, other) for one, other in pairwise(items) if one.kind == other.kind == "word"]
    who += [other for one, other in names if one.capital and other.capital]
    if not has_figures:
        who += [item for item in items if item.kind == "sector" and item.code != "total"]
        who += [item for item in items if item.kind == "geography" and item.code not in ("home", *homes)]
    return tuple(dict.fromkeys(item.text for item in who))


# ---- beside the figure, or carried on

NOT_EXPLAINED = ("word", "number", "mark", "unit", "approx", "scope", "without", "currency", "opening")
"""Kinds of items that no phrase explains, or that make a figure one of a part: lone numbers, "district", "except"."""
_TRADE = {"exports", "imports", "retail_sales"}
"""Indicators whose goods are no products of industry: shrimp exported is not shrimp produced."""
_LEVEL_UNITS = {
    "million_kwh": "electricity_output",
    "billion_kwh": "electricity_output",
    "tonnes": "product_output",
    "million_litres": "product_output",
}


def subject_of(statement: Statement, before: Before, home: str, linked: bool, only: str) -> Subject:
    """The series of a figure: named before it, or spoken of before, or the `only` indicator of its sentence."""
    geography, asked = _geography(statement, before, home, linked)
    odd = [item.text for item in of_kind(statement.lead, *NOT_EXPLAINED)]
    # an "and" after the name of a series: half of the name may be missing
    odd += [item.text for name, item in pairwise(statement.lead) if name.kind in _SERIES and item.kind == "join"]
    subject = Subject(geography, odd=tuple(odd), asked=tuple(asked))
    if statement.figure.unit.kind == "count":
        return replace(subject, indicator=statement.figure.unit.code)
    subject = _named(statement, before, subject) or _carried(statement, before, subject, linked)
    subject = subject if subject.indicator else replace(subject, indicator=only)  # "a rise of 10.4 % of the IIP"
    # a contribution names the total it goes to
    late = of_kind(statement.tail, "indicator", "sector") and statement.figure.unit.code != "percentage_points"
    priced = [item.detail.split("|") for item in of_kind(statement.words, "prices")]
    other_prices = any(subject.indicator not in indicators for indicators in priced)
    return _asking(subject, *["press_carried"] * bool(late), *["press_prices"] * other_prices)


def period_of(statement: Statement, before: Before, linked: bool) -> tuple[Spoken | None, tuple[str, ...]]:
    """The period of a figure as spoken of, named beside it or before it, and the questions it leaves open."""
    lead, tail = ([spoken(item) for item in of_kind(part, "period")] for part in (statement.lead, statement.tail))
    carried = before.period if before.same_sentence or not tail else None
    named = lead or ([] if carried else tail)
    period, asked = (named[0], ()) if named else (carried, _carried_period(statement, before, linked))
    if period is None:
        return None, ("press_period",)
    # of two names of one period one may leave its year out
    several = {(each.period_type, each.number) for each in (period, *lead, *tail)}
    years = [{period.year, each.year} - {None} for each in (*lead, *tail)]
    different = len(several) > 1 or max(map(len, years), default=0) > 1 or (not lead and _belongs_to_base(statement))
    return period, (*asked, *["press_several"] * different)


def _asking(subject: Subject, *questions: str) -> Subject:
    return replace(subject, asked=(*subject.asked, *questions))


def _named(statement: Statement, before: Before, subject: Subject) -> Subject | None:
    """The series that the words before a figure name, if they name any."""
    named = of_kind(statement.lead, "indicator", "sector")
    indicators, sectors = of_kind(named, "indicator"), codes(named, "sector")
    points = statement.figure.unit.code == "percentage_points"
    if not indicators and points:
        indicators = of_kind(statement.tail, "indicator")  # "... to the growth of the whole index"
        if indicators and not sectors and before.subject and before.same_sentence:
            sectors, subject = [before.subject.sector], replace(subject, odd=before.subject.odd + subject.odd)
    if not indicators and not sectors:
        return None
    branch = before.subject.sector if before.subject and not before.series else WHOLE
    if not sectors and branch != WHOLE and all(item.detail == "part" for item in indicators):
        sectors, subject = [branch], _asking(subject, "press_carried")  # named in short below a branch without figures
    indicator, sector, doubts = _series(statement, indicators, sectors, before)
    doubts += ["press_indicator"] * (points and not sectors)
    several = len(codes(named, "indicator")) > 1 or len(sectors) > 1
    return _asking(replace(subject, indicator=indicator, sector=sector), *doubts, *["press_several"] * several)


def _series(
    statement: Statement, indicators: Sequence[Item], sectors: Sequence[str], before: Before
) -> tuple[str, str, list[str]]:
    """Indicator and sector of a named subject, and what is doubtful about them."""
    sector = sectors[-1] if sectors else WHOLE
    allowed = [item.detail.split("|") for item in of_kind(statement.lead, "sector") if item.detail][-1:]
    allowed = allowed[0] if allowed else []
    if indicators:
        clear = {"", *["part"] * bool(set(sectors) - {WHOLE})}  # "giá trị sản xuất toàn ngành" may be that of any trade
        again = before.subject.indicator if before.subject else ""
        plain = [item for item in indicators if item.detail in clear or (item.detail, item.code) == ("again", again)]
        chosen = (plain or indicators)[0].code
        return chosen, sector, [] if plain and (not allowed or chosen in allowed) else ["press_indicator"]
    by_unit, told = _LEVEL_UNITS.get(statement.figure.unit.code, ""), before.subject
    if by_unit == "electricity_output" and sector == "electricity":
        return by_unit, WHOLE, []
    if len(allowed) == 1:
        traded = told and told.indicator in _TRADE - set(allowed)
        return allowed[0], sector, ["press_indicator"] if traded else []
    if told and told.indicator and (not allowed or told.indicator in allowed):
        one = before.same_sentence or len({indicator for _, indicator, _ in before.series}) == 1
        return told.indicator, sector, [] if one and not (told.odd or told.asked) else ["press_carried"]
    return (by_unit, sector, []) if by_unit in allowed else ((allowed or [""])[0], sector, ["press_indicator"])


def _carried(statement: Statement, before: Before, subject: Subject, linked: bool) -> Subject:
    """The subject of the figures before; doubtful after several of them when a new period is named."""
    told = before.subject
    if told is None:
        return _asking(subject, "press_indicator")
    moved_on = bool(of_kind(statement.lead, "period")) or not before.same_sentence
    doubtful = (len(before.series) > 1 and moved_on) or not (before.same_sentence or linked or before.headed)
    kept = [question for question in told.asked if question not in subject.asked]
    subject = replace(subject, indicator=told.indicator, sector=told.sector, odd=told.odd + subject.odd)
    return _asking(subject, *kept, *["press_carried"] * doubtful)


def _geography(statement: Statement, before: Before, home: str, linked: bool) -> tuple[str, list[str]]:
    told = before.subject.geography if before.subject else home
    named, own = codes(statement.words, "geography"), codes(statement.own, "geography")
    places = [code for code in named if code != "home"]
    if places:
        return next((code for code in own if code != "home"), places[0]), ["press_geography"] * (len(places) > 1)
    if named and told == "vietnam":
        return home, []
    return told, ["press_geography"] * (told != home and not before.same_sentence and not linked)


def _carried_period(statement: Statement, before: Before, linked: bool) -> tuple[str, ...]:
    """Whether a period carried over is sure: the only one so far, or that of the same series."""
    new_subject = bool(of_kind(statement.lead, "sector", "indicator"))
    one = len(before.periods) == 1 or (before.same_sentence and not new_subject)
    sure = one and (before.same_sentence or linked or before.headed)
    return before.period_asked + (() if sure else ("press_carried_period",))


def _belongs_to_base(statement: Statement) -> bool:
    """Whether a period after the figure may be that of the base: "so với cùng kỳ tháng 7/2021"."""
    named = [other for one, other in pairwise(statement.tail) if one.kind == "base" and other.kind == "period"]
    return any(not period.text.startswith(("trong ", "in ")) for period in named)
