"""A whole and its sectors, and series that move together."""

import numpy as np
import pandas as pd
import pytest

from analysis.growth import year_growth
from analysis.ledger import load_facts
from analysis.ledger.vocabulary import INDUSTRY, WHOLE
from analysis.model.estimate import estimate_jointly, estimate_levels
from analysis.model.related import joint_levels, last_known, sectors
from tests.small_figures import STEADY, figures, months


def together(until: str = "2021-12", **by_sector: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Levels of one whole and its sectors."""
    return estimate_jointly([by_sector], until, n_draws=400)[0]


def growth_of_2021(value: float, measure: str = "growth_yoy_pct") -> tuple:
    """What a year grew by, or gave to the growth of its whole."""
    return ("year", "2021", measure, value)


def test_a_total_is_the_sum_of_its_sectors_but_for_a_small_error_of_aggregation() -> None:
    levels = together(
        total=figures(growth_of_2021(6.0)), mines=figures(growth_of_2021(2.0)), mills=figures(growth_of_2021(10.0))
    )
    apart = (levels["mines"] + levels["mills"]) / levels[WHOLE]
    assert np.allclose(apart, 1, atol=0.15)
    assert apart.iloc[-1].std() == pytest.approx(0.005 * np.sqrt(24), rel=0.2)


def test_the_growth_of_a_whole_and_of_its_sectors_tell_the_weights() -> None:
    # 6 % lies half way between 2 % and 10 %: both sectors weigh the same
    levels = together(
        total=figures(growth_of_2021(6.0)), mines=figures(growth_of_2021(2.0)), mills=figures(growth_of_2021(10.0))
    )
    share = levels["mines"].loc["2020-01":"2020-12"].sum() / levels[WHOLE].loc["2020-01":"2020-12"].sum()
    assert share.median() == pytest.approx(0.5, abs=0.03)


def test_a_contribution_tells_the_weight_of_its_sector() -> None:
    # a sector that grew by 20 % and gave 5 points of growth was a quarter of the whole
    sector = figures(growth_of_2021(20.0), growth_of_2021(5.0, "contribution_pp"))
    levels = together(total=figures(growth_of_2021(9.0)), mines=sector, mills=figures(("year", "2020", "level", 300.0)))
    share = levels["mines"].loc["2020-01":"2020-12"].sum() / levels[WHOLE].loc["2020-01":"2020-12"].sum()
    assert share.median() == pytest.approx(0.25, abs=0.02)


def test_what_is_left_of_a_whole_is_the_sector_without_figures_of_the_year() -> None:
    # the whole grew by 6 %, half of it by 2 %: the other half by 10 %
    halves = {"2020": 600.0}
    levels = together(
        total=figures(growth_of_2021(6.0)),
        mines=figures(growth_of_2021(2.0), *(("year", year, "level", level) for year, level in halves.items())),
        mills=figures(*(("year", year, "level", level) for year, level in halves.items())),
    )
    assert year_growth(levels["mills"], 2021).median() == pytest.approx(10.0, abs=0.5)


def test_the_print_of_the_total_counts_for_the_total_and_those_of_sectors_for_sectors() -> None:
    # 500 and 690 are not 1,200: weights and coverage of the total are its own
    levels = together(
        total=figures(("year", "2021", "level", 1200.0)),
        mines=figures(("year", "2021", "level", 500.0)),
        mills=figures(("year", "2021", "level", 690.0)),
    )
    years = {name: own.loc["2021-01":"2021-12"].sum().median() for name, own in levels.items()}
    assert years == pytest.approx({WHOLE: 1200.0, "mines": 500.0, "mills": 690.0}, rel=0.003)


def test_sectors_of_an_index_are_points_of_its_hundred() -> None:
    levels = together(
        total=figures(growth_of_2021(6.0)), mines=figures(growth_of_2021(6.0)), mills=figures(growth_of_2021(6))
    )
    assert np.allclose(levels[WHOLE].loc["2020-01":"2020-12"].mean(), 100)


def test_figures_looser_than_usual_widen_what_is_known() -> None:
    rough = {month: level * (1.05 if int(month[-2:]) % 2 else 0.95) for month, level in STEADY.items()}
    smooth = [("ytd", month, "growth_yoy_pct", 1.0) for month in STEADY if month > "2021"]
    torn = [("ytd", month, "growth_yoy_pct", 1.0 + 4 * (int(month[-2:]) % 2)) for month in STEADY if month > "2021"]
    calm = estimate_levels(figures(*months(STEADY)[:12], *smooth), "2021-12", n_draws=400)
    disputed = estimate_levels(figures(*months(rough)[:12], *torn), "2021-12", n_draws=400)
    year = slice("2021-01", "2021-12")
    assert disputed.loc[year].sum().std() > 1.3 * calm.loc[year].sum().std()


def test_a_sector_at_its_ceiling_rises_no_further() -> None:
    known = {"total": figures(*months(STEADY)), "power": figures(*months(STEADY)), "mills": figures(*months(STEADY))}
    known["total"] = known["total"].assign(value=2 * known["total"]["value"])
    levels = estimate_jointly([known], "2022-12", n_draws=400, ceilings={"power": 1.05})[0]
    best = levels["power"].loc["2020-01":"2021-12"].max()
    assert (levels["power"].loc["2022-01":].max() <= 1.05 * best + 1e-9).all()
    assert (levels["mills"].loc["2022-01":].max() > 1.05 * levels["mills"].loc["2020-01":"2021-12"].max()).any()


def test_industry_is_divided_where_its_own_figures_are_few() -> None:
    assert sectors(load_facts("2022-08-09", geography="ninh_thuan"), "ninh_thuan", "iip") == INDUSTRY
    assert sectors(load_facts("2022-08-09", geography="vietnam"), "vietnam", "iip") == ()


def test_a_series_without_figures_of_levels_has_no_last_month_known() -> None:
    facts = figures(("year", "2021", "rank", 49.0))
    with pytest.raises(ValueError, match=r"somewhere/retail_sales/total.*no figure can be used; measures: level"):
        last_known(facts, ("somewhere", "retail_sales", "total"))


def test_a_sector_asked_for_is_the_one_in_its_whole() -> None:
    grew = zip((WHOLE, *INDUSTRY), (6.0, 2.0, 5.0, 10.0, 8.0), strict=True)
    facts = pd.concat([figures(growth_of_2021(value), indicator="iip").assign(sector=name) for name, value in grew])
    facts = facts.assign(geography="ninh_thuan")
    power = ("ninh_thuan", "iip", "electricity")
    alone = joint_levels(facts, power, "2022-06", as_of="2022-01-01", n_draws=50)[power]
    kin = joint_levels(facts, ("ninh_thuan", "iip", WHOLE), "2022-06", as_of="2022-01-01", n_draws=50)
    assert len(kin) == 1 + len(INDUSTRY)
    assert alone.equals(kin[power])
