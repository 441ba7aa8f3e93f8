"""Every chart of the paper carries its numbers and its words, in both languages, on what was known on 9 August 2022."""

import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from benchmarks.chances_by_day import chances_by_day, ends_of_months

from analysis import charts, memo, wording
from analysis.evaluation.issued import issue
from analysis.ledger.targets import Target
from analysis.outlook.answer import answers
from analysis.outlook.pace import past_paces
from analysis.outlook.progress import plan_path, usual_shares
from analysis.outlook.reading import Answer
from analysis.report.drawings.drawing import Drawing
from analysis.report.drawings.paper import drawings
from analysis.report.folder import issued_chances, save_drawings
from tests.august import AS_OF, FEW, august
from tests.chart_linter import faults, foreign_number

RESULTS = Path(__file__).parents[1] / "benchmarks" / "results"
ORDER = [
    "plan_share",
    "chances",
    *(
        f"{name}_{view}"
        for name in ("industrial_output", "retail_sales", "exports", "iip")
        for view in ("path", "year", "pace")
    ),
    "iip_sectors",
    "products",
    "iip_contributions",
]

each_language = pytest.mark.parametrize("language", wording.LANGUAGES)


@pytest.fixture(scope="module")
def given() -> list[Answer]:
    return august(FEW)


@pytest.fixture(scope="module")
def drawn(given: list[Answer]) -> dict[str, list[Drawing]]:
    """Every chart by language."""
    history = pd.read_csv(RESULTS / "chances_by_day.csv")
    return {
        language: [closed(one) for one in drawings(given, AS_OF, language, history=history)]
        for language in wording.LANGUAGES
    }


def closed(one: Drawing) -> Drawing:
    """The chart, which matplotlib need not keep."""
    plt.close(one.figure)
    return one


@each_language
def test_no_chart_has_a_fault_that_the_linter_knows(drawn: dict[str, list[Drawing]], language: str) -> None:
    found = {one.name: faults(one.figure, language, estimated=one.name.endswith("_path")) for one in drawn[language]}
    assert {name: fault for name, fault in found.items() if fault} == {}


@each_language
def test_the_charts_stand_in_the_order_of_the_paper(drawn: dict[str, list[Drawing]], language: str) -> None:
    assert [one.name for one in drawn[language]] == ORDER


def test_on_an_early_day_only_what_has_figures_is_drawn() -> None:
    early = answers("2022-03-12", "ninh_thuan", 2022, n_draws=40)
    drawn = [closed(one) for one in drawings(early, "2022-03-12", "en")]
    assert [one.name for one in drawn] == ["industrial_output_year", "iip_sectors"]
    assert [fault for one in drawn for fault in faults(one.figure, "en")] == []


def test_without_an_answer_nothing_is_drawn() -> None:
    assert list(drawings([], AS_OF)) == []


@each_language
def test_the_alternative_text_says_the_kind_the_finding_and_numbers(
    drawn: dict[str, list[Drawing]], language: str
) -> None:
    for one in drawn[language]:
        kind, found, numbers = one.alt.partition(one.title)
        assert kind.strip() and found and len(re.findall(r"\d", numbers)) >= 2
        assert not foreign_number(one.alt, language)


def test_both_languages_show_the_same_numbers(drawn: dict[str, list[Drawing]]) -> None:
    for one, other in zip(drawn["vi"], drawn["en"], strict=True):
        pd.testing.assert_frame_equal(one.data, other.data)


def test_the_numbers_behind_a_chart_have_plain_columns_and_months_as_text(drawn: dict[str, list[Drawing]]) -> None:
    for one in drawn["vi"]:
        assert len(one.data) and all(re.fullmatch(r"[a-z0-9_]+", column) for column in one.data)
        months = one.data["month"] if "month" in one.data else pd.Series(dtype=str)
        assert months.str.fullmatch(r"\d{4}-\d{2}").all()


def test_the_numbers_behind_the_path_are_those_of_the_answer(
    drawn: dict[str, list[Drawing]], given: list[Answer]
) -> None:
    december = next(one for one in drawn["vi"] if one.name == "iip_path").data.iloc[-1]
    view = next(answer for answer in given if answer.target.indicator == "iip").outlook
    assert (december["low80"], december["median"], december["high80"]) == pytest.approx(
        (view.low, view.median, view.high)
    )
    assert (december["month"], december["known"], december["target"]) == ("2022-12", False, 8.9)


