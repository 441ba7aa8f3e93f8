"""What is checked in notebooks beside their text would be seen to be wrong: a headline number, a picture.

nbval asks the objects of each notebook for its headline numbers; here they are looked for where a reader sees them.
"""

import re
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from analysis import wording
from tests.chart_examples import figure_of
from tests.notebook_headlines import HEADLINES, wrong
from tests.notebook_pictures import CLOSE, distance, pictures

FOLDER = Path(__file__).parents[1] / "notebooks"
READ = HEADLINES[HEADLINES["reads"] != ""]


def told(notebook: str) -> str:
    """The sentences a notebook shows."""
    cells = nbformat.read(FOLDER / f"{notebook}.ipynb", as_version=nbformat.NO_CONVERT).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return "\n".join(output.get("data", {}).get("text/markdown", "") for output in outputs)


def as_read(reads: str, value: float, decimals: int) -> re.Pattern[str]:
    """The number with its words, in Vietnamese."""
    words = reads.format(wording.number(value, decimals, "vi"))
    return re.compile(".*?".join(map(re.escape, words.split("…"))))


def test_every_notebook_has_headline_numbers() -> None:
    assert set(HEADLINES["notebook"]) == {path.stem for path in FOLDER.glob("*.ipynb")}


@pytest.mark.parametrize("notebook", HEADLINES["notebook"].unique())
def test_a_reader_sees_each_headline_number(notebook: str) -> None:
    text = told(notebook)
    rows = READ[READ["notebook"] == notebook]
    shown = [as_read(*row) for row in rows[["reads", "value", "decimals"]].itertuples(index=False, name=None)]
    assert [number.pattern for number in shown if not number.search(text)] == []


def test_a_number_further_off_than_its_tolerance_is_told_and_so_is_one_that_is_missing() -> None:
    rows = pd.DataFrame({"what": ["a", "b", "c"], "value": [1.0, 2.0, 3.0], "tolerance": [0.1, 0.1, 0.1]})
    assert wrong(rows, [1.05, 2.2, float("nan")]) == ["b = 2.2, expected 2.0", "c = nan, expected 3.0"]


def test_a_headline_is_read_within_one_line() -> None:
    reads = as_read("IIP…khả năng đạt {} %", 35.75, 0)
    assert reads.search("- IIP: ước +6,6 %; khả năng đạt 36 %: chưa chắc chắn")
    assert not reads.search("- IIP: ước +6,6 %\n- Xuất khẩu: khả năng đạt 36 %")


def picture(title: str) -> NotebookNode:
    """A cell's output that shows a chart with this title."""
    figure, file = figure_of("fan", "vi"), BytesIO()
    next(text for text in figure.texts if text.get_gid() == "title").set_text(title)
    figure.savefig(file, format="png")
    plt.close(figure)
    return new_output("display_data", {"image/png": b64encode(file.getvalue()).decode()})


def test_a_picture_with_another_digit_is_another_picture() -> None:
    one, same, other = pictures([picture("tăng 6,1 %"), picture("tăng 6,1 %"), picture("tăng 6,2 %")])
    assert distance(one, same) == 0
    assert distance(one, other) > CLOSE
    assert distance(one, other[1:]) > CLOSE
