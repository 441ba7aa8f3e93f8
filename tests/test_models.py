"""Futures of a complete monthly series: arithmetic where the answer is known, sense where it is not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.model import simulate
from analysis.models import MODELS, weights
from analysis.models.movements import TYPICAL, covariance, covariances, seasons
from analysis.periods import tet_shares

SEASON = np.array([0.8, 0.7, 1.0, 1.0, 1.1, 1.0, 1.0, 1.0, 1.1, 1.0, 1.1, 1.2])
each_model = pytest.mark.parametrize("model", MODELS)


def monthly(levels: object, start: str = "2015-01") -> pd.Series:
    """Levels, one a month."""
    numbers = np.asarray(levels, dtype=float)
    return pd.Series(numbers, pd.period_range(start, periods=len(numbers), freq="M"))


def noisy(months: int = 60, seed: int = 1) -> pd.Series:
    """A growing series with a season and some noise."""
    noise = np.random.default_rng(seed).normal(0, 0.03, months).cumsum() / 2
    return monthly(100 * 1.04 ** (np.arange(months) / 12) * np.resize(SEASON, months) * np.exp(noise))


def year(paths: pd.DataFrame) -> pd.Series:
    """Each path's total."""
    return paths.sum()


@each_model
def test_a_series_that_never_moved_stays_where_it_is(model: str) -> None:
    paths = simulate(monthly(np.full(36, 5.0)), "2018-12", model=model, n_draws=50)
    assert (paths == 5.0).all(axis=None)


def test_five_percent_a_year_on_an_exact_season_go_on() -> None:
    history = monthly(100 * 1.05 ** (np.arange(60) / 12) * np.resize(SEASON, 60))
    growth = year(simulate(history, "2020-12")) / history[-12:].sum() - 1
    assert growth.median() == pytest.approx(0.05, abs=0.001)


def test_the_same_amount_more_each_month_goes_on() -> None:
    last = simulate(monthly(np.arange(100.0, 160.0)), "2020-03").loc["2020-03"]
    assert last.median() == pytest.approx(162.0, abs=0.2)


def test_a_season_returns() -> None:
    history = noisy()
    december = simulate(history, "2020-12").loc[["2020-02", "2020-12"]].median(axis=1)
    assert december["2020-12"] / december["2020-02"] == pytest.approx(1.2 / 0.7, rel=0.1)


@each_model
def test_a_series_in_other_units_has_the_same_future_in_these_units(model: str) -> None:
    in_tons, in_kilos = (simulate(unit * noisy(), "2020-06", model=model, n_draws=100) for unit in (1, 1000))
    np.testing.assert_allclose(in_kilos, 1000 * in_tons, rtol=1e-6)


@each_model
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(model: str) -> None:
    first, again, other = (simulate(noisy(), "2020-06", model=model, n_draws=100, seed=seed) for seed in (7, 7, 8))
    assert first.to_numpy().tobytes() == again.to_numpy().tobytes()
    assert not np.allclose(first, other)


def test_the_history_is_left_as_it_was() -> None:
    history = noisy()
    simulate(history, "2020-06", n_draws=10)
    pd.testing.assert_series_equal(history, noisy())


def test_rows_are_the_months_wanted_and_columns_the_paths() -> None:
    paths = simulate(noisy(), "2020-09", n_draws=77)
    assert paths.shape == (9, 77)
    assert list(paths.index.astype(str))[::8] == ["2020-01", "2020-09"]
    assert paths.index.name == "month"


def test_months_of_a_path_belong_together() -> None:
    paths = simulate(noisy(), "2020-12")
    alone = np.sqrt((paths.std(axis=1) ** 2).sum())
    assert year(paths).std() > 1.5 * alone


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
    paths = simulate(monthly(levels), "2021-12", n_draws=200)
    assert np.isfinite(paths).all(axis=None)
    assert paths.abs().max(axis=None) < 100 * max(abs(levels).max(), 1)


@pytest.mark.parametrize("least", [1e-3, 1e-6, 1e-9])
def test_a_series_that_hardly_moves_goes_on_hardly_moving(least: float) -> None:
    history = monthly(1000 * (1 + least * np.r_[np.zeros(30), np.ones(30)]))
    paths = simulate(history, "2020-12", n_draws=200)
    assert np.isfinite(paths).all(axis=None)
    assert (paths / 1000 - 1).abs().quantile(0.9).max() < max(5 * least, 1e-6)


@pytest.mark.parametrize("size", [1e-9, 1e12])
def test_thirteen_months_are_enough_to_go_on_about_as_before_at_any_size(size: float) -> None:
    paths = simulate(size * monthly(100 * np.resize(SEASON, 13)), "2016-12", n_draws=500)
    assert 12 * 70 * size < year(paths).median() < 12 * 130 * size
    assert np.isfinite(paths).all(axis=None)


def test_the_fewer_months_are_known_the_wider() -> None:
    history = monthly(100 + np.random.default_rng(1).normal(size=72))
    few, many = (simulate(history[-months:], "2021-01").iloc[0].quantile([0.1, 0.9]).diff()[0.9] for months in (24, 72))
    assert few > 1.25 * many


