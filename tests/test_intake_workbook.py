"""Official monthly workbooks become rows of the ledger: every figure, and no other."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis.ledger import COLUMNS, FIGURE, load_facts
from analysis.readers.workbook import read_workbook
from tests.printed_books import Book, shown
from tests.small_ledger import small_ledger
from tests.small_workbooks import LAYOUTS, of_2022

OFFICIAL = Path(__file__).parents[2] / "shared" / "data" / "gso_workbooks"
SOME_OFFICIAL = ("2012-06", "2014-12", "2018-12", "2020-09", "2021-01", "2022-07")


def read(book: Book, folder: Path, published: str | None = None) -> pd.DataFrame:
    """What is read from a small workbook, published on the 28th of its month."""
    return read_workbook(book.write(folder / "book.xlsx"), published or f"{book.month}-28")


def is_read(book: Book, folder: Path) -> None:
    """All true figures of the book are read, and no other."""
    assert shown(read(book, folder)) == pytest.approx(book.truth)


# What is read


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_figure_of_each_layout_is_read_and_no_other(layout: str, tmp_path: Path) -> None:
    is_read(LAYOUTS[layout](), tmp_path)


def test_the_answer_has_exactly_the_ledgers_columns(tmp_path: Path) -> None:
    assert list(read(of_2022(), tmp_path).columns) == COLUMNS


def test_the_ledger_accepts_what_is_read(tmp_path: Path) -> None:
    data = small_ledger(tmp_path / "data", [])
    figures = read(LAYOUTS["2013"](), tmp_path).assign(source_id="gso")
    figures.to_csv(data / "vietnam" / "facts.csv", index=False)
    with (data / "vietnam" / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("gso,Tables,Office,,2013-05-28,stated\n")
    assert len(load_facts(data=data)) == len(figures)


def test_an_index_becomes_growth(tmp_path: Path) -> None:
    book = of_2022()
    assert book.row("7.IIPthang", "Toàn ngành công nghiệp")[3] == 107.7
    key = ("vietnam", "iip", "total", "month", "2022-07", "growth_yoy_pct")
    assert shown(read(book, tmp_path))[key] == 7.7


def test_growth_printed_as_growth_stays_growth(tmp_path: Path) -> None:
    book = LAYOUTS["2013"]()
    for row in book.numbers("TM"):
        row[4] -= 100
    is_read(book, tmp_path)


def test_last_months_figures_are_revised_and_this_months_are_estimates(tmp_path: Path) -> None:
    iip = read(of_2022(), tmp_path).query("indicator == 'iip' and sector == 'total'")
    assert dict(zip(iip["period"], iip["status"], strict=True)) == {"2022-06": "revised", "2022-07": "estimate"}


def test_consumer_prices_are_official(tmp_path: Path) -> None:
    figures = read(of_2022(), tmp_path)
    assert set(figures.loc[figures["indicator"] == "cpi", "status"]) == {"official"}


def test_a_december_speaks_of_the_year(tmp_path: Path) -> None:
    figures = read(LAYOUTS["year-end"](), tmp_path)
    assert {"2021"} == set(figures.loc[figures["period_type"] == "year", "period"])
    assert "2021-12" not in set(figures.loc[figures["period_type"] == "ytd", "period"])


def test_a_first_quarter_beside_its_months_is_the_year_to_date(tmp_path: Path) -> None:
    assert set(read(of_2022("2022-03"), tmp_path)["period_type"]) == {"month", "ytd"}


def test_a_table_by_quarters_gives_quarters(tmp_path: Path) -> None:
    figures = read(LAYOUTS["quarter-end"](), tmp_path)
    quarters = figures[figures["period_type"] == "quarter"].set_index("period")["status"]
    assert quarters.to_dict() == {"2022-Q1": "revised", "2022-Q2": "estimate"}


def test_january_prices_are_those_of_the_year_to_date(tmp_path: Path) -> None:
    prices = read(LAYOUTS["January"](), tmp_path).query("indicator == 'cpi' and measure == 'growth_yoy_pct'")
    assert sorted(prices["period_type"]) == ["month", "ytd"]
    assert prices["value"].nunique() == 1


def test_each_province_has_its_own_employment(tmp_path: Path) -> None:
    figures = read(of_2022(), tmp_path)
    areas = figures.loc[figures["indicator"] == "industrial_employment", "geography"]
    assert set(areas) == {"vietnam", "ninh_thuan", "an_giang"}


def test_value_and_volume_of_goods_are_two_indicators(tmp_path: Path) -> None:
    rice = read(of_2022(), tmp_path).query("sector == 'gao' and measure == 'level'")
    assert dict(zip(rice["indicator"], rice["unit"], strict=True)) == {
        "exports": "million_usd",
        "export_volume": "thousand_tonnes",
    }


def test_a_name_without_a_term_stands_in_the_note(tmp_path: Path) -> None:
    book = of_2022()
    book.row("exports", "Thủy sản")[0] = "Trầm hương (thô)"
    figures = read(book, tmp_path).set_index("sector")
    assert set(figures.loc["tram_huong", "note"]) == {"Trầm hương (thô)"}
    assert set(figures.loc["gao", "note"]) == {""}


def test_the_same_month_may_be_published_again(tmp_path: Path) -> None:
    first, again = (read(of_2022(), tmp_path, day) for day in ("2022-07-29", "2022-08-06"))
    assert set(first["published"]) == {"2022-07-29"}
    assert set(again["source_id"]) == {"gso_monthly_tables_2022_08_06"}


def test_the_files_name_may_give_the_day(tmp_path: Path) -> None:
    path = of_2022().write(tmp_path / "2022-07-29-03-Bieu-7.2022-1.xlsx")
    assert set(read_workbook(path)["published"]) == {"2022-07-29"}


# What makes no difference


def test_sheets_may_have_other_names_and_another_order(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets = {f"Sheet{at}": rows for at, rows in enumerate(reversed(book.sheets.values()))}
    is_read(book, tmp_path)


def test_a_table_may_stand_anywhere_on_its_sheet(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets = {name: [[]] * 3 + [[None, None, *row] for row in rows] for name, rows in book.sheets.items()}
    is_read(book, tmp_path)


def test_two_tables_may_share_a_sheet(tmp_path: Path) -> None:
    book = of_2022()
    book.sheets = {"all": [row for rows in book.sheets.values() for row in rows]}
    is_read(book, tmp_path)


def test_merged_headings_read_like_unmerged_ones(tmp_path: Path) -> None:
    book = of_2022()
    path = book.write(tmp_path / "book.xlsx")
    workbook = openpyxl.load_workbook(path)
    heading = next(cell for row in workbook["exports"] for cell in row if cell.value == "Ước tính")
    below = heading.offset(column=1)
    workbook["exports"].merge_cells(f"{heading.coordinate}:{below.coordinate}")
    workbook.save(path)
    assert shown(read_workbook(path, "2022-07-28")) == pytest.approx(book.truth)


def test_a_label_over_two_rows_is_one_label(tmp_path: Path) -> None:
    book = of_2022()
    rows, last = book.sheets["7.IIPthang"], book.numbers("7.IIPthang")[-1]
    first_half, second_half = last[0].split("\n")
    rows.insert(rows.index(last), [first_half])
    last[0] = second_half
    is_read(book, tmp_path)


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
    contents = [["1. Chỉ số sản xuất công nghiệp", 3.0], ["2. Hàng hóa xuất khẩu", 4.0]]
    book.sheets["contents"] = [["Biểu", "Trang"], *contents]
    is_read(book, tmp_path)


def test_sums_of_the_office_beside_its_trade_tables_are_left_alone(tmp_path: Path) -> None:
    book = of_2022()
    next(row for row in book.headers("exports") if "Lượng" in row).extend([None, None, "utt6"])
    book.row("exports", "TỔNG TRỊ GIÁ").extend([None, None, 14_700.0])
    is_read(book, tmp_path)


def test_last_years_number_above_employment_is_a_slip(tmp_path: Path) -> None:
    book = of_2022()
    words = next(row for row in book.headers("4.LĐCN") if " thời điểm 1/7/2022 so với" in row)
    words[1:3] = [" thời điểm 1/7/2021 so với"] * 2
    is_read(book, tmp_path)


# The real ones


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official workbooks are not here")
@pytest.mark.parametrize("month", SOME_OFFICIAL)
def test_an_official_workbook_agrees_with_the_ledger(month: str) -> None:
    path = next(OFFICIAL.glob(f"{month}*"))
    known = load_facts().query("published == @path.name[:10] and source_id.str.startswith('gso_')")
    both = known.merge(read_workbook(path), on=FIGURE, how="left", suffixes=("", "_read"))
    assert len(both) > 50
    assert both["value_read"].to_numpy() == pytest.approx(both["value"].to_numpy(), abs=6e-5)
    assert (both["status_read"] == both["status"]).all()
    assert (both["unit_read"] == both["unit"]).all()
