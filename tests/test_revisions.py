"""What changed between two days: in cases one can do in the head, and always adding up."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from analysis.cli import app
from analysis.ledger.targets import Target
from analysis.outlook.answer import answers
from analysis.report.changes import (
    draw_change,
    news_table,
    paragraph,
    printed_steps,
    steps_table,
    write_changes,
)
from analysis.vintages.changes import STEPS, Change, changes
from analysis.vintages.stages import expected, news, stages
from tests.small_ledger import small_ledger

RETAIL = ("ninh_thuan", "retail_sales", "total")
FEW = {"n_draws": 60}
ANSWER = ["median", "chance"]

# 100 a month in 2021 and 2022; the year 2022 printed as 1,200, a month later as 1,260
STEADY = [("retail_sales", "total", "month", f"{y}-{m:02d}", "level", 100) for y in (2021, 2022) for m in range(1, 13)]
WHOLE = [*STEADY, ("retail_sales", "total", "ytd", "2022-12", "level", 1200)]


def later(folder: Path, *figures: str, target: float | None = None, day: str = "2023-01-28") -> Path:
    """The ledger with more figures of total retail sales ("ytd,2022-12,level,1260") published on a later day."""
    place = folder / "ninh_thuan"
    with (place / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(f"later_{day},Báo cáo,Cục Thống kê tỉnh Ninh Thuận,,{day},stated\n")
    with (place / "facts.csv").open("a", encoding="utf-8") as file:
        for figure in figures:
            unit = "billion_vnd" if ",level," in figure else "percent"
            file.write(f"{','.join(RETAIL)},{figure},{unit},revised,{day},later_{day},\n")
    if target:
        with (place / "targets.csv").open("a", encoding="utf-8") as file:
            file.write(f"{','.join(RETAIL)},2022,level,{target},billion_vnd,adjusted,province,{day},later_{day},\n")
    return folder


def planned(value: float) -> Target:
    """A plan for retail sales in 2022."""
    return Target(*RETAIL, 2022, "level", value, "billion_vnd", "plan", "2022-01-28", "plan")


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Retail sales 10% above last year's in every month to July 2022; the plan says exactly that."""
    return small_ledger(tmp_path_factory.mktemp("data") / "data")


@pytest.fixture(scope="module")
def july(steady: Path) -> Change:
    """What July brought."""
    return changes("2022-06-28", "2022-07-28", "ninh_thuan", data=steady, **FEW)[0]


def test_a_printed_year_printed_again_moves_the_answer_by_the_revision(tmp_path: Path) -> None:
    data = later(small_ledger(tmp_path / "data", WHOLE), "ytd,2022-12,level,1260", target=1270)
    steps = changes("2022-12-28", "2023-01-28", "ninh_thuan", 2022, data=data, **FEW)[0].steps
    assert list(steps.index) == list(STEPS)
    assert np.allclose(steps["median"], [1200, 60, 0, 0, 0, 1260])
    assert list(steps["chance"]) == [0, 0, 0, 0, 0, 0]


def test_a_lower_plan_moves_the_chance_and_not_the_year(tmp_path: Path) -> None:
    data = later(small_ledger(tmp_path / "data", WHOLE), "ytd,2022-12,level,1260", target=1250)
    told = changes("2022-12-28", "2023-01-28", "ninh_thuan", 2022, data=data, **FEW)[0]
    assert (told.former.value, told.target.value) == (1320, 1250)
    assert np.allclose(told.steps["median"], [1200, 60, 0, 0, 0, 1260])
    assert list(told.steps["chance"]) == [0, 0, 0, 0, 1, 1]
    assert "changed from 1,320 billion VND to 1,250 billion VND" in paragraph(told, "en")
    wider = replace(told, target=replace(told.former, upper=1350.0))
    assert "changed from 1,320 billion VND to 1,320 – 1,350 billion VND" in paragraph(wider, "en")


def test_the_print_of_the_year_settles_what_new_figures_add(tmp_path: Path) -> None:
    data = later(small_ledger(tmp_path / "data", STEADY[:-1]), "ytd,2022-12,level,1200", target=1150)
    told = changes("2022-11-28", "2023-01-28", "ninh_thuan", 2022, data=data, **FEW)[0]
    old = told.steps.loc["old_answer", "median"]
    assert old == pytest.approx(1200, abs=20)
    assert told.steps["median_after"].iloc[1:].tolist() == pytest.approx([old, 1200, 1200, 1200, 1200])
    assert told.steps["figures"].tolist() == [0, 0, 1, 0, 0, 0]
    assert told.news["low"].iloc[0] < 1200 < told.news["high"].iloc[0]


