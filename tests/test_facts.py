"""The ledger: what was known when."""

from pathlib import Path

import pytest

from analysis.ledger import (
    COLUMNS,
    load_corrections,
    load_events,
    load_facts,
    newest_prints,
    printed_decimals,
    usable,
)
from analysis.ledger.targets import Target, in_force, load_targets
from analysis.ledger.vocabulary import load_indicators
from tests.typed_ledger import GROWTH, Ledger, Load, Row, each_table, says


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


# Figures


def test_the_ledger_has_its_columns_with_numbers_as_values_and_all_else_text(ledger: Ledger) -> None:
    ledger.figures({"value": "15618"}, {"period": "2022-04"})
    facts = load_facts(data=ledger.data)
    assert list(facts.columns) == COLUMNS
    assert facts["value"].dtype == float
    assert facts["value"].tolist() == [15618.0, 2759.5]
    assert all(isinstance(cell, str) for cell in facts.drop(columns="value").to_numpy().ravel())


def test_a_file_with_its_header_alone_has_no_rows(ledger: Ledger) -> None:
    ledger.figures()
    facts = load_facts(data=ledger.data)
    assert facts.empty
    assert list(facts.columns) == COLUMNS
    assert facts["value"].dtype == float


def test_a_figure_is_known_from_its_day_of_publication_to_the_end_of_that_day(ledger: Ledger) -> None:
    ledger.figures({"published": "2022-06-01"})
    known = [len(load_facts(day, data=ledger.data)) for day in ("2022-05-31", "2022-06-01", "2022-06-02")]
    assert known == [0, 1, 1]


def test_a_revision_is_a_later_row_and_the_first_print_stays(ledger: Ledger) -> None:
    ledger.figures(
        {"published": "2022-07-01", "value": "2800", "status": "revised"},
        {"published": "2022-06-01", "value": "2759.5"},
    )
    assert load_facts(data=ledger.data)["value"].tolist() == [2800, 2759.5]
    assert newest_prints(load_facts(data=ledger.data))["value"].tolist() == [2800]
    assert newest_prints(load_facts("2022-06-30", data=ledger.data))["value"].tolist() == [2759.5]


def test_prints_of_another_period_measure_or_part_are_no_revisions(ledger: Ledger) -> None:
    ledger.figures({}, {"period_type": "ytd"}, {"sector": "goods"}, GROWTH)
    assert len(newest_prints(load_facts(data=ledger.data))) == 4


def test_facts_are_asked_for_by_geography_and_indicator(ledger: Ledger) -> None:
    ledger.figures({}, {"geography": "vietnam"}, {"indicator": "imports", "unit": "million_usd"})
    own = load_facts(geography="ninh_thuan", data=ledger.data)
    assert own["indicator"].tolist() == ["retail_sales", "imports"]
    sales = load_facts(indicator="retail_sales", data=ledger.data)
    assert sales["geography"].tolist() == ["ninh_thuan", "vietnam"]
    assert len(load_facts(geography="vietnam", indicator="retail_sales", data=ledger.data)) == 1
    assert load_facts(geography="khanh_hoa", data=ledger.data).empty


@pytest.mark.parametrize("load", [load_facts, load_targets])
def test_an_unknown_indicator_is_told_the_known_ones(ledger: Ledger, load: Load) -> None:
    with pytest.raises(KeyError, match=r"sales.*retail_sales"):
        load(indicator="sales", data=ledger.data)


@each_table
def test_an_unknown_geography_is_told_the_known_ones(ledger: Ledger, table: str, load: Load) -> None:
    with pytest.raises(KeyError, match=r"Ninh Thuận.*ninh_thuan"):
        load(geography="Ninh Thuận", data=ledger.data)


@each_table
@pytest.mark.parametrize("day", ["9/8/2022", "2022-08", "2022-02-30", "20220809"])
def test_a_day_that_is_none_cannot_be_asked_for(ledger: Ledger, table: str, load: Load, day: str) -> None:
    with pytest.raises(ValueError, match=r"YYYY-MM-DD.*YYYY-MM-DD"):
        load(day, data=ledger.data)


def test_every_table_of_a_folder_but_sources_targets_and_events_holds_figures(ledger: Ledger) -> None:
    ledger.figures({})
    ledger.targets({})
    ledger.events({})
    ledger.type("employment.csv", {"period": "2022-04"})
    (ledger.data / "issued").mkdir()
    (ledger.data / "issued" / "2022-08-09.csv").write_text("a forecast", encoding="utf-8")
    assert sorted(load_facts(data=ledger.data)["period"]) == ["2022-04", "2022-05"]


