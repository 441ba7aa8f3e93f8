"""Which slips of the hand the ledger refuses, and what it says to write instead."""

from pathlib import Path

import pytest

from analysis.ledger import COLUMNS, load_facts
from analysis.ledger.loading import load_sources
from tests.typed_ledger import (
    ANOTHER,
    FIGURE,
    GROWTH,
    LOADERS,
    REPORT,
    SAMPLES,
    Ledger,
    Load,
    Row,
    each_table,
    line,
    says,
)

HEADER = ",".join(COLUMNS)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


# Cell by cell: the column, what is typed into it, what the refusal says to write; other cells that go with it

Slip = tuple[str, str, str] | tuple[str, str, str, Row]
SLIPS: dict[str, dict[str, Slip]] = {
    "facts.csv": {
        "Excel made a month of it": ("period", "Sep-22", "2022-09"),
        "Excel in Vietnamese": ("period", "Thg9-22", "2022-09"),
        "a month in words": ("period", "September 2022", "2022-09"),
        "a month in Vietnamese words": ("period", "tháng 7/2022", "2022-07"),
        "month before year": ("period", "9/2022", "2022-09"),
        "a month of one digit": ("period", "2022-9", "2022-09"),
        "a cumulative month": ("period", "9/2022", "2022-09", {"period_type": "ytd"}),
        "a thirteenth month": ("period", "13/2022", "YYYY-MM"),
        "no such month name": ("period", "Sap-22", "YYYY-MM"),
        "a quarter that is none": ("period", "2022-Q5", "YYYY-Qn", {"period_type": "quarter"}),
        "a month for a year": ("period", "2022-05", "YYYY", {"period_type": "year"}),
        "a year of another age": ("period", "0202-05", "YYYY-MM"),
        "digits of another script": ("period", "２０２２-05", "YYYY-MM"),
        "a dot for thousands, alone": ("value", "15.618", "15618"),
        "a decimal comma": ("value", "5,66", "5.66", GROWTH),
        "a Vietnamese number": ("value", "1.234,5", "1234.5"),
        "a decimal mark lost": ("value", "-022", "-0.22"),
        "an English number": ("value", "1,234.5", "1234.5"),
        "dots for millions": ("value", "1.234.567", "1234567"),
        "a percent sign": ("value", "5,66 %", "5.66", GROWTH),
        "a typographic minus": ("value", "−5,66", "-5.66", GROWTH),
        "not a number": ("value", "NaN", "15618"),
        "infinity": ("value", "inf", "15618"),
        "an exponent": ("value", "1e5", "15618"),
        "a number too long for any figure": ("value", "9" * 400, "15618"),
        "an unknown geography": ("geography", "Ninh Thuận", "ninh_thuan"),
        "an unknown indicator": ("indicator", "sales", "retail_sales"),
        "an unknown part": ("sector", "good", "goods"),
        "an unknown kind of period": ("period_type", "months", "month"),
        "an unknown measure": ("measure", "growth", "growth_yoy_pct"),
        "an unknown status": ("status", "final", "official"),
        "an unknown unit": ("unit", "tỷ đồng", "billion_vnd"),
        "a unit of another indicator": ("unit", "million_usd", "billion_vnd"),
        "a unit of another measure": ("unit", "billion_vnd", "percent", GROWTH),
        "an unknown source": ("source_id", "rumour", "sources.csv"),
        "a day to come": ("published", "2999-01-01", "YYYY-MM-DD"),
        "a day that does not exist": ("published", "2022-06-31", "YYYY-MM-DD"),
        "a day the other way round": ("published", "1/6/2022", "YYYY-MM-DD"),
        "a year mistyped": ("published", "0202-06-01", "YYYY-MM-DD"),
        "too early for the month": ("published", "2022-04-30", "2022-05"),
        "too early for the quarter": (
            "published",
            "2022-06-01",
            "2022-Q3",
            {"period_type": "quarter", "period": "2022-Q3"},
        ),
        "too early for the year": ("published", "2022-12-31", "2023", {"period_type": "year", "period": "2023"}),
    },
    "targets.csv": {
        "an unknown kind": ("kind", "tet", "stretch"),
        "an unknown indicator": ("indicator", "sales", "retail_sales"),
        "a unit of another indicator": ("unit", "million_usd", "billion_vnd"),
        "a month for a year": ("year", "2022-12", "YYYY"),
        "a dot for thousands": ("value", "28.800", "28800"),
        "a decimal comma": ("value", "8,9", "8.9", GROWTH),
        "a Vietnamese number": ("value", "11.757,6", "11757.6"),
        "not a number": ("value", "nan", "15618"),
        "no end to it": ("value", "inf", "15618"),
        "an amount below zero": ("value", "-28800", "0"),
        "a fall of more than all": ("value", "-150", "-100", GROWTH),
        "a day to come": ("published", "2999-01-01", "YYYY-MM-DD"),
        "a day that does not exist": ("published", "2022-02-30", "YYYY-MM-DD"),
        "an unknown source": ("source_id", "rumour", "sources.csv"),
    },
    "events.csv": {
        "an unknown kind": ("kind", "plan", "curtailment"),
        "an unknown geography": ("geography", "Ninh Thuân", "ninh_thuan"),
        "an unknown indicator": ("indicator", "electricity", "electricity_output"),
        "an unknown source": ("source_id", "rumour", "sources.csv"),
        "a day that does not exist": ("date", "2022-02-30", "YYYY-MM-DD"),
        "a quarter": ("date", "2022-Q1", "YYYY-MM"),
        "Excel made a month of it": ("date", "Sep-22", "2022-09"),
    },
}


