"""Sentences as candidate figures, each with the questions it leaves open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.ledger.vocabulary import Vocabulary
from analysis.readers.phrases import Item, codes, of_kind
from analysis.readers.spoken import Spoken, dated, read_number, spoken
from analysis.readers.text.reading import MOVES, Before, Reading, base_of, earlier_period, in_unit, measure_of, plan_of
from analysis.readers.text.sentences import Statement
from analysis.readers.text.subjects import NOT_EXPLAINED, Scope, anchors, means_home, period_of, subject_of

_ASKED_BY_KIND = {"compare": "press_compare", "to": "press_moved", "several": "press_several"}
_SETTLED_OF_PLANS = ("press_period", "press_carried_period", "press_future", "press_year", "press_base", "press_range")
"""What need not be asked of a plan whose year is known: its year is not over, its growth is on the year before."""
_TOO_LATE = ("indicator", "sector", "period", "past", "target", "without", "scope")


@dataclass(frozen=True)
class Text:
    """What holds for a whole text: its day, its home, the decimal marks its numbers give away, the ledger's words."""

    published: str
    home: str
    marks: frozenset[str]
    vocabulary: Vocabulary


class _Around:
    """What all figures of a sentence share: whether it carries on from another (`linked`), its bases, its only period.

    `mixed`: it speaks of several indicators; `indicator`: the only one it names.
    """

    def __init__(
        self, statements: list[Statement], rest: tuple[Item, ...], text: Text, scope: Scope, before: Before
    ) -> None:
        told = [item for statement in statements for item in statement.words]
        periods = {spoken(item) for item in of_kind((*told, *rest), "period")}
        indicators = codes((*told, *rest), "indicator")
        lead = statements[0].lead
        branch = of_kind(lead, "sector") and not of_kind(lead, "indicator")
        anchored = Scope(scope.place, aims=scope.aims, years=scope.years)
        self.text, self.scope = text, anchored if anchors(told, scope.place) else scope
        self.linked = bool(of_kind(lead, "link", "cumulative") or branch)
        self.bases = _bases(statements, rest, text, before)
        self.mixed = any(of_kind(statement.lead, "indicator") for statement in statements[1:])
        self.period = periods.pop() if len(periods) == 1 else None
        self.indicator = indicators[0] if len(indicators) == 1 else ""


def readings(
    statements: list[Statement], rest: tuple[Item, ...], text: Text, scope: Scope, before: Before
) -> tuple[list[Reading], Before]:
    """The figures of a sentence in order, and what the next one may carry on from; `before`: what this one may.

    Nothing is sure after a series or period without a figure.
    """
    found: list[Reading] = []
    around = _Around(statements, rest, text, scope, before)
    aims, inside = [Item("target", "plan", "", "")] * scope.aims, None
    for statement in statements:
        # a plan that was passed, "11 of 18 targets reached and exceeded", leads to no figure
        exceeded = "exceed" in codes(statement.lead, "verb")
        aims += of_kind(statement.lead, "target", *["plan"] * (not exceeded))
        inside = (inside or before) if statement.bracketed else None
        reading = _reading(statement, inside or before, around)
        last = found[-1].statement if found else statement
        own = of_kind(last.tail[-1:], "plan") if statement.bracketed and not last.bracketed else []
        if own and found[-1].period:  # "62.7 % of the year's plan (130 million USD)"
            reading.period, year = None, found[-1].period.year
            _as_plan(reading, own, frozenset({year}), None)
        elif aims:
            _as_plan(reading, aims, scope.years, found[-1] if found else None)
        found.append(reading)
        if inside:
            inside = inside.after(reading)
        elif reading.carries:
            before = before.after(reading)
    _pair(found)
    found[-1].ask(*["press_rest"] * bool(of_kind(rest, *_TOO_LATE)))
    carried = any(reading.carries for reading in found)
    if of_kind(rest, "indicator", "sector", "period", *(() if carried else ("word",))):
        before = replace(before, series=frozenset(), periods=frozenset(), bases=())
    return found, replace(before, same_sentence=False)


def conflicting(found: Iterable[Reading]) -> set[int]:
    """Places of the figures that differ from another sure one of the same series, period and measure."""
    first: dict[object, tuple[int, float]] = {}
    places: set[int] = set()
    for place, reading in enumerate(found):
        if not reading.asked:
            earlier, value = first.setdefault(reading.key, (place, reading.value))
            places |= {earlier, place} if value != reading.value else set()
    return places


def _bases(statements: list[Statement], rest: tuple[Item, ...], text: Text, before: Before) -> tuple[str, ...]:
    """The bases of growth that a sentence names, in order."""
    named, period = [], before.period
    for statement in (told for told in statements if not of_kind(told.lead, "compare")):
        told = of_kind(statement.words, "period")
        period = dated(spoken(told[0]), text.published)[0] if told else period
        named.append(base_of(statement, period))
    named += codes(rest, "base")
    return tuple(dict.fromkeys(base for base in named if base not in ("", "plan", "other_plan")))


