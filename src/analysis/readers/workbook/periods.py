"""Periods said in words, Vietnamese or English: "7 tháng năm 2022", "Quý IV năm 2018", "September of 2020"."""

import re
from dataclasses import dataclass

from babel.dates import get_month_names

_MONTHS = tuple(name.lower() for name in get_month_names("wide", locale="en").values())
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3, "thirsd": 3, "fourth": 4}
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_COUNTS |= {"eleven": 11, "twelve": 12, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
_OF_YEAR = r"(?: (?:of|in|nam|dau|the|year))* (?P<year>(?:19|20)\d{2})\b"
_NAMES = "|".join(f"{name}|{name[:3]}|{name[:4]}" for name in _MONTHS)
_FORMS = {
    "ytd": (
        rf"\b(?P<count>\d{{1,2}}|muoi mot|{'|'.join(_COUNTS)}) (?:thang|months?)\b{_OF_YEAR}",
        rf"\b(?P<count>sau) thang dau nam{_OF_YEAR}",
    ),
    "month": (
        rf"\bthang (?P<month>\d{{1,2}}){_OF_YEAR}",
        rf"\b(?P<name>{_NAMES})(?: \d{{1,2}})?{_OF_YEAR}",
        r"\b\d{1,2} (?P<month>\d{1,2}) (?P<year>(?:19|20)\d{2})\b",
    ),
    "quarter": (
        rf"\b(?:quy|qui|quarter) (?P<quarter>iv|i{{1,3}}|[1-4]){_OF_YEAR}",
        rf"\b(?P<quarter>[1-4])(?:st|nd|rd|th|sd)(?: quarter)?{_OF_YEAR}",
        rf"\b(?P<quarter>first|second|third|thirsd|fourth) quarter{_OF_YEAR}",
    ),
    "year": (r"\b(?:nam|year) (?P<year>(?:19|20)\d{2})\b",),
}


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, year or January to a month ("ytd"), by its year and last month."""

    year: int
    month: int
    kind: str

    def __str__(self) -> str:
        """The period as the ledger writes it."""
        if self.kind == "quarter":
            return f"{self.year}-Q{self.month // 3}"
        return str(self.year) if self.kind == "year" else f"{self.year}-{self.month:02d}"

    @property
    def end(self) -> int:
        """Its last month, counted so that neighbours differ by one."""
        return 12 * self.year + self.month - 1


def month_name(end: int) -> str:
    """The month of such a count as the ledger writes it."""
    return f"{end // 12}-{end % 12 + 1:02d}"


def periods(words: str) -> list[Period]:
    """Every period said in plain words, in their order; the year within "tháng 7 năm 2022" is no period of its own."""
    found = [
        (match.span(), kind, match)
        for kind, forms in _FORMS.items()
        for form in forms
        for match in re.finditer(form, words)
    ]
    spans = [span for span, _, _ in found]
    outer = sorted({span: _period(kind, match) for span, kind, match in found if not _within(span, spans)}.items())
    return [period for _, period in outer if period is not None]


def _within(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(other[0] <= span[0] and span[1] <= other[1] and other != span for other in others)


def _period(kind: str, match: re.Match[str]) -> Period | None:
    year, told = int(match["year"]), match.groupdict()
    if kind == "month":
        month = int(told["month"]) if told.get("month") else _month_of(told["name"])
    elif kind == "quarter":
        month = 3 * _QUARTERS.get(told["quarter"], 0) or 3 * int(told["quarter"])
    elif kind == "ytd":
        month = _COUNTS.get(told["count"], 0) or (11 if told["count"] == "muoi mot" else int(told["count"]))
        kind = "year" if month == 12 else kind
    else:
        month = 12
    return Period(year, month, kind) if 1 <= month <= 12 else None


def _month_of(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name))
