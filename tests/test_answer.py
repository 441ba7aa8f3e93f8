"""The answer for Ninh Thuận as known on 9 August 2022: what it must say whatever the method."""

import pandas as pd
import pytest

from analysis.outlook.answer import answers, table
from analysis.outlook.reading import Answer
from tests.august import AS_OF, august


@pytest.fixture(scope="module")
def given() -> list[Answer]:
    return august()


def of(given: list[Answer], indicator: str, measure: str | None = None) -> Answer:
    return next(a for a in given if a.target.indicator == indicator and measure in (None, a.target.measure))


def test_there_is_an_answer_for_each_of_the_four_targets(given: list[Answer]) -> None:
    used = {answer.target.indicator: answer.target.value for answer in given if answer.used}
    assert used == {"iip": 8.9, "industrial_output": 11757.6, "retail_sales": 28800, "exports": 130}


def test_output_is_read_both_ways_and_the_level_decides(given: list[Answer]) -> None:
    readings = {a.target.measure: a.used for a in given if a.target.indicator == "industrial_output"}
    assert readings == {"level": True, "growth_yoy_pct": False}


def test_the_growth_reading_asks_more_because_its_base_is_higher(given: list[Answer]) -> None:
    level, growth = (of(given, "industrial_output", measure) for measure in ("level", "growth_yoy_pct"))
    assert growth.required_growth > level.required_growth
    assert growth.outlook.chance < level.outlook.chance


def test_retail_is_very_likely_to_pass_its_plan(given: list[Answer]) -> None:
    assert of(given, "retail_sales").outlook.chance > 0.95


def test_no_open_target_is_called_certain(given: list[Answer]) -> None:
    assert all(0 < answer.outlook.chance < 1 for answer in given)


@pytest.mark.parametrize(
    ("indicator", "last", "done", "so_far"),
    [
        ("iip", "2022-07", None, 6.38),
        ("industrial_output", "2022-06", 6450, 7.8),
        ("retail_sales", "2022-06", 15618, 19.9),
        ("exports", "2022-06", 61.1, 9.26),
    ],
)
def test_the_year_to_date_is_shown_as_printed(
    given: list[Answer], indicator: str, last: str, done: float | None, so_far: float
) -> None:
    answer = of(given, indicator)
    assert (str(answer.last), answer.so_far) == (last, so_far)
    assert done in (None, answer.done)


def test_the_pace_needed_follows_from_the_printed_figures(given: list[Answer]) -> None:
    # exports: 130 - 61.1 left, against 113 - 61.1 / 1.0926 in the second half of 2021
    by_hand = 100 * ((130 - 61.1) / (113 - 61.1 / 1.0926) - 1)
    assert of(given, "exports", "level").required_growth == pytest.approx(by_hand, abs=0.5)


def test_the_table_has_one_row_a_reading_and_plain_numbers(given: list[Answer]) -> None:
    rows = table(given)
    assert len(rows) == 5
    assert rows[["low", "median", "high", "chance", "pace_needed_pct"]].notna().all().all()
    assert (rows["low"] < rows["median"]).all()
    assert (rows["median"] < rows["high"]).all()


def test_the_past_is_the_same_call_with_an_earlier_date() -> None:
    earlier = answers("2022-06-30", "ninh_thuan", 2022, n_draws=100)
    assert {a.target.value for a in earlier} == {12055, 17}  # the plan of March; the other targets came in August
    assert max(a.figures["published"].max() for a in earlier) <= "2022-06-30"


def test_a_year_without_targets_has_no_answers() -> None:
    assert answers(AS_OF, "ninh_thuan", 2030, n_draws=10) == []


def test_same_seed_same_bytes(given: list[Answer]) -> None:
    again = answers(AS_OF, "ninh_thuan", 2022)
    pd.testing.assert_frame_equal(table(given), table(again), check_exact=True)
    assert given[0].draws.to_numpy().tobytes() == again[0].draws.to_numpy().tobytes()
