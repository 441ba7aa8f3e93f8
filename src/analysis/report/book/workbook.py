"""Sheets written to an .xlsx file by XlsxWriter."""

from datetime import date, datetime
from io import BytesIO

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis import wording
from analysis.outlook.answer import Answer
from analysis.report.blocks import Letterhead
from analysis.report.book.cells import LOCALES, Cell, Sheet, words
from analysis.report.book.sheets import figures_sheet, months_sheet, pace_sheet, plan_sheet
from analysis.report.method import method
from analysis.report.plan import COVERAGE
from analysis.report.quoted import gathered, quoted
from analysis.report.report import letterhead, title

_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"}
_LETTERS = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_SHEETS = ("plan", "pace", "months", "figures", "notes")


def workbook(answers: list[Answer], facts: pd.DataFrame, as_of: str, language: str = "vi") -> bytes:
    """The .xlsx file; the same answers give the same bytes."""
    figures = gathered(quoted(answers, facts))
    name = title(answers, figures, language)
    sheets = [
        plan_sheet(answers, language),
        pace_sheet(answers, language),
        months_sheet(answers, language),
        figures_sheet(answers, figures, facts, language),
    ]
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"title": name, "created": datetime.fromisoformat(as_of)})
    _cover(book, name, letterhead(answers[0].target.geography, as_of, language), language)
    for sheet in sheets:
        _write(book, sheet, language)
    _notes(book, answers, language)
    book.close()
    return file.getvalue()


def _cover(book: Workbook, name: str, form: Letterhead, language: str) -> None:
    page = _page(book, "cover", (30, 110), language)
    looks = ({}, {"bold": True}, {"bold": True, "font_size": 16})
    plain, strong, large = (book.add_format(_LETTERS | look) for look in looks)
    page.write_string(0, 0, form.above.upper(), plain)
    page.write_string(1, 0, form.issuer.upper(), strong)
    page.write_string(3, 0, name, large)
    page.write_string(4, 0, form.place_date, plain)
    page.write_string(6, 0, wording.term("column", "sheet", language), book.add_format(_LETTERS | _HEAD))
    page.write_string(6, 1, wording.term("column", "content", language), book.add_format(_LETTERS | _HEAD))
    for row, code in enumerate(_SHEETS, 7):
        name = wording.term("book", code, language)
        page.write_url(row, 0, f"internal:'{name}'!A1", plain, name)
        page.write_string(row, 1, _contents(code, language), plain)


def _contents(code: str, language: str) -> str:
    gaps = {"coverage": wording.percent(COVERAGE, 0, language)} if code == "months" else {}
    return wording.sentence(f"book_contents_{code}", language, **gaps)


def _notes(book: Workbook, answers: list[Answer], language: str) -> None:
    page = _page(book, "notes", (120,), language)
    wrapped = book.add_format(_LETTERS | {"text_wrap": True})
    for row, text in enumerate([*method(answers, language)[:-1], wording.sentence("book_note_pace", language)]):
        page.write_string(row, 0, str(words(text).value), wrapped)


def _page(book: Workbook, code: str, widths: tuple[float, ...], language: str) -> Worksheet:
    page = book.add_worksheet(wording.term("book", code, language))
    page.hide_gridlines(2)
    _paper(page, widths)
    return page


def _paper(page: Worksheet, widths: tuple[float, ...]) -> None:
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)


def _write(book: Workbook, sheet: Sheet, language: str) -> None:
    page = book.add_worksheet(sheet.name)
    _paper(page, sheet.widths)
    page.freeze_panes(1, 2)
    page.repeat_rows(0)
    page.set_default_row(17)
    page.set_row(0, 36)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)
    for column, head in enumerate(sheet.heads):
        page.write_string(0, column, head, book.add_format(_LETTERS | _HEAD | {"align": "center"}))
    used = dict.fromkeys(_look(cell, language) for row in sheet.rows for cell in row)
    looks = {look: book.add_format(_LETTERS | dict(look)) for look in used}
    for row, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells):
            _put(page, row, column, cell, looks[_look(cell, language)])


def _look(cell: Cell, language: str) -> tuple[tuple[str, object], ...]:
    """How a cell is set: numbers and days at the right with their format, words a little in from the left."""
    if cell.look:
        own = [part if part.startswith("[$") else LOCALES[language] + part for part in cell.look.split(";")]
        return (("num_format", ";".join(own)),)
    is_word = isinstance(cell.value, str) and cell.value != "–"
    return (("align", "left"), ("indent", 1)) if is_word else (("align", "right"),)


def _put(page: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    if cell.formula:
        page.write_formula(row, column, cell.formula, look, cell.value)
    elif isinstance(cell.value, str):
        page.write_string(row, column, cell.value, look)
    elif isinstance(cell.value, date):
        page.write_datetime(row, column, datetime.combine(cell.value, datetime.min.time()), look)
    else:
        page.write_number(row, column, cell.value, look)
