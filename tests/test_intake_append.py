"""New figures in the ledger: compared, cross-checked, written whole or not at all, and never lost."""

import csv
import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import brief
from analysis.__main__ import app
from analysis.answer import answers
from analysis.facts import DATA, LedgerError, load_facts, load_sources
from analysis.intake import Release, add, changes_table, examine, findings_table, load_origins, read_release, where
from analysis.intake.adding import decide
from analysis.intake.appending import append, locked
from analysis.intake.rules import rules
from tests.small_ledger import PAPER, figure, filled_sheet, release, small_ledger

ROOT = Path(__file__).parents[1]
IIP_AUGUST = figure("iip", "growth_yoy_pct", 10.37)
RETAIL_AUGUST = figure("retail_sales", "level", 110)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_ledger(tmp_path_factory.mktemp("ledger") / "data")


@pytest.fixture
def data(untouched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(untouched, tmp_path / "data"))


def examined_states(data: Path, given: Release) -> list[str]:
    return examine(given, data).rows["state"].tolist()


def codes(data: Path, *figures: dict[str, object], **told: str) -> set[str]:
    return {finding.code for finding in examine(release(*figures, **told), data).findings} - {"coverage"}


def tables(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in data.glob("*/*.csv")}


def sheet(data: Path, path: Path, value: float = 10.37, month: str = "2022-08") -> Path:
    return filled_sheet(data, path, {("iip|total", "month:growth_yoy_pct"): value}, month)


# New, revised, known, in dispute


def test_a_figure_never_printed_is_new(untouched: Path) -> None:
    assert examined_states(untouched, release(IIP_AUGUST)) == ["new"]


def test_a_later_print_of_the_same_office_revises_or_repeats(untouched: Path) -> None:
    july = [figure("iip", "growth_yoy_pct", value, period="2022-07") for value in (9.5, 10)]
    assert [examined_states(untouched, release(one)) for one in july] == [["revised"], ["reprinted"]]


def test_the_old_print_stands_beside_the_revision(untouched: Path) -> None:
    examined = examine(release(figure("iip", "growth_yoy_pct", 9.5, period="2022-07")), untouched)
    assert changes_table(examined, "en").iloc[0].tolist() == [
        "revised",
        "IIP, July 2022, on the year",
        "9.5 %",
        "10",
        "28 July 2022, office_2022-07",
    ]


def test_a_print_of_the_same_office_and_day_is_known_or_misprinted(untouched: Path) -> None:
    july = [figure("iip", "growth_yoy_pct", value, period="2022-07") for value in (10, 9.5)]
    told = [examined_states(untouched, release(one, published="2022-07-28")) for one in july]
    assert told == [["known"], ["misprinted"]]


def test_another_source_with_another_value_is_a_dispute_unless_it_only_rounds(untouched: Path) -> None:
    july = [figure("retail_sales", "level", value, period="2022-07") for value in (115, 110.4)]
    assert [examined_states(untouched, release(one, publisher=PAPER)) for one in july] == [["disputed"], ["reprinted"]]


# Cross-checks


def test_a_sound_release_passes(untouched: Path) -> None:
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
    assert codes(untouched, *sound) == set()


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
    "growth_chain": CHAIN,
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
def test_a_slip_is_found_by_its_rule(code: str, figures: list[dict[str, object]], untouched: Path) -> None:
    assert code in codes(untouched, *figures)


def parts(total: float, measure: str = "level") -> list[dict[str, object]]:
    own = {"goods": 60, "accommodation_food": 20, "travel": 5, "other_services": 25}
    return [
        figure("retail_sales", measure, total),
        *(figure("retail_sales", measure, value, sector=sector) for sector, value in own.items()),
    ]


def test_parts_must_add_up_to_their_total(untouched: Path) -> None:
    assert "parts_sum" not in codes(untouched, *parts(110))
    assert "parts_sum_slight" in codes(untouched, *parts(112))
    assert "parts_sum" in codes(untouched, *parts(120))
    assert "part_above_total" in codes(untouched, *parts(50))


def test_the_growth_of_a_total_lies_between_its_parts(untouched: Path) -> None:
    assert "parts_growth" not in codes(untouched, *parts(24, "growth_yoy_pct"))
    assert "parts_growth_slight" in codes(untouched, *parts(61, "growth_yoy_pct"))
    assert "parts_growth" in codes(untouched, *parts(70, "growth_yoy_pct"))


def test_a_file_that_prints_less_than_the_month_before_is_told_so(untouched: Path) -> None:
    examined = examine(release(IIP_AUGUST), untouched)
    coverage = next(finding for finding in examined.findings if finding.code == "coverage")
    assert coverage.words["count"] == 6
    assert "IIP, Mining and quarrying, month, on the year" in coverage.say(examined.rows, "en")


def test_a_disputed_or_late_figure_is_only_a_warning(untouched: Path) -> None:
    disputed = figure("retail_sales", "level", 115, period="2022-07")
    assert "disputed" in codes(untouched, disputed, publisher=PAPER)
    assert "late" in codes(untouched, figure("iip", "growth_yoy_pct", 10, period="2021-08"), published="2022-08-28")
    assert not examine(release(disputed, publisher=PAPER), untouched).errors


