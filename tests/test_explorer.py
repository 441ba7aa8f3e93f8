"""The page of the explorer: what a reader chooses and reads, without a browser (`test_live_page` has the sliders)."""

import re

import pytest

from analysis import Place
from analysis.explorer import Explorer
from tests.small_ledger import small_ledger

DAY = "2022-07-28"
VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
HEAD = "indicator,sector,first,last,effect,value,unit,why_vi,why_en,source_id\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Retail sales of 100 a month, then 110, known to July; the plan for 2022 is 1,320. A bad autumn; a bad spring."""
    folder = small_ledger(tmp_path_factory.mktemp("explorer") / "data")
    scenarios = folder / "ninh_thuan" / "scenarios"
    scenarios.mkdir()
    for name, months in (("bad_autumn", "2022-09,2022-11"), ("bad_spring", "2022-03,2022-04")):
        row = f"retail_sales,total,{months},level,-20,percent,Mưa <b>lũ</b>,Floods <b>again</b>,assumption\n"
        (scenarios / f"{name}.csv").write_text(HEAD + row, "utf-8")
    return Place("ninh_thuan", DAY, data=folder)


@pytest.fixture
def page(place: Place) -> Explorer:
    return Explorer(place)


def test_at_first_the_page_shows_what_is_expected_and_sliders_below(page: Explorer, place: Place) -> None:
    assert page.asked is place
    assert page.told.value.startswith("<div") and "sandbox=" in page.told.value and "srcdoc=" in page.told.value


def test_a_scenario_moves_words_and_sliders_at_once_and_its_reason_is_text(page: Explorer, place: Place) -> None:
    told = []
    page.told.observe(lambda change: told.append(change["new"]), "value")
    page.scenario.value = "bad_autumn"
    (once,) = told
    assert page.asked.outlook("retail_sales").median < place.outlook("retail_sales").median
    assert "Mưa &lt;b&gt;lũ" in once and "<b>lũ" not in once


def test_in_english_no_word_stays_vietnamese(page: Explorer) -> None:
    page.scenario.value = "bad_autumn"
    page.language.value = "en"
    words = [page.language.description, page.scenario.description, *(label for label, _ in page.scenario.options)]
    shown = re.sub(r"<[^>]*>", " ", page.told.value.partition("<iframe")[0])
    assert page.scenario.value == "bad_autumn" and not VIETNAMESE.search(" ".join([*words, shown]))


def test_in_a_saved_notebook_words_and_table_stand_instead_of_the_page(page: Explorer) -> None:
    still = page._repr_mimebundle_()
    assert "<table" in still["text/html"] and "<iframe" not in still["text/html"]
    assert still["text/plain"].startswith("Bán lẻ")


@pytest.mark.parametrize("day", ["2022-01-15", "2023-06-30"])
def test_a_day_without_figures_or_without_a_plan_is_said_not_refused(place: Place, day: str) -> None:
    page = Explorer(Place("ninh_thuan", day, data=place.data))
    assert "explorer-line" in page.told.value or "explorer-problem" in page.told.value


def test_a_scenario_that_changes_published_months_is_not_offered(page: Explorer) -> None:
    offered = {code for _, code in page.scenario.options}
    assert "bad_spring" not in offered and len(offered) > 1
