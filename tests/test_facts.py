"""The ledger: what was known when, and which slips of the hand it refuses."""

import csv
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.facts import (
    COLUMNS,
    DATA,
    LedgerError,
    Target,
    in_force,
    load_corrections,
    load_events,
    load_facts,
    load_indicators,
    load_sources,
    load_targets,
    newest_prints,
    printed_decimals,
    usable,
)
from analysis.facts.corrections import CORRECTION_COLUMNS, refuse_orphans
from analysis.facts.ledger import EVENT_COLUMNS, SOURCE_COLUMNS
from analysis.facts.targets import TARGET_COLUMNS

Row = dict[str, str]

SAMPLE: Row = {
    "geography": "ninh_thuan",
    "indicator": "retail_sales",
    "sector": "total",
    "period_type": "month",
    "period": "2022-05",
    "measure": "level",
    "value": "2759.5",
    "unit": "billion_vnd",
    "status": "estimate",
    "published": "2022-06-01",
    "source_id": "report",
    "note": "",
}
GROWTH: Row = {"measure": "growth_yoy_pct", "unit": "percent", "value": "5.66"}
TARGET: Row = {
    "geography": "ninh_thuan",
    "indicator": "retail_sales",
    "sector": "total",
    "year": "2022",
    "measure": "level",
    "value": "28800",
    "unit": "billion_vnd",
    "kind": "plan",
    "set_by": "province",
    "published": "2022-03-01",
    "source_id": "report",
    "note": "",
}
EVENT: Row = {
    "date": "2022-02-01",
    "geography": "ninh_thuan",
    "indicator": "iip",
    "kind": "tet",
    "description": "Lunar new year",
    "source_id": "report",
}
REPORT: Row = {
    "source_id": "report",
    "title": "Report",
    "publisher": "Office",
    "url": "",
    "published": "2022-06-01",
    "date_basis": "stated",
}


class Ledger:
    """A data folder with the project's vocabulary and one province whose tables can be typed."""

    def __init__(self, folder: Path) -> None:
        self.data, self.province = folder, folder / "province"
        self.province.mkdir(exist_ok=True)
        for table in ("indicators.csv", "terms.csv"):
            shutil.copy(DATA / table, folder)
        self.type("sources.csv", SOURCE_COLUMNS, REPORT)
        self.type("facts.csv", COLUMNS)

    def type(self, name: str, columns: list[str], *rows: Row) -> None:
        with (self.province / name).open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, columns)
            table.writeheader()
            table.writerows(rows)

    def figures(self, *cells: Row) -> None:
        self.type("facts.csv", COLUMNS, *(SAMPLE | own for own in cells))

    def targets(self, *cells: Row) -> None:
        self.type("targets.csv", TARGET_COLUMNS, *(TARGET | own for own in cells))

    def events(self, *cells: Row) -> None:
        self.type("events.csv", EVENT_COLUMNS, *(EVENT | own for own in cells))

    def corrections(self, *rows: Row) -> None:
        self.type("../corrections.csv", CORRECTION_COLUMNS, *rows)

    def text(self, text: str | bytes, name: str = "facts.csv") -> None:
        raw = text if isinstance(text, bytes) else text.encode()
        (self.province / name).write_bytes(raw)

    def refusal(self, load: Callable[..., object] = load_facts) -> LedgerError:
        with pytest.raises(LedgerError) as refused:
            load(data=self.data)
        return refused.value


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


def line(row: Row) -> str:
    return ",".join(row.values())


def says(error: LedgerError, *words: object, row: int | None = None, column: str | None = None) -> None:
    """The refusal has one problem, and names it in full in both languages."""
    (problem,) = error.problems
    vietnamese, english = str(error).splitlines()
    assert str(problem) == str(error)
    for sentence, (row_word, column_word) in ((vietnamese, ("dòng", "cột")), (english, ("row", "column"))):
        assert problem.file in sentence
        assert row is None or f", {row_word} {row}" in sentence
        assert column is None or f", {column_word} {column}: " in sentence
        assert [word for word in map(str, words) if word not in sentence] == []
    assert vietnamese != english


# What was known when