def test_every_rule_says_itself_in_both_languages() -> None:
    assert all(rule["vi"] and rule["en"] for rule in rules().values())
    assert {rule["severity"] for rule in rules().values()} == {"error", "warning"}
    tested = {*SLIPS, "exchanged", "parts_sum", "parts_sum_slight", "part_above_total", "late", "coverage"}
    assert set(rules()) - tested == {
        "parts_growth",
        "parts_growth_slight",
        "disputed",
        "misprinted",
    }


def test_findings_are_told_with_the_figure_and_the_numbers(untouched: Path) -> None:
    told = findings_table(examine(release(*SLIPS["growth_level"]), untouched))
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
def test_figures_that_no_ledger_could_hold_are_refused(wrong: dict[str, object], said: str, untouched: Path) -> None:
    with pytest.raises(LedgerError, match=said):
        examine(release(IIP_AUGUST | wrong), untouched)


def test_two_values_for_one_figure_are_refused(untouched: Path) -> None:
    with pytest.raises(LedgerError, match="two different figures"):
        examine(release(IIP_AUGUST, IIP_AUGUST | {"value": 9.0}), untouched)


def test_a_place_without_a_ledger_is_told_how_to_begin_one(data: Path) -> None:
    with pytest.raises(LedgerError, match="make the folder data/dak_lak"):
        examine(release(IIP_AUGUST | {"geography": "dak_lak"}), data)


def test_a_candidate_that_is_not_sure_is_refused_until_somebody_decided(data: Path) -> None:
    both = [figure("iip", "growth_yoy_pct", value) for value in (3.7, 103.7)]
    rows = release(*both).rows.assign(sentence="IIP đạt 103,7%", unsure=["chỉ số hay mức tăng", "chỉ số hay mức tăng"])
    candidates = Release(rows, release(IIP_AUGUST).source, "press.txt", "1" * 64)
    with pytest.raises(LedgerError, match="decide how it is to be read"):
        examine(candidates, data)
    decided = decide(candidates, lambda row: row["value"] == 3.7)
    assert examine(decided, data).rows["value"].tolist() == [3.7]


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
    command = [sys.executable, ROOT / "benchmarks" / "safe_append.py", *few]
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


# On the command line


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(map(str, words)), env={"COLUMNS": "200"})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output + result.stderr


def test_the_page_is_shown_and_nothing_written_in_a_dry_run(tmp_path: Path) -> None:
    path, before = sheet(DATA, tmp_path / "sheet.xlsx"), tables(DATA)
    code, shown = run("add", path, "--dry-run", "--lang", "en")
    assert code == 0
    assert "IIP, August 2022, on the year" in shown
    assert "coverage" in shown
    assert tables(DATA) == before


@pytest.mark.parametrize(
    "words",
    [
        ("add", "nowhere.xlsx"),
        ("add", ROOT / "README.md"),
        ("where", "ipp", "2022-07"),
        ("where", "iip", "Sep-22"),
        ("where", "iip", "mining", "total", "2022-07"),
        ("add", ROOT / "README.md", "--published", "9/8/2022"),
        ("sheet", "8/2022"),
        ("sheet", "2022-08", "--geography", "atlantis"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said_in_a_sentence_with_exit_code_2(words: tuple[object, ...]) -> None:
    code, shown = run(*words)
    assert code == 2
    assert "Traceback" not in shown
    assert shown.strip()


def test_where_answers_with_the_source() -> None:
    code, shown = run("where", "iip", "mining", "2022-07", "--lang", "en")
    assert code == 0
    assert "12.48 %" in shown
    assert "Ninh Thuận Statistics Office" in shown


# Then the answer moves


@pytest.fixture
def retail_alone(tmp_path: Path) -> Path:
    """The figures of 9 August 2022 with the plan for retail sales and exports only, which are quick to answer."""
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    facts = data / "ninh_thuan" / "facts.csv"
    rows = pd.read_csv(facts, dtype=str, keep_default_na=False)
    rows[rows["published"] <= "2022-08-09"].to_csv(facts, index=False, lineterminator="\n")
    targets = data / "ninh_thuan" / "targets.csv"
    lines = targets.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if ",iip," not in line and ",industrial_output," not in line]
    targets.write_text("".join(kept), "utf-8")
    return data


def test_the_former_answer_of_a_day_stays_when_it_changes(retail_alone: Path, tmp_path: Path) -> None:
    given = answers("2022-08-09", "ninh_thuan", 2022, n_paths=50, data=retail_alone)
    folder = tmp_path / "2022-08-09"
    brief.write(given[:1], "2022-08-09", folder)
    former = (folder / "outlook.csv").read_bytes()
    assert brief.set_aside(given[:1], folder) is None
    kept = brief.set_aside(given, folder)
    assert kept == tmp_path / "history" / "2022-08-09-1"
    assert (kept / "outlook.csv").read_bytes() == former


def test_a_figure_that_was_added_moves_the_answer(retail_alone: Path, tmp_path: Path) -> None:
    path = filled_sheet(retail_alone, tmp_path / "s.xlsx", {("retail_sales|total", "ytd:level"): 19000}, "2022-07")
    add(path, read_release(path, data=retail_alone), data=retail_alone)
    given = answers("2022-08-31", "ninh_thuan", 2022, n_paths=50, data=retail_alone)
    retail = next(answer for answer in given if answer.target.indicator == "retail_sales")
    assert (str(retail.last), retail.done) == ("2022-07", 19000)
