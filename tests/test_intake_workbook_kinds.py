"""Whose figures a book holds, and the forms they come in: provincial books, reports, yearbooks, pages, documents."""

from pathlib import Path

import docx
import pandas as pd
import pytest

from analysis.ledger.problems import LedgerError
from analysis.readers.opening import read_release
from analysis.readers.workbook import read_book, read_workbook
from analysis.readers.workbook.kinds import indicator_of
from tests.printed_books import LEVEL, MOM, YOY, Book, Rows, shown
from tests.small_workbooks import OF_2022, of_2022, printed

OFFICE = [["CỤC THỐNG KÊ TỈNH NINH THUẬN"], []]
REPORT: Rows = [
    ["UBND TỈNH NINH THUẬN"],
    ["SỞ CÔNG THƯƠNG"],
    ["TÌNH HÌNH SẢN XUẤT CÔNG NGHIỆP, THƯƠNG MẠI THÁNG 8 NĂM 2022"],
    ["TT", "Chỉ tiêu", "ĐVT", "KH năm 2022", "Ước TH tháng 8", "Lũy kế 8 tháng", "So với cùng kỳ (%)", "So với KH (%)"],
    ["I", "Giá trị sản xuất công nghiệp (giá SS 2010)", "Tỷ đồng", 11757.6, 950.2, 8120.5, 109.1, 69.1],
    ["1", "Khai khoáng", "Tỷ đồng", None, 49.1, 402.2, 97.1, None],
    ["II", "Số hộ nghèo", "Hộ", 12.0, 13.0, 14.0, 15.0, 16.0],
    ["III", "Kim ngạch xuất khẩu", "Nghìn USD", 130000.0, 11200.0, 83200.0, 108.9, 64.0],
]


def of_iip(month: str = "2022-07") -> Book:
    """A book of the index alone."""
    return printed(month, OF_2022[:1])


def published(book: Book, folder: Path, name: str = "book.xlsx", **told: str) -> pd.DataFrame:
    """What is read of the book."""
    return read_workbook(book.write(folder / name), f"{book.month}-28", **told)


def of_province(book: Book, place: str = "ninh_thuan") -> dict[tuple[str, ...], float]:
    """The book's figures as those of a province."""
    return {(place, *key[1:]): value for key, value in book.truth.items()}


# Whose figures


@pytest.mark.parametrize("head", [OFFICE, [["SỞ CÔNG THƯƠNG NINH THUẬN"]], [["Tỉnh Ninh Thuận", None, "Biểu số 1"]]])
def test_a_head_that_names_a_province_makes_its_figures_the_provinces(head: Rows, tmp_path: Path) -> None:
    book = of_iip()
    book.sheets["7.IIPthang"] = [*head, *book.sheets["7.IIPthang"]]
    assert shown(published(book, tmp_path)) == pytest.approx(of_province(book))


def test_a_title_or_a_files_name_may_say_it(tmp_path: Path) -> None:
    book = of_iip()
    assert shown(published(book, tmp_path, "ctk_ninh_thuan_iip.xlsx")) == pytest.approx(of_province(book))
    book.sheets["7.IIPthang"][0][0] = "1. Chỉ số sản xuất công nghiệp tỉnh Khánh Hòa"
    assert shown(published(book, tmp_path)) == pytest.approx(of_province(book, "khanh_hoa"))


def test_a_place_may_be_given_but_not_against_the_file(tmp_path: Path) -> None:
    book = of_iip()
    assert set(published(book, tmp_path, geography="ninh_thuan")["geography"]) == {"ninh_thuan"}
    book.sheets["7.IIPthang"] = [*OFFICE, *book.sheets["7.IIPthang"]]
    with pytest.raises(LedgerError, match="--geography vietnam"):
        published(book, tmp_path, geography="vietnam")


def test_a_place_that_nothing_says_is_asked_for(tmp_path: Path) -> None:
    book = of_iip()
    book.sheets["7.IIPthang"] = [["SỐ LIỆU THÁNG"], ["Chỉ số sản xuất công nghiệp"], *book.sheets["7.IIPthang"][2:]]
    with pytest.raises(LedgerError, match="--geography"):
        published(book, tmp_path)


def test_a_district_or_a_company_is_not_its_province(tmp_path: Path) -> None:
    book = of_iip()
    book.sheets["7.IIPthang"] = [["UBND HUYỆN NINH PHƯỚC, TỈNH NINH THUẬN"], *book.sheets["7.IIPthang"]]
    with pytest.raises(LedgerError, match="huyện"):
        published(book, tmp_path)


