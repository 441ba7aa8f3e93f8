"""Official monthly workbooks become rows of the ledger, or an error that says where and why not."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from analysis.facts import COLUMNS, DATA, load_facts
from analysis.intake import read_workbook
from analysis.intake.workbook import WorkbookError
from analysis.intake.workbook.cells import number
from analysis.intake.workbook.headers import read_columns
from analysis.intake.workbook.labels import free_code, geography_of, sector_of
from analysis.intake.workbook.periods import periods
from analysis.intake.workbook.refusals import Place
from analysis.intake.workbook.units import unit_code
from analysis.intake.workbook.words import as_written, plain
from tests.small_workbooks import LAYOUTS, Book, Rows, of_2013, of_2016, of_2022, of_january, of_quarter_end, shown

OFFICIAL = Path(__file__).parents[2] / "shared" / "data" / "gso_workbooks"
SOME_OFFICIAL = ("2012-06", "2014-12", "2018-12", "2020-09", "2021-01", "2022-07")
KEY = ["geography", "indicator", "sector", "period_type", "period", "measure"]


def read(book: Book, folder: Path, published: str | None = None, name: str = "book.xlsx") -> pd.DataFrame:
    """What is read from a small workbook, published on the 28th of its month."""
    return read_workbook(book.write(folder / name), published or f"{book.month}-28")


def refused(book: Book, folder: Path, *words: str) -> None:
    """The workbook is refused in words that contain these."""
    with pytest.raises(WorkbookError) as error:
        read(book, folder)
    assert [word for word in words if word not in str(error.value)] == []


def find(rows: Rows, label: str) -> int:
    """The row with this label."""
    return next(at for at, row in enumerate(rows) if label in row)


def header(rows: Rows, words: str) -> tuple[int, int]:
    """Row and column of the first header cell with these words."""
    return next(
        (at, row.index(cell))
        for at, row in enumerate(rows)
        for cell in row[1:]
        if isinstance(cell, str) and words in cell
    )


# ---- what is read


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_figure_of_each_layout_is_read_and_no_other(layout: str, tmp_path: Path) -> None:
    book = LAYOUTS[layout]()
    assert shown(read(book, tmp_path)) == pytest.approx(book.truth)


def test_the_answer_has_exactly_the_ledgers_columns(tmp_path: Path) -> None:
    assert list(read(of_2022(), tmp_path).columns) == COLUMNS


def test_the_ledger_accepts_what_is_read(tmp_path: Path) -> None:
    figures = read(of_2013(), tmp_path, name="2013-05-29-Bieu.xlsx")
    for name in ("indicators.csv", "terms.csv"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    folder = tmp_path / "vietnam"
    folder.mkdir()
    figures.assign(source_id="gso").to_csv(folder / "facts.csv", index=False)
    text = "source_id,title,publisher,url,published,date_basis\ngso,Tables,Office,,2013-05-28,stated\n"
    (folder / "sources.csv").write_text(text, encoding="utf-8")
    assert len(load_facts(data=tmp_path)) == len(figures)


def test_an_index_becomes_growth(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["7.IIPthang"]
    assert rows[find(rows, "Toàn ngành công nghiệp")][3] == 107.7
    key = ("vietnam", "iip", "total", "month", "2022-07", "growth_yoy_pct")
    assert shown(read(book, tmp_path))[key] == 7.7


def test_growth_printed_as_growth_stays_growth(tmp_path: Path) -> None:
    book = of_2013()
    rows = book.sheets["TM"]
    for row in rows[find(rows, "TỔNG SỐ") :]:
        row[4] = row[4] - 100 if isinstance(row[4], float) else row[4]
    assert shown(read(book, tmp_path)) == pytest.approx(book.truth)


def test_last_months_figures_are_revised_and_this_months_are_estimates(tmp_path: Path) -> None:
    figures = read(of_2022(), tmp_path)
    iip = figures[(figures["indicator"] == "iip") & (figures["sector"] == "total")]
    assert dict(zip(iip["period"], iip["status"], strict=True)) == {"2022-06": "revised", "2022-07": "estimate"}


def test_consumer_prices_are_official(tmp_path: Path) -> None:
    figures = read(of_2022(), tmp_path)
    assert set(figures.loc[figures["indicator"] == "cpi", "status"]) == {"official"}


def test_a_december_speaks_of_the_year(tmp_path: Path) -> None:
    figures = read(LAYOUTS["year-end"](), tmp_path)
    assert {"2021"} == set(figures.loc[figures["period_type"] == "year", "period"])
    assert "2021-12" not in set(figures.loc[figures["period_type"] == "ytd", "period"])


def test_a_first_quarter_beside_its_months_is_the_year_to_date(tmp_path: Path) -> None:
    figures = read(of_2022("2022-03"), tmp_path)
    assert set(figures["period_type"]) == {"month", "ytd"}


def test_a_table_by_quarters_gives_quarters(tmp_path: Path) -> None:
    figures = read(of_quarter_end(), tmp_path)
    quarters = figures[figures["period_type"] == "quarter"].set_index("period")["status"]
    assert quarters.to_dict() == {"2022-Q1": "revised", "2022-Q2": "estimate"}


def test_january_prices_are_those_of_the_year_to_date(tmp_path: Path) -> None:
    figures = read(of_january(), tmp_path)
    prices = figures[(figures["indicator"] == "cpi") & (figures["measure"] == "growth_yoy_pct")]
    assert sorted(prices["period_type"]) == ["month", "ytd"]
    assert prices["value"].nunique() == 1


def test_each_province_has_its_own_employment(tmp_path: Path) -> None:
    figures = read(of_2022(), tmp_path)
    areas = figures.loc[figures["indicator"] == "industrial_employment", "geography"]
    assert set(areas) == {"vietnam", "ninh_thuan", "an_giang"}


def test_value_and_volume_of_goods_are_two_indicators(tmp_path: Path) -> None:
    figures = read(of_2022(), tmp_path)
    rice = figures[(figures["sector"] == "gao") & (figures["measure"] == "level")]
    assert dict(zip(rice["indicator"], rice["unit"], strict=True)) == {
        "exports": "million_usd",
        "export_volume": "thousand_tonnes",
    }


def test_sheets_may_have_other_names_and_another_order(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets = {f"Sheet{at}": rows for at, rows in enumerate(reversed(book.sheets.values()))}
    assert shown(read(book, tmp_path)) == pytest.approx(book.truth)


def test_a_table_may_stand_anywhere_on_its_sheet(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets = {name: [[]] * 3 + [[None, None, *row] for row in rows] for name, rows in book.sheets.items()}
    assert shown(read(book, tmp_path)) == pytest.approx(book.truth)


def test_two_tables_may_share_a_sheet(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets = {"all": [row for rows in book.sheets.values() for row in rows]}
    assert shown(read(book, tmp_path)) == pytest.approx(book.truth)


def test_merged_headings_read_like_unmerged_ones(tmp_path: Path) -> None:
    book = of_2022()
    path = book.write(tmp_path / "book.xlsx")
    workbook = openpyxl.load_workbook(path)
    row, column = header(book.sheets["exports"], "Ước tính")
    workbook["exports"].merge_cells(start_row=row + 1, end_row=row + 1, start_column=column + 1, end_column=column + 2)
    workbook.save(path)
    assert shown(read_workbook(path, "2022-07-28")) == pytest.approx(book.truth)


def test_a_label_over_two_rows_is_one_label(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["7.IIPthang"]
    last = rows[find(rows, "Cung cấp nước; hoạt động quản lý\nvà xử lý rác thải, nước thải")]
    rows[rows.index(last)] = ["Cung cấp nước; hoạt động quản lý và xử lý"]
    rows.insert(rows.index(["Cung cấp nước; hoạt động quản lý và xử lý"]) + 1, ["rác thải, nước thải", *last[1:]])
    assert shown(read(book, tmp_path)) == pytest.approx(book.truth)


def test_a_name_without_a_term_stands_in_the_note(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["exports"]
    rows[find(rows, "Thủy sản")][0] = "Trầm hương (thô)"
    figures = read(book, tmp_path).set_index("sector")
    assert set(figures.loc["tram_huong", "note"]) == {"Trầm hương (thô)"}
    assert set(figures.loc["gao", "note"]) == {""}


def test_a_hidden_sheet_is_not_published(tmp_path: Path) -> None:
    book, path = of_2022(), tmp_path / "book.xlsx"
    book.sheets["old"] = of_2022("2022-06").sheets["CPI"]
    workbook = openpyxl.load_workbook(book.write(path))
    workbook["old"].sheet_state = "hidden"
    workbook.save(path)
    assert shown(read_workbook(path, "2022-07-28")) == pytest.approx(book.truth)


def test_prose_and_contents_are_no_tables(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets["prose"] = [["Chỉ số giá tiêu dùng tháng 7 tăng 0,4%"], ["Hàng hóa xuất khẩu đạt 30 tỷ USD"]]
    book.sheets["contents"] = [
        ["Biểu", "Trang"],
        ["1. Chỉ số sản xuất công nghiệp", 3.0],
        ["2. Hàng hóa xuất khẩu", 4.0],
    ]
    assert shown(read(book, tmp_path)) == pytest.approx(book.truth)


def test_the_same_month_may_be_published_again(tmp_path: Path) -> None:
    first, again = (read(of_2022(), tmp_path, day) for day in ("2022-07-29", "2022-08-06"))
    assert set(first["published"]) == {"2022-07-29"}
    assert set(again["source_id"]) == {"gso_monthly_tables_2022_08_06"}


def test_the_files_name_may_give_the_day(tmp_path: Path) -> None:
    path = of_2022().write(tmp_path / "2022-07-29-03-Bieu-7.2022-1.xlsx")
    assert set(read_workbook(path)["published"]) == {"2022-07-29"}


# ---- what is refused


def test_a_day_that_nobody_gives_is_asked_for(tmp_path: Path) -> None:
    path = of_2022().write(tmp_path / "Bieu-7.xlsx")
    with pytest.raises(WorkbookError, match="YYYY-MM-DD"):
        read_workbook(path)


@pytest.mark.parametrize("day", ["2022-07-10", "29/7/2022", "2022-02-30", ""])
def test_a_day_that_cannot_be_is_refused(day: str, tmp_path: Path) -> None:
    path = of_2022().write(tmp_path / "book.xlsx")
    with pytest.raises(WorkbookError, match=r"book\.xlsx"):
        read_workbook(path, day)


def test_a_files_name_long_after_its_month_is_refused(tmp_path: Path) -> None:
    path = of_2022().write(tmp_path / "2022-10-29-Bieu.xlsx")
    with pytest.raises(WorkbookError, match="2022-07"):
        read_workbook(path)


def test_a_refusal_names_file_sheet_row_and_column_in_two_languages(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["7.IIPthang"]
    rows[find(rows, "Toàn ngành công nghiệp")][2] = "10O,9"
    refused(
        book,
        tmp_path,
        "book.xlsx",
        "trang “7.IIPthang”, dòng 11, cột C",
        "sheet “7.IIPthang”, row 11, column C",
        "10O,9",
    )


def cut_headers(rows: Rows) -> None:
    """All header rows gone."""
    start = next(at for at, row in enumerate(rows) if row[1] is not None)
    del rows[start : find(rows, "TỔNG SỐ")]


def no_total(rows: Rows) -> None:
    """The total's row gone."""
    del rows[find(rows, "TỔNG SỐ")]


