"""The page of sliders: what a reader moves, chooses and reads, without a browser."""

import re

import pandas as pd
import pytest

from analysis import Place
from analysis.explorer import Explorer, View, numbers, seen
from tests.small_ledger import small_ledger

DAY = "2022-07-28"
RETAIL = ("retail_sales", "total")
VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Retail sales of 100 a month, then 110, known to July; the plan for 2022 is 1,320. A scenario of a bad autumn."""
    folder = small_ledger(tmp_path_factory.mktemp("explorer") / "data")
    (folder / "ninh_thuan" / "scenarios").mkdir()
    (folder / "ninh_thuan" / "scenarios" / "bad_autumn.csv").write_text(
        "indicator,sector,first,last,effect,value,unit,why_vi,why_en,source_id\n"
        "retail_sales,total,2022-09,2022-11,level,-20,percent,Mưa <b>lũ</b>,Floods <b>again</b>,assumption\n",
        "utf-8",
    )
    return Place("ninh_thuan", DAY, data=folder)


@pytest.fixture
def page(place: Place) -> Explorer:
    return Explorer(place)


def chance(page: Explorer) -> float:
    return page.seen.chosen[1].outlook.chance


def test_at_first_the_page_shows_what_is_expected(page: Explorer) -> None:
    before, after = page.seen.chosen
    assert before.outlook == after.outlook and "Chưa thay đổi gì" in page.told.value


def test_more_growth_lifts_the_chance_and_the_words_chart_and_table_come_at_once(page: Explorer) -> None:
    told = []
    page.told.observe(lambda change: told.append(change["new"]), "value")
    page.sliders[RETAIL].value = 10
    (once,) = told
    assert chance(page) > page.seen.chosen[0].outlook.chance
    assert all(part in once for part in ("explorer-headline", "explorer-chances", "explorer-chart", "+10 điểm"))


def test_the_growth_moves_by_the_points_of_the_slider(page: Explorer) -> None:
    before, after = page.seen.chosen
    page.sliders[RETAIL].value = 10
    left = slice("2022-08", "2022-12")
    rise = page.seen.chosen[1].draws.loc[left] - after.draws.loc[left]
    pd.testing.assert_frame_equal(
        rise.reset_index(drop=True), 0.1 * before.draws.loc["2021-08":"2021-12"].reset_index(drop=True)
    )


def test_another_plan_is_asked_as_the_place_answers_it(page: Explorer, place: Place) -> None:
    page.choices["target"].value = 1250
    assert chance(page) == place.outlook("retail_sales", target=1250).chance
    assert "1.250" in page.told.value


def test_a_scenario_counts_with_the_sliders_and_its_reason_is_text(page: Explorer) -> None:
    page.choices["scenario"].value = "bad_autumn"
    alone = page.seen.chosen[1].outlook.median
    assert alone < page.seen.chosen[0].outlook.median
    page.sliders[RETAIL].value = 5
    assert page.seen.chosen[1].outlook.median > alone
    assert "Mưa &lt;b&gt;lũ" in page.told.value and "<b>lũ" not in page.told.value


def test_from_a_later_month_on_less_is_moved(page: Explorer) -> None:
    page.sliders[RETAIL].value = 10
    whole = page.seen.chosen[1].outlook.median
    page.choices["first"].value = pd.Period("2022-11", "M")
    assert whole > page.seen.chosen[1].outlook.median > page.seen.chosen[0].outlook.median


def test_reset_puts_everything_back(page: Explorer) -> None:
    page.show(View(target=1250, scenario="bad_autumn", moves={RETAIL: 7}))
    page.reset.click()
    assert page.view == View() and page.seen.changes == ()


def test_in_english_no_word_stays_vietnamese(page: Explorer) -> None:
    page.choices["language"].value = "en"
    page.sliders[RETAIL].value = -3
    words = [
        label for name, one in page.choices.items() if name != "language" for label, _ in getattr(one, "options", [])
    ]
    words += [choice.description for choice in (*page.choices.values(), *page.sliders.values())]
    shown = re.sub(r"<[^>]*>", " ", page.told.value)
    assert not VIETNAMESE.search(" ".join([*words, shown]).replace("Ninh Thuận", ""))


def test_in_a_saved_notebook_words_and_table_stand_instead_of_the_page(page: Explorer) -> None:
    still = page._repr_mimebundle_()
    assert "explorer-chances" in still["text/html"] and "<img" not in still["text/html"]
    assert still["text/plain"].startswith("Bán lẻ")


def test_without_sliders_the_same_question_is_a_frame(place: Place) -> None:
    frame = numbers(seen(place, View(moves={RETAIL: 10})))
    assert (frame["chance_now"] > frame["chance"]).all() and list(frame["indicator"]) == ["retail_sales"]


@pytest.mark.parametrize("day", ["2022-01-15", "2023-06-30"])
def test_a_day_without_figures_or_without_a_plan_is_said_not_refused(place: Place, day: str) -> None:
    page = Explorer(Place("ninh_thuan", day, data=place.data))
    assert "explorer-headline" in page.told.value or "explorer-problem" in page.told.value


def test_a_change_of_published_months_is_refused_in_words(page: Explorer) -> None:
    page.show(View(moves={RETAIL: 5}, first=pd.Period("2022-05", "M")))
    assert "explorer-problem" in page.told.value