def test_the_ledger_has_its_columns_with_numbers_as_values_and_all_else_text(ledger: Ledger) -> None:
    ledger.figures({"value": "15618"}, {"period": "2022-04"})
    facts = load_facts(data=ledger.data)
    assert list(facts.columns) == COLUMNS
    assert facts["value"].dtype == float
    assert facts["value"].tolist() == [15618.0, 2759.5]
    assert all(isinstance(cell, str) for cell in facts.drop(columns="value").to_numpy().ravel())


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
def test_an_unknown_indicator_is_told_the_known_ones(ledger: Ledger, load: Callable[..., object]) -> None:
    with pytest.raises(KeyError, match=r"sales.*retail_sales"):
        load(indicator="sales", data=ledger.data)


@pytest.mark.parametrize("load", [load_facts, load_targets, load_events])
def test_an_unknown_geography_is_told_the_known_ones(ledger: Ledger, load: Callable[..., object]) -> None:
    with pytest.raises(KeyError, match=r"Ninh Thuận.*ninh_thuan"):
        load(geography="Ninh Thuận", data=ledger.data)


@pytest.mark.parametrize("load", [load_facts, load_targets, load_events])
@pytest.mark.parametrize("day", ["9/8/2022", "2022-08", "2022-02-30", "20220809"])
def test_a_day_that_is_none_cannot_be_asked_for(ledger: Ledger, load: Callable[..., object], day: str) -> None:
    with pytest.raises(ValueError, match=r"YYYY-MM-DD.*YYYY-MM-DD"):
        load(day, data=ledger.data)


def test_every_table_of_a_folder_but_sources_targets_and_events_holds_figures(ledger: Ledger) -> None:
    ledger.figures({})
    ledger.targets({})
    ledger.events({})
    ledger.type("employment.csv", COLUMNS, SAMPLE | {"period": "2022-04"})
    (ledger.data / "issued").mkdir()
    (ledger.data / "issued" / "2022-08-09.csv").write_text("a forecast", encoding="utf-8")
    assert sorted(load_facts(data=ledger.data)["period"]) == ["2022-04", "2022-05"]


# Corrections


def correction(**cells: str) -> Row:
    blank = {"printed": "9", "rule": "not_used", "value_used": "", "reason_vi": "sai", "reason_en": "wrong"}
    return {key: SAMPLE[key] for key in CORRECTION_COLUMNS[:8]} | blank | cells


def test_figures_set_aside_by_a_correction_are_no_evidence_but_stay_in_the_ledger(ledger: Ledger) -> None:
    ledger.figures({}, {"period": "2022-04"}, {"period": "2022-03"})
    ledger.corrections(correction(), correction(period="2022-04", rule="read_as", value_used="2759.5"))
    facts = load_facts(data=ledger.data)
    assert usable(facts, ledger.data)["period"].tolist() == ["2022-04", "2022-03"]
    assert len(facts) == 3


def test_a_correction_needs_its_figure(ledger: Ledger) -> None:
    ledger.figures({})
    ledger.corrections(correction(), correction(published="2022-06-02"))
    with pytest.raises(LedgerError) as refused:
        refuse_orphans(load_facts(data=ledger.data), ledger.data)
    says(refused.value, row=3)


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        ([correction(rule="ignored")], 2, "rule"),
        ([correction(reason_vi="")], 2, "reason_vi"),
        ([correction(), correction()], 3, None),
    ],
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


# Slips of the hand, cell by cell

