"""Notebooks are committed as a reader should find them: run from top to bottom, in short cells.

nbval compares the outputs; it passes over cells that have none or were not run, so that is looked at here.
"""

import ast
import re
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from notebooks.run import with_values

FOLDER = Path(__file__).parents[1] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
MACHINE_PATH = re.compile(r"(?<![\w./:-])(?:/(?:home|Users|root|tmp|private|var|opt|mnt)/|[A-Za-z]:\\)\S*")
LONGEST_CELL = 6
# What would leave something behind for another notebook, or differ from day to day.
WRITES = re.compile(r"\b(open|save\w*|write\w*|to_(csv|excel|html|json|parquet)|mkdir|unlink|chdir|environ)\b\s*[(\[]")
CLOCK_OR_CHANCE = re.compile(r"\.(now|today|utcnow)\b|\b(perf_counter|import time)\b|\brandom\.(?!default_rng\(\d)")

each_notebook = pytest.mark.parametrize("notebook", PATHS, indirect=True, ids=lambda path: path.stem)


@pytest.fixture
def notebook(request: pytest.FixtureRequest) -> NotebookNode:
    """A committed notebook."""
    return nbformat.read(request.param, as_version=nbformat.NO_CONVERT)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells that hold code, in reading order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def syntax(cell: NotebookNode) -> ast.Module:
    """What Python reads in a cell, its % and ! lines left out."""
    return ast.parse(re.sub(r"^[%!].*$", "", cell.source, flags=re.MULTILINE))


def code_lines(cell: NotebookNode) -> list[str]:
    """The lines of a cell that do something."""
    return [line for line in cell.source.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def shows_a_value(cell: NotebookNode) -> bool:
    """Whether a cell ends in an expression whose value Jupyter shows."""
    body = syntax(cell).body
    return bool(body) and isinstance(body[-1], ast.Expr) and not cell.source.rstrip().endswith(";")


def assigned_names(cell: NotebookNode) -> set[str]:
    """The names a cell gives a value to."""
    names = [node for node in ast.walk(syntax(cell)) if isinstance(node, ast.Name)]
    return {name.id for name in names if isinstance(name.ctx, ast.Store)}


def readable_text(cell: NotebookNode) -> str:
    """What a reader sees of a cell as text: pictures are letters only by their encoding."""
    outputs = cell.get("outputs", [])
    shown = [item for output in outputs for item in output.get("data", {}).items()]
    printed = [output.get("text", "") for output in outputs]
    return "\n".join([cell.source, *printed, *(str(text) for kind, text in shown if kind != "image/png")])


def test_there_is_at_least_one_notebook() -> None:
    assert PATHS


@each_notebook
def test_a_notebook_was_run_from_top_to_bottom(notebook: NotebookNode) -> None:
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))


@each_notebook
def test_no_cell_ended_in_an_error_or_a_warning(notebook: NotebookNode) -> None:
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error"] == []
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []


@each_notebook
def test_a_cell_has_at_most_six_lines_of_code(notebook: NotebookNode) -> None:
    assert [cell.source for cell in code_cells(notebook) if len(code_lines(cell)) > LONGEST_CELL] == []


@each_notebook
def test_functions_and_classes_live_in_the_package(notebook: NotebookNode) -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    nodes = [node for cell in code_cells(notebook) for node in ast.walk(syntax(cell))]
    assert [ast.unparse(node) for node in nodes if isinstance(node, kinds)] == []


@each_notebook
def test_a_heading_serves_both_languages_on_one_line(notebook: NotebookNode) -> None:
    lines = [line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines()]
    assert [line for line in lines if line.startswith("#") and " · " not in line] == []


def test_the_packages_of_an_analyst_stand_in_the_open() -> None:
    code = "\n".join(cell.source for path in PATHS for cell in code_cells(nbformat.read(path, nbformat.NO_CONVERT)))
    wanted = ("pd.", "sns.", "STL(", "SARIMAX(", "UnobservedComponents(", "plt.")
    assert [name for name in wanted if name not in code] == []


@each_notebook
def test_a_cell_that_ends_in_an_expression_shows_something(notebook: NotebookNode) -> None:
    silent = [cell for cell in code_cells(notebook) if shows_a_value(cell) and not cell.outputs]
    assert [cell.source for cell in silent] == []


@each_notebook
def test_one_tagged_cell_sets_the_date_the_place_and_the_language(notebook: NotebookNode) -> None:
    tagged = [cell for cell in code_cells(notebook) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert {"AS_OF", "PLACE", "LANG", "DATA"} <= assigned_names(tagged[0])


@each_notebook
def test_a_notebook_leaves_nothing_behind_and_asks_neither_clock_nor_chance(notebook: NotebookNode) -> None:
    lines = [line for cell in code_cells(notebook) for line in cell.source.splitlines() if "../outputs" not in line]
    code = "\n".join(lines)
    assert [*WRITES.finditer(code), *CLOCK_OR_CHANCE.finditer(code)] == []


@each_notebook
def test_another_day_is_set_in_the_tagged_cell_alone(notebook: NotebookNode) -> None:
    changed = with_values(deepcopy(notebook), {"AS_OF": "2031-01-02", "NOBODY": "knows"})
    different = [new for old, new in zip(notebook.cells, changed.cells, strict=True) if old != new]
    assert [cell.metadata.tags for cell in different] == [["parameters"]]
    lines = different[0].source.splitlines()
    assert 'AS_OF: str = "2031-01-02"' in lines and 'LANG: str = "vi"' in lines


@each_notebook
def test_the_metadata_holds_what_jupyter_would_write_and_tags(notebook: NotebookNode) -> None:
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "plan-outlook"
    assert {key for cell in notebook.cells for key in cell.metadata} <= {"tags"}


@each_notebook
def test_no_cell_names_a_folder_of_somebodys_machine(notebook: NotebookNode) -> None:
    found = [MACHINE_PATH.search(readable_text(cell)) for cell in notebook.cells]
    assert [path[0] for path in found if path] == []
