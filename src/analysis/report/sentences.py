"""What the answers say in words, every number computed; the words themselves stand in data/sentences.csv."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import isnan
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import wording
from analysis.ledger import DATA, newest_prints, printed_decimals
from analysis.outlook.joint import coherence, independent_chance, joint_chance, load_dependence
from analysis.outlook.levers import Effort
from analysis.outlook.reading import Answer
from analysis.outlook.verdicts import LIKELY
from analysis.report.numbers import LEVEL, is_level, reading, under_way

_OLD = 3
"""Months without a figure from which on it is said first: figures of a month come out within two of it."""


def say(key: str, answer: Answer, language: str = "vi", **words: object) -> str:
    """A sentence about one reading of a target; its gaps are named as the columns of `numbers.reading`."""
    return wording.sentence(key, language, **reading(answer) | words)


def sentences(answers: Sequence[Answer], language: str = "vi") -> list[str]:
    """What is old; heading, notes and pace of each target; all at once; where two readings of one plan disagree."""
    used = [answer for answer in answers if answer.used]
    told = [sentence for answer in used for sentence in stale(answer, language)]
    for answer in used:
        told += [heading(answer, language), *notes(answer, language)]
        told += [needed(answer, language)] if answer.target.planned and isnan(answer.outturn) else []
    return told + untold(answers, language) + overall(answers, language)


def untold(answers: Iterable[Answer], language: str = "vi") -> list[str]:
    """The targets whose year cannot be told, and why."""
    return [say(f"untold_{answer.untold}", answer, language) for answer in answers if answer.untold]


def overall(answers: Sequence[Answer], language: str = "vi") -> list[str]:
    """The chance of all targets at once, where there are several, and the plans whose two readings disagree."""
    several = sum(answer.decides for answer in answers) > 1
    told = [together(answers, language)] if several else []
    return told + [say("two_readings", level, language, **bases(level, growth)) for level, growth in readings(answers)]


def heading(answer: Answer, language: str = "vi") -> str:
    """Where the year is heading, and the chance; once the year is printed, what was printed, and the verdict."""
    if isnan(answer.outturn):
        return say("outlook_sentence" if answer.target.planned else "outlook_unplanned", answer, language)
    key = "settled_provisional" if answer.provisional else "settled_sentence"
    return say(key if answer.target.planned else f"{key}_unplanned", answer, language)


def stale(answer: Answer, language: str = "vi") -> list[str]:
    """That the newest figure is months old, or nothing; it belongs before anything else."""
    if answer.age < _OLD or not isnan(answer.outturn):
        return []
    newest = pd.Period(answer.day, "M") - answer.age  # of an old year it may be one of the year after
    return [say("note_stale", answer, language)] if newest == answer.last else []


def notes(answer: Answer, language: str = "vi") -> list[str]:
    """What must be said beside an answer: what its plan means, and where it leaves the newest print."""
    target = answer.target
    keys = ["note_range"] if target.upper is not None and isnan(answer.outturn) else []
    keys += ["note_average"] if target.first_year < target.year else []
    keys += ["note_basis"] if answer.basis else []
    day, factor = answer.rebased or ("", float("nan"))
    keys += ["note_rebased" if isnan(factor) else "note_rebased_seen"] if day else []
    words = {"first_year": target.first_year, "day": day, "factor": factor}
    told = [say(key, answer, language, **words) for key in keys]
    return told + _departure(answer, language)


def needed(answer: Answer, language: str = "vi") -> str:
    """The pace the remaining months need, or may fall by, beside the pace so far; or that none are left."""
    if answer.over:
        return say("year_ended" if isnan(answer.outturn) else "year_over", answer, language)
    if answer.passed:
        return say("plan_passed" if answer.target.direction == "at_least" else "plan_exceeded", answer, language)
    if isnan(answer.required_growth):
        return say("pace_none", answer, language)
    if isnan(answer.so_far):
        return say("pace_first", answer, language)
    pace = wording.rounded_as_read(answer.required_growth, 1)
    if answer.target.direction == "at_most":
        return say("pace_at_most", answer, language)
    return say("pace_flat" if pace == 0 else "pace_sentence" if pace > 0 else "pace_falling", answer, language)


def together(answers: Iterable[Answer], language: str = "vi") -> str:
    """The chance that every target is reached, draw by draw, with the dependence measured and without, or once where
    both read alike; which are missed already, where some are."""
    used = [answer for answer in answers if answer.decides]
    missed = [answer for answer in used if answer.outlook.verdict == "missed"]
    if missed:
        return wording.sentence("joint_missed", language, count=len(used), names=names_of(missed, language))
    chances = {"chance": joint_chance(used), "independent": independent_chance(used)}
    alike = len({wording.chance_text(one, language) for one in chances.values()}) == 1
    return wording.sentence("joint_alike" if alike else "joint_sentence", language, count=len(used), **chances)


def names_of(answers: Iterable[Answer], language: str = "vi") -> str:
    """What these targets are called, inside a sentence."""
    return ", ".join(wording.within(say("name_of", answer, language)) for answer in answers)


def readings(answers: Iterable[Answer]) -> list[tuple[Answer, Answer]]:
    """The two answers of each plan whose amount and growth disagree by more than their rounding."""
    pairs = [(a, b) for a, b in pairwise(answers) if a.target.series == b.target.series and is_level(a)]
    return [pair for pair in pairs if _disagree(*pair)]


def bases(level: Answer, growth: Answer) -> dict[str, Any]:
    """The year before the plan's, its level as the plan implies it and as published: base_year, implied, published."""
    base = level.target.year - 1
    own = newest_prints(level.figures)
    own = own[(own["period"] == str(base)) & (own["measure"] == LEVEL)]
    implied = level.target.value / (1 + growth.target.value / 100)
    published = float(own["value"].iloc[-1]) if len(own) else float("nan")
    return {"base_year": base, "implied": implied, "published": published, "growth": growth.target.value}


