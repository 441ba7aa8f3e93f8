"""The rules a table of figures obeys; each gives the rows that break it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.facts.problems import Problem
from analysis.facts.vocabulary import Vocabulary

FORMS = {
    "month": (r"\d{4}-(0[1-9]|1[0-2])", "YYYY-MM"),
    "ytd": (r"\d{4}-(0[1-9]|1[0-2])", "YYYY-MM"),
    "point": (r"\d{4}-(0[1-9]|1[0-2])", "YYYY-MM"),
    "quarter": (r"\d{4}-Q[1-4]", "YYYY-Qn"),
    "year": (r"\d{4}", "YYYY"),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NEIGHBOURS = ["geography", "indicator", "sector", "unit"]


def words(table: pd.DataFrame, file: Path, vocabulary: Vocabulary, columns: tuple[str, ...]) -> Iterator[Problem]:
    """Words outside the vocabulary."""
    for column in columns:
        known = vocabulary.known(column)
        for row, read in table[column][~table[column].isin(known)].items():
            expected = ", ".join(sorted(known))
            yield Problem("unknown", str(file), int(row), column, {"read": read, "expected": expected})


def periods(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    """Periods that are not written as their type wants, such as Sep-22 for 2022-09."""
    for kind, (form, expected) in FORMS.items():
        own = table["period"][table["period_type"] == kind]
        for row, read in own[~_where(own, re.compile(form).fullmatch)].items():
            advice = _month_meant(str(read)) or expected
            yield Problem("period", str(file), int(row), "period", {"read": read, "kind": kind, "expected": advice})


def days(table: pd.DataFrame, file: Path, column: str = "published") -> Iterator[Problem]:
    """Publication days that are no days, or that have not come yet."""
    real = _where(table[column], _is_day)
    for row, read in table[column][~real].items():
        yield Problem("day", str(file), int(row), column, {"read": read, "expected": "YYYY-MM-DD"})
    today = date.today().isoformat()
    for row, read in table[column][real & _where(table[column], lambda day: day > today)].items():
        yield Problem("future", str(file), int(row), column, {"read": read})


def order(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    """Figures published before their period began: forecasts do not belong in the ledger."""
    kinds = zip(table["period_type"], table["period"], table["published"], strict=True)
    early = [published[:7] < _first_month(kind, period) for kind, period, published in kinds]
    for row, figure in table[early].iterrows():
        told = {"read": figure["published"], "period": figure["period"]}
        yield Problem("too_early", str(file), int(row), "published", told)


def numbers(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    """Values that are no numbers; the advice reads 1.234,5 and 5,66 the Vietnamese way."""
    plain = _where(table["value"], _is_number)
    for row, read in table["value"][~plain].items():
        yield Problem("number", str(file), int(row), "value", {"read": read, "expected": _number_meant(str(read))})


def thousands(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    """Levels such as 15.618 that are about a thousand times smaller than the others of their series, or alone."""
    levels = table[table["measure"] == "level"]
    levels = levels[_where(levels["value"], _is_number)]
    dotted = _where(levels["value"], re.compile(r"-?\d{1,3}\.\d{3}").fullmatch)
    for series, doubtful in levels[dotted].groupby(_NEIGHBOURS):
        own = (levels[_NEIGHBOURS] == series).all(axis=1)
        # figures all printed with three decimals (billion kWh) vouch for each other
        vouching = levels["value"][own & (~dotted if (own & ~dotted).any() else True)].astype(float).abs()
        for row, read in doubtful["value"].items():
            others = vouching.drop(row, errors="ignore")
            if not (others / abs(float(read))).between(1 / 30, 30).any():
                told = {"read": read, "expected": read.replace(".", "")}
                yield Problem("thousands", str(file), int(row), "value", told)


def units(table: pd.DataFrame, file: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Units that do not belong to the indicator and measure."""
    for (indicator, measure), own in table.groupby(["indicator", "measure"]):
        if indicator not in vocabulary.indicators.index:
            continue
        allowed = vocabulary.units(str(indicator), str(measure))
        for row, read in own["unit"][~own["unit"].isin(allowed)].items():
            told = {"read": read, "indicator": indicator, "measure": measure, "expected": ", ".join(allowed)}
            yield Problem("unit", str(file), int(row), "unit", told)


def duplicates(table: pd.DataFrame, file: Path, key: list[str]) -> Iterator[Problem]:
    """Rows whose key stands in an earlier row."""
    again = table.duplicated(key)
    first = table[~again].reset_index().set_index(key)["row"] if again.any() else None
    for row, figure in table[again].iterrows():
        told = {"read": f"{file} {first[tuple(figure[key])]}"}
        yield Problem("duplicate", str(file), int(row), None, told)


def sources(table: pd.DataFrame, file: Path, known: set[str]) -> Iterator[Problem]:
    """Figures whose source is not in the folder's table of sources."""
    for row, read in table["source_id"][~table["source_id"].isin(known)].items():
        told = {"read": read, "expected": str(file.with_name("sources.csv"))}
        yield Problem("source", str(file), int(row), "source_id", told)


def _where(column: pd.Series, holds: Callable[[str], object]) -> pd.Series:
    """Where a condition holds; asked once for each different text, since a ledger repeats itself."""
    return column.isin([text for text in column.unique() if holds(text)])


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


@cache
def _first_month(kind: str, period: str) -> str:
    if kind == "quarter":
        return f"{period[:4]}-{3 * int(period[-1]) - 2:02d}" if period[-1:].isdigit() else ""
    return f"{period[:4]}-01" if kind in ("ytd", "year") else period


def _month_meant(read: str) -> str | None:
    by_name = re.fullmatch(r"([A-Za-z]{3})[a-z]*[-/ ](\d{2}|\d{4})", read)
    if by_name and by_name[1].lower() in _MONTHS:
        return f"{by_name[2].rjust(4, '20')[-4:]}-{_MONTHS.index(by_name[1].lower()) + 1:02d}"
    by_number = re.fullmatch(r"(\d{1,2})[-/.](\d{4})", read) or re.fullmatch(r"(\d{4})[-/.](\d{1,2})", read)
    if not by_number:
        return None
    month, year = sorted(by_number.groups(), key=len)
    return f"{year}-{int(month):02d}"


def _number_meant(read: str) -> str:
    meant = read.replace(" ", "").replace("%", "")
    if "," in meant:
        meant = meant.replace(".", "").replace(",", ".")
    return meant if re.fullmatch(r"-?\d+(\.\d+)?", meant) else "15618, 5.66"
