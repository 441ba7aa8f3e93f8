"""Prints on another base, months of nothing, and the newest cumulative figure, which is never contradicted."""

import numpy as np
import pandas as pd
import pytest

from analysis.growth import year_growth, year_to_date
from analysis.model.bases import broken_bases
from analysis.model.estimate import estimate_levels
from analysis.model.observations import implied
from tests.small_figures import STEADY, figures, months


def year(name: str, level: float, published: str, measure: str = "level") -> tuple:
    """The figure of a year, and when it was printed."""
    return ("year", name, measure, level, published)


def printed_each_year(*levels: float) -> list[tuple]:
    """Levels of 2018 and the years after, each printed at the end of its year."""
    return [year(str(name), level, f"{name}-12-29") for name, level in enumerate(levels, 2018)]


def test_growth_is_that_of_the_release_where_levels_were_printed_on_two_bases() -> None:
    # 1,200 and 1,188, but +10 % in the release of 2022: the base has fallen by 10 %
    own = figures(*printed_each_year(1200, 1200, 1200, 1200), year("2022", 1188.0, "2022-12-29"))
    rate = figures(year("2022", 10.0, "2022-12-29", "growth_yoy_pct"))
    levels = estimate_levels(pd.concat([own, rate]), "2022-12")
    assert year_growth(levels, 2022).median() == pytest.approx(10.0, abs=0.3)
    assert levels.loc["2022-01":"2022-12"].sum().median() == pytest.approx(1188, rel=0.003)


def test_a_print_is_held_against_the_base_of_its_own_year() -> None:
    own = figures(*printed_each_year(1200, 1200, 1200, 1200), year("2022", 1188.0, "2022-12-29"))
    both = pd.concat([own, figures(year("2022", 10.0, "2022-12-29", "growth_yoy_pct"))])
    told = implied(next(both[both["period"] == "2020"].itertuples()), estimate_levels(both, "2022-12"))
    assert np.exp(np.median(told)) == pytest.approx(1200, rel=0.01)


def test_a_base_far_from_what_was_printed_is_another_one() -> None:
    # 100 a month, then 275 and "+10 %": prices, coverage or area are two and a half times as large
    old = [("month", month, "level", level, "2021-12-29") for month, level in STEADY.items()]
    new = [
        ("month", "2022-01", "level", 277.75, "2022-01-29"),
        ("month", "2022-01", "growth_yoy_pct", 10.0, "2022-01-29"),
    ]
    known = figures(*old, *new)
    assert broken_bases(known)["factor"].to_list() == pytest.approx([2.5])
    levels = estimate_levels(known, "2022-12").median(axis=1)
    assert levels["2021-06"] == pytest.approx(252.5, rel=0.02)
    assert levels["2022-12"] == pytest.approx(277.75, rel=0.1)


def test_a_base_a_thousand_times_as_large_is_a_slip() -> None:
    slip = [year("2021", 1e6, "2021-12-29"), year("2021", 1.0, "2021-12-29", "growth_yoy_pct")]
    assert broken_bases(figures(year("2020", 1200.0, "2020-12-29"), *slip)).empty


def test_months_of_nothing_are_nothing_and_the_others_stay() -> None:
    rows = months(STEADY)
    rows[18] = (*rows[18][:3], 0.0)
    levels = estimate_levels(figures(*rows, ("month", "2021-08", "growth_mom_pct", -100.0)), "2022-12", n_draws=200)
    assert (levels.loc[["2021-07"]] == 0).all(axis=None)
    assert levels.loc["2021-06"].median() == pytest.approx(101, rel=0.01)
    assert (levels.loc["2022-01":] > 0).all(axis=None)
    assert levels.loc["2022-07"].median() == pytest.approx(102, rel=0.1)


def test_the_newest_year_to_date_is_told_again_whatever_the_months_before_it_say() -> None:
    # months of 2021 say +1 %, the year to date +5 %
    against = [("ytd", "2021-11", "growth_yoy_pct", 5.0, "2021-12-05")]
    levels = estimate_levels(figures(*months(STEADY)[:23], *against), "2021-12")
    assert year_to_date(levels).loc["2021-11"].median() == pytest.approx(5.0, abs=0.5)


def test_an_older_year_to_date_that_nobody_else_confirms_is_outvoted() -> None:
    older = [("ytd", "2021-05", "growth_yoy_pct", 9.0), ("ytd", "2021-11", "growth_yoy_pct", 1.0)]
    levels = estimate_levels(figures(*months(STEADY)[:23], *older), "2021-12")
    assert year_to_date(levels).loc["2021-05"].median() == pytest.approx(1.0, abs=1.0)


@pytest.mark.parametrize(
    "rows",
    [
        [("quarter", f"{name}-Q{number}", "growth_yoy_pct", 6.0) for name in (2020, 2021) for number in range(1, 5)],
        [("month", f"2021-{month:02d}", "growth_yoy_pct", 6.0) for month in range(7, 13)],
        [("ytd", "2021-09", "level", 900.0), ("ytd", "2021-12", "level", 1200.0)],
        [("year", "2019", "level", 1000.0), ("year", "2020", "level", 1060.0), ("year", "2021", "level", 1120.0)],
    ],
    ids=["quarters only", "growth from the middle of a year on", "levels only", "years only"],
)
def test_any_series_is_answered_within_what_its_figures_say(rows: list[tuple]) -> None:
    levels = estimate_levels(figures(*rows), "2022-12")
    low, high = np.quantile(year_growth(levels, 2022), [0.1, 0.9])
    assert -30 < low < 6 < high < 45
