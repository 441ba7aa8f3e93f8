"""Official workbooks that cannot be read without guessing, or that could do harm, are refused by their places."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from analysis.intake import read_workbook
from analysis.readers.workbook import WorkbookError
from tests.printed_books import Book, exchange
from tests.small_workbooks import LAYOUTS, of_2022


def refused(book: Book, folder: Path, *words: str) -> None:
    """The workbook, published on the 28th of its month, is refused in words that contain these."""
    refused_file(book.write(folder / "book.xlsx"), *words, published=f"{book.month}-28")


def refused_file(path: Path, *words: str, published: str | None = "2022-07-28") -> None:
    """The file is refused in words that contain its name and these."""
    with pytest.raises(WorkbookError) as error:
        read_workbook(path, published)
    assert [word for word in (path.name, *words) if word not in str(error.value)] == []


# The day


def test_a_day_that_nobody_gives_is_asked_for(tmp_path: Path) -> None:
    refused_file(of_2022().write(tmp_path / "Bieu-7.xlsx"), "YYYY-MM-DD", published=None)


@pytest.mark.parametrize("day", ["2022-07-10", "29/7/2022", "2022-02-30", ""])
def test_a_day_that_cannot_be_is_refused(day: str, tmp_path: Path) -> None:
    refused_file(of_2022().write(tmp_path / "book.xlsx"), published=day)


def test_a_files_name_long_after_its_month_is_refused(tmp_path: Path) -> None:
    refused_file(of_2022().write(tmp_path / "2022-10-29-Bieu.xlsx"), "2022-07", published=None)


@pytest.mark.parametrize("sheet", ["exports", "5. LĐCN_DP"])
def test_a_table_left_from_another_month_is_refused(sheet: str, tmp_path: Path) -> None:
    book = of_2022("2022-07")
    book.sheets[sheet] = of_2022("2022-06").sheets[sheet]
    refused(book, tmp_path, f"trang “{sheet}”", "2022-06", "2022-07")


def test_employment_of_another_year_than_the_last_is_refused(tmp_path: Path) -> None:
    book = of_2022()
    next(row for row in book.headers("4.LĐCN") if " thời điểm 1/7/2022 so với" in row)[1] = "thời điểm 1/7/2016 so với"
    refused(book, tmp_path, "4.LĐCN", "2016-07")


# The tables


def test_a_refusal_names_file_sheet_row_and_column_in_two_languages(tmp_path: Path) -> None:
    book = of_2022()
    book.row("7.IIPthang", "Toàn ngành công nghiệp")[2] = "10O,9"
    places = ("trang “7.IIPthang”, dòng 11, cột C", "sheet “7.IIPthang”, row 11, column C")
    refused(book, tmp_path, "book.xlsx", *places, "10O,9")


def test_a_workbook_without_known_tables_is_refused(tmp_path: Path) -> None:
    book = Book("2022-07", {"GDP": [["1. Tổng sản phẩm trong nước"], [None, "Quý II"], ["Tổng số", 1.0]]})
    refused(book, tmp_path, "1")


def cut_headers(book: Book) -> None:
    """All header rows gone."""
    headers = book.headers("Tongmuc")
    first = next(at for at, row in enumerate(headers) if row[1] is not None)
    del book.sheets["Tongmuc"][first : len(headers)]


def no_total(book: Book) -> None:
    """The total's row gone."""
    book.sheets["Tongmuc"].remove(book.row("Tongmuc", "TỔNG SỐ"))


def other_month(book: Book) -> None:
    """One header speaks of another month."""
    row = next(row for row in book.headers("Tongmuc") if "tháng 7" in row)
    row[row.index("tháng 7")] = "tháng 8"


def headers_exchanged(book: Book) -> None:
    """The words of two columns changed places, their numbers did not."""
    exchange(book.headers("Tongmuc"), 1, 2)


def numbers_exchanged(book: Book) -> None:
    """The numbers of two columns changed places, their words did not."""
    exchange(book.numbers("Tongmuc"), 2, 3)


def one_row_to_the_right(book: Book) -> None:
    """A cell was inserted."""
    book.row("Tongmuc", "Du lịch lữ hành").insert(1, None)


def one_column_down(book: Book) -> None:
    """A cell was inserted above the column's numbers."""
    rows = [*book.numbers("Tongmuc"), book.sheets["Tongmuc"][-1]]
    for row, cell in zip(rows, [None, *(row[2] for row in rows[:-1])], strict=True):
        row[2] = cell


def wrong_total(book: Book) -> None:
    """The parts do not make the total."""
    book.row("Tongmuc", "TỔNG SỐ")[2] *= 1.01


def a_formula(book: Book) -> None:
    """A number became a formula that was never calculated."""
    book.row("Tongmuc", "TỔNG SỐ")[2] = "=1+1"


def a_row_twice(book: Book) -> None:
    """One row stands twice."""
    rows, row = book.sheets["Tongmuc"], book.row("Tongmuc", "Du lịch lữ hành")
    rows.insert(rows.index(row), [*row])


def an_unknown_column(book: Book) -> None:
    """A column between the others whose words say nothing."""
    for row in book.sheets["Tongmuc"]:
        row.insert(3, "Ghi chú" if "2022" in row else 1.0 if row in book.numbers("Tongmuc") else None)


