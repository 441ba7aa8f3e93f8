"""Published figures looked over: what a report says is recomputed from its own numbers, and nothing is filled in."""

from inspect import signature

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis import review, wording
from analysis.ledger import in_force, load_corrections, load_events, load_facts, load_targets, usable
from tests.chart_linter import faults

AS_OF = "2022-08-09"
LEDGER = review.Ledger(AS_OF, "ninh_thuan")


@pytest.fixture(scope="module")
def own() -> pd.DataFrame:
    """Figures of the province."""
    return load_facts(AS_OF, geography="ninh_thuan")


@pytest.fixture(scope="module")
def checks(own: pd.DataFrame) -> pd.DataFrame:
    """The checks of the plan year as known on 9 August 2022."""
    targets = load_targets(AS_OF, geography="ninh_thuan")
    return review.report_checks(own, targets, 2022).set_index(["check", "part"]).sort_index()


@pytest.mark.parametrize(
    ("check", "part", "recomputed", "fits"),
    [
        ("share", "retail_sales", 54.2, False),
        ("plan", "retail_sales", 27_889.3, False),
        ("less_month", "retail_sales", 10_035.1, False),
        ("plan_base", "industrial_output", 10_582.9, False),
        ("plan_grown", "industrial_output", 8.6, False),
        ("sum", "industrial_output", 8884.8, True),
    ],
)
def test_a_printed_figure_is_held_against_what_its_own_parts_give(
    checks: pd.DataFrame, check: str, part: str, recomputed: float, fits: bool
) -> None:
    row = checks.loc[[(check, part)]].iloc[0]
    assert round(row["recomputed"], 1) == recomputed
    assert bool(row["fits"]) is fits


@pytest.mark.parametrize(
    ("check", "part", "recomputed"),
    [
        ("base", "exports", 55.9),
        ("share", "exports", 47.0),
        ("balance", "exports", 26.0),
        ("out_of", "key_products_growing", 52.4),
        ("out_of", "breakthrough_tasks", 75.0),
        ("out_of", "specific_tasks", 50.0),
    ],
)
def test_where_nothing_was_printed_the_figure_is_given_without_a_verdict(
    checks: pd.DataFrame, check: str, part: str, recomputed: float
) -> None:
    row = checks.loc[[(check, part)]].iloc[0]
    assert round(row["recomputed"], 1) == recomputed
    assert pd.isna(row["fits"])


def test_a_check_whose_figures_are_not_known_yet_is_left_out(own: pd.DataFrame) -> None:
    early = review.report_checks(own[own["published"] < "2022-03"], [], 2022)
    assert set(early["check"]) <= {"grown", "sum"}
    assert review.report_checks(own.head(0), [], 2022).empty


def test_a_missing_sector_of_output_is_the_total_less_the_others(own: pd.DataFrame) -> None:
    figure = review.draw_output_sectors(LEDGER)
    written = {text.get_text() for text in figure.axes[0].texts}
    assert {"280,0", "5.740,0", "291,0", "135,0"} <= written  # 6.446 in 2018 less 280, 5.740 and 135


DRAWN = [one for name, one in vars(review).items() if name.startswith("draw_")]
PICTURES = [one for one in DRAWN if list(signature(one).parameters) == ["ledger"]]
OF_LEVELS = [one for one in DRAWN if list(signature(one).parameters)[1:3] == ["series", "code"]]
PLACES = [("ninh_thuan", "2022-05-05"), ("vietnam", "2022-06-30"), ("an_giang", "2015-06-30")]


@pytest.mark.parametrize(("place", "day"), PLACES)
def test_every_picture_of_any_place_and_day_is_drawn_or_says_what_is_missing(place: str, day: str) -> None:
    ledger = review.Ledger(day, place, "en")
    drawn = [one(ledger) for one in PICTURES]
    assert all(ledger.name in said for said in drawn if isinstance(said, str))
    assert plt.get_fignums() == []


def test_a_province_known_from_its_employment_alone_has_that_picture_and_its_coverage() -> None:
    ledger = review.Ledger(AS_OF, "an_giang", "en")
    country = {"draw_national", "draw_context", "draw_seasons", "draw_prints", "draw_events", "draw_tet"}
    own = {one.__name__: one(ledger) for one in PICTURES if one.__name__ not in country}
    drawn = {name: figure for name, figure in own.items() if not isinstance(figure, str)}
    assert {name: faults(figure, "en") for name, figure in drawn.items()} == {
        "draw_employment": [],
        "draw_coverage": [],
    }


@pytest.mark.parametrize("place", ["ninh_thuan", "an_giang"])
def test_growth_of_any_series_is_drawn_or_said_to_be_missing(place: str) -> None:
    ledger = review.Ledger(AS_OF, place, "en")
    asked = [("iip",), ("iip", "mining"), ("retail_sales", "goods"), ("industrial_employment",)]
    drawn = [review.draw_growth(ledger, *one) for one in asked]
    known = ["An Giang" not in one if isinstance(one, str) else faults(one, "en") == [] for one in drawn]
    assert known == ([True] * 4 if place == "ninh_thuan" else [False] * 3 + [True])


def test_a_place_without_a_series_is_told_so_by_every_picture_of_levels() -> None:
    ledger = review.Ledger(AS_OF, "an_giang", "en")
    told = {str(one(ledger, {}, "iip", *([10] if one is review.draw_gaps else []))) for one in OF_LEVELS}
    tables = {
        str(one(ledger, {}, "iip")) for one in (review.figures_known, review.width_sentence, review.gaps_sentence)
    }
    assert all("An Giang" in said for said in told | tables)
    assert "production" in review.draw_levels(ledger, {}, "iip")


def test_the_newest_february_is_told_alone_and_with_january() -> None:
    assert "holds no growth" in review.tet_sentence(review.Ledger("2022-02-25", "ninh_thuan", "en"))
    assert review.tet_sentence(review.Ledger(AS_OF, "ninh_thuan", "en")) == (
        "Ninh Thuận, IIP, February 2022: up 19.90%; January to February 2022 together: up 11.25%."
    )


def test_a_year_of_even_levels_beside_a_chain_that_grows_drifts_by_its_growth() -> None:
    months = pd.period_range("2020-01", "2022-01", freq="M")
    even = pd.DataFrame(50.0, index=months, columns=range(3))
    both = review.side_by_side(pd.Series([100 * 1.1 ** (k / 12) for k in range(25)], index=months), even)
    assert list(both.iloc[0]) == [100, 100]
    assert review.drift_a_year(both) == pytest.approx(10)


def test_a_plan_without_an_amount_and_a_growth_implies_no_base() -> None:
    ledger = review.Ledger(AS_OF, "vietnam", "en")
    assert review.base_checks(ledger, "iip").empty
    assert review.base_table(ledger, "iip") == review.base_sentence(ledger, "iip") == ledger.say("one_reading")


def test_a_place_without_targets_is_told_where_to_add_them() -> None:
    told = review.plan_table(review.Ledger(AS_OF, "vietnam", "en"))
    assert "data/vietnam/targets.csv" in str(told)


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
