"""The entry sheet of a month: an Excel workbook in Vietnamese with everything the ledger knows beside it in grey."""

import re
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from analysis import wording
from analysis.ledger import DATA, load_facts, newest_prints
from analysis.ledger.rules import FORMS
from analysis.ledger.vocabulary import DEFAULT_GEOGRAPHY, Vocabulary
from analysis.readers.release import Source
from analysis.readers.sheet import layout
from analysis.readers.sheet.cells import LARGEST
from analysis.readers.sheet.layout import ASKED, COLUMN_CODES, FIELDS, FIRST_ROW, GREY, Line

_GREY, _WHITE, _HEADING = (PatternFill("solid", start_color=colour) for colour in ("E7E6E6", "FFFFFF", "DDEBF7"))
_PROPOSED = PatternFill("solid", start_color="FFF2CC")
_THIN = Border(*[Side("hair", color="A6A6A6")] * 4)
Typed = dict[tuple[str, str], dict[str, object]]
_WIDTHS = {"name": 34, "sector": 30, "unit": 10, "status": 14, "note": 30}


def write_sheet(month: str, path: Path, *, geography: str = DEFAULT_GEOGRAPHY, data: Path = DATA) -> Path:
    """The file written: one row a series, the figures of last month and last year beside the cells to fill in."""
    if path.exists():
        raise ValueError(f"{path}: đã có tệp này, không ghi đè / exists already and is not overwritten; --out")
    return _written(month, path, geography, data, {}, None)


def write_open(rows: pd.DataFrame, source: Source, folder: Path, *, data: Path = DATA) -> tuple[list[Path], int]:
    """Entry sheets with the candidates `rows` of a text filled in for a person to put right, one a place and month.

    Beside them how many candidates no sheet has a cell for. The head is filled in from `source`, each row's note holds
    the sentence; a file that exists is not overwritten, the next number is put behind the name.
    """
    written, places = [], [layout.place_of(row) for _, row in rows.iterrows()]
    rows = rows.assign(month=[month for month, _ in places], column=[column for _, column in places])
    fits = rows[(rows["column"] != "") & rows["geography"].isin(Vocabulary(data).known("geography"))]
    again = fits.duplicated(["geography", "month", "indicator", "sector", "column"])
    fits = fits[~again | fits["column"].isin(layout.PLANS)]
    for (place, month), own in fits.groupby(["geography", "month"], sort=True):
        names = (folder / f"phieu_{place}_{month}{number}.xlsx" for number in ("", *(f"_{n}" for n in range(2, 1000))))
        path = next(name for name in names if not name.exists())
        written.append(_written(month, path, place, data, _typed(own), source))
    return written, len(rows) - len(fits)


def _typed(rows: pd.DataFrame) -> Typed:
    """What is typed into the cells for candidates, by series and column; both ends of a plan in one cell."""
    typed: Typed = {}
    for (indicator, sector, column), own in rows.groupby(["indicator", "sector", "column"], sort=False):
        first, ends = own.iloc[0], [wording.digits(value) for value in own["value"]]
        value = first["value"]
        if column.startswith("plan:"):
            value = ("dưới " if first["status"] == "ceiling" else "") + "-".join(ends)
        note = typed.get((indicator, sector), {}).get("note", first["sentence"])
        status = {} if column.startswith("plan:") else {"status": wording.term("status", first["status"])}
        unit = {"unit": wording.unit(first["unit"])} if column.endswith(":level") else {}
        typed.setdefault((indicator, sector), {}).update({column: value, "note": note, **unit, **status})
    return typed


def _written(month: str, path: Path, geography: str, data: Path, typed: Typed, source: Source | None) -> Path:
    if not re.fullmatch(FORMS["month"][0], month):
        raise ValueError(f"“{month}”: hãy ghi tháng theo dạng YYYY-MM / write the month as YYYY-MM")
    Vocabulary(data).refuse_unknown(geography=geography)
    figures = load_facts(geography=geography, data=data)
    asked = layout.lines(figures, data, typed)
    if not asked:
        raise ValueError(f"{geography}: sổ số liệu chưa có số liệu tháng / the ledger has no monthly figures")
    book = Workbook()
    _fill(book.active, month, geography, asked, newest_prints(figures), typed)
    for row, field in enumerate(FIELDS if source else (), start=layout.FIRST_FIELD_ROW):
        _text(book.active.cell(row, layout.FIELD_COLUMN), getattr(source, field))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def _fill(sheet: Worksheet, month: str, geography: str, asked: list[Line], known: pd.DataFrame, typed: Typed) -> None:
    sheet.title = layout.SHEET
    mark = f"{layout.MARK}|{geography}|{month}"
    _write_head(sheet, mark, pd.Period(month, "M"), geography)
    figures = known.set_index(["indicator", "sector", "period_type", "period", "measure"])["value"].to_dict()
    for row, line in enumerate(asked, start=FIRST_ROW):
        own = typed.get((line.indicator, line.sector), {})
        _write_line(sheet, row, mark, line, _beside(line, pd.Period(month, "M"), figures), own)
    _guard(sheet, FIRST_ROW + len(asked) - 1)


