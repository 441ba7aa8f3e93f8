"""What the answers say in words, every number computed."""

from itertools import pairwise
from math import isnan

import pandas as pd

from analysis import wording
from analysis.ledger import newest_prints
from analysis.outlook import independent_chance, joint_chance
from analysis.outlook.answer import Answer
from analysis.report import amounts
from analysis.report.joint import joint_sentence
from analysis.report.notes import notes, stale


def sentences(answers: list[Answer], language: str = "vi") -> list[str]:
    """What is old; heading, notes and pace of each target; all at once; where two readings of one plan disagree."""
    used = [answer for answer in answers if answer.used]
    told = [sentence for answer in used for sentence in stale(answer, language)]
    for answer in used:
        told += [heading(answer, language), *notes(answer, language)]
        settled = isnan(answer.target.value) or not isnan(answer.outturn)
        told += [] if settled else [needed(answer, language)]
    told += [together(answers, language)] if sum(not isnan(one.target.value) for one in used) > 1 else []
    return told + [two_readings(level, growth, language) for level, growth in readings(answers)]


def heading(answer: Answer, language: str = "vi") -> str:
    """Where the year is heading, and the chance; once the year is printed, what was printed, and the verdict."""
    view = answer.outlook
    if not isnan(answer.outturn):
        return _settled(answer, language)
    return wording.sentence(
        "outlook_unplanned" if isnan(answer.target.value) else "outlook_sentence",
        language,
        name=amounts.name(answer, language),
        year=answer.target.year,
        median=amounts.with_unit(answer, amounts.estimate(answer, view.median, language), language),
        low=amounts.estimate(answer, view.low, language),
        high=amounts.estimate(answer, view.high, language),
        target=amounts.plan(answer, language),
        chance=amounts.chance(answer, language),
        verdict=amounts.verdict(answer, language),
    )


def _settled(answer: Answer, language: str) -> str:
    unplanned = isnan(answer.target.value)
    key = "settled_unplanned" if unplanned else "settled_provisional" if answer.provisional else "settled_sentence"
    return wording.sentence(
        key,
        language,
        name=amounts.name(answer, language),
        year=answer.target.year,
        value=amounts.with_unit(answer, wording.digits(answer.outturn, language), language),
        target="" if unplanned else amounts.plan(answer, language),
        verdict=amounts.verdict(answer, language),
    )


def needed(answer: Answer, language: str = "vi") -> str:
    """The pace the remaining months need, or may fall by, beside the pace so far; or that none are left."""
    year = answer.target.year
    if answer.passed:
        return wording.sentence("plan_passed", language, done=wording.months_to(answer.last, language))
    if pd.isna(answer.pace):
        ended = answer.over and isnan(answer.outturn)
        return wording.sentence("year_ended" if ended else "year_over", language, year=year)
    if pd.isna(answer.so_far):
        pace = wording.percent(answer.pace, 1, language, signed=True)
        return wording.sentence("pace_first", language, year=year, pace=pace)
    pace = wording.rounded_as_read(answer.pace, 1)
    if answer.target.direction == "at_most":
        key = "pace_at_most"
    else:
        key = "pace_flat" if pace == 0 else "pace_sentence" if pace > 0 else "pace_falling"
    return wording.sentence(
        key,
        language,
        left=wording.sentence("months_left", language, count=12 - answer.last.month),
        pace=wording.percent(answer.pace if key == "pace_at_most" else abs(answer.pace), 1, language),
        done=wording.months_to(answer.last, language),
        so_far=wording.percent(answer.so_far, 1, language, signed=True),
    )


def together(answers: list[Answer], language: str = "vi") -> str:
    """The chance that every target is reached, path by path."""
    used = [answer for answer in answers if answer.used]
    chances = {"chance": joint_chance(used), "independent": independent_chance(used)}
    words = {name: wording.chance_text(chance, language) for name, chance in chances.items()}
    return joint_sentence(len(used), **words, language=language)


def two_readings(level: Answer, growth: Answer, language: str = "vi") -> str:
    """The base that a plan's amount and growth imply together, against the published one."""
    return wording.sentence(
        "two_readings",
        language,
        level=amounts.plan(level, language),
        growth=amounts.plan(growth, language),
        used=amounts.plan(level, language),
        **bases(level, growth, language),
    )


def bases(level: Answer, growth: Answer, language: str = "vi") -> dict[str, object]:
    """The year before the plan's, its level as the plan implies it and as published: base_year, implied, published."""
    base = level.target.year - 1
    own = newest_prints(level.figures)
    own = own[(own["period"] == str(base)) & (own["measure"] == "level")]
    implied = level.target.value / (1 + growth.target.value / 100)
    published = wording.digits(own["value"].iloc[-1], language) if len(own) else "–"
    return {
        "base_year": base,
        "implied": amounts.with_unit(level, amounts.estimate(level, implied, language), language),
        "published": amounts.with_unit(level, published, language),
    }


def readings(answers: list[Answer]) -> list[tuple[Answer, Answer]]:
    """Plans that state both an amount and a growth: the two answers of each."""
    return [(a, b) for a, b in pairwise(answers) if a.target.series == b.target.series]
