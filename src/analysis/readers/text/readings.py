"""Sentences as candidate figures, each with the questions it leaves open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.ledger.vocabulary import Vocabulary
from analysis.readers.phrases import Item, codes, of_kind
from analysis.readers.spoken import Spoken, dated, read_number, spoken
from analysis.readers.text.bases import base_of, compared_period, plan_of
from analysis.readers.text.carrying import Before, Reading, Subject, told_after
from analysis.readers.text.measures import Meaning, Setting, in_unit, meaning
from analysis.readers.text.scope import Scope, anchors, means_home
from analysis.readers.text.statements import Statement
from analysis.readers.text.subjects import NOT_EXPLAINED, period_of, subject_of

_ASKED_BY_KIND = {"compare": "press_compare", "to": "press_moved", "several": "press_several"}
_MOVES = {"rise", "fall"}


@dataclass(frozen=True)
class Text:
    """What holds for a whole text: its day, its home, the decimal marks its numbers give away, the ledger's words."""

    published: str
    home: str
    marks: frozenset[str]
    vocabulary: Vocabulary


@dataclass(frozen=True)
class _Around:
    """What holds for a whole sentence: whether it carries on from another, its bases, whether its indicator changes."""

    linked: bool
    bases: tuple[str, ...]
    mixed: bool
    scope: Scope
    period: Spoken | None
    indicator: str


def readings(
    statements: list[Statement], rest: tuple[Item, ...], text: Text, scope: Scope, before: Before
) -> list[Reading]:
    """The figures of a sentence in order; `before` is what the sentence before it spoke of."""
    if not statements:
        return []
    around = _around(statements, rest, text, scope, before)
    found: list[Reading] = []
    plans, inside = scope.aims, None
    for statement in statements:
        plans = plans or bool(of_kind(statement.lead, "target", "plan"))
        inside = (inside or before) if statement.bracketed else None
        reading = _reading(statement, inside or before, text, around)
        found.append(_asked(reading, "press_target") if plans else reading)
        if inside:
            inside = told_after(inside, reading)
        elif not reading.aside:
            before = told_after(before, reading)
    return _with_rest(_paired(found), rest)


def _is_linked(statement: Statement) -> bool:
    """Whether a sentence carries on from the one before: "of which ...", or a branch without its indicator."""
    parts = bool(of_kind(statement.lead, "sector")) and not of_kind(statement.lead, "indicator")
    return parts or bool(of_kind(statement.lead, "link", "cumulative"))


def _around(statements: list[Statement], rest: tuple[Item, ...], text: Text, scope: Scope, before: Before) -> _Around:
    """What all figures of a sentence share."""
    named, period = [], before.period
    for statement in (told for told in statements if not of_kind(told.lead, "compare")):
        told = of_kind((*statement.lead, *statement.tail), "period")
        period = dated(spoken(told[0]), text.published)[0] if told else period
        named.append(base_of(statement, period))
    named += [item.code for item in of_kind(rest, "base")]
    bases = tuple(dict.fromkeys(base for base in named if base not in ("", "plan", "other_plan")))
    mixed = any(of_kind(statement.lead, "indicator") for statement in statements[1:])
    words = [item for statement in statements for item in (*statement.lead, *statement.tail)]
    scope = Scope(scope.place, aims=scope.aims, years=scope.years) if anchors(words, scope.place) else scope
    periods = {spoken(item) for item in of_kind((*words, *rest), "period")}
    only, indicators = periods.pop() if len(periods) == 1 else None, codes((*words, *rest), "indicator")
    indicator = indicators[0] if len(indicators) == 1 else ""
    return _Around(_is_linked(statements[0]), bases, mixed, scope, only, indicator)


def _reading(statement: Statement, before: Before, text: Text, around: _Around) -> Reading:
    period, doubts = _dated_period(statement, before, text, around)
    verbs, base = _verbs(statement), base_of(statement, period)
    base = base or _inherited(verbs, period, before, around)
    earlier = compared_period(statement, period)
    subject = _subject(statement, before, around)
    said = in_unit(_meaning(statement, text, verbs, base, period), subject.indicator, text.vocabulary)
    asked = [*subject.questions, *doubts, *said.questions, *_asked_by_words(statement)]
    asked += _asked_by_place(statement, period, base, earlier)
    asked += ["press_unit"] if statement.figure.unit_assumed else []
    return Reading(
        subject,
        earlier or period,
        replace(said, note="; ".join(filter(None, [*_notes(statement), said.note]))),
        "comparison" if earlier else _status(statement, before),
        statement.figure.printed,
        base if verbs & _MOVES else "",
        aside=statement.bracketed or earlier is not None,
        portion="portion" in verbs,
        questions=(*((question, "") for question in dict.fromkeys(asked)), *_words(statement, subject, text, around)),
    )


def _dated_period(
    statement: Statement, before: Before, text: Text, around: _Around
) -> tuple[Spoken | None, tuple[str, ...]]:
    """The period of a figure with its year, and the questions it leaves open."""
    period, asked = period_of(statement, before, around.linked)
    period = period or around.period
    if period is None:
        return period, asked
    years = around.scope.years | {told.year for told in before.periods if told and told.year}
    period, doubt = dated(period, text.published, years)
    if of_kind(statement.lead, "cumulative") and period.period_type == "month":
        period, doubt = replace(period, period_type="ytd"), "period"
    return period, (*asked, *([f"press_{doubt}"] if doubt else []))