def _write_head(sheet: Worksheet, mark: str, month: pd.Period, geography: str) -> None:
    place = wording.term("geography", geography)
    _text(sheet["A1"], mark)
    title = _text(sheet["C1"], wording.sentence("sheet_title", month=wording.month(month), geography=place))
    title.font = Font(bold=True, size=14)
    _text(sheet["C2"], wording.sentence("sheet_instructions"))
    for row, field in enumerate(FIELDS, start=layout.FIRST_FIELD_ROW):
        _text(sheet.cell(row, layout.CODE_COLUMN), field)
        _text(sheet.cell(row, layout.NAME_COLUMN), wording.term("sheet", field))
        _open(sheet.cell(row, layout.FIELD_COLUMN))
    sheet.cell(row, layout.FIELD_COLUMN).number_format = "yyyy-mm-dd"
    for column, code in enumerate(COLUMN_CODES, start=1):
        _text(sheet.cell(layout.CODES_ROW, column), code)
        for depth, words in enumerate(_headings(code), start=1):
            cell = _text(sheet.cell(layout.CODES_ROW + depth, column), words)
            cell.fill, cell.font, cell.border = _HEADING, Font(bold=True), _THIN
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")


def _headings(code: str) -> tuple[str, str]:
    if ":" not in code:
        return "" if code in ("code", "seal") else wording.term("sheet", code), ""
    if code.startswith(GREY):
        return "", wording.term("sheet", code.partition(":")[0])
    return wording.term("sheet", code), wording.term("sheet", "enter")


def _beside(line: Line, month: pd.Period, figures: dict[tuple[str, ...], float]) -> dict[str, float]:
    """The newest prints of the month before and of the year before, by column code."""
    found = {}
    for place, period in (("last:", month - 1), ("year:", month - 12)):
        for kind, measure in ASKED:
            figure = (line.indicator, line.sector, kind, str(period), layout.measure_of(line, measure))
            if figure in figures:
                found[f"{place}{kind}:{measure}"] = figures[figure]
    return found


def _write_line(
    sheet: Worksheet, row: int, mark: str, line: Line, beside: dict[str, float], typed: dict[str, object]
) -> None:
    names = _names(line)
    for column, code in enumerate(COLUMN_CODES, start=1):
        cell = sheet.cell(row, column, beside.get(code))
        cell.border = _THIN
        if code in names:
            _text(cell, names[code])
        if _is_filled_in(line, code):
            _open(cell)
            other_unit = code.endswith(":level") and line.unit and typed.get("unit") != names.get("unit")
            if code in typed and not other_unit:
                cell.value, cell.fill = wording.harmless(typed[code]), _PROPOSED
            cell.number_format = "@" if code.startswith("plan:") else cell.number_format  # 10-11 is no date
        else:
            cell.fill, cell.font = _GREY, Font(color="7F7F7F" if code.startswith(GREY) else "000000")
    locked = {code: value for code, value in names.items() if code != "status"} | beside
    _text(sheet.cell(row, layout.SEAL_COLUMN), layout.seal(mark, locked))


def _names(line: Line) -> dict[str, str]:
    """The words of a series' row by column code; no unit where one must be chosen."""
    named = {
        "code": line.code,
        "name": wording.indicator_name(line.indicator, short=True),
        "sector": wording.term("sector", line.sector),
        "status": wording.term("status", layout.STATUSES[0]),
    }
    return named | ({"unit": wording.unit(line.unit)} if line.unit else {})


def _is_filled_in(line: Line, code: str) -> bool:
    kind, _, measure = code.partition(":")
    asked = (kind, measure) in ASKED and line.asks(measure)
    return asked or code in ("status", "note") or (code == "unit" and not line.unit)


def _text(cell: Cell, text: str) -> Cell:
    """Words that no spreadsheet will run as a formula."""
    cell.value = wording.harmless(text)
    return cell


def _open(cell: Cell) -> None:
    # the format stays General: 10,37% and 9/2022 then show that the spreadsheet made something else of them
    cell.fill, cell.border, cell.protection = _WHITE, _THIN, Protection(locked=False)


def _guard(sheet: Worksheet, last: int) -> None:
    """Frozen header, hidden codes, locked cells, and what each cell takes."""
    sheet.freeze_panes = sheet.cell(FIRST_ROW, COLUMN_CODES.index("unit") + 2)
    for hidden in ("A", "B"):
        sheet.column_dimensions[hidden].hidden = True
    sheet.row_dimensions[layout.CODES_ROW].hidden = True
    sheet.row_dimensions[layout.CODES_ROW + 1].height = 60
    sheet.row_dimensions[layout.CODES_ROW + 2].height = 30
    for column, code in enumerate(COLUMN_CODES, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDTHS.get(code, 9 if code.startswith(GREY) else 13)
        _allow_in(sheet, code, f"{letter}{FIRST_ROW}:{letter}{last}")
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False


def _allow_in(sheet: Worksheet, code: str, cells: str) -> None:
    """What a column's cells take: numbers in those asked for, the words of the glossary as status."""
    if ":" in code and not code.startswith((*GREY, "plan:")):
        bounds = {"operator": "between", "formula1": -LARGEST, "formula2": LARGEST}
        said, rule = "sheet_numbers_only", {"type": "decimal", **bounds}
    elif code == "status":
        words = ",".join(wording.term("status", status) for status in layout.STATUSES)
        said, rule = "sheet_status_only", {"type": "list", "formula1": f'"{words}"'}
    else:
        return
    validation = DataValidation(allow_blank=True, showErrorMessage=True, error=wording.sentence(said), **rule)
    sheet.add_data_validation(validation)
    validation.add(cells)
