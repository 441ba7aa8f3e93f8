"""New figures in the ledger: written whole or not at all, never lost, and each with the file it comes from."""

import csv
import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.intake import add, load_origins, read_release, where
from analysis.intake.appending import append, locked
from analysis.ledger import LedgerError, load_facts, load_sources
from tests.small_ledger import filled_sheet, small_ledger, tables

SAFE_APPEND = Path(__file__).parents[1] / "benchmarks" / "safe_append.py"


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_ledger(tmp_path_factory.mktemp("ledger") / "data")


@pytest.fixture
def data(untouched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(untouched, tmp_path / "data"))


def sheet(data: Path, path: Path, value: float = 10.37) -> Path:
    return filled_sheet(data, path, {("iip|total", "month:growth_yoy_pct"): value})


# Written


def test_what_is_new_is_appended_with_its_source_and_file(data: Path, tmp_path: Path) -> None:
    path, before = sheet(data, tmp_path / "tháng 8.xlsx"), tables(data)
    given = read_release(path, data=data)
    add(path, given, data=data)
    after = tables(data)
    assert all(after[name].startswith(content) for name, content in before.items())
    added = after["ninh_thuan/facts.csv"].removeprefix(before["ninh_thuan/facts.csv"]).decode()
    source = "cuc_thong_ke_tinh_ninh_thuan_2022_08_28"
    assert added == f"ninh_thuan,iip,total,month,2022-08,growth_yoy_pct,10.37,percent,estimate,2022-08-28,{source},\n"
    assert load_sources(data).loc[source, "title"] == "Báo cáo tháng 8"
    assert load_origins(data).loc[source].tolist() == ["tháng 8.xlsx", given.sha256]
    kept = tmp_path / "inbox" / f"2022-08-28_{given.sha256[:12]}_tháng 8.xlsx"
    assert kept.read_bytes() == path.read_bytes()


def test_the_same_file_twice_changes_nothing(data: Path, tmp_path: Path) -> None:
    path = sheet(data, tmp_path / "sheet.xlsx")
    add(path, read_release(path, data=data), data=data)
    before = tables(data)
    again = add(path, read_release(path, data=data), data=data)
    assert again.rows["state"].tolist() == ["known"]
    assert tables(data) == before


def test_more_figures_of_a_source_come_from_a_file_of_their_own(data: Path, tmp_path: Path) -> None:
    first = sheet(data, tmp_path / "first.xlsx")
    cells = {("iip|total", "month:growth_yoy_pct"): 10.37, ("iip|mining", "month:growth_yoy_pct"): 8}
    more = filled_sheet(data, tmp_path / "more.xlsx", cells)
    for path in (first, more):
        add(path, read_release(path, data=data), data=data)
    assert load_origins(data)["file"].tolist() == ["first.xlsx", "more.xlsx"]
    assert where("iip", "2022-08", "mining", data=data)["file"].tolist() == ["more.xlsx"]
    assert where("iip", "2022-08", data=data)["file"].tolist() == ["first.xlsx"]


def test_a_figure_goes_to_the_table_that_holds_its_indicator(data: Path, tmp_path: Path) -> None:
    path = filled_sheet(data, tmp_path / "s.xlsx", {("industrial_employment|total", "month:growth_yoy_pct"): 2})
    add(path, read_release(path, data=data), data=data)
    assert b"2022-08" in (data / "ninh_thuan" / "employment.csv").read_bytes()
    assert b"2022-08-28" not in (data / "ninh_thuan" / "facts.csv").read_bytes()


def test_an_error_stops_the_whole_file(data: Path, tmp_path: Path) -> None:
    path, before = sheet(data, tmp_path / "sheet.xlsx", 250), tables(data)
    with pytest.raises(LedgerError, match="--because"):
        add(path, read_release(path, data=data), data=data)
    assert tables(data) == before


def test_a_reason_overrides_an_error_and_stays_with_the_figure(data: Path, tmp_path: Path) -> None:
    path = sheet(data, tmp_path / "sheet.xlsx", 250)
    add(path, read_release(path, data=data), because="nhà máy mới, Cục xác nhận", data=data)
    print_ = where("iip", "2022-08", data=data).iloc[0]
    assert print_["note"] == "kept in spite of tenfold: nhà máy mới, Cục xác nhận"


@pytest.mark.parametrize("reason", ["ok", "vì", "đượcxácnhận", "=HYPERLINK(1) abc"])
def test_a_reason_says_something(reason: str, data: Path, tmp_path: Path) -> None:
    path = sheet(data, tmp_path / "sheet.xlsx", 250)
    with pytest.raises(LedgerError, match="at least two words"):
        add(path, read_release(path, data=data), because=reason, data=data)


def test_a_file_that_changed_after_it_was_read_is_not_added(data: Path, tmp_path: Path) -> None:
    path = sheet(data, tmp_path / "sheet.xlsx")
    given, before = read_release(path, data=data), tables(data)
    sheet(data, tmp_path / "other.xlsx", 9).replace(path)
    with pytest.raises(LedgerError, match="changed after it was read"):
        add(path, given, data=data)
    assert tables(data) == before


