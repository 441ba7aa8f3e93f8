"""Scenarios: what a file may say, and what it makes of joint paths."""

from pathlib import Path
from shutil import copytree, ignore_patterns

import numpy as np
import pandas as pd
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from analysis.ledger import DATA, load_events
from analysis.ledger.loading import load_sources
from analysis.ledger.problems import LedgerError
from analysis.outlook.scenarios import Change, Scenario, applied, load_scenarios
from tests.small_futures import flat, industry, plan, told

HEADER = "indicator,sector,first,last,effect,value,unit,why_vi,why_en,source_id"
ROW = "retail_sales,total,2022-09,2022-12,level,-10,percent,Ít khách,Fewer guests,assumption"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder without scenarios."""
    copytree(DATA, tmp_path, ignore=ignore_patterns("scenarios"), dirs_exist_ok=True)
    (tmp_path / "ninh_thuan" / "scenarios").mkdir()
    return tmp_path


def change(
    effect: str, value: float, *, sector: str = "total", indicator: str = "all", first: str | None = None, **more
):
    months = {"first": first and pd.Period(first, "M"), "last": None} | more
    return Scenario("one", (Change(indicator, sector, effect=effect, value=value, **months),))


def written(data: Path, *rows: str) -> Path:
    file = data / "ninh_thuan" / "scenarios" / "test.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return file


def refused(data: Path, row: str) -> str:
    written(data, row)
    with pytest.raises(LedgerError) as error:
        load_scenarios("ninh_thuan", data)
    return str(error.value)


def test_a_tenth_less_in_half_a_year_takes_a_twentieth_off_the_year() -> None:
    (now,) = applied([told(plan(1140), flat(100))], change("level", -10))
    assert now.outlook.median == pytest.approx(6 * 100 + 6 * 90)
    assert now.outlook.chance == 1


def test_points_of_growth_are_points_of_the_level_a_year_before() -> None:
    (now,) = applied([told(plan(1200), flat(120, 80))], change("growth", 5))
    assert now.draws.loc["2022-07"].to_list() == [125, 85]


def test_a_plant_adds_its_share_of_the_capacity_installed_to_power_alone() -> None:
    before = industry(plan(8.9, "growth_yoy_pct", "iip"), (60.0,), (50.0,))
    (now,) = applied([before], change("capacity", 10, sector="electricity", installed=100.0))
    assert now.parts["electricity"].loc["2022-07", 0] == pytest.approx(66)
    assert now.draws.loc["2022-07", 0] == pytest.approx(116)


def test_a_change_of_the_whole_moves_every_sector_alike() -> None:
    (now,) = applied([industry(plan(1200, indicator="iip"), (60.0,), (40.0,))], change("level", 50))
    assert [now.parts[sector].loc["2022-12", 0] for sector in now.parts] == [90, 60]


def test_the_same_sector_of_index_and_output_moves_alike() -> None:
    pair = [industry(plan(1, indicator=name), (60.0,), (40.0,)) for name in ("iip", "industrial_output")]
    for name in ("iip", "industrial_output", "all"):
        now = applied(pair, change("level", 10, sector="electricity", indicator=name))
        assert [one.draws.loc["2022-12", 0] for one in now] == pytest.approx([106, 106])


def test_a_sector_of_industry_does_not_move_retail_sales() -> None:
    before = told(plan(1200), flat(100))
    assert applied([before], change("level", 10, sector="electricity"))[0] is before


def test_months_published_stay_and_the_rest_of_the_answer_too() -> None:
    before = told(plan(1200), flat(100, 110))
    (now,) = applied([before], change("level", -10))
    pd.testing.assert_frame_equal(now.draws[:"2022-06"], before.draws[:"2022-06"])
    pd.testing.assert_frame_equal(before.draws, flat(100, 110))
    assert (now.target, now.closed) == (before.target, before.closed)


@settings(max_examples=30, deadline=None)
@for_all(
    st.sampled_from(["level", "growth"]),
    st.floats(-80, 80),
    st.sampled_from(["total", "electricity", "manufacturing"]),
    st.integers(7, 12),
)
def test_sectors_add_up_to_the_whole_on_every_path(effect: str, value: float, sector: str, month: int) -> None:
    before = industry(plan(1, indicator="iip"), (60.0, 30.0), (40.0, 55.0))
    (now,) = applied([before], change(effect, value, sector=sector, first=f"2022-{month:02d}"))
    np.testing.assert_allclose(sum(now.parts.values()), now.draws)
    assert (now.draws >= 0).all().all()


def test_two_changes_of_one_file_work_one_after_the_other() -> None:
    both = Scenario("both", change("level", 10).changes + change("level", -50, first="2022-12").changes)
    (now,) = applied([told(plan(1200), flat(100))], both)
    assert now.draws.loc[["2022-11", "2022-12"], 0].to_list() == pytest.approx([110, 55])


@pytest.mark.parametrize("first", ["2022-06", "2009-01"])
def test_a_month_already_published_is_refused_with_the_first_one_open(first: str) -> None:
    with pytest.raises(LedgerError, match=f"{first}.*2022-07"):
        applied([told(plan(1200), flat(100))], change("level", 5, first=first))


def test_a_change_after_the_plan_year_is_refused() -> None:
    with pytest.raises(LedgerError, match="no month of 2022 is left"):
        applied([told(plan(1200), flat(100))], change("level", 5, first="2023-01"))


def test_a_finished_year_cannot_change() -> None:
    with pytest.raises(LedgerError, match="no month of 2022 is left"):
        applied([told(plan(1200), flat(100), "2022-12")], change("level", 5))


def test_a_sector_that_was_not_estimated_is_refused_with_those_that_were() -> None:
    with pytest.raises(LedgerError, match=r"mining.*total, electricity, manufacturing"):
        applied([industry(plan(1, indicator="iip"), (60.0,), (40.0,))], change("level", 5, sector="mining"))


def test_a_plant_is_refused_while_the_installed_capacity_is_not_known() -> None:
    with pytest.raises(LedgerError, match="installed capacity"):
        applied([industry(plan(1, indicator="iip"), (60.0,), (40.0,))], change("capacity", 5, sector="electricity"))


def test_a_scenario_without_rows_changes_nothing(data: Path) -> None:
    written(data)
    before = told(plan(1200), flat(100))
    assert applied([before], load_scenarios("ninh_thuan", data)["test"]) == [before]


def test_a_file_is_read_as_it_stands(data: Path) -> None:
    written(data, ROW, "all,electricity,next,year_end,capacity,93,mw,Nhà máy,A plant,assumption")
    fewer, plant = load_scenarios("ninh_thuan", data, as_of="2022-08-09")["test"].changes
    assert (fewer.first, fewer.last, fewer.value) == (pd.Period("2022-09"), pd.Period("2022-12"), -10)
    assert (plant.first, plant.last, plant.installed) == (None, None, 3176.5)


def test_the_fingerprint_changes_with_any_cell_and_with_nothing_else(data: Path) -> None:
    written(data, ROW)
    first = load_scenarios("ninh_thuan", data)["test"].fingerprint
    written(data, "", ROW)
    assert load_scenarios("ninh_thuan", data)["test"].fingerprint == first
    written(data, ROW.replace("Fewer", "No"))
    assert load_scenarios("ninh_thuan", data)["test"].fingerprint != first


@pytest.mark.parametrize(
    ("cell", "typed", "told"),
    [
        ("retail_sales", "retail", "column indicator: read “retail”"),
        ("total", "goods", "column sector: read “goods”, which is not in the vocabulary; use one of: total"),
        ("2022-09", "Sep-22", "column first: read “Sep-22”; with period_type “month” write 2022-09"),
        ("2022-12", "2022-13", "column last: read “2022-13”"),
        ("2022-12", "2022-08", "column last: read “2022-08”, before the first month 2022-09"),
        ("level", "levels", "column effect: read “levels”, which is not in the vocabulary; use one of: level"),
        ("-10", "-10 %", "column value: read “-10 %”, which is not a number; write -10"),
        ("-10", "-100", "column value: read “-100”; no level falls by 100 % or more"),
        ("percent", "mw", "column unit: read “mw”, which is not in the vocabulary; use one of: percent"),
        ("Ít khách", "", "column why_vi: the cell is empty"),
        ("assumption", "hearsay", "column source_id: read “hearsay”"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_with_what_to_write(data: Path, cell: str, typed: str, told: str) -> None:
    message = refused(data, ROW.replace(cell, typed, 1))
    assert "test.csv, row 2" in message
    assert told in message


def test_an_unknown_sector_of_industry_is_named_with_the_known_ones(data: Path) -> None:
    message = refused(data, ROW.replace("retail_sales,total", "iip,power"))
    assert "read “power”" in message
    assert "electricity" in message


def test_a_plant_stands_in_the_power_sector_only(data: Path) -> None:
    row = ROW.replace("retail_sales,total", "iip,mining").replace("level,-10,percent", "capacity,10,mw")
    assert "use one of: electricity" in refused(data, row)


def test_the_same_change_twice_is_refused(data: Path) -> None:
    written(data, ROW, ROW)
    with pytest.raises(LedgerError, match="row 3: the same indicator, sector, months and effect as an earlier row"):
        load_scenarios("ninh_thuan", data)


def test_a_place_without_scenarios_has_none(data: Path) -> None:
    assert load_scenarios("vietnam", data) == {}


def test_the_committed_scenarios_are_whole_and_their_sources_known() -> None:
    scenarios = load_scenarios("ninh_thuan")
    assert {"low", "base", "high"} <= set(scenarios)
    cited = {change.source_id for scenario in scenarios.values() for change in scenario.changes} - {"assumption"}
    assert cited <= set(load_sources().index)
    assert cited <= set(load_events()["source_id"])


def test_low_lies_below_base_and_high_above_it() -> None:
    scenarios = load_scenarios("ninh_thuan")
    pair = [told(plan(1200), flat(100)), industry(plan(1, indicator="iip"), (60.0,), (40.0,), closed="2022-07")]
    year = {name: [one.draws.sum().sum() for one in applied(pair, scenarios[name])] for name in ("low", "base", "high")}
    assert all(low < base < high for low, base, high in zip(*year.values(), strict=True))
