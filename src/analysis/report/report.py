"""The whole report in one language, in the order such reports have."""

import pandas as pd

from analysis import wording
from analysis.outlook.answer import Answer
from analysis.periods import months_of
from analysis.report.ahead import conditions, tasks
from analysis.report.blocks import Annex, Block, Heading, Items, Letterhead, Paragraph, Picture, Report
from analysis.report.method import method
from analysis.report.origins import origins
from analysis.report.plan import plan_table
from analysis.report.quoted import gathered, quoted
from analysis.report.results import results
from analysis.report.sentences import heading, readings, together, two_readings

_ROMAN = ("I", "II", "III", "IV")
_ANNEXES = ("charts", "sources", "method")


def report(
    answers: list[Answer], facts: pd.DataFrame, pictures: tuple[Picture, ...], as_of: str, language: str = "vi"
) -> Report:
    """The report of a province; `facts`: its ledger as known on the day."""
    parts = quoted(answers, facts)
    sections = {
        "results": results(answers, parts, language),
        "outlook": [plan_table(answers, language), *_outlook(answers, language)],
        "needed": [Items(tuple(conditions(answers, language)))],
        "tasks": [Items(tuple(tasks(answers, language)))],
    }
    annexes = {
        "charts": pictures,
        "sources": origins(answers, gathered(parts), facts, language),
        "method": tuple(Paragraph(text) for text in method(answers, language)),
    }
    return Report(
        language,
        as_of,
        wording.term("form", "report", language),
        title(answers, gathered(parts), language),
        letterhead(answers[0].target.geography, as_of, language),
        (Paragraph(_opening(answers, as_of, language)), *_numbered(sections, language)),
        tuple(_annex(name, annexes[name], language) for name in _ANNEXES),
    )


def letterhead(geography: str, as_of: str, language: str = "vi") -> Letterhead:
    """The form of official documents, in the words of the province's department; dated by the day of the figures."""
    above, issuer, sign, place = (
        wording.term(group, geography, language) for group in ("issuer_above", "issuer", "issuer_sign", "issuer_place")
    )
    form = {
        code: wording.term("form", code, language)
        for code in ("nation", "motto", "signer", "signer_name", "recipients", "leaders", "archive")
    }
    date = wording.day_in_words(as_of, language)
    receivers = (wording.sentence("form_reported", language, above=above), form.pop("leaders"), form.pop("archive"))
    return Letterhead(
        **form,
        above=above,
        issuer=issuer,
        number=wording.sentence("form_number", language, sign=sign),
        place_date=wording.sentence("form_place_date", language, place=place, date=date),
        attached=wording.sentence("form_attached", language, sign=sign, date=date, issuer=issuer),
        receivers=receivers,
    )


def title(answers: list[Answer], figures: pd.DataFrame, language: str = "vi") -> str:
    """What the report is about: January to the newest month that quoted figures speak of, and the plan year."""
    pairs = zip(figures["period_type"], figures["period"], strict=True)
    newest = max([*(answer.last for answer in answers), *(months_of(*pair)[-1] for pair in pairs)])
    months = wording.months_to(newest, language)
    return wording.sentence("report_title", language, months=months, year=answers[0].target.year)


def _opening(answers: list[Answer], as_of: str, language: str) -> str:
    target = answers[0].target
    return wording.sentence(
        "report_opening",
        language,
        issuer=wording.term("issuer", target.geography, language),
        sources=_label("sources", language),
        method=_label("method", language),
        year=target.year,
        day=wording.day(as_of, language),
        count=wording.number(answers[0].paths.shape[1], 0, language),
    )


def _outlook(answers: list[Answer], language: str) -> list[Block]:
    used = [answer for answer in answers if answer.used]
    told = [heading(answer, language) for answer in used]
    told += [together(answers, language)] if len(used) > 1 else []
    told += [two_readings(level, growth, language) for level, growth in readings(answers)]
    return [Paragraph(text) for text in told]


def _numbered(sections: dict[str, list[Block]], language: str) -> list[Block]:
    blocks: list[Block] = []
    for number, (name, own) in zip(_ROMAN, sections.items(), strict=True):
        blocks += [Heading(f"{number}. {wording.term('report', name, language)}"), *own]
    return blocks


def _annex(name: str, blocks: tuple[Block, ...], language: str) -> Annex:
    return Annex(_label(name, language), wording.term("report", name, language), blocks)


def _label(name: str, language: str) -> str:
    return f"{wording.term('form', 'annex', language)} {_ROMAN[_ANNEXES.index(name)]}"