@pytest.mark.parametrize(
    ("table", "slip"),
    [pytest.param(table, slip, id=f"{table}: {name}") for table, own in SLIPS.items() for name, slip in own.items()],
)
def test_a_slip_is_refused_with_what_to_write(ledger: Ledger, table: str, slip: Slip) -> None:
    column, read, write, *beside = slip
    ledger.type(table, ANOTHER[table], *(cells | {column: read} for cells in beside or [{}]))
    says(ledger.refusal(LOADERS[table]), read, write, row=3, column=column)


@pytest.mark.parametrize("load", [load_facts, load_sources])
@pytest.mark.parametrize(
    ("column", "read", "write"),
    [
        ("published", "2999-01-01", "YYYY-MM-DD"),
        ("date_basis", "guess", "inferred_content"),
        ("publisher", "", ""),
    ],
    ids=["a day to come", "an unknown basis of the day", "no publisher"],
)
def test_a_slip_in_a_source_is_refused(ledger: Ledger, load: Load, column: str, read: str, write: str) -> None:
    ledger.sources({}, {"source_id": "another", column: read})
    says(ledger.refusal(load), read, write, row=3, column=column)


@each_table
def test_a_blank_cell_is_named(ledger: Ledger, table: str, load: Load) -> None:
    for column in SAMPLES[table].keys() - {"note"}:
        ledger.type(table, {column: " "})
        says(ledger.refusal(load), row=2, column=column)


def test_a_note_may_be_blank_and_so_may_whole_rows_at_the_end(ledger: Ledger) -> None:
    ledger.lines(HEADER, line({}), "", "," * 11, "")
    assert len(load_facts(data=ledger.data)) == 1


@each_table
def test_a_row_typed_twice_is_refused_with_both_rows(ledger: Ledger, table: str, load: Load) -> None:
    ledger.type(table, {"geography": "vietnam"}, {}, {})
    says(ledger.refusal(load), " 3;", row=4)


def test_a_figure_with_another_value_under_the_same_key_is_a_duplicate(ledger: Ledger) -> None:
    ledger.figures({"value": "2759.5"}, {"value": "2760"})
    says(ledger.refusal(), " 2;", row=3)


def test_the_same_figure_in_two_sources_is_evidence_not_a_duplicate(ledger: Ledger) -> None:
    ledger.sources({}, {"source_id": "another"})
    ledger.figures({}, {"source_id": "another"})
    assert len(load_facts(data=ledger.data)) == 2


