"""The whole way in: an official book, a press text and an entry sheet, to the ledger and the answer."""

import shutil
from pathlib import Path

import pytest

from analysis.checks.adding import add, examine
from analysis.checks.page import changes_table, counts, indicators_table, names_table
from analysis.ledger import COLUMNS, DATA, FIGURE, load_facts, where
from analysis.ledger.problems import LedgerError
from analysis.outlook.answer import answers
from analysis.readers.opening import read_release
from analysis.report.folder import set_aside, write
from tests.command_line import run
from tests.printed_books import Book, exchange
from tests.small_ledger import filled_sheet, forget_after, small_ledger, tables, without_industry
from tests.small_workbooks import of_2022

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


# An official book


def renamed() -> Book:
    """A book with a good that no ledger knows."""
    book = of_2022()
    book.row("exports", "Thủy sản")[0] = "Trầm hương"
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
    before = tables(data)
    assert set(counts(add(path, read_release(path, data=data), data=data))) == {"known"}
    assert tables(data) == before


def test_a_book_that_is_stopped_writes_no_name(data: Path, tmp_path: Path) -> None:
    book, before = renamed(), tables(data)
    exchange(book.numbers("Tongmuc"), 5, 6)
    path = written(book, tmp_path)
    with pytest.raises(LedgerError, match="--because"):
        add(path, read_release(path, data=data), data=data)
    assert tables(data) == before


def test_an_english_name_waits_for_its_vietnamese_one(data: Path, tmp_path: Path) -> None:
    book = of_2022()
    book.row("exports", "Thủy sản")[0] = "Agarwood"
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


EXCHANGED = {
    "last month and this month": ("7.IIPthang", 1, 3),
    "last month and year to date": ("7.IIPthang", 1, 4),
    "this month and year to date": ("7.IIPthang", 3, 4),
    "retail sales of two months": ("Tongmuc", 1, 2),
    "retail growth": ("Tongmuc", 5, 6),
    "export growth": ("exports", 6, 8),
    "import growth": ("imports", 6, 8),
}


@pytest.mark.parametrize(("sheet", "one", "other"), EXCHANGED.values(), ids=EXCHANGED)
def test_columns_that_one_book_cannot_tell_apart_are_told_by_the_ledger(
    sheet: str, one: int, other: int, with_past: Path, tmp_path: Path
) -> None:
    book = of_2022()
    exchange(book.numbers(sheet), one, other)
    examined = examine(read_release(written(book, tmp_path), data=with_past), with_past)
    assert "exchanged" in {error.code for error in examined.errors}


def test_a_sound_book_is_not_stopped(with_past: Path, tmp_path: Path) -> None:
    examined = examine(read_release(written(of_2022(), tmp_path), data=with_past), with_past)
    assert examined.errors == []


def coal(level: float, growth: float) -> Book:
    """A book with another level and growth of a month's coal."""
    book = of_2022()
    row = book.row("9.SPCNthang", "Than đá (than sạch)")
    row[3], row[5] = level, growth
    return book


def found(book: Book, data: Path, folder: Path) -> set[tuple[str, str]]:
    findings = examine(read_release(written(book, folder), data=data), data).findings
    return {(finding.code, finding.severity) for finding in findings if not finding.code.startswith("growth_level")}


def test_a_product_may_stand_still_where_level_and_growth_say_so(with_past: Path, tmp_path: Path) -> None:
    assert ("impossible", "error") not in found(coal(0.0, 0.0), with_past, tmp_path)
    assert ("impossible", "error") in found(coal(0.0, 103.0), with_past, tmp_path)


def test_a_good_that_contradicts_its_estimate_of_last_month_is_only_a_warning(with_past: Path, tmp_path: Path) -> None:
    book = of_2022()
    book.row("exports", "Thủy sản")[6] = 225.0
    codes = found(book, with_past, tmp_path)
    assert ("far", "notice") in codes
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


# The answer


def test_the_former_answer_of_a_day_stays_when_it_changes(tmp_path: Path) -> None:
    data = without_industry(tmp_path / "data")
    given = answers("2022-08-09", "ninh_thuan", 2022, n_draws=50, data=data)
    folder = tmp_path / "2022-08-09"
    write(given[:1], "2022-08-09", folder)
    former = (folder / "outlook.csv").read_bytes()
    assert set_aside(given[:1], folder) is None
    kept = set_aside(given, folder)
    assert kept == tmp_path / "history" / "2022-08-09-1"
    assert (kept / "outlook.csv").read_bytes() == former


def test_a_figure_that_was_added_moves_the_answer(tmp_path: Path) -> None:
    data = without_industry(tmp_path / "data")
    forget_after("2022-08-09", data)
    path = filled_sheet(data, tmp_path / "s.xlsx", {("retail_sales|total", "ytd:level"): 19000}, "2022-07")
    add(path, read_release(path, data=data), data=data)
    given = answers("2022-08-31", "ninh_thuan", 2022, n_draws=50, data=data)
    retail = next(answer for answer in given if answer.target.indicator == "retail_sales")
    assert (str(retail.last), retail.done) == ("2022-07", 19000)


@pytest.mark.skipif(not OFFICIAL.exists(), reason="official workbooks are not committed")
def test_the_answer_stands_on_a_ledger_that_an_official_book_was_added_to(tmp_path: Path) -> None:
    repository, data = tables(DATA), without_industry(tmp_path / "data")
    examined = add(OFFICIAL, read_release(OFFICIAL, data=data), data=data)
    ledger = load_facts("2022-07-29", data=DATA)
    own = ledger[(ledger["published"] == "2022-07-29") & ledger["source_id"].str.startswith("gso_")]
    known = examined.rows[examined.rows["state"] == "known"]
    assert len(own.merge(known, on=FIGURE)) == len(own) == 217
    grown = load_facts(data=data)
    assert len(grown) == len(load_facts()) + len(examined.fresh)
    given = answers("2022-08-09", "ninh_thuan", 2022, n_draws=50, data=data)
    assert {answer.target.indicator for answer in given} == {"retail_sales", "exports"}
    assert tables(DATA) == repository
