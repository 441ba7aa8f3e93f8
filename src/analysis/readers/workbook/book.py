"""A workbook as a whole: its tables, their place, its month and day, and what of it is put aside."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analysis.ledger import COLUMNS, as_day
from analysis.ledger.problems import LedgerError, Problem, refusal
from analysis.readers.grids import Sheet, open_grids
from analysis.readers.letters import plain
from analysis.readers.workbook.agreement import that_agree
from analysis.readers.workbook.columns import Column, columns_of
from analysis.readers.workbook.figures import Figure, read_figures
from analysis.readers.workbook.kinds import KINDS
from analysis.readers.workbook.labels import is_known, names_places
from analysis.readers.workbook.periods import month_name
from analysis.readers.workbook.tables import Table, find_tables, joined
from analysis.readers.workbook.units import scale_of
from analysis.readers.workbook.whose import NATION, place_of

# Releases stood from four days before to the end of their month; since 2025 they come in the week after it.
EARLIEST, LATEST = -12, 45
# By province the country's employment is rounded to one decimal now and then.
_EMPLOYMENT = 0.15
_LAGGING = ("employment", "stocks")
"""Kinds dated by a day at the start of a month, or a month behind, in the books of some years."""
_SIZES = {"retail_sales": (3e4, 3e6), "exports": (1e3, 2e5), "imports": (1e3, 2e5)}
"""What the country sells in a month, in the ledger's units."""
_SIGNED = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)


@dataclass(frozen=True)
class Book:
    """The rows of a book, what of it is put aside, how many of its tables are read, and who published it."""

    rows: pd.DataFrame
    asides: tuple[Problem, ...]
    read: int
    tables: int
    publisher: str = ""
    title: str = ""


def read_book(content: bytes, file: str, published: str | None = None, geography: str | None = None) -> Book:
    """Everything of a workbook that can be read without guessing, and everything that cannot, by name."""
    return read_grids(open_grids(content, file), file, published, geography)


def read_grids(sheets: Sequence[Sheet], file: str, published: str | None = None, geography: str | None = None) -> Book:
    """As `read_book`, of sheets that are open."""
    tables = joined([table for sheet in sheets for table in find_tables(sheet, file)])
    if not tables:
        raise refusal("no_tables", file, read=len(sheets))
    day = _day(file, published, sheets)
    read = [(table, columns) for table in tables if (columns := columns_of(table))]
    read = _placed(_dated(read), sheets, file, geography)
    figures = [read_figures(*each) for each in read]
    figures = _one_of_each([own for own in figures if own])
    asides = [problem for table in tables for problem in table.problems]
    if not figures:
        raise LedgerError(asides or [Problem("no_tables", file, words={"read": len(sheets)})])
    month = max(figure.period.end for figure in figures)
    _refuse_other_day(file, day, month, strict=published is None and not all(each.yearly for each in figures))
    agreed = that_agree(figures)
    asides = [problem for table in tables for problem in table.problems]
    source = f"gso_monthly_tables_{day.replace('-', '_')}" if NATION in {each.geography for each in agreed} else ""
    rows = [[*_row(figure, day, month), source, _name(figure)] for figure in agreed if figure.measure != "share"]
    used = {id(figure.table.problems) for figure in agreed}
    first = min(tables, key=lambda table: id(table.problems) not in used)
    return Book(pd.DataFrame(rows, columns=COLUMNS), tuple(asides), len(used), len(tables), _office(first), first.title)


# ---- whose


def _placed(
    read: Sequence[tuple[Table, list[Column]]], sheets: Sequence[Sheet], file: str, given: str | None
) -> list[tuple[Table, list[Column], str]]:
    """The tables with their place; those without one are put aside, all of them without one are refused."""
    cover = [cell for sheet in sheets[:1] for row in sheet.rows[:4] for cell in row if isinstance(cell, str)][:6]
    places = {id(table): _place(table, cover, file, given) for table, _ in read}
    if "" in places.values():
        asked = [(table, columns) for table, columns in read if places[id(table)] == ""]
        place = NATION if _is_nations({place for place in places.values() if place}, asked) else None
        for table, _ in asked:
            places[id(table)] = place
            if place is None:
                table.aside("book_place", table.row, read=table.title)
    placed = [(table, columns, place) for table, columns in read if (place := places[id(table)])]
    return [(_in_units(table, columns, place), columns, place) for table, columns, place in placed]


