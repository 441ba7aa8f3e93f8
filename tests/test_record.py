"""What became of plans and estimates, and who made a growth: on figures one can do in the head."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.ledger import COLUMNS
from analysis.ledger.targets import Target
from analysis.outlook.record import contributions, official_estimates, record
from tests.small_futures import plan


def figure(
    value: float, year: int = 2022, measure: str = "level", sector: str = "total", day: str = ""
) -> list[object]:
    """A year's figure of retail sales, printed after the year unless a day is named."""
    day = day or f"{year + 1}-01-10"
    return ["somewhere", "retail_sales", sector, "year", str(year), measure, value, "u", "official", day, "s", ""]


def table(*rows: list[object]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def recorded(*targets: Target, facts: pd.DataFrame) -> pd.DataFrame:
    return record(targets, facts, chance=lambda one: one.value / 10_000)


def test_a_record_says_which_plans_were_met_and_what_chance_they_had() -> None:
    rows = recorded(plan(1200), plan(1300), replace(plan(1), year=2030), facts=table(figure(1250.0)))
    assert rows["met"].tolist() == [True], "two bounds stated on one day are a range, met from its lower one"
    rows = recorded(plan(1200), replace(plan(1300), published="2022-05-01"), facts=table(figure(1250.0)))
    assert rows["met"].tolist() == [True, False]
    assert rows["error"].round(1).tolist() == [4.2, -3.8]
    assert rows["implied"].tolist() == [0.12, 0.13]


def test_a_plan_stated_twice_is_one_plan_on_its_first_day() -> None:
    rows = recorded(plan(1200), replace(plan(1200), published="2022-05-01"), facts=table(figure(1250.0)))
    assert rows["published"].tolist() == ["2022-01-01"]


def test_a_growth_not_printed_is_that_of_the_printed_levels() -> None:
    levels = table(figure(1000.0, 2021), figure(1250.0))
    assert recorded(plan(20, "growth_yoy_pct"), facts=levels)["outturn"].tolist() == [pytest.approx(25)]


def test_a_plan_whose_year_was_not_printed_has_no_record() -> None:
    assert recorded(plan(1200), facts=table(figure(1.0, 2020))).empty


def test_an_official_estimate_is_held_against_what_was_printed_after_the_year() -> None:
    early = figure(1000.0, day="2022-12-21")
    rows = official_estimates(table(early, figure(1020.0), figure(5.0, measure="growth_yoy_pct", day="2022-12-21")))
    assert rows[["days_left", "estimate", "outturn"]].to_numpy().tolist() == [[10, 1000, 1020]]
    assert rows["error"].tolist() == [pytest.approx(2)]


def grown(level: float, growth: float, sector: str = "total") -> list[list[object]]:
    return [figure(level, sector=sector), figure(growth, measure="growth_yoy_pct", sector=sector)]


def test_points_of_the_parts_and_the_rest_add_up_to_the_printed_growth() -> None:
    rows = contributions(table(*grown(110, 10), *grown(66, 10, "goods"), *grown(22, 100, "travel")), "retail_sales")
    points = rows.loc[("year", "2022"), "points"]
    assert points.round(9).to_dict() == {"total": 10, "goods": 6, "travel": 11, "rest": -7}
    assert rows.loc[("year", "2022", "rest"), "growth"] == pytest.approx(100 * (22 / 29 - 1))


def test_a_rest_that_is_rounding_has_no_growth() -> None:
    rows = contributions(table(*grown(110, 10), *grown(109.9, 10, "goods")), "retail_sales")
    assert pd.isna(rows.loc[("year", "2022", "rest"), "growth"])


@pytest.mark.parametrize("rows", [[], grown(66, 10, "goods"), grown(110, 10)], ids=["nothing", "no whole", "no part"])
def test_without_a_whole_and_a_part_nothing_is_explained(rows: list[list[object]]) -> None:
    found = contributions(table(*rows), "retail_sales")
    assert found.empty and found.columns[-1] == "points"


def test_a_part_is_left_out_where_its_own_parts_stand_beside_it() -> None:
    rows = table(*grown(110, 10), *grown(66, 10, "wind_and_solar"), *grown(22, 10, "wind"), *grown(44, 10, "solar"))
    found = contributions(rows.assign(indicator="electricity_output"), "electricity_output")
    assert found.loc[("year", "2022")].index.tolist() == ["total", "solar", "wind", "rest"]