def _reading(statement: Statement, before: Before, around: _Around) -> Reading:
    figure, text = statement.figure, around.text
    subject = subject_of(statement, before, around.scope.place, around.linked, around.indicator)
    reading = Reading(statement, subject, notes=[f"source says {figure.approximate}"] * bool(figure.approximate))
    reading.ask(*subject.asked)
    _date(reading, before, around)
    reading.base = base_of(statement, reading.period) or _inherited(reading, before, around)
    reading.plan = plan_of(statement, reading.period)
    value, sure = read_number(figure.printed, text.marks)
    said = measure_of(reading, value if figure.sign != "-" or reading.verbs == {"fall"} else -value)
    reading.measure = said[0]
    reading.value, reading.unit = in_unit(*said, subject.indicator, text.vocabulary)
    reading.notes += [f"of {figure.of}"] * figure.of.isdigit()
    reading.status = (codes(statement.lead, "status") or [before.status if before.same_sentence else "estimate"])[-1]
    _compare(reading)
    reading.ask(*["press_number"] * (not sure), *["press_range"] * figure.in_range)
    known = subject.indicator in text.vocabulary.known("indicator")
    fits = not known or reading.unit in text.vocabulary.units(subject.indicator, reading.measure)
    reading.ask(*["press_unit"] * (figure.unit_assumed or not fits))
    _ask_by_words(reading, around)
    return reading


def _date(reading: Reading, before: Before, around: _Around) -> None:
    """Sets the period of a figure with its year."""
    period, asked = period_of(reading.statement, before, around.linked)
    reading.ask(*asked)
    if period := period or around.period:
        years = around.scope.years | {told.year for told in before.periods if told and told.year}
        period, doubt = dated(period, around.text.published, years)
        if of_kind(reading.statement.lead, "cumulative") and period.period_type == "month":
            period, doubt = replace(period, period_type="ytd"), "period"
        reading.ask(*[f"press_{doubt}"] * bool(doubt))
    reading.period = period


def _inherited(reading: Reading, before: Before, around: _Around) -> str:
    """The base of growth that names none: the only one of its sentence, or of the one it carries on from.

    What one indicator is compared with in a month need not hold for another one.
    """
    monthly = reading.period is not None and reading.period.period_type == "month"
    if not reading.verbs & MOVES or (around.mixed and monthly):
        return ""
    bases = around.bases or (before.bases if around.linked or before.same_sentence else ())
    return bases[0] if len(bases) == 1 else ""


def _compare(reading: Reading) -> None:
    """Moves a figure to the earlier period that it is one of; a base that does not go with it is asked about."""
    earlier = earlier_period(reading.statement, reading.period)
    late = of_kind(reading.statement.lead, "past") and not earlier
    reading.ask(*["press_base"] * bool(late or (earlier and reading.base not in ("", "yoy"))))
    if earlier:
        reading.period, reading.earlier, reading.status = earlier, True, "comparison"


def _ask_by_words(reading: Reading, around: _Around) -> None:
    """Asks what single words raise: reasons, aims, comparisons, words that nothing explains, others named before."""
    statement, scope = reading.statement, around.scope
    reading.ask(*[_ASKED_BY_KIND[item.kind] for item in statement.words if item.kind in _ASKED_BY_KIND])
    reading.ask(*["press_cause"] * bool(of_kind(statement.own, "cause")))
    moves = [item.code for item in of_kind(statement.own, "verb") if item.code in MOVES]
    doubled = len(moves) > 1 or (statement.figure.sign == "-" and moves) or set(codes(statement.lead, "verb")) >= MOVES
    reading.ask(*["press_verb"] * bool(doubled), *["press_target"] * bool(of_kind(statement.tail, "target")))
    tail = [item for item in of_kind(statement.tail, *NOT_EXPLAINED) if not means_home(item, around.text.home)]
    odd = dict.fromkeys([*reading.subject.odd, *(item.text for item in tail)])
    words = {"press_words": " ".join(odd), "press_scope": ", ".join(scope.words)}
    reading.asked |= {question: told for question, told in words.items() if told}


def _pair(found: list[Reading]) -> None:
    """Takes two rates of a month in a row without bases, both asked about, as on the month and on the year."""
    for one, other in pairwise(found):
        growth = one.measure == "growth_yoy_pct" and "press_base" in one.asked and "press_base" in other.asked
        if one.key == other.key and growth:
            one.measure = "growth_mom_pct"


# ---- plans


def _as_plan(reading: Reading, aims: Sequence[Item], years: frozenset[int], last: Reading | None) -> None:
    """Makes a figure that plan words lead to (`aims`) the plan of a year: its status is then "plan" or "ceiling".

    `years`: those the text named before; `last`: the figure before, whose plan this is where both are ends of a range.
    """
    reading.ask("press_target")
    ends = bool(last and last.is_plan and reading.statement.figure.in_range and last.statement.figure.in_range)
    year = None if ends else _year_of_plan(reading, aims, years)
    if ends:
        reading.subject, reading.measure, reading.unit = last.subject, last.measure, last.unit
        reading.period, reading.status, reading.asked = last.period, last.status, dict(last.asked)
    elif year and reading.measure in ("level", "growth_yoy_pct") and reading.base != "plan":
        reading.period = Spoken("year", 0, year)
        reading.status = "ceiling" if reading.statement.figure.approximate == "less than" else "plan"
        reading.asked = {
            key: told for key, told in reading.asked.items() if key not in (*_SETTLED_OF_PLANS, "press_target")
        }
        reading.ask("press_plan_of_year")


def _year_of_plan(reading: Reading, aims: Sequence[Item], years: frozenset[int]) -> int | None:
    """The year of a plan, where its words speak of one; none of a forecast, a month or what was done."""
    if any((item.kind, item.code) == ("target", "") or {"month", "quarter"} & {*item.named} for item in aims):
        return None
    if reading.period and reading.period.period_type != "year":
        return None
    named = {item.named["year"] for item in aims if "year" in item.named} or years - {0}
    return reading.period.year if reading.period else next(iter(named)) if len(named) == 1 else None