FACT_SLIPS: dict[str, tuple[Row, str, object, object]] = {
    "Excel made a month of it": ({"period": "Sep-22"}, "period", "Sep-22", "2022-09"),
    "Excel in Vietnamese": ({"period": "Thg9-22"}, "period", "Thg9-22", "2022-09"),
    "a month in words": ({"period": "September 2022"}, "period", "September 2022", "2022-09"),
    "a month in Vietnamese words": ({"period": "tháng 7/2022"}, "period", "tháng 7/2022", "2022-07"),
    "month before year": ({"period": "9/2022"}, "period", "9/2022", "2022-09"),
    "a month of one digit": ({"period": "2022-9"}, "period", "2022-9", "2022-09"),
    "a cumulative month": ({"period": "9/2022", "period_type": "ytd"}, "period", "9/2022", "2022-09"),
    "a thirteenth month": ({"period": "13/2022"}, "period", "13/2022", "YYYY-MM"),
    "no such month name": ({"period": "Sap-22"}, "period", "Sap-22", "YYYY-MM"),
    "a quarter that is none": (
        {"period": "2022-Q5", "period_type": "quarter"},
        "period",
        "2022-Q5",
        "YYYY-Qn",
    ),
    "a month for a year": ({"period": "2022-05", "period_type": "year"}, "period", "2022-05", "YYYY"),
    "a year of another age": ({"period": "0202-05"}, "period", "0202-05", "YYYY-MM"),
    "digits of another script": ({"period": "２０２２-05"}, "period", "２０２２-05", "YYYY-MM"),
    "a dot for thousands, alone": ({"value": "15.618"}, "value", "15.618", "15618"),
    "a decimal comma": (GROWTH | {"value": "5,66"}, "value", "5,66", "5.66"),
    "a Vietnamese number": ({"value": "1.234,5"}, "value", "1.234,5", "1234.5"),
    "an English number": ({"value": "1,234.5"}, "value", "1,234.5", "1234.5"),
    "dots for millions": ({"value": "1.234.567"}, "value", "1.234.567", "1234567"),
    "a percent sign": (GROWTH | {"value": "5,66 %"}, "value", "5,66 %", "5.66"),
    "a typographic minus": (GROWTH | {"value": "−5,66"}, "value", "−5,66", "-5.66"),
    "not a number": ({"value": "NaN"}, "value", "NaN", "15618"),
    "infinity": ({"value": "inf"}, "value", "inf", "15618"),
    "an exponent": ({"value": "1e5"}, "value", "1e5", "15618"),
    "a number too long for any figure": ({"value": "9" * 400}, "value", "9" * 400, "15618"),
    "an unknown geography": ({"geography": "Ninh Thuận"}, "geography", "Ninh Thuận", "ninh_thuan"),
    "an unknown indicator": ({"indicator": "sales"}, "indicator", "sales", "retail_sales"),
    "an unknown part": ({"sector": "shops"}, "sector", "shops", "accommodation_food"),
    "an unknown kind of period": ({"period_type": "months"}, "period_type", "months", "month"),
    "an unknown measure": ({"measure": "growth"}, "measure", "growth", "growth_yoy_pct"),
    "an unknown status": ({"status": "final"}, "status", "final", "official"),
    "an unknown unit": ({"unit": "tỷ đồng"}, "unit", "tỷ đồng", "billion_vnd"),
    "a unit of another indicator": ({"unit": "million_usd"}, "unit", "million_usd", "billion_vnd"),
    "a unit of another measure": (GROWTH | {"unit": "billion_vnd"}, "unit", "billion_vnd", "percent"),
    "an unknown source": ({"source_id": "rumour"}, "source_id", "rumour", "sources.csv"),
    "a day to come": ({"published": "2999-01-01"}, "published", "2999-01-01", "YYYY-MM-DD"),
    "a day that does not exist": ({"published": "2022-06-31"}, "published", "2022-06-31", "YYYY-MM-DD"),
    "a day the other way round": ({"published": "1/6/2022"}, "published", "1/6/2022", "YYYY-MM-DD"),
    "a year mistyped": ({"published": "0202-06-01"}, "published", "0202-06-01", "YYYY-MM-DD"),
    "too early for the month": ({"published": "2022-04-30"}, "published", "2022-04-30", "2022-05"),
    "too early for the quarter": (
        {"period_type": "quarter", "period": "2022-Q3"},
        "published",
        "2022-06-01",
        "2022-Q3",
    ),
    "too early for the year": (
        {"period_type": "year", "period": "2023", "published": "2022-12-31"},
        "published",
        "2022-12-31",
        "2023",
    ),
}