def _place(table: Table, cover: Sequence[str], file: str, given: str | None) -> str | None:
    """As `place_of`; a table of provinces is the country's. None is said, and so is what contradicts `given`."""
    if _names_places(table):
        return NATION
    place = place_of(table, cover, file, given)
    if place is None:
        table.aside("book_below_province", table.row, read=table.title)
    elif given and place and place != given:
        raise LedgerError([table.problem("book_other_place", table.row, read=place, expected=given)])
    return place


def _names_places(table: Table) -> bool:
    """Whether a table's rows are the provinces, so that its own place is the country."""
    return KINDS[table.kind].of_places or names_places(line.label for line in table.lines)


def _is_nations(named: set[str], asked: Sequence[tuple[Table, list[Column]]]) -> bool:
    """Whether tables without a place are the country's: the book says so elsewhere, or they have its size, or its form.

    The General Statistics Office numbers its tables and sets no head above them.
    """
    if named:
        return named == {NATION}
    sizes = [_fits_nation(table, columns) for table, columns in asked]
    if False in sizes:
        return False
    formal = all(table.numbered and not table.head for table, _ in asked)
    if formal and True not in sizes:
        first = asked[0][0]
        first.aside("book_place_assumed", first.row, read=first.title)
    return formal or True in sizes


def _fits_nation(table: Table, columns: Sequence[Column]) -> bool | None:
    """Whether the first level of a table is of the country's size; None where the table has none to tell by."""
    sizes, level = _SIZES.get(KINDS[table.kind].indicator), _first_level(table, columns)
    if sizes is None or level is None:
        return None
    return any(sizes[0] <= level * scale <= 12 * sizes[1] for scale in (_scale(table) or 1.0, 1.0))


def _first_level(table: Table, columns: Sequence[Column]) -> float | None:
    places = [column.place for column in columns if column.measure == "level" and column.role in ("", "value")]
    cells = [line.cell(place) for line in table.lines if line.label for place in places]
    return next((cell for cell in cells if isinstance(cell, float) and cell), None)


def _scale(table: Table) -> float | None:
    unit = KINDS[table.kind].unit
    return scale_of(table.unit, unit) if unit in ("billion_vnd", "million_usd") else 1.0


def _in_units(table: Table, columns: Sequence[Column], place: str) -> Table:
    """The table with what its levels are multiplied by; of the country's size decides where it contradicts the unit."""
    scale = _scale(table)
    if place == NATION:
        sizes, level = _SIZES.get(KINDS[table.kind].indicator), _first_level(table, columns)
        fits = sizes is None or level is None or sizes[0] <= level * (scale or 1.0) <= 12 * sizes[1]
        scale = (scale or 1.0) if fits else 1.0
    elif scale is None and any(column.measure == "level" for column in columns):
        table.aside("book_unit", table.row, read=table.unit or "–", expected=KINDS[table.kind].unit)
    return replace(table, scale=scale)


# ---- when


def _day(file: str, published: str | None, sheets: Sequence[Sheet]) -> str:
    """The day given, else the one the file's name begins with, else the one the book is signed with."""
    named = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", file)
    edges = [cell for sheet in sheets for row in [*sheet.rows[:15], *sheet.rows[-12:]] for cell in row]
    signed = next((found for cell in edges if isinstance(cell, str) and (found := _SIGNED.search(cell))), None)
    if published is None and not named and signed:
        published = f"{signed[3]}-{int(signed[2]):02d}-{int(signed[1]):02d}"
    if published is None and not named:
        raise refusal("no_day", file)
    day = published or (named[0] if named else "")
    try:
        return as_day(day)
    except (ValueError, TypeError) as error:
        raise refusal("day", file, read=day, expected="YYYY-MM-DD") from error


