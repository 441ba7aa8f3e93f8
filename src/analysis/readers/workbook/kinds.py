"""What is known of each kind of table before it is read: the columns it needs, their order, the range of its total."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.ledger import GROWTH
from analysis.readers.workbook.headers import Column, read_columns, role_of
from analysis.readers.workbook.refusals import refusal
from analysis.readers.workbook.tables import Table

TRADE = ("exports", "imports")
_TIMELY = re.compile(r"\b(?:thang|quy|qui|nam|so voi|cung ky|months?|quarter|versus|compared?|period|(?:19|20)\d{2})\b")
_ASIDE = re.compile("don vi|unit|ky goc|nam goc|base year|so voi binh quan|so voi thang 12 nam|versus december")
"""Words of columns that hold units, or an index on a base the ledger has no measure for."""
_RANK = {"month": 0, "quarter": 1, "ytd": 2, "year": 3}


@dataclass(frozen=True)
class Kind:
    """What tables of one kind have in common."""

    indicator: str
    measures: tuple[str, ...]
    unit: str = "percent"
    roles: tuple[str, ...] = ("",)
    needed_rows: tuple[str, ...] = ("total",)
    first: str = "growth_mom_pct"


_TRADE = Kind("exports", ("level", "growth_yoy_pct"), "million_usd", ("value", "volume"))
KINDS = {
    "iip": Kind("iip", ("growth_yoy_pct",), needed_rows=("total", "mining", "manufacturing", "electricity")),
    "products": Kind("product_output", ("level", "growth_yoy_pct"), "", needed_rows=("electricity_output",)),
    "retail": Kind("retail_sales", ("level", "growth_yoy_pct"), "billion_vnd", needed_rows=("total", "goods")),
    "exports": _TRADE,
    "imports": replace(_TRADE, indicator="imports"),
    "cpi": Kind("cpi", GROWTH, first="growth_yoy_pct"),
    "employment": Kind("industrial_employment", GROWTH, needed_rows=()),
}


def columns_of(table: Table) -> list[Column]:
    """The figures' columns of a table; what is not understood or missing is refused."""
    kind = KINDS[table.kind]
    # the office's own sums beside its trade tables have headings, but neither "Lượng" nor "Trị giá"
    headers = {
        place: words for place, words in table.headers.items() if table.kind not in TRADE or role_of(table.own[place])
    }
    columns = [column for column in read_columns(headers) if column.role in (*kind.roles, "share")]
    _refuse_unread(table, headers, columns)
    said = Counter(map(str, columns))
    for column in columns:
        if said[str(column)] > 1:
            raise refusal("twice", table.place.at(column=column.place), read=column)
    _refuse_shape(table, kind, columns)
    _refuse_order(table, kind, columns)
    return columns


def _refuse_unread(table: Table, headers: dict[int, str], columns: Sequence[Column]) -> None:
    """Refuse a column that is not understood, unless it stands right of all others and names neither time nor base."""
    places = [column.place for column in columns]
    for place, words in headers.items():
        aside = place > max(places, default=-1) and not _TIMELY.search(table.own[place])
        if place not in places and not aside and not _ASIDE.search(words):
            expected = "“7 tháng năm 2022 so với cùng kỳ”"
            raise refusal("column", table.place.at(column=place), read=words, expected=expected)


def _refuse_shape(table: Table, kind: Kind, columns: Sequence[Column]) -> None:
    measures = {column.measure for column in columns if column.role in ("", "value")}
    ends = [column.period.end for column in columns]
    current = {column.period.kind for column in columns if column.period.end == max(ends, default=0)}
    january = ends and max(ends) % 12 == 0
    complete = (current & {"ytd", "year"} and "month" in current) or january or current == {"quarter"}
    if not set(kind.measures) <= measures or not (complete or table.kind == "employment"):
        read = ", ".join(map(str, columns)) or "–"
        raise refusal("shape", table.place, read=read, expected=", ".join(kind.measures))


def _refuse_order(table: Table, kind: Kind, columns: Sequence[Column]) -> None:
    """Official tables go forward in time, and have growth on the month and on the year in one order."""
    for role in kind.roles:
        for measures in (("level",), GROWTH):
            own = [column for column in columns if column.measure in measures and column.role == role]
            ends = [column.period.end for column in own]
            keys = [[(at.period.end, _RANK[at.period.kind]) for at in own if at.measure == name] for name in measures]
            if ends != sorted(ends) or any(key != sorted(key) for key in keys):
                raise refusal("order", table.place, read=", ".join(map(str, own)), expected="tháng, quý, cộng dồn")
    for column in columns:
        pair = [other for other in columns if other.measure in GROWTH and _beside(other, column)]
        if len({other.measure for other in pair}) == 2 and pair[0].measure != kind.first:
            raise refusal("order", table.place, read=", ".join(map(str, pair)), expected=kind.first)


def _beside(column: Column, other: Column) -> bool:
    return (column.period, column.role) == (other.period, other.role)
