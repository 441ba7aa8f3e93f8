"""How large the house is: files, lines and functions of each part, in an earlier commit and in the last one.

Of notebooks the code of the cells counts. `over_20`: functions of more than 20 lines.
Result: benchmarks/results/house_size.csv. A second.

Run: python -m benchmarks.house_size [COMMIT]
"""

import ast
import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath
from statistics import median

import pandas as pd

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "benchmarks" / "results" / "house_size.csv"
BEFORE = "d52c0e0"
PARTS = ["src", "tests", "benchmarks", "notebooks"]
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def files(commit: str) -> dict[PurePosixPath, str]:
    """The code of every file of a commit."""
    packed = subprocess.run(["git", "archive", commit, *PARTS], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {
            name: code(name, archive.extractfile(member).read().decode())
            for member in archive
            if (name := PurePosixPath(member.name)).suffix in {".py", ".ipynb"}
        }


def code(name: PurePosixPath, text: str) -> str:
    """A module as it is, a notebook's cells of code one after the other."""
    if name.suffix == ".py":
        return text
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    return "\n".join("".join(cell["source"]) for cell in cells)


def sizes(part: str, known: dict[PurePosixPath, str]) -> dict[str, object]:
    """A row: one part of the house."""
    own = {name: text for name, text in known.items() if name.parts[0] == part}
    functions = [node for text in own.values() for node in ast.walk(ast.parse(text)) if isinstance(node, FUNCTION)]
    lengths = [node.end_lineno - node.lineno + 1 for node in functions]
    lines = [len(text.splitlines()) for text in own.values()]
    return {"part": part, "files": len(own), "lines": sum(lines), "longest_file": max(lines)} | {
        "functions": len(lengths),
        "median_function": median(lengths or [0]),
        "longest_function": max(lengths, default=0),
        "over_20": sum(length > 20 for length in lengths),
    }


def main(before: str = BEFORE) -> None:
    """Count both commits and write the table."""
    known = {"before": files(before), "after": files("HEAD")}
    rows = [{"when": when} | sizes(part, own) for when, own in known.items() for part in PARTS]
    table = pd.DataFrame(rows)
    table.to_csv(RESULT, index=False, lineterminator="\n")
    print(table.to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