def _subject(statement: Statement, before: Before, around: _Around) -> Subject:
    """The series of a figure; doubtful where another is named after it."""
    subject = subject_of(statement, before, around.scope.place, around.linked)
    # a contribution names the total it goes to
    late = of_kind(statement.tail, "indicator", "sector") and statement.figure.unit.code != "percentage_points"
    if not subject.indicator:  # "a rise of 10.4 % of the IIP"
        subject = replace(subject, indicator=around.indicator)
    prices = [item for item in of_kind((*statement.lead, *statement.tail), "prices")]
    asked = ["press_carried"] if late else []
    asked += ["press_prices"] if any(subject.indicator not in item.detail.split("|") for item in prices) else []
    return replace(subject, questions=(*subject.questions, *asked))


def _words(statement: Statement, subject: Subject, text: Text, around: _Around) -> Iterator[tuple[str, str]]:
    """The words beside a figure that nothing explains, and those named before it that it may be meant for."""
    tail = [item.text for item in of_kind(statement.tail, *NOT_EXPLAINED) if not means_home(item, text.home)]
    odd = dict.fromkeys([*subject.odd, *tail])
    if odd:
        yield "press_words", " ".join(odd)
    if around.scope.words:
        yield "press_scope", ", ".join(around.scope.words)


def _verbs(statement: Statement) -> frozenset[str]:
    signed = {"+": ["rise"], "-": ["fall"]}.get(statement.figure.sign, [])
    return frozenset(codes(statement.own, "verb") or signed or (["reach"] if of_kind(statement.own, "status") else []))


def _inherited(verbs: frozenset[str], period: Spoken | None, before: Before, around: _Around) -> str:
    """The base of growth that names none: the only one of its sentence, or of the one it carries on from.

    What one indicator is compared with in a month need not hold for another one.
    """
    if not verbs & _MOVES or (around.mixed and period and period.period_type == "month"):
        return ""
    bases = around.bases or (before.bases if around.linked or before.same_sentence else ())
    return bases[0] if len(bases) == 1 else ""


def _paired(found: list[Reading]) -> list[Reading]:
    """Two rates of a month in a row without bases, asked about: the first is on the month, as a rule."""
    for one, other in pairwise(found):
        if one.key == other.key and one.meaning.base_open and other.meaning.base_open:
            monthly = replace(one.meaning, measure="growth_mom_pct")
            found = [replace(told, meaning=monthly) if told is one else told for told in found]
    return found


def _meaning(statement: Statement, text: Text, verbs: frozenset[str], base: str, period: Spoken | None) -> Meaning:
    value, sure = read_number(statement.figure.printed, text.marks)
    named = bool(of_kind(statement.lead, "indicator", "sector", "period"))
    setting = Setting(verbs, base, plan_of(statement, period), period, bool(of_kind(statement.tail, "onto")), named)
    said = meaning(statement.figure, value, setting)
    doubts = ([] if sure else ["press_number"]) + (["press_range"] if statement.figure.in_range else [])
    return replace(said, questions=(*said.questions, *doubts))


def _notes(statement: Statement) -> list[str]:
    figure = statement.figure
    return [f"source says {figure.approximate}"] * bool(figure.approximate) + [f"of {figure.of}"] * figure.of.isdigit()


def _status(statement: Statement, before: Before) -> str:
    named = codes(statement.lead, "status")
    return named[-1] if named else before.status if before.same_sentence else "estimate"


def _asked_by_words(statement: Statement) -> Iterator[str]:
    """The questions that single words raise."""
    for item in (*statement.lead, *statement.tail):
        if item.kind in _ASKED_BY_KIND:
            yield _ASKED_BY_KIND[item.kind]
    if of_kind(statement.own, "cause"):
        yield "press_cause"
    moves = [item.code for item in of_kind(statement.own, "verb") if item.code in _MOVES]
    doubled = statement.figure.sign == "-" and moves
    if len(moves) > 1 or doubled or set(codes(statement.lead, "verb")) >= _MOVES:
        yield "press_verb"
    if of_kind(statement.tail, "target"):
        yield "press_target"


def _asked_by_place(statement: Statement, period: Spoken | None, base: str, earlier: Spoken | None) -> Iterator[str]:
    """The questions raised by words that do not go with the period or the base."""
    late = of_kind(statement.lead, "past") and not earlier
    if late or (earlier and base not in ("", "yoy")):
        yield "press_base"


def _with_rest(found: list[Reading], rest: tuple[Item, ...]) -> list[Reading]:
    """A subject or period named after the last figure, for which it came too late, is asked about."""
    if found and of_kind(rest, "indicator", "sector", "period", "past", "target", "without"):
        return [*found[:-1], _asked(found[-1], "press_rest")]
    return found


def _asked(reading: Reading, question: str) -> Reading:
    return replace(reading, questions=(*reading.questions, (question, "")))


def conflicting(found: Iterable[Reading]) -> set[int]:
    """Places of the figures that differ from another sure one of the same series, period and measure."""
    first: dict[object, tuple[int, float]] = {}
    places: set[int] = set()
    for place, reading in enumerate(found):
        if not reading.questions:
            earlier, value = first.setdefault(reading.key, (place, reading.meaning.value))
            places |= {earlier, place} if value != reading.meaning.value else set()
    return places
