"""Which series and which period a figure speaks of, and what was carried over from earlier figures."""

from collections.abc import Sequence
from itertools import pairwise

from analysis.ledger import WHOLE
from analysis.readers.phrases import Item, codes, of_kind
from analysis.readers.spoken import Spoken, spoken
from analysis.readers.text.carrying import Before, Subject
from analysis.readers.text.statements import Statement

NOT_EXPLAINED = ("word", "number", "mark", "unit", "approx", "scope", "without", "currency")
"""Kinds of items that no phrase explains, or that make a figure one of a part: lone numbers, "district", "except"."""
_TRADE = {"exports", "imports", "retail_sales"}
"""Indicators whose goods are no products of industry: shrimp exported is not shrimp produced."""
_LEVEL_UNITS = {
    "million_kwh": "electricity_output",
    "billion_kwh": "electricity_output",
    "tonnes": "product_output",
    "million_litres": "product_output",
}


def subject_of(statement: Statement, before: Before, home: str, linked: bool) -> Subject:
    """The series of a figure: named in the words before it, or the one that was spoken of before."""
    geography, asked = _geography(statement, before, home, linked)
    odd = tuple(item.text for item in of_kind(statement.lead, *NOT_EXPLAINED)) + _dangling(statement.lead)
    if statement.figure.unit.kind == "count":
        return Subject(geography, statement.figure.unit.code, WHOLE, odd, tuple(asked))
    named = of_kind(statement.lead, "indicator", "sector")
    indicators, sectors = of_kind(named, "indicator"), codes(named, "sector")
    if not indicators and statement.figure.unit.code == "percentage_points":
        indicators = of_kind(statement.tail, "indicator")  # "... to the growth of the whole index"
        if indicators and not sectors and before.subject and before.same_sentence:
            sectors, odd = [before.subject.sector], before.subject.odd + odd
    if not indicators and not sectors:
        return _carried(statement, before, geography, odd, asked, linked)
    if not sectors and _headed(indicators, before):
        sectors, asked = [before.subject.sector], [*asked, "press_carried"]
    indicator, sector, doubts = _series(statement, indicators, sectors, before)
    if statement.figure.unit.code == "percentage_points" and not sectors:
        doubts = [*doubts, "press_indicator"]
    several = ("press_several",) if len(codes(named, "indicator")) > 1 or len(sectors) > 1 else ()
    return Subject(geography, indicator, sector, odd, (*asked, *doubts, *several))


def period_of(statement: Statement, before: Before, linked: bool) -> tuple[Spoken | None, tuple[str, ...]]:
    """The period of a figure as spoken of, named beside it or before it, and the questions it leaves open."""
    lead, tail = _spoken(statement.lead), _spoken(statement.tail)
    carried = before.period if before.same_sentence or not tail else None
    if lead or (tail and not carried):
        period, questions = (lead or tail)[0], ()
    else:
        period, questions = carried, _carried_questions(statement, before, linked)
    if period is None:
        return None, ("press_period",)
    different = not all(_agree(period, other) for other in [*lead, *tail]) or (not lead and _belongs_to_base(statement))
    return period, (*questions, *["press_several"] * different)


def _headed(indicators: Sequence[Item], before: Before) -> bool:
    """Whether an indicator named in short is that of a branch a sentence without figures spoke of."""
    short = all(item.detail == "part" for item in indicators)
    return bool(short and before.subject and not before.series and before.subject.sector != WHOLE)


def _belongs_to_base(statement: Statement) -> bool:
    """Whether a period after the figure may be that of the base: "so với cùng kỳ tháng 7/2021"."""
    pairs = pairwise(statement.tail)
    return any(
        one.kind == "base" and other.kind == "period" and not other.text.startswith(("trong ", "in "))
        for one, other in pairs
    )


def _spoken(items: Sequence[Item]) -> list[Spoken]:
    return [spoken(item) for item in of_kind(items, "period")]


def _carried_questions(statement: Statement, before: Before, linked: bool) -> tuple[str, ...]:
    """Whether a period carried over is sure: the only one so far, or that of the same series."""
    new_subject = bool(of_kind(statement.lead, "sector", "indicator"))
    one = len(before.periods) == 1 or (before.same_sentence and not new_subject)
    sure = one and (before.same_sentence or linked or before.headed)
    return before.period_questions + (() if sure else ("press_carried_period",))


def _agree(one: Spoken, other: Spoken) -> bool:
    """Whether two names may be of the same period; one of them may leave its year out."""
    years = {one.year, other.year} - {None}
    return (one.period_type, one.number) == (other.period_type, other.number) and len(years) <= 1


def _series(
    statement: Statement, indicators: Sequence[Item], sectors: Sequence[str], before: Before
) -> tuple[str, str, list[str]]:
    """Indicator and sector of a named subject, and what is doubtful about them."""
    sector = sectors[-1] if sectors else WHOLE
    fits = [item.detail.split("|") for item in of_kind(statement.lead, "sector") if item.detail]
    allowed = fits[-1] if fits else []
    if indicators:
        part = bool(set(sectors) - {WHOLE})  # "giá trị sản xuất toàn ngành" may be that of any trade
        plain = [item for item in indicators if item.detail == "" or (item.detail == "part" and part)]
        chosen = (plain or indicators)[0].code
        return chosen, sector, [] if plain and (not allowed or chosen in allowed) else ["press_indicator"]
    by_unit = _LEVEL_UNITS.get(statement.figure.unit.code, "")
    if by_unit == "electricity_output" and sector == "electricity":
        return by_unit, WHOLE, []
    told = before.subject.indicator if before.subject else ""
    if len(allowed) == 1:
        return allowed[0], sector, ["press_indicator"] if told in _TRADE - set(allowed) else []
    if told and (not allowed or told in allowed):
        one = before.same_sentence or len({indicator for _, indicator, _ in before.series}) == 1
        return told, sector, [] if one and before.subject and not before.subject.doubtful else ["press_carried"]
    if by_unit in allowed:
        return by_unit, sector, []
    return (allowed or [""])[0], sector, ["press_indicator"]


def _dangling(lead: Sequence[Item]) -> tuple[str, ...]:
    """An "and" after the name of a series: half of the name may be missing."""
    named = ("indicator", "sector")
    return tuple(item.text for name, item in pairwise(lead) if name.kind in named and item.kind == "join")


def _carried(
    statement: Statement, before: Before, geography: str, odd: tuple[str, ...], asked: list[str], linked: bool
) -> Subject:
    """The subject of the figures before; doubtful after several of them when a new period is named."""
    if before.subject is None:
        return Subject(geography, "", WHOLE, odd, (*asked, "press_indicator"))
    moved_on = bool(of_kind(statement.lead, "period")) or not before.same_sentence
    doubtful = (len(before.series) > 1 and moved_on) or not (before.same_sentence or linked)
    told = before.subject
    kept = tuple(question for question in told.questions if question not in asked)
    return Subject(
        geography,
        told.indicator,
        told.sector,
        told.odd + odd,
        (*asked, *kept, *(["press_carried"] if doubtful else [])),
    )


def _geography(statement: Statement, before: Before, home: str, linked: bool) -> tuple[str, list[str]]:
    told = before.subject.geography if before.subject else home
    named = codes((*statement.lead, *statement.tail), "geography")
    places = [code for code in named if code != "home"]
    own = [code for code in codes(statement.own, "geography") if code != "home"]
    if places:
        return (own or places)[0], [] if len(places) == 1 else ["press_geography"]
    if named and told == "vietnam":
        return home, []
    doubtful = told != home and not before.same_sentence and not linked
    return told, ["press_geography"] if doubtful else []
