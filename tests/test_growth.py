"""Growth arithmetic on figures one can do in the head."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.growth import growth, on_the_year, year_growth, year_to_date, year_total
from analysis.outlook.pace import pace
from tests.small_futures import plan

quick = settings(deadline=None, derandomize=True, max_examples=50)
amounts = st.floats(1, 1000)


def monthly(values: list[float], start: str = "2021-01") -> pd.Series:
    return pd.Series(values, pd.period_range(start, periods=len(values), freq="M"), dtype=float)


def two_years(first: list[float], second: list[float]) -> pd.Series:
    return monthly([*first, *second])


# 10 a month, then 11 a month but 22 in December: 120, then 143
PLAIN = two_years([10.0] * 12, [11.0] * 11 + [22.0])


def test_growth_is_the_excess_in_per_cent() -> None:
    assert growth(monthly([110, 90, 300]), monthly([100, 100, 100])).tolist() == pytest.approx([10, -10, 200])


def test_a_month_is_held_against_the_same_month_a_year_before() -> None:
    rates = on_the_year(PLAIN)
    assert rates.iloc[:12].isna().all()
    assert rates.iloc[12:].tolist() == pytest.approx([10] * 11 + [120])


def test_a_month_whose_year_before_is_not_known_has_no_growth() -> None:
    rates = on_the_year(PLAIN.drop(pd.Period("2021-02", "M")))
    assert rates.loc["2022-01":].isna().tolist() == [False, True, *[False] * 10]


def test_the_year_to_date_runs_from_january() -> None:
    rates = year_to_date(two_years([10.0] * 12, [11.0] * 5 + [17.0] + [10.0] * 6))
    assert rates.iloc[:12].isna().all()
    # January to May: 55 on 50; to June: 72 on 60; to December: 132 on 120
    assert rates.loc["2022-05"] == pytest.approx(10)
    assert rates.loc["2022-06"] == pytest.approx(20)
    assert rates.loc["2022-12"] == pytest.approx(10)


def test_the_year_to_date_says_nothing_where_the_base_lacks_its_january() -> None:
    rates = year_to_date(monthly([10.0] * 34, start="2020-03"))
    assert rates.loc[:"2021-12"].isna().all()
    assert rates.loc["2022-01":].tolist() == pytest.approx([0] * 12)


def test_totals_and_growth_are_those_of_whole_years() -> None:
    paths = pd.DataFrame({0: PLAIN, 1: two_years([10.0] * 12, [20.0] * 12)})
    assert year_total(paths, 2022).tolist() == [143, 240]
    assert year_growth(paths, 2022).tolist() == pytest.approx([100 * 23 / 120, 100])


@pytest.mark.parametrize("missing", [0, 5, 11])
def test_a_year_that_is_not_whole_has_no_total(missing: int) -> None:
    with pytest.raises(ValueError, match=r"2021: 11 tháng / months"):
        year_total(PLAIN.drop(PLAIN.index[missing]).to_frame(), 2021)
    with pytest.raises(ValueError, match="2023: 0"):
        year_total(PLAIN.to_frame(), 2023)


def test_the_pace_does_not_depend_on_what_is_guessed_for_the_months_left() -> None:
    # 66 in six months; 54 more on 60 a year before for 120
    june = pd.Period("2022-06", "M")
    known = PLAIN.loc[:"2022-06"].to_frame()
    guessed = two_years([10.0] * 12, [11.0] * 6 + [99.0] * 6).to_frame()
    assert pace(known, plan(120), june).tolist() == pytest.approx([-10])
    assert pace(guessed, plan(120), june).tolist() == pytest.approx([-10])


@pytest.mark.parametrize("missing", ["2021-09", "2022-03"])
def test_there_is_no_pace_without_the_base_or_the_months_so_far(missing: str) -> None:
    levels = PLAIN.drop(pd.Period(missing, "M")).to_frame()
    with pytest.raises(KeyError):
        pace(levels, plan(120), pd.Period("2022-06", "M"))


@quick
@given(
    base=st.lists(amounts, min_size=12, max_size=12),
    so_far=st.lists(amounts, min_size=1, max_size=11),
    total=st.floats(1000, 50000),
)
def test_a_year_that_goes_on_at_the_pace_ends_at_the_total(
    base: list[float], so_far: list[float], total: float
) -> None:
    last = pd.Period(f"2022-{len(so_far):02d}", "M")
    needed = pace(monthly([*base, *so_far]).to_frame(), plan(total), last).iloc[0]
    rest = [level * (1 + needed / 100) for level in base[len(so_far) :]]
    assert year_total(two_years(base, [*so_far, *rest]).to_frame(), 2022).iloc[0] == pytest.approx(total)


@quick
@given(levels=st.lists(amounts, min_size=24, max_size=24))
def test_december_to_date_is_the_year_and_january_to_date_is_january(levels: list[float]) -> None:
    series = monthly(levels)
    to_date = year_to_date(series)
    assert to_date.loc["2022-12"] == pytest.approx(year_growth(series.to_frame(), 2022).iloc[0])
    assert to_date.loc["2022-01"] == pytest.approx(on_the_year(series).loc["2022-01"])


@quick
@given(levels=st.lists(amounts, min_size=24, max_size=24))
def test_growth_applied_to_the_year_before_gives_the_level_back(levels: list[float]) -> None:
    rates = on_the_year(monthly(levels)).to_numpy()[12:]
    assert np.array(levels[:12]) * (1 + rates / 100) == pytest.approx(levels[12:])


@pytest.mark.parametrize("arithmetic", [on_the_year, year_to_date])
def test_paths_are_answered_one_by_one_and_left_as_they_were(arithmetic: object) -> None:
    paths = pd.DataFrame({0: PLAIN, 1: PLAIN[::-1].to_numpy()})
    before = paths.copy()
    answered = arithmetic(paths)
    pd.testing.assert_frame_equal(paths, before)
    for path in paths:
        pd.testing.assert_series_equal(answered[path], arithmetic(paths[path]), check_names=False)


@pytest.mark.parametrize("levels", [PLAIN.where(PLAIN.index != "2022-03"), pd.concat([PLAIN, PLAIN.iloc[-1:]])])
def test_a_month_without_a_level_and_a_month_given_twice_are_no_year(levels: pd.Series) -> None:
    with pytest.raises(ValueError, match=r"2022: 1[13] tháng / months"):
        year_total(levels.to_frame(), 2022)


def test_a_month_given_twice_has_no_growth() -> None:
    with pytest.raises(ValueError, match="2022-12: tháng lặp lại / a month given twice"):
        on_the_year(pd.concat([PLAIN, PLAIN.iloc[-1:]]))
