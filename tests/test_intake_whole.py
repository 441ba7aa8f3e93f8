"""The whole way in: an official book, a press text and an entry sheet, to the ledger and the answer."""

import shutil
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.answer import answers
from analysis.facts import COLUMNS, DATA, KEY, LedgerError, load_facts
from analysis.intake import add, changes_table, counts, examine, indicators_table, names_table, read_release, where
from tests.small_ledger import small_ledger
from tests.small_workbooks import Book, of_2022

OFFICIAL = Path(__file__).parents[2] / "shared" / "data" / "gso_workbooks" / "2022-07-29-03-Bieu-7.2022-1.xlsx"
GSO = "General Statistics Office of Vietnam (GSO)"


def written(book: Book, folder: Path) -> Path:
    """The book as a file that says its day."""
    return book.write(folder / f"{book.month}-28-book.xlsx")


@pytest.fixture(scope="module")
def with_past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that has the books of a year and of a month ago."""
    folder = tmp_path_factory.mktemp("past")
    data = small_ledger(folder / "data")
    for month in ("2021-07", "2022-06"):
        path = written(of_2022(month), folder)
        add(path, read_release(path, data=data), data=data)
    return data


@pytest.fixture
def data(with_past: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(with_past, tmp_path / "data"))


def bytes_of(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in sorted(data.rglob("*.csv"))}


def run(*words: object, typed: str = "") -> tuple[int, str]:
    """Exit code and all that was shown."""
    result = CliRunner().invoke(app, list(map(str, words)), input=typed, env={"COLUMNS": "200"})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output + result.stderr


# ---- an official book


def renamed() -> Book:
    """A book with a good that no ledger knows."""
    book = of_2022()
    row = next(row for row in book.sheets["exports"] if row and row[0] == "Thủy sản")
    row[0] = "Trầm hương"
    return book


def test_a_name_without_a_term_is_shown_and_written_with_its_figures(data: Path, tmp_path: Path) -> None:
    path = written(renamed(), tmp_path)
    release = read_release(path, data=data)
    examined = examine(release, data)
    assert names_table(examined, "en").to_numpy().tolist() == [
        ["tram_huong", "Trầm hương", "Trầm hương (Vietnamese name)"]
    ]
    assert changes_table(examined)["Số liệu"].str.contains("Trầm hương").sum() == 4
    add(path, release, data=data)
    assert "sector,tram_huong,Trầm hương,Trầm hương (Vietnamese name)\n" in (data / "terms.csv").read_text("utf-8")
    prints = where("exports", "2022-07", "tram_huong", geography="vietnam", data=data)
    assert prints["note"].tolist() == [""] * 4
    before = bytes_of(data)
    assert set(counts(add(path, read_release(path, data=data), data=data))) == {"known"}
    assert bytes_of(data) == before


def test_a_book_that_is_stopped_writes_no_name(data: Path, tmp_path: Path) -> None:
    book, before = renamed(), bytes_of(data)
    exchange("Tongmuc", 5, 6)(book)
    path = written(book, tmp_path)
    with pytest.raises(LedgerError, match="--because"):
        add(path, read_release(path, data=data), data=data)
    assert bytes_of(data) == before


def test_an_english_name_waits_for_its_vietnamese_one(data: Path, tmp_path: Path) -> None:
    book = of_2022()
    next(row for row in book.sheets["exports"] if row and row[0] == "Thủy sản")[0] = "Agarwood"
    terms = examine(read_release(written(book, tmp_path), data=data), data).terms
    assert terms == [{"group": "sector", "code": "agarwood", "en": "Agarwood", "vi": "Agarwood (tên in tiếng Anh)"}]


def test_a_figure_of_the_same_office_and_day_is_known_under_any_source(data: Path, tmp_path: Path) -> None:
    release = read_release(written(of_2022(), tmp_path), data=data)
    prices = release.rows[release.rows["indicator"] == "cpi"].assign(source_id="prices")[COLUMNS]
    with (data / "vietnam" / "facts.csv").open("a", encoding="utf-8") as file:
        prices.to_csv(file, index=False, header=False, lineterminator="\n")
    with (data / "vietnam" / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(f"prices,Prices,{GSO},,2022-07-28,stated\n")
    rows = examine(release, data).rows
    assert set(rows[rows["indicator"] == "cpi"]["state"]) == {"known"}
    assert set(rows[rows["indicator"] == "iip"]["state"]) <= {"new", "reprinted"}


def exchange(sheet: str, one: int, other: int) -> Callable[[Book], None]:
    """Numbers of two columns change places under words that stay."""

    def damage(book: Book) -> None:
        rows = book.sheets[sheet]
        for row in rows:
            if row and row[0] and any(isinstance(cell, float) for cell in row[1:]):
                row[one], row[other] = row[other], row[one]

    return damage


EXCHANGED = {
    "last month and this month": ("7.IIPthang", 1, 3),
    "last month and year to date": ("7.IIPthang", 1, 4),
    "this month and year to date": ("7.IIPthang", 3, 4),
    "retail sales of two months": ("Tongmuc", 1, 2),
    "retail growth": ("Tongmuc", 5, 6),
    "export growth": ("exports", 6, 8),
    "import growth": ("imports", 6, 8),
}


@pytest.mark.parametrize("columns", EXCHANGED.values(), ids=EXCHANGED)
def test_columns_that_one_book_cannot_tell_apart_are_told_by_the_ledger(
    columns: tuple[str, int, int], with_past: Path, tmp_path: Path
) -> None:
    book = of_2022()
    exchange(*columns)(book)
    examined = examine(read_release(written(book, tmp_path), data=with_past), with_past)
    assert "exchanged" in {error.code for error in examined.errors}


def test_a_sound_book_is_not_stopped(with_past: Path, tmp_path: Path) -> None:
    examined = examine(read_release(written(of_2022(), tmp_path), data=with_past), with_past)
    assert examined.errors == []


def product(row: str, level: float | str, growth: float | str) -> Book:
    """A book with another level and growth of a product's month."""
    book = of_2022()
    cells = next(cells for cells in book.sheets["9.SPCNthang"] if cells and cells[0] == row)
    cells[3], cells[5] = level, growth
    return book


