"""The entry sheet: what it asks for, what was typed into it, and what a spreadsheet program makes of it."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from analysis.ledger import COLUMNS
from analysis.ledger.problems import LedgerError
from analysis.readers import sheet as entry
from analysis.readers.release import Source
from analysis.readers.sheet.cells import Misread, day_in, number_in, typed_number
from analysis.readers.sheet.layout import COLUMN_CODES, FIRST_ROW
from analysis.readers.sheet.writing import write_open, write_sheet
from analysis.readers.text import read_text
from analysis.readers.text.answers import settled
from tests.small_ledger import fill_in, filled_sheet, small_ledger

Damage = Callable[[Worksheet], object]
GROWTH, LEVEL = "month:growth_yoy_pct", "month:level"
SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_ledger(tmp_path_factory.mktemp("entry") / "data")


def read_sheet(path: Path, **where: Path) -> pd.DataFrame:
    """The figures of a sheet, without its source."""
    return entry.read_sheet(path, **where)[0]


def column(code: str) -> int:
    return COLUMN_CODES.index(code) + 1


def row_of(sheet: Worksheet, series: str) -> int:
    return next(row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, 1).value == series)


def refusal(path: Path, data: Path) -> str:
    with pytest.raises(LedgerError) as refused:
        read_sheet(path, data=data)
    return str(refused.value)


def cell(value: object, shown: str = "") -> Cell:
    """A cell that holds this, shown in this format."""
    made = Workbook().active["A1"]
    made.value = value
    made.number_format = shown or made.number_format
    return made


def damaged(data: Path, path: Path, damage: Damage) -> Path:
    """A filled-in sheet after a damage was done to its worksheet."""
    filled_sheet(data, path, {("iip|total", GROWTH): 10.37, ("iip|mining", GROWTH): 8.5})
    book = load_workbook(path)
    damage(book.active)
    book.save(path)
    return path


# What was typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10,37", 10.37),
        ("10.37", 10.37),
        ("-7,32", -7.32),
        ("−7,32", -7.32),
        ("+5,66", 5.66),
        ("15618", 15618),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("12.345.678", 12345678),
        ("12 345,6", 12345.6),
        ("12\u00a0345,6", 12345.6),
        ("0,234", 0.234),
        ("1234.567", 1234.567),
        (" 5,66 ", 5.66),
        ("–", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_vietnamese_and_english_hands_write_them(typed: str, meant: float | None) -> None:
    assert typed_number(typed, percent=False) == meant


@pytest.mark.parametrize("typed", ["1.234", "1,234", "-15.618", "15.618%"])
def test_a_number_that_may_be_thousands_or_decimals_is_refused_with_both_readings(typed: str) -> None:
    with pytest.raises(Misread) as refused:
        typed_number(typed, percent=True)
    assert refused.value.rule == "sheet_doubtful"
    assert "." not in refused.value.words["whole"]


@pytest.mark.parametrize("decimal", ["1,2340", "12,3450"])
def test_what_the_refusal_says_to_write_is_read(decimal: str) -> None:
    assert typed_number(decimal, percent=False) == float(decimal.replace(",", "."))


@pytest.mark.parametrize("typed", ["5,66 tỷ", "10,3,7", "12.34.567", "1 23", "12,,3", "O,5", "1e5", "٣", "(5,2)"])
def test_what_is_not_one_number_is_refused(typed: str) -> None:
    with pytest.raises(Misread):
        typed_number(typed, percent=False)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(["vi", "en", "plain"]))
def test_any_number_with_two_decimals_comes_back_from_its_writing(number: Decimal, hand: str) -> None:
    written = f"{number:,.2f}" if hand != "plain" else f"{number:.2f}"
    swapped = written.translate(str.maketrans(",.", ".,")) if hand == "vi" else written
    assert typed_number(swapped, percent=False) == float(number)


def test_a_typed_per_cent_is_the_number_before_its_sign() -> None:
    assert number_in(cell(0.1037, "0.00%"), percent=True) == 10.37
    assert typed_number("10,37%", percent=True) == 10.37
    assert typed_number("10,37 %", percent=True) == 10.37


def test_a_per_cent_in_a_column_of_levels_is_refused() -> None:
    with pytest.raises(Misread, match="sheet_percent"):
        number_in(cell(0.1037, "0.00%"), percent=False)


@pytest.mark.parametrize("value", [datetime(2022, 9, 1), date(2022, 9, 1), True, "#DIV/0!", "=SUM(A2:A9)", 10.37123])
def test_a_cell_that_a_spreadsheet_made_something_else_of_is_refused(value: object) -> None:
    with pytest.raises(Misread):
        number_in(cell(value), percent=True)


@pytest.mark.parametrize("written", ["2022-08-29", "29/8/2022", "29.08.2022", date(2022, 8, 29)])
def test_a_day_is_read_as_it_is_written_in_vietnam(written: object) -> None:
    assert day_in(cell(written)) == "2022-08-29"


# What the sheet asks for


def test_every_monthly_series_has_its_row_with_last_month_and_last_year_beside(data: Path, tmp_path: Path) -> None:
    sheet = load_workbook(write_sheet("2022-08", tmp_path / "sheet.xlsx", data=data)).active
    codes = [sheet.cell(row, 1).value for row in range(FIRST_ROW, sheet.max_row + 1)]
    assert codes == [
        "retail_sales|total",
        "iip|total",
        "iip|mining",
        "product_output|sea_salt",
        "industrial_employment|total",
    ]
    assert sheet.cell(FIRST_ROW, column("last:month:level")).value == 110
    assert sheet.cell(FIRST_ROW, column("year:month:level")).value == 100
    assert sheet.cell(FIRST_ROW, column("year:ytd:level")).value == 800


def test_only_the_white_cells_can_be_filled_in(data: Path, tmp_path: Path) -> None:
    sheet = load_workbook(write_sheet("2022-08", tmp_path / "sheet.xlsx", data=data)).active
    retail, iip = row_of(sheet, "retail_sales|total"), row_of(sheet, "iip|total")
    assert sheet.protection.sheet
    assert not sheet.cell(retail, column(LEVEL)).protection.locked
    assert sheet.cell(retail, column(f"last:{LEVEL}")).protection.locked
    assert sheet.cell(iip, column(LEVEL)).protection.locked  # an index is told by its growth
    assert sheet.freeze_panes == f"F{FIRST_ROW}"
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"decimal", "list"}


def test_a_file_that_exists_is_not_overwritten(data: Path, tmp_path: Path) -> None:
    path = write_sheet("2022-08", tmp_path / "sheet.xlsx", data=data)
    with pytest.raises(ValueError, match="not overwritten"):
        write_sheet("2022-08", path, data=data)


@pytest.mark.parametrize("month", ["2022-13", "8/2022", "2022"])
def test_a_month_is_written_year_and_month(month: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="YYYY-MM"):
        write_sheet(month, tmp_path / "sheet.xlsx")


# What comes back


def test_the_figures_filled_in_come_back_in_the_ledgers_columns(data: Path, tmp_path: Path) -> None:
    cells = {
        ("retail_sales|total", LEVEL): "1.250,5",
        ("retail_sales|total", "ytd:share_of_plan_pct"): 60,
        ("iip|total", GROWTH): 10.37,
        ("iip|total", "status"): "chính thức",
        ("iip|total", "note"): "theo báo cáo",
    }
    rows = read_sheet(filled_sheet(data, tmp_path / "sheet.xlsx", cells), data=data)
    assert list(rows.columns) == COLUMNS
    told = rows[["indicator", "measure", "value", "unit", "status", "note"]].to_numpy().tolist()
    assert told == [
        ["retail_sales", "level", 1250.5, "billion_vnd", "estimate", ""],
        ["retail_sales", "share_of_plan_pct", 60.0, "percent", "estimate", ""],
        ["iip", "growth_yoy_pct", 10.37, "percent", "official", "theo báo cáo"],
    ]
    assert set(rows["published"]) == {"2022-08-28"}
    assert set(rows["source_id"]) == {"cuc_thong_ke_tinh_ninh_thuan_2022_08_28"}


def test_what_is_wrong_is_said_with_row_and_column_all_at_once(data: Path, tmp_path: Path) -> None:
    cells = {("retail_sales|total", LEVEL): "1.234", ("iip|total", GROWTH): date(2022, 9, 1)}
    told = refusal(filled_sheet(data, tmp_path / "sheet.xlsx", cells), data)
    assert "sheet.xlsx, dòng 11, cột F" in told
    assert "write 1234, or 1,2340 if it is a decimal" in told
    assert "row 12, column L" in told


def test_a_level_without_a_unit_is_asked_for_its_unit(data: Path, tmp_path: Path) -> None:
    cells = {("product_output|sea_salt", "ytd:level"): 1250}
    assert "tấn, triệu lít" in refusal(filled_sheet(data, tmp_path / "sheet.xlsx", cells), data)
    cells[("product_output|sea_salt", "unit")] = "tấn"
    rows = read_sheet(filled_sheet(data, tmp_path / "again.xlsx", cells), data=data)
    assert rows["unit"].tolist() == ["tonnes"]


def test_a_note_that_a_spreadsheet_would_run_is_made_harmless_and_a_title_refused(data: Path, tmp_path: Path) -> None:
    def dangerous(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, "iip|total"), column("note")).value = "@SUM(A1)"
        sheet["D3"] = "+cmd"

    path = damaged(data, tmp_path / "sheet.xlsx", dangerous)
    assert "row 3, column D" in refusal(path, data)
    book = load_workbook(path)
    book.active["D3"] = "Báo cáo"
    book.save(path)
    assert "'@SUM(A1)" in read_sheet(path, data=data)["note"].tolist()


@pytest.mark.parametrize(
    ("series", "typed", "told"),
    [
        ("retail_sales|total", "1.400-1.450,5", [("level", 1400, "plan"), ("level", 1450.5, "plan")]),
        ("retail_sales|total", "dưới 1.400,5", [("level", 1400.5, "ceiling")]),
        ("retail_sales|total", 1400.5, [("level", 1400.5, "plan")]),
        ("iip|total", "≥ 8,9%", [("growth_yoy_pct", 8.9, "plan")]),
    ],
)
def test_the_plan_columns_are_plans_of_the_sheets_year(
    series: str, typed: object, told: list[tuple[str, float, str]], data: Path, tmp_path: Path
) -> None:
    cells = {(series, f"plan:{told[0][0]}"): typed}
    rows = read_sheet(filled_sheet(data, tmp_path / "sheet.xlsx", cells), data=data)
    assert [*rows[["measure", "value", "status"]].itertuples(index=False, name=None)] == told
    assert set(rows["period"]) == {"2022"}


@pytest.mark.parametrize("typed", ["11-10", "chưa giao", "10 hoặc 11", "1.400", date(2022, 11, 10)])
def test_a_plan_that_can_be_two_or_none_is_refused(typed: object, data: Path, tmp_path: Path) -> None:
    cells = {("retail_sales|total", "plan:level"): typed}
    assert "row 11" in refusal(filled_sheet(data, tmp_path / "sheet.xlsx", cells), data)


def test_a_sheet_made_before_it_had_plan_columns_is_still_read(data: Path, tmp_path: Path) -> None:
    older = damaged(data, tmp_path / "sheet.xlsx", lambda sheet: sheet.delete_cols(column("plan:level"), 2))
    assert len(read_sheet(older, data=data)) == 2


def test_open_candidates_of_a_text_stand_in_a_sheet_to_be_put_right(data: Path, tmp_path: Path) -> None:
    """A year to date, a plan with both ends, a series new to the ledger; a quarter has no cell, a second value none."""
    text = (
        "Nghị quyết: kế hoạch năm 2022, phấn đấu chỉ số sản xuất công nghiệp (IIP) tăng 10-11%. "
        "Bán lẻ của huyện 8 tháng năm 2022 đạt 900,5 tỷ đồng. Kim ngạch xuất khẩu 8 tháng năm 2022 đạt hơn 71,3 triệu "
        "USD do doanh nghiệp. IIP quý I năm 2022 của công ty tăng 5% so với cùng kỳ."
    )
    _, left = settled(read_text(text, "2022-08-28"), lambda row, wrong: "phiếu")
    source = Source("Báo cáo", "Báo Ninh Thuận", "", "2022-08-28")
    paths, without_cell = write_open(left, source, tmp_path, data=data)
    told, open_ = pd.concat([read_sheet(path, data=data) for path in paths]), left[left["period_type"] != "quarter"]
    kept = ["indicator", "period", "value", "unit", "status"]
    shown, meant = (sorted(rows[kept].itertuples(index=False, name=None)) for rows in (told, open_))
    assert shown == meant
    assert without_cell == len(left) - len(open_) == 1
    other = left.assign(value=left["value"] + 1)
    assert write_open(pd.concat([left, other[other["status"] == "estimate"]]), source, tmp_path, data=data)[1] > 2
    assert {*told["note"]} <= {*left["sentence"]}
    assert {*write_open(left, source, tmp_path, data=data)[0]}.isdisjoint(paths)
    assert write_open(left[:0], source, tmp_path, data=data) == ([], 0)


# What damage is seen


def _shift_right(sheet: Worksheet) -> None:
    row = row_of(sheet, "iip|total")
    sheet.move_range(f"L{row}:V{row}", cols=1)


def _shift_labels_down(sheet: Worksheet) -> None:
    sheet.move_range(f"A{FIRST_ROW}:E{sheet.max_row}", rows=1)


DAMAGES: dict[str, Damage] = {
    "cells of a row moved to the right": _shift_right,
    "labels moved down": _shift_labels_down,
    "a column deleted": lambda sheet: sheet.delete_cols(column(LEVEL)),
    "a column inserted": lambda sheet: sheet.insert_cols(column(LEVEL)),
    "a row inserted above": lambda sheet: sheet.insert_rows(5),
    "two cells merged": lambda sheet: sheet.merge_cells("L12:L13"),
    "a number below the table": lambda sheet: sheet.cell(sheet.max_row + 2, column(GROWTH), 5),
    "a number beside the table": lambda sheet: sheet.cell(12, len(COLUMN_CODES) + 1, 5),
    "a grey number written over": lambda sheet: sheet.cell(12, column(f"last:{GROWTH}"), 11),
    "the unit changed": lambda sheet: sheet.cell(11, column("unit"), "triệu USD"),
    "a level of an index": lambda sheet: sheet.cell(12, column(LEVEL), 111.19),
    "a formula": lambda sheet: sheet.cell(12, column(GROWTH), "=10+0.37"),
    "an unknown status": lambda sheet: sheet.cell(12, column("status"), "xong"),
    "no publication day": lambda sheet: sheet.cell(6, 4).__setattr__("value", None),
    "another month": lambda sheet: sheet.cell(1, 1).__setattr__("value", "plan-outlook 1|ninh_thuan|2022-09"),
    "a row copied": lambda sheet: [sheet.cell(16, c, sheet.cell(12, c).value) for c in range(1, len(COLUMN_CODES))],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_sheet_is_refused(damage: Damage, data: Path, tmp_path: Path) -> None:
    assert refusal(damaged(data, tmp_path / "sheet.xlsx", damage), data)


def test_a_row_that_was_deleted_is_only_missing(data: Path, tmp_path: Path) -> None:
    path = damaged(data, tmp_path / "sheet.xlsx", lambda sheet: sheet.delete_rows(row_of(sheet, "iip|mining")))
    assert read_sheet(path, data=data)["sector"].tolist() == ["total"]


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.95])
def test_a_file_cut_off_is_refused(kept: float, data: Path, tmp_path: Path) -> None:
    path = filled_sheet(data, tmp_path / "sheet.xlsx", {("iip|total", GROWTH): 10.37})
    whole = path.read_bytes()
    path.write_bytes(whole[: int(kept * len(whole))])
    assert "cannot be opened" in refusal(path, data)


def test_a_file_that_unpacks_to_more_than_a_sheet_can_be_is_not_unpacked(data: Path, tmp_path: Path) -> None:
    path = filled_sheet(data, tmp_path / "bomb.xlsx", {("iip|total", GROWTH): 10.37})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/media/image1.png", b"0" * 50_000_000)
    assert "unpacks to too much" in refusal(path, data)


def test_an_empty_sheet_and_another_workbook_are_refused(data: Path, tmp_path: Path) -> None:
    assert "no figure" in refusal(filled_sheet(data, tmp_path / "empty.xlsx", {}), data)
    Workbook().save(tmp_path / "other.xlsx")
    assert entry.read_sheet(tmp_path / "other.xlsx", data=data) is None


# Through a real spreadsheet program

TYPED = [10.37, "10,37", -0.25, "1.234,5", 12345.678, "12 345,6", 0.0001, "7", -99.9999, "−3,5", 1e6, "0,5%"]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_sheet_saved_by_libreoffice_reads_back_exactly(tmp_path: Path) -> None:
    path = fill_in(write_sheet("2022-08", tmp_path / "sheet.xlsx"), {})
    book = load_workbook(path)
    book.active["D6"] = datetime(2022, 8, 29)
    growth = [column(code) for code in COLUMN_CODES if code.startswith(("month:growth", "ytd:growth"))]
    white = [cells[place - 1] for cells in book.active.iter_rows(min_row=FIRST_ROW) for place in growth]
    white = [place for place in white if not place.protection.locked]
    for count, place in enumerate(white):
        place.value = TYPED[count % len(TYPED)]
        place.number_format = "0.00%" if count % 7 == 0 else "General"
    book.save(path)
    program = [SOFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    convert = [*program, "--convert-to", "xlsx", "--outdir", tmp_path / "saved", path]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    before = read_sheet(path)
    assert len(before) == len(white) > 150
    pd.testing.assert_frame_equal(read_sheet(tmp_path / "saved" / path.name), before)


def test_two_entry_sheets_in_one_workbook_are_refused(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    filled_sheet(data, path, {("iip|total", GROWTH): 10.37})
    book = load_workbook(path)
    book.copy_worksheet(book.active).title = "Bản nháp"
    book.save(path)
    assert "Bản nháp" in refusal(path, data)


@pytest.mark.parametrize("value", [12345678901234567890, 1e300, "12345678901234567890", -(10**13)])
def test_a_number_longer_than_any_figure_is_refused(value: object) -> None:
    with pytest.raises(Misread, match="sheet_long"):
        number_in(cell(value), percent=False)
