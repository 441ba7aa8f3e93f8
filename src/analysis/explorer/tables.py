"""Every target before and after the changes, as a table."""

from dataclasses import dataclass

import pandas as pd

from analysis import wording
from analysis.answer import Answer
from analysis.explorer.changing import Compared, pace_expected
from analysis.explorer.words import outcome
from analysis.report import amounts

_ORDER = ("name", "unit", "plan", "median", "chance", "pace", "expected", "verdict")


@dataclass(frozen=True)
class Row:
    """One reading of a target in words, its chance before and after also as numbers."""

    name: str
    unit: str
    plan: str
    median: str
    chance: str
    pace: str
    expected: str
    verdict: str
    before: float
    after: float


def rows(compared: Compared, language: str) -> list[Row]:
    """The targets in the order of tables."""
    return [_row(*pair, language) for pair in zip(compared.before, compared.after, strict=True)]


def headings(language: str) -> dict[str, str]:
    """What stands above the columns."""
    codes = {code: code for code in ("name", "unit", "plan", "median", "chance", "pace", "verdict")}
    return {code: wording.term("column", code, language) for code in codes} | {
        "expected": wording.term("explore", "pace_expected", language)
    }


def table(compared: Compared, language: str) -> pd.DataFrame:
    """The targets on paper, an arrow where the changes move a value."""
    heads = headings(language)
    told = [{heads[column]: getattr(row, column) for column in _ORDER} for row in rows(compared, language)]
    return pd.DataFrame(told).set_axis([""] * len(told))


def _row(before: Answer, after: Answer, language: str) -> Row:
    name, reading = amounts.name(after, language), wording.term("reading", after.target.measure, language)
    medians = [amounts.estimate(one, one.outlook.median, language) for one in (before, after)]
    paces = [wording.percent(pace_expected(one), 1, language, signed=True) for one in (before, after)]
    return Row(
        name if after.used else f"({name}, {reading})",
        wording.unit(after.target.unit, language),
        wording.digits(after.target.value, language),
        outcome(*medians),
        outcome(amounts.chance(before, language), amounts.chance(after, language)),
        wording.percent(after.pace, 1, language, signed=True),
        outcome(*paces),
        outcome(amounts.verdict(before, language), amounts.verdict(after, language)),
        before.outlook.chance,
        after.outlook.chance,
    )
