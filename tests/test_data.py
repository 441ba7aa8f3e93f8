"""The committed figures: whole, consistent, and in words that readers know."""

import csv
import shutil
import time
import unicodedata
from datetime import date
from pathlib import Path

import holidays
import pandas as pd
import pytest

from analysis.ledger import DATA, KEY, load_corrections, load_events, load_facts, newest_prints
from analysis.ledger.loading import load_sources
from analysis.ledger.targets import load_targets
from analysis.ledger.vocabulary import load_indicators
from analysis.periods import tet_days

REPORT = "bao_ninh_thuan_2022_08_09"
TABLES = sorted(DATA.rglob("*.csv"))
PARTS = {
    "exports": ["domestic", "foreign_invested"],
    "imports": ["domestic", "foreign_invested"],
    "retail_sales": ["goods", "accommodation_food", "travel", "other_services"],
}


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return load_facts()


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# What is there


@pytest.mark.parametrize(
    ("ledger", "known_rows", "last_day"),
    [
        ("ninh_thuan/facts.csv", 596, "2022-08-09"),
        ("ninh_thuan/targets.csv", 29, "2022-08-09"),
        ("ninh_thuan/sources.csv", 82, "2022-08-09"),
        ("vietnam/facts.csv", 11195, "2022-07-29"),
        ("vietnam/employment.csv", 4480, "2022-07-29"),
        ("vietnam/sources.csv", 152, "2022-07-29"),
    ],
)
def test_a_ledger_only_grows(ledger: str, known_rows: int, last_day: str) -> None:
    table = rows(DATA / ledger)
    assert len(table) >= known_rows
    assert max(row["published"] for row in table) >= last_day


def test_the_other_tables_only_grow() -> None:
    assert len(load_events()) >= 27
    assert len(load_corrections()) >= 49
    assert len(load_indicators()) >= 25


def test_the_national_ledger_loads_and_checks_in_a_moment(tmp_path: Path) -> None:
    others = [path.name for path in DATA.iterdir() if path.is_dir() and path.name != "vietnam"]
    data = Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(*others)))
    begun = time.process_time()
    load_facts(data=data)
    # below 0.3 s on an idle machine; machines that test many things at once are slower and noisy
    assert time.process_time() - begun < 1.5


def test_every_figure_of_the_report_of_9_august_2022_is_there(facts: pd.DataFrame) -> None:
    report = facts[facts["source_id"] == REPORT]
    columns = ["indicator", "sector", "measure", "value", "unit"]
    assert set(report[columns].itertuples(index=False, name=None)) >= {
        ("iip", "total", "growth_yoy_pct", 5.66, "percent"),
        ("key_products_growing", "total", "count", 11.0, "count"),
        ("retail_sales", "total", "level", 15618.0, "billion_vnd"),
        ("retail_sales", "total", "growth_yoy_pct", 19.9, "percent"),
        ("retail_sales", "total", "share_of_plan_pct", 56.0, "percent"),
        ("exports", "total", "level", 61.1, "million_usd"),
        ("exports", "total", "growth_yoy_pct", 9.26, "percent"),
        ("imports", "total", "level", 35.1, "million_usd"),
        ("admin_reform", "procedure_time_cut", "level", 39.2, "percent"),
        ("admin_reform", "online_services_level4", "level", 100.0, "percent"),
        ("admin_reform", "procedures_online", "level", 96.0, "percent"),
        ("tasks_completed", "breakthrough_tasks", "count", 3.0, "count"),
        ("tasks_completed", "specific_tasks", "count", 3.0, "count"),
    }
    assert set(report["published"]) == {"2022-08-09"}
    half_year = report[~report["indicator"].isin(["admin_reform", "tasks_completed"])]
    assert set(half_year["period_type"] + half_year["period"]) == {"ytd2022-06"}


def test_the_four_targets_of_2022_are_those_of_the_report() -> None:
    stated = {
        (target.indicator, target.measure): (target.value, target.unit)
        for target in load_targets("2022-08-09", geography="ninh_thuan", year=2022)
        if target.source_id == REPORT
    }
    # industrial output is stated twice, as an amount and as the growth it was said to be
    assert stated.pop(("industrial_output", "growth_yoy_pct")) == (11.1, "percent")
    assert stated == {
        ("iip", "growth_yoy_pct"): (8.9, "percent"),
        ("industrial_output", "level"): (11757.6, "billion_vnd"),
        ("retail_sales", "level"): (28800.0, "billion_vnd"),
        ("exports", "level"): (130.0, "million_usd"),
    }


# What must fit


def test_every_correction_has_its_figure(facts: pd.DataFrame) -> None:
    corrected = load_corrections()[KEY].itertuples(index=False, name=None)
    assert set(corrected) <= set(facts[KEY].itertuples(index=False, name=None))


def test_a_figure_that_was_read_differently_is_stored_as_it_was_read(facts: pd.DataFrame) -> None:
    corrections = load_corrections()
    read = corrections[corrections["rule"] == "read_as"].merge(facts[[*KEY, "value"]], on=KEY)
    assert len(read) == (corrections["rule"] == "read_as").sum()
    assert read["value_used"].astype(float).tolist() == read["value"].tolist()