def _dated(read: Sequence[tuple[Table, list[Column]]]) -> list[tuple[Table, list[Column]]]:
    """The tables that speak of the book's month; one that speaks of another is put aside.

    The date above employment keeps last year's number now and then, and its month lags by one.
    """
    ends = {id(table): max(column.period.end for column in own) for table, own in read if own and not _is_yearly(own)}
    votes = Counter(ends[id(table)] for table, _ in read if id(table) in ends and table.kind not in _LAGGING)
    month = max(votes, key=lambda end: (votes[end], end)) if votes else max(ends.values(), default=0)
    kept = []
    for table, columns in read:
        apart = month - ends.get(id(table), month)
        lagging = table.kind in _LAGGING
        if lagging and apart == 12:
            columns = [replace(each, period=replace(each.period, year=each.period.year + 1)) for each in columns]
        elif apart and not (lagging and apart == 1):
            read_month = month_name(ends[id(table)])
            table.aside("book_month", table.row, read=read_month, expected=month_name(month))
            continue
        kept.append((table, columns))
    return kept


def _is_yearly(columns: Sequence[Column]) -> bool:
    return all(column.period.kind == "year" and column.measure == "level" for column in columns)


def _refuse_other_day(file: str, day: str, month: int, *, strict: bool) -> None:
    """Refuse a day before the month was over (but for a few days) or, in a file's name, long after it."""
    year, number = month // 12, month % 12 + 1
    late = (date.fromisoformat(day) - date(year, number, monthrange(year, number)[1])).days
    if late < EARLIEST or (strict and late > LATEST):
        raise refusal("day_month", file, read=day, expected=month_name(month))


# ---- rows


def _one_of_each(tables: Sequence[Sequence[Figure]]) -> list[Figure]:
    """Every figure of the book once; of the country's employment the print beside the provinces', which comes later.

    Of two prints that contradict each other neither is taken, and of tables that contradict each other in two columns
    none of these. Consumer prices of January are those of the year to date, too, though no column says so.
    """
    figures = [figure for own in tables for figure in own]
    january = [replace(each, period=replace(each.period, kind="ytd")) for each in figures if _is_january_yoy(each)]
    prints: dict[object, list[Figure]] = {}
    for figure in [*january, *figures]:
        prints.setdefault(figure.key, []).append(figure)
    disputed = [own for own in prints.values() if _contradict(own)]
    columns = Counter((id(figure.table), figure.column) for own in disputed for figure in own)
    tables = {table for table, count in Counter(table for table, _ in columns).items() if count > 1}
    doubtful = {column for column in columns if column[0] in tables}
    agreed = [own[-1] for own in prints.values() if not any(own is other for other in disputed)]
    return [figure for figure in agreed if (id(figure.table), figure.column) not in doubtful]


def _contradict(prints: Sequence[Figure]) -> bool:
    """Says that two prints of one figure differ by more than rounding."""
    first, last = prints[0], prints[-1]
    margin = _EMPLOYMENT if first.indicator == "industrial_employment" else max(0.006, 1e-4 * abs(first.value))
    if abs(first.value - last.value) <= margin:
        return False
    other = f"{first.value:g} ({first.table.sheet})"
    last.aside("book_contradict", read=f"{last.label}: {last.value:g}", expected=other)
    return True


def _is_january_yoy(figure: Figure) -> bool:
    said = (figure.indicator, figure.measure, figure.period.kind, figure.period.month)
    return said == ("cpi", "growth_yoy_pct", "month", 1)


def _row(figure: Figure, day: str, month: int) -> list[object]:
    period = figure.period
    told = [figure.geography, figure.indicator, figure.sector, period.kind, str(period), figure.measure, figure.value]
    return [*told, figure.unit, _status(figure, month), day]


def _name(figure: Figure) -> str:
    """What the new term of a sector without one will be called."""
    return "" if is_known(figure.sector) else figure.label


def _status(figure: Figure, month: int) -> str:
    """How final a print is: consumer prices are never revised, an earlier period printed again is."""
    if figure.preliminary:
        return "preliminary"
    if figure.indicator == "cpi" or figure.yearly:
        return "official"
    return "estimate" if figure.period.end == month else "revised"


def _office(table: Table) -> str:
    """Who published a book, as the head above its tables says."""
    named = re.compile(r"\b(?:cuc thong ke|chi cuc thong ke|so cong thuong|uy ban nhan dan|so ke hoach)\b")
    return next((line for line in table.head if named.search(plain(line))), "")
