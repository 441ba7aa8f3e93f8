"""Published figures looked over: what a report says is recomputed from its own numbers, and nothing is filled in."""

import pandas as pd
import pytest

from analysis import review, wording
from analysis.facts import in_force, load_corrections, load_events, load_facts, load_targets, usable

AS_OF = "2022-08-09"


@pytest.fixture(scope="module")
def own() -> pd.DataFrame:
    """Figures of the province."""
    return load_facts(AS_OF, geography="ninh_thuan")


@pytest.fixture(scope="module")
def checks(own: pd.DataFrame) -> pd.DataFrame:
    """The checks of the report of 9 August 2022."""
    return review.report_checks(own, load_targets(AS_OF)).set_index("check")


@pytest.mark.parametrize(
    ("check", "recomputed", "fits"),
    [
        ("retail_share", 54.2, False),
        ("retail_plan", 27_889.3, False),
        ("output_base", 10_582.9, False),
        ("output_growth", 8.6, False),
        ("output_parts", 8884.8, True),
    ],
)
def test_a_printed_figure_is_held_against_what_its_own_parts_give(
    checks: pd.DataFrame, check: str, recomputed: float, fits: bool
) -> None:
    row = checks.loc[check]
    assert round(row["recomputed"], 1) == recomputed
    assert bool(row["fits"]) is fits


@pytest.mark.parametrize(
    ("check", "recomputed"),
    [
        ("exports_base", 55.9),
        ("exports_share", 47.0),
        ("trade_balance", 26.0),
        ("out_of_key_products_growing", 52.4),
        ("out_of_breakthrough_tasks", 75.0),
        ("out_of_specific_tasks", 50.0),
    ],
)
def test_where_nothing_was_printed_the_figure_is_given_without_a_verdict(
    checks: pd.DataFrame, check: str, recomputed: float
) -> None:
    assert round(checks.loc[check, "recomputed"], 1) == recomputed
    assert pd.isna(checks.loc[check, "fits"])


def test_a_check_whose_figure_is_not_known_yet_says_which(own: pd.DataFrame) -> None:
    with pytest.raises(KeyError, match="retail_sales level 2022-06"):
        review.report_checks(own[own["published"] < "2022-06"], load_targets(AS_OF))


def test_only_published_months_stand_in_a_series(own: pd.DataFrame) -> None:
    iip = own[(own["indicator"] == "iip") & (own["sector"] == "total") & (own["measure"] == "growth_yoy_pct")]
    months = review.over_time(iip)["total"]
    assert [str(month) for month in months.index[-3:]] == ["2022-02", "2022-05", "2022-07"]
    assert months.iloc[-1] == 10.37


def test_a_year_counts_as_the_year_to_december(own: pd.DataFrame) -> None:
    output = own[(own["indicator"] == "industrial_output") & (own["measure"] == "level")]
    assert review.over_time(output, "ytd").loc["2021-12", "total"] == 10_823


def test_first_and_next_prints_stand_side_by_side() -> None:
    rows = {"period": ["2022-01", "2022-01", "2022-02"], "published": ["2022-01-29", "2022-02-28", "2022-02-28"]}
    table = review.prints(pd.DataFrame({**rows, "value": [2.4, 2.8, 8.5]}))
    assert table.to_dict("list") == {"first": [2.4], "next": [2.8]}


def test_shares_of_the_plan_come_from_levels_not_from_printed_shares(own: pd.DataFrame) -> None:
    shares = review.plan_shares(usable(own), in_force(load_targets(AS_OF), 2022), "en")
    assert shares.round(1).to_dict() == {"Industrial output": 54.9, "Exports": 47.0, "Retail sales": 54.2}


def test_seasonal_parts_multiply_back_to_the_levels() -> None:
    months = pd.period_range("2019-01", "2022-12", freq="M")
    levels = pd.Series([100.0 + month.month for month in months], index=months)
    parts = review.seasonal_parts(levels)
    rebuilt = parts["trend"] * (1 + parts["seasonal"] / 100) * (1 + parts["rest"] / 100)
    assert rebuilt.to_numpy() == pytest.approx(levels.to_numpy())


def test_a_source_line_names_three_publishers_and_counts_the_rest(own: pd.DataFrame) -> None:
    line = review.source_line(own["source_id"], AS_OF, "vi")
    assert line.startswith("Nguồn: Báo Ninh Thuận; VCCI (pcivietnam.vn); Tổng cục Thống kê và")
    assert "nguồn khác" in line and line.endswith("09/8/2022.")


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_figure_correction_and_event_can_be_said_to_a_reader(own: pd.DataFrame, language: str) -> None:
    assert len(review.figures_table(own, language)) == len(own)
    assert len(review.corrections_table(load_corrections(), language)) == len(load_corrections())
    events = load_events()
    assert not set(review.events_table(events, language).iloc[:, 3]) & set(events["description"])
