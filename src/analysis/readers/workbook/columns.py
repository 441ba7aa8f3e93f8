"""What a column holds, said by the words above it: the period, the measure, and value, volume, share or plan."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.ledger.vocabulary import GROWTH
from analysis.readers.letters import plain, respelled
from analysis.readers.spoken import Spoken, header_periods
from analysis.readers.workbook.kinds import KINDS, TRADE
from analysis.readers.workbook.tables import Table

_WORDS = """thang nam quy cung truoc uoc tinh thuc hien cong don luy tri gia luong chi lao dong thoi diem dau goc
    binh quan hoach sanh so voi ky cua months month quarter period last year versus same compared plan structure"""
_SPELLED = frozenset(_WORDS.split())
_AGAINST = re.compile(
    r"\b(?:so voi|(?<!gia )so sanh(?: voi)?|(?<!chi )so(?= (?:nam|thang|cung|kh|ke hoach)\b)|versus|vs"
    r"|compared? (?:to|with))\b"
)
_SAME = r"(?:cung (?:ky|ki|thoi diem)|(?:the )?same (?:period|time))"
_SAME_PERIOD = re.compile(
    rf"\b{_SAME}\b(?: (?:nam|cua nam|of|in|last|previous))*(?: (?:truoc|year|(?:19|20)\d{{2}}))?\b"
)
_LAST_MONTH = re.compile(r"\b(?:thang truoc|last month|previous month)\b")
_LAST_YEAR = re.compile(r"\b(?:nam truoc|last year|previous year)\b")
_PLAN = re.compile(r"\b(?:kh|ke hoach|plan)\b")
_ROLES = {
    "share": r"\b(?:co cau|structure|ty trong)\b",
    "sales": r"\b(?:chi so tieu thu|consumption index)\b",
    "stock": r"\b(?:chi so ton kho|inventory index)\b",
    "volume": r"\b(?:luong|volume|quantity)\b",
    "value": r"\b(?:tri gia|value)\b",
    "plan": r"^(?!.*\b(?:so voi|so sanh|versus|compared|th|thuc hien)\b).*\b(?:kh|ke hoach|plan)\b",
}
_OTHER_BASE = re.compile(r"ky goc|nam goc|goc 20|base year|so voi thang 12 nam|versus december")
_BASE_YEAR = re.compile(r"(?:19|20)\d\d\s*=\s*100|năm gốc|kỳ gốc", re.IGNORECASE)
_TIMELY = re.compile(r"\b(?:thang|quy|qui|nam|so voi|cung ky|months?|quarter|versus|compared?|period|(?:19|20)\d{2})\b")
_OTHER_USE = re.compile(
    r"don vi|dvt|unit|ky goc|nam goc|goc 20|base year|so voi binh quan|so voi thang 12 nam|versus december"
    r"|^s?tt$|chi tieu|ghi chu"
)
"""Words of columns that hold units or names, or an index on a base the ledger has no measure for."""
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
    kind = KINDS[table.kind]
    # the office's own sums beside its trade tables have headings, but neither "Lượng" nor "Trị giá"
    headers = {
        place: words for place, words in table.headers.items() if table.kind not in TRADE or role_of(table.own[place])
    }
    if table.kind in TRADE and not headers:
        headers = table.headers  # a province prints its trade by value alone
    found = read_columns(headers, table.title, inherit=table.kind == "report")
    columns = [each for each in found if each.role in ("", *kind.roles, "share", "plan")]
    _tell_unread(table, headers, columns)
    if KINDS[table.kind].unit == "percent":
        columns = _of_index(table, columns)
    columns = [column for column in columns if column.role != "plan" and not _is_twice(table, column, columns)]
    odd = "" if table.kind == "report" else _odd_order(kind.roles, kind.first, columns) or _odd_bases(table, columns)
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
    named = header_periods(plain(title))
    year = (named[-1].year, max(period.last_month for period in named)) if named else None
    bare = all(re.fullmatch(r"(?:so bo |prel |\d{4} ?)+|", words) for words in headers.values())
    for place, words in headers.items():
        words = _full(respelled(words, _SPELLED), year)
        column = (
            _bare_year(place, words)
            if bare
            else _column(place, words, [each for each in columns if inherit and each.role != "plan"])
        )
        columns += [column] if column else []
    if any(column.period.period_type == "month" for column in columns):
        return [
            replace(each, period=Spoken("ytd", 3, each.period.year)) if _is_first_quarter(each.period) else each
            for each in columns
        ]
    return columns


def role_of(words: str) -> str:
    """Whether a column holds values, volumes, shares or a plan, or nothing where its words do not say."""
    return next((role for role, form in _ROLES.items() if re.search(form, words)), "")


def _full(words: str, year: tuple[int, int] | None) -> str:
    """Short forms written out, and the year of the title where the words name none: "T8/2022", "8T", "tháng 8"."""
    words = re.sub(r"\bt(\d{1,2})\b", r"thang \1", re.sub(r"\b(\d{1,2})t\b", r"\1 thang", words))
    if year is None or re.search(r"\b(?:19|20)\d{2}\b", words):
        return words
    said, month = year
    words = re.sub(
        r"\bthang (\d{1,2})\b(?! thang)",
        lambda match: f"thang {match[1]} nam {said - (int(match[1]) > month)}",
        re.sub(r"\b(\d{1,2} thang)\b(?: dau nam)?(?! \d)", rf"\1 nam {said}", words),
    )
    return re.sub(r"\b((?:quy|qui) (?:iv|i{1,3}|[1-4]))\b", rf"\1 nam {said}", words)


def _is_first_quarter(period: Spoken) -> bool:
    return (period.period_type, period.number) == ("quarter", 1)


def _bare_year(place: int, words: str) -> Column | None:
    year = re.search(r"\d{4}", words)
    return Column(place, "level", Spoken("year", 0, int(year[0])), "", "so bo" in words, yearly=True) if year else None


def _column(place: int, words: str, before: Sequence[Column]) -> Column | None:
    parts, role, told = _AGAINST.split(words, maxsplit=1), role_of(words), set(header_periods(words))
    if role == "plan":
        return Column(place, "plan", Spoken("year", 0, 1990), role)
    level = ("level", told.pop() if len(told) == 1 else None)
    measure, period = level if len(parts) == 1 else _growth(*parts, before)
    return Column(place, measure, period, role) if period else None


def _growth(words: str, after: str, left: Sequence[Column]) -> tuple[str, Spoken | None]:
    told, base = set(header_periods(words)), after
    if _PLAN.search(after) and not _SAME_PERIOD.search(after):
        told = told or {column.period for column in left[-1:]}
        return "share_of_plan_pct", told.pop() if len(told) == 1 else None
    if not told:
        # the base stands above several columns, each with its own period: "so với cùng kỳ năm trước" over "Tháng 7"
        found = _SAME_PERIOD.search(after) or _LAST_MONTH.search(after)
        base = found[0] if found else ""
        told = set(header_periods(after.replace(base, "", 1))) if base else set()
        if base and not told and not re.search(r"\bthang\b|\d", words):
            told = {column.period for column in left[-1:]}
    if len(told) != 1:
        return "", None
    (period,) = told
    measure = _measure(period, base)
    return measure, period if measure else None


def _measure(period: Spoken, base: str) -> str:
    if _LAST_MONTH.search(base):
        return "growth_mom_pct" if period.period_type == "month" else ""
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d{2}\b", base)]
    if _SAME_PERIOD.search(base) or _LAST_YEAR.search(base):
        return "growth_yoy_pct" if all(year == period.year - 1 for year in years) else ""
    bases = header_periods(base)
    if len(bases) != 1 or (bases[0].period_type == "year") != (period.period_type == "year"):
        return ""
    apart = period.end - bases[0].end
    if period.period_type == bases[0].period_type and apart == 12:
        return "growth_yoy_pct"
    return "growth_mom_pct" if period.period_type == bases[0].period_type == "month" and apart == 1 else ""


def _tell_unread(table: Table, headers: dict[int, str], columns: Sequence[Column]) -> None:
    """Name the columns that are not understood, unless they stand right of all others and name no time or base."""
    places = [column.place for column in columns]
    for place, words in headers.items():
        beside = places and place > max(places) and not _TIMELY.search(table.own[place])
        if place not in places and not beside and not _OTHER_USE.search(words):
            table.aside("book_column", table.row, place, read=words)
    for column in columns:
        if column.role == "plan":
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


def _odd_order(roles: Sequence[str], first: str, columns: Sequence[Column]) -> str:
    """The columns that do not go forward in time, or have growth on the month and on the year in the other order."""
    for role in roles:
        for measures in (("level",), GROWTH):
            own = [column for column in columns if column.measure in measures and column.role == role]
            ends = [column.period.end for column in own]
            places = {at: (at.period.end, _RANK[at.period.period_type]) for at in own}
            keys = [[place for at, place in places.items() if at.measure == name] for name in measures]
            if ends != sorted(ends) or any(key != sorted(key) for key in keys):
                return ", ".join(map(str, own))
    for column in columns:
        pair = [each for each in columns if each.measure in GROWTH and _beside(each, column)]
        if len(Counter(each.measure for each in pair)) == 2 and pair[0].measure != first:
            return ", ".join(map(str, pair))
    return ""


def _odd_bases(table: Table, columns: Sequence[Column]) -> str:
    """The price columns on other bases that stand elsewhere than before the year's and between year's and month's."""
    growth = [column.place for column in columns if column.period.period_type == "month"]
    bases = {place: words for place, words in table.headers.items() if _OTHER_BASE.search(words)}
    after = [place for place, words in bases.items() if "goc" in words and growth and place > growth[0]]
    outside = [place for place, words in bases.items() if "goc" not in words and growth and place > growth[-1]]
    return ", ".join(bases[place] for place in (*after, *outside)) if table.kind == "cpi" else ""


def _beside(column: Column, other: Column) -> bool:
    return (column.period, column.role) == (other.period, other.role)
