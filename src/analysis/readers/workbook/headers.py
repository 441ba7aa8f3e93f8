"""What a column holds, said by the words above it: the period, the measure, and value, volume or share."""

import re
from dataclasses import dataclass, replace

from analysis.readers.workbook.periods import Period, periods

_AGAINST = re.compile(r"\b(?:so voi|(?<!chi )so(?= (?:nam|thang|cung)\b)|versus|vs|compared? (?:to|with))\b")
_SAME = r"(?:cung (?:ky|ki|thoi diem)|(?:the )?same (?:period|time))"
_SAME_PERIOD = re.compile(
    rf"\b{_SAME}\b(?: (?:nam|cua nam|of|in|last|previous))*(?: (?:truoc|year|(?:19|20)\d{{2}}))?\b"
)
_LAST_MONTH = re.compile(r"\b(?:thang truoc|last month|previous month)\b")
_LAST_YEAR = re.compile(r"\b(?:nam truoc|last year|previous year)\b")
_ROLES = {
    "share": r"\b(?:co cau|structure|ty trong)\b",
    "volume": r"\b(?:luong|volume|quantity)\b",
    "value": r"\b(?:tri gia|value)\b",
}


@dataclass(frozen=True)
class Column:
    """One column of figures; `role` tells value, volume and share apart where a table has several."""

    place: int
    measure: str
    period: Period
    role: str = ""

    def __str__(self) -> str:
        """The column as an error names it."""
        return " ".join(filter(None, [self.measure, self.period.kind, str(self.period), self.role]))


def read_columns(headers: dict[int, str]) -> list[Column]:
    """The columns whose words announce a figure of the ledger's measures, from left to right.

    A first quarter is January to March, unless the table has no months and thus goes by quarters.
    """
    columns = [column for place, words in headers.items() if (column := _column(place, words))]
    if any(column.period.kind == "month" for column in columns):
        return [replace(column, period=_to_date(column.period)) for column in columns]
    return columns


def _to_date(period: Period) -> Period:
    return replace(period, kind="ytd") if period.kind == "quarter" and period.month == 3 else period


def _column(place: int, words: str) -> Column | None:
    parts = _AGAINST.split(words, maxsplit=1)
    measure, period = _level(parts[0]) if len(parts) == 1 else _growth(parts[0], parts[1])
    return Column(place, measure, period, role_of(words)) if period else None


def role_of(words: str) -> str:
    """Whether a column holds values, volumes or shares, or nothing where its words do not say."""
    return next((role for role, form in _ROLES.items() if re.search(form, words)), "")


def _level(words: str) -> tuple[str, Period | None]:
    told = set(periods(words))
    return "level", told.pop() if len(told) == 1 else None


def _growth(before: str, after: str) -> tuple[str, Period | None]:
    told, base = set(periods(before)), after
    if not told:
        # the base stands above several columns, each with its own period: "so với cùng kỳ năm trước" over "Tháng 7"
        found = _SAME_PERIOD.search(after) or _LAST_MONTH.search(after)
        base = found[0] if found else ""
        told = set(periods(after.replace(base, "", 1))) if base else set()
    if len(told) != 1:
        return "", None
    (period,) = told
    measure = _measure(period, base)
    return measure, period if measure else None


def _measure(period: Period, base: str) -> str:
    if _LAST_MONTH.search(base):
        return "growth_mom_pct" if period.kind == "month" else ""
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d{2}\b", base)]
    if _SAME_PERIOD.search(base) or _LAST_YEAR.search(base):
        return "growth_yoy_pct" if all(year == period.year - 1 for year in years) else ""
    # a bare date is a base, too: "at 1/9/2020 compared to 1/8/2020"
    bases = periods(base) or periods(f"at {base.strip()}")
    if len(bases) != 1 or (bases[0].kind == "year") != (period.kind == "year"):
        return ""
    apart = period.end - bases[0].end
    if period.kind == bases[0].kind and apart == 12:
        return "growth_yoy_pct"
    return "growth_mom_pct" if period.kind == bases[0].kind == "month" and apart == 1 else ""
