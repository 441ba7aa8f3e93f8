"""Residuals: what joint levels imply for every printed figure."""

import numpy as np
import pandas as pd
import pytest

from analysis.model.residuals import residuals
from tests.small_figures import figures


def known_levels(year_2020: float = 100.0, year_2021: float = 110.0) -> pd.DataFrame:
    """Levels known exactly, on two equal paths: one height for all months of 2020, another for those of 2021."""
    months = pd.period_range("2020-01", "2021-12", freq="M", name="month")
    heights = np.where(months.year == 2020, year_2020, year_2021)
    return pd.DataFrame({0: heights, 1: heights}, index=months)


def only(facts: pd.DataFrame, paths: pd.DataFrame | None = None) -> pd.Series:
    """The residual of a single figure."""
    found = residuals(facts, known_levels() if paths is None else paths)
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize(
    "figure",
    [
        ("month", "2021-03", "level", 110.0),
        ("ytd", "2021-06", "level", 660.0),
        ("year", "2020", "level", 1200.0),
        ("month", "2021-03", "growth_yoy_pct", 10.0),
        ("quarter", "2021-Q2", "growth_yoy_pct", 10.0),
        ("month", "2021-01", "growth_mom_pct", 10.0),
        ("month", "2021-02", "growth_mom_pct", 0.0),
        ("ytd", "2021-06", "index_yoy", 110.0),
    ],
)
def test_a_figure_that_fits_has_no_gap(figure: tuple) -> None:
    found = only(figures(figure))
    assert found["implied"] == pytest.approx(figure[-1])
    assert found["gap"] == pytest.approx(0, abs=1e-9)
    assert found["standard_errors"] == pytest.approx(0, abs=1e-9)


def test_the_gap_is_what_was_printed_less_what_the_levels_imply_in_the_figures_own_unit() -> None:
    assert only(figures(("month", "2021-03", "growth_yoy_pct", 12.5)))["gap"] == pytest.approx(2.5)
    assert only(figures(("ytd", "2021-03", "level", 300.0)))["gap"] == pytest.approx(-30)


def test_a_figure_printed_too_high_is_so_many_errors_above() -> None:
    found = residuals(
        figures(("month", "2021-03", "level", 120.0), ("month", "2021-04", "level", 100.0)), known_levels()
    ).set_index("period")["standard_errors"]
    assert found["2021-03"] > 0 > found["2021-04"]
    # the same error belongs to both, so that the logs of 120/110 and 100/110 set their proportion
    assert found["2021-03"] / found["2021-04"] == pytest.approx(np.log(120 / 110) / np.log(100 / 110), rel=0.01)


def test_the_same_gap_counts_for_more_in_a_whole_year_than_in_a_month() -> None:
    both = figures(("month", "2021-03", "growth_yoy_pct", 13.0), ("year", "2021", "growth_yoy_pct", 13.0))
    assert list(residuals(both, known_levels())["period_type"]) == ["year", "month"]


def test_a_figure_printed_with_fewer_digits_may_be_farther_off() -> None:
    rough, fine = (only(figures(("year", "2021", "growth_yoy_pct", value))) for value in (11.0, 11.001))
    assert rough["gap"] == pytest.approx(fine["gap"], abs=0.01)
    assert rough["standard_errors"] < 0.95 * fine["standard_errors"]


def test_the_largest_disagreement_comes_first() -> None:
    rates = {"2021-03": 10.0, "2021-04": 30.0, "2021-05": 11.0, "2021-06": -5.0}
    found = residuals(
        figures(*(("month", month, "growth_yoy_pct", rate) for month, rate in rates.items())), known_levels()
    )
    assert list(found["period"]) == ["2021-04", "2021-06", "2021-05", "2021-03"]


def test_a_contradicting_earlier_print_is_listed_with_a_gap_of_its_own() -> None:
    disputed = figures(
        ("year", "2021", "growth_yoy_pct", 15.0, "2022-01-01"), ("year", "2021", "growth_yoy_pct", 10.0, "2022-02-01")
    )
    found = residuals(disputed, known_levels())
    assert list(found["print"]) == ["contradicting", "newest"]
    assert found["gap"].to_numpy() == pytest.approx([5, 0], abs=1e-9)


def test_an_earlier_print_that_agrees_or_was_revised_contradicts_nothing() -> None:
    month = ("month", "2021-03", "growth_yoy_pct")
    again = residuals(figures((*month, 10.0, "2021-04-01"), (*month, 10.0, "2021-05-01")), known_levels())
    revised = figures((*month, 12.0, "2021-04-01"), (*month, 10.0, "2021-05-01", "revised"))
    assert sorted(again["print"]) == ["earlier", "newest"]
    assert list(residuals(revised, known_levels())["print"]) == ["earlier", "newest"]


def test_which_print_is_newest_does_not_hang_on_the_order_of_rows() -> None:
    disputed = figures(
        ("year", "2021", "growth_yoy_pct", 10.0, "2022-02-01"), ("year", "2021", "growth_yoy_pct", 15.0, "2022-01-01")
    )
    found = residuals(disputed, known_levels()).set_index("value")["print"]
    assert found.to_dict() == {10.0: "newest", 15.0: "contradicting"}


def test_the_range_holds_the_middle_eighty_per_cent_of_the_paths() -> None:
    months = pd.period_range("2020-01", "2020-12", freq="M", name="month")
    paths = pd.DataFrame([np.arange(101.0) + 1] * 12, index=months)
    found = only(figures(("month", "2020-01", "level", 51.0)), paths)
    assert found[["low", "implied", "high"]].to_numpy(dtype=float) == pytest.approx([11, 51, 91], rel=0.001)


def test_a_single_share_of_a_plan_fits_any_levels() -> None:
    assert only(figures(("ytd", "2021-06", "share_of_plan_pct", 56.0)))["gap"] == pytest.approx(0, abs=1e-9)


def test_two_shares_of_one_plan_are_held_against_each_other() -> None:
    shares = figures(("ytd", "2021-06", "share_of_plan_pct", 50.0), ("ytd", "2021-09", "share_of_plan_pct", 60.0))
    found = residuals(shares, known_levels()).set_index("period")
    # nine months are half as much again as six: a plan half done in June is done to three quarters in September
    assert found.loc["2021-09", "implied"] / found.loc["2021-06", "implied"] == pytest.approx(1.5)
    assert found.loc["2021-06", "gap"] > 0 > found.loc["2021-09", "gap"]


def test_other_measures_are_left_out() -> None:
    mixed = figures(("month", "2021-03", "growth_yoy_pct", 10.0), ("month", "2021-03", "contribution_pp", 1.0))
    assert list(residuals(mixed, known_levels())["measure"]) == ["growth_yoy_pct"]


def test_nothing_handed_in_is_changed() -> None:
    facts, paths = figures(("year", "2021", "growth_yoy_pct", 15.0)), known_levels()
    before = facts.copy(), paths.copy()
    residuals(facts, paths)
    pd.testing.assert_frame_equal(facts, before[0])
    pd.testing.assert_frame_equal(paths, before[1])