def test_of_a_long_past_half_of_the_paths_remember_only_the_last_years() -> None:
    history = noisy(120)
    history[:60] *= np.exp(np.random.default_rng(2).normal(0, 0.5, 60))
    calm = year(simulate(history[-60:], "2025-12"))
    inside = year(simulate(history, "2025-12")).between(*calm.quantile([0.01, 0.99]))
    assert inside.mean() > 0.5


def test_year_to_date_growth_holds_to_the_percent_where_it_always_held() -> None:
    history = monthly(100 * 1.05 ** np.repeat(np.arange(5), 12) * np.resize(SEASON, 60))[:54]
    paths = simulate(history, "2019-12", model="ytd_growth_holds", n_draws=20)
    np.testing.assert_allclose(paths, np.tile(1.05 * history["2018-07":"2018-12"].to_numpy()[:, None], 20))


def test_the_usual_share_lays_the_year_out_as_years_before() -> None:
    history = monthly(np.resize(np.r_[np.full(6, 10.0), np.full(6, 30.0)], 48))
    history = pd.concat([history, monthly(np.full(6, 20.0), "2019-01")])
    paths = simulate(history, "2019-12", model="usual_share", n_draws=20)
    np.testing.assert_allclose(paths, 60.0)


def test_the_latest_month_stays_give_or_take_what_the_rule_was_off_before() -> None:
    history = monthly(np.arange(1.0, 61) + 1000)
    paths = simulate(history, "2020-03", model="latest_month", n_draws=20_000)
    assert paths.iloc[0].median() == pytest.approx(1060, abs=0.1)
    # three months after each December the rule was 2 too low in the mean: three degrees of freedom, as many errors
    assert paths.iloc[0].quantile(0.9) - 1060 == pytest.approx(2 * stats.t.ppf(0.9, 3), rel=0.1)
    assert (paths.nunique() == 1).all()


@pytest.mark.parametrize("history", [noisy(20), monthly(np.r_[np.zeros(40), 1.0, 1.0])], ids=["short", "nothing"])
def test_a_rule_without_an_error_to_show_is_refused(history: pd.Series) -> None:
    with pytest.raises(ValueError, match=r"usual_share.*too short"):
        simulate(history, "2019-12", model="usual_share")


def test_what_never_was_below_zero_never_falls_below_it() -> None:
    history = monthly(np.random.default_rng(0).exponential(size=60))
    assert (simulate(history, "2020-12", model="levels") >= 0).all(axis=None)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6).map(lambda level: round(level, 3)), min_size=13, max_size=30))
def test_any_thirteen_months_have_a_finite_future(levels: list[float]) -> None:
    assert np.isfinite(simulate(monthly(levels), "2018-12", n_draws=20)).all(axis=None)


def test_weights_add_up_and_prefer_the_scale_on_which_the_series_is_regular() -> None:
    shares = weights(monthly(100 * 1.05 ** np.arange(60) * np.resize(SEASON, 60)))
    assert shares.sum() == pytest.approx(1)
    assert shares.idxmax() == "logs"
    assert list(weights(monthly(np.sin(np.arange(40.0)))).index) == ["levels"]
    assert weights(monthly(np.full(40, 3.0))).tolist() == [0.25, 0.5, 0.25]


def test_tet_moves_january_and_february_as_it_did_before() -> None:
    history = monthly(np.full(120, 100.0), "2010-01")
    history *= np.exp(-0.2 * tet_shares(history.index)["during"] + np.random.default_rng(0).normal(0, 0.01, 120))
    paths = simulate(history, "2020-02").median(axis=1)
    expected = 100 * np.exp(-0.2 * tet_shares(paths.index)["during"])
    np.testing.assert_allclose(paths, expected, rtol=0.03)


def test_the_grid_says_what_each_movement_says_alone() -> None:
    steps = np.r_[np.ones(20), 5.0, np.ones(9)]
    for movement, levels in covariances(steps):
        np.testing.assert_allclose(levels, covariance(movement, steps))


def test_seasons_sum_to_nothing_and_a_typical_level_wanders() -> None:
    assert seasons(12).sum(axis=0) == pytest.approx(np.zeros(12))
    assert covariance(TYPICAL, np.ones(12)).diagonal()[-1] > covariance(TYPICAL, np.ones(12)).diagonal()[0]


@pytest.mark.parametrize(
    ("history", "until", "said"),
    [
        (monthly(np.arange(12.0)), "2016-12", "at least 13"),
        (noisy(), "2019-12", "2019-12"),
        (noisy(), "2020-13", "YYYY-MM"),
        (pd.Series(np.arange(20.0)), "2020-12", "PeriodIndex"),
        (pd.concat([noisy(), noisy()[-1:]]), "2020-12", "2019-12"),
        (noisy() / np.r_[np.ones(59), 0], "2020-12", "finite"),
    ],
    ids=["short", "past", "no month", "no months", "twice", "endless"],
)
def test_what_cannot_be_foreseen_is_refused_by_name(history: pd.Series, until: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        simulate(history, until)


def test_an_unknown_model_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match=r"prophet.*pool, logs, roots, levels"):
        simulate(noisy(), "2020-12", model="prophet")


def test_a_scale_that_the_series_does_not_allow_is_refused() -> None:
    with pytest.raises(ValueError, match="logs"):
        simulate(monthly(np.arange(24.0)), "2017-12", model="logs")