def test_a_signature_names_no_place(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets["7.IIPthang"] = [["Hà Nội, ngày 29 tháng 7 năm 2022"], *book.sheets["7.IIPthang"]]
    assert {"vietnam"} < set(published(book, tmp_path)["geography"])
    assert "ha_noi" not in set(published(book, tmp_path)["geography"])


@pytest.mark.parametrize(("unit", "scale"), [("Tỷ đồng", 1.0), ("Triệu đồng", 1000.0), ("Nghìn đồng", 1e6)])
def test_a_provinces_levels_are_in_the_unit_of_its_table(unit: str, scale: float, tmp_path: Path) -> None:
    rows = [
        *OFFICE,
        ["Tổng mức bán lẻ hàng hóa"],
        [None, unit],
        [None, "Tháng 8 năm 2022"],
        ["Tổng số", 2701.5 * scale],
    ]
    figures = published(Book("2022-08", {"TM": rows}), tmp_path)
    assert figures[["value", "unit"]].values.tolist() == [[2701.5, "billion_vnd"]]


def test_a_provinces_levels_without_a_unit_are_put_aside(tmp_path: Path) -> None:
    rows = [*OFFICE, ["Tổng mức bán lẻ hàng hóa"], [None, "Tháng 8 năm 2022"], ["Tổng số", 2701.5]]
    with pytest.raises(LedgerError, match="billion_vnd"):
        published(Book("2022-08", {"TM": rows}), tmp_path)


# The department's own report


def reported(rows: Rows, folder: Path) -> pd.DataFrame:
    """What is read of a report."""
    return published(Book("2022-08", {"Bao cao": rows}), folder)


def test_a_report_has_indicators_down_and_plan_month_sum_and_shares_across(tmp_path: Path) -> None:
    assert shown(reported(REPORT, tmp_path)) == {
        ("ninh_thuan", "industrial_output", "total", "month", "2022-08", LEVEL): 950.2,
        ("ninh_thuan", "industrial_output", "total", "ytd", "2022-08", LEVEL): 8120.5,
        ("ninh_thuan", "industrial_output", "total", "ytd", "2022-08", YOY): 9.1,
        ("ninh_thuan", "industrial_output", "total", "ytd", "2022-08", "share_of_plan_pct"): 69.1,
        ("ninh_thuan", "industrial_output", "mining", "month", "2022-08", LEVEL): 49.1,
        ("ninh_thuan", "industrial_output", "mining", "ytd", "2022-08", LEVEL): 402.2,
        ("ninh_thuan", "industrial_output", "mining", "ytd", "2022-08", YOY): -2.9,
        ("ninh_thuan", "exports", "total", "month", "2022-08", LEVEL): 11.2,
        ("ninh_thuan", "exports", "total", "ytd", "2022-08", LEVEL): 83.2,
        ("ninh_thuan", "exports", "total", "ytd", "2022-08", YOY): 8.9,
        ("ninh_thuan", "exports", "total", "ytd", "2022-08", "share_of_plan_pct"): 64.0,
        ("ninh_thuan", "industrial_output", "total", "year", "2022", LEVEL): 11757.6,
        ("ninh_thuan", "exports", "total", "year", "2022", LEVEL): 130.0,
    }


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (11757.6, [(11757.6, "plan")]),
        ("11.700-11.900,5", [(11700, "plan"), (11900.5, "plan")]),
        ("từ 11.757,6 đến 11.900,5", [(11757.6, "plan"), (11900.5, "plan")]),
        ("≥ 11.757,6", [(11757.6, "plan")]),
        ("giảm 5", []),
        ("dưới 11.757,6", [(11757.6, "ceiling")]),
        ("11.9-11,7", []),
        ("chưa giao", []),
        (None, []),
    ],
)
def test_the_plan_column_of_a_report_is_plans_of_the_year(
    cell: object, told: list[tuple[float, str]], tmp_path: Path
) -> None:
    rows = [[*row[:3], cell, *row[4:]] if row[:1] == ["I"] else row for row in REPORT]
    path = Book("2022-08", {"Bao cao": rows}).write(tmp_path / "book.xlsx")
    book = read_book(path.read_bytes(), path.name, "2022-08-28")
    plans = book.rows[(book.rows["period_type"] == "year") & (book.rows["indicator"] == "industrial_output")]
    assert [*plans[["value", "status"]].itertuples(index=False, name=None)] == told
    assert (str(cell) in "".join(map(str, book.asides))) == (isinstance(cell, str) and not told)


def test_the_plan_of_an_index_is_its_growth(tmp_path: Path) -> None:
    rows = [*REPORT, ["III", "Chỉ số sản xuất công nghiệp", "%", 108.9, None, None, 107.1, None]]
    path = Book("2022-08", {"Bao cao": rows}).write(tmp_path / "book.xlsx")
    told = read_workbook(path, "2022-08-28")
    assert told["value"][(told["indicator"] == "iip") & (told["status"] == "plan")].tolist() == [8.9]