@pytest.mark.parametrize(("cells", "column", "read", "write"), FACT_SLIPS.values(), ids=FACT_SLIPS)
def test_a_slip_in_a_figure_is_refused_with_what_to_write(
    ledger: Ledger, cells: Row, column: str, read: str, write: str
) -> None:
    ledger.figures({"period": "2022-03", "sector": "goods"}, cells)
    says(ledger.refusal(), read, write, row=3, column=column)


TARGET_SLIPS = {
    "an unknown kind": ({"kind": "tet"}, "kind", "tet", "stretch"),
    "an unknown indicator": ({"indicator": "sales"}, "indicator", "sales", "retail_sales"),
    "a unit of another indicator": ({"unit": "million_usd"}, "unit", "million_usd", "billion_vnd"),
    "a month for a year": ({"year": "2022-12"}, "year", "2022-12", "YYYY"),
    "a dot for thousands": ({"value": "28.800"}, "value", "28.800", "28800"),
    "a decimal comma": (GROWTH | {"value": "8,9"}, "value", "8,9", "8.9"),
    "a Vietnamese number": ({"value": "11.757,6"}, "value", "11.757,6", "11757.6"),
    "not a number": ({"value": "nan"}, "value", "nan", "15618"),
    "a day to come": ({"published": "2999-01-01"}, "published", "2999-01-01", "YYYY-MM-DD"),
    "a day that does not exist": ({"published": "2022-02-30"}, "published", "2022-02-30", "YYYY-MM-DD"),
    "an unknown source": ({"source_id": "rumour"}, "source_id", "rumour", "sources.csv"),
}


@pytest.mark.parametrize(("cells", "column", "read", "write"), TARGET_SLIPS.values(), ids=TARGET_SLIPS)
def test_a_slip_in_a_target_is_refused_with_what_to_write(
    ledger: Ledger, cells: Row, column: str, read: str, write: str
) -> None:
    ledger.targets({"year": "2021", "sector": "goods"}, cells)
    says(ledger.refusal(load_targets), read, write, row=3, column=column)


EVENT_SLIPS = {
    "an unknown kind": ({"kind": "plan"}, "kind", "plan", "curtailment"),
    "an unknown geography": ({"geography": "Cà Ná"}, "geography", "Cà Ná", "ninh_thuan"),
    "an unknown indicator": ({"indicator": "power"}, "indicator", "power", "electricity_output"),
    "an unknown source": ({"source_id": "rumour"}, "source_id", "rumour", "sources.csv"),
    "a day that does not exist": ({"date": "2022-02-30"}, "date", "2022-02-30", "YYYY-MM-DD"),
    "a quarter": ({"date": "2022-Q1"}, "date", "2022-Q1", "YYYY-MM"),
    "Excel made a month of it": ({"date": "Sep-22"}, "date", "Sep-22", "2022-09"),
}


@pytest.mark.parametrize(("cells", "column", "read", "write"), EVENT_SLIPS.values(), ids=EVENT_SLIPS)
def test_a_slip_in_an_event_is_refused_with_what_to_write(
    ledger: Ledger, cells: Row, column: str, read: str, write: str
) -> None:
    ledger.events({"date": "2022-01"}, cells)
    says(ledger.refusal(load_events), read, write, row=3, column=column)


SOURCE_SLIPS = {
    "a day to come": ({"published": "2999-01-01"}, "published", "2999-01-01"),
    "an unknown basis of the day": ({"date_basis": "guess"}, "date_basis", "inferred_content"),
    "no publisher": ({"publisher": ""}, "publisher", ""),
}


@pytest.mark.parametrize("load", [load_facts, load_sources])
@pytest.mark.parametrize(("cells", "column", "word"), SOURCE_SLIPS.values(), ids=SOURCE_SLIPS)
def test_a_slip_in_a_source_is_refused(
    ledger: Ledger, load: Callable[..., object], cells: Row, column: str, word: str
) -> None:
    ledger.type("sources.csv", SOURCE_COLUMNS, REPORT, REPORT | {"source_id": "another"} | cells)
    says(ledger.refusal(load), word, row=3, column=column)


