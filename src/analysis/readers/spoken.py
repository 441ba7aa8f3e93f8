"""Periods, bases and numbers as phrases name them: what they mean, and what they leave open."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from analysis.readers.phrases import Item, codes, items, of_kind

_LONG_AGO = 4
"""Months after which a period of an earlier year must name it: "in September", read in August."""
_MONTH_OVER = 25
"""The day from which on a month's estimate may be out: of 442 printed in their own month three in four came later."""
THIS_YEAR = 0
MEASURES = {"mom": "growth_mom_pct", "yoy": "growth_yoy_pct", "plan": "share_of_plan_pct"}
"""What is measured of a figure beside each base (`compared`)."""
CHANGED = {("million_vnd", "billion_vnd"): 0.001, ("trillion_vnd", "billion_vnd"): 1000.0}
CHANGED |= {("billion_kwh", "million_kwh"): 1000.0, ("billion_vnd", "billion_vnd"): 1.0}
CHANGED |= {("million_usd", "million_usd"): 1.0}
"""What a number in one unit is multiplied by to be in another."""
_SPACED = r"[1-9]\d{0,2}( \d{3})+([.,]\d+)?"
_NOTHING = {"-", "–", "—", "...", "…", "..", ".", "x", "*", "", ":", "na", "n/a"}
_OF_A_PLAN = {"number", "approx", "to", "mark", "unit", "verb"}
_LONGEST = 15
"""Digits of a number at the most; no figure has more."""
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_BOTH = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*(?!\1)[.,][0-9]+")


@dataclass(frozen=True)
class Spoken:
    """A period as spoken of: its type, its number in the year (0: the latest), its year where that is said."""

    period_type: str
    number: int
    year: int | None = None
    vague: bool = False

    def __str__(self) -> str:
        """The period as an error names it."""
        return f"{self.period_type} {self.written()}"

    @property
    def last_month(self) -> int:
        """The month of the year it ends with."""
        return {"quarter": 3 * self.number, "year": 12}.get(self.period_type, self.number)

    @property
    def end(self) -> int:
        """Its last month, counted so that neighbours differ by one."""
        return 12 * (self.year or 0) + self.last_month - 1

    def in_year(self, year: int) -> "Spoken":
        """The same period of a year."""
        return replace(self, year=year, vague=False)

    def written(self) -> str:
        """The period as the ledger writes it."""
        forms = {"quarter": f"{self.year}-Q{self.number}", "year": f"{self.year}"}
        return forms.get(self.period_type, f"{self.year}-{self.number:02d}")


def spoken(item: Item) -> Spoken:
    """The period that an item of kind period names; "to 15 August" is no whole month and vague."""
    named = item.named
    number = int(item.detail or named.get("month_name") or named.get("month") or named.get("quarter", 0))
    vague = item.code.endswith("?") or named.get("day", 31) < 28
    year = THIS_YEAR if item.text.endswith(" năm nay") else named.get("year")
    return Spoken(item.code.rstrip("?"), number, year, vague)


def periods(found: Iterable[Item]) -> list[Spoken]:
    """Every period that items name, in order; twelve months are a year. That of a base ("so với tháng 7") is none.

    >>> [period.written() for period in periods(items("Lũy kế 7 tháng năm 2022 và quý I/2021"))]
    ['2022-07', '2021-Q1']
    """
    told = [spoken(item) for item in of_kind(found, "period")]
    whole = [(each.period_type, each.number) == ("ytd", 12) for each in told]
    return [
        replace(each, period_type="year", number=0) if year else each for each, year in zip(told, whole, strict=True)
    ]


def month_name(end: int) -> str:
    """The month of such a count (`Spoken.end`) as the ledger writes it."""
    return f"{end // 12}-{end % 12 + 1:02d}"


