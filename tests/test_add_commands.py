"""`outlook sheet`, `add` and `where` as readers use them."""

from pathlib import Path

import pytest

from analysis.ledger import DATA, load_facts, where
from analysis.readers.opening import read_release
from tests.command_line import run
from tests.small_ledger import filled_sheet, small_ledger, tables

README = Path(__file__).parents[1] / "README.md"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_ledger(tmp_path / "data")


def test_the_page_is_shown_and_nothing_written_in_a_dry_run(tmp_path: Path) -> None:
    cells = {("iip|total", "month:growth_yoy_pct"): 10.37}
    path, before = filled_sheet(DATA, tmp_path / "sheet.xlsx", cells), tables(DATA)
    code, shown = run("add", path, "--dry-run", "--lang", "en")
    assert code == 0
    assert "IIP, August 2022, on the year" in shown
    assert "coverage" in shown
    assert tables(DATA) == before
    assert "Industrial output: chance 85% ->" in shown  # of the amount, which the verdict rests on


@pytest.mark.parametrize(
    "words",
    [
        ("add", "nowhere.xlsx"),
        ("add", README),
        ("where", "ipp", "2022-07"),
        ("where", "iip", "Sep-22"),
        ("where", "iip", "mining", "total", "2022-07"),
        ("add", README, "--published", "9/8/2022"),
        ("sheet", "8/2022"),
        ("sheet", "2022-08", "--geography", "atlantis"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said_in_a_sentence_with_exit_code_2(words: tuple[object, ...]) -> None:
    code, shown = run(*words)
    assert code == 2
    assert "Traceback" not in shown
    assert shown.strip()


def test_a_text_of_which_everything_is_left_out_is_not_called_one_without_figures(tmp_path: Path) -> None:
    text = tmp_path / "bao.txt"
    text.write_text("IIP tăng 5% so với cùng kỳ.", encoding="utf-8")
    told = ("--published", "2022-08-20", "--title", "Tin", "--publisher", "Báo")
    code, shown = run("add", text, *told, "--dry-run")
    assert code == 2
    assert "every figure that was read is left out" in shown


def test_where_says_that_nothing_was_printed_for_a_period() -> None:
    code, shown = run("where", "iip", "1999-01")
    assert (code, "nothing was printed for “1999-01”; the latest periods: " in shown) == (2, True)


def test_where_answers_with_the_source() -> None:
    code, shown = run("where", "iip", "mining", "2022-07", "--lang", "en")
    assert code == 0
    assert "12.48%" in shown
    assert "Ninh Thuận Statistics Office" in shown


# The press

SOURCE = ("--published", "2022-08-28", "--title", "Kinh tế tháng 8", "--publisher", "Báo Ninh Thuận", "--lang", "en")
SURE = "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng tháng 8/2022 ước đạt 110,5 tỷ đồng."
UNSURE = "Chỉ số sản xuất công nghiệp tháng 8/2022 so với cùng kỳ năm trước đạt 103,7%."


def text(folder: Path, *sentences: str) -> Path:
    path = folder / "press.txt"
    path.write_text("\n".join(sentences), "utf-8")
    return path


def pressed(data: Path) -> list[float]:
    facts = load_facts("2022-08-28", geography="ninh_thuan", data=data)
    return facts["value"][facts["published"] == "2022-08-28"].tolist()


def test_a_sentence_is_written_when_its_reader_says_so(data: Path, tmp_path: Path) -> None:
    path = text(tmp_path, SURE)
    assert run("add", path, *SOURCE, "--data", data, typed="n\n")[0] == 0
    assert pressed(data) == []
    code, shown = run("add", path, *SOURCE, "--data", data, typed="y\n")
    assert code == 0
    assert "Are all of them right" in shown
    assert pressed(data) == [110.5]
    assert where("retail_sales", "2022-08", data=data)["file"].tolist() == ["press.txt"]


def test_an_unsure_reading_is_asked_about_and_yes_never_answers_it(data: Path, tmp_path: Path) -> None:
    path = text(tmp_path, SURE, UNSURE)
    code, shown = run("add", path, *SOURCE, "--data", data, "--yes")
    assert (code, pressed(data)) == (2, [])
    assert "Not sure" in shown
    unsure = read_release(path, published="2022-08-28", title="t", publisher="p", data=data).rows["unsure"] != ""
    run("add", path, *SOURCE, "--data", data, "--yes", typed="n\n" * int(unsure.sum()))
    assert pressed(data) == [110.5]


def test_a_thousand_that_was_forgotten_stops_the_text(data: Path, tmp_path: Path) -> None:
    forgotten = SURE.replace("110,5", "0,11")
    code, shown = run("add", text(tmp_path, forgotten), *SOURCE, "--data", data, "--yes")
    assert code == 2
    assert "some thousand times off" in shown
    assert pressed(data) == []
