"""A text from a file stays a text: no spreadsheet runs it, no browser, no formula of a chart."""

import csv
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis.checks.adding import add
from analysis.ledger import where
from analysis.ledger.loading import load_sources
from analysis.outlook.answer import answers
from analysis.readers.opening import fingerprint
from analysis.readers.release import Source
from analysis.report.folder import write
from tests.small_ledger import figure, release, small_ledger

FORMULAS = ["=HYPERLINK(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1+1)", "\t=1+1"]
SCRIPT = "<script>alert(1)</script> & “so on”"
RUNS = re.compile(r"\s*[=+\-@](?!\d[\d.,]*( ?%)?$)")


def cells(table: Path) -> list[str]:
    with table.open(encoding="utf-8-sig", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_source_is_written_as_a_formula(tmp_path: Path, text: str) -> None:
    data = small_ledger(tmp_path / "data")
    told = release(figure("iip", "growth_yoy_pct", -7.5) | {"note": text}, figure("iip", "growth_mom_pct", 0.5))
    told = replace(told, source=Source(text, text, text, "2022-08-28"), file=f"{text[:2]}.txt")
    file = tmp_path / "report.txt"
    file.write_text("a report", "utf-8")
    told = replace(told, sha256=fingerprint(file.read_bytes()))
    add(file, told, because="read twice in the paper", data=data)
    assert [cell for table in data.rglob("*.csv") for cell in cells(table) if RUNS.match(cell)] == []
    assert text.strip() in load_sources(data)["title"].iloc[-1]
    assert where("iip", "2022-08", data=data)["value"].to_list() == [0.5, -7.5]


def test_no_text_behind_a_chart_is_exported_as_a_formula(tmp_path: Path) -> None:
    (given,) = answers("2022-08-28", "ninh_thuan", 2022, n_draws=20, data=small_ledger(tmp_path / "data"))
    notes = [*FORMULAS, SCRIPT] * len(given.figures)
    spiked = replace(given, figures=given.figures.assign(note=notes[: len(given.figures)]))
    written = write([spiked], "2022-08-28", tmp_path / "out")
    assert [cell for table in written if table.suffix == ".csv" for cell in cells(table) if RUNS.match(cell)] == []


@pytest.mark.parametrize("text", [SCRIPT, "$x^2$ and $\\frac{1}{$", "]]>&lt;", "=1+1"])
def test_a_text_on_a_chart_is_drawn_as_it_stands(tmp_path: Path, text: str) -> None:
    caption = charts.Caption(text, text, "%", text)
    axes = charts.bars(pd.Series({text: 5.5, "Muối": -3.0}), ax=plt.figure().add_subplot())
    _, svg, _ = charts.save(axes, tmp_path / "chart", caption)
    plt.close("all")
    drawing = ElementTree.parse(svg)
    kinds = {node.tag.split("}")[-1] for node in drawing.iter()}
    words = ["".join(node.itertext()).strip() for node in drawing.iter() if node.tag.endswith("}text")]
    assert kinds.isdisjoint({"script", "foreignObject", "image", "a"})
    assert words.count(" ".join(text.split())) >= 2
    assert np.isfinite(axes.get_xlim()).all()