def test_the_first_and_last_answer_are_those_of_the_two_days(steady: Path, july: Change) -> None:
    then, now = (answers(day, "ninh_thuan", 2022, data=steady, **FEW)[0] for day in (july.before, july.after))
    told = [(view.outlook.median, view.outlook.chance) for view in (then, now)]
    assert july.steps.loc[["old_answer", "new_answer"], ANSWER].apply(tuple, axis=1).tolist() == told


@settings(max_examples=4, deadline=None)
@given(st.integers(1, 6), st.integers(1, 3), st.integers(0, 99))
def test_the_steps_releases_and_figures_add_up(steady: Path, month: int, months: int, seed: int) -> None:
    days = [f"2022-{number:02d}-28" for number in (month, min(month + months, 7))]
    told = changes(*days, "ninh_thuan", data=steady, seed=seed, n_draws=20)[0]
    moves = told.steps[ANSWER].iloc[:-1].sum()
    assert np.allclose(moves, told.steps.loc["new_answer", ANSWER].astype(float), rtol=0, atol=1e-9)
    new = told.steps.loc["new_figures", ANSWER].astype(float)
    explained = told.news[ANSWER].sum().to_numpy() + told.releases[["median_rest", "chance_rest"]].sum().to_numpy()
    assert np.allclose(told.releases[ANSWER].sum(), new, rtol=0, atol=1e-9)
    assert np.allclose(explained, new, rtol=0, atol=1e-9)


def test_same_seed_same_changes(steady: Path, july: Change) -> None:
    again = changes("2022-06-28", "2022-07-28", "ninh_thuan", data=steady, **FEW)[0]
    for table in ("steps", "releases", "news", "revised"):
        pd.testing.assert_frame_equal(getattr(july, table), getattr(again, table), check_exact=True)


def test_the_movement_is_held_until_the_re_estimation(steady: Path) -> None:
    found = stages(RETAIL, "2022-05-28", "2022-07-28", "2022-12", data=steady, **FEW)
    assert [stage.step for stage in found] == ["old_answer", "new_figures", "new_figures", "re_estimation"]
    assert len({id(stage.group) for stage in found[:-1]}) == 1
    held, anew = (stage.draws[RETAIL] for stage in found[-2:])
    assert not np.allclose(held, anew, rtol=1e-6)


def test_a_day_without_anything_new_changes_nothing(steady: Path) -> None:
    told = changes("2022-07-28", "2022-08-27", "ninh_thuan", data=steady, **FEW)[0]
    assert not told.steps[ANSWER].iloc[1:-1].any(axis=None)
    assert len(told.news) == len(told.releases) == len(told.revised) == 0
    assert "nothing changed from 28 July 2022 to 27 August 2022" in paragraph(told, "en")
    assert "không có gì thay đổi" in paragraph(told, "vi")
    assert not len(news_table(told))


def test_a_plan_first_stated_in_between_is_held_against_both_days(steady: Path) -> None:
    told = changes("2022-01-27", "2022-02-28", "ninh_thuan", 2022, data=steady, **FEW)[0]
    assert told.former is None
    assert told.steps.loc["changed_target", ANSWER].tolist() == [0, 0]
    assert "was stated on 28 January 2022; both days are held against it" in paragraph(told, "en")


def test_weights_are_what_a_unit_of_surprise_is_worth() -> None:
    dice = np.random.default_rng(0)
    draws = pd.DataFrame(dice.standard_normal((2, 500)))
    figures = pd.DataFrame({"value": draws.mean(axis=1).to_numpy() + np.array([1, -1]), "status": "", "note": ""})
    results = 2 * draws.loc[0] + 3 * draws.loc[1]
    told = news(draws, figures, results, planned(0.5))
    assert told["weight"].tolist() == pytest.approx([2, 3])
    assert told["median"].tolist() == pytest.approx([2, -3])
    moved = (results - 1 >= 0.5).mean() - (results >= 0.5).mean()
    assert told["chance"].tolist() == pytest.approx([-2 * moved, 3 * moved])


def test_a_figure_like_all_before_it_is_expected(july: Change) -> None:
    level = july.news[july.news["period_type"] == "month"].iloc[0]
    assert level["low"] < level["value"] == 110 < level["high"]
    assert level["expected"] == pytest.approx(110, abs=5)


def test_nothing_is_expected_where_the_estimate_has_no_say(tmp_path: Path) -> None:
    growth = [("retail_sales", "total", "month", f"2022-{m:02d}", "growth_yoy_pct", 10) for m in range(1, 6)]
    new = ["month,2022-06,level,110", "ytd,2022-06,share_of_plan_pct,50", "month,2019-06,growth_yoy_pct,9"]
    data = later(small_ledger(tmp_path / "data", growth), *new, "month,2022-06,growth_yoy_pct,9", day="2022-06-29")
    before, after, *_ = stages(RETAIL, "2022-06-28", "2022-06-29", "2022-12", data=data, **FEW)
    assert expected(before, after.lot).isna().all(axis=1).tolist() == [True, True, True, False]


