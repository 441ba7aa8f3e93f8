"""The pace a target needs: month by month, and held against what has been seen before."""

from collections.abc import Sequence

import pandas as pd

from analysis import wording
from analysis.outlook import Precedent, monthly_pace, pace_of
from analysis.outlook.answer import Answer
from analysis.report.tables import headed


def pace_table(answer: Answer, language: str = "vi") -> pd.DataFrame:
    """The months left with the growth expected of each, that of a year before, and the growth needed; then together."""
    months = monthly_pace(answer.paths, answer.target, answer.last)
    rows = [
        {
            "month": wording.month(row.Index, language),
            "base_growth": wording.percent(row.base_growth, 1, language, signed=True),
            "expected_growth": wording.percent(row.expected, 1, language, signed=True),
            "needed": wording.percent(row.needed, 1, language, signed=True),
        }
        for row in months.itertuples()
    ]
    together = {"month": wording.term("column", "together", language), "base_growth": "–"}
    if rows:
        expected = float(pace_of(answer.paths, months.index).median())
        for name, value in (("expected_growth", expected), ("needed", answer.pace)):
            together[name] = wording.percent(value, 1, language, signed=True)
        rows.append(together)
    return headed(pd.DataFrame(rows), language)


def precedent_table(found: Sequence[Precedent], language: str = "vi") -> pd.DataFrame:
    """How the pace needed stands among the growth seen before: here, in the country, in other provinces."""
    return headed(pd.DataFrame([_precedent(one, language) for one in found]), language)


def precedent_sentence(found: Sequence[Precedent], language: str = "vi") -> str:
    """How often the series itself, which `found` begins with, has grown so fast, and where nothing is known of it."""
    own, provinces = found[0], [one for one in found[1:] if one.geography != "vietnam"]
    told = wording.sentence(
        "precedent",
        language,
        name=wording.indicator_name(own.indicator, language, short=True),
        months=own.months,
        pace=wording.percent(own.pace, 1, language, signed=True),
        share=wording.percent(100 * own.any_time, 0, language),
        spans=own.spans,
        season=wording.percent(100 * own.same_season, 0, language),
        years=own.years,
    )
    return told if provinces else f"{told} {wording.sentence('precedent_nowhere', language)}"


def _precedent(one: Precedent, language: str) -> dict[str, str]:
    def slower(share: float, count: int) -> str:
        return f"{wording.percent(100 - 100 * share, 0, language)} ({count})"

    return {
        "geography": wording.term("geography", one.geography, language),
        "name": wording.indicator_name(one.indicator, language, short=True),
        "pace": wording.percent(one.pace, 1, language, signed=True),
        "slower": slower(one.any_time, one.spans),
        "slower_season": slower(one.same_season, one.years),
        "fastest": wording.percent(one.fastest, 1, language, signed=True),
    }
