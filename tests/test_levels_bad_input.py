"""Figures that cannot be, and figures that say little: a clear refusal or a wide finite answer, never a silent NaN."""

import numpy as np
import pandas as pd
import pytest

from analysis.model.estimate import estimate_levels
from tests.small_figures import STEADY, figures, months

IMPOSSIBLE = [
    ("month", "2021-05", "growth_yoy_pct", -100.5),
    ("year", "2021", "growth_yoy_pct", -120.0),
    ("month", "2021-05", "growth_mom_pct", -130.5),
    ("ytd", "2021-06", "level", -5.0),
    ("month", "2021-12", "index_yoy", -3.0),
    ("ytd", "2021-06", "share_of_plan_pct", -1.0),
]
MEASURES = ("level", "growth_yoy_pct", "growth_mom_pct", "index_yoy", "share_of_plan_pct")
NO_MONTHS = ("", "2022", "2022-1", "2022-00", "2022-13", "2022-06-15", "2022Q2", "2022-Q2", "Dec 2022", "12/2022")
LEAST = {
    "one month's growth on the month": ([("month", "2021-05", "growth_mom_pct", 5.0)], "2021-05"),
    "the same, with months to come": ([("month", "2021-05", "growth_mom_pct", 5.0)], "2021-12"),
    "one share of a plan": ([("ytd", "2021-05", "share_of_plan_pct", 40.0)], "2021-12"),
    "growth on the month within one year": (
        [("month", f"2021-{month:02d}", "growth_mom_pct", 1.0) for month in range(3, 9)],
        "2021-12",
    ),
    "a year of growth on the month": (
        [("month", f"2021-{month:02d}", "growth_mom_pct", 1.0) for month in range(1, 13)],
        "2022-12",
    ),
    "one month's growth on the year": ([("month", "2021-05", "growth_yoy_pct", 5.0)], "2022-12"),
    "a year's fall of 60 %": ([("year", "2020", "growth_yoy_pct", -60.0)], "2021-12"),
    "one month's level": ([("month", "2021-05", "level", 100.0)], "2022-12"),
    "one month's level and nothing more": ([("month", "2021-05", "level", 100.0)], "2021-05"),
}
WILD = {
    "a growth of 40 %": ("ytd", "2021-06", "growth_yoy_pct", 40.0),
    "a growth of 900 %": ("month", "2021-06", "growth_yoy_pct", 900.0),
    "a fall of 99.99 %": ("month", "2021-06", "growth_yoy_pct", -99.99),
    "a year to date of a hundredth": ("ytd", "2021-06", "level", 6.0),
    "a year to date a thousandfold": ("ytd", "2021-06", "level", 606_000.0),
    "a leap on the month": ("month", "2021-06", "growth_mom_pct", 5000.0),
}


def refusal(facts: pd.DataFrame, until: str = "2022-06", **settings: int) -> str:
    """What the refusal says, after making sure that it says it in both languages."""
    with pytest.raises(ValueError, match=r".+ / .+") as caught:
        estimate_levels(facts, until, **settings)
    return str(caught.value)


def assert_levels(paths: pd.DataFrame) -> None:
    """Levels are numbers above zero on every path."""
    assert np.isfinite(paths.to_numpy()).all()
    assert (paths > 0).all().all()


@pytest.mark.parametrize("figure", IMPOSSIBLE, ids=lambda figure: f"{figure[2]} {figure[3]:g}")
def test_a_figure_that_cannot_be_is_refused_by_name(figure: tuple) -> None:
    message = refusal(figures(*months(STEADY), figure))
    _, period, measure, value = figure
    assert period in message
    assert measure in message
    assert f"{value:g}" in message


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_figure_that_is_no_number_is_refused_by_name(measure: str, value: float) -> None:
    message = refusal(figures(*months(STEADY), ("ytd", "2021-06", measure, value)))
    assert "2021-06" in message
    assert measure in message


def test_the_sound_figures_are_not_named_in_a_refusal() -> None:
    message = refusal(figures(*months(STEADY), ("month", "2022-02", "level", -1.0)))
    assert "2021-05" not in message


def test_an_impossible_figure_that_was_corrected_later_is_no_reason_to_refuse() -> None:
    misprint = ("month", "2022-01", "level", -104.0, "2022-01-29", "estimate")
    corrected = ("month", "2022-01", "level", 104.0, "2022-02-28", "revised")
    assert_levels(estimate_levels(figures(*months(STEADY), misprint, corrected), "2022-06", n_draws=20))


@pytest.mark.parametrize("rows", [[], [("year", "2021", "rank", 49.0)]], ids=["none", "a rank"])
def test_figures_that_say_nothing_about_levels_are_refused(rows: list[tuple]) -> None:
    assert "no figure can be used" in refusal(figures(*rows))


