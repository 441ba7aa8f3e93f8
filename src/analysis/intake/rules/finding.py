"""What a cross-check found: the rule, the figure, and its sentence in two languages."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

from analysis import wording

_SHOWN_DECIMALS = 2


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit; `row`: position of the figure among the file's, -1 where it is about the file."""

    code: str
    row: int = -1
    words: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """Whether it stops the figures ("error") or is only shown ("warning")."""
        return rules()[self.code]["severity"]

    def say(self, rows: pd.DataFrame, language: str = "vi") -> str:
        """The rule's sentence about the figure."""
        words = {name: _written(word, language) for name, word in self.words.items()}
        figure = {"figure": figure_name(rows.iloc[self.row], language)} if self.row >= 0 else {}
        return rules()[self.code][language].format(**figure, **words)


def figure_name(row: pd.Series, language: str = "vi") -> str:
    """A figure as readers call it: IIP, Khai khoáng, tháng 8/2022, so cùng kỳ."""
    indicator = wording.indicator_name(row["indicator"], language, short=True)
    sector = [] if row["sector"] == "total" else [wording.term("sector", row["sector"], language)]
    place = [] if row["geography"] == "ninh_thuan" else [wording.term("geography", row["geography"], language)]
    measure = wording.term("measure", row["measure"], language)
    return ", ".join([*place, indicator, *sector, _period(row, language), measure])


@cache
def rules() -> dict[str, dict[str, str]]:
    """Every rule by its code: severity, and its sentence in Vietnamese and English."""
    with Path(__file__).with_name("rules.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def _period(row: pd.Series, language: str) -> str:
    kind = "month" if row["period_type"] == "point" else row["period_type"]
    return wording.period(kind, row["period"], language)


def _written(word: object, language: str) -> str:
    if isinstance(word, float | int):
        return wording.digits(round(float(word), _SHOWN_DECIMALS), language)
    return str(word)