@pytest.mark.parametrize("indicator", ["industrial_output", "retail_sales", "exports", "iip"])
def test_what_is_drawn_of_the_path_ends_where_the_answer_does(
    drawn: dict[str, list[Drawing]], given: list[Answer], indicator: str
) -> None:
    answer = next(one for one in given if one.used and one.target.indicator == indicator)
    figure = next(one for one in drawn["vi"] if one.name == f"{indicator}_path").figure
    lines, bands = figure.axes[0].lines, figure.axes[0].collections
    plan = [line.get_ydata()[-1] for line in lines if line.get_gid() == "target"]
    ends = [line.get_ydata()[-1] for line in lines if line.get_xdata()[-1] == pd.Period("2022-12", "M").ordinal]
    edges = [
        points[points[:, 0] == points[:, 0].max()][:, 1] for points in (band.get_paths()[0].vertices for band in bands)
    ]
    assert plan == pytest.approx([answer.target.value] * len(plan)) and plan
    assert answer.outlook.median in [pytest.approx(end) for end in ends]
    assert (answer.outlook.low, answer.outlook.high) in [pytest.approx((edge.min(), edge.max())) for edge in edges]


@pytest.mark.parametrize("indicator", ["industrial_output", "retail_sales", "exports", "iip"])
def test_the_dark_part_of_the_year_is_as_large_as_the_chance(
    drawn: dict[str, list[Drawing]], given: list[Answer], indicator: str
) -> None:
    answer = next(one for one in given if one.used and one.target.indicator == indicator)
    bars = next(one for one in drawn["vi"] if one.name == f"{indicator}_year").figure.axes[0].patches
    dark, every = (sum(bar.get_height() for bar in some) for some in ([b for b in bars if b.get_hatch()], bars))
    assert dark / every == pytest.approx(answer.outlook.chance, abs=0.011)


def test_the_contributions_add_up_to_the_growth_of_the_whole(
    drawn: dict[str, list[Drawing]], given: list[Answer]
) -> None:
    points = next(one for one in drawn["vi"] if one.name == "iip_contributions").data["points"]
    iip = next(answer for answer in given if answer.target.indicator == "iip")
    to_date, before = (iip.draws.loc[f"{year}-01" : f"{year}-07"].sum() for year in (2022, 2021))
    assert points.sum() == pytest.approx(100 * (to_date / before - 1).mean())


def test_the_title_of_a_path_says_on_which_side_of_the_plan_the_year_ends(drawn: dict[str, list[Drawing]]) -> None:
    titles = {one.name: one.title for one in drawn["en"]}
    assert "above the plan of 28,800" in titles["retail_sales_path"]
    assert "below the plan of +8.9" in titles["iip_path"]


def test_a_saved_chart_speaks_to_those_who_do_not_see_it(drawn: dict[str, list[Drawing]], tmp_path: Path) -> None:
    one = drawn["vi"][0]
    files = save_drawings([one], tmp_path)
    svg = ElementTree.parse(next(file for file in files if file.suffix == ".svg")).getroot()
    title, description = list(svg)[:2]
    assert (svg.get("role"), title.text, description.text) == ("img", one.title, one.alt)
    table = pd.read_csv(tmp_path / "charts_vi.csv", encoding="utf-8-sig")
    assert table.to_dict("records") == [{"chart": one.name, "title": one.title, "alt": one.alt}]


def test_a_saved_chart_has_its_numbers_beside_it_twice(drawn: dict[str, list[Drawing]], tmp_path: Path) -> None:
    one = drawn["vi"][-1]
    files = {file.suffix: file for file in save_drawings([one], tmp_path) if one.name in file.name}
    assert set(files) == {".png", ".svg", ".pdf", ".csv", ".xlsx"}
    for table in (pd.read_csv(files[".csv"], encoding="utf-8-sig"), pd.read_excel(files[".xlsx"], engine="openpyxl")):
        pd.testing.assert_frame_equal(table, one.data.round(4))
    assert b"/CreationDate" not in files[".pdf"].read_bytes()


