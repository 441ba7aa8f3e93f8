"""Monthly levels from published figures: rules that hold whatever the method."""

import numpy as np
import pandas as pd
import pytest

from analysis.growth import year_to_date
from analysis.ledger import printed_decimals
from analysis.model.estimate import estimate_levels
from analysis.model.reliability import rounding
from tests.small_figures import STEADY, figures, months, spread


def test_rows_are_months_from_the_first_spoken_of_to_the_end_asked_for() -> None:
    paths = estimate_levels(figures(("month", "2021-03", "growth_yoy_pct", 5.0)), "2021-12", n_draws=7)
    assert paths.index.name == "month"
    assert paths.index.equals(pd.period_range("2020-03", "2021-12", freq="M", name="month"))
    assert paths.shape[1] == 7


def test_a_printed_month_comes_out_as_printed() -> None:
    paths = estimate_levels(figures(*months(STEADY)), "2022-06")
    printed = pd.Series(STEADY)
    assert np.allclose(paths.median(axis=1)[:24], printed, rtol=0.01)


def test_months_are_known_no_tighter_than_they_were_printed() -> None:
    coarse = figures(("month", "2021-01", "level", 3.0), ("month", "2021-02", "level", 3.0))
    width = spread(estimate_levels(coarse, "2021-02"))
    assert (width > 0.3).all()  # "3" may be anything from 2.5 to 3.5


def test_a_printed_sum_binds_its_months_together() -> None:
    paths = estimate_levels(figures(("ytd", "2021-06", "level", 600.0), *months(STEADY)[:12]), "2021-12")
    half_year = paths.loc["2021-01":"2021-06"].sum()
    assert half_year.median() == pytest.approx(600, rel=0.005)
    assert half_year.std() / 600 < paths.loc["2021-03"].std() / 100


def test_growth_rates_alone_give_an_index_with_a_hundred_for_the_year_before() -> None:
    paths = estimate_levels(figures(("ytd", "2022-06", "growth_yoy_pct", 5.66), indicator="iip"), "2022-12")
    assert np.allclose(paths.loc["2021-01":"2021-12"].mean(), 100)
    assert year_to_date(paths).loc["2022-06"].median() == pytest.approx(5.66, abs=0.1)


def test_growth_of_a_year_and_its_level_before_give_its_level() -> None:
    known = figures(("year", "2020", "level", 1200.0), ("year", "2021", "growth_yoy_pct", 10.0))
    paths = estimate_levels(known, "2021-12")
    assert paths.loc["2021-01":"2021-12"].sum().median() == pytest.approx(1320, rel=0.003)


def test_an_index_of_the_year_before_is_growth_in_other_words() -> None:
    as_index = estimate_levels(figures(("month", "2021-02", "index_yoy", 86.4)), "2021-12", n_draws=50)
    as_growth = estimate_levels(figures(("month", "2021-02", "growth_yoy_pct", -13.6)), "2021-12", n_draws=50)
    assert np.allclose(as_index, as_growth, rtol=1e-6)


def test_two_shares_of_one_plan_say_how_the_year_ran() -> None:
    shares = [("ytd", "2021-06", "share_of_plan_pct", 50.0), ("ytd", "2021-12", "share_of_plan_pct", 100.0)]
    paths = estimate_levels(figures(*shares, ("ytd", "2021-06", "level", 600.0)), "2021-12")
    assert paths.loc["2021-01":"2021-12"].sum().median() == pytest.approx(1200, rel=0.01)


def test_month_on_month_growth_is_heard_softly() -> None:
    base = months(STEADY)[:12]
    loud = ("month", "2021-01", "growth_yoy_pct", 0.0)
    paths = estimate_levels(figures(*base, loud, ("month", "2021-01", "growth_mom_pct", 10.0)), "2021-02")
    assert 99 < paths.loc["2021-01"].median() < 105


def test_a_figure_that_agrees_makes_its_months_no_wider() -> None:
    known = [("year", "2020", "level", 1200.0), ("ytd", "2021-06", "growth_yoy_pct", 8.0)]
    before = estimate_levels(figures(*known), "2021-12")
    agreeing = float(round(before.loc["2021-04"].median(), 1))
    after = estimate_levels(figures(*known, ("month", "2021-04", "level", agreeing)), "2021-12")
    assert spread(after)["2021-04"] <= spread(before)["2021-04"]