@pytest.mark.parametrize(
    ("table", "load", "optional"),
    [("figures", load_facts, {"note"}), ("targets", load_targets, {"note"}), ("events", load_events, set())],
    ids=["figures", "targets", "events"],
)
def test_a_blank_cell_is_named(ledger: Ledger, table: str, load: Callable[..., object], optional: set[str]) -> None:
    columns = {"figures": COLUMNS, "targets": TARGET_COLUMNS, "events": EVENT_COLUMNS}[table]
    for column in set(columns) - optional:
        getattr(ledger, table)({column: " "})
        says(ledger.refusal(load), row=2, column=column)


def test_a_note_may_be_blank_and_so_may_whole_rows_at_the_end(ledger: Ledger) -> None:
    ledger.text("\n".join([",".join(COLUMNS), line(SAMPLE), "", "," * 11, ""]))
    assert len(load_facts(data=ledger.data)) == 1


@pytest.mark.parametrize(
    ("table", "load"),
    [("figures", load_facts), ("targets", load_targets), ("events", load_events)],
    ids=["figures", "targets", "events"],
)
def test_a_row_typed_twice_is_refused_with_both_rows(ledger: Ledger, table: str, load: Callable[..., object]) -> None:
    other = {"geography": "vietnam"}
    getattr(ledger, table)(other, {}, {"source_id": "report"})
    says(ledger.refusal(load), " 3;", row=4)


def test_a_figure_with_another_value_under_the_same_key_is_a_duplicate(ledger: Ledger) -> None:
    ledger.figures({"value": "2759.5"}, {"value": "2760"})
    says(ledger.refusal(), " 2;", row=3)


def test_the_same_figure_in_two_sources_is_evidence_not_a_duplicate(ledger: Ledger) -> None:
    ledger.type("sources.csv", SOURCE_COLUMNS, REPORT, REPORT | {"source_id": "another"})
    ledger.figures({}, {"source_id": "another"})
    assert len(load_facts(data=ledger.data)) == 2


def test_a_source_listed_twice_is_refused_with_both_rows(ledger: Ledger) -> None:
    ledger.type("sources.csv", SOURCE_COLUMNS, REPORT, REPORT)
    says(ledger.refusal(load_sources), " 2;", row=3)


def test_every_mistake_is_listed_once_from_the_top_and_nothing_is_loaded(ledger: Ledger) -> None:
    ledger.figures(
        {"unit": "tỷ đồng", "value": "2.759,5"},
        {"period": "2022-04"},
        {"period": "Sep-22", "indicator": "sales", "published": ""},
    )
    found = [(problem.row, problem.column) for problem in ledger.refusal().problems]
    assert sorted(found) == [(2, "unit"), (2, "value"), (4, "indicator"), (4, "period"), (4, "published")]
    assert [row for row, _ in found] == [2, 2, 4, 4, 4]


def test_a_long_list_of_mistakes_ends_with_how_many_more(ledger: Ledger) -> None:
    ledger.figures(*({"value": f"{number},5", "period": f"20{number}-01"} for number in range(10, 33)))
    error = ledger.refusal()
    wrong_values = [problem for problem in error.problems if problem.column == "value"]
    assert len(wrong_values) == 23
    more = len(error.problems) - 20
    assert str(error).endswith(f"… và {more} lỗi khác / and {more} more")


# Thousands


def test_a_dot_for_thousands_is_seen_against_the_other_figures_of_the_series(ledger: Ledger) -> None:
    ledger.figures({"value": "13026"}, {"period": "2022-04", "value": "15.618"})
    says(ledger.refusal(), "15.618", "15618", row=3, column="value")


@pytest.mark.parametrize("values", [("15.618", "13.026"), ("15.618", "16"), ("0.618",), ("-0.618",)])
def test_figures_that_really_have_three_decimals_pass(ledger: Ledger, values: tuple[str, ...]) -> None:
    billion = {"indicator": "electricity_output", "unit": "billion_kwh"}
    months = [f"2022-{month:02d}" for month in range(1, 6)]
    ledger.figures(*(billion | {"period": p, "value": v} for p, v in zip(months, values, strict=False)))
    assert load_facts(data=ledger.data)["value"].tolist() == [float(value) for value in values]


def test_growth_may_have_three_decimals(ledger: Ledger) -> None:
    ledger.figures(GROWTH | {"value": "15.618"})
    assert load_facts(data=ledger.data)["value"].tolist() == [15.618]


