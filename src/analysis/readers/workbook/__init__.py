"""A workbook as a whole: its tables, their place, its month and day, and what of it is put aside."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.ledger import COLUMNS, as_day
from analysis.ledger import Figure as Key
from analysis.ledger.problems import LedgerError, Problem, refusal
from analysis.readers.grids import Sheet, open_grids
from analysis.readers.spoken import month_name
from analysis.readers.workbook.agreement import that_agree
from analysis.readers.workbook.columns import Column, columns_of
from analysis.readers.workbook.figures import Figure, read_figures
from analysis.readers.workbook.kinds import is_known
from analysis.readers.workbook.tables import Table, find_tables, joined
from analysis.readers.workbook.whose import NATION, office, placed

# Releases stood from four days before to the end of their month; since 2025 they come in the week after it.
EARLIEST, LATEST = -12, 45
# By province the country's employment is rounded to one decimal now and then.
_EMPLOYMENT = 0.15
_LAGGING = ("employment", "stocks")
"""Kinds dated by a day at the start of a month, or a month behind, in the books of some years."""
_SIGNED = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)


@dataclass(frozen=True)
class Book:
    """The rows of a book, what of it is put aside, how many tables it has, and who published it.

    `left_out`: title and sheet of each table of which nothing is read, kinds that are not known among them.
    """

    rows: pd.DataFrame
    asides: tuple[Problem, ...]
    tables: int
    left_out: tuple[str, ...] = ()
    publisher: str = ""
    title: str = ""


def read_workbook(path: str | Path, published: str | None = None, geography: str | None = None) -> pd.DataFrame:
    """Every figure of a statistical workbook in the ledger's columns, growth instead of indices.

    .xls, .xlsx, .docx, HTML or CSV, monthly tables, a department's report or a yearbook. `published` is the day of
    publication; without it the file's name or a line of its head must say it. `geography`: whose figures they are
    where the file does not say it. What cannot be read without guessing is left out; `read_book` lists it. A file of
    which nothing can be read is a `LedgerError` that says why. The name of a branch, product or good that has no term
    yet stands in the note.
    """
    path = Path(path)
    return read_book(path.read_bytes(), path.name, published, geography).rows


def read_book(content: bytes, file: str, published: str | None = None, geography: str | None = None) -> Book:
    """Everything of a workbook that can be read without guessing, and everything that cannot, by name."""
    return read_grids(open_grids(content, file), file, published, geography)


def read_grids(sheets: Sequence[Sheet], file: str, published: str | None = None, geography: str | None = None) -> Book:
    """As `read_book`, of sheets that are open."""
    every = joined([table for sheet in sheets for table in find_tables(sheet, file)])
    tables = [table for table in every if table.kind]
    if not tables:
        raise refusal("no_tables", file, read=len(sheets))
    day = _day(file, published, sheets)
    read = [(table, columns) for table in tables if (columns := columns_of(table))]
    told = [figure for each in placed(_dated(read), sheets, file, geography) for figure in read_figures(*each)]
    figures = _one_of_each([figure for figure in told if not figure.plan])
    if not figures:
        asides = [problem for table in tables for problem in table.problems]
        raise LedgerError(asides or [Problem("no_tables", file, words={"read": len(sheets)})])
    month = max(figure.column.period.end for figure in figures)
    _refuse_other_day(file, day, month, strict=published is None and not all(each.column.yearly for each in figures))
    agreed = that_agree(figures)
    source = f"gso_monthly_tables_{day.replace('-', '_')}" if NATION in {one.key.geography for one in agreed} else ""
    plans = [figure for figure in told if figure.plan]
    kept = [figure for figure in [*agreed, *plans] if figure.key.measure != "share"]
    # the note holds what the new term of a sector without one will be called
    notes = ["" if is_known(figure.key.sector) else figure.line.label for figure in kept]
    rows = [
        [*each.key, each.value, each.unit, _status(each, month), day, source, note]
        for each, note in zip(kept, notes, strict=True)
    ]
    used = {id(figure.table.problems) for figure in agreed}
    first = next((table for table in tables if id(table.problems) in used), tables[0])
    return Book(
        pd.DataFrame(rows, columns=COLUMNS),
        tuple(problem for table in tables for problem in table.problems),
        len(every),
        tuple(table.name for table in every if id(table.problems) not in used),
        office(first),
        first.title,
    )


# ---- when


def _day(file: str, published: str | None, sheets: Sequence[Sheet]) -> str:
    """The day given, else the one the file's name begins with, else the one the book is signed with."""
    named = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", file)
    if published is None and not named:
        edges = [cell for sheet in sheets for row in [*sheet.rows[:15], *sheet.rows[-12:]] for cell in row]
        signed = next((found for cell in edges if isinstance(cell, str) and (found := _SIGNED.search(cell))), None)
        if not signed:
            raise refusal("no_day", file)
        published = f"{signed[3]}-{int(signed[2]):02d}-{int(signed[1]):02d}"
    day = published or (named[0] if named else "")
    try:
        return as_day(day)
    except (ValueError, TypeError) as error:
        raise refusal("day", file, read=day, expected="YYYY-MM-DD") from error