def test_a_repeated_figure_changes_nothing() -> None:
    once = figures(("year", "2020", "level", 1200.0), ("ytd", "2021-06", "growth_yoy_pct", 8.0))
    twice = pd.concat([once, once.tail(1).assign(source_id="another")], ignore_index=True)
    assert estimate_levels(twice, "2021-12").equals(estimate_levels(once, "2021-12"))


def test_the_later_print_of_a_figure_is_the_one_that_counts() -> None:
    first = ("ytd", "2021-06", "growth_yoy_pct", 8.0, "2021-06-29", "estimate")
    later = ("ytd", "2021-06", "growth_yoy_pct", 5.0, "2022-06-29", "comparison")
    paths = estimate_levels(figures(later, first), "2021-12")
    assert year_to_date(paths).loc["2021-06"].median() == pytest.approx(5, abs=0.1)


def test_words_such_as_about_make_a_figure_softer() -> None:
    exact, about = (
        estimate_levels(figures(("year", "2021", "level", 6250.0, "2022-01-01", "estimate", note)), "2021-12")
        for note in ("", "source says about")
    )
    assert about.sum().std() > 2 * exact.sum().std()


def test_the_future_is_wider_the_further_it_lies() -> None:
    width = spread(estimate_levels(figures(*months(STEADY)), "2022-12"))
    # January and February wait for Tết, so the rule starts in March
    assert width["2022-03"] < width["2022-07"] < width["2022-12"]


def test_the_order_of_figures_and_one_that_says_nothing_leave_the_dice_alone() -> None:
    year = ("year", "2021", "growth_yoy_pct", 1.0)
    known = figures(*months(STEADY), year, ("ytd", "2022-02", "level", 206.0))
    vague = figures(("month", "2021-05", "growth_mom_pct", 0.0)).assign(note="about")
    paths, turned, more = (
        estimate_levels(facts, "2022-06", n_draws=50) for facts in (known, known[::-1], pd.concat([vague, known]))
    )
    assert np.allclose(paths, turned, rtol=1e-9)
    assert np.abs(more / paths - 1).median(axis=None) < 0.002


def test_same_seed_same_bytes_and_another_seed_other_paths() -> None:
    facts = figures(*months(STEADY))
    one, again, other = (estimate_levels(facts, "2022-06", n_draws=50, seed=seed) for seed in (1, 1, 2))
    assert one.to_numpy().tobytes() == again.to_numpy().tobytes()
    assert not one.equals(other)


def test_the_facts_handed_in_are_left_as_they_were() -> None:
    facts = figures(*months(STEADY))
    copy = facts.copy()
    estimate_levels(facts, "2022-06", n_draws=5)
    pd.testing.assert_frame_equal(facts, copy)


def test_figures_of_two_series_are_refused_by_name() -> None:
    mixed = pd.concat([figures(*months(STEADY)), figures(*months(STEADY), indicator="exports")])
    with pytest.raises(ValueError, match="somewhere/exports/total"):
        estimate_levels(mixed, "2022-06")


def test_levels_in_two_units_are_refused() -> None:
    mixed = pd.concat([figures(*months(STEADY)[:3]), figures(*months(STEADY)[3:], unit="million_usd")])
    with pytest.raises(ValueError, match="billion_vnd, million_usd"):
        estimate_levels(mixed, "2022-06")


@pytest.mark.parametrize(("value", "decimals"), [(5.66, 2), (15618.0, 0), (11757.6, 1), (4.093424, 6)])
def test_decimals_are_read_off_the_figure(value: float, decimals: int) -> None:
    assert printed_decimals(value) == decimals


def test_rounding_is_half_the_last_digit_relative_to_what_was_printed() -> None:
    printed = figures(("month", "2021-01", "level", 50.0), ("month", "2021-01", "growth_yoy_pct", 25.0))
    assert rounding(printed) == pytest.approx([0.5 / 50, 0.5 / 125])
