"""What is known of each kind of table before it is read: the columns it needs, their order, the range of its total."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.intake.workbook.headers import GROWTH, Column, read_columns
from analysis.intake.workbook.refusals import refusal
from analysis.intake.workbook.tables import Table


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
    columns = [column for column in read_columns(table.headers) if column.role in (*kind.roles, "share")]
    _refuse_gaps(table, columns)
    said = [(column.measure, str(column.period), column.period.kind, column.role) for column in columns]
    for column in columns:
        if said.count((column.measure, str(column.period), column.period.kind, column.role)) > 1:
            raise refusal("twice", table.place.at(column=column.place), read=column)
    _refuse_shape(table, kind, columns)
    _refuse_order(table, kind, columns)
    return columns


def _refuse_gaps(table: Table, columns: Sequence[Column]) -> None:
    places = [column.place for column in columns]
    for place, words in table.headers.items():
        inside = places and min(places) < place < max(places)
        if place not in places and (not places or inside) and not _may_be_skipped(words):
            raise refusal(
                "column", table.place.at(column=place), read=words, expected="“tháng 7 năm 2022 so với cùng kỳ”"
            )


def _may_be_skipped(words: str) -> bool:
    """Whether a column holds units or an index on a base the ledger has no measure for."""
    other = (
        "don vi",
        "unit",
        "ky goc",
        "nam goc",
        "so voi binh quan",
        "base year",
        "so voi thang 12 nam",
        "versus december",
    )
    return any(said in words for said in other)


def _refuse_shape(table: Table, kind: Kind, columns: Sequence[Column]) -> None:
    measures = {column.measure for column in columns if column.role in ("", "value")}
    ends = [column.period.end for column in columns]
    current = {column.period.kind for column in columns if column.period.end == max(ends, default=0)}
    january = ends and max(ends) % 12 == 0
    complete = (current & {"ytd", "year"} and "month" in current) or january or current == {"quarter"}
    if table.kind == "employment":
        complete = True
    if not set(kind.measures) <= measures or not complete:
        read = ", ".join(map(str, columns)) or "–"
        raise refusal("shape", table.place, read=read, expected=", ".join(kind.measures))


def _refuse_order(table: Table, kind: Kind, columns: Sequence[Column]) -> None:
    """Official tables go forward in time within a measure, with growth on month and year in one order."""
    for measure in ("level", *GROWTH):
        for role in kind.roles:
            own = [column for column in columns if column.measure == measure and column.role == role]
            keys = [(column.period.end, _RANK[column.period.kind]) for column in own]
            if keys != sorted(keys):
                raise refusal("order", table.place, read=", ".join(map(str, own)), expected="tháng, quý, cộng dồn")
    for column in columns:
        pair = [other for other in columns if other.measure in GROWTH and _beside(other, column)]
        if len({other.measure for other in pair}) == 2 and pair[0].measure != kind.first:
            raise refusal("order", table.place, read=", ".join(map(str, pair)), expected=kind.first)


def _beside(column: Column, other: Column) -> bool:
    return (column.period, column.role) == (other.period, other.role)


_RANK = {"month": 0, "quarter": 1, "ytd": 2, "year": 3}