def test_a_source_listed_twice_is_refused_with_both_rows(ledger: Ledger) -> None:
    ledger.sources({}, {})
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
    ledger.figures(*(billion | {"period": f"2022-0{month}", "value": value} for month, value in enumerate(values, 1)))
    assert load_facts(data=ledger.data)["value"].tolist() == [float(value) for value in values]


def test_growth_may_have_three_decimals(ledger: Ledger) -> None:
    ledger.figures(GROWTH | {"value": "15.618"})
    assert load_facts(data=ledger.data)["value"].tolist() == [15.618]


# The file as a whole


def test_a_missing_column_is_named(ledger: Ledger) -> None:
    ledger.lines(HEADER.replace("value,", ""))
    says(ledger.refusal(), "value", "measure, unit", row=1)


def test_a_column_that_stands_twice_is_named(ledger: Ledger) -> None:
    ledger.lines(f"{HEADER},value")
    says(ledger.refusal(), "value", row=1)


def test_a_decimal_comma_without_quotes_gives_too_many_cells(ledger: Ledger) -> None:
    ledger.lines(HEADER, line({}), line({"value": "5,66"}))
    says(ledger.refusal(), 13, 12, "5.66", row=3)


def test_an_empty_file_is_told_its_header(ledger: Ledger) -> None:
    ledger.raw(b"")
    says(ledger.refusal(), HEADER)


def test_a_file_that_is_not_there_is_named(ledger: Ledger) -> None:
    (ledger.province / "sources.csv").unlink()
    says(ledger.refusal(), "sources.csv", ",".join(REPORT))


@pytest.mark.parametrize(
    ("encoding", "byte", "row"),
    [("cp1258", "0xE0", 2), ("utf-16", "0xFF", 1)],
    ids=["Windows", "Unicode text"],
)
def test_a_file_that_is_not_utf8_is_refused(ledger: Ledger, encoding: str, byte: str, row: int) -> None:
    ledger.raw(f"{HEADER}\n{line({'note': 'hàng'})}".encode(encoding))
    says(ledger.refusal(), byte, "CSV UTF-8", row=row)


def test_a_nul_byte_is_no_text(ledger: Ledger) -> None:
    ledger.lines(HEADER, line({"value": "27\0005"}))
    says(ledger.refusal(), "0x00", row=2)


def test_semicolons_of_a_vietnamese_excel_are_recognised(ledger: Ledger) -> None:
    ledger.lines("\ufeff" + ";".join(COLUMNS), ";".join(FIGURE.values()), "", end="\r\n")
    error = ledger.refusal()
    assert [problem.rule for problem in error.problems] == ["semicolons"]
    says(error, row=1)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(ledger: Ledger) -> None:
    ledger.lines(f"\ufeff{HEADER}", line({"note": "ước"}), "", end="\r\n")
    (note,) = load_facts(data=ledger.data)["note"]
    assert note == "ước"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_a_line_break_inside_a_note_does_not_shift_the_rows_that_excel_shows(ledger: Ledger, end: str) -> None:
    broken = line({"sector": "goods", "note": f'"first{end}second"'})
    wrong = line({"value": "x", "note": "first\u2028second\x0bthird"})
    ledger.lines(HEADER, broken, "", wrong, "", end=end)
    says(ledger.refusal(), "x", row=4, column="value")


def test_a_quote_left_open_does_not_swallow_the_rows_below_it(ledger: Ledger) -> None:
    opened = line({"sector": "goods", "note": '"about'})
    ledger.lines(HEADER, line({}), opened, line({"sector": "travel"}))
    says(ledger.refusal(), '"…"', row=3)


def test_spaces_around_a_cell_do_not_count(ledger: Ledger) -> None:
    ledger.figures({column: f" {cell}\u00a0" for column, cell in FIGURE.items()})
    assert load_facts(data=ledger.data).astype(str).iloc[0].to_dict() == FIGURE
