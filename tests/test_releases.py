"""New figures in the ledger: one folder a release, there whole or not at all, never lost, each with its file."""

import errno
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.checks.adding import add
from analysis.ledger import DATA, load_facts, newest_prints, where
from analysis.ledger.loading import load_sources
from analysis.ledger.problems import LedgerError, LedgerWarning
from analysis.ledger.releases import migrate
from analysis.readers.opening import fingerprint, read_release
from tests.small_ledger import figure, filled_sheet, release, small_ledger, tables

SAFE_APPEND = Path(__file__).parents[1] / "benchmarks" / "safe_append.py"
SOURCE = "cuc_thong_ke_tinh_ninh_thuan_2022_08_28"
OWN = Path("ninh_thuan", "releases", f"2022-08-28_{SOURCE}")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_ledger(tmp_path_factory.mktemp("ledger") / "data")


@pytest.fixture
def data(untouched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(untouched, tmp_path / "data"))


def sheet(data: Path, path: Path, value: float = 10.37) -> Path:
    return filled_sheet(data, path, {("iip|total", "month:growth_yoy_pct"): value})


def added(data: Path, path: Path, **told: str) -> Path:
    add(path, read_release(path, data=data), data=data, **told)
    return path


# Written


def test_a_release_is_a_folder_with_its_figures_its_source_and_the_file_itself(data: Path, tmp_path: Path) -> None:
    before, path = tables(data), added(data, sheet(data, tmp_path / "tháng 8.xlsx"))
    assert {name: content for name, content in tables(data).items() if name in before} == before
    row = f"ninh_thuan,iip,total,month,2022-08,growth_yoy_pct,10.37,percent,estimate,2022-08-28,{SOURCE},"
    assert (data / OWN / "figures.csv").read_text("utf-8").splitlines()[1:] == [row]
    assert (data / OWN / "original" / path.name).read_bytes() == path.read_bytes()
    told = load_sources(data, "ninh_thuan").loc[SOURCE]
    assert told[["title", "file"]].tolist() == ["Báo cáo tháng 8", "tháng 8.xlsx"]


def test_the_same_file_twice_changes_nothing(data: Path, tmp_path: Path) -> None:
    path = added(data, sheet(data, tmp_path / "sheet.xlsx"))
    before = tables(data)
    assert add(path, read_release(path, data=data), data=data).rows["state"].tolist() == ["known"]
    assert tables(data) == before


def test_more_figures_of_a_source_come_in_a_folder_of_their_own(data: Path, tmp_path: Path) -> None:
    added(data, sheet(data, tmp_path / "first.xlsx"))
    cells = {("iip|total", "month:growth_yoy_pct"): 10.37, ("iip|mining", "month:growth_yoy_pct"): 8}
    added(data, filled_sheet(data, tmp_path / "more.xlsx", cells))
    assert where("iip", "2022-08", "mining", data=data)["file"].tolist() == ["more.xlsx"]
    assert where("iip", "2022-08", data=data)["file"].tolist() == ["first.xlsx"]


