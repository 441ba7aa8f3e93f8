"""What a check found: the rule, the figure, how much it weighs, and its sentence in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

from analysis import wording
from analysis.ledger import DEFAULT_GEOGRAPHY, WHOLE
from analysis.ledger.table import read_table

SEVERITIES = ("error", "warning", "notice")
"""What stops the figures, what should be looked at, and what is said in a line for many."""
_SHOWN_DECIMALS = 2
_OPEN = "?"  # what a sentence left open
_SHORT = ("level", "growth_yoy_pct", "growth_mom_pct", "share_of_plan_pct", "index_yoy")


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit; `row`: position of the figure among the file's, -1 where it is about the file.

    `words` fill the rule's sentence beside the figure's name and value ("read"): numbers, texts, and what gives a text
    for a language. `loose`: of an official good or branch.
    """

    code: str
    row: int = -1
    words: Mapping[str, object] = field(default_factory=dict)
    loose: bool = False

    @property
    def severity(self) -> str:
        """One of `SEVERITIES`."""
        return rules()[self.code]["of_goods" if self.loose else "severity"]

    def say(self, rows: pd.DataFrame, language: str = "vi") -> str:
        """The rule's sentence about the figure."""
        row = rows.iloc[self.row] if self.row >= 0 else None
        figure = {} if row is None else {"figure": figure_name(row, language), "read": row["value"]}
        words = {name: _written(word, language) for name, word in {**figure, **self.words}.items()}
        return rules()[self.code][language].format(**words)


def graded(code: str, row: int, *, sure: bool, **words: object) -> Finding:
    """The finding of a rule that has a second sentence for what may yet be right."""
    return Finding(code if sure else f"{code}_slight", row, words)


def figure_name(row: pd.Series, language: str = "vi") -> str:
    """A figure as readers call it: IIP, Khai khoáng, tháng 8/2022, so cùng kỳ."""
    indicator = wording.indicator_name(row["indicator"], language, short=True)
    sector = [] if row["sector"] == WHOLE else [row.get("name") or sector_name(row["sector"], language)]
    place = [] if row["geography"] == DEFAULT_GEOGRAPHY else [wording.term("geography", row["geography"], language)]
    span = "month" if row["period_type"] == "point" else row["period_type"]
    period = wording.period(span, row["period"], language) if span else _OPEN
    return ", ".join([*place, indicator, *sector, period, measure_name(row["measure"], language)])


def sector_name(code: str, language: str = "vi") -> str:
    """A sector's term; its code in words where a data folder has grown beyond the terms readers see."""
    try:
        return wording.term("sector", code, language)
    except KeyError:
        return code.replace("_", " ")


def measure_name(measure: str, language: str = "vi") -> str:
    """A measure in the few words it has beside a figure, or in all of them."""
    return wording.term("measure_short" if measure in _SHORT else "measure", measure, language) if measure else _OPEN


@cache
def rules() -> dict[str, dict[str, str]]:
    """Every rule by its code: severity, that of official goods and branches, its sentence in Vietnamese and English."""
    table = read_table(Path(__file__).with_name("rules.csv"), ("code", "severity", "of_goods", "vi", "en"))
    return table.set_index("code").to_dict("index")


def _written(word: object, language: str) -> str:
    if isinstance(word, float | int):
        return wording.digits(round(float(word), _SHOWN_DECIMALS), language)
    return str(word(language) if callable(word) else word)
