"""Runs notebooks again: in place, or with other values of their parameters into another folder.

    python notebooks/run.py
    python notebooks/run.py --into outputs/2022-09-09/notebooks --set AS_OF=2022-09-09 --set LANG=en

A notebook that fails is not written; the others run on, and what went wrong is kept in outputs/notebooks.
"""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from functools import cache
from json import dumps
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.filters import strip_ansi
from nbconvert.preprocessors import CellExecutionError
from nbformat import NotebookNode
from traitlets.config import JSONFileConfigLoader

HERE = Path(__file__).parent
REPORTS = HERE.parent / "outputs" / "notebooks"


@cache
def exporter() -> NotebookExporter:
    """What runs a notebook and leaves nothing in it that differs from run to run: nbconvert.json."""
    return NotebookExporter(config=JSONFileConfigLoader("nbconvert.json", str(HERE)).load_config())


def with_values(notebook: NotebookNode, values: Mapping[str, str]) -> NotebookNode:
    """The notebook with other values in its cell of parameters; a name it does not have is passed over."""
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            lines = {line.split(":")[0]: line for line in cell.source.splitlines()}
            known = [name for name in values if name in lines]
            lines |= {name: f"{lines[name].split(' = ')[0]} = {dumps(values[name])}" for name in known}
            cell.source = "\n".join(lines.values())
    return notebook


def executed(path: Path, values: Mapping[str, str]) -> NotebookNode:
    """The notebook run again with these values; a `CellExecutionError` where a cell fails."""
    notebook = with_values(nbformat.read(path, as_version=nbformat.NO_CONVERT), values)
    text, _ = exporter().from_notebook_node(notebook, {"metadata": {"path": str(HERE)}})
    return nbformat.reads(text, as_version=nbformat.NO_CONVERT)


def run(path: Path, into: Path, values: Mapping[str, str]) -> None:
    """Write the notebook run again, whole or not at all."""
    draft = into / f".{path.name}.draft"
    draft.write_text(nbformat.writes(executed(path, values)) + "\n", "utf-8", newline="\n")
    draft.replace(into / path.name)


def main() -> int:
    """How many notebooks failed."""
    asked = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    asked.add_argument("notebooks", nargs="*", type=Path, default=sorted(HERE.glob("*.ipynb")))
    asked.add_argument("--into", type=Path, default=HERE)
    asked.add_argument("--set", action="append", default=[], metavar="NAME=value", type=lambda pair: pair.split("=", 1))
    given = asked.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    failed = 0
    for path in given.notebooks:
        report = REPORTS / f"{path.stem}.failed.txt"
        report.unlink(missing_ok=True)
        try:
            run(path, given.into, dict(given.set))
        except CellExecutionError as problem:
            failed += 1
            REPORTS.mkdir(parents=True, exist_ok=True)
            report.write_text(strip_ansi(str(problem)), "utf-8")
        print(f"{path.stem}: {report if report.exists() else 'ok'}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
