"""Shocks such as a lockdown: what passed is over, what lasts is believed, and what struck may strike again."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm, t

from analysis.model import prior
from analysis.model.estimate import estimate_levels
from analysis.model.layout import Layout
from analysis.model.prior import Innovations, events_of
from tests.small_figures import figures, months, spread

STEADY = pd.Series(100.0, pd.period_range("2018-01", "2021-12", freq="M"))


def printed(levels: pd.Series) -> pd.DataFrame:
    """Every month's level as a figure."""
    return figures(*months(dict(zip(levels.index.astype(str), levels, strict=True))))


def ahead(levels: pd.Series, until: str = "2022-12") -> pd.DataFrame:
    """Draws of the months after the last one printed."""
    return estimate_levels(printed(levels), until).loc[str(levels.index[-1] + 1) :]


def fallen(first: str, last: str) -> pd.Series:
    """A hundred a month, and eighty from the first month to the last."""
    levels = STEADY.copy()
    levels[first:last] = 80.0
    return levels


def test_three_months_lost_to_a_lockdown_do_not_bend_the_year_after() -> None:
    calm, struck = (ahead(levels).sum().median() for levels in (STEADY, fallen("2021-07", "2021-09")))
    assert struck == pytest.approx(calm, rel=0.03)


def test_a_sudden_fall_of_the_last_three_months_is_expected_to_pass() -> None:
    path = ahead(fallen("2021-10", "2021-12")).median(axis=1)
    assert path["2022-06"] > 89  # without shocks: 86; the second opinion, which knows none, takes three


def test_a_fall_that_has_lasted_for_a_year_is_believed() -> None:
    path = ahead(fallen("2021-01", "2021-12")).median(axis=1)
    assert path["2022-06"] < 84


def test_a_series_that_no_shock_struck_is_hardly_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(0)
    quiet = STEADY * np.exp(dice.normal(0, 0.01, len(STEADY)) + np.cumsum(dice.normal(0, 0.01, len(STEADY))))
    now = ahead(quiet)
    monkeypatch.setattr(prior, "SHOCK", 1e-6)
    before = ahead(quiet)
    assert now.sum().median() == pytest.approx(before.sum().median(), rel=0.01)
    assert spread(now).mean() == pytest.approx(spread(before).mean(), rel=0.1)


def test_after_a_lockdown_the_year_after_is_wider() -> None:
    calm, struck = (ahead(levels).sum().std() for levels in (STEADY, fallen("2021-07", "2021-09")))
    assert struck > 1.5 * calm


def events(series: int = 2, sectors: tuple[str, ...] = ("mines",)) -> Innovations:
    """What may strike three months of these sectors of some series."""
    months = pd.period_range("2021-01", "2021-03", freq="M")
    return events_of(Layout(months, sectors, (0.0,) * series, (), ()))


def test_a_shock_strikes_all_series_of_its_sector_and_fades() -> None:
    of_january = events().response.toarray()[:, 2]  # after the overall level of each series
    assert of_january == pytest.approx([1, 0.6, 0.36, 1, 0.6, 0.36])


def test_the_variance_of_a_small_shock_shrinks_and_that_of_a_large_one_follows_it() -> None:
    found = events(1).reweighed(np.array([5.0, 0.0, 0.3, 0.0]))
    assert found == pytest.approx([9.0, 2 / 3 * 0.005**2, 0.3**2 / 3, 2 / 3 * 0.005**2], rel=0.001)


def test_the_density_of_shocks_is_students_less_the_normal_law_that_stood_in_for_it() -> None:
    sizes, variance = np.array([0.0, 0.004, -0.2]), np.array([2e-5, 3e-5, 0.01])
    heavy, stand_in = t.logpdf(sizes / 0.005, 2) - np.log(0.005), norm.logpdf(sizes, scale=np.sqrt(variance))
    constant = len(sizes) * (t.logpdf(0, 2) - norm.logpdf(0))
    found = events(1).log_density(np.r_[7.0, sizes], np.r_[9.0, variance])
    assert found == pytest.approx((heavy - stand_in).sum() - constant)
