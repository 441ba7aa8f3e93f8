"""What it would take: the least that sectors have to change for a chance."""

from collections.abc import Sequence

import pandas as pd

from analysis import wording
from analysis.outlook import Ask, Effort, least_effort
from analysis.outlook.answer import Answer
from analysis.report.tables import headed


def efforts(answer: Answer, chance: float) -> list[Effort]:
    """The least effort for this chance of one target: by all its sectors together, then by each of them alone."""
    choices = [(), *((sector,) for sector in answer.parts)]
    return [least_effort(answer, chance, sectors=sectors) for sectors in choices]


def effort_sentence(effort: Effort, language: str = "vi") -> str:
    """What is asked of each sector for the chance, or that nothing is, or how far the ceilings let it go."""
    words = {
        "name": wording.indicator_name(effort.target.indicator, language, short=True),
        "wanted": wording.chance_text(effort.wanted, language),
        "before": wording.chance_text(effort.before, language),
        "after": wording.chance_text(effort.after, language),
        "left": wording.sentence("months_left", language, count=len(effort.months)),
        "asks": "; ".join(_asked(ask, language) for ask in effort.asks),
        "stopped": ", ".join(_sector(ask, language) for ask in effort.asks if ask.at_ceiling),
    }
    return wording.sentence(f"effort_{_outcome(effort)}", language, **words)


def effort_table(found: Sequence[Effort], language: str = "vi") -> pd.DataFrame:
    """One row a sector asked: its growth expected and asked for, its ceiling, and the chance all of them lead to."""
    return headed(pd.DataFrame([_row(effort, ask, language) for effort in found for ask in effort.asks]), language)


def _outcome(effort: Effort) -> str:
    if effort.scenario.changes:
        return "enough" if effort.enough else "stopped"
    if effort.enough:
        return "none"
    return "over" if effort.months.empty else "full"


def _sector(ask: Ask, language: str) -> str:
    return wording.term("lever", ask.sector, language)


def _asked(ask: Ask, language: str) -> str:
    growths = {"expected": ask.expected, "asked": ask.asked}
    told = {name: wording.percent(value, 1, language, signed=True) for name, value in growths.items()}
    return wording.sentence("effort_ask", language, sector=_sector(ask, language), **told)


def _row(effort: Effort, ask: Ask, language: str) -> dict[str, str]:
    return {
        "part": _sector(ask, language),
        "expected_growth": wording.percent(ask.expected, 1, language, signed=True),
        "asked": wording.percent(ask.asked, 1, language, signed=True),
        "change": wording.percent(ask.change, 1, language, signed=True),
        "ceiling": wording.percent(ask.ceiling, 1, language, signed=True) if ask.ceiling < float("inf") else "–",
        "as_good": wording.percent(100 * ask.as_good, 0, language),
        "wanted": wording.chance_text(effort.wanted, language),
        "chance": wording.chance_text(effort.after, language),
    }
