"""What a column holds, said by the words above it: the period, the measure, and value, volume, share or plan."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.ledger.vocabulary import GROWTH
from analysis.readers.letters import plain, respelled
from analysis.readers.phrases import Item, items, of_kind
from analysis.readers.spoken import MEASURES, Spoken, compared, periods
from analysis.readers.workbook.kinds import KINDS, TRADE
from analysis.readers.workbook.tables import Table

_WORDS = """thang nam quy cung truoc uoc tinh thuc hien cong don luy tri gia luong chi lao dong thoi diem dau goc
    binh quan hoach sanh so voi ky cua months month quarter period last year versus same compared plan structure"""
_SPELLED = frozenset(_WORDS.split())
_ROLES = {
    "share": r"\b(?:co cau|structure|ty trong)\b",
    "sales": r"\b(?:chi so tieu thu|consumption index)\b",
    "stock": r"\b(?:chi so ton kho|inventory index)\b",
    "volume": r"\b(?:luong|volume|quantity)\b",
    "value": r"\b(?:tri gia|value)\b",
}
_OTHER_BASE = re.compile(r"ky goc|nam goc|goc 20|base year|so voi thang 12 nam|versus december")
_BASE_YEAR = re.compile(r"(?:19|20)\d\d\s*=\s*100|năm gốc|kỳ gốc", re.IGNORECASE)
_OTHER_USE = re.compile(rf"don vi|dvt|unit|so voi binh quan|^s?tt$|chi tieu|ghi chu|{_OTHER_BASE.pattern}")
"""Words of columns that hold units or names, or an index on a base the ledger has no measure for."""
_TIME = {"thang", "month", "months", "quy", "quarter"}
"""Words that are left alone where a period is none: "tháng 13"."""
_RANK = {"month": 0, "quarter": 1, "ytd": 2, "year": 3}


@dataclass(frozen=True)
class Column:
    """One column of figures; `role` tells value, volume, share, plan and such apart where a table has several."""

    place: int
    measure: str
    period: Spoken | None
    role: str = ""
    preliminary: bool = False
    yearly: bool = False

    def __str__(self) -> str:
        """The column as an error names it."""
        return " ".join(filter(None, [self.measure, str(self.period or ""), self.role]))


def columns_of(table: Table) -> list[Column]:
    """The columns of figures from left to right; what is not understood is put aside, all where their order is odd."""
    report = table.kind == "report"
    # the office's own sums beside its trade tables have headings, but neither "Lượng" nor "Trị giá"
    told = {place: words for place, words in table.headers.items() if role_of(table.own[place])}
    headers = told if told and table.kind in TRADE else table.headers  # a province prints its trade by value alone
    columns = read_columns(headers, table.title, inherit=report)
    _tell_unread(table, headers, columns)
    if KINDS[table.kind].unit == "percent":
        columns = _of_index(table, columns)
    columns = [each for each in columns if (report or each.role != "plan") and not _is_twice(table, each, columns)]
    odd = "" if report else _odd_order(table, columns) or _odd_bases(table, columns)
    if odd:
        table.aside("book_order", table.row, read=odd, expected="tháng, quý, cộng dồn")
        return []
    return columns


def _of_index(table: Table, columns: Sequence[Column]) -> list[Column]:
    """Of an index the columns of growth; by years it is on the year before, unless its title names another base."""
    based = _BASE_YEAR.search(f"{table.title} {table.unit}")
    levels = [each for each in columns if each.measure == "level" and each.role == "" and (based or not each.yearly)]
    for column in levels:
        table.aside("book_column", table.row, column.place, read=table.headers[column.place])
    return [replace(each, measure="growth_yoy_pct") if each.yearly else each for each in columns if each not in levels]


def read_columns(headers: dict[int, str], title: str = "", *, inherit: bool = False) -> list[Column]:
    """The columns whose words announce a figure of the ledger's measures, from left to right.

    A first quarter is January to March, unless the table has no months and thus goes by quarters. A year or period
    that the words leave out is that of the title; with `inherit` a growth without one is that of the column before.
    """
    columns: list[Column] = []
    titled = [period for period in periods(items(plain(title), accents=False)) if period.year]
    bare = all(re.fullmatch(r"(?:so bo |prel |\d{4} ?)+|", words) for words in headers.values())
    for place, words in headers.items():
        before = [each for each in columns if inherit and each.role != "plan"]
        column = _bare_year(place, words) if bare else _column(place, words, titled, before)
        columns += [column] if column else []
    for at, each in enumerate(columns):
        first = (each.period.period_type, each.period.number) == ("quarter", 1)
        if first and any(other.period.period_type == "month" for other in columns):
            columns[at] = replace(each, period=Spoken("ytd", 3, each.period.year))
    return columns


def role_of(words: str) -> str:
    """Whether a column holds values, volumes or shares, or nothing where its words do not say."""
    return next((role for role, form in _ROLES.items() if re.search(form, words)), "")


def _bare_year(place: int, words: str) -> Column | None:
    year = re.search(r"\d{4}", words)
    return Column(place, "level", Spoken("year", 0, int(year[0])), "", "so bo" in words, yearly=True) if year else None


def _column(place: int, words: str, titled: Sequence[Spoken], before: Sequence[Column]) -> Column | None:
    said = items(respelled(words, _SPELLED), accents=False)
    bases, named = of_kind(said, "base"), _dated(said, titled)
    plans = [item for item in of_kind(said, "plan") if item.code != "other"]
    if plans and not of_kind(said, "base", "verb"):
        year = plans[0].named.get("year") or max((period.year for period in titled), default=0)
        return Column(place, "plan", Spoken("year", 0, year), "plan") if year else None
    if bases and not named and not _is_cut(said):
        named = {column.period for column in before[-1:]}
    if len(named) != 1 or len(bases) > 1:
        return None
    (period,) = named
    measure = MEASURES.get(compared(bases[0], period), "") if bases else "level"
    odd = (measure == "growth_mom_pct" and period.period_type != "month") or (
        period.period_type == "year" and _is_cut(said)
    )
    return Column(place, measure, period, role_of(words)) if measure and not odd else None


def _is_cut(said: Sequence[Item]) -> bool:
    return any(item.kind == "word" and item.text in _TIME for item in said)


def _dated(said: Sequence[Item], titled: Sequence[Spoken]) -> set[Spoken]:
    """The periods that words name, in the year of the title where they leave it out; a later month is of the last."""
    named = periods(said)
    if titled:
        year, month = titled[-1].year, max(period.last_month for period in titled)
        ahead = {each for each in named if each.period_type == "month" and each.number > month}
        named = [each if each.year else each.in_year(year - (each in ahead)) for each in named]
    return {replace(each, vague=False) for each in named if each.year and each.last_month}


def _tell_unread(table: Table, headers: dict[int, str], columns: Sequence[Column]) -> None:
    """Name the columns that are not understood, and plans where only what was done is read."""
    places = [column.place for column in columns]
    for place, words in headers.items():
        if place not in places and not _OTHER_USE.search(words):
            table.aside("book_column", table.row, place, read=words)
    for column in columns:
        if column.role == "plan" and table.kind != "report":
            table.aside("book_plan", table.row, column.place, read=table.headers[column.place])


def _is_twice(table: Table, column: Column, columns: Sequence[Column]) -> bool:
    """Whether two columns say the same of different numbers: neither is taken; of equal ones the first is."""
    alike = [other for other in columns if str(other) == str(column)]
    if len(alike) == 1:
        return False
    cells = [[line.cell(other.place) for line in table.lines] for other in alike]
    if all(each == cells[0] for each in cells):
        return column is not alike[0]
    table.aside("book_twice", table.row, column.place, read=table.headers[column.place])
    return True


def _odd_order(table: Table, columns: Sequence[Column]) -> str:
    """The columns that do not go forward in time, or have growth on the month and on the year in the other order."""
    for role in KINDS[table.kind].roles.split("|"):
        for measures in (("level",), GROWTH):
            own = [column for column in columns if column.measure in measures and column.role == role]
            ends = [column.period.end for column in own]
            keys = [[(at.period.end, _RANK[at.period.period_type]) for at in own if at.measure == m] for m in measures]
            if ends != sorted(ends) or any(key != sorted(key) for key in keys):
                return ", ".join(map(str, own))
    for column in columns:
        here = (column.period, column.role)
        pair = [each for each in columns if each.measure in GROWTH and (each.period, each.role) == here]
        if len(Counter(each.measure for each in pair)) == 2 and pair[0].measure != KINDS[table.kind].first:
            return ", ".join(map(str, pair))
    return ""


def _odd_bases(table: Table, columns: Sequence[Column]) -> str:
    """The price columns on last December that stand elsewhere than between the year's and the month's."""
    growth = [column.place for column in columns if column.period.period_type == "month"]
    bases = {place: words for place, words in table.headers.items() if _OTHER_BASE.search(words)}
    outside = [words for place, words in bases.items() if "goc" not in words and growth and place > growth[-1]]
    return ", ".join(outside) if table.kind == "cpi" else ""