DAMAGES: dict[Callable[[Book], None], str] = {
    cut_headers: "no column headers below it",
    no_total: "not its row total",
    other_month: "level month 2022-08",
    headers_exchanged: "the columns stand in an unusual order",
    numbers_exchanged: "the parts do not fit the total",
    one_row_to_the_right: "stands where no row or column has a name",
    one_column_down: "stands where no row or column has a name",
    wrong_total: "the parts do not fit the total",
    a_formula: "a number is needed",
    a_row_twice: "stands twice in the table",
    an_unknown_column: "the column's header reads",
}


@pytest.mark.parametrize(("damage", "said"), DAMAGES.items(), ids=lambda told: getattr(told, "__name__", ""))
def test_a_damaged_table_is_refused_by_name(damage: Callable[[Book], None], said: str, tmp_path: Path) -> None:
    book = of_2022()
    damage(book)
    refused(book, tmp_path, "trang “Tongmuc”", said)


# What one figure says of another


def test_columns_of_the_index_that_changed_places_are_known_by_the_products(tmp_path: Path) -> None:
    book = of_2022()
    exchange(book.numbers("7.IIPthang"), 2, 3)
    refused(book, tmp_path, "trang “7.IIPthang”", "growth_mom_pct 2022-07")


def test_headers_in_an_order_no_official_table_has_are_refused(tmp_path: Path) -> None:
    book = LAYOUTS["2016"]()
    exchange(book.headers("IIP"), 1, 2)
    refused(book, tmp_path, "trang “IIP”", "2016-06")


def test_growth_to_date_lies_between_the_month_and_growth_to_date_before(tmp_path: Path) -> None:
    book = LAYOUTS["2016"]()
    book.row("IIP", "Toàn ngành công nghiệp")[4] += 1
    refused(book, tmp_path, "trang “IIP”", "8.35")


def test_a_price_that_jumps_shows_a_volume_of_another_row(tmp_path: Path) -> None:
    book = of_2022()
    rice = book.row("exports", "Gạo")
    rice[1], rice[3] = 6 * rice[1], 60 * rice[3]
    refused(book, tmp_path, "trang “exports”", "USD/kg")


def test_a_share_that_is_none_shows_a_number_under_a_wrong_header(tmp_path: Path) -> None:
    book = of_2022()
    book.row("Tongmuc", "Bán lẻ hàng hóa")[4] += 2
    refused(book, tmp_path, "trang “Tongmuc”, dòng 11, cột E", "75")


def test_a_column_that_ends_a_row_early_has_moved(tmp_path: Path) -> None:
    book = of_2022()
    last = book.numbers("7.IIPthang")[-3:]
    for row, cell in zip(last, [*(row[2] for row in last[1:]), None], strict=True):
        row[2] = cell
    refused(book, tmp_path, "trang “7.IIPthang”, dòng 17, cột C")


def test_the_total_of_trade_has_no_volume(tmp_path: Path) -> None:
    book = of_2022()
    book.row("imports", "TỔNG TRỊ GIÁ")[1] = 5.0
    refused(book, tmp_path, "trang “imports”, dòng 9, cột B")


def test_the_country_is_the_same_by_branch_and_by_province(tmp_path: Path) -> None:
    book = of_2022()
    book.row("5. LĐCN_DP", "CẢ NƯỚC")[1] += 1
    refused(book, tmp_path, "5. LĐCN_DP", "4.LĐCN")


def test_one_figure_in_two_tables_is_one_number(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets["CPI 2"] = of_2022().sheets["CPI"]
    book.row("CPI 2", "CHỈ SỐ GIÁ TIÊU DÙNG")[1] += 0.1
    refused(book, tmp_path, "CPI 2", "CPI)")


# Files that could do harm


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A file that could be read."""
    return of_2022().write(tmp_path / "book.xlsx")


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
def test_a_file_cut_off_is_refused(share: float, sound: Path) -> None:
    content = sound.read_bytes()
    sound.write_bytes(content[: int(share * len(content))])
    refused_file(sound)


def test_a_zip_that_unpacks_to_too_much_is_not_opened(sound: Path) -> None:
    with zipfile.ZipFile(sound, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b"0" * 50_000_000)
    refused_file(sound, "MB")


def test_a_cell_far_away_is_refused_before_the_sheet_is_laid_out(sound: Path) -> None:
    workbook = openpyxl.load_workbook(sound)
    workbook.worksheets[0].cell(1_048_576, 16_384, 1)
    workbook.save(sound)
    refused_file(sound, "1048576 × 16384")


def test_a_row_far_down_is_refused_even_where_its_cells_have_no_names(sound: Path, tmp_path: Path) -> None:
    other = tmp_path / "far.xlsx"
    sheet = b'<worksheet><sheetData><row r="1048576"><c><v>1</v></c></row></sheetData></worksheet>'
    with zipfile.ZipFile(sound) as archive, zipfile.ZipFile(other, "w") as far:
        for part in archive.infolist():
            far.writestr(part, sheet if part.filename.endswith("sheet1.xml") else archive.read(part))
    refused_file(other, "1048576 × 1")