def other_month(rows: Rows) -> None:
    """One header speaks of another month."""
    row, column = header(rows, "tháng 7")
    rows[row][column] = "tháng 8"


def headers_exchanged(rows: Rows) -> None:
    """The words of two columns changed places, their numbers did not."""
    for row in rows[: find(rows, "TỔNG SỐ")]:
        row[1], row[2] = row[2], row[1]


def numbers_exchanged(rows: Rows) -> None:
    """The numbers of two columns changed places, their words did not."""
    for row in rows[find(rows, "TỔNG SỐ") :]:
        row[2], row[3] = row[3], row[2]


def one_row_to_the_right(rows: Rows) -> None:
    """A cell was inserted."""
    rows[find(rows, "Du lịch lữ hành")].insert(1, None)


def one_column_down(rows: Rows) -> None:
    """A cell was inserted above the column's numbers."""
    start = find(rows, "TỔNG SỐ")
    column = [row[2] for row in rows[start:-1]]
    for row, cell in zip(rows[start:], [None, *column], strict=True):
        row[2] = cell


def wrong_total(rows: Rows) -> None:
    """The parts do not make the total."""
    rows[find(rows, "TỔNG SỐ")][2] *= 1.01


def a_row_twice(rows: Rows) -> None:
    """One row stands twice."""
    rows.insert(find(rows, "Du lịch lữ hành"), list(rows[find(rows, "Du lịch lữ hành")]))