@pytest.mark.parametrize(
    ("value", "decimals"), [(10.37, 2), (17.0, 0), (1e-05, 5), (1.5e-05, 6), (3e16, 0), (1.25e16, 0)]
)
def test_decimals_are_counted_however_python_writes_the_number(value: float, decimals: int) -> None:
    assert printed_decimals(value) == decimals


def test_indicators_stand_in_the_order_of_tables() -> None:
    indicators = load_indicators()
    assert indicators["order"].is_monotonic_increasing
    assert set(indicators["kind"]) == {"flow", "index", "stock"}


# Corrections


def test_figures_set_aside_by_a_correction_are_no_evidence_but_stay_in_the_ledger(ledger: Ledger) -> None:
    ledger.figures({}, {"period": "2022-04"}, {"period": "2022-03"})
    ledger.corrections({}, {"period": "2022-04", "rule": "read_as", "value_used": "2759.5"})
    facts = load_facts(data=ledger.data)
    assert usable(facts, ledger.data)["period"].tolist() == ["2022-04", "2022-03"]
    assert len(facts) == 3


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [([{"rule": "ignored"}], 2, "rule"), ([{"reason_vi": ""}], 2, "reason_vi"), ([{}, {}], 3, None)],
    ids=["unknown rule", "no reason", "twice"],
)
def test_a_correction_has_a_known_rule_and_a_reason_once(
    ledger: Ledger, rows: list[Row], row: int, column: str | None
) -> None:
    ledger.corrections(*rows)
    says(ledger.refusal(load_corrections), row=row, column=column)


# Targets


def test_targets_keep_their_vintages_oldest_first(ledger: Ledger) -> None:
    ledger.targets({"published": "2022-06-01", "value": "27900", "kind": "adjusted"}, {})
    assert [target.value for target in load_targets(data=ledger.data)] == [28800, 27900]
    assert [target.value for target in load_targets("2022-05-31", data=ledger.data)] == [28800]
    assert load_targets("2022-02-28", data=ledger.data) == []


def test_a_target_is_plain_words_and_numbers(ledger: Ledger) -> None:
    ledger.targets({})
    (target,) = load_targets(geography="ninh_thuan", indicator="retail_sales", year=2022, data=ledger.data)
    expected = Target(
        geography="ninh_thuan",
        indicator="retail_sales",
        sector="total",
        year=2022,
        measure="level",
        value=28800.0,
        unit="billion_vnd",
        kind="plan",
        published="2022-03-01",
        source_id="report",
        set_by="province",
    )
    assert target == expected


def test_targets_are_asked_for_by_geography_indicator_and_year(ledger: Ledger) -> None:
    ledger.targets({}, {"year": "2023"}, {"geography": "vietnam"}, {"indicator": "exports", "unit": "million_usd"})
    assert len(load_targets(year=2022, data=ledger.data)) == 3
    assert len(load_targets(geography="vietnam", data=ledger.data)) == 1
    assert len(load_targets(indicator="exports", year=2022, data=ledger.data)) == 1


@pytest.mark.parametrize("bounds", [("17", "18"), ("18", "17")])
def test_of_a_range_the_lower_bound_is_in_force(ledger: Ledger, bounds: tuple[str, str]) -> None:
    ledger.targets(*(GROWTH | {"value": bound} for bound in bounds))
    assert [target.value for target in in_force(load_targets(data=ledger.data), 2022)] == [17]


def test_the_newest_target_of_the_year_is_in_force_even_where_it_is_higher(ledger: Ledger) -> None:
    ledger.targets({"published": "2022-06-01", "value": "30000"}, {}, {"year": "2023", "value": "35000"})
    targets = load_targets(data=ledger.data)
    assert [target.value for target in in_force(reversed(targets), 2022)] == [30000]
    assert in_force(targets, 2024) == []


def test_each_reading_of_a_target_has_one_in_force(ledger: Ledger) -> None:
    ledger.targets({}, GROWTH, {"sector": "goods"})
    assert len(in_force(load_targets(data=ledger.data), 2022)) == 3


# Events


def test_an_event_is_known_from_the_day_of_its_source(ledger: Ledger) -> None:
    ledger.events({}, {"date": "2022-06", "geography": "vietnam"}, {"date": "2023"})
    assert load_events("2022-05-31", data=ledger.data).empty
    events = load_events("2022-06-01", data=ledger.data)
    assert events["date"].tolist() == ["2022-02-01", "2022-06", "2023"]
    assert events["published"].tolist() == ["2022-06-01"] * 3
    assert load_events(geography="vietnam", data=ledger.data)["date"].tolist() == ["2022-06"]


def test_a_folder_without_targets_or_events_has_none(ledger: Ledger) -> None:
    assert load_targets(data=ledger.data) == []
    assert load_events(data=ledger.data).empty
    assert "published" in load_events(data=ledger.data)