# All or nothing

ROW = {
    **{"geography": "ninh_thuan", "indicator": "iip", "sector": "total", "period_type": "month", "period": "2022-08"},
    **{"measure": "growth_yoy_pct", "value": "9", "unit": "percent", "status": "estimate"},
    **{"published": "2022-08-28", "source_id": "office_2022-07", "note": ""},
}


@pytest.mark.parametrize("before", ["\r\n", "\n"])
def test_rows_are_appended_in_the_tables_own_columns_and_line_ends(before: str, data: Path) -> None:
    table = data / "ninh_thuan" / "facts.csv"
    lines = table.read_text("utf-8").splitlines()
    turned = [",".join(reversed(next(csv.reader([line])))) for line in lines]
    table.write_bytes("\ufeff".encode() + before.join(turned).encode())  # and no line end after the last row
    whole = table.read_bytes()
    with locked(data):
        append(data, {"ninh_thuan/facts.csv": [ROW]})
    assert table.read_bytes() == whole + f"{before}{','.join(reversed(ROW.values()))}{before}".encode()


def test_rows_that_break_the_ledger_are_not_written(data: Path) -> None:
    before = tables(data)
    with pytest.raises(LedgerError, match="not in"), locked(data):
        append(data, {"ninh_thuan/facts.csv": [ROW | {"source_id": "nobody"}]})
    assert tables(data) == before
    assert not list(data.glob(".incoming*"))


@pytest.mark.parametrize("operation", ["fsync", "rename"])
def test_a_full_disk_leaves_the_ledger_as_it_was(
    operation: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = sheet(data, tmp_path / "sheet.xlsx"), tables(data)
    given = read_release(path, data=data)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, operation, full)
        with pytest.raises(LedgerError, match="No space left"):
            add(path, given, data=data)
    assert tables(data) == before
    add(path, given, data=data)
    assert len(load_facts(data=data)) == len(load_facts(data=data).drop_duplicates()) > 0


def test_what_was_interrupted_is_finished_by_the_next_writer(data: Path, tmp_path: Path) -> None:
    path = sheet(data, tmp_path / "sheet.xlsx")
    whole = data.with_name("whole")
    shutil.copytree(data, whole)
    add(path, read_release(path, data=whole), data=whole)
    # as if killed after the first of three tables had moved
    shutil.copy(whole / "ninh_thuan" / "sources.csv", data / "ninh_thuan")
    (data / ".incoming" / "ninh_thuan").mkdir(parents=True)
    for name in ("origins.csv", "facts.csv"):
        shutil.copy(whole / "ninh_thuan" / name, data / ".incoming" / "ninh_thuan")
    with locked(data):
        pass
    assert tables(data) == tables(whole)
    assert not (data / ".incoming").exists()


def test_a_ledger_is_read_while_names_and_figures_are_on_their_way(data: Path) -> None:
    known = load_facts(data=data)
    (data / ".incoming" / "ninh_thuan").mkdir(parents=True)
    for name in ("terms.csv", "ninh_thuan/facts.csv"):
        shutil.copy(data / name, data / ".incoming" / name)
    pd.testing.assert_frame_equal(load_facts(data=data), known)


def test_a_table_changed_by_hand_meanwhile_is_not_replaced(data: Path, tmp_path: Path) -> None:
    (data / ".incoming" / "ninh_thuan").mkdir(parents=True)
    shutil.copy(data / "ninh_thuan" / "facts.csv", data / ".incoming" / "ninh_thuan")
    with (data / "ninh_thuan" / "facts.csv").open("a", encoding="utf-8") as file:
        file.write(",".join(ROW.values()) + "\n")
    before = tables(data)
    with pytest.raises(LedgerError, match="changed by hand"), locked(data):
        pass
    assert tables(data) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need POSIX")
def test_killed_processes_full_disks_and_two_writers_leave_the_ledger_whole(tmp_path: Path) -> None:
    table = tmp_path / "safe_append.csv"
    few = ["--every", "6", "--kills", "1", "--disks", "1", "--writers", "1", "--out", table]
    command = [sys.executable, SAFE_APPEND, *few]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    rows = pd.read_csv(table).set_index("what")
    assert rows.loc["killed at each change to files", "tried"] >= 8
    assert (rows[["broken", "lost", "doubled", "traceback"]] == 0).all(axis=None)


# Where a figure comes from


def test_every_print_tells_its_source_and_correction() -> None:
    prints = where("iip", "2021")
    told = prints[["value", "publisher", "rule"]].fillna("").to_numpy().tolist()
    assert [29.7, "Báo Ninh Thuận", "not_used"] in told
    assert prints["title"].ne("").all()


@pytest.mark.parametrize("asked", [("iip", "2031-01"), ("ipp", "2022-07"), ("iip", "2022-07", "sails")])
def test_what_is_not_there_is_a_key_error_with_what_is(asked: tuple[str, ...]) -> None:
    with pytest.raises(KeyError, match=r"2022-07|iip|mining"):
        where(*asked)