def test_chances_issued_on_earlier_days_are_drawn_beside_todays(given: list[Answer], tmp_path: Path) -> None:
    changed = [replace(one, target=replace(one.target, value=one.target.value + 1)) for one in given[-1:]]
    issue([*given[:-1], *changed], "2022-06-30", tmp_path)
    issue(given, AS_OF, tmp_path)
    history = issued_chances(given, AS_OF, tmp_path)
    used = ["industrial_output", "retail_sales", "exports"]
    assert list(history["indicator"]) == [*used, *used, "iip"], "an answer to another plan is no answer to this one"
    assert list(history["as_of"]) == ["2022-06-30"] * 3 + [AS_OF] * 4
    assert history["chance"].iloc[-1] == given[-1].outlook.chance
    drawn = drawings(given, AS_OF, history=history)
    assert [closed(one).name for one, _ in zip(drawn, range(2), strict=False)] == ["plan_share", "chances"]


def test_chances_of_a_single_month_are_no_line_to_draw(given: list[Answer], tmp_path: Path) -> None:
    drawn = drawings(given, AS_OF, history=issued_chances(given, AS_OF, tmp_path))
    assert [closed(one).name for one, _ in zip(drawn, range(2), strict=False)][1] == "industrial_output_path"


PLAN = Target("ninh_thuan", "retail_sales", "total", 2022, "level", 1300.0, "billion_vnd", "plan", "2022-01-28", "s")


def uneven() -> pd.DataFrame:
    """Two years of 1 a month but 2 in December, on two paths the same, and half of a third."""
    months = pd.period_range("2020-01", "2022-06", freq="M", name="month")
    return pd.DataFrame(
        {path: [2.0 if month.month == 12 else 1.0 for month in months] for path in (0, 1)}, index=months
    )


def test_the_plan_is_split_as_the_years_before_it_were() -> None:
    path = plan_path(uneven(), PLAN)
    assert list(path.iloc[[0, 5, 10, 11]]) == pytest.approx([100, 600, 1100, 1300])


def test_without_a_whole_year_before_there_is_no_usual_share() -> None:
    assert usual_shares(uneven(), 2020).isna().all()


def test_past_paces_are_the_growth_of_the_same_months_in_earlier_years() -> None:
    levels = pd.concat([uneven().loc["2020"], 1.5 * uneven().loc["2021"], uneven().loc["2022"]])
    past = past_paces(levels, pd.Period("2022-06", "M"))
    assert past.to_dict() == {0: {2021: pytest.approx(50)}, 1: {2021: pytest.approx(50)}}


def test_chances_asked_on_an_early_day_know_only_what_was_known_then() -> None:
    few = chances_by_day(["2022-02-28", "2022-07-31"], [PLAN_OF_EXPORTS], n_draws=40)
    assert list(few["as_of"]) == ["2022-02-28", "2022-07-31"]
    assert few["chance"].between(0, 1).all() and few["median"].nunique() == 2


PLAN_OF_EXPORTS = Target(
    "ninh_thuan", "exports", "total", 2022, "level", 130.0, "million_usd", "plan", "2022-08-09", "s"
)


def test_the_ends_of_months_include_the_day_itself() -> None:
    assert ends_of_months("2022-03-09") == ["2022-01-31", "2022-02-28", "2022-03-09"]


def test_a_picture_is_drawn_again_only_where_its_content_words_or_looks_are_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(memo.PLACE, str(tmp_path / "memo"))
    figures = []
    monkeypatch.setattr(charts, "picture", lambda figure: figures.append(figure) or b"png")
    caption = charts.Caption("Lên", "Chỉ số", "%", "Nguồn")

    def draw(value: float) -> int:
        shown = pd.Series({"a": value, "b": 1.0})
        one = Drawing("x", "Lên", pd.DataFrame(), "", partial(charts.on_paper, charts.bars, shown, caption=caption))
        assert one.png == b"png"
        return len(figures)

    assert [draw(2.0), draw(2.0), draw(3.0)] == [1, 1, 2]
    with wording.words_of(tmp_path):
        assert draw(2.0) == 3
    with plt.rc_context({"lines.linewidth": 9}):
        assert draw(2.0) == 4