def _dated(read: Sequence[tuple[Table, list[Column]]]) -> list[tuple[Table, list[Column]]]:
    """The tables that speak of the book's month; one that speaks of another is put aside.

    The date above employment keeps last year's number now and then, and its month lags by one.
    """
    done = [(table, [column for column in own if column.role != "plan"]) for table, own in read]
    ends = {
        id(table): max(column.period.end for column in own)
        for table, own in done
        if any((each.period.period_type, each.measure) != ("year", "level") for each in own)  # no yearbook
    }
    votes = Counter(ends[id(table)] for table, _ in read if id(table) in ends and table.kind not in _LAGGING)
    month = max(votes, key=lambda end: (votes[end], end)) if votes else max(ends.values(), default=0)
    kept = []
    for table, columns in read:
        apart = month - ends.get(id(table), month)
        lagging = table.kind in _LAGGING
        if lagging and apart == 12:
            columns = [replace(each, period=each.period.in_year(each.period.year + 1)) for each in columns]
        elif apart and not (lagging and apart == 1):
            read_month = month_name(ends[id(table)])
            table.aside("book_month", table.row, read=read_month, expected=month_name(month))
            continue
        kept.append((table, columns))
    return kept


def _refuse_other_day(file: str, day: str, month: int, *, strict: bool) -> None:
    """Refuse a day before the month was over (but for a few days) or, in a file's name, long after it."""
    year, number = month // 12, month % 12 + 1
    late = (date.fromisoformat(day) - date(year, number, monthrange(year, number)[1])).days
    if late < EARLIEST or (strict and late > LATEST):
        raise refusal("day_month", file, read=day, expected=month_name(month))


# ---- rows


def _one_of_each(figures: Sequence[Figure]) -> list[Figure]:
    """Every figure of the book once; of the country's employment the print beside the provinces', which comes later.

    Of two prints that contradict each other neither is taken, and of tables that contradict each other in two columns
    none of these. Consumer prices of January are those of the year to date, too, though no column says so.
    """
    january = [
        replace(each, key=each.key.at(period_type="ytd"))
        for each in figures
        if (each.key.indicator, each.key.measure) == ("cpi", "growth_yoy_pct")
        and (each.key.period_type, each.key.month) == ("month", 1)
    ]
    prints: dict[Key, list[Figure]] = {}
    for figure in [*january, *figures]:
        prints.setdefault(figure.key, []).append(figure)
    disputed = [own for own in prints.values() if _contradict(own)]
    between = [own for own in disputed if own[0].table is not own[-1].table]
    columns = Counter((id(figure.table), figure.column) for own in between for figure in own)
    tables = {table for table, count in Counter(table for table, _ in columns).items() if count > 1}
    doubtful = {column for column in columns if column[0] in tables}
    kept = [own for own in prints.values() if not any(own is other for other in disputed)]
    agreed = [own[0] if own[0].table is own[-1].table else own[-1] for own in kept]
    return [figure for figure in agreed if (id(figure.table), figure.column) not in doubtful]


def _contradict(prints: Sequence[Figure]) -> bool:
    """Says that two prints of one figure differ, in two tables by more than rounding."""
    first, last = prints[0], prints[-1]
    margin = _EMPLOYMENT if first.key.indicator == "industrial_employment" else max(0.006, 1e-4 * abs(first.value))
    once = first.table is last.table
    if abs(first.value - last.value) <= (0.0 if once else margin):
        return False
    other = f"{first.value:g}" if once else f"{first.value:g} ({first.table.sheet})"
    last.aside("book_contradict", read=f"{last.line.label}: {last.value:g}", expected=other)
    return True


def _status(figure: Figure, month: int) -> str:
    """How final a print is: consumer prices are never revised, an earlier period printed again is."""
    if figure.plan or figure.column.preliminary:
        return figure.plan or "preliminary"
    if figure.key.indicator == "cpi" or figure.column.yearly:
        return "official"
    return "estimate" if figure.column.period.end == month else "revised"
