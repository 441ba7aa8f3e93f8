"""Each notebook ends by handing over its headline numbers, which must be those of headlines.csv.

A row: `what` is an expression of the notebook's own objects, not of what it prints; `value`, and how far from it other
machines may be (`tolerance`); `reads`: the words around the number, whose gap `{}` holds the value with `decimals` and
whose `…` stands for whatever else the same line says. Without them the number is read in a chart or a table.
"""

import json
from pathlib import Path

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell
from nbval.plugin import IPyNbCell

HEADLINES = pd.read_csv(Path(__file__).with_name("headlines.csv"), keep_default_na=False)

TOOLS = """
from analysis.ledger import *
from analysis.model.residuals import residuals
from analysis.outlook import coherence, every_subset, precedents
"""
"""What expressions may call besides what the notebook itself has imported."""


def of_notebook(stem: str) -> pd.DataFrame:
    """The headline numbers of a notebook, by its file's name without ending."""
    return HEADLINES[HEADLINES["notebook"] == stem]


def wrong(rows: pd.DataFrame, found: list[float]) -> list[str]:
    """One line for each number that is not what it should be; one that is missing is never right."""
    near = (rows["value"] - found).abs() <= rows["tolerance"]
    told = zip(rows["what"], rows["value"], found, near, strict=True)
    return [f"{what} = {value}, expected {expected}" for what, expected, value, right in told if not right]


class Headlines(IPyNbCell):
    """A last cell that no reader sees: the numbers of the notebook's objects."""

    def runtest(self) -> None:
        """Ask the notebook's kernel for its numbers."""
        super().runtest()
        found = json.loads(self.test_outputs[0].text)
        if faults := wrong(of_notebook(self.parent.path.stem), found):
            self.raise_cell_error("other headline numbers than tests/headlines.csv", "\n".join(faults))


def asking(rows: pd.DataFrame) -> str:
    """Python that prints the numbers as a list."""
    numbers = ", ".join(f"float({what})" for what in rows["what"])
    return f"{TOOLS}\nprint([{numbers}])"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put one more cell after the last of each notebook."""
    last = {item.parent: item for item in items if isinstance(item, IPyNbCell)}
    for notebook, item in last.items():
        cell = new_code_cell(asking(of_notebook(notebook.path.stem)))
        options = item.options | {"check": False}
        one = Headlines.from_parent(notebook, name="headlines", cell_num=item.cell_num + 1, cell=cell, options=options)
        items.insert(items.index(item) + 1, one)
