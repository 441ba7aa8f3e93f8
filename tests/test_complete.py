"""Futures of a complete monthly series: arithmetic where the answer is known, sense where it is not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model import global_model
from analysis.model.complete import draw, second_opinion, simulate
from analysis.model.components import components
from analysis.periods import tet_shares

SEASON = np.array([0.8, 0.7, 1.0, 1.0, 1.1, 1.0, 1.0, 1.0, 1.1, 1.0, 1.1, 1.2])


def monthly(levels: object, start: str = "2015-01") -> pd.Series:
    """Levels, one a month."""
    numbers = np.asarray(levels, dtype=float)
    return pd.Series(numbers, pd.period_range(start, periods=len(numbers), freq="M"))


def noisy(months: int = 60, seed: int = 1) -> pd.Series:
    """A growing series with a season and some noise."""
    noise = np.random.default_rng(seed).normal(0, 0.03, months).cumsum() / 2
    return monthly(100 * 1.04 ** (np.arange(months) / 12) * np.resize(SEASON, months) * np.exp(noise))


def year(draws: pd.DataFrame) -> pd.Series:
    """Each path's total."""
    return draws.sum()


def test_a_series_that_never_moved_stays_where_it_is() -> None:
    draws = simulate(monthly(np.full(36, 5.0)), "2018-12", n_draws=50)
    assert (draws == 5.0).all(axis=None)


@pytest.mark.parametrize("season", [np.ones(12), SEASON], ids=["no season", "a season"])
@pytest.mark.parametrize("growth", [-0.1, 0.01, 0.05, 0.15])
@pytest.mark.parametrize("known", [3, 9])
def test_an_exact_growth_goes_on_to_a_twentieth_of_a_point(growth: float, season: np.ndarray, known: int) -> None:
    months = 72 + known
    history = monthly(100 * (1 + growth) ** (np.arange(months) / 12) * np.resize(season, months))
    total = history[-known:].sum() + year(simulate(history, "2021-12"))
    grown = total / history[-known - 12 : -known].sum() - 1
    assert grown.median() == pytest.approx(growth, abs=0.0005)


def test_what_moves_wildly_is_not_drawn_on_logs() -> None:
    history = monthly(np.exp(2 * np.random.default_rng(0).standard_normal(60)))
    assert simulate(history, "2020-12").max(axis=None) < 10 * history.max()


def test_the_same_amount_more_each_month_goes_on() -> None:
    last = simulate(monthly(np.arange(100.0, 160.0)), "2020-03").loc["2020-03"]
    assert last.median() == pytest.approx(162.0, abs=0.5)


def test_a_season_returns() -> None:
    history = noisy()
    december = simulate(history, "2020-12").loc[["2020-02", "2020-12"]].median(axis=1)
    assert december["2020-12"] / december["2020-02"] == pytest.approx(1.2 / 0.7, rel=0.1)


def test_a_series_in_other_units_has_the_same_future_in_these_units() -> None:
    in_tons, in_kilos = (simulate(unit * noisy(), "2020-06", n_draws=100) for unit in (1, 1000))
    np.testing.assert_allclose(in_kilos, 1000 * in_tons, rtol=1e-6)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    first, again, other = (simulate(noisy(), "2020-06", n_draws=100, seed=seed) for seed in (7, 7, 8))
    assert first.to_numpy().tobytes() == again.to_numpy().tobytes()
    assert not np.allclose(first, other)


def test_the_history_is_left_as_it_was() -> None:
    history = noisy()
    simulate(history, "2020-06", n_draws=10)
    pd.testing.assert_series_equal(history, noisy())


def test_rows_are_the_months_wanted_and_columns_the_draws() -> None:
    draws = simulate(noisy(), "2020-09", n_draws=77)
    assert draws.shape == (9, 77)
    assert list(draws.index.astype(str))[::8] == ["2020-01", "2020-09"]
    assert draws.index.name == "month"


def test_months_of_a_path_belong_together() -> None:
    draws = simulate(noisy(), "2020-12")
    alone = np.sqrt((draws.std(axis=1) ** 2).sum())
    assert year(draws).std() > 1.5 * alone


def test_the_further_ahead_the_wider() -> None:
    spread = simulate(noisy(120), "2025-12", n_draws=4000).std(axis=1) / np.resize(SEASON, 12)
    assert spread["2025-12"] > 1.2 * spread["2025-01"]


def test_one_wrong_month_hardly_moves_the_year() -> None:
    history = noisy()
    wrong = history.copy()
    wrong.iloc[40] *= 3
    right, moved = (year(simulate(one, "2020-12")).median() for one in (history, wrong))
    assert moved == pytest.approx(right, rel=0.02)


def test_a_missing_year_is_bridged() -> None:
    history = noisy(84)
    gap = history.copy()
    gap.iloc[30:42] = np.nan
    whole, bridged = (year(simulate(one, "2022-12")) for one in (history, gap))
    assert bridged.median() == pytest.approx(whole.median(), rel=0.02)
    assert year(simulate(gap.dropna(), "2022-12")).equals(bridged)


