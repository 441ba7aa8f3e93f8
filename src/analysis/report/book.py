"""The answer as an Excel workbook: numbers that are numbers, shares and paces that are live formulas."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from analysis import wording
from analysis.report.numbers import months_table, pace_rows, plan_table
from analysis.report.origins import figures_sheet
from analysis.report.paper import Known, method, title
from analysis.report.table import DASH, Column, Table, is_missing, written

LOCALES = {"vi": "[$-42A]", "en": "[$-809]"}
"""Tells a spreadsheet in whose way a number or a day is written, where it lets a file say so."""
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"}
_LETTERS = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_LINE = 17.0
"""Points of a line."""
_MONTHS = {"vi": "mm/yyyy", "en": "mmm yyyy"}
_DAYS = {"vi": "dd/mm/yyyy", "en": "d mmm yyyy"}
_REFERENCE = re.compile(r"\{(?:(\w+)!)?(\w+)\}")

Sheets = Mapping[str, Table]


def workbook(known: Known) -> bytes:
    """The .xlsx file: a cover, the plan, the pace, months, figures with their sources, notes; equal bytes each time."""
    language, figures = known.language, pd.concat(known.quoted.values()).drop_duplicates()
    sheets = {
        "plan": plan_table(known.answers, language, "plan_sheet"),
        "pace": pace_rows(known.answers, language),
        "months": months_table(known.used, language, since=1),
        "figures": figures_sheet(known.answers, figures, known.facts, language, known.data),
    }
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"title": title(known), "created": datetime.fromisoformat(known.as_of)})
    _cover(book, known, sheets)
    for name in sheets:
        _write(book, name, sheets)
    _notes(book, known)
    book.close()
    return file.getvalue()


def cell(column: Column, row: Mapping[str, Any], language: str = "vi") -> tuple[str | float | date, str]:
    """What a cell holds, and the format that shows it as the table's text does; words that no spreadsheet will run."""
    gaps = column.gaps
    (gap, way) = gaps[0] if len(gaps) == 1 else ("", "")
    value = row.get(gap)
    if not gap or is_missing(value):
        return str(wording.harmless(written(column, dict(row), language))), ""
    if way in ("month", "day"):
        day = value.start_time.date() if way == "month" else date.fromisoformat(value)
        return day, LOCALES[language] + (_MONTHS if way == "month" else _DAYS)[language]
    if way == "share":
        text = wording.chance_text(value, language)
        return float(value), f'"{text}"' if text[0] in "<>" else "0%"
    if number := wording.number_way(way, value, row):
        decimals, signed, suffix = number
        digits = "#,##0" + ("." + "0" * decimals if decimals else "") + ('"%"' if suffix == "%" else "")
        parts = (f"+{digits}", f"-{digits}", digits) if signed else (digits,)
        return float(value), ";".join(LOCALES[language] + part for part in parts)
    return str(wording.harmless(written(column, dict(row), language))), ""


def _formula(column: Column, place: int, sheets: Sheets, own: str) -> str:
    """The column's formula for a row, or nothing where it has none or a cell it needs holds no number."""
    cells = {one[0]: _address(sheets, one[1] or "", one[2], place, own) for one in _REFERENCE.finditer(column.formula)}
    return _REFERENCE.sub(lambda one: cells[one[0]], column.formula) if all(cells.values()) else ""


def _address(sheets: Sheets, sheet: str, code: str, place: int, own: str) -> str:
    """Where a number stands that belongs to a row; nothing where none does."""
    table = sheets[sheet or own]
    at = [column.code for column in table.columns].index(code)
    value, look = cell(table.columns[at], table.data.iloc[place].to_dict(), table.language)
    if not look or isinstance(value, str | date):
        return ""
    address = xl_rowcol_to_cell(place + 1, at)
    return f"'{wording.term('book', sheet, table.language)}'!{address}" if sheet else address


def _write(book: Workbook, name: str, sheets: Sheets) -> None:
    table = sheets[name]
    page = _page(book, name, [max(9, column.width) for column in table.columns], table.language)
    page.freeze_panes(1, 2)
    page.repeat_rows(0)
    page.set_row(0, 2 * _LINE)
    page.autofilter(0, 0, len(table), len(table.columns) - 1)
    page.print_area(0, 0, len(table), max(place for place, one in enumerate(table.columns) if one.code != "url"))
    for place, head in enumerate(table.heads):
        page.write_string(0, place, head, book.add_format(_LETTERS | _HEAD | {"align": "center"}))
    looks: dict[str, Any] = {}
    for row, values in enumerate(table.data.to_dict("records"), 1):
        cells = [cell(column, values, table.language) for column in table.columns]
        words = [(value, column.width) for (value, _), column in zip(cells, table.columns, strict=True)]
        page.set_row(row, _height(words))
        for place, (column, (value, number_format)) in enumerate(zip(table.columns, cells, strict=True)):
            # numbers and days at the right with their format, words a little in from the left
            right = {"num_format": number_format} if number_format else {"align": "right"}
            look = right if number_format or value == DASH else {"align": "left", "indent": 1, "text_wrap": True}
            shown = looks.setdefault(str(look), book.add_format(_LETTERS | look))
            _put(page, row, place, value, _formula(column, row - 1, sheets, name), shown)


def _put(page: Worksheet, row: int, column: int, value: str | float | date, formula: str, look: Any) -> None:
    if formula:
        page.write_formula(row, column, formula, look, value)
    elif isinstance(value, str):
        page.write_string(row, column, value, look)
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime.combine(value, time()), look)
    else:
        page.write_number(row, column, value, look)


def _height(words: Iterable[tuple[Any, float]]) -> float:
    """Points that a row needs for its longest words in columns of so many letters."""
    return _LINE * max(ceil(len(value) / width) if isinstance(value, str) else 1 for value, width in words)


def _cover(book: Workbook, known: Known, sheets: Sheets) -> None:
    language, form = known.language, known.letterhead
    page = _page(book, "cover", (30, 110), language)
    looks = ({}, {"bold": True}, {"bold": True, "font_size": 16})
    plain, strong, large = (book.add_format(_LETTERS | look) for look in looks)
    page.hide_gridlines(2)
    page.write_string(0, 0, form.above.upper(), plain)
    page.write_string(1, 0, form.issuer.upper(), strong)
    page.write_string(3, 0, title(known), large)
    page.write_string(4, 0, form.place_date, plain)
    for place, code in enumerate(("sheet", "content")):
        page.write_string(6, place, wording.term("column", code, language), book.add_format(_LETTERS | _HEAD))
    for row, code in enumerate((*sheets, "notes"), 7):
        name = wording.term("book", code, language)
        page.write_url(row, 0, f"internal:'{name}'!A1", plain, name)
        page.write_string(row, 1, known.say(f"book_contents_{code}"), plain)


def _notes(book: Workbook, known: Known) -> None:
    page = _page(book, "notes", (100,), known.language)
    page.hide_gridlines(2)
    wrapped = book.add_format(_LETTERS | {"text_wrap": True})
    for row, text in enumerate([*method(known)[:-1], known.say("book_note_pace")]):
        page.set_row(row, _height([(text, 100)]) + _LINE / 2)
        page.write_string(row, 0, str(wording.harmless(text)), wrapped)


def _page(book: Workbook, code: str, widths: Any, language: str) -> Worksheet:
    page = book.add_worksheet(wording.term("book", code, language))
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    return page
