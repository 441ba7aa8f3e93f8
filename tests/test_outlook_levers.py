"""Levers: the least that has to change for a chance, on paths one can do in the head."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from analysis.outlook.levers import ceiling, least_effort
from analysis.outlook.scenarios import Scenario, applied
from tests.small_futures import Told, flat, industry, plan, told

FOUR = (100.0, 105.0, 110.0, 120.0)
NONE = {"total": float("inf")}


def of_growth(value: float, *monthly: float, closed: str = "2022-06") -> Told:
    return told(plan(value, "growth_yoy_pct"), flat(*monthly), closed)


def test_one_lever_is_found_path_by_path() -> None:
    # half a year is left; for 1,260 the paths lack 60, 0, -60, -180: two reach it without any change
    answer = told(plan(1260), flat(*FOUR))
    assert least_effort(answer, 0.5, ceilings=NONE).scenario.changes == ()
    (change,) = least_effort(answer, 1.0, ceilings=NONE).scenario.changes
    assert change.value == pytest.approx(10)  # 60 more on 600


def test_for_three_of_four_the_third_best_path_decides() -> None:
    effort = least_effort(told(plan(1320), flat(*FOUR)), 0.75, ceilings=NONE)
    assert effort.scenario.changes[0].value == pytest.approx(9.53)  # 60 more on 630, rounded up
    assert (effort.before, effort.after) == (0.5, 0.75)
    assert effort.enough


def test_a_growth_target_needs_what_each_paths_own_base_asks() -> None:
    effort = least_effort(of_growth(10, 100.0, 110.0), 1.0, ceilings=NONE)
    assert effort.asks["change"][0] == pytest.approx(20)  # 1,320 - 1,200 on 600


def test_what_is_asked_is_told_as_growth_on_the_year() -> None:
    ask = least_effort(of_growth(10, 100.0, 100.0), 0.5, ceilings=NONE).asks.iloc[0]
    assert (ask.expected, ask.asked) == pytest.approx((0, 20))


def test_a_target_within_reach_asks_nothing() -> None:
    effort = least_effort(told(plan(1100), flat(*FOUR)), 0.8, ceilings=NONE)
    assert effort.asks["change"].tolist() == [0]
    assert (effort.after, effort.enough) == (1, True)


def test_a_ceiling_stops_the_lever_and_says_what_it_gives() -> None:
    effort = least_effort(told(plan(1320), flat(*FOUR)), 1.0, ceilings={"total": 10.0})
    assert (effort.after, effort.enough) == (0.75, False)
    assert effort.asks["at_ceiling"].all()


def test_two_equal_sectors_are_asked_alike() -> None:
    answer = industry(plan(1260, indicator="iip"), (45.0, 55.0), (55.0, 45.0))
    asks = least_effort(answer, 1.0, ceilings={"electricity": 90.0, "manufacturing": 90.0}).asks
    assert asks["change"].tolist() == pytest.approx([10, 10])


def test_a_livelier_sector_is_asked_for_more_in_proportion_to_its_spread() -> None:
    # power moves by a fifth around 50, factories by a tenth: of 60 missing on every path power brings two thirds
    answer = industry(plan(1260, indicator="iip"), (40.0, 60.0), (55.0, 45.0))
    effort = least_effort(answer, 0.5, ceilings=dict.fromkeys(answer.parts, 90.0))
    asks = effort.asks.set_index("sector")["change"]
    assert asks["electricity"] == pytest.approx(2 * asks["manufacturing"], abs=0.02)


def test_beyond_its_ceiling_a_sector_leaves_the_rest_to_the_others() -> None:
    answer = industry(plan(1260, indicator="iip"), (45.0, 55.0), (55.0, 45.0))
    effort = least_effort(answer, 1.0, ceilings={"electricity": 5.0, "manufacturing": 90.0})
    power, factories = effort.asks.itertuples()
    assert (power.change, power.at_ceiling) == (5, True)
    # the second path has 55 of power and 45 of factories a month: 60 - 16.5 missing on 270
    assert factories.change == pytest.approx(100 * (60 - 16.5) / 270, abs=0.01)
    assert effort.after == 1


def test_one_sector_alone_can_be_asked() -> None:
    answer = industry(plan(1260, indicator="iip"), (50.0,), (50.0,))
    ask = least_effort(answer, 1.0, sectors=["electricity"], ceilings={"electricity": 90.0}).asks.iloc[0]
    assert (ask.sector, ask.change) == ("electricity", pytest.approx(20))


def test_the_ceiling_of_power_is_a_quarter_above_its_best_month() -> None:
    months = pd.period_range("2022-07", "2022-12", freq="M")
    assert ceiling("electricity", flat(100.0), months) == pytest.approx(25)
    assert ceiling("electricity", flat(50.0), months) == pytest.approx(150)
    assert ceiling("electricity", flat(130.0), months[-1:]) == pytest.approx(25)


def test_the_ceiling_of_another_sector_is_its_fastest_pace_before() -> None:
    months = pd.period_range("2020-01", "2022-12", freq="M", name="month")
    levels = pd.DataFrame({0: [100.0] * 12 + [120.0] * 12 + [132.0] * 12}, index=months)
    # the fastest half-year before July 2022 grew by 20 %, the months left are expected to grow by 10 %
    assert ceiling("mining", levels, months[-6:]) == pytest.approx(100 * (1.2 / 1.1 - 1), abs=0.01)


def test_a_finished_year_has_no_lever() -> None:
    effort = least_effort(told(plan(1320), flat(100.0), "2022-12"), 0.5)
    assert (effort.scenario.changes, effort.after, effort.enough) == ((), 0, False)


def test_an_impossible_target_stops_at_the_ceiling() -> None:
    effort = least_effort(told(plan(1e9), flat(*FOUR)), 0.5, ceilings={"total": 40.0})
    assert (effort.after, effort.enough, effort.asks["change"][0]) == (0, False, 40)


def test_unknown_sectors_are_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="mining; electricity, manufacturing, total"):
        least_effort(industry(plan(1, indicator="iip"), (50.0,), (50.0,)), sectors=["mining"])


@pytest.mark.parametrize("chance", [0.0, -1.0, 50.0])
def test_a_chance_is_a_share(chance: float) -> None:
    with pytest.raises(ValueError, match="write above 0, up to 1"):
        least_effort(told(plan(1260), flat(*FOUR)), chance)


@settings(max_examples=30, deadline=None)
@for_all(
    st.lists(st.tuples(st.floats(20, 90), st.floats(20, 90)), min_size=2, max_size=40),
    st.floats(900, 2000),
    st.sampled_from([0.25, 0.5, 0.8, 1.0]),
    st.floats(1, 60),
)
def test_it_is_enough_and_hardly_more_than_enough(
    monthly: list[tuple[float, float]], value: float, chance: float, ceiling: float
) -> None:
    power, factories = zip(*monthly, strict=True)
    answer = industry(plan(value, indicator="iip"), power, factories)
    effort = least_effort(answer, chance, ceilings=dict.fromkeys(answer.parts, ceiling))
    (again,) = applied([answer], effort.scenario)
    assert again.outlook.chance == effort.after >= effort.before
    if effort.enough and effort.scenario.changes:
        less = tuple(replace(one, value=0.995 * one.value - 0.02) for one in effort.scenario.changes)
        (short,) = applied([answer], Scenario("less", less))
        assert short.outlook.chance < chance
    if not effort.enough:
        assert effort.asks["at_ceiling"].all()
