"""Every recipe of docs/how_to.md, applied as it stands there, does what the page says."""

import csv
import re
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from analysis import charts, checks, wording
from analysis.charts.style import axes_level, number_axis
from analysis.checks import finding
from analysis.checks.adding import examine
from analysis.checks.beside import Beside
from analysis.checks.finding import Finding
from analysis.ledger import DATA, load_facts
from analysis.ledger.problems import LedgerError
from analysis.ledger.vocabulary import load_indicators
from analysis.outlook.answer import answers
from analysis.readers.workbook import kinds, read_workbook
from tests.chart_linter import faults
from tests.printed_books import shown
from tests.small_ledger import figure, release, small_ledger
from tests.small_workbooks import of_2022

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "how_to.md").read_text("utf-8")
KNOWN = {
    **{"Axes": Axes, "Beside": Beside, "Finding": Finding, "Iterator": Iterator},
    **{"axes_level": axes_level, "number_axis": number_axis},
    **{"np": np, "pd": pd, "wording": wording},
}


def recipe(heading: str) -> str:
    """What the page says under a heading."""
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def code(heading: str, **names: object) -> dict[str, object]:
    """What the Python block of a recipe defines."""
    (block,) = re.findall(r"```python\n(.*?)```", recipe(heading), re.S)
    defined = KNOWN | names
    exec(compile(block, f"how_to.md, {heading}", "exec"), defined)
    return defined


def lines(heading: str) -> dict[str, str]:
    """The lines that the diff of a recipe adds, by file."""
    (block,) = re.findall(r"```diff\n(.*?)```", recipe(heading), re.S)
    parts = re.split(r"^\+\+\+ (.*)\n", block, flags=re.M)[1:]
    return {file: re.sub(r"^\+", "", added, flags=re.M) for file, added in zip(parts[::2], parts[1::2], strict=True)}


def apply(heading: str, data: Path) -> Path:
    """The data folder with the lines of a recipe at the end of its tables."""
    for file, added in lines(heading).items():
        table = data / Path(file).relative_to("data")
        table.parent.mkdir(exist_ok=True)
        with table.open("a", encoding="utf-8", newline="") as end:
            end.write(added)
    return data


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder with the project's words and no figures, which readers' words are taken from."""
    for table in DATA.glob("*.csv"):
        shutil.copy(table, tmp_path)
    with wording.words_of(tmp_path):
        yield tmp_path


def test_an_indicator_is_one_row_and_its_short_name(data: Path) -> None:
    assert "freight" not in load_indicators(data).index
    apply("An indicator", data)
    apply("A province", data)
    facts = data / "kon_tum" / "facts.csv"
    text = facts.read_text("utf-8")
    row = text.splitlines()[1].replace("retail_sales", "freight").replace("billion_vnd", "thousand_tonnes")
    facts.write_text(f"{text}{row}\n", "utf-8", newline="\n")
    assert load_facts(indicator="freight", data=data)["value"].to_list() == [24000]
    assert wording.indicator_name("freight", "en", short=True) == "Freight"
    assert wording.unit(load_indicators(data).loc["freight", "unit"]) == "nghìn tấn"


def test_a_province_is_a_folder_with_three_tables(data: Path) -> None:
    (answer,) = answers("2022-06-30", "kon_tum", 2022, n_draws=100, data=apply("A province", data))
    assert (answer.so_far, answer.done) == (12.5, 13000)
    assert answer.outlook.low < 26500 < answer.outlook.high


def test_a_sentence_is_a_row_with_the_same_gaps_in_both_languages(data: Path) -> None:
    apply("A sentence", data)
    tell = code("A sentence")["freight_sentence"]
    assert tell(pd.Period("2022-07"), 5.66) == "Vận tải tháng 7/2022 tăng 5,7%."
    assert tell(pd.Period("2022-07"), -5.66, "en") == "Freight, July 2022: down 5.7%."


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_chart_is_a_function_that_draws_on_axes(language: str, tmp_path: Path) -> None:
    caption = charts.Caption("Muối biển tăng mạnh nhất", "Sản lượng so với cùng kỳ", "%", "Nguồn: Cục Thống kê")
    values = pd.Series({"Muối": 12.5, "Tôm": -3.5})
    figure = charts.on_paper(code("A chart")["dots"], values, caption=caption, lang=language)
    charts.save(figure, tmp_path / "dots")
    assert faults(figure, language) == []
    words = [text.get_text() for text in figure.axes[0].texts]
    assert words == [wording.number(value, 1, language) for value in (-3.5, 12.5)]
    assert caption.title in {text.get_text() for text in figure.texts}


def test_a_name_of_a_row_is_one_row_of_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = of_2022()
    for rows in book.sheets.values():
        for row in rows:
            row[0] = "Nhóm ngành mỏ" if row[0] == "Khai khoáng" else row[0]
    file = book.write(tmp_path / "book.xlsx")
    assert "mining" not in set(read_workbook(file, f"{book.month}-28")["sector"])
    (added,) = lines("A workbook layout").values()
    names, form, sector = added.strip().split(",")
    known = kinds._known.__wrapped__
    monkeypatch.setattr(kinds, "_known", lambda kind: [*known(kind), *[(form, sector)] * (kind in names.split())])
    assert shown(read_workbook(file, f"{book.month}-28")) == pytest.approx(book.truth)


def test_a_cross_check_is_a_function_and_its_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (added,) = lines("A cross-check").values()
    with Path(finding.__file__).with_name("rules.csv").open(encoding="utf-8", newline="") as file:
        header = file.readline()
    (row,) = csv.DictReader(StringIO(header + added, newline=""))
    known = finding.rules() | {row["code"]: row}
    monkeypatch.setattr(finding, "rules", lambda: known)
    monkeypatch.setattr(checks, "CHECKS", [*checks.CHECKS, code("A cross-check")["exactly_nothing"]])
    file = release(figure("iip", "growth_yoy_pct", 0), figure("iip", "growth_yoy_pct", 7, sector="mining"))
    examined = examine(file, small_ledger(tmp_path / "data"))
    said = [found.say(examined.rows, "en") for found in examined.findings if found.code == "exactly_nothing"]
    assert said == ["IIP, August 2022, on the year: exactly 0; or an empty cell?"]


def test_a_row_that_does_not_fit_is_refused_by_its_place(data: Path) -> None:
    apply("A province", data)
    table = data / "kon_tum" / "facts.csv"
    table.write_text(table.read_text("utf-8").replace("12.5", "12,5"), "utf-8", newline="\n")
    with pytest.raises(LedgerError, match="row 4: 13 cells instead of 12"):
        load_facts(data=data)
