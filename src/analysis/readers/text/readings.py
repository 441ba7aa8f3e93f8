"""Sentences as candidate figures, each with the questions it leaves open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from analysis.ledger.vocabulary import Vocabulary
from analysis.readers.text.bases import base_of, compared_period, plan_of
from analysis.readers.text.doubts import asked_by_place, asked_by_words, odd_words
from analysis.readers.text.measures import Meaning, Setting, meaning
from analysis.readers.text.numbers import read_number
from analysis.readers.text.periods import Spoken, dated
from analysis.readers.text.statements import Statement
from analysis.readers.text.subjects import Before, Subject, period_of, spoken, subject_of
from analysis.readers.text.words import Item, codes, of_kind

_OF_PERIOD = {"press_period", "press_carried_period", "press_several", "press_year", "press_future"}
_NO_RIVAL = {"press_compare", "press_target"}


@dataclass(frozen=True)
class Text:
    """What holds for a whole text: its day, its area, the decimal marks its numbers give away, the ledger's words."""

    published: str
    home: str
    marks: frozenset[str]
    vocabulary: Vocabulary


@dataclass(frozen=True)
class _Around:
    """What holds for a whole sentence: whether it carries on from another, its bases, whether its indicator changes."""

    linked: bool
    bases: frozenset[str]
    mixed: bool


@dataclass(frozen=True)
class Reading:
    """A candidate figure: series, period, meaning, status, and what must be asked (question, words)."""

    subject: Subject
    period: Spoken | None
    meaning: Meaning
    status: str
    printed: str
    base: str
    aside: bool
    questions: tuple[tuple[str, str], ...]


def readings(statements: list[Statement], rest: tuple[Item, ...], text: Text, before: Before) -> list[Reading]:
    """The figures of a sentence in order; `before` is what the sentence before it spoke of."""
    if not statements:
        return []
    around = _around(statements, rest, text, before)
    found: list[Reading] = []
    plans = False
    for statement in statements:
        plans = plans or bool(of_kind(statement.lead, "target", "plan"))
        reading = _reading(statement, before, text, around)
        found.append(_asked(reading, "press_target") if plans else reading)
        before = before if reading.aside else _told(before, reading)
    return _with_rest(found, rest)


def after(found: list[Reading], rest: tuple[Item, ...], before: Before) -> Before:
    """What the next sentence may carry on from; nothing is sure after a series or period without a figure."""
    told = [reading for reading in found if not reading.aside]
    then = replace(reduce(_told, told, before), same_sentence=False)
    if of_kind(rest, "indicator", "sector", "period", *(() if told else ("word",))):
        return replace(then, series=frozenset(), periods=frozenset(), bases=frozenset())
    return then


def _told(before: Before, reading: Reading) -> Before:
    """What is known after one more figure; the first of a sentence replaces what the sentence before told."""
    told = before if before.same_sentence else Before()
    return Before(
        reading.subject,
        reading.period,
        told.series | {reading.subject.series},
        told.periods | {reading.period},
        told.bases | ({reading.base} if reading.base else set()),
        reading.status,
        tuple(question for question, _ in reading.questions if question in _OF_PERIOD),
        same_sentence=True,
    )


def _is_linked(statement: Statement) -> bool:
    """Whether a sentence carries on from the one before: "of which ...", or a branch without its indicator."""
    parts = bool(of_kind(statement.lead, "sector")) and not of_kind(statement.lead, "indicator")
    return parts or bool(of_kind(statement.lead, "link", "cumulative"))


def _around(statements: list[Statement], rest: tuple[Item, ...], text: Text, before: Before) -> _Around:
    """What all figures of a sentence share."""
    named = set()
    for statement in statements:
        told = of_kind((*statement.lead, *statement.tail), "period")
        period = dated(spoken(told[0]), text.published, frozenset())[0] if told else before.period
        named.add(base_of(statement, period))
    named |= {item.code for item in of_kind(rest, "base")}
    mixed = any(of_kind(statement.lead, "indicator") for statement in statements[1:])
    return _Around(_is_linked(statements[0]), frozenset(named - {"", "plan", "other_plan"}), mixed)


