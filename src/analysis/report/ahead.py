"""What reaching the plan would take, and what follows for the months left; every statement is computed."""

import pandas as pd

from analysis import wording
from analysis.outlook import LIKELY
from analysis.outlook.answer import Answer
from analysis.report import amounts
from analysis.report.quoted import LEVEL
from analysis.report.sentences import bases, needed, readings


def conditions(answers: list[Answer], language: str = "vi") -> list[str]:
    """For each target that decides: the pace it needs, and the amount that is left of a planned level."""
    return [_condition(answer, language) for answer in answers if answer.used]


def tasks(answers: list[Answer], language: str = "vi") -> list[str]:
    """What is least likely first, what holds, which figures are late, which base is in dispute."""
    ordered = sorted((answer for answer in answers if answer.used), key=lambda answer: answer.outlook.chance)
    ahead = [answer for answer in ordered if pd.notna(answer.pace)]
    short = [answer for answer in ahead if answer.outlook.chance < LIKELY]
    told = [_effort("task_next" if place else "task_first", answer, language) for place, answer in enumerate(short)]
    told += [_hold(answer, language) for answer in ahead if answer.outlook.chance >= LIKELY]
    told += [] if ahead else [wording.sentence("task_none", language, year=answers[0].target.year)]
    return [*told, *_late(ordered, language), *(_base(*pair, language) for pair in readings(answers))]


def _condition(answer: Answer, language: str) -> str:
    pace = f"{amounts.name(answer, language)}: {wording.within(needed(answer, language))}"
    return f"{pace} {_left(answer, language)}" if _is_under_way(answer) else pace


def _is_under_way(answer: Answer) -> bool:
    year = answer.last.year == answer.target.year and answer.last.month < 12
    return answer.target.measure == LEVEL and year and pd.notna(answer.done)


def _left(answer: Answer, language: str) -> str:
    rest, count = answer.target.value - answer.done, 12 - answer.last.month
    if rest <= 0:
        return wording.sentence("gap_none", language, over=_amount(answer, -rest, language))
    months = pd.period_range(answer.last + 1, periods=count, freq="M") - 12
    before = float(answer.paths.loc[months].mean().median())
    return wording.sentence(
        "gap_sentence",
        language,
        rest=_amount(answer, rest, language),
        left=wording.sentence("months_left", language, count=count),
        mean=_amount(answer, rest / count, language),
        before=_amount(answer, before, language),
    )


def _amount(answer: Answer, value: float, language: str) -> str:
    return amounts.with_unit(answer, amounts.estimate(answer, value, language), language)


def _effort(key: str, answer: Answer, language: str) -> str:
    left = 12 - answer.last.month if answer.last.year == answer.target.year else 12
    return wording.sentence(
        key,
        language,
        name=_within(answer, language),
        chance=amounts.chance(answer, language),
        left=wording.sentence("months_left", language, count=left),
        pace=wording.percent(answer.pace, 1, language, signed=True),
        so_far=wording.percent(answer.so_far, 1, language, signed=True),
    )


def _hold(answer: Answer, language: str) -> str:
    words = {"name": _within(answer, language), "chance": amounts.chance(answer, language)}
    return wording.sentence("task_hold", language, **words, median=_amount(answer, answer.outlook.median, language))


def _late(answers: list[Answer], language: str) -> list[str]:
    """Which targets' figures end before those of others, one sentence a month."""
    newest = max(answer.last for answer in answers)
    late: dict[pd.Period, list[str]] = {}
    for answer in answers:
        if answer.last < newest:
            late.setdefault(answer.last, []).append(_within(answer, language))
    until = wording.month(newest, language)
    return [
        wording.sentence(
            "task_figures", language, names=", ".join(names), known=wording.month(known, language), newest=until
        )
        for known, names in sorted(late.items())
    ]


def _base(level: Answer, growth: Answer, language: str) -> str:
    return wording.sentence("task_base", language, name=_within(level, language), **bases(level, growth, language))


def _within(answer: Answer, language: str) -> str:
    return wording.within(amounts.name(answer, language))