@pytest.mark.parametrize(("rows", "until"), LEAST.values(), ids=LEAST)
def test_figures_that_say_little_give_wide_finite_levels(rows: list[tuple], until: str) -> None:
    paths = estimate_levels(figures(*rows), until, n_draws=500)
    assert_levels(paths)
    assert len(paths) == 1 or (paths.iloc[-1] / paths.iloc[0]).std() > 0.02  # wide: a month against another


def test_a_single_growth_on_the_month_is_heard_softly() -> None:
    paths = estimate_levels(figures(("month", "2021-05", "growth_mom_pct", 5.0)), "2021-05")
    assert 1.0 < (paths.loc["2021-05"] / paths.loc["2021-04"]).median() < 1.08


def test_a_single_level_is_known_and_its_neighbours_less_the_further_they_lie() -> None:
    paths = estimate_levels(figures(("month", "2021-05", "level", 100.0)), "2022-12")
    width = paths.std(axis=1) / paths.median(axis=1)
    assert paths.loc["2021-05"].median() == pytest.approx(100, rel=0.01)
    assert 2 * width["2021-05"] < width["2021-06"] < width["2022-12"]


@pytest.mark.parametrize(
    "later",
    [
        ("month", "2021-07", "level", 100.0),
        ("ytd", "2021-07", "level", 700.0),
        ("month", "2021-07", "growth_mom_pct", 1.0),
        ("ytd", "2021-07", "share_of_plan_pct", 50.0),
        ("quarter", "2021-Q3", "level", 300.0),
        ("year", "2021", "growth_yoy_pct", 5.0),
    ],
    ids=lambda later: f"{later[2]} {later[1]}",
)
def test_a_figure_for_a_month_after_the_end_is_refused_by_name(later: tuple) -> None:
    message = refusal(figures(*months(STEADY)[:12], later), "2021-06")
    assert later[1] in message
    assert "2021-06" in message


@pytest.mark.parametrize("until", NO_MONTHS)
def test_an_end_that_is_no_month_is_refused(until: str) -> None:
    message = refusal(figures(*months(STEADY)), until)
    assert f"until={until}" in message
    assert "YYYY-MM" in message


@pytest.mark.parametrize("n_draws", [0, -1])
def test_too_few_paths_are_refused(n_draws: int) -> None:
    assert f"n_draws={n_draws}" in refusal(figures(*months(STEADY)), n_draws=n_draws)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_revised_print_of_any_measure_is_heard(measure: str) -> None:
    revised = ("month", "2022-01", measure, 50.0, "2022-03-01", "revised")
    assert_levels(estimate_levels(figures(*months(STEADY), revised), "2022-06", n_draws=20))


def test_one_path_is_a_path() -> None:
    assert_levels(estimate_levels(figures(*months(STEADY)), "2022-06", n_draws=1))


@pytest.mark.parametrize("wild", WILD.values(), ids=WILD)
def test_a_wild_figure_does_not_bend_months_that_are_printed(wild: tuple) -> None:
    paths = estimate_levels(figures(*months(STEADY), wild), "2022-06")
    assert_levels(paths)
    assert np.allclose(paths.median(axis=1)[:24], pd.Series(STEADY), rtol=0.02)


def test_a_wild_year_leaves_other_years_alone() -> None:
    paths = estimate_levels(figures(*months(STEADY), ("year", "2021", "level", 1_000_000.0)), "2022-06")
    assert_levels(paths)
    assert np.allclose(paths.median(axis=1)["2020-01":"2020-12"], 100, rtol=0.03)
    assert paths.loc["2022-01"].median() < 1000  # the months after answer to the printed months, not to the slip


def test_quarters_and_half_year_that_contradict_each_other_give_finite_levels() -> None:
    against = [("quarter", f"2021-Q{quarter}", "growth_yoy_pct", -90.0) for quarter in (1, 2)]
    paths = estimate_levels(figures(("ytd", "2021-06", "growth_yoy_pct", 500.0), *against), "2021-12")
    assert_levels(paths)
    half_year = paths["2021-01":"2021-06"].sum() / paths["2020-01":"2020-06"].sum()
    assert 0.1 < half_year.median() < 6.0


def test_years_that_contradict_each_other_give_finite_levels() -> None:
    years = [("year", "2020", "level", 100.0), ("year", "2021", "level", 100_000.0)]
    paths = estimate_levels(figures(*years, ("year", "2021", "growth_yoy_pct", -50.0)), "2021-12")
    assert_levels(paths)


def test_a_year_to_date_that_falls_is_refused_unless_a_later_print_revises_it() -> None:
    rising = figures(("ytd", "2021-01", "level", 100.0), ("ytd", "2021-02", "level", 200.0))
    fallen = figures(("ytd", "2021-03", "level", 150.0))
    with pytest.raises(ValueError, match="a year to date cannot fall: ytd 2021-03 150"):
        estimate_levels(pd.concat([rising, fallen]), "2021-12", n_draws=20)
    later = fallen.assign(published="2021-12-01")
    assert len(estimate_levels(pd.concat([rising, later]), "2021-12", n_draws=20)) == 12
