"""Futures held against a target: what a chance must obey."""

import numpy as np
import pandas as pd
import pytest

from analysis.ledger import COLUMNS
from analysis.model.estimate import estimate_levels
from analysis.outlook.joint import joint_chance
from analysis.outlook.pace import pace
from analysis.outlook.progress import settled_years, simple_rules
from analysis.outlook.verdicts import outcomes, outlook, verdict
from tests.small_figures import figures, months
from tests.small_futures import flat, plan, told

NONE = pd.DataFrame(columns=COLUMNS)
"""No figure at all."""


def test_the_chance_is_the_share_of_paths_that_reach_the_target() -> None:
    assert outlook(flat(90, 100, 110, 120), plan(1300)).chance == 0.5


def test_a_growth_target_is_judged_on_each_paths_own_base() -> None:
    view = outlook(flat(105, 108, 109, 112), plan(8.9, "growth_yoy_pct"))
    assert view.chance == 0.5
    assert view.median == pytest.approx(8.5)


def test_a_result_equal_to_the_target_reaches_it() -> None:
    assert outlook(flat(108.9), plan(8.9, "growth_yoy_pct")).chance == 1
    assert outlook(flat(108.89), plan(8.9, "growth_yoy_pct")).chance == 0


def test_low_and_high_hold_the_middle_of_the_paths() -> None:
    view = outlook(flat(*range(50, 151)), plan(1200))
    assert [view.low, view.median, view.high] == pytest.approx([720, 1200, 1680])


@pytest.mark.parametrize(
    ("chance", "word"),
    [(1.0, "reached"), (0.999, "likely"), (0.8, "likely"), (0.5, "open"), (0.2, "unlikely"), (0.0, "missed")],
)
def test_only_certainty_is_worded_as_certain(chance: float, word: str) -> None:
    assert verdict(chance) == word


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_target_that_is_no_number_is_refused_by_name(value: float) -> None:
    with pytest.raises(ValueError, match=rf"somewhere/retail_sales/total 2022.*: {value}: .*not a finite number"):
        plan(value)


@pytest.mark.parametrize(("value", "chance"), [(1199.0, 1.0), (1200.0, 1.0), (1201.0, 0.0)])
def test_a_finished_year_has_chance_zero_or_one(value: float, chance: float) -> None:
    finished = figures(("year", "2021", "level", 1150.0), ("year", "2022", "level", 1200.0))
    levels, target = estimate_levels(finished, "2022-12"), plan(value)
    assert outlook(levels, target, printed=settled_years(finished, target)).chance == chance


@pytest.mark.parametrize(("value", "chance"), [(8.8, 1.0), (8.9, 1.0), (9.0, 0.0)])
def test_a_finished_years_growth_has_chance_zero_or_one(value: float, chance: float) -> None:
    finished = figures(("ytd", "2022-06", "growth_yoy_pct", 5.66), ("year", "2022", "growth_yoy_pct", 8.9))
    levels, target = estimate_levels(finished, "2022-12"), plan(value, "growth_yoy_pct")
    assert outlook(levels, target, printed=settled_years(finished, target)).chance == chance


def test_a_target_far_below_what_is_published_is_certain_and_one_far_above_is_not_to_be_had() -> None:
    half_year = figures(("year", "2021", "level", 1200.0), ("ytd", "2022-06", "level", 650.0))
    paths = estimate_levels(half_year, "2022-12")
    assert outlook(paths, plan(500)).chance == 1
    assert outlook(paths, plan(50_000)).chance == 0


def test_more_published_makes_the_year_narrower() -> None:
    start = months({f"2021-{month:02d}": 100.0 for month in range(1, 13)})
    widths = []
    for last in (3, 6, 9, 12):
        known = figures(*start, *months({f"2022-{month:02d}": 104.0 for month in range(1, last + 1)}))
        view = outlook(estimate_levels(known, "2022-12"), plan(1250))
        widths.append(view.high - view.low)
    assert widths == sorted(widths, reverse=True)


def test_the_pace_needed_is_what_the_remaining_months_must_grow() -> None:
    paths = flat(100)
    assert pace(paths, plan(1260), pd.Period("2022-06")).iloc[0] == pytest.approx(10)
    assert pace(paths, plan(5.0, "growth_yoy_pct"), pd.Period("2022-06")).iloc[0] == pytest.approx(10)


def test_before_the_years_first_figure_the_pace_is_that_of_the_whole_year() -> None:
    assert pace(flat(100), plan(1260), pd.Period("2021-12")).iloc[0] == pytest.approx(5)
    assert simple_rules(flat(100), plan(1260), pd.Period("2021-12"), NONE).isna().all()


def test_a_finished_year_needs_no_pace() -> None:
    assert pace(flat(100), plan(1260), pd.Period("2022-12")).isna().all()


def test_the_rules_of_thumb_are_plain_arithmetic() -> None:
    rules = simple_rules(flat(110), plan(1300), pd.Period("2022-06"), NONE)
    as_growth = simple_rules(flat(110), plan(5.0, "growth_yoy_pct"), pd.Period("2022-06"), NONE)
    assert list(rules.index) == ["ytd_growth_holds", "usual_share", "latest_month"]
    assert rules.to_list() == pytest.approx([1320] * 3)
    assert as_growth.to_list() == pytest.approx([10] * 3)


def test_the_joint_chance_counts_paths_that_reach_every_target() -> None:
    retail = told(plan(1300), flat(90, 110, 110, 110))
    exports = told(plan(1300, indicator="exports"), flat(110, 110, 90, 90))
    assert joint_chance([retail, exports]) == 0.25


def test_an_unknown_measure_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="level, growth_yoy_pct"):
        outcomes(flat(100), plan(1, "rank"))


def test_outcomes_have_one_value_a_path() -> None:
    assert np.allclose(outcomes(flat(100, 110), plan(1)), [1200, 1320])