def dated(period: Spoken, published: str, years: frozenset[int] = frozenset()) -> tuple[Spoken, str]:
    """The period with its year, and the question to ask, if any: "period", "year" or "future".

    A period without a year is the last one that had begun its last month when it was published. It is asked about
    when that is long ago in an earlier year, when the text names other years (`years`), and when its last month was
    not over.
    """
    today, day = 12 * int(published[:4]) + int(published[5:7]), int(published[8:10])
    if not period.number and period.period_type in ("month", "ytd"):
        latest = today - 1 - (day < _MONTH_OVER)
        return Spoken(period.period_type, latest % 12 + 1, latest // 12), "period"
    period = period.in_year(int(published[:4])) if period.year == THIS_YEAR else period
    year = period.year or (today - period.last_month) // 12
    told, age = period.in_year(year), today - (12 * year + period.last_month)
    if age < 0 or (age == 0 and day < _MONTH_OVER):
        return told, "future"
    if period.year is None and (years - {year} or (age > _LONG_AGO and year < int(published[:4]))):
        return told, "year"
    old = period.year is None and period.period_type == "ytd" and age > _LONG_AGO
    return told, "period" if period.vague or old else ""


def compared(item: Item, period: Spoken | None) -> str:
    """What an item of kind base or past compares a period with: yoy, mom, plan, other_plan, other."""
    named = item.named
    year, month = named.get("year"), named.get("month", named.get("month_name"))
    last_year = period is not None and period.year is not None and year in (None, period.year - 1)
    if item.code == "yoy":
        return "yoy" if year is None or last_year else "other"
    if item.code == "year_before":
        return "yoy" if last_year and period and period.period_type == "year" else "other"
    if item.code == "mom" and month is not None:
        return _month_base(month, year, period)
    alike = period is not None and period.number == named.get("quarter", month) and item.code == "other"
    return "yoy" if alike and year and last_year else item.code


def _month_base(month: int, year: int | None, period: Spoken | None) -> str:
    """Whether a month named as base is the one before, or, by its year, the same one of the year before."""
    if period is None or period.year is None or period.period_type != "month":
        return "other"
    back = period.number - month + 12 * (period.year - year) if year else (period.number - month) % 12
    return "mom" if back == 1 else "yoy" if back == 12 else "other"


def decimal_mark(printed: str) -> str:
    """The decimal mark a number gives away by its own form; none where it could be read in two ways."""
    marks = re.findall("[.,]", printed)
    if _BOTH.fullmatch(printed):
        return marks[-1]
    if _GROUPED.fullmatch(printed):
        return {".": ",", ",": "."}[marks[0]] if len(marks) > 1 else ""
    return marks[0] if _DECIMAL.fullmatch(printed) else ""


def decimal_marks(printed: Iterable[str]) -> frozenset[str]:
    """The decimal marks that the numbers of a text give away."""
    return frozenset(filter(None, map(decimal_mark, printed)))


def read_number(printed: str, marks: frozenset[str] = frozenset()) -> tuple[float, bool]:
    """The number, and whether it is beyond doubt.

    1.234 alone is read as thousands where all other numbers of the text have decimal commas (`marks`), and doubtful
    everywhere else; so is a number that no habit writes, such as 1.23.4.
    """
    if len(re.sub("[.,]", "", printed)) > _LONGEST:
        return float("nan"), False
    own = decimal_mark(printed)
    if own:
        other = {".": ",", ",": "."}[own]
        return float(printed.replace(other, "").replace(own, ".")), True
    if re.fullmatch("[0-9]+", printed):
        return float(printed), printed == "0" or printed[0] != "0"
    if _GROUPED.fullmatch(printed):
        mark = re.findall("[.,]", printed)[0]
        grouped = marks != {mark}
        return float(printed.replace(mark, "" if grouped else ".")), grouped and len(marks) == 1
    return float("nan"), False


def read_cell(typed: str, marks: frozenset[str] = frozenset()) -> tuple[float | None, bool]:
    """The number in a cell's text, with its sign, per cent and spaces between groups; None where it says there is none.

    And whether it is beyond doubt, as `read_number` says.

    >>> read_cell("−12 345,6"), read_cell("5,66 %"), read_cell("–"), read_cell("1.234")
    ((-12345.6, True), (5.66, True), (None, True), (1234.0, False))
    """
    body = " ".join(typed.split()).replace("−", "-").removesuffix("%").rstrip()
    if body.lower() in _NOTHING:
        return None, True
    sign, body = (-1, body[1:]) if body.startswith("-") else (1, body.removeprefix("+"))
    value, sure = read_number(body.replace(" ", "") if re.fullmatch(_SPACED, body, re.ASCII) else body, marks)
    return sign * value, sure


def typed_number(typed: float | str) -> float:
    """What somebody types as a number, as officials write it too; a `ValueError` in both languages where it is none.

    >>> typed_number(9.5), typed_number("9,5 %")
    (9.5, 9.5)
    """
    value, sure = read_cell(typed) if isinstance(typed, str) else (float(typed), True)
    if value is None or not sure:
        raise ValueError(f"đọc được “{typed}”, hãy ghi một số như 9,5 / read “{typed}”, write a number such as 9.5")
    return value


def read_plan(written: str, marks: frozenset[str] = frozenset()) -> tuple[list[float], str]:
    """The value of a plan as a cell holds it, or both ends of its range, and its kind; no value where it is unclear.

    >>> read_plan("tăng 10-11%"), read_plan("≥ 1.400,5"), read_plan("dưới 90,5")
    (([10.0, 11.0], 'plan'), ([1400.5], 'plan'), ([90.5], 'ceiling'))
    """
    said = items(written, accents=False)
    printed = [item.text for item in of_kind(said, "number")]
    read = [read_number(number, marks or decimal_marks(printed)) for number in printed]
    parted = [item for item in said[1:-1] if item.kind == "to" or item.text == "-"]
    odd = (
        {item.kind for item in said} - _OF_A_PLAN
        or set(codes(said, "verb")) - {"rise"}
        or len(read) != 1 + len(parted)
        or not all(sure for _, sure in read)
    )
    values = [value for value, _ in read]
    kind = "ceiling" if "less than" in codes(said, "approx") else "plan"
    return [] if odd or values != sorted(values) else values, kind
