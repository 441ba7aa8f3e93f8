"""Runs every notebook for other places, days and languages; run this file to write the table again (ten minutes).

Writes benchmarks/results/notebooks_anywhere.csv: one row a run, with the error that stopped it, if one did.
`--notebooks 01 05` runs some of them only, and writes nothing.
"""

import argparse
import csv
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from nbconvert.preprocessors import CellExecutionError
from notebooks.run import run

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "benchmarks" / "results" / "notebooks_anywhere.csv"
ASKED = [
    ("2022-08-09", "vietnam", "en"),
    ("2022-08-09", "an_giang", "vi"),
    ("2022-05-05", "vietnam", "vi"),
    ("2022-06-30", "an_giang", "en"),
    ("2022-06-30", "ninh_thuan", "en"),
    ("2022-05-05", "ninh_thuan", "vi"),
    ("2022-08-09", "ninh_thuan", "en"),
]
BEFORE = {"2022-08-09": "2022-07-10", "2022-06-30": "2022-05-31", "2022-05-05": "2022-04-05"}


def outcome(notebook: Path, day: str, place: str, language: str) -> dict[str, object]:
    """One run: whether it came to its end, and the error that stopped it."""
    values = {"AS_OF": day, "BEFORE": BEFORE[day], "PLACE": place, "LANG": language}
    row = {"notebook": notebook.stem, "as_of": day, "place": place, "language": language}
    with TemporaryDirectory() as folder:
        try:
            run(notebook, Path(folder), values)
        except CellExecutionError as problem:
            return row | {"stopped": 1, "error": f"{problem.ename}: {problem.evalue}"[:80]}
    return row | {"stopped": 0, "error": ""}


def runs(notebooks: Iterable[str]) -> list[dict[str, object]]:
    """Every run asked for, told as it ends."""
    paths = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if path.stem.startswith(tuple(notebooks))]
    rows = []
    for asked in ASKED:
        for path in paths:
            rows.append(outcome(path, *asked))
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
