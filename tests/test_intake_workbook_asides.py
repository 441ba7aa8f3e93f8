"""What of a workbook is not understood is put aside by its place, the rest is read; what could do harm is refused."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from analysis.checks.page import tables_line
from analysis.ledger.problems import LedgerError
from analysis.readers.opening import read_release
from analysis.readers.workbook import read_book, read_workbook
from tests.printed_books import Book, exchange, shown
from tests.small_workbooks import LAYOUTS, of_2022


def put_aside(book: Book, folder: Path, *words: str, least: float = 0.6) -> None:
    """Something is put aside in words that contain these; nothing wrong is read, and most of what is true."""
    path = book.write(folder / "book.xlsx")
    read = read_book(path.read_bytes(), path.name, f"{book.month}-28")
    figures = shown(read.rows)
    assert {key: value for key, value in figures.items() if value != pytest.approx(book.truth.get(key))} == {}
    assert len(figures) >= least * len(book.truth)
    told = "\n".join(map(str, read.asides))
    assert [word for word in (path.name, *words) if word not in told] == []


def refused_file(path: Path, *words: str, published: str | None = "2022-07-28") -> None:
    """The file is refused in words that contain its name and these."""
    with pytest.raises(LedgerError) as error:
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


@pytest.mark.parametrize("sheet", ["exports", "CPI"])
def test_a_table_left_from_another_month_is_put_aside(sheet: str, tmp_path: Path) -> None:
    book = of_2022("2022-07")
    book.sheets[sheet] = of_2022("2022-05").sheets[sheet]
    put_aside(book, tmp_path, f"trang “{sheet}”", "2022-05", "2022-07")


def test_employment_of_another_year_than_the_last_is_put_aside(tmp_path: Path) -> None:
    book = of_2022()
    next(row for row in book.headers("4.LĐCN") if " thời điểm 1/7/2022 so với" in row)[1:3] = [
        "thời điểm 1/7/2016 so với"
    ] * 2
    put_aside(book, tmp_path, "4.LĐCN", "2016-07")


def test_the_book_may_be_signed_with_its_day(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets["CPI"] += [["", "Hà Nội, ngày 29 tháng 7 năm 2022"]]
    assert set(read_workbook(book.write(tmp_path / "Bieu.xlsx"))["published"]) == {"2022-07-29"}


# The tables


def test_a_problem_names_file_sheet_row_and_column_in_two_languages(tmp_path: Path) -> None:
    book = of_2022()
    book.row("7.IIPthang", "Toàn ngành công nghiệp")[2] = "10O,9"
    places = ("trang “7.IIPthang”, dòng 11, cột C", "sheet “7.IIPthang”, row 11, column C")
    put_aside(book, tmp_path, "book.xlsx", *places, "10O,9", least=0.9)


def test_all_problems_are_told_in_one_run(tmp_path: Path) -> None:
    book = of_2022()
    book.row("7.IIPthang", "Toàn ngành công nghiệp")[2] = "10O,9"
    book.row("Tongmuc", "Du lịch lữ hành").insert(1, None)
    put_aside(book, tmp_path, "10O,9", "Du lịch lữ hành", least=0.9)


def test_a_workbook_without_known_tables_is_refused(tmp_path: Path) -> None:
    book = Book("2022-07", {"GDP": [["1. Tổng sản phẩm trong nước"], [None, "Quý II"], ["Tổng số", 1.0]]})
    refused_file(book.write(tmp_path / "book.xlsx"), "1")


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
    book.row("Tongmuc", "TỔNG SỐ")[2] *= 1.1


def a_formula(book: Book) -> None:
    """A number became a formula that was never calculated."""
    book.row("Tongmuc", "TỔNG SỐ")[2] = "=1+1"


def a_row_twice(book: Book) -> None:
    """One row stands twice with different numbers."""
    rows, row = book.sheets["Tongmuc"], book.row("Tongmuc", "Du lịch lữ hành")
    rows.insert(rows.index(row), [row[0], *(cell * 2 for cell in row[1:])])


def an_unknown_column(book: Book) -> None:
    """A column between the others whose words say nothing."""
    for row in book.sheets["Tongmuc"]:
        row.insert(3, "Hệ số năm" if "2022" in row else 1.0 if row in book.numbers("Tongmuc") else None)


DAMAGES: dict[Callable[[Book], None], str] = {
    other_month: "2022-08",
    headers_exchanged: "the columns stand in an unusual order",
    numbers_exchanged: "the parts do not fit the total",
    one_row_to_the_right: "a number too many",
    one_column_down: "moved up or down",
    wrong_total: "the parts do not fit the total",
    a_row_twice: "differs from the same figure",
    an_unknown_column: "the column's header reads",
}


@pytest.mark.parametrize(("damage", "said"), DAMAGES.items(), ids=lambda told: getattr(told, "__name__", ""))
def test_what_is_damaged_is_put_aside_by_name(damage: Callable[[Book], None], said: str, tmp_path: Path) -> None:
    book = of_2022()
    damage(book)
    put_aside(book, tmp_path, "trang “Tongmuc”", said)


# What one figure says of another


def test_columns_of_the_index_that_changed_places_are_known_by_the_products(tmp_path: Path) -> None:
    book = of_2022()
    exchange(book.numbers("7.IIPthang"), 2, 3)
    put_aside(book, tmp_path, "trang “7.IIPthang”", "growth_mom_pct month 2022-07")


def test_headers_in_an_order_no_official_table_has_are_put_aside(tmp_path: Path) -> None:
    book = LAYOUTS["2016"]()
    exchange(book.headers("IIP"), 1, 2)
    put_aside(book, tmp_path, "trang “IIP”", "2016-06")


def test_a_small_misfit_is_taken_and_left_to_the_checks(tmp_path: Path) -> None:
    book = LAYOUTS["2016"]()
    book.row("IIP", "Toàn ngành công nghiệp")[4] += 1
    book.truth["vietnam", "iip", "total", "ytd", "2016-07", "growth_yoy_pct"] += 1
    assert shown(read_workbook(book.write(tmp_path / "book.xlsx"), "2016-07-28")) == pytest.approx(book.truth)


def test_a_total_revised_by_a_few_per_cent_is_taken(tmp_path: Path) -> None:
    book = LAYOUTS["2013"]()
    book.row("SP", "Than đá (than sạch)")[4] *= 1.05
    book.truth["vietnam", "product_output", "than_da", "ytd", "2013-05", "level"] *= 1.05
    assert shown(read_workbook(book.write(tmp_path / "book.xlsx"), "2013-05-28")) == pytest.approx(book.truth)


def test_a_price_that_jumps_shows_a_volume_of_another_row(tmp_path: Path) -> None:
    book = of_2022()
    rice = book.row("exports", "Gạo")
    rice[1], rice[3] = 6 * rice[1], 60 * rice[3]
    path = book.write(tmp_path / "book.xlsx")
    assert "USD/kg" in "".join(map(str, read_book(path.read_bytes(), path.name, "2022-07-28").asides))


def test_a_share_that_is_none_shows_a_number_under_a_wrong_header(tmp_path: Path) -> None:
    book = of_2022()
    book.row("Tongmuc", "Bán lẻ hàng hóa")[4] += 2
    put_aside(book, tmp_path, "trang “Tongmuc”, dòng 11, cột E", "75", least=0.9)


def test_a_column_that_ends_a_row_early_has_moved(tmp_path: Path) -> None:
    book = of_2022()
    last = book.numbers("7.IIPthang")[-3:]
    for row, cell in zip(last, [*(row[2] for row in last[1:]), None], strict=True):
        row[2] = cell
    put_aside(book, tmp_path, "trang “7.IIPthang”, dòng 17, cột C", least=0.9)


def test_the_total_of_trade_has_no_volume(tmp_path: Path) -> None:
    book = of_2022()
    book.row("imports", "TỔNG TRỊ GIÁ")[1] = 5.0
    put_aside(book, tmp_path, "trang “imports”, dòng 9", least=0.9)


def test_of_two_prints_that_contradict_each_other_neither_is_taken(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets["CPI 2"] = of_2022().sheets["CPI"]
    book.row("CPI 2", "CHỈ SỐ GIÁ TIÊU DÙNG")[1] += 0.1
    put_aside(book, tmp_path, "CPI 2", "CPI)", least=0.9)


# Files that could do harm


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A file that could be read."""
    return of_2022().write(tmp_path / "book.xlsx")


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


def test_every_table_counts_and_those_of_unknown_kinds_are_named_as_left_out(tmp_path: Path) -> None:
    book = of_2022()
    known = len(book.sheets)
    book.sheets["Gieo cay"] = [["1. Gieo cấy lúa mùa", None], [None, "Nghìn ha"], ["Cả nước", 7.5], ["Miền Bắc", 2.5]]
    path = book.write(tmp_path / "2022-07-28-book.xlsx")
    release = read_release(path)
    assert (release.tables, release.left_out) == (known + 1, ("1. Gieo cấy lúa mùa (Gieo cay)",))
    assert tables_line(release, "en") == (
        f"{known} of {known + 1} tables read; left out: 1. Gieo cấy lúa mùa (Gieo cay)"
    )
