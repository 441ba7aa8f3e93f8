"""What must be said beside an answer: how old its figures are, that its year is printed, what its plan means, and
where the estimate leaves the newest print."""

from collections.abc import Iterator
from math import isnan

from analysis import wording
from analysis.outlook.answer import Answer
from analysis.report import amounts

_OLD = 3
"""Months without a figure from which on it is said first: figures of a month come out within two of it."""


def stale(answer: Answer, language: str = "vi") -> list[str]:
    """That the newest figure is months old, or nothing; it belongs before anything else."""
    if answer.age < _OLD or not isnan(answer.outturn):
        return []
    month = wording.month(answer.last, language)
    words = {"name": amounts.name(answer, language), "month": month, "age": answer.age}
    return [wording.sentence("note_stale", language, **words)]


def notes(answer: Answer, language: str = "vi") -> list[str]:
    """What is said after the heading, in sentences; nothing where the answer speaks for itself."""
    return [wording.sentence(key, language, **words) for key, words in _notes(answer, language)]


def _notes(answer: Answer, language: str) -> Iterator[tuple[str, dict[str, object]]]:
    target, view = answer.target, answer.outlook
    name = amounts.name(answer, language)
    if target.upper is not None and isnan(answer.outturn):
        chances = (view.chance, view.upper_chance, view.inside)
        low, high, inside = (wording.chance_text(chance, language) for chance in chances)
        lower, upper = (wording.digits(bound, language) for bound in target.bounds)
        bounds = {"lower": lower, "upper": upper, "low": low, "high": high, "inside": inside}
        yield "note_range", bounds
    if target.first_year < target.year:
        yield "note_average", {"first": target.first_year, "last": target.year}
    if answer.basis:
        yield "note_basis", {"name": name, "basis": answer.basis}
    if answer.departure:
        yield _departure(answer, language)


def _departure(answer: Answer, language: str) -> tuple[str, dict[str, object]]:
    left = answer.departure
    growths = {"estimated": left.estimated, "printed": left.printed, "other": left.other}
    words = {one: wording.percent(value, 1, language, signed=True) for one, value in growths.items()}
    sectors = ", ".join(wording.within(wording.term("sector", one, language)) for one in left.sectors)
    by = wording.number(abs(left.by), 1, language)
    months = wording.months_to(answer.last, language)
    return f"note_departs_{left.why}", words | {"by": by, "sectors": sectors, "months": months}