def test_a_report_may_have_its_header_in_two_rows_and_count_its_rows(tmp_path: Path) -> None:
    """The counts stand as numbers in the first column."""
    head = ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2022", "Thực hiện", None, "So sánh (%)", None]
    below = [None, None, None, None, "Ước tháng 8", "Lũy kế 8 tháng", "Cùng kỳ năm trước", "Kế hoạch năm"]
    counted = [[float(at), *row[1:]] for at, row in enumerate(REPORT[4:], 1)]
    assert shown(reported([*REPORT[:3], head, below, *counted], tmp_path)) == shown(reported(REPORT, tmp_path))


@pytest.mark.parametrize(
    ("label", "indicator"),
    [
        ("I. Giá trị SXCN", "industrial_output"),
        ("Tổng mức bán lẻ hàng hóa và DTDV tiêu dùng", "retail_sales"),
        ("Tổng kim ngạch XK", "exports"),
        ("Kim ngạch xuất khẩu thủy sản", ""),
        ("Giá trị sản xuất công nghiệp khu vực FDI", ""),
    ],
)
def test_a_row_is_an_indicator_where_all_its_words_say_so(label: str, indicator: str) -> None:
    """Exports of shrimp are not the province's."""
    assert indicator_of(label) == indicator


def test_what_a_report_tells_of_other_things_is_named(tmp_path: Path) -> None:
    path = Book("2022-08", {"Bao cao": REPORT}).write(tmp_path / "book.xlsx")
    told = "".join(map(str, read_book(path.read_bytes(), path.name, "2022-08-28").asides))
    assert "Số hộ nghèo" in told


def test_a_row_that_counts_the_columns_is_no_figure(tmp_path: Path) -> None:
    counted = [*REPORT[:4], ["A", "B", "C", 1.0, 2.0, 3.0, 4.0, 5.0], *REPORT[4:]]
    assert shown(reported(counted, tmp_path)) == shown(reported(REPORT, tmp_path))


# Other forms


def test_a_yearbook_has_years_across(tmp_path: Path) -> None:
    head = [*OFFICE, ["107. Chỉ số sản xuất công nghiệp"], ["Index of industrial production"], [None, "%"]]
    rows = [
        *head,
        [None, 2021.0, "Sơ bộ - Prel. 2022"],
        ["TỔNG SỐ - TOTAL", 124.6, 107.9],
        ["Khai khoáng - Mining", 99.0, 97.0],
    ]
    figures = read_workbook(Book("2022-12", {"7.3": rows}).write(tmp_path / "nien_giam.xlsx"), "2023-06-30")
    assert dict(zip(figures["period"], figures["status"], strict=False)) == {"2021": "official", "2022": "preliminary"}
    assert figures["value"].tolist() == [24.6, 7.9, -1.0, -3.0]
    assert set(figures["sector"]) == {"total", "mining"}


def html(rows: Rows) -> str:
    """The rows as a page."""
    cells = ["".join(f"<td>{'' if cell is None else cell}</td>" for cell in row) for row in rows]
    return f"<html><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></html>"


def document(rows: Rows, path: Path, text: str = "") -> Path:
    """The rows as a table of a Word document."""
    file = docx.Document()
    file.add_paragraph(text)
    table = file.add_table(len(rows), max(map(len, rows)))
    for row, cells in zip(table.rows, rows, strict=True):
        for place, cell in zip(row.cells, cells, strict=False):
            place.text = "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, float) else cell
    file.save(str(path))
    return path


def test_a_page_named_xls_a_csv_and_a_document_are_read_like_a_workbook(tmp_path: Path) -> None:
    page, comma, word = tmp_path / "page.xls", tmp_path / "book.csv", tmp_path / "book.docx"
    page.write_text(html(REPORT), encoding="utf-8")
    lines = [";".join("" if cell is None else str(cell).replace(".", ",") for cell in row) for row in REPORT]
    comma.write_text("\n".join(lines), encoding="utf-8-sig")
    told = {"published": "2022-08-28", "title": "Báo cáo"}
    whole = shown(reported(REPORT, tmp_path))
    for path in (page, comma, document(REPORT, word)):
        assert shown(read_release(path, **told).rows) == pytest.approx(whole)


def test_of_a_document_without_tables_the_text_is_read(tmp_path: Path) -> None:
    text = "Chỉ số sản xuất công nghiệp tháng 8 năm 2022 tăng 9,47% so với cùng kỳ năm trước."
    path = document([["a"]], tmp_path / "bao_cao.docx", text)
    release = read_release(path, published="2022-08-29", title="Báo cáo", publisher="Sở Công Thương")
    assert release.rows[["indicator", "value"]].values.tolist() == [["iip", 9.47]]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("empty.txt", b" ", "xlsx|Excel"), ("~$book.xlsx", b"\x05user", "book.xlsx"), ("scan.pdf", b"%PDF-1.7", "PDF")],
)
def test_what_cannot_be_read_is_named_in_a_sentence(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=said):
        read_release(path, published="2022-08-29", title="t", publisher="p")


