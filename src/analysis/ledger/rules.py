"""The rules a table of figures obeys; each gives the rows that break it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache, partial
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.ledger.problems import Problem

if TYPE_CHECKING:
    from analysis.ledger.vocabulary import Vocabulary

_FEW, _NEAR = 12, 5
_YEAR = "(19|20)[0-9]{2}"
_MONTH = f"{_YEAR}-(0[1-9]|1[0-2])"
FORMS = {
    "month": (_MONTH, "YYYY-MM"),
    "ytd": (_MONTH, "YYYY-MM"),
    "quarter": (f"{_YEAR}-Q[1-4]", "YYYY-Qn"),
    "year": (_YEAR, "YYYY"),
    "point": (_MONTH, "YYYY-MM"),
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HABITS = (
    r"(?P<name>[a-z]{3})[a-z]*[-/ ](?P<year>[0-9]{4}|[0-9]{2})",
    r"(thg|tháng|thang|t) ?(?P<number>[0-9]{1,2})[-/ ](?P<year>[0-9]{4}|[0-9]{2})",
    r"(?P<number>[0-9]{1,2})[-/.](?P<year>[0-9]{4})",
    r"(?P<year>[0-9]{4})[-/.](?P<number>[0-9]{1,2})",
)
_NEIGHBOURS = ["geography", "indicator", "sector", "unit"]


def blanks(table: pd.DataFrame, file: Path, columns: Iterable[str]) -> Iterator[Problem]:
    """Cells left empty that must not be."""
    for column in columns:
        for row in table.index[table[column] == ""]:
            yield _at(row, file, "blank", column, {})


def words(
    table: pd.DataFrame, file: Path, vocabulary: "Vocabulary", columns: Sequence[str] = (), **groups: str
) -> Iterator[Problem]:
    """Words outside the vocabulary; `groups` gives columns whose words go by another name, kind="event_kind"."""
    for column, group in (dict(zip(columns, columns, strict=True)) | groups).items():
        known = vocabulary.known(group)
        near = partial(nearest, known=known)
        yield from misfits("unknown", table[column], file, known.__contains__, expected=near)


def periods(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    """Periods that are not written as their type wants, such as Sep-22 for 2022-09."""
    for kind in FORMS:
        yield from form(table["period"][table["period_type"] == kind], file, kind)


def form(column: pd.Series, file: Path, kind: str) -> Iterator[Problem]:
    """Cells that are not written as a period of this kind."""
    written, meant = re.compile(FORMS[kind][0]).fullmatch, partial(period_meant, kind=kind)
    return misfits("period", column, file, written, kind=kind, expected=meant)


def refuse_period(kind: str, period: str) -> None:
    """Refuse a period that is not written as its type wants, and a type that is none."""
    if kind not in FORMS:
        raise ValueError(f"period_type “{kind}”: {', '.join(FORMS)}")
    if not re.fullmatch(FORMS[kind][0], period):
        raise ValueError(f"{kind} “{period}”: hãy ghi / write {period_meant(period, kind)}")


def dates(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    """Dates of events that are neither a day nor a month nor a year."""
    coarse = re.compile(f"{_MONTH}|{_YEAR}").fullmatch

    def meant(read: str) -> str:
        return period_meant(read, "month").replace("YYYY-MM", "YYYY-MM-DD, YYYY-MM, YYYY")

    return misfits("day", table["date"], file, lambda text: is_day(text) or coarse(text), expected=meant)


def days(table: pd.DataFrame, file: Path, column: str = "published") -> Iterator[Problem]:
    """Publication days that are no days, or that have not come yet."""
    yield from misfits("day", table[column], file, is_day, expected="YYYY-MM-DD")
    today = date.today().isoformat()
    yield from misfits("future", table[column], file, lambda text: not is_day(text) or text <= today)


def order(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    """Figures published before their period began: forecasts do not belong in the ledger."""
    kinds = zip(table["period_type"], table["period"], table["published"], strict=True)
    early = [published[:7] < _first_month(kind, period) for kind, period, published in kinds]
    for row, figure in table[early].iterrows():
        told = {"read": figure["published"], "period": figure["period"]}
        yield _at(row, file, "too_early", "published", told)


def numbers(table: pd.DataFrame, file: Path, column: str = "value") -> Iterator[Problem]:
    """Cells that are no numbers; the advice reads 1.234,5 and 5,66 the Vietnamese way."""
    return misfits("number", table[column], file, _is_number, expected=_number_meant)


def possible(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    """Plans below what can be: a level of zero, a fall by 100 %."""
    for measure, floor in (("level", "0"), ("growth_yoy_pct", "-100")):
        own = table["value"][(table["measure"] == measure) & _where(table["value"], _is_number)]
        yield from misfits("impossible", own, file, lambda text, floor=floor: float(text) >= float(floor), floor=floor)


def thousands(table: pd.DataFrame, file: Path) -> Iterator[Problem]:
    """Levels such as 15.618 that are about a thousand times smaller than the others of their series, or alone."""
    levels = table[table["measure"] == "level"]
    levels = levels[_where(levels["value"], _is_number)]
    dotted = _where(levels["value"], re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}").fullmatch)
    for series, doubtful in levels[dotted].groupby(_NEIGHBOURS):
        own = (levels[_NEIGHBOURS] == list(series)).all(axis=1)
        # figures all printed with three decimals (billion kWh) vouch for each other
        vouching = levels["value"][own & (~dotted if (own & ~dotted).any() else True)].astype(float).abs()
        for row, read in doubtful["value"].items():
            others = vouching.drop(row, errors="ignore")
            if not (others / abs(float(read))).between(1 / 30, 30).any():
                told = {"read": read, "expected": read.replace(".", "")}
                yield _at(row, file, "thousands", "value", told)


def units(table: pd.DataFrame, file: Path, vocabulary: "Vocabulary") -> Iterator[Problem]:
    """Units that do not belong to the indicator and measure."""
    for (indicator, measure), own in table.groupby(["indicator", "measure"]):
        if indicator not in vocabulary.known("indicator") or measure not in vocabulary.known("measure"):
            continue
        allowed = vocabulary.units(str(indicator), str(measure))
        told = {"indicator": str(indicator), "measure": str(measure), "expected": ", ".join(allowed)}
        yield from misfits("unit", own["unit"], file, allowed.__contains__, **told)


def duplicates(table: pd.DataFrame, file: Path, key: list[str]) -> Iterator[Problem]:
    """Rows whose key stands in an earlier row."""
    again = table.duplicated(key)
    if again.any():
        labels = pd.Series(range(len(table)), table.index).groupby([table[column] for column in key]).transform("first")
        for row, first in labels[again].items():
            yield _at(row, file, "duplicate", None, {"read": _told(table.index[first], row)})


def misfits(
    rule: str, column: pd.Series, file: Path, holds: Callable[[str], object], **words: str | Callable[[str], str]
) -> Iterator[Problem]:
    """A problem for each cell of which a condition does not hold; a word may depend on what was read."""
    for row, read in column[~_where(column, holds)].items():
        told = {name: word if isinstance(word, str) else word(read) for name, word in words.items()}
        yield _at(row, file, rule, str(column.name), {"read": read} | told)


def is_day(text: str) -> bool:
    """Whether this is a day that exists, written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text and text >= "1900"
    except ValueError:
        return False