def an_unknown_column(rows: Rows) -> None:
    """A column between the others whose words say nothing."""
    for at, row in enumerate(rows):
        row.insert(3, "Ghi chú" if at == find(rows, "TỔNG SỐ") - 3 else 1.0 if isinstance(row[1], float) else None)


@pytest.mark.parametrize(
    "damage",
    [
        cut_headers,
        no_total,
        other_month,
        headers_exchanged,
        numbers_exchanged,
        one_row_to_the_right,
        one_column_down,
        wrong_total,
        a_row_twice,
        an_unknown_column,
    ],
)
def test_a_damaged_table_is_refused_by_name(damage: Callable[[Rows], None], tmp_path: Path) -> None:
    book = of_2022()
    damage(book.sheets["Tongmuc"])
    refused(book, tmp_path, "trang “Tongmuc”")


def test_columns_of_the_index_that_changed_places_are_known_by_the_products(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["7.IIPthang"]
    for row in rows[find(rows, "Toàn ngành công nghiệp") :]:
        row[2], row[3] = row[3], row[2]
    refused(book, tmp_path, "trang “7.IIPthang”", "growth_mom_pct 2022-07")


def test_growth_to_date_lies_between_the_month_and_growth_to_date_before(tmp_path: Path) -> None:
    book = of_2016()
    rows = book.sheets["IIP"]
    rows[find(rows, "Toàn ngành công nghiệp")][4] += 1
    refused(book, tmp_path, "trang “IIP”", "8.35")


def test_a_price_that_jumps_shows_a_volume_of_another_row(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["exports"]
    rows[find(rows, "Gạo")][1] *= 6
    rows[find(rows, "Gạo")][3] *= 60
    refused(book, tmp_path, "trang “exports”", "USD/kg")


def test_a_share_that_is_none_shows_a_number_under_a_wrong_header(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["Tongmuc"]
    rows[find(rows, "Bán lẻ hàng hóa")][4] += 2
    refused(book, tmp_path, "trang “Tongmuc”, dòng 11, cột E", "75")


def test_a_column_that_ends_a_row_early_has_moved(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["7.IIPthang"]
    start = find(rows, "Sản xuất, chế biến thực phẩm")
    for row, below in zip(rows[start : start + 3], rows[start + 1 : start + 4], strict=True):
        row[2] = below[2]
    refused(book, tmp_path, "trang “7.IIPthang”, dòng 17, cột C")


def test_the_total_of_trade_has_no_volume(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["imports"]
    rows[find(rows, "TỔNG TRỊ GIÁ")][1] = 5.0
    refused(book, tmp_path, "trang “imports”, dòng 9, cột B")


def test_sums_of_the_office_beside_its_trade_tables_are_left_alone(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["exports"]
    rows[header(rows, "Lượng")[0]].extend([None, None, "utt6"])
    rows[find(rows, "TỔNG TRỊ GIÁ")].extend([None, None, 14_700.0])
    assert shown(read(book, tmp_path)) == pytest.approx(book.truth)


def test_the_country_is_the_same_by_branch_and_by_province(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["5. LĐCN_DP"]
    rows[find(rows, "CẢ NƯỚC")][1] += 1
    refused(book, tmp_path, "5. LĐCN_DP", "4.LĐCN")


def test_one_figure_in_two_tables_is_one_number(tmp_path: Path) -> None:
    book, again = of_2022(), of_2022()
    book.sheets["CPI 2"] = again.sheets["CPI"]
    rows = book.sheets["CPI 2"]
    rows[find(rows, "CHỈ SỐ GIÁ TIÊU DÙNG")][1] += 0.1
    refused(book, tmp_path, "CPI 2", "CPI)")


def test_headers_in_an_order_no_official_table_has_are_refused(tmp_path: Path) -> None:
    book = of_2016()
    rows = book.sheets["IIP"]
    for row in rows[: find(rows, "Toàn ngành công nghiệp")]:
        row[1], row[2] = row[2], row[1]
    refused(book, tmp_path, "trang “IIP”", "2016-06")


def test_employment_of_another_year_is_refused_but_last_years_number_is_a_slip(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["4.LĐCN"]
    for year, column in (("2021", 1), ("2021", 2)):
        at = header(rows, "thời điểm 1/7")[0]
        rows[at][column] = f" thời điểm 1/7/{year} so với"
    assert shown(read(book, tmp_path)) == pytest.approx(book.truth)
    rows[at][1] = " thời điểm 1/7/2016 so với"
    refused(book, tmp_path, "4.LĐCN", "2016-07")


def test_tables_that_speak_of_different_months_are_refused(tmp_path: Path) -> None:
    book, other = of_2022("2022-07"), of_2022("2022-06")
    book.sheets["exports"] = other.sheets["exports"]
    refused(book, tmp_path, "trang “exports”", "2022-06", "2022-07")


def test_the_date_above_employment_must_be_of_the_books_month(tmp_path: Path) -> None:
    book, other = of_2022("2022-07"), of_2022("2022-06")
    book.sheets["5. LĐCN_DP"] = other.sheets["5. LĐCN_DP"]
    refused(book, tmp_path, "5. LĐCN_DP", "2022-06")


def test_a_workbook_without_known_tables_is_refused(tmp_path: Path) -> None:
    refused(
        Book("2022-07", {"GDP": [["1. Tổng sản phẩm trong nước"], [None, "Quý II"], ["Tổng số", 1.0]]}), tmp_path, "1"
    )


# ---- files that could do harm


def refused_file(path: Path, *words: str) -> None:
    """The file is refused in words that contain these."""
    with pytest.raises(WorkbookError) as error:
        read_workbook(path, "2022-07-28")
    assert [word for word in (path.name, *words) if word not in str(error.value)] == []


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    refused_file(tmp_path / "nothing.xlsx")


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html><table>1</table>", b"a,b\n1,2\n"]
)
def test_a_file_that_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xls"
    path.write_bytes(content)
    refused_file(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_off_is_refused(share: float, tmp_path: Path) -> None:
    path = of_2022().write(tmp_path / "book.xlsx")
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    refused_file(path)


def test_a_zip_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    path = of_2022().write(tmp_path / "book.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b"0" * 50_000_000)
    refused_file(path, "MB")


def test_a_cell_far_away_is_refused_before_the_sheet_is_laid_out(tmp_path: Path) -> None:
    path = of_2022().write(tmp_path / "book.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].cell(1_048_576, 16_384, 1)
    workbook.save(path)
    refused_file(path, "1048576 × 16384")


def test_a_row_far_down_is_refused_even_where_its_cells_have_no_names(tmp_path: Path) -> None:
    path, other = of_2022().write(tmp_path / "book.xlsx"), tmp_path / "far.xlsx"
    sheet = b'<worksheet><sheetData><row r="1048576"><c><v>1</v></c></row></sheetData></worksheet>'
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(other, "w") as far:
        for part in archive.infolist():
            far.writestr(part, sheet if part.filename.endswith("sheet1.xml") else archive.read(part))
    refused_file(other, "1048576 × 1")


def test_a_formula_without_its_value_is_no_number(tmp_path: Path) -> None:
    book = of_2022()
    rows = book.sheets["Tongmuc"]
    rows[find(rows, "TỔNG SỐ")][2] = "=1+1"
    refused(book, tmp_path, "trang “Tongmuc”")


# ---- words, periods, numbers


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Tháng 7 năm 2022", [("month", "2022-07")]),
        ("Tháng 01/2022 so với", [("month", "2022-01")]),
        ("7 tháng đầu năm 2022", [("ytd", "2022-07")]),
        ("Cộng dồn 12 tháng năm 2014", [("year", "2014")]),
        ("Quí I năm 2018", [("quarter", "2018-Q1")]),
        ("quý IV năm năm 2018", [("quarter", "2018-Q4")]),
        ("Năm 2021", [("year", "2021")]),
        ("September of 2020", [("month", "2020-09")]),
        ("as of Sept. 1,2019", [("month", "2019-09")]),
        ("9 months of 2020", [("ytd", "2020-09")]),
        ("2sd quarter of 2020", [("quarter", "2020-Q2")]),
        ("thirsd quarter năm 2020", [("quarter", "2020-Q3")]),
        ("Tháng 13 năm 2020", []),
        ("Tháng 7", []),
    ],
)
def test_periods_are_read_from_words(words: str, told: list[tuple[str, str]]) -> None:
    assert [(period.kind, str(period)) for period in periods(plain(words))] == told


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("Tháng 6 năm 2022 so với tháng trước", "growth_mom_pct month 2022-06"),
        ("Tháng 6 năm 2022 so với tháng 5 năm 2022", "growth_mom_pct month 2022-06"),
        ("Tháng 6 năm 2012 so với tháng 6 năm 2011", "growth_yoy_pct month 2012-06"),
        ("6 tháng đầu năm 2022 so với cùng kỳ", "growth_yoy_pct ytd 2022-06"),
        ("So với cùng kỳ năm trước (%) Tháng 12 năm 2018", "growth_yoy_pct month 2018-12"),
        ("Năm 2014 so với năm 2013", "growth_yoy_pct year 2014"),
        ("Thực hiện tháng 5 năm 2012 Lượng", "level month 2012-05 volume"),
        (
            "Chỉ số sử dụng lao động thời điểm 1/7/2022 so với cùng thời điểm tháng trước",
            "growth_mom_pct month 2022-07",
        ),
        ("August 2020 versus same period last year", "growth_yoy_pct month 2020-08"),
        ("LEI at 1/9/2020 compared to 1/8/2020", "growth_mom_pct month 2020-09"),
    ],
)
def test_a_columns_words_say_what_it_holds(words: str, column: str) -> None:
    assert [str(read) for read in read_columns({1: plain(words)})] == [column]


@pytest.mark.parametrize(
    "words",
    [
        "Tháng 6 năm 2022 so với kỳ gốc 2019",
        "Tháng 6 năm 2022 so với tháng 12 năm 2021",
        "Tháng 6 năm 2022 so với cùng kỳ năm 2020",
        "Tháng 6 năm 2022 Tháng 7 năm 2022",
        "so với cùng kỳ năm trước",
        "Ghi chú",
    ],
)
def test_words_that_say_no_measure_of_the_ledger_make_no_column(words: str) -> None:
    assert read_columns({1: plain(words)}) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("104,5", 104.5), ("104.5", 104.5), ("12", 12.0), ("-3,25", -3.25), ("1,2345", 1.2345), ("-", None), ("…", None)],
)
def test_text_that_can_be_read_in_one_way_is_a_number(text: str, value: float | None) -> None:
    assert number(text, Place("book")) == value


@pytest.mark.parametrize("text", ["1.234", "1,234", "1.234,5", "10O,9", "#REF!", "12 345 6a", "nan", "1e5", "=1"])
def test_text_that_could_be_two_numbers_is_refused(text: str) -> None:
    with pytest.raises(WorkbookError):
        number(text, Place("book"))


@given(some.floats(-1000, 1000).map(lambda value: round(value, 2)).filter(lambda value: value != int(value)))
def test_a_number_is_the_same_with_a_comma_and_with_a_point(value: float) -> None:
    texts = (str(value), str(value).replace(".", ","))
    assert [number(text, Place("book")) for text in texts] == [value, value]


@pytest.mark.parametrize(
    ("old", "text"), [("Hµng ho¸ xuÊt khÈu", "Hàng hoá xuất khẩu"), ("MÆt hµng chñ yÕu", "Mặt hàng chủ yếu")]
)
def test_old_fonts_are_decoded(old: str, text: str) -> None:
    assert as_written(old) == text


def test_letters_of_two_parts_become_one() -> None:
    assert as_written("Qúy  I") == "Qúy I"


@pytest.mark.parametrize(
    ("kind", "label", "code"),
    [
        ("iip", "Khai thác dầu thô", "oil_gas"),
        ("iip", "Sản xuất, phân phối điện, ga, nước", "electricity"),
        ("iip", "Manufacture of food products", "food_processing"),
        ("retail", "Khách sạn, nhà hàng", "accommodation_food"),
        ("exports", "Khu vực có vốn ĐTTTNN", "foreign_invested"),
        ("exports", "Điện thoại các loại và LK", "dien_thoai_va_linh_kien"),
        ("products", "Phân Urê", "phan_u_re"),
    ],
)
def test_spellings_of_one_thing_share_a_code(kind: str, label: str, code: str) -> None:
    assert sector_of(kind, label) == code


def test_a_free_name_has_the_code_of_its_words() -> None:
    assert free_code("SX mỹ phẩm, xà phòng (các loại); chế phẩm") == "san_xuat_my_pham_xa_phong"


@pytest.mark.parametrize(
    "name", ["Thừa Thiên - Huế", "Thua Thien - Hue", "TP. Hồ Chí Minh", "Ho Chi Minh City", "Đắk Lắk"]
)
def test_provinces_are_known_in_both_languages(name: str) -> None:
    assert geography_of(name) in {"thua_thien_hue", "ho_chi_minh", "dak_lak"}


@pytest.mark.parametrize(
    ("text", "code"),
    [("Nghìn \ntỷ đồng", "trillion_vnd"), ("‘000 tons", "thousand_tonnes"), ("Tỷ kwh", "billion_kwh"), ("Bó", "")],
)
def test_units_are_read_from_words(text: str, code: str) -> None:
    assert unit_code(text) == code


# ---- the real ones


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official workbooks are not here")
@pytest.mark.parametrize("month", SOME_OFFICIAL)
def test_an_official_workbook_agrees_with_the_ledger(month: str) -> None:
    path = next(OFFICIAL.glob(f"{month}*"))
    known = load_facts(geography=None).query("published == @path.name[:10] and source_id.str.startswith('gso_')")
    both = known.merge(read_workbook(path), on=KEY, how="left", suffixes=("", "_read"))
    assert len(both) > 50
    assert both["value_read"].to_numpy() == pytest.approx(both["value"].to_numpy(), abs=6e-5)
    assert (both["status_read"] == both["status"]).all()
    assert (both["unit_read"] == both["unit"]).all()
