"""Plans are entered like figures: asked about, shown before the yes, written with who set them."""

from pathlib import Path

import pytest

from analysis.checks.adding import examine
from analysis.ledger.targets import Target, in_force, load_targets
from analysis.readers.text import read_text
from tests.command_line import run
from tests.small_ledger import figure, release, small_ledger, tables

SOURCE = ("--published", "2022-08-28", "--title", "Kế hoạch", "--publisher", "Báo Ninh Thuận", "--lang", "en")
RANGE = "Nghị quyết HĐND tỉnh: kế hoạch năm 2022, phấn đấu chỉ số sản xuất công nghiệp (IIP) tăng 10-11%."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_ledger(tmp_path / "data")


def read(told: str) -> list[tuple[str, str, float, str]]:
    rows = read_text(told, "2022-08-28")
    return [*rows[["indicator", "period", "value", "status"]].itertuples(index=False, name=None)]


def added(data: Path, told: str, typed: str) -> str:
    path = data.parent / "plan.txt"
    path.write_text(told, "utf-8")
    return run("add", path, *SOURCE, "--data", data, "--yes", typed=typed)[1]


def plan(data: Path, indicator: str) -> Target:
    (own,) = in_force(load_targets(geography="ninh_thuan", indicator=indicator, data=data), 2022)
    return own


def test_a_range_a_floor_and_a_ceiling_are_read_as_plans_and_asked_about() -> None:
    told = "Mục tiêu năm 2023: tổng mức bán lẻ đạt trên 1.400,5 tỷ đồng; kim ngạch nhập khẩu dưới 90,5 triệu USD."
    assert read(RANGE) == [("iip", "2022", 10, "plan"), ("iip", "2022", 11, "plan")]
    assert read(told) == [("retail_sales", "2023", 1400.5, "plan"), ("imports", "2023", 90.5, "ceiling")]
    assert (read_text(told, "2022-08-28")["unsure"] != "").all()


def test_what_was_done_and_what_is_only_expected_are_no_plans() -> None:
    done = read("Kế hoạch năm 2022 IIP tăng 8,9%; 7 tháng năm 2022 IIP tăng 6,4% so với cùng kỳ.")
    assert done[-1] == ("iip", "2022-07", 6.4, "estimate")
    assert [status for *_, status in read("Dự kiến năm 2023 IIP tăng 9,5%.")] == ["estimate"]


def test_what_is_reached_of_passed_targets_is_no_plan_and_a_plan_in_brackets_is_one() -> None:
    passed = read("Năm 2021 có 11/18 chỉ tiêu đạt và vượt kế hoạch; tổng mức bán lẻ ước đạt 20.105 tỷ đồng.")
    assert passed == [("retail_sales", "2021", 20105, "estimate")]
    share = read("Kim ngạch xuất khẩu 7 tháng năm 2022 đạt 62,7% kế hoạch năm (130 triệu USD).")
    assert share == [("exports", "2022-07", 62.7, "estimate"), ("exports", "2022", 130, "plan")]
    beside = read("Xuất khẩu 7 tháng năm 2022: 82,4 triệu USD (63,4% kế hoạch; tăng 9,7% so với cùng kỳ).")
    assert beside[-1] == ("exports", "2022-07", 9.7, "estimate")


def test_a_plan_is_shown_and_written_with_who_set_it(data: Path) -> None:
    shown = added(data, RANGE, "y\ny\n")
    assert "provincial people's council" in shown
    own = plan(data, "iip")
    assert (own.value, own.upper, own.direction) == (10, 11, "at_least")
    table = next(data.glob("ninh_thuan/releases/*/targets.csv")).read_text("utf-8")
    assert "provincial people's council" in table


def test_a_plan_that_is_not_confirmed_is_not_written(data: Path) -> None:
    before = tables(data)
    added(data, RANGE, "\n\n")
    assert tables(data) == before


def test_the_same_plan_twice_changes_nothing(data: Path) -> None:
    added(data, RANGE, "y\ny\n")
    before = tables(data)
    added(data, RANGE, "y\ny\n")
    assert tables(data) == before


def test_a_plan_far_from_the_year_before_stops(data: Path) -> None:
    """1.200 was sold in 2021."""
    row = figure("retail_sales", "level", 13200, kind="year", period="2022") | {"status": "plan"}
    assert [finding.code for finding in examine(release(row), data).errors] == ["plan_far"]
    assert not examine(release(row | {"value": 1330.0}), data).errors


def test_a_mean_of_years_keeps_its_years(data: Path) -> None:
    row = figure("iip", "growth_yoy_pct", 11, kind="year", period="2025") | {"status": "plan"}
    told = release(row)
    told.rows["sentence"] = "IIP tăng bình quân giai đoạn 2021-2025 là 11%."
    assert examine(told, data).targets["note"].tolist() == ["average a year, 2021-2025"]
