"""New figures beside the ledger: what they are to it, what does not fit, and what no ledger could hold."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from analysis.checks.adding import examine
from analysis.checks.finding import SEVERITIES, Finding, rules
from analysis.checks.page import changes_table, findings_table
from analysis.identities import IDENTITIES
from analysis.ledger.problems import LedgerError
from analysis.readers.release import Release
from analysis.readers.text.answers import settled
from tests.small_ledger import FACTS, PAPER, figure, release, small_ledger

IIP_AUGUST = figure("iip", "growth_yoy_pct", 10.37)
RETAIL_AUGUST = figure("retail_sales", "level", 110)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_ledger(tmp_path_factory.mktemp("ledger") / "data")


def examined_states(data: Path, given: Release) -> list[str]:
    return examine(given, data).rows["state"].tolist()


def codes(data: Path, *figures: dict[str, object], **told: str) -> set[str]:
    return {finding.code for finding in examine(release(*figures, **told), data).findings} - {"coverage"}


# New, revised, known, in dispute


def test_a_figure_never_printed_is_new(data: Path) -> None:
    assert examined_states(data, release(IIP_AUGUST)) == ["new"]


def test_a_later_print_of_the_same_office_revises_or_repeats(data: Path) -> None:
    july = [figure("iip", "growth_yoy_pct", value, period="2022-07") for value in (9.5, 10)]
    assert [examined_states(data, release(one)) for one in july] == [["revised"], ["reprinted"]]


def test_the_old_print_stands_beside_the_revision(data: Path) -> None:
    examined = examine(release(figure("iip", "growth_yoy_pct", 9.5, period="2022-07")), data)
    assert changes_table(examined, "en").iloc[0].tolist() == [
        "revised",
        "IIP, July 2022, on the year",
        "9.5%",
        "10",
        "28 July 2022, office_2022-07",
    ]


def test_a_print_of_the_same_office_and_day_is_known_or_misprinted(data: Path) -> None:
    july = [figure("iip", "growth_yoy_pct", value, period="2022-07") for value in (10, 9.5)]
    told = [examined_states(data, release(one, published="2022-07-28")) for one in july]
    assert told == [["known"], ["misprinted"]]


def test_another_source_with_another_value_is_a_dispute_unless_it_only_rounds(data: Path) -> None:
    july = [figure("retail_sales", "level", value, period="2022-07") for value in (115, 110.4)]
    assert [examined_states(data, release(one, publisher=PAPER)) for one in july] == [["disputed"], ["reprinted"]]


# Cross-checks


def test_a_sound_release_passes(data: Path) -> None:
    sound = [
        RETAIL_AUGUST,
        figure("retail_sales", "growth_yoy_pct", 10),
        figure("retail_sales", "growth_mom_pct", 0.01),
        figure("retail_sales", "level", 880, kind="ytd"),
        figure("retail_sales", "growth_yoy_pct", 10, kind="ytd"),
        figure("retail_sales", "share_of_plan_pct", 66.7, kind="ytd"),
        IIP_AUGUST,
        figure("iip", "growth_yoy_pct", 10.05, kind="ytd"),
    ]
    assert codes(data, *sound) == set()


YTD = {"kind": "ytd"}
# in August 2021 as in July, in August 2022 half as much again as in July: not 10 % on the year, as July was
CHAIN = [
    figure("iip", "growth_mom_pct", 0, period="2021-08"),
    figure("iip", "growth_mom_pct", 50),
    figure("iip", "growth_yoy_pct", 10),
]
SLIPS = {
    "impossible": [figure("iip", "growth_yoy_pct", -100)],
    "index_for_growth": [figure("iip", "growth_yoy_pct", 110.37), figure("iip", "growth_yoy_pct", 10, kind="ytd")],
    "index_for_growth_slight": [figure("industrial_employment", "growth_yoy_pct", 101.5)],
    "growth_for_index": [figure("product_output", "index_yoy", 11.19, sector="sea_salt", unit="index")],
    "thousand": [figure("retail_sales", "level", 0.11)],
    "standstill": [figure("product_output", "level", 0, sector="sea_salt")],
    "tenfold": [figure("retail_sales", "level", 1100)],
    "tenfold_slight": [
        figure("product_output", "level", 7, sector="sea_salt", period="2022-07"),
        figure("product_output", "level", 70, sector="sea_salt"),
    ],
    "growth_level": [RETAIL_AUGUST, figure("retail_sales", "growth_yoy_pct", 70)],
    "growth_level_slight": [RETAIL_AUGUST, figure("retail_sales", "growth_yoy_pct", 20)],
    "growth_chain_slight": CHAIN,
    "ytd_below_month": [RETAIL_AUGUST, figure("retail_sales", "level", 88, **YTD)],
    "ytd_sum": [RETAIL_AUGUST, figure("retail_sales", "level", 990, **YTD)],
    "ytd_sum_slight": [RETAIL_AUGUST, figure("retail_sales", "level", 900, **YTD)],
    "ytd_growth": [IIP_AUGUST, figure("iip", "growth_yoy_pct", 19, **YTD)],
    "ytd_growth_slight": [figure("iip", "growth_yoy_pct", 20), figure("iip", "growth_yoy_pct", 16, **YTD)],
    "plan_share": [figure("retail_sales", "level", 880, **YTD), figure("retail_sales", "share_of_plan_pct", 56, **YTD)],
    "plan_share_slight": [
        figure("retail_sales", "level", 880, **YTD),
        figure("retail_sales", "share_of_plan_pct", 65, **YTD),
    ],
    "far": [figure("iip", "growth_yoy_pct", 45)],
    "large_revision": [figure("iip", "growth_yoy_pct", 25, period="2022-07")],
}


@pytest.mark.parametrize(("code", "figures"), SLIPS.items(), ids=SLIPS)
def test_a_slip_is_found_by_its_rule(code: str, figures: list[dict[str, object]], data: Path) -> None:
    assert code in codes(data, *figures)


def test_a_year_to_date_that_no_month_makes_stops(data: Path) -> None:
    """After 10 % in each of seven months, half a per cent to August asks of August alone a fall of at least 22 %."""
    whole = figure("iip", "growth_yoy_pct", 0.5, **YTD)
    assert "month_implied" in codes(data, whole)
    assert "month_implied" not in codes(data, whole | {"value": 8.5})


def test_months_not_known_one_by_one_stop_a_year_to_date_only_where_nothing_makes_them(data: Path) -> None:
    """After 10 % to July, 24.5 % to October asks of three months at least 31 %, as after a closed year; 45.5 % 63 %."""
    october = figure("iip", "growth_yoy_pct", 24.5, **YTD, period="2022-10")
    told = codes(data, october, published="2022-10-30")
    assert told & {"month_implied", "month_implied_slight"} == {"month_implied_slight"}
    assert "month_implied" in codes(data, october | {"value": 45.5}, published="2022-10-30")


def test_last_months_figures_typed_again_stop_a_sheet(data: Path) -> None:
    again = [
        figure("iip", "growth_yoy_pct", 10),
        figure("iip", "growth_yoy_pct", 8, sector="mining"),
        figure("iip", "growth_yoy_pct", 10, **YTD),
        RETAIL_AUGUST,
    ]
    assert "same_as_last" in codes(data, *again)
    assert "same_as_last" not in codes(
        data, *again[:2], figure("iip", "growth_yoy_pct", 10.2, **YTD), RETAIL_AUGUST | {"value": 111.0}
    )


def test_a_cumulative_level_falls_by_a_revision_alone(data: Path) -> None:
    assert "ytd_falls" in codes(data, figure("retail_sales", "level", 500, **YTD))
    assert "ytd_falls" not in codes(data, figure("retail_sales", "level", 500, kind="ytd", period="2022-07"))


def test_a_fraction_stops_where_per_cent_is_asked_for(data: Path) -> None:
    assert "fraction" in codes(data, figure("iip", "growth_yoy_pct", 0.1037))


def test_a_month_that_is_not_over_stops(data: Path) -> None:
    assert "early" in codes(data, IIP_AUGUST, published="2022-08-05")


def test_growth_on_the_month_and_on_the_year_exchanged_is_said(data: Path) -> None:
    """Both columns of four rows: 10 % on the year stood at each last month, on the month next to nothing moved."""
    series = [("retail_sales", "total"), ("iip", "total"), ("iip", "mining"), ("iip", "manufacturing")]
    past = [
        *FACTS,
        *(("iip", "manufacturing", "month", f"2022-{month:02d}", "growth_yoy_pct", 10) for month in range(1, 8)),
        *(("retail_sales", "total", "month", f"2022-{month:02d}", "growth_yoy_pct", 10) for month in range(1, 8)),
    ]
    known = small_ledger(data.parent / "exchanged", past)
    rates = {"growth_mom_pct": 9.5, "growth_yoy_pct": 1.5}
    turned = [figure(name, measure, rate, sector=part) for name, part in series for measure, rate in rates.items()]
    assert "exchanged" in codes(known, *turned)
    right = [row | {"value": 11.0 - row["value"]} for row in turned]
    assert "exchanged" not in codes(known, *right)


def parts(total: float, measure: str = "level") -> list[dict[str, object]]:
    own = {"goods": 60.1, "accommodation_food": 20, "travel": 5, "other_services": 25}
    return [
        figure("retail_sales", measure, total),
        *(figure("retail_sales", measure, value, sector=sector) for sector, value in own.items()),
    ]


def test_parts_must_add_up_to_their_total(data: Path) -> None:
    assert "parts_sum" not in codes(data, *parts(110.1))
    assert "parts_sum_slight" in codes(data, *parts(112))
    assert "parts_sum" in codes(data, *parts(120))
    assert "part_above_total" in codes(data, *parts(50))


def test_the_growth_of_a_total_lies_between_its_parts(data: Path) -> None:
    assert "parts_growth" not in codes(data, *parts(24, "growth_yoy_pct"))
    assert "parts_growth_slight" in codes(data, *parts(61, "growth_yoy_pct"))
    assert "parts_growth" in codes(data, *parts(70, "growth_yoy_pct"))


def test_output_grows_about_as_much_as_the_index_of_production(data: Path) -> None:
    """The index grew by 10 %: output by -1.5 % to 21.5 %."""
    output = partial(figure, "industrial_output", "growth_yoy_pct", kind="ytd", period="2022-07")
    assert {value: "output_index_slight" in codes(data, output(value)) for value in (-8, -1, 21, 24)} == {
        -8: True,
        -1: False,
        21: False,
        24: True,
    }


def test_a_year_to_date_with_its_growth_fits_the_whole_year_before(data: Path) -> None:
    """1.200 in 2021: with growth of 10 % an even pace makes 880 by August, 704 to 1.056 are usual."""
    year, rate = (
        figure("exports", "level", 1200, kind="year", period="2021"),
        figure("exports", "growth_yoy_pct", 10, kind="ytd"),
    )
    odd = {
        value: "share_of_year_slight" in codes(data, year, rate, figure("exports", "level", value, kind="ytd"))
        for value in (690, 720, 1040, 1070)
    }
    assert odd == {690: True, 720: False, 1040: False, 1070: True}


def test_a_file_that_prints_less_than_the_month_before_is_told_so(data: Path) -> None:
    examined = examine(release(IIP_AUGUST), data)
    coverage = next(finding for finding in examined.findings if finding.code == "coverage")
    assert coverage.words["count"] == 6
    assert "IIP, Mining and quarrying, month, on the year" in coverage.say(examined.rows, "en")


def test_a_disputed_or_late_figure_is_only_a_warning(data: Path) -> None:
    disputed = figure("retail_sales", "level", 115, period="2022-07")
    assert "disputed" in codes(data, disputed, publisher=PAPER)
    assert "late" in codes(data, figure("iip", "growth_yoy_pct", 10, period="2021-08"), published="2022-08-28")
    assert not examine(release(disputed, publisher=PAPER), data).errors


def test_every_rule_says_itself_in_both_languages() -> None:
    assert all(rule["vi"] and rule["en"] for rule in rules().values())
    assert {rule[kind] for rule in rules().values() for kind in ("severity", "of_goods")} == set(SEVERITIES)
    named = {f"{row.name}{end}" for row in IDENTITIES for end in ("", "_slight") if end or row.allowed[1] < 1e9}
    assert named <= set(rules())


def test_findings_are_told_with_the_figure_and_the_numbers(data: Path) -> None:
    told = findings_table(examine(release(*SLIPS["growth_level"]), data))
    assert told.iloc[0, 2] == (
        "Bán lẻ hàng hóa và doanh thu dịch vụ, tháng 8/2022, so cùng kỳ: 70 %, nhưng mức 110 so với 100 đã biết là 10 %"
    )


# What no ledger could hold


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"indicator": "ipp"}, "add a row with both names to data/indicators.csv"),
        ({"sector": "solar_sails"}, "data/terms.csv"),
        ({"unit": "tonnes"}, "must be percent"),
        ({"period": "Sep-22"}, "write 2022-09"),
        ({"status": "done"}, "not in the vocabulary"),
        ({"value": float("nan")}, "not a number"),
    ],
    ids=str,
)
def test_figures_that_no_ledger_could_hold_are_refused(wrong: dict[str, object], said: str, data: Path) -> None:
    with pytest.raises(LedgerError, match=said):
        examine(release(IIP_AUGUST | wrong), data)


def test_two_values_for_one_figure_are_refused(data: Path) -> None:
    with pytest.raises(LedgerError, match="two different figures"):
        examine(release(IIP_AUGUST, IIP_AUGUST | {"value": 9.0}), data)


def test_the_first_figures_of_a_place_begin_its_folder_and_say_so(data: Path) -> None:
    examined = examine(release(IIP_AUGUST | {"geography": "dak_lak"}), data)
    assert examined.place == "dak_lak"
    assert "data/dak_lak" in next(one for one in examined.findings if one.code == "new_place").say(examined.rows)


def test_a_candidate_that_is_not_sure_is_refused_until_somebody_decided(data: Path) -> None:
    both = [figure("iip", "growth_yoy_pct", value) for value in (3.7, 103.7)]
    rows = release(*both).rows.assign(sentence="IIP đạt 103,7%", unsure=["chỉ số hay mức tăng", "chỉ số hay mức tăng"])
    candidates = Release(rows, release(IIP_AUGUST).source, "press.txt", "1" * 64)
    with pytest.raises(LedgerError, match="decide how it is to be read"):
        examine(candidates, data)
    answered, _ = settled(rows, lambda row, wrong: "yes" if row["value"] == 3.7 else "no")
    decided = replace(candidates, rows=answered)
    assert examine(decided, data).rows["value"].tolist() == [3.7]


def test_warnings_of_many_goods_are_one_counted_row_unless_every_one_is_asked_for(data: Path) -> None:
    examined = examine(release(figure("product_output", "level", 70, sector="sea_salt"), IIP_AUGUST), data)
    words = {"read": 1.0, "expected": 2.0}
    of_goods = [Finding("ytd_sum", row, words, loose=True) for row in (0, 1)]
    of_wholes = [Finding("ytd_sum_slight", row, words) for row in (0, 1)]
    told = replace(examined, findings=[*of_goods, *of_wholes])
    assert findings_table(told).iloc[:, 1].tolist() == ["ytd_sum", "ytd_sum_slight", "ytd_sum_slight"]
    assert len(findings_table(told, every=True)) == 4
