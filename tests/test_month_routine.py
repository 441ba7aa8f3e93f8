"""The month's routine of the README, line by line as it stands there, on a copy of the project; August is made up."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from analysis.ledger import load_facts
from tests.readme_answer import PAGES, ROOT
from tests.small_workbooks import of_2022

ROUTINE = re.search(r"```\n(outlook sheet .*?)```", PAGES["en"].read_text("utf-8"), re.S)[1]
FEW_PATHS = """
from functools import partial
from analysis.outlook import answer
from analysis.vintages import changes
from analysis.__main__ import main
answer.answers, changes.changes = (partial(asked, n_draws=50) for asked in (answer.answers, changes.changes))
main()
"""
HEAD = {"title": "Tình hình tháng 8", "publisher": "Cục Thống kê tỉnh Ninh Thuận", "published": "29/8/2022"}
FIGURES = {("iip|total", "ytd:growth_yoy_pct"): "7,1", ("exports|total", "ytd:level"): 71.5}
PRESS = "Kim ngạch xuất khẩu 8 tháng đầu năm 2022 tăng 10,5% so với cùng kỳ."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Code, figures and measurements in a folder of their own; no national figures, which would take their time."""
    folder = tmp_path_factory.mktemp("project")
    for part in ("src", "data", "benchmarks/results"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    national = folder / "data" / "vietnam"
    (national / "employment.csv").unlink()
    header = (national / "facts.csv").read_text("utf-8").splitlines()[0]
    (national / "facts.csv").write_text(f"{header}\n", "utf-8", newline="\n")
    return folder


def run(project: Path, words: list[str], typed: str = "") -> str:
    """What a line of the README tells where it does what it says."""
    settings = os.environ | {"PYTHONPATH": str(project / "src"), "MPLBACKEND": "Agg", "COLUMNS": "80"}
    settings |= {"PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
    program = ["-c", FEW_PATHS] if words[1] in ("changed", "brief", "issue") else ["-m", "analysis"]
    told = subprocess.run(
        [sys.executable, *program, *words[1:]],
        cwd=project,
        env=settings,
        input=typed,
        capture_output=True,
        encoding="utf-8",
    )
    assert (told.returncode, told.stderr) == (0, ""), words
    return told.stdout


def fill_in(sheet: Path) -> None:
    """What an analyst types: who says it, when, and two figures."""
    book = openpyxl.load_workbook(sheet)
    page = book.active
    rows = {str(cell.value).split("\n")[0]: cell.row for cell in page["A"]}
    columns = {cell.value: cell.column for cell in page[rows["code"]]}
    for name, text in HEAD.items():
        page.cell(rows[name], 4).value = text
    for (series, column), value in FIGURES.items():
        page.cell(rows[series], columns[column]).value = value
    book.save(sheet)


def of_the_province(project: Path) -> int:
    """How many of its figures are in the ledger, but for those of the official workbook."""
    facts = load_facts(geography="ninh_thuan", data=project / "data")
    return (facts["indicator"] != "industrial_employment").sum()


def test_the_routine_of_the_readme_takes_a_month_from_an_empty_sheet_to_a_report_to_sign(project: Path) -> None:
    lines = [shlex.split(line, comments=True) for line in ROUTINE.splitlines()]
    sheet, look, add, official, press, changed, brief, issue = lines
    before = of_the_province(project)
    run(project, sheet)
    fill_in(project / look[2])
    run(project, look)
    assert of_the_province(project) == before
    run(project, add)
    of_2022("2022-08").write(project / official[2])
    run(project, official)
    (project / press[2]).write_text(PRESS, "utf-8")
    run(project, press, typed="y\n")
    assert of_the_province(project) == before + 3
    run(project, [*changed, "--indicator", "exports"])
    assert (project / "outputs/2022-08-30/changed_from_2022-08-09/exports_changed_vi.png").exists()
    run(project, [*brief, "--lang", "vi"])
    assert (project / "outputs/2022-08-30/brief/brief_vi.docx").exists()
    run(project, issue)
    assert (project / "data/issued/2022-08-30_ninh_thuan.csv").exists()