def found(book: Book, data: Path, folder: Path) -> set[tuple[str, str]]:
    findings = examine(read_release(written(book, folder), data=data), data).findings
    return {(finding.code, finding.severity) for finding in findings if not finding.code.startswith("growth_level")}


def test_a_product_may_stand_still_where_level_and_growth_say_so(with_past: Path, tmp_path: Path) -> None:
    coal = next(row[0] for row in of_2022().sheets["9.SPCNthang"] if row and "han" in str(row[0]) and row[2:])
    assert ("impossible", "error") not in found(product(coal, 0.0, 0.0), with_past, tmp_path)
    assert ("impossible", "error") in found(product(coal, 0.0, 103.0), with_past, tmp_path)


def test_a_good_that_contradicts_its_estimate_of_last_month_is_only_a_warning(with_past: Path, tmp_path: Path) -> None:
    book = of_2022()
    next(row for row in book.sheets["exports"] if row and row[0] == "Thủy sản")[6] = 225.0
    codes = found(book, with_past, tmp_path)
    assert ("index_for_growth", "warning") in codes
    assert not {severity for _, severity in codes} & {"error"}


def test_a_large_book_is_shown_by_indicator_and_only_what_needs_a_look_by_figure(
    with_past: Path, tmp_path: Path
) -> None:
    examined = examine(read_release(written(of_2022(), tmp_path), data=with_past), with_past)
    few, every = changes_table(examined, every=False), changes_table(examined)
    assert len(few) < len(every) / 2
    told = {examined.rows.index[finding.row] for finding in examined.findings if finding.row >= 0}
    assert len(few) == len(told | set(examined.rows.index[examined.rows["state"] == "revised"]))
    by_indicator = indicators_table(examined, "en").set_index("Indicator")
    assert by_indicator["new"].astype(int).sum() == counts(examined)["new"]
    code, shown = run("add", written(of_2022(), tmp_path), "--data", with_past, "--dry-run", "--lang", "en", "--all")
    assert code == 0
    assert "An Giang, Industrial employment" in shown


# ---- the press

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


# ---- the answer


@pytest.mark.skipif(not OFFICIAL.exists(), reason="official workbooks are not committed")
def test_the_answer_stands_on_a_ledger_that_an_official_book_was_added_to(tmp_path: Path) -> None:
    repository, data = bytes_of(DATA), Path(shutil.copytree(DATA, tmp_path / "data"))
    targets = data / "ninh_thuan" / "targets.csv"
    kept = [line for line in targets.read_text("utf-8").splitlines(keepends=True) if ",iip," not in line]
    targets.write_text("".join(line for line in kept if ",industrial_output," not in line), "utf-8")
    release = read_release(OFFICIAL, data=data)
    examined = add(OFFICIAL, release, data=data)
    ledger = load_facts("2022-07-29", data=DATA)
    own = ledger[(ledger["published"] == "2022-07-29") & ledger["source_id"].str.startswith("gso_")]
    known = examined.rows[examined.rows["state"] == "known"]
    assert len(own.merge(known, on=KEY[:6])) == len(own) == 217
    start = process_time()
    grown = load_facts(data=data)
    assert process_time() - start < 1
    assert len(grown) == len(load_facts()) + len(examined.fresh)
    given = answers("2022-08-09", "ninh_thuan", 2022, n_paths=50, data=data)
    assert {answer.target.indicator for answer in given} == {"retail_sales", "exports"}
    assert bytes_of(DATA) == repository