def test_what_a_release_prints_of_another_place_is_known_there_too(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("a paper", "utf-8")
    nation = figure("retail_sales", "level", 480_000, geography="vietnam")
    own = [figure("iip", "growth_yoy_pct", 10.4), figure("iip", "growth_yoy_pct", 8.1, sector="mining")]
    given = release(nation, *own, file=path.name)
    add(path, replace(given, sha256=fingerprint(path.read_bytes())), data=data)
    assert (data / OWN / "figures_elsewhere.csv").exists()
    assert load_facts(geography="vietnam", data=data)["value"].tolist() == [480_000]
    assert "paper.txt" in set(load_sources(data, "vietnam")["file"])
    assert where("retail_sales", "2022-08", geography="vietnam", data=data)["file"].tolist() == ["paper.txt"]


def test_an_error_stops_the_whole_file_unless_a_reason_is_given_that_stays_with_the_figure(
    data: Path, tmp_path: Path
) -> None:
    path, before = sheet(data, tmp_path / "sheet.xlsx", 250), tables(data)
    with pytest.raises(LedgerError, match="--because"):
        added(data, path)
    assert tables(data) == before
    added(data, path, because="nhà máy mới, Cục xác nhận")
    assert where("iip", "2022-08", data=data)["note"].tolist() == [
        "kept in spite of tenfold: nhà máy mới, Cục xác nhận"
    ]


@pytest.mark.parametrize("reason", ["ok", "vì", "đượcxácnhận", "=HYPERLINK(1) abc"])
def test_a_reason_says_something(reason: str, data: Path, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="at least two words"):
        added(data, sheet(data, tmp_path / "sheet.xlsx", 250), because=reason)


def test_a_file_that_changed_after_it_was_read_is_not_added(data: Path, tmp_path: Path) -> None:
    path = sheet(data, tmp_path / "sheet.xlsx")
    given, before = read_release(path, data=data), tables(data)
    sheet(data, tmp_path / "other.xlsx", 9).replace(path)
    with pytest.raises(LedgerError, match="changed after it was read"):
        add(path, given, data=data)
    assert tables(data) == before


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_whoever_shares_the_folder_may_read_and_write_the_release(data: Path, tmp_path: Path) -> None:
    (data / "ninh_thuan").chmod(0o2775)
    added(data, sheet(data, tmp_path / "sheet.xlsx"))
    modes = {path.name: oct(path.stat().st_mode & 0o7777) for path in [data / OWN, *(data / OWN).glob("*.csv")]}
    assert modes == {OWN.name: "0o2775", "figures.csv": "0o664", "source.csv": "0o664"}


# All or nothing


@pytest.mark.parametrize("operation", ["fsync", "rename"])
def test_a_full_disk_leaves_the_ledger_as_it_was_and_is_said_in_words(
    operation: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = sheet(data, tmp_path / "sheet.xlsx"), tables(data)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, operation, full)
        with pytest.raises(LedgerError, match="the disk is full") as refused:
            added(data, path)
    assert "space left" not in str(refused.value)
    assert tables(data) == before
    added(data, path)
    assert load_facts(data=data).duplicated().sum() == 0


def test_a_draft_somebody_left_is_no_release_and_swept_away_by_the_next(data: Path, tmp_path: Path) -> None:
    known = load_facts(data=data)
    draft = data / "ninh_thuan" / "releases" / ".draft_2022-08-01_cut_off"
    draft.mkdir(parents=True)
    (draft / "figures.csv").write_text("geography,indica", "utf-8")
    pd.testing.assert_frame_equal(load_facts(data=data), known)
    added(data, sheet(data, tmp_path / "sheet.xlsx"))
    assert not draft.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need POSIX")
def test_killed_processes_full_disks_and_two_writers_leave_the_ledger_whole(tmp_path: Path) -> None:
    table = tmp_path / "safe_append.csv"
    few = ["--every", "6", "--kills", "1", "--disks", "1", "--writers", "1", "--out", table]
    subprocess.run([sys.executable, SAFE_APPEND, *few], check=True, capture_output=True, timeout=120)
    rows = pd.read_csv(table).set_index("what")
    assert rows.loc["killed at each change to files", "tried"] >= 4
    assert (rows[["broken", "lost", "doubled", "traceback"]] == 0).all(axis=None)


# Many places


def test_a_bad_ledger_costs_its_own_place_only(data: Path) -> None:
    shutil.copytree(data / "ninh_thuan", data / "kon_tum")
    table = data / "kon_tum" / "facts.csv"
    table.write_text(table.read_text("utf-8").replace("ninh_thuan,", "kon_tum,").replace("percent", "perzent"), "utf-8")
    assert len(load_facts(geography="ninh_thuan", data=data)) > 0
    with pytest.raises(LedgerError, match="perzent"):
        load_facts(geography="kon_tum", data=data)
    with pytest.warns(LedgerWarning, match="perzent"):
        assert set(load_facts(data=data)["geography"]) == {"ninh_thuan"}


def test_one_source_id_in_two_places_is_two_sources(data: Path) -> None:
    shutil.copytree(data / "ninh_thuan", data / "kon_tum")
    for name in ("facts.csv", "employment.csv", "targets.csv", "sources.csv"):
        table = data / "kon_tum" / name
        text = table.read_text("utf-8").replace("ninh_thuan,", "kon_tum,").replace("Ninh Thuận", "Kon Tum")
        table.write_text(text, "utf-8")
    places = ("ninh_thuan", "kon_tum")
    publishers = {place: where("iip", "2022-07", geography=place, data=data)["publisher"].iloc[0] for place in places}
    assert publishers == {"ninh_thuan": "Cục Thống kê tỉnh Ninh Thuận", "kon_tum": "Cục Thống kê tỉnh Kon Tum"}
    assert load_sources(data).index.is_unique


# Old tables


def test_old_tables_move_into_releases_without_a_number_changed(tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("vietnam")))
    before = load_facts(data=data)
    assert migrate(data, "ninh_thuan") == 82
    after = load_facts(data=data)
    order = ["published", "source_id", "indicator", "sector", "period_type", "period", "measure"]
    newest = [newest_prints(table).sort_values(order).reset_index(drop=True) for table in (before, after)]
    pd.testing.assert_frame_equal(*newest)
    assert not (data / "ninh_thuan" / "facts.csv").exists()
    assert (data / "ninh_thuan" / "before_releases" / "facts.csv").exists()
    assert migrate(data, "ninh_thuan") == 0


def test_a_move_that_was_cut_off_doubles_nothing(data: Path) -> None:
    before = load_facts(data=data)
    kept = data.with_name("kept")
    shutil.copytree(data, kept)
    migrate(data, "ninh_thuan")
    for name in ("facts.csv", "sources.csv", "employment.csv"):
        shutil.copy(kept / "ninh_thuan" / name, data / "ninh_thuan")
    assert len(load_facts(data=data)) == len(before)


# Where a figure comes from


def test_every_print_tells_its_source_and_correction() -> None:
    prints = where("iip", "2021")
    told = prints[["value", "publisher", "rule"]].fillna("").to_numpy().tolist()
    assert [29.7, "Báo Ninh Thuận", "not_used"] in told
    assert prints["title"].ne("").all()


@pytest.mark.parametrize("asked", [("iip", "2031-01"), ("ipp", "2022-07"), ("iip", "2022-07", "minning")])
def test_what_is_not_there_is_a_key_error_with_what_is(asked: tuple[str, ...]) -> None:
    with pytest.raises(KeyError, match=r"2022-07|iip|mining"):
        where(*asked)