# The file as a whole


def test_a_missing_column_is_named(ledger: Ledger) -> None:
    ledger.text(",".join(COLUMNS).replace("value,", ""))
    says(ledger.refusal(), "value", "measure, unit", row=1)


def test_a_column_that_stands_twice_is_named(ledger: Ledger) -> None:
    ledger.text(",".join([*COLUMNS, "value"]))
    says(ledger.refusal(), "value", row=1)


def test_a_decimal_comma_without_quotes_gives_too_many_cells(ledger: Ledger) -> None:
    ledger.text("\n".join([",".join(COLUMNS), line(SAMPLE), line(SAMPLE | {"value": "5,66"})]))
    says(ledger.refusal(), 13, 12, "5.66", row=3)


def test_an_empty_file_is_told_its_header(ledger: Ledger) -> None:
    ledger.text("")
    says(ledger.refusal(), ",".join(COLUMNS))


def test_a_file_with_its_header_alone_has_no_rows(ledger: Ledger) -> None:
    ledger.text(",".join(COLUMNS))
    facts = load_facts(data=ledger.data)
    assert facts.empty
    assert list(facts.columns) == COLUMNS
    assert facts["value"].dtype == float


def test_a_file_that_is_not_there_is_named(ledger: Ledger) -> None:
    (ledger.province / "sources.csv").unlink()
    says(ledger.refusal(), "sources.csv", ",".join(SOURCE_COLUMNS))


@pytest.mark.parametrize(
    ("encoding", "byte", "row"),
    [("cp1258", "0xE0", 2), ("utf-16", "0xFF", 1)],
    ids=["Windows", "Unicode text"],
)
def test_a_file_that_is_not_utf8_is_refused(ledger: Ledger, encoding: str, byte: str, row: int) -> None:
    text = ",".join(COLUMNS) + "\n" + line(SAMPLE | {"note": "hàng"})
    ledger.text(text.encode(encoding))
    says(ledger.refusal(), byte, "CSV UTF-8", row=row)


def test_semicolons_of_a_vietnamese_excel_are_recognised(ledger: Ledger) -> None:
    ledger.text("﻿" + ";".join(COLUMNS) + "\r\n" + ";".join(SAMPLE.values()) + "\r\n")
    error = ledger.refusal()
    assert [problem.rule for problem in error.problems] == ["semicolons"]
    says(error, row=1)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(ledger: Ledger) -> None:
    ledger.text("﻿" + ",".join(COLUMNS) + "\r\n" + line(SAMPLE | {"note": "ước"}) + "\r\n")
    (note,) = load_facts(data=ledger.data)["note"]
    assert note == "ước"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_a_line_break_inside_a_note_does_not_shift_the_rows_that_excel_shows(ledger: Ledger, end: str) -> None:
    broken = line(SAMPLE | {"sector": "goods", "note": f'"first{end}second"'})
    wrong = line(SAMPLE | {"value": "x", "note": "first\u2028second\x0bthird"})
    ledger.text(end.join([",".join(COLUMNS), broken, "", wrong, ""]))
    says(ledger.refusal(), "x", row=4, column="value")


def test_a_quote_left_open_does_not_swallow_the_rows_below_it(ledger: Ledger) -> None:
    opened = line(SAMPLE | {"sector": "goods", "note": '"about'})
    ledger.text("\n".join([",".join(COLUMNS), line(SAMPLE), opened, line(SAMPLE | {"sector": "travel"})]))
    says(ledger.refusal(), '"…"', row=3)


def test_spaces_around_a_cell_do_not_count(ledger: Ledger) -> None:
    ledger.figures({column: f" {cell}\u00a0" for column, cell in SAMPLE.items()})
    assert line(load_facts(data=ledger.data).astype(str).iloc[0].to_dict()) == line(SAMPLE)


# Any text at all