def _reading(statement: Statement, before: Before, text: Text, around: _Around) -> Reading:
    period, doubts = _dated_period(statement, before, text, around)
    verbs, base = _verbs(statement), base_of(statement, period)
    base = base or _inherited(verbs, period, before, around)
    said, earlier = _meaning(statement, text, verbs, base, period), compared_period(statement, period)
    subject = _subject(statement, before, text, around, said)
    asked = [*subject.questions, *doubts, *said.questions, *asked_by_words(statement, subject.indicator)]
    asked += asked_by_place(statement, period, base, earlier)
    return Reading(
        subject,
        earlier or period,
        replace(said, note="; ".join(filter(None, [_approximately(statement), said.note]))),
        "comparison" if earlier else _status(statement, before),
        statement.figure.printed,
        base if verbs & {"rise", "fall"} else "",
        aside=statement.bracketed or earlier is not None,
        questions=tuple(dict.fromkeys((question, "") for question in asked)) + odd_words(statement, subject.odd),
    )


def _dated_period(
    statement: Statement, before: Before, text: Text, around: _Around
) -> tuple[Spoken | None, tuple[str, ...]]:
    """The period of a figure with its year, and the questions it leaves open."""
    period, asked = period_of(statement, before, around.linked)
    if period is None or period.period_type == "unclear":
        return period, asked
    years = frozenset(told.year for told in before.periods if told and told.year and before.same_sentence)
    period, doubt = dated(period, text.published, years)
    return period, (*asked, *([f"press_{doubt}"] if doubt else []))


def _subject(statement: Statement, before: Before, text: Text, around: _Around, said: Meaning) -> Subject:
    """The series of a figure; doubtful where another is named after it, or where the unit does not fit."""
    subject = subject_of(statement, before, text.home, around.linked)
    # a contribution names the total it goes to
    late = of_kind(statement.tail, "indicator", "sector") and statement.figure.unit.code != "percentage_points"
    asked = ["press_carried"] if late else []
    asked += [] if _fits(said, subject, text.vocabulary) else ["press_unit"]
    return replace(subject, questions=(*subject.questions, *asked))


def _verbs(statement: Statement) -> frozenset[str]:
    verbs = codes(statement.own, "verb")
    return frozenset(verbs or (["reach"] if of_kind(statement.own, "status") else []))


def _inherited(verbs: frozenset[str], period: Spoken | None, before: Before, around: _Around) -> str:
    """The base of growth that names none: the only one of its sentence, or of the one it carries on from.

    What one indicator is compared with in a month need not hold for another one.
    """
    if not verbs & {"rise", "fall"} or (around.mixed and period and period.period_type == "month"):
        return ""
    bases = around.bases or (before.bases if around.linked or before.same_sentence else frozenset())
    return next(iter(bases)) if len(bases) == 1 else ""


def _meaning(statement: Statement, text: Text, verbs: frozenset[str], base: str, period: Spoken | None) -> Meaning:
    value, sure = read_number(statement.figure.printed, text.marks)
    setting = Setting(verbs, base, plan_of(statement, period), period, bool(of_kind(statement.tail, "onto")))
    said = meaning(statement.figure, value, setting)
    doubts = ([] if sure else ["press_number"]) + (["press_range"] if statement.figure.in_range else [])
    return replace(said, questions=(*said.questions, *doubts))


def _approximately(statement: Statement) -> str:
    return f"source says {statement.figure.approximate}" if statement.figure.approximate else ""


def _status(statement: Statement, before: Before) -> str:
    named = codes(statement.lead, "status")
    return named[-1] if named else before.status if before.same_sentence else "estimate"


def _fits(said: Meaning, subject: Subject, vocabulary: Vocabulary) -> bool:
    """Whether the ledger has this unit for this indicator and measure."""
    known = subject.indicator in vocabulary.known("indicator")
    return not known or said.unit in vocabulary.units(subject.indicator, said.measure)


def _with_rest(found: list[Reading], rest: tuple[Item, ...]) -> list[Reading]:
    """A subject or period named after the last figure, for which it came too late, is asked about."""
    if found and of_kind(rest, "indicator", "sector", "period", "same_period", "target"):
        return [*found[:-1], _asked(found[-1], "press_rest")]
    return found


def _asked(reading: Reading, question: str) -> Reading:
    return replace(reading, questions=(*reading.questions, (question, "")))


def conflicting(found: Iterable[Reading]) -> set[int]:
    """Places of the figures that differ from another one of the same series, period and measure."""
    first: dict[object, tuple[int, float]] = {}
    places: set[int] = set()
    for place, reading in enumerate(found):
        if any(question in _NO_RIVAL for question, _ in reading.questions):
            continue
        key = (reading.subject.series, reading.period, reading.meaning.measure)
        earlier, value = first.setdefault(key, (place, reading.meaning.value))
        if value != reading.meaning.value:
            places |= {earlier, place}
    return places