def test_months_missing_at_the_end_widen_what_follows() -> None:
    history = noisy()
    late = history.copy()
    late.iloc[-3:] = np.nan
    assert simulate(late, "2020-01").std(axis=1).iloc[0] > simulate(history, "2020-01").std(axis=1).iloc[0]


@pytest.mark.parametrize("ago", [1, 3, 6])
def test_a_crash_just_before_the_end_is_not_yet_taken_for_a_lasting_step(ago: int) -> None:
    history = noisy()
    crashed = history.copy()
    crashed.iloc[-ago] *= 0.3
    right, moved = (year(simulate(one, "2020-12")).median() for one in (history, crashed))
    assert moved == pytest.approx(right, rel=0.05)


def test_forty_years_are_drawn_from_their_last_ten() -> None:
    history = noisy(480)
    pd.testing.assert_frame_equal(
        simulate(history, "2055-03", n_draws=20), simulate(history[-120:], "2055-03", n_draws=20)
    )


def test_a_step_is_taken_as_lasting() -> None:
    noise = np.random.default_rng(3).normal(0, 0.2, 60)
    stepped = monthly(np.r_[np.full(30, 10.0), np.full(30, 30.0)] + noise)
    assert simulate(stepped, "2020-01").loc["2020-01"].median() == pytest.approx(30, rel=0.05)


@pytest.mark.parametrize(
    "levels",
    [
        np.zeros(40),
        np.r_[np.zeros(20), np.arange(20.0)],
        np.tile([0, 0, 3.0], 20),
        -np.arange(1.0, 41),
        np.sin(np.arange(40.0)),
    ],
    ids=["nothing", "nothing, then something", "now and then", "below zero", "around zero"],
)
def test_zeros_and_less_have_a_finite_future(levels: np.ndarray) -> None:
    draws = simulate(monthly(levels), "2021-12", n_draws=200)
    assert np.isfinite(draws).all(axis=None)
    assert draws.abs().max(axis=None) < 100 * max(abs(levels).max(), 1)


@pytest.mark.parametrize("least", [1e-3, 1e-6, 1e-9])
def test_a_series_that_hardly_moves_goes_on_hardly_moving(least: float) -> None:
    history = monthly(1000 * (1 + least * np.r_[np.zeros(30), np.ones(30)]))
    draws = simulate(history, "2020-12", n_draws=200)
    assert np.isfinite(draws).all(axis=None)
    assert (draws / 1000 - 1).abs().quantile(0.9).max() < max(5 * least, 1e-6)


@pytest.mark.parametrize("size", [1e-9, 1e12])
def test_thirteen_months_are_enough_to_go_on_about_as_before_at_any_size(size: float) -> None:
    draws = simulate(size * monthly(100 * np.resize(SEASON, 13)), "2016-12", n_draws=500)
    assert 12 * 70 * size < year(draws).median() < 12 * 130 * size
    assert np.isfinite(draws).all(axis=None)


def test_the_fewer_months_are_known_the_wider() -> None:
    wider = []
    for seed in range(1, 5):
        history = monthly(100 + np.random.default_rng(seed).normal(size=72))
        drawn = [simulate(history[-months:], "2021-01").iloc[0] for months in (24, 72)]
        few, many = (one.quantile(0.9) - one.quantile(0.1) for one in drawn)
        wider.append(few / many)
    assert np.mean(wider) > 1.3


def test_what_never_was_below_zero_never_falls_below_it() -> None:
    history = monthly(np.random.default_rng(0).exponential(size=60))
    assert (simulate(history, "2020-12") >= 0).all(axis=None)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6).map(lambda level: round(level, 3)), min_size=13, max_size=30))
def test_any_thirteen_months_have_a_finite_future(levels: list[float]) -> None:
    assert np.isfinite(simulate(monthly(levels), "2018-12", n_draws=20)).all(axis=None)


def test_tet_moves_january_and_february_as_it_did_before() -> None:
    history = monthly(np.full(120, 100.0), "2010-01")
    history *= np.exp(-0.2 * tet_shares(history.index)["during"] + np.random.default_rng(0).normal(0, 0.01, 120))
    draws = simulate(history, "2020-02").median(axis=1)
    expected = 100 * np.exp(-0.2 * tet_shares(draws.index)["during"])
    np.testing.assert_allclose(draws, expected, rtol=0.03)


