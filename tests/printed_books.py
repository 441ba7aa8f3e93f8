"""Books of a small world, printed in tables as the office prints them, and the figures that stand in them.

Numbers follow rules one can do in the head: a level is its base and 1 % more each month of the year, growth is its base
and 0.1 points more each month, so that parts, totals and sums over time fit as they do in the official tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import openpyxl
import pandas as pd

from analysis.ledger import FIGURE

Cell = str | float | None
Rows = list[list[Cell]]
Row = tuple[str, str, str]
LEVEL, MOM, YOY = "level", "growth_mom_pct", "growth_yoy_pct"
_PRINTED_UNITS = {"than_da": "Nghìn tấn", "tivi": "Nghìn cái", "total": "Tỷ kwh"}

_LEVELS = {
    ("retail_sales", "goods"): 300_000,
    ("retail_sales", "accommodation_food"): 40_000,
    ("retail_sales", "travel"): 4_000,
    ("retail_sales", "other_services"): 56_000,
    ("exports", "domestic"): 7_000,
    ("exports", "foreign_invested"): 20_000,
    ("exports", "gao"): 300,
    ("exports", "thuy_san"): 700,
    ("export_volume", "gao"): 500,
    ("imports", "domestic"): 8_000,
    ("imports", "foreign_invested"): 18_000,
    ("imports", "ngo"): 200,
    ("import_volume", "ngo"): 900,
    ("product_output", "than_da"): 4_000,
    ("product_output", "tivi"): 1_500,
    ("electricity_output", "total"): 20,
}
_GROWTH = {"total": 7.0, "domestic": 5.0, "mining": 2.0, "manufacturing": 8.0, "coal_mining": 3.0, "than_da": 3.0}
_PARTS = ("goods", "accommodation_food", "travel", "other_services", "domestic", "foreign_invested")
_ELSEWHERE = {"ninh_thuan": 1.5, "an_giang": -2.5}


@dataclass(frozen=True)
class Said:
    """A column: the words above it, "|" between its rows; the period it speaks of, the measure, the role."""

    words: str
    when: str = ""
    measure: str = ""
    role: str = ""


@dataclass(frozen=True)
class Table:
    """A table of a layout."""

    sheet: str
    title: str
    unit: str
    columns: Sequence[Said]
    rows: Sequence[Row]


@dataclass
class Book:
    """The month of the book, its sheets by name, and the figures that must be read from it."""

    month: str
    sheets: dict[str, Rows] = field(default_factory=dict)
    truth: dict[tuple[str, ...], float] = field(default_factory=dict)

    def row(self, sheet: str, label: str) -> list[Cell]:
        """The row with this label."""
        return next(row for row in self.sheets[sheet] if label in row[:1])

    def numbers(self, sheet: str) -> Rows:
        """The rows with a label and figures."""
        return [row for row in self.sheets[sheet] if row and row[0] and any(isinstance(cell, float) for cell in row)]

    def headers(self, sheet: str) -> Rows:
        """The rows above the first figures."""
        rows = self.sheets[sheet]
        return rows[: rows.index(self.numbers(sheet)[0])]

    def write(self, path: Path) -> Path:
        """Save the sheets as an .xlsx file."""
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in self.sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append([cell or None if isinstance(cell, str) else cell for cell in row])
        workbook.save(path)
        return path


def exchange(rows: Rows, one: int, other: int) -> None:
    """Two columns change places in these rows."""
    for row in rows:
        row[one], row[other] = row[other], row[one]


def true_value(indicator: str, sector: str, kind: str, period: str, measure: str) -> float:
    """The number of the small world for a figure."""
    month = int(period[5:7]) if kind in ("month", "ytd") else 3 * int(period[-1]) if kind == "quarter" else 12
    if measure == LEVEL:
        return round(sum(_level(indicator, sector, each) for each in _months(kind, month)), 4)
    if measure == MOM:
        return 0.4 if indicator == "cpi" else round(100 * ((100 + month) / (99 + month if month > 1 else 112) - 1), 2)
    slope = {"month": 0.1, "ytd": 0.05, "year": 0.05, "quarter": 0.07}[kind]
    return round(_GROWTH.get(sector, 7.0 + len(sector) / 100) + slope * month, 2)


def _months(kind: str, month: int) -> range:
    return range({"month": month, "quarter": month - 2}.get(kind, 1), month + 1)


def _level(indicator: str, sector: str, month: int) -> float:
    if (indicator, sector) in _LEVELS:
        return _LEVELS[indicator, sector] * (100 + month) / 100
    parts = [base for (own, part), base in _LEVELS.items() if own == indicator and part in _PARTS]
    return sum(parts) * (100 + month) / 100


def shown(rows: pd.DataFrame) -> dict[tuple[str, ...], float]:
    """Figures that were read, by what they are figures of."""
    return {tuple(figure): value for *figure, value in rows[[*FIGURE, "value"]].itertuples(index=False)}


def printed(month: str, tables: Sequence[Table]) -> Book:
    """The book of a month as the office prints it in these tables."""
    book = Book(month)
    for table in tables:
        _print(book, table)
    return book


def _print(book: Book, table: Table) -> None:
    """Write a table (title, unit, headers over several rows, rows) and note its figures."""
    spoken = _spoken(book.month)
    words = [column.words.format(**spoken).split("|") for column in table.columns]
    empty: list[Cell] = [None] * (1 + len(words))
    head: Rows = [[line, *empty[1:]] for line in table.title.format(**spoken).split("\n")]
    head += [empty, [*empty[1:], table.unit]]
    head += [[None, *line] for line in zip_longest(*words)]
    body = [[label, *(_printed(book, column, *named) for column in table.columns)] for label, *named in table.rows]
    book.sheets.setdefault(table.sheet, []).extend([*head, empty, *body, empty])


def _spoken(month: str) -> dict[str, object]:
    """The words of headers that change with the month."""
    year, number = int(month[:4]), int(month[5:])
    whole = {12: "Năm", 3: "Quý I"}.get(number, f"{number} tháng")
    year_end = number == 12
    return {
        "month": number,
        "last": number - 1,
        "year": year,
        "ago": year - 1,
        "whole": whole,
        "in_whole": whole[0].lower() + whole[1:],
        "total": "Ước tính" if number in (3, 12) else "Cộng dồn",
        "of": "" if year_end else "năm",
        "of_year": str(year) if year_end else f"năm {year}",
    }


def _period(month: str, when: str) -> tuple[str, str]:
    """Type and period of a column that speaks of the month, the one before, the year to date or one of two quarters."""
    year, number = int(month[:4]), int(month[5:])
    last = f"{year}-{number - 1:02d}" if number > 1 else f"{year - 1}-12"
    return {
        "month": ("month", month),
        "last": ("month", last),
        "to month": ("ytd", month),
        "to last": ("ytd", last),
        "whole": ("year", str(year)) if number == 12 else ("ytd", month),
        "first quarter": ("quarter", f"{year}-Q{number // 3 - 1}"),
        "second quarter": ("quarter", f"{year}-Q{number // 3}"),
    }[when]


def _printed(book: Book, column: Said, indicator: str, sector: str) -> Cell:
    if not indicator or not column.measure:
        return _PRINTED_UNITS.get(sector) if indicator and column.role == "unit" else None
    kind, period = _period(book.month, column.when)
    area, code = ("vietnam", sector) if sector not in _ELSEWHERE else (sector, "total")
    if column.role == "share":
        own, whole = (true_value(indicator, each, kind, period, LEVEL) for each in (code, "total"))
        return 100 * own / whole
    if column.role == "volume":
        indicator = f"{indicator.removesuffix('s')}_volume"
        if (indicator, code) not in _LEVELS:
            return None
    value = round(true_value(indicator, code, kind, period, column.measure) + _ELSEWHERE.get(area, 0), 4)
    book.truth[area, indicator, code, kind, period, column.measure] = value
    return value if column.measure == LEVEL else round(100 + value, 4)
