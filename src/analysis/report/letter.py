"""A letter to the statistics office about published figures that do not fit, each with its arithmetic."""

from dataclasses import replace

import pandas as pd

from analysis import wording
from analysis.checks.finding import figure_name
from analysis.identities import Residual, residuals
from analysis.ledger import FIGURE, Figure, newest_prints, usable
from analysis.report.blocks import Items, Paragraph, Report
from analysis.report.paper import Known
from analysis.report.sentences import bases, readings, say


def letter(known: Known) -> Report | None:
    """The draft for the plan year and the year before; None where all prints fit within rounding and revision."""
    told = []
    for level, growth in readings(known.answers):  # the base that both imply, beside the one that was printed
        base = bases(level, growth)
        told += [say("letter_plan", level, known.language, **base, gap=abs(base["published"] - base["implied"]))]
    told += [_item(one, known.language) for one in contradictions(known.facts, known.year)]
    if not told:
        return None
    head = known.letterhead
    own = {"issuer": head.issuer, "year": known.year, "sign": wording.term("letterhead", "sign", known.language)}
    office, number = (known.say(f"letter_{part}", **own) for part in ("office", "number"))
    head = replace(head, number=number, receivers=(office, *head.receivers[-1:]))
    opening, request = (Paragraph(known.say(f"letter_{part}", **own)) for part in ("opening", "request"))
    body = (opening, Items(tuple(told)), request)
    kind = wording.term("form", "letter", known.language)
    return Report(known.language, known.as_of, kind, known.say("letter_title", **own), head, body)


def contradictions(facts: pd.DataFrame, year: int) -> list[Residual]:
    """Newest prints of a year and the year before that others contradict beyond rounding and revision, worst first."""
    newest = newest_prints(usable(facts, wording.folder()))[[*FIGURE, "value"]]
    known = {Figure(*key): value for *key, value in newest.itertuples(index=False)}
    own = [figure for figure in known if int(figure.period[:4]) in (year - 1, year)]
    found = [one for one in residuals(known.get, own) if one.gap > one.identity.allowed[0]]
    return sorted(found, key=lambda one: -one.gap / one.identity.allowed[0])


def _item(one: Residual, language: str) -> str:
    """A print beside what other prints make of it."""
    words = {"figure": _name(one.figure, language), "printed": one.printed}
    needs = [
        wording.sentence("letter_need", language, figure=_name(figure, language), value=value)
        for figure, value in zip(one.needs, one.values, strict=True)
    ]
    ends = dict.fromkeys(wording.number(end, wording.decimals_of(one.printed), language) for end in (one.low, one.high))
    return wording.sentence("letter_item", language, **words, needs="; ".join(needs), made=" – ".join(ends))


def _name(figure: Figure, language: str) -> str:
    return figure_name(pd.Series(figure._asdict()), language)
