"""What reaching the plan would take, and what follows for the months left; every statement is computed."""

import pandas as pd

from analysis import wording
from analysis.answer import Answer
from analysis.brief import amounts
from analysis.brief.quoted import LEVEL
from analysis.brief.sentences import bases, needed, readings
from analysis.outlook import LIKELY


def conditions(answers: list[Answer], language: str = "vi") -> list[str]:
    """The pace of each target that decides, and the amount that is left of a planned level."""
    told = []
    for answer in answers:
        if answer.used:
            told += [f"{amounts.name(answer, language)}: {_continued(needed(answer, language))}"]
            told += [_left(answer, language)] if _is_under_way(answer) else []
    return told


def tasks(answers: list[Answer], language: str = "vi") -> list[str]:
    """What is least likely first, what holds, which figures are late, which base is in dispute."""
    used = sorted((answer for answer in answers if answer.used), key=lambda answer: answer.outlook.chance)
    short = [answer for answer in used if answer.outlook.chance < LIKELY]
    told = [_effort("task_next" if place else "task_first", answer, language) for place, answer in enumerate(short)]
    told += [_hold(answer, language) for answer in used if answer.outlook.chance >= LIKELY]
    newest = max(answer.last for answer in used)
    told += [_late(answer, newest, language) for answer in used if answer.last < newest]
    return told + [_base(level, growth, language) for level, growth in readings(answers)]


def _continued(sentence: str) -> str:
    """A sentence after a colon."""
    return sentence[0].lower() + sentence[1:]


def _is_under_way(answer: Answer) -> bool:
    year = answer.last.year == answer.target.year and answer.last.month < 12
    return answer.target.measure == LEVEL and year and pd.notna(answer.done)


def _left(answer: Answer, language: str) -> str:
    name, rest, count = amounts.name(answer, language), answer.target.value - answer.done, 12 - answer.last.month
    if rest <= 0:
        return wording.sentence("gap_none", language, name=name, over=_amount(answer, -rest, language))
    months = pd.period_range(answer.last + 1, periods=count, freq="M") - 12
    before = float(answer.paths.loc[months].mean().median())
    return wording.sentence(
        "gap_sentence",
        language,
        name=name,
        rest=_amount(answer, rest, language),
        left=wording.sentence("months_left", language, count=count),
        mean=_amount(answer, rest / count, language),
        before=_amount(answer, before, language),
    )


def _amount(answer: Answer, value: float, language: str) -> str:
    return amounts.with_unit(answer, amounts.estimate(answer, value, language), language)


def _effort(key: str, answer: Answer, language: str) -> str:
    name, chance = amounts.name(answer, language), amounts.chance(answer, language)
    return wording.sentence(key, language, name=name, chance=chance, needed=needed(answer, language))


def _hold(answer: Answer, language: str) -> str:
    words = {"name": amounts.name(answer, language), "chance": amounts.chance(answer, language)}
    return wording.sentence("task_hold", language, **words, median=_amount(answer, answer.outlook.median, language))


def _late(answer: Answer, newest: pd.Period, language: str) -> str:
    known, newest_known = (wording.month(month, language) for month in (answer.last, newest))
    name = amounts.name(answer, language)
    return wording.sentence("task_figures", language, name=name, known=known, newest=newest_known)


def _base(level: Answer, growth: Answer, language: str) -> str:
    name = amounts.name(level, language)
    return wording.sentence("task_base", language, name=name, **bases(level, growth, language))
