"""The pace that is needed, month by month and held against the past."""

import numpy as np
import pandas as pd
import pytest

from analysis.ledger.targets import Target
from analysis.outlook.pace import monthly_pace, pace, precedents, printed_growth, spans
from tests.small_figures import figures
from tests.small_futures import flat, plan

JUNE = pd.Period("2022-06", freq="M")


def three_years(*now: float) -> pd.DataFrame:
    """100 a month in 2020, 50 from July to December 2021, else 100, and in 2022 its own level on each path."""
    index = pd.period_range("2020-01", "2022-12", freq="M", name="month")
    return pd.DataFrame({path: [100.0] * 18 + [50.0] * 6 + [level] * 12 for path, level in enumerate(now)}, index)


def monthly(paths: pd.DataFrame, target: Target, last: pd.Period) -> pd.DataFrame:
    """The months left with the pace that the middle path needs."""
    return monthly_pace(paths, target, last, float(pace(paths, target, last).median()))


def test_equal_months_all_need_the_same() -> None:
    months = monthly(flat(105), plan(1260 + 30), JUNE)
    assert months["expected"].to_list() == pytest.approx([5] * 6)
    assert months["needed"].to_list() == pytest.approx([10] * 6)
    assert months["base"].to_list() == [100] * 6


def test_a_fallen_base_shows_as_growth_expected_and_needed() -> None:
    months = monthly(three_years(100.0), plan(1230), pd.Period("2022-05", freq="M"))
    assert months["base_growth"].to_list() == pytest.approx([0, *[-50] * 6])
    assert months["expected"].to_list() == pytest.approx([0, *[100] * 6])
    # 30 more on a base of 100 + 6 x 50: 7.5 points for every month
    assert months["needed"].to_list() == pytest.approx([7.5, *[107.5] * 6])


@pytest.mark.parametrize(("value", "measure"), [(1290, "level"), (7.5, "growth_yoy_pct")])
def test_the_months_needed_lead_to_the_target(value: float, measure: str) -> None:
    paths, target = flat(95, 103, 110), plan(value, measure)
    months = monthly(paths, target, JUNE)
    together = (months["needed"] * months["base"]).sum() / months["base"].sum()
    assert together == pytest.approx(pace(paths, target, JUNE).median())
    assert (months["needed"] - months["expected"]).std() == pytest.approx(0, abs=1e-9)
    assert pace(paths, plan(1290), JUNE).median() == pytest.approx(together)


def test_a_finished_year_has_no_months_left() -> None:
    december = pd.Period("2022-12", freq="M")
    assert monthly(flat(100), plan(1300), december).empty
    assert precedents(flat(100), plan(1300), december).empty


def test_spans_are_held_against_the_same_months_a_year_before() -> None:
    grown = spans(three_years(100.0, 110.0), 6)
    assert grown.index[0] == pd.Period("2021-06", freq="M")
    assert grown.loc["2021-12"].to_list() == pytest.approx([-50, -50])
    assert grown.loc["2022-12"].to_list() == pytest.approx([100, 120])


def test_the_own_past_is_counted_path_by_path() -> None:
    # the spans of six months to 2021-06 ... 2022-06 fall from 0 to -50 % and end at 0 again, +10 % on the second path
    paths, target = three_years(100.0, 110.0), plan(0.0, "growth_yoy_pct")
    own = precedents(paths, target, JUNE, "2022-08-09").iloc[0]
    grown = spans(paths.loc[:JUNE], 6)
    needed = pace(paths, target, JUNE).to_numpy()  # 0 on the first path, -20 % on the second
    assert needed == pytest.approx([0, -20])
    assert own.any_time == pytest.approx(np.mean([grown[path] >= needed[path] for path in (0, 1)]))
    assert (own.spans, own.years, own.same_season) == (13, 1, 0)
    assert own.months == 6


def test_the_country_is_asked_too_and_output_by_the_index_that_moves_with_it() -> None:
    found = precedents(flat(100, 110), plan(1300, indicator="industrial_output"), JUNE, "2022-08-09")
    assert found["geography"].tolist() == ["somewhere", "vietnam"]
    assert found["indicator"].tolist() == ["industrial_output", "iip"]
    assert found["spans"][1] > 100


def test_employment_is_asked_in_every_other_province() -> None:
    found = precedents(flat(100, 110), plan(1300, indicator="industrial_employment"), JUNE, "2022-08-09")
    places = found["geography"].tolist()
    assert places[:2] == ["somewhere", "vietnam"]
    assert len(places) == 2 + 63


def test_nothing_published_later_is_asked() -> None:
    early, late = (
        precedents(flat(100), plan(1300, indicator="iip"), JUNE, day).iloc[1] for day in ("2020-01-01", "2022-08-09")
    )
    assert early.spans < late.spans


def test_growth_of_a_month_is_the_newest_print_or_follows_from_levels() -> None:
    printed = figures(
        ("month", "2021-01", "level", 100.0),
        ("month", "2022-01", "level", 107.0),
        ("month", "2021-02", "level", 100.0),
        ("month", "2022-02", "level", 107.0),
        ("month", "2022-02", "growth_yoy_pct", 6.0),
    )
    assert printed_growth(printed).dropna().to_list() == pytest.approx([7, 6])
