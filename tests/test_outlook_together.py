"""Targets together: paths put side by side as measured, every subset, and whether two targets fit."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from analysis.growth import year_total
from analysis.ledger import DATA
from analysis.outlook.joint import coherence, coupled, every_subset, independent_chance, joint_chance, load_dependence
from tests.small_futures import flat, industry, plan, told

RETAIL, EXPORTS = ("somewhere", "retail_sales", "total"), ("somewhere", "exports", "total")
IIP, OUTPUT = ("somewhere", "iip", "total"), ("somewhere", "industrial_output", "total")
POWER = ("somewhere", "iip", "electricity")


def dependence(shrunk: float, pair: tuple[str, str] = ("iip", "retail_sales")) -> pd.DataFrame:
    return pd.DataFrame({"shrunk": [shrunk]}, index=pd.MultiIndex.from_tuples([pair], names=["indicator", "other"]))


def random_paths(seed: int, count: int = 2000) -> pd.DataFrame:
    return flat(*np.random.default_rng(seed).uniform(50, 150, count))


def rank_correlation(one: pd.DataFrame, other: pd.DataFrame) -> float:
    return float(spearmanr(year_total(one, 2022), year_total(other, 2022)).statistic)


@pytest.mark.parametrize("wanted", [-0.7, 0.0, 0.5])
def test_totals_depend_on_each_other_as_measured(wanted: float) -> None:
    now = coupled({IIP: random_paths(1), RETAIL: random_paths(2)}, 2022, dependence(wanted))
    of_ranks = 6 / np.pi * np.arcsin(wanted / 2)
    assert rank_correlation(now[IIP], now[RETAIL]) == pytest.approx(of_ranks, abs=0.02)


def test_only_the_numbering_of_paths_changes() -> None:
    before = {IIP: random_paths(1, 50), RETAIL: random_paths(2, 50)}
    now = coupled(before, 2022, dependence(0.5))
    pd.testing.assert_frame_equal(now[IIP], before[IIP])
    assert sorted(map(tuple, now[RETAIL].T.to_numpy())) == sorted(map(tuple, before[RETAIL].T.to_numpy()))
    assert list(now[RETAIL].columns) == list(range(50))


def test_what_is_told_together_stays_together() -> None:
    iip = random_paths(1, 50)
    now = coupled({RETAIL: random_paths(2, 50), OUTPUT: 2 * iip, IIP: iip, POWER: iip / 2}, 2022, dependence(0.5))
    pd.testing.assert_frame_equal(now[OUTPUT], 2 * now[IIP])
    pd.testing.assert_frame_equal(now[POWER], now[IIP] / 2)
    assert not now[IIP].equals(iip)


def test_a_pair_that_was_not_measured_is_independent() -> None:
    now = coupled({RETAIL: random_paths(2), EXPORTS: random_paths(2)}, 2022, dependence(0.9))
    assert abs(rank_correlation(now[RETAIL], now[EXPORTS])) < 0.02


def test_the_same_paths_and_seed_give_the_same_order() -> None:
    paths = {IIP: random_paths(1, 50), RETAIL: random_paths(2, 50)}
    first, second = (coupled(paths, 2022, dependence(0.5)) for _ in range(2))
    pd.testing.assert_frame_equal(first[RETAIL], second[RETAIL], check_exact=True)


def test_one_group_or_none_stays_as_it_is() -> None:
    assert coupled({}, 2022, dependence(0.5)) == {}
    paths = {IIP: flat(100, 110), OUTPUT: flat(90, 120)}
    assert coupled(paths, 2022, dependence(0.5)) == paths


def test_every_subset_is_counted_path_by_path() -> None:
    given = [
        told(plan(1200, indicator="retail_sales"), flat(90, 110, 110, 110)),
        told(plan(1200, indicator="exports"), flat(110, 110, 90, 90)),
        told(plan(1200, indicator="iip"), flat(90, 90, 90, 110)),
    ]
    chances = every_subset(given)["chance"].to_dict()
    assert chances[("retail_sales", "exports")] == 0.25
    assert chances[("retail_sales", "iip")] == 0.25
    assert chances[("exports", "iip")] == 0
    assert chances[("retail_sales", "exports", "iip")] == 0


def test_independent_indicators_multiply_and_kin_are_counted_together() -> None:
    paths = {"iip": flat(90, 110), "industrial_output": flat(90, 110), "exports": flat(110, 90)}
    given = [told(plan(1200, indicator=name), own) for name, own in paths.items()]
    assert independent_chance(given) == 0.25
    assert joint_chance(given) == 0


def test_output_that_always_grows_twice_as_fast_asks_twice_as_much() -> None:
    index, output = (
        told(plan(10, "growth_yoy_pct", "iip"), flat(100, 105, 110, 115)),
        told(plan(15, "growth_yoy_pct", "industrial_output"), flat(100, 110, 120, 130)),
    )
    held = coherence(index, output)
    growth = dict.fromkeys(("low", "median", "high"), 20) | {"asked": 15}
    assert held == pytest.approx(growth | {"both": 0.5, "first": 0, "second": 0, "neither": 0.5})


def test_the_growth_a_level_asks_follows_from_its_base() -> None:
    one = industry(plan(1, "growth_yoy_pct", "iip"), (50.0, 60.0), (50.0, 50.0))
    output = told(plan(1320, indicator="industrial_output"), flat(100, 110))
    assert coherence(one, output)["asked"] == pytest.approx(10)


def test_the_dependence_measured_is_whole() -> None:
    table = load_dependence()
    assert set(table.index) == {("iip", "retail_sales"), ("iip", "exports"), ("retail_sales", "exports")}
    assert (table["shrunk"].abs() <= table["correlation"].abs()).all()
    assert ((table["low"] < table["correlation"]) & (table["correlation"] < table["high"])).all()


def test_the_dependence_follows_from_the_years_kept_with_it() -> None:
    years = pd.read_csv(DATA.parent / "benchmarks" / "results" / "dependence_years.csv", index_col="year")
    correlations = years.corr()
    for (one, other), row in load_dependence().iterrows():
        assert correlations.loc[one, other] == pytest.approx(row["correlation"], abs=0.006)


def test_a_folder_without_the_table_has_independent_indicators(tmp_path) -> None:
    assert load_dependence(tmp_path).empty
    coupled({IIP: random_paths(1, 50), RETAIL: random_paths(2, 50)}, 2022, load_dependence(tmp_path))