def conditions(answers: Iterable[Answer], language: str = "vi") -> list[str]:
    """For each target that decides: the pace it needs, and the amount that is left of a planned level."""
    return [_condition(answer, language) for answer in answers if answer.decides and not answer.over]


def tasks(answers: Sequence[Answer], language: str = "vi") -> list[str]:
    """What is least likely first, what holds, which figures are late, which base is in dispute."""
    ordered = sorted((one for one in answers if one.used), key=lambda one: (not one.target.planned, one.outlook.chance))
    ahead = [answer for answer in ordered if pd.notna(answer.required_growth) and not answer.over]
    short = [one for one in ahead if one.outlook.chance < LIKELY and one.required_growth > 0]
    told = [say("task_next" if place else "task_first", answer, language) for place, answer in enumerate(short)]
    told += [say("task_hold", answer, language) for answer in ahead if answer not in short]
    told += [say("task_none", answers[0], language)] if all(one.over for one in answers) else []
    base = [say("task_base", level, language, **bases(level, growth)) for level, growth in readings(answers)]
    late = [] if all(answer.over for answer in ordered) else _late(ordered, language)
    return [*told, *late, *base]


def effort_sentence(effort: Effort, language: str = "vi") -> str:
    """What is asked of each sector for the chance, or that nothing is, or how far the ceilings let it go."""
    asks = [wording.sentence("effort_ask", language, **ask) for ask in effort.asks.to_dict("records")]
    stopped = effort.asks["sector"][effort.asks["at_ceiling"]]
    words = {"indicator": effort.target.indicator, "sector": effort.target.sector, "left": len(effort.months)}
    words |= {"asks": "; ".join(asks), "stopped": ", ".join(wording.term("lever", one, language) for one in stopped)}
    if effort.scenario.changes:
        outcome = "enough" if effort.enough else "stopped"
    else:
        outcome = "none" if effort.enough else "over" if effort.months.empty else "full"
    return wording.sentence(f"effort_{outcome}", language, **vars(effort) | words)


def precedent_sentence(found: pd.DataFrame, language: str = "vi") -> str:
    """How often the series itself, which `found` begins with, has grown so fast, and where nothing is known of it."""
    told = wording.sentence("precedent", language, **found.iloc[0].to_dict())
    nowhere = not (found["geography"][1:] != "vietnam").any()
    return f"{told} {wording.sentence('precedent_nowhere', language)}" if nowhere else told


def coherence_sentence(one: Answer, other: Answer, language: str = "vi") -> str:
    """Whether two targets of the same thing fit: what the second grows by where the first just reaches its target."""
    held = coherence(one, other)
    names = {"one": say("name_of", one, language), "plan_one": say("plan_of", one, language)}
    names |= {"other": say("name_of", other, language), "plan_other": say("plan_of", other, language)}
    return wording.sentence("coherence", language, **held | names)


def dependence_sentence(language: str = "vi", data: Path = DATA) -> str:
    """How many pairs of indicators can be told from independent ones."""
    pairs = load_dependence(data)
    clear = int(((pairs["low"] > 0) | (pairs["high"] < 0)).sum())
    words = {"count": len(pairs), "clear": clear, "years": int(pairs["years"].min())}
    return wording.sentence("dependence_strong" if clear else "dependence_weak", language, **words)


def _departure(answer: Answer, language: str) -> list[str]:
    """By how much the estimate of the year to date leaves the newest print of its own series, and why."""
    left = answer.departure
    if left is None:
        return []
    sectors = ", ".join(wording.within(wording.term("sector", code, language)) for code in left.sectors)
    return [say(f"note_departs_{left.why}", answer, language, **vars(left) | {"by": left.by, "sectors": sectors})]


def _disagree(level: Answer, growth: Answer) -> bool:
    """Whether no base within the rounding of both readings is the one published; False where none is."""
    half = [0.5 * 10.0 ** -printed_decimals(one.target.value) for one in (level, growth)]
    ends = [(level.target.value + a * half[0]) / (1 + (growth.target.value - a * half[1]) / 100) for a in (-1, 1)]
    published = bases(level, growth)["published"]
    return pd.notna(published) and not min(ends) <= published <= max(ends)


def _condition(answer: Answer, language: str) -> str:
    pace = f"{say('name_of', answer, language)}: {wording.within(needed(answer, language))}"
    open_amount = is_level(answer) and under_way(answer) and answer.last.month < 12 and pd.notna(answer.done)
    rest = answer.target.value - answer.done if open_amount else 0.0
    if rest <= 0:
        return pace
    left = 12 - answer.last.month
    months = pd.period_range(answer.last + 1, periods=left, freq="M") - 12
    before = float(answer.draws.loc[months].mean().median())
    return f"{pace} {say('gap_sentence', answer, language, rest=rest, mean=rest / left, before=before)}"


def _late(answers: Sequence[Answer], language: str) -> list[str]:
    """Which targets' figures end before those of others, one sentence a month."""
    newest = max(answer.last for answer in answers)
    told = []
    for known in sorted({answer.last for answer in answers} - {newest}):
        names = names_of((answer for answer in answers if answer.last == known), language)
        told += [wording.sentence("task_figures", language, names=names, known=known, newest=newest)]
    return told
