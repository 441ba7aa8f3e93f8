"""Plans built, steered and remembered: on draws one can do in the head."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.ledger import COLUMNS
from analysis.ledger.targets import Target
from analysis.outlook import plans
from analysis.outlook.joint import worth
from tests.small_futures import flat, industry, plan, told

NONE = pd.DataFrame(columns=COLUMNS).astype({"value": float})


def year_of(*growths: float, indicator: str = "retail_sales") -> object:
    """A series of 100 a month in 2021 that grows by so many per cent on each draw."""
    given = told(plan(float("nan"), indicator=indicator), flat(*(100 + own for own in growths)))
    return replace(given, figures=NONE)


def printed(year: str, measure: str, value: float) -> pd.DataFrame:
    """What was printed of a year."""
    row = ["somewhere", "retail_sales", "total", "year", year, measure, value, "u", "official", "2023-01-01", "s", ""]
    return pd.DataFrame([row], columns=COLUMNS)


@pytest.fixture(autouse=True)
def targets_may_be_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Target, "__post_init__", lambda self: None)


def test_a_target_with_a_chance_of_80_is_reached_on_eight_draws_of_ten() -> None:
    table = plans.plan([year_of(*range(1, 12))])
    row = table.loc[("retail_sales", "total")]
    assert row[["growth_80", "growth_60", "growth_40"]].tolist() == pytest.approx([3, 5, 7])
    assert row["level_80"] == pytest.approx(1200 * 1.03)


def test_all_together_each_needs_a_higher_chance_of_its_own() -> None:
    up, down = range(0, 101), range(100, -1, -1)  # whatever is good for one is bad for the other
    table = plans.plan([year_of(*up), year_of(*down, indicator="exports")], chance=0.5)
    assert table["each"].iloc[0] == pytest.approx(0.75, abs=0.01)
    assert (table["growth_joint"].to_numpy() <= np.array([list(up), list(down)]).T).all(axis=1).mean() >= 0.5


def test_what_the_sectors_grow_by_adds_up_to_the_total() -> None:
    given = replace(industry(plan(float("nan"), indicator="iip"), (50.0, 60.0), (50.0, 55.0)), figures=NONE)
    table = plans.plan([given], chance=0.5)
    sectors = table.drop(index=("iip", "total"))["growth_joint"]
    assert sectors.mean() == pytest.approx(table.loc[("iip", "total"), "growth_joint"])  # each is half of the base


def test_quarters_already_printed_stay_and_those_left_close_the_gap() -> None:
    given = replace(told(plan(1260), flat(100, 100, 100)), figures=NONE)
    table = plans.quarters(given, 0.5)
    assert table.loc["total", "expected"].tolist() == pytest.approx([0, 0, 0, 0, 0])
    assert table.loc["total", "needed"].tolist()[:2] == pytest.approx([0, 0])
    assert table.loc["total", ("needed", "year")] == pytest.approx(0, abs=10)


def test_an_average_of_five_years_is_no_plan_of_the_last_one() -> None:
    figures = pd.concat([printed(year, "growth_yoy_pct", 5.0) for year in ("2020", "2021")])
    mean = replace(plan(10.0, "growth_yoy_pct"), note="average a year, 2020-2022")
    given = replace(told(mean, flat(110)), figures=figures, settled={2020: 5.0, 2021: 5.0})
    row = plans.over_years([given]).iloc[0]
    assert (row["first_year"], row["closed"], row["done"]) == (2020, 2, pytest.approx(5))
    assert row["needed"] == pytest.approx(100 * (1.1**3 / 1.05**2 - 1))


@pytest.mark.parametrize("chance", [0, 1, -1, 2])
def test_a_chance_that_is_none_is_refused(chance: float) -> None:
    with pytest.raises(ValueError, match="write between 0 and 1"):
        plans.plan([year_of(1, 2)], chance)


def test_the_figure_that_moves_with_the_year_is_worth_most() -> None:
    telling = told(plan(1260), flat(90, 100, 110, 120))
    other = told(plan(1260, indicator="exports"), flat(110, 90, 90, 110))
    table = worth([telling, other])
    assert table.index[0] == ("retail_sales", "total", "2022-07")
    assert table.loc[("retail_sales", "total", "2022-07"), "retail_sales"] > 0.9
    assert table.loc[("exports", "total", "2022-07"), "retail_sales"] == pytest.approx(0, abs=1e-6)
