"""The questions that the words around a figure raise."""

from collections.abc import Iterator

from analysis.readers.text.periods import Spoken
from analysis.readers.text.statements import Statement
from analysis.readers.text.words import NOT_EXPLAINED, codes, of_kind

_ASKED_BY_KIND = {"compare": "press_compare", "to": "press_moved", "several": "press_several"}


def asked_by_words(statement: Statement, indicator: str) -> Iterator[str]:
    """The questions that single words raise."""
    for item in (*statement.lead, *statement.tail):
        if item.kind in _ASKED_BY_KIND:
            yield _ASKED_BY_KIND[item.kind]
        if item.kind == "prices" and indicator not in item.detail.split("|"):
            yield "press_prices"
    if of_kind(statement.own, "cause"):
        yield "press_cause"
    moves = [item.code for item in of_kind(statement.own, "verb") if item.code in ("rise", "fall")]
    if len(moves) > 1 or {"rise", "fall"} <= set(codes(statement.lead, "verb")):
        yield "press_verb"
    if of_kind(statement.tail, "target"):
        yield "press_target"


def asked_by_place(statement: Statement, period: Spoken | None, base: str, earlier: Spoken | None) -> Iterator[str]:
    """The questions raised by words that do not go with the period or the base."""
    if of_kind(statement.lead, "cumulative") and (period is None or period.period_type == "month"):
        yield "press_period"
    late = of_kind(statement.lead, "same_period") and not earlier
    if late or (earlier and base not in ("", "yoy")):
        yield "press_base"


def odd_words(statement: Statement, beside: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The words beside a figure that nothing explains, those beside the name of its series among them."""
    words = [*beside, *(item.text for item in of_kind(statement.tail, *NOT_EXPLAINED))]
    return (("press_words", " ".join(dict.fromkeys(words))),) if words else ()