# characters that parsers of numbers, days and tables like to stumble on
odd = st.text(st.sampled_from("0123456789.,-−+%eEQ²٣/ :;\"'\n\r\t\0\u2028{}nNaAiIfFtThgSep"), max_size=12)
anything = st.one_of(odd, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
quick = settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def typed(columns: list[str]) -> st.SearchStrategy[Row]:
    """Anything in one to four cells of a row."""
    return st.dictionaries(st.sampled_from(columns), anything, min_size=1, max_size=4)


def loads_or_refuses(load: Callable[..., object], ledger: Ledger) -> None:
    try:
        load(data=ledger.data)
    except LedgerError as error:
        assert str(error)


@quick
@given(cells=typed(COLUMNS))
def test_any_text_in_cells_of_the_figures_loads_or_is_refused(ledger: Ledger, cells: Row) -> None:
    ledger.figures({"sector": "goods"}, cells)
    loads_or_refuses(load_facts, ledger)


@quick
@given(cells=typed(TARGET_COLUMNS))
def test_any_text_in_cells_of_the_targets_loads_or_is_refused(ledger: Ledger, cells: Row) -> None:
    ledger.targets({"sector": "goods"}, cells)
    loads_or_refuses(load_targets, ledger)


@quick
@given(cells=typed(EVENT_COLUMNS))
def test_any_text_in_cells_of_the_events_loads_or_is_refused(ledger: Ledger, cells: Row) -> None:
    ledger.events({"date": "2022"}, cells)
    loads_or_refuses(load_events, ledger)


@quick
@given(before=odd, after=odd)
def test_any_text_around_a_row_loads_or_is_refused(ledger: Ledger, before: str, after: str) -> None:
    ledger.text(",".join(COLUMNS) + "\n" + before + line(SAMPLE) + after)
    loads_or_refuses(load_facts, ledger)


@quick
@given(raw=st.binary(max_size=40))
def test_any_bytes_load_or_are_refused(ledger: Ledger, raw: bytes) -> None:
    ledger.text(raw)
    loads_or_refuses(load_facts, ledger)


@quick
@given(values=st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=12))
def test_values_written_and_read_are_the_same(ledger: Ledger, values: list[float]) -> None:
    typed = [format(Decimal(repr(value)), "f") for value in values]
    ledger.figures(*(GROWTH | {"period": f"2021-{i + 1:02d}", "value": v} for i, v in enumerate(typed)))
    assert load_facts(data=ledger.data)["value"].tolist() == values


@quick
@given(value=st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents) / 100))
def test_the_advice_for_a_vietnamese_number_is_that_number(ledger: Ledger, value: Decimal) -> None:
    typed = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    ledger.figures({"value": typed})
    (problem,) = ledger.refusal().problems
    assert Decimal(str(problem.words["expected"])) == value


@quick
@given(
    year=st.integers(1990, 2049),
    month=st.integers(1, 12),
    habit=st.sampled_from(["{m}/{y}", "{m:02d}/{y}", "{m}-{y}", "{m}.{y}", "T{m}/{y}", "Thg{m}-{y}", "{b} {y}"]),
)
def test_the_advice_for_a_month_is_that_month(ledger: Ledger, year: int, month: int, habit: str) -> None:
    ledger.figures({"period": habit.format(m=month, y=year, b=pd.Period(f"{year}-{month}").strftime("%b"))})
    (problem,) = ledger.refusal().problems
    assert problem.words["expected"] == f"{year}-{month:02d}"


# Vocabulary


def test_indicators_stand_in_the_order_of_tables() -> None:
    indicators = load_indicators()
    assert indicators["order"].is_monotonic_increasing
    assert set(indicators["kind"]) == {"flow", "index", "stock"}


@pytest.mark.parametrize(
    ("value", "decimals"), [(10.37, 2), (17.0, 0), (1e-05, 5), (1.5e-05, 6), (3e16, 0), (1.25e16, 0)]
)
def test_decimals_are_counted_however_python_writes_the_number(value: float, decimals: int) -> None:
    assert printed_decimals(value) == decimals


def test_a_nul_byte_is_no_text(ledger: Ledger) -> None:
    ledger.figures({})
    ledger.text((ledger.province / "facts.csv").read_bytes().replace(b"2759.5", b"27\0005"))
    says(ledger.refusal(), "0x00", row=2)
