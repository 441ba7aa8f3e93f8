"""The page to explore the answer: what a reader moves, chooses and reads, without a browser."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.explorer import Explorer, View
from analysis.explorer.changing import with_least_change
from analysis.explorer.futures import Futures
from analysis.explorer.markup import finding
from analysis.explorer.page import Page
from analysis.outlook import Change, Effort, Scenario
from tests.small_ledger import FACTS, small_ledger

DAY = "2022-07-28"
RETAIL = ("retail_sales", "total")
VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Retail sales of 100 a month, then 110, known to July; the plan for 2022 is 1,320. A scenario of a bad autumn."""
    folder = small_ledger(tmp_path_factory.mktemp("explorer") / "data")
    (folder / "ninh_thuan" / "scenarios").mkdir()
    (folder / "ninh_thuan" / "scenarios" / "bad_autumn.csv").write_text(
        "indicator,sector,first,last,effect,value,unit,why_vi,why_en,source_id\n"
        "retail_sales,total,2022-09,2022-11,level,-20,percent,Mưa <b>lũ</b>,Floods <b>again</b>,assumption\n",
        "utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def explorer(data: Path) -> Explorer:
    """The explorer of the small province."""
    return Explorer("ninh_thuan", data=data, n_draws=200)


@pytest.fixture
def page(explorer: Explorer) -> Page:
    """A page of the small province at the end of July."""
    return explorer.page(View(DAY))


def chance(page: Page) -> float:
    """The chance that the page shows of its target."""
    return page.look.compared.chosen(page.look.view)[1].outlook.chance


def median(page: Page) -> float:
    """Where the page sees the year end."""
    return page.look.compared.chosen(page.look.view)[1].outlook.median


def worded(page: Page) -> str:
    """Every word that a reader of the page sees."""
    choices = page.controls.choices
    offered = [label for name, choice in choices.items() if name != "language" for label, _ in choice.options]
    labels = [choice.description for choice in choices.values()] + [page.controls.reset.description]
    labels += [slider.description for slider in page.controls.sliders.values()]
    return "\n".join([*offered, *labels, page.finding.value, page.chances.value])


def test_a_slider_moves_the_year_and_its_chance(page: Page) -> None:
    expected, likely = median(page), chance(page)
    page.controls.sliders[RETAIL].value = -10
    assert chance(page) < likely
    # five months of about 110 are left: a tenth less of each is half a month's sales
    assert expected - median(page) == pytest.approx(55, rel=0.1)


def test_what_is_read_and_drawn_changes_with_the_slider(page: Page) -> None:
    told, table, chart = page.finding.value, page.chances.value, page.chart.value
    page.controls.sliders[RETAIL].value = 5
    assert told != page.finding.value and table != page.chances.value and chart != page.chart.value
    assert "tháng 8/2022 đến tháng 12/2022: Bán lẻ hàng hóa và doanh thu dịch vụ +5%" in page.look.told()[1]


def test_points_of_growth_are_points_of_growth(page: Page) -> None:
    page.controls.choices["effect"].value = "growth"
    before = median(page)
    page.controls.sliders[RETAIL].value = 10
    # ten points on last year's five months of 100 each
    assert median(page) - before == pytest.approx(50, abs=2)


def test_a_later_first_month_leaves_the_months_before_it_alone(page: Page) -> None:
    page.controls.choices["first"].value = pd.Period("2022-12", freq="M")
    before = median(page)
    page.controls.sliders[RETAIL].value = -10
    assert before - median(page) == pytest.approx(11, rel=0.1)


def test_resetting_leads_back_to_what_was_expected(page: Page) -> None:
    at_first = page.finding.value, page.chances.value, page.chart.value
    page.controls.sliders[RETAIL].value = 12
    page.controls.choices["scenario"].value = "bad_autumn"
    page.controls.reset.click()
    assert (page.finding.value, page.chances.value, page.chart.value) == at_first


def test_a_chance_that_cannot_be_had_is_said_until_the_next_move(page: Page) -> None:
    # sales never grew by more than the 10% they are expected to
    page.controls.wishes[0.8].click()
    assert chance(page) < 0.8 and "khả năng" in page.note.value
    page.controls.sliders[RETAIL].value = 5
    assert page.note.value == ""


def test_the_least_change_is_put_on_the_sliders_in_whole_per_cent_rounded_up(page: Page) -> None:
    target, after = page.look.compared.before[0].target, pd.period_range("2022-08", "2022-12", freq="M")
    rise = Scenario("", (Change("retail_sales", "total", None, None, "level", 5.01),))
    page.show(with_least_change(page.look.view, Effort(target, 0.8, 0.4, 0.8, after, (), rise)))
    assert page.controls.sliders[RETAIL].value == 6
    assert "+6%" in page.look.told()[1]


def test_a_scenario_is_told_with_its_reason_and_nothing_of_it_is_markup(page: Page) -> None:
    page.controls.choices["scenario"].value = "bad_autumn"
    assert "Mưa &lt;b&gt;lũ&lt;/b&gt;" in page.finding.value
    assert "<b>lũ" not in page.finding.value


def test_the_language_changes_every_word(page: Page) -> None:
    page.controls.choices["scenario"].value = "bad_autumn"
    assert VIETNAMESE.search(worded(page))
    page.controls.choices["language"].value = "en"
    assert VIETNAMESE.findall(worded(page)) == []


def test_numbers_are_written_as_the_language_writes_them(page: Page) -> None:
    assert "1.320 tỷ đồng" in page.finding.value
    page.controls.choices["language"].value = "en"
    assert "1,320 billion VND" in page.finding.value


def test_changing_the_language_keeps_what_was_chosen(page: Page) -> None:
    page.controls.sliders[RETAIL].value = 7
    before = median(page)
    page.controls.choices["language"].value = "en"
    assert page.look.view.moves == {RETAIL: 7}
    assert median(page) == before


def test_another_day_is_estimated_from_what_was_known_then(page: Page) -> None:
    page.controls.choices["as_of"].value = "2022-06-28"
    assert page.look.compared.before[0].last == pd.Period("2022-06", freq="M")


def test_the_days_offered_are_those_with_figures_and_a_plan(tmp_path: Path) -> None:
    late = small_ledger(tmp_path / "data")
    targets = late / "ninh_thuan" / "targets.csv"
    targets.write_text(targets.read_text("utf-8").replace("2022-01-28", "2022-04-28"), "utf-8")
    assert Futures("ninh_thuan", data=late).days == [f"2022-0{month}-28" for month in (7, 6, 5, 4)]


def test_a_day_is_estimated_once(explorer: Explorer) -> None:
    first, second = explorer.look(View(DAY)), explorer.look(View(DAY, "en"))
    assert first.compared.before is second.compared.before


def test_a_day_that_is_none_is_refused(explorer: Explorer) -> None:
    with pytest.raises(ValueError, match="2022-02-30"):
        explorer.look(View("2022-02-30"))


def test_a_lever_or_target_that_the_day_does_not_have_is_refused(explorer: Explorer) -> None:
    with pytest.raises(KeyError, match="retail_sales"):
        explorer.look(View(DAY, moves={("retail_sales", "electricity"): 5}))
    with pytest.raises(KeyError, match="retail_sales level"):
        explorer.look(View(DAY, indicator="gdp")).told()


def test_a_day_without_a_plan_says_so_instead_of_failing(explorer: Explorer) -> None:
    page = explorer.page(View("2021-12-28"))
    assert "Chưa biết chỉ tiêu kế hoạch nào của năm 2021" in page.finding.value
    assert (page.chances.value, page.chart.value, page.look.draw()) == ("", "", None)
    assert len(page.look.table()) == 0


def test_before_the_first_figure_of_the_year_its_result_is_drawn(data: Path, tmp_path: Path) -> None:
    early = small_ledger(tmp_path / "data", [fact for fact in FACTS if not fact[3].startswith("2022")])
    page = Explorer("ninh_thuan", data=early, n_draws=200).page(View("2022-01-28"))
    assert "Chưa có số liệu nào của năm 2022" in page.finding.value
    assert "alt=" in page.chart.value


def test_a_year_that_is_published_has_nothing_left_to_move(data: Path, tmp_path: Path) -> None:
    whole = [*FACTS, *(("retail_sales", "total", "month", f"2022-{m:02d}", "level", 130) for m in range(8, 13))]
    late = small_ledger(tmp_path / "data", [*whole, ("retail_sales", "total", "ytd", "2022-12", "level", 1420)])
    page = Explorer("ninh_thuan", data=late, n_draws=200).page(View("2022-12-28"))
    assert chance(page) == 1
    assert page.controls.view().moves == {} and page.controls.reset.disabled
    assert "Đã có số công bố cho cả năm 2022" in page.finding.value


def test_changes_of_published_months_are_told_instead_of_failing(data: Path, tmp_path: Path) -> None:
    whole = [*FACTS, *(("retail_sales", "total", "month", f"2022-{m:02d}", "level", 110) for m in range(8, 11))]
    late = small_ledger(tmp_path / "data", whole)
    scenario = Path("ninh_thuan") / "scenarios"
    (late / scenario).mkdir()
    (late / scenario / "bad_autumn.csv").write_bytes((data / scenario / "bad_autumn.csv").read_bytes())
    page = Explorer("ninh_thuan", data=late, n_draws=200).page(View("2022-10-28", scenario="bad_autumn"))
    assert "explorer-problem" in page.finding.value and "2022-09" in page.finding.value
    assert page.look.compared.after == page.look.compared.before


def test_a_broken_scenario_is_told_with_its_file_and_row(tmp_path: Path) -> None:
    broken = small_ledger(tmp_path / "data")
    (broken / "ninh_thuan" / "scenarios").mkdir()
    (broken / "ninh_thuan" / "scenarios" / "dream.csv").write_text(
        "indicator,sector,first,last,effect,value,unit,why_vi,why_en,source_id\n"
        "retail_sales,fishing,next,year_end,level,5,percent,Mơ,A dream,assumption\n",
        "utf-8",
    )
    page = Explorer("ninh_thuan", data=broken, n_draws=200).page(View(DAY))
    assert "dream.csv" in page.look.problem and "fishing" in page.look.problem
    assert "explorer-problem" in page.finding.value and "<table" in page.chances.value


def test_the_still_version_holds_the_finding_and_the_table(page: Page) -> None:
    shown = page._repr_mimebundle_()
    assert set(page.look.told()) <= set(shown["text/plain"].splitlines())
    assert finding(page.look) in shown["text/html"] and "<table" in shown["text/html"]