@pytest.mark.parametrize(("indicator", "parts"), PARTS.items(), ids=PARTS)
def test_the_parts_of_a_national_total_sum_to_it(facts: pd.DataFrame, indicator: str, parts: list[str]) -> None:
    national = facts[(facts["geography"] == "vietnam") & (facts["measure"] == "level")]
    national = national[national["source_id"].str.startswith("gso_") & (national["indicator"] == indicator)]
    prints = ["period_type", "period", "published", "source_id"]
    levels = national.pivot_table(index=prints, columns="sector", values="value")[["total", *parts]].dropna()
    assert len(levels) > 300
    assert levels[parts].sum(axis=1).to_numpy() == pytest.approx(levels["total"].to_numpy(), rel=1e-4)


def test_a_figure_and_its_source_lie_within_the_time_the_ledger_knows(facts: pd.DataFrame) -> None:
    assert facts["published"].between("2009-12-31", date.today().isoformat()).all()
    assert set(facts["source_id"]) <= set(load_sources().index)
    assert load_sources().index.is_unique


def test_a_point_in_time_is_only_for_states(facts: pd.DataFrame) -> None:
    kinds = load_indicators()["kind"]
    points = facts.loc[facts["period_type"] == "point", "indicator"]
    assert set(kinds[points.unique()]) == {"stock"}


def test_every_kind_of_figure_that_levels_rest_on_has_a_spread(facts: pd.DataFrame) -> None:
    measures = ["level", "growth_yoy_pct", "growth_mom_pct", "share_of_plan_pct"]
    monthly = load_indicators().query("kind != 'stock'").index
    evidence = facts[facts["measure"].isin(measures) & facts["indicator"].isin(monthly)]
    reliability = pd.read_csv(DATA / "reliability.csv", keep_default_na=False)
    kinds = ["measure", "period_type"]
    known = set(reliability.loc[reliability["status"] == "", kinds].itertuples(index=False, name=None))
    assert set(evidence[kinds].itertuples(index=False, name=None)) <= known
    assert (reliability["spread_pct"] > 0).all()


def test_the_newest_print_of_a_revised_month_is_not_its_first(facts: pd.DataFrame) -> None:
    iip = facts.query("geography == 'vietnam' and indicator == 'iip' and sector == 'total'")
    june = iip.query("period_type == 'month' and period == '2022-06' and measure == 'growth_yoy_pct'")
    assert june["status"].tolist() == ["estimate", "revised"]
    assert newest_prints(june)["status"].tolist() == ["revised"]


# What readers see


def codes(table: pd.DataFrame, *columns: str) -> set[tuple[str, str]]:
    return {(column, code) for column in columns for code in table[column].unique()}


def test_every_code_has_its_words_in_both_languages(facts: pd.DataFrame) -> None:
    words = {(row["group"], row["code"]): (row["vi"], row["en"]) for row in rows(DATA / "terms.csv")}
    targets, events = pd.DataFrame(load_targets()), load_events()
    used = codes(facts, "geography", "sector", "period_type", "measure", "unit", "status")
    used |= codes(targets, "geography", "sector", "measure", "unit")
    used |= codes(targets.rename(columns={"kind": "target_kind"}), "target_kind")
    used |= codes(events.rename(columns={"kind": "event_kind"}), "geography", "event_kind")
    used |= codes(load_corrections().rename(columns={"rule": "correction_rule"}), "correction_rule")
    used |= codes(load_sources(), "date_basis")
    used |= {("unit", unit) for units in load_indicators()["unit"] for unit in units.split("|")}
    used |= {("indicator_short", code) for code in load_indicators().index}
    assert sorted(used - set(words)) == []
    assert [code for code, (vietnamese, english) in words.items() if not (vietnamese and english)] == []


def test_every_indicator_has_its_name_in_both_languages() -> None:
    names = load_indicators()[["name_vi", "name_en"]]
    assert (names != "").to_numpy().all()
    assert names["name_vi"].is_unique
    assert names["name_en"].is_unique


def test_no_code_has_two_meanings() -> None:
    keys = [(row["group"], row["code"]) for row in rows(DATA / "terms.csv")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_text_is_written_in_one_way(table: Path) -> None:
    text = table.read_bytes().decode("utf-8")
    # letters with their accents as one character: otherwise equal words are not equal
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")


# Tết


def first_days(country: str, name: str) -> dict[int, date]:
    """The first day of each year's holiday."""
    calendar = holidays.country_holidays(country, years=range(1990, 2051), language="en_US")
    named = sorted((day for day, names in calendar.items() if name in names.split("; ")), reverse=True)
    return {day.year: day for day in named}


def test_tet_falls_where_the_vietnamese_calendar_has_it() -> None:
    ours = {year: day.date() for year, day in tet_days().items()}
    assert ours == first_days("VN", "Lunar New Year")


def test_tet_is_a_day_before_the_chinese_new_year_in_2007_and_2030() -> None:
    chinese = first_days("CN", "Chinese New Year (Spring Festival)")
    days = {year: (chinese[year] - day.date()).days for year, day in tet_days().items()}
    assert {year: difference for year, difference in days.items() if difference} == {2007: 1, 2030: 1}