# Kinds of trouble


def rows_of_iip(book: Book) -> Rows:
    """The sheet of the index."""
    return book.sheets["7.IIPthang"]


def test_the_same_row_twice_is_one_row(tmp_path: Path) -> None:
    book = of_iip()
    rows_of_iip(book).append([*book.numbers("7.IIPthang")[-1]])
    assert shown(published(book, tmp_path)) == pytest.approx(book.truth)


def test_a_table_goes_on_with_or_without_its_header(tmp_path: Path) -> None:
    for again in (True, False):
        book = of_iip()
        rows, at = rows_of_iip(book), rows_of_iip(book).index(book.numbers("7.IIPthang")[3])
        header = book.headers("7.IIPthang")[2:] if again else []
        rows[at:at] = [["2. (Tiếp theo) Chỉ số sản xuất công nghiệp"], *map(list, header)]
        assert shown(published(book, tmp_path)) == pytest.approx(book.truth)


def test_a_second_page_with_last_months_date_is_read_like_the_first(tmp_path: Path) -> None:
    book = of_2022()
    rows, at = book.sheets["5. LĐCN_DP"], book.sheets["5. LĐCN_DP"].index(book.row("5. LĐCN_DP", "An Giang"))
    header = [[cell.replace("1/7", "1/6") if isinstance(cell, str) else cell for cell in row] for row in rows[:9]]
    header[0][0] = "5. (Tiếp theo) " + header[0][0][3:]
    rows[at:at] = header
    assert shown(published(book, tmp_path)) == pytest.approx(book.truth)


def test_blank_cells_scratch_sums_and_cells_far_right_cost_nothing(tmp_path: Path) -> None:
    book = of_iip()
    del book.truth["vietnam", "iip", "coal_mining", "month", "2022-07", MOM]
    book.row("7.IIPthang", "Khai thác than cứng và than non")[2] = None
    rows_of_iip(book).append([None, None, None, 148.0])
    book.row("7.IIPthang", "Toàn ngành công nghiệp").extend([None, None, 99.0])
    assert shown(published(book, tmp_path)) == pytest.approx(book.truth)


def test_a_label_wrapped_before_its_bracket_is_one_label(tmp_path: Path) -> None:
    book = of_iip()
    rows, row = rows_of_iip(book), book.row("7.IIPthang", "Sản xuất, chế biến thực phẩm")
    rows.insert(rows.index(row), [row[0]])
    row[0] = "(trừ đồ uống)"
    assert shown(published(book, tmp_path)) == pytest.approx(book.truth)


def test_an_index_of_nothing_is_no_fall_of_a_hundred_per_cent(tmp_path: Path) -> None:
    book = of_iip()
    book.row("7.IIPthang", "Công nghiệp chế biến, chế tạo")[2] = 0.0
    del book.truth["vietnam", "iip", "manufacturing", "month", "2022-07", MOM]
    assert shown(published(book, tmp_path)) == pytest.approx(book.truth)


def test_a_true_figure_far_out_is_a_figure(tmp_path: Path) -> None:
    book = of_2022()
    book.row("5. LĐCN_DP", "An Giang")[2] = 896.3
    assert (
        shown(published(book, tmp_path))["an_giang", "industrial_employment", "total", "month", "2022-07", YOY] == 796.3
    )


def test_a_table_whose_columns_say_nothing_is_refused_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "2022-08-29-semi.csv"
    path.write_text("chỉ tiêu;giá trị;đơn vị\nIIP tháng 8;9,4;%\nBán lẻ;2.809,4;tỷ đồng", encoding="utf-8-sig")
    with pytest.raises(LedgerError, match="gia tri"):
        read_release(path, publisher="p")


def test_a_page_may_begin_with_names_that_stand_to_the_right_of_the_total(tmp_path: Path) -> None:
    book = of_iip()
    rows = rows_of_iip(book)
    for row in rows[1:]:
        row.insert(1, None)
        if row in book.numbers("7.IIPthang")[1:]:
            row[0], row[1] = None, row[0]
    at = next(at for at, row in enumerate(rows) if row[1] == "Công nghiệp chế biến, chế tạo")
    rows[at:at] = [["2. (Tiếp theo) Chỉ số sản xuất công nghiệp"], *map(list, rows[2:10])]
    rows.append(["Ghi chú"])
    assert shown(published(book, tmp_path)) == pytest.approx(book.truth)