def nearest(word: str, known: Iterable[str]) -> str:
    """The known words most like one that is none of them; all of them where they are few."""
    every, letters = sorted(known), plain(word).replace(" ", "_")
    if len(every) > _FEW:
        every = [*(one for one in every if letters in one), *get_close_matches(letters, every, _NEAR, 0.0)][:_NEAR]
    return ", ".join(every)


def plain(text: str) -> str:
    """Small letters without accents."""
    return unicodedata.normalize("NFD", text.casefold().replace("đ", "d")).encode("ascii", "ignore").decode()


def _at(label: object, file: Path, rule: str, column: str | None, words: dict[str, object]) -> Problem:
    """The problem where it stands: a row of a table, or of one of many read together."""
    named, row = label if isinstance(label, tuple) else (file, label)
    return Problem(rule, str(named), int(row), column, words)


def _told(label: object, beside: object) -> str:
    """A row by its number, and by its file where that is another."""
    if not isinstance(label, tuple):
        return str(label)
    return str(label[1]) if label[0] == beside[0] else f"{label[1]} ({label[0]})"


def _where(column: pd.Series, holds: Callable[[str], object]) -> pd.Series:
    """Where a condition holds; asked once for each different text, since a ledger repeats itself."""
    return column.isin([text for text in column.unique() if holds(text)])


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?", text) is not None and isfinite(float(text))


@cache
def _first_month(kind: str, period: str) -> str:
    if kind not in FORMS or not re.fullmatch(FORMS[kind][0], period):
        return ""
    if kind == "quarter":
        return f"{period[:4]}-{3 * int(period[-1]) - 2:02d}"
    return f"{period[:4]}-01" if kind in ("ytd", "year") else period


def period_meant(read: str, kind: str) -> str:
    """The month that Excel or a habit turned into Sep-22, Thg9-22, 9/2022 or 2022-9; else the form to write."""
    wanted, expected = FORMS[kind]
    habits = (re.fullmatch(habit, read.lower()) for habit in _HABITS)
    months = (_month(**habit.groupdict()) for habit in habits if habit)
    return next((month for month in months if re.fullmatch(wanted, month)), expected)


def _month(year: str, number: str = "", name: str = "") -> str:
    if name:
        number = str(_MONTHS.index(name) + 1) if name in _MONTHS else "0"
    return f"{f'20{year}'[-4:]}-{number.rjust(2, '0')}"


def _number_meant(read: str) -> str:
    meant = "".join(read.split()).replace("%", "").replace("−", "-").lstrip("+")
    marks = re.findall("[.,]", meant)
    # the last mark is the decimal one, unless it stands more than once as in 1.234.567
    if marks and marks.count(marks[-1]) == 1:
        whole, _, decimals = meant.rpartition(marks[-1])
        meant = re.sub("[.,]", "", whole) + "." + decimals
    else:
        meant = re.sub("^(-?)0(?=[0-9])", r"\g<1>0.", re.sub("[.,]", "", meant))  # 08 has lost its point
    return meant if _is_number(meant) else "15618, 5.66"
