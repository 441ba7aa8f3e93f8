"""Runs every notebook for other places, days and languages; run this file to write the table again (half an hour).

Writes benchmarks/results/notebooks_anywhere.csv: one row a run with its seconds and how many of its cells ended in
an error. `--notebooks 01 05` runs some of them only, and writes nothing.
"""

import argparse
import csv
import os
import time
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "benchmarks" / "results" / "notebooks_anywhere.csv"
ASKED = [
    ("2022-08-09", "ninh_thuan", "en"),
    ("2022-06-30", "ninh_thuan", "vi"),
    ("2022-05-05", "ninh_thuan", "en"),
    ("2022-08-09", "vietnam", "vi"),
    ("2022-06-30", "vietnam", "en"),
    ("2022-08-09", "an_giang", "vi"),
    ("2022-05-05", "an_giang", "en"),
]
BEFORE = {"2022-08-09": "2022-07-10", "2022-06-30": "2022-05-31", "2022-05-05": "2022-04-05"}


def with_parameters(notebook: NotebookNode, day: str, place: str, language: str) -> NotebookNode:
    """The notebook with its tagged cell set anew; `BEFORE` only where it has one."""
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    values = {"AS_OF": day, "BEFORE": BEFORE[day], "PLACE": place, "LANG": language}
    cell.source = "\n".join(f'{name} = "{value}"' for name, value in values.items() if name in cell.source)
    return notebook


def run(path: Path, day: str, place: str, language: str) -> dict[str, object]:
    """One run: its seconds and what became of its cells."""
    notebook = with_parameters(nbformat.read(path, as_version=nbformat.NO_CONVERT), day, place, language)
    start = time.perf_counter()
    client = NotebookClient(notebook, timeout=600, allow_errors=True, resources={"metadata": {"path": path.parent}})
    client.execute()
    seconds = round(time.perf_counter() - start)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    failed = [f"{output.ename}: {output.evalue}"[:60] for output in outputs if output.output_type == "error"]
    asked = {"notebook": path.stem, "as_of": day, "place": place, "language": language}
    return asked | {"seconds": seconds, "errors": len(failed), "first_error": failed[0] if failed else ""}


def runs(notebooks: Iterable[str]) -> list[dict[str, object]]:
    """Every run asked for, told as it ends."""
    paths = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if path.stem.startswith(tuple(notebooks))]
    rows = []
    for path in paths:
        for asked in ASKED:
            rows.append(run(path, *asked))
            print(*rows[-1].values(), flush=True)
    return rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notebooks", nargs="*", default=[], help="01 05: only these")
    chosen = parser.parse_args().notebooks
    os.environ |= {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "PYTHONHASHSEED": "0"}
    found = runs(chosen or [""])
    if not chosen:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(found)