@pytest.mark.parametrize(
    ("history", "until", "said"),
    [
        (monthly(np.arange(12.0)), "2016-12", "at least 13"),
        (noisy(), "2019-12", "2019-12"),
        (noisy(), "2020-13", "YYYY-MM"),
        (pd.Series(np.arange(20.0)), "2020-12", "PeriodIndex"),
        (pd.concat([noisy(), noisy()[-1:]]), "2020-12", "2019-12"),
        (noisy() / np.r_[np.ones(59), 0], "2020-12", "2019-12: inf: .* finite"),
        (noisy().astype(object).where(np.arange(60) != 3, "12,5"), "2020-12", "2015-04: 12,5: .* finite"),
        (noisy()[:0], "2020-12", "0 months known"),
        (noisy(480).where(np.arange(480) < 300), "2060-12", "0 months known"),
    ],
    ids=["short", "past", "no month", "no months", "twice", "endless", "no number", "none", "none of late"],
)
def test_what_cannot_be_foreseen_is_refused_by_name(history: pd.Series, until: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        simulate(history, until)


def test_a_season_sums_to_nothing_over_a_year_and_a_level_never_comes_back() -> None:
    year_of = components(pd.Period("2020-04", "M"), 12)
    assert year_of.season.sum(axis=0) == pytest.approx(np.zeros(12))
    assert list(np.diag(year_of.level)) == list(range(1, 13))


def rest_of_2020(history: pd.Series, opinion: global_model.GlobalModel | None) -> np.ndarray:
    """Draws of the nine months after March."""
    return draw(history, 9, 400, np.random.default_rng(0), opinion)


def test_a_second_opinion_moves_totals_and_keeps_their_ranks_and_the_shares_of_months() -> None:
    history = noisy(63)
    alone, pooled = (rest_of_2020(history, opinion) for opinion in (None, global_model.shipped()))
    assert not np.allclose(alone.sum(axis=0), pooled.sum(axis=0), rtol=0.001)
    assert list(alone.sum(axis=0).argsort()) == list(pooled.sum(axis=0).argsort())
    np.testing.assert_allclose(alone / alone.sum(axis=0), pooled / pooled.sum(axis=0))


def test_months_after_december_move_with_the_year_before() -> None:
    alone, pooled = (draw(noisy(63), 21, 9, np.random.default_rng(0), one) for one in (None, global_model.shipped()))
    moved = pooled / alone
    np.testing.assert_allclose(moved, np.broadcast_to(moved[:1], moved.shape))


@pytest.mark.parametrize(
    "history",
    [noisy(63) - 150, noisy(23), noisy(63).where(np.arange(63) != 45)],
    ids=["below zero", "less than two years", "a month missing of late"],
)
def test_no_second_opinion_is_asked_where_it_has_nothing_to_say(history: pd.Series) -> None:
    alone, pooled = (rest_of_2020(history, opinion) for opinion in (None, global_model.shipped()))
    np.testing.assert_array_equal(alone, pooled)


class Told:
    """A tree that always says the same."""

    def predict(self, features: pd.DataFrame, num_threads: int) -> np.ndarray:
        return np.zeros(len(features))


def test_the_second_opinion_counts_less_after_a_shock() -> None:
    told = global_model.GlobalModel((Told(),) * len(global_model.QUANTILES))
    calm, rest = noisy(51).to_numpy(), np.array([900.0, 1000.0])
    shocked = np.r_[calm[:40], 0.2 * calm[40], calm[41:]]
    apart = [np.diff(told.pooled(rest, levels, 3)) / 100 for levels in (calm, shocked)]
    assert np.ravel(apart) == pytest.approx([0.6, 0.9])


def test_features_do_not_know_units_or_dates() -> None:
    levels = noisy(51).to_numpy()
    in_tons, in_kilos = (global_model.describe(unit * levels[None], 3).features for unit in (1, 1000))
    pd.testing.assert_frame_equal(in_tons, in_kilos, rtol=1e-4)
    assert not {"year", "month"} & set(in_tons)


def test_what_trees_are_asked_can_be_taken_back() -> None:
    rows = global_model.describe(noisy(51).to_numpy()[None], 3)
    assert rows.totals(rows.standardised(np.array([950.0]))[:, None])[0, 0] == pytest.approx(950)


def test_the_shipped_trees_are_small_and_come_back_from_their_text() -> None:
    shipped = global_model.shipped()
    assert len(shipped.text()) < 1.1e6
    levels, rest = noisy(51).to_numpy(), np.array([900.0, 950.0, 1000.0])
    again = global_model.GlobalModel.read(shipped.text())
    np.testing.assert_array_equal(shipped.pooled(rest, levels, 3), again.pooled(rest, levels, 3))


@pytest.mark.parametrize(("known", "counts"), [(60 + 5, True), (60 + 6, False), (12 + 5, False)])
def test_a_second_opinion_counts_where_most_of_the_year_lies_ahead_and_two_years_are_known(
    known: int, counts: bool
) -> None:
    past = noisy(12 * (known // 12 + 1)).to_numpy()
    levels = pd.DataFrame({high: past * (1 + high * (np.arange(len(past)) >= known)) for high in (0.0, 0.5, -0.5)})
    factor = second_opinion(levels.set_axis(monthly(past).index), known, seed=0)
    assert (factor != 1).all() == counts
    assert not counts or factor[1] < factor[0] < factor[2]  # what lies far off is drawn near
