"""Months and Tết."""

import pandas as pd
import pytest

from analysis.periods import TET_WINDOWS, months_of, tet_days, tet_shares


@pytest.mark.parametrize(
    ("period_type", "period", "first", "last"),
    [
        ("month", "2022-07", "2022-07", "2022-07"),
        ("point", "2022-07", "2022-07", "2022-07"),
        ("ytd", "2022-07", "2022-01", "2022-07"),
        ("ytd", "2022-01", "2022-01", "2022-01"),
        ("quarter", "2022-Q1", "2022-01", "2022-03"),
        ("quarter", "2022-Q4", "2022-10", "2022-12"),
        ("year", "2022", "2022-01", "2022-12"),
    ],
)
def test_a_figure_speaks_of_the_months_of_its_period(period_type: str, period: str, first: str, last: str) -> None:
    assert months_of(period_type, period).equals(pd.period_range(first, last, freq="M"))


def test_an_unknown_kind_of_period_is_told_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"half.*month, ytd, quarter, year, point"):
        months_of("half", "2022-06")


def whole_days(months: pd.PeriodIndex) -> pd.DataFrame:
    """Days of each window in each month, as counted from the table of Tết days."""
    counts = pd.DataFrame(0, months, list(TET_WINDOWS))
    for first_day in tet_days():
        for name, (first, last) in TET_WINDOWS.items():
            for day in pd.date_range(first_day + pd.Timedelta(days=first), periods=last - first + 1):
                counts.loc[day.to_period("M"), name] += 1
    return counts


def test_the_windows_are_two_weeks_before_tet_and_the_week_from_it() -> None:
    days = whole_days(pd.period_range("1990-01", "2050-12", freq="M"))
    assert days.loc["2022-01"].to_dict() == {"before": 14, "during": 0}
    assert days.loc["2022-02"].to_dict() == {"before": 0, "during": 7}
    shares = days / [14, 7]
    centred = shares - shares.groupby(shares.index.month).transform("mean")
    pd.testing.assert_frame_equal(tet_shares(days.index), centred, check_freq=False)


def test_tet_on_1_february_puts_the_days_before_it_into_january() -> None:
    january, february = tet_shares(pd.PeriodIndex(["2022-01", "2022-02"], freq="M")).to_numpy()
    before, during = 0, 1
    assert january[before] > 0 > february[before]
    assert january[during] < 0 < february[during]


def test_the_effect_of_tet_is_centred_in_every_month_of_the_year() -> None:
    shares = tet_shares(pd.period_range("1990-01", "2050-12", freq="M"))
    means = shares.groupby(shares.index.month).mean().to_numpy()
    assert means == pytest.approx(0, abs=1e-12)


def test_tet_moves_its_days_between_january_and_march_only() -> None:
    shares = tet_shares(pd.period_range("1990-01", "2050-12", freq="M"))
    assert (shares[shares.index.month > 3] == 0).all(axis=None)
    yearly = shares.groupby(shares.index.year).sum().to_numpy()
    assert yearly == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("months", [("1988-01", "1989-12"), ("2051-01", "2052-12")])
def test_beyond_the_table_of_tet_days_every_month_is_ordinary(months: tuple[str, str]) -> None:
    assert (tet_shares(pd.period_range(*months, freq="M")) == 0).all(axis=None)


def test_shares_come_in_the_order_of_the_months_asked_for() -> None:
    months = pd.PeriodIndex(["2022-02", "2021-06", "2022-01"], freq="M")
    shares = tet_shares(months)
    assert shares.index.equals(months)
    assert list(shares.columns) == list(TET_WINDOWS)


@pytest.mark.parametrize(
    ("kind", "period", "advice"),
    [
        ("month", "2022", "YYYY-MM"),
        ("ytd", "2022-Q1", "YYYY-MM"),
        ("year", "2022-07", "YYYY"),
        ("month", "Sep-22", "2022-09"),
    ],
)
def test_a_period_of_another_kind_is_refused_not_guessed(kind: str, period: str, advice: str) -> None:
    with pytest.raises(ValueError, match=f"{kind} “{period}”: hãy ghi / write {advice}"):
        months_of(kind, period)