def changed_by(july: Change, *moves: tuple[float, float]) -> Change:
    """A change of so many points by step, from a year of +5.0% and a chance of 50%."""
    steps = pd.DataFrame([(5.0, 0.5), *moves, (np.nan, np.nan)], index=list(STEPS), columns=ANSWER)
    steps.loc["new_answer"] = steps.iloc[:-1].sum()
    after = steps.iloc[:-1].cumsum().reindex(list(STEPS)).ffill().add_suffix("_after")
    steps = steps.assign(figures=0).join(after)
    target = replace(july.target, measure="growth_yoy_pct", unit="percent")
    return replace(july, target=target, steps=steps, releases=july.releases.iloc[:0], news=july.news.iloc[:0])


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (0.04, "unchanged"),
        (-0.04, "unchanged"),
        (0.06, "up 0.1 points"),
        (-0.06, "down 0.1 points"),
        (-1.0, "down 1.0 points"),
    ],
)
def test_directions_are_those_of_the_printed_numbers(july: Change, move: float, said: str) -> None:
    told = paragraph(changed_by(july, (0, 0), (move, 0), (0, 0), (0, 0)), "en")
    assert f"({said}); the chance" in told
    assert "50% to 50% (unchanged)" in told


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-0.12, 0.12)), min_size=4, max_size=4))
def test_printed_steps_add_up_with_a_pencil(july: Change, moves: list[tuple[float, float]]) -> None:
    shown = printed_steps(changed_by(july, *moves))
    assert np.allclose(shown.iloc[:-1].sum(), shown.iloc[-1])
    assert np.allclose(shown["chance"] % 1, 0)


def test_tables_have_a_row_a_step_and_name_every_figure(july: Change) -> None:
    steps, told = steps_table(july, "en"), news_table(july, "en")
    assert steps.text()["Step"].tolist()[0] == "Old answer"
    assert len(steps) == len(STEPS)
    assert len(told) == len(july.news) + 2 * len(july.releases)
    assert len(news_table(july, "en", 1)) == 4 * len(july.releases)


def test_the_waterfall_leads_from_the_old_answer_to_the_new(july: Change) -> None:
    axes = draw_change(july, "en").axes
    shown = printed_steps(july)
    for ax, column in zip(axes, ANSWER, strict=True):
        edges = [edge for bar in ax.patches for edge in (bar.get_x(), bar.get_x() + bar.get_width())]
        assert {shown[column].iloc[0], shown[column].iloc[-1]} <= {round(edge, 6) for edge in edges}
        assert ax.texts[0].get_text() == f"{shown[column].iloc[0]:,.0f}"
    assert printed_steps(july, by_release=True).shape == (len(STEPS) - 1 + len(july.releases), 2)


def test_files_hold_every_table_and_a_chart(july: Change, tmp_path: Path) -> None:
    written = write_changes([july], tmp_path / "new", "vi")
    names = {path.name for path in written}
    assert {"changed.csv", "news.csv", "releases.csv", "revised.csv", "retail_sales_changed_vi.png"} <= names
    goods = replace(july, target=replace(july.target, sector="goods"))
    assert "retail_sales_goods_changed_vi.png" in {one.name for one in write_changes([goods], tmp_path / "new", "vi")}
    assert len(pd.read_csv(tmp_path / "new" / "changed.csv")) == len(STEPS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2022-08-09", "2022-08-09"], "twice the same day"),
        (["2022-08-09", "2022-07-10"], "write 2022-07-10 2022-08-09"),
        (["2022-07-10", "2022-13-01"], "read “2022-13-01”"),
        (["2000-01-01", "2022-08-09"], "was known yet"),
        (["2022-07-10", "2022-08-09", "--indicator", "steel"], "indicator “steel”: "),
        (["2022-07-10", "2022-08-09", "--geography", "atlantis"], "geography “atlantis”"),
        (["2021-08-01", "2022-02-01", "--year", "2030"], "no plan target"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(words: list[str], said: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["changed", *words, "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert re.search(said, result.stderr)
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


def test_the_command_tells_and_writes(tmp_path: Path) -> None:
    words = ["changed", "2022-07-10", "2022-08-09", "--indicator", "retail_sales", "--lang", "en"]
    result = CliRunner().invoke(app, [*words, "--out", str(tmp_path)])
    assert result.exit_code == 0
    assert "Old answer" in result.output
    assert (tmp_path / "retail_sales_changed_en.svg").exists()
