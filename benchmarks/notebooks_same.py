"""Whether notebooks come out as committed, byte for byte, wherever, whenever and in whatever order they are run.

    python -m benchmarks.notebooks_same
    python -m benchmarks.notebooks_same /path/to/another/python   # with this project's pinned packages

Writes results/notebooks_same.csv, one row a circumstance: notebooks run, those that came out with the same bytes, files
that runs left behind beside them. No other machine can be reached meanwhile.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from tests.offline import FOLDER as OFFLINE

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
RESULT = ROOT / "benchmarks" / "results" / "notebooks_same.csv"
CALM = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
"""What `make` sets."""
FOREIGN = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}
THREADS = {"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"}


@dataclass(frozen=True)
class Circumstance:
    """How notebooks are run. `python`: by which interpreter, started by the words of `before`; `times`: in a row."""

    name: str
    python: str = sys.executable
    before: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    backwards: bool = False
    times: int = 1


def circumstances(pythons: list[str]) -> Iterator[Circumstance]:
    """All that can be had on this machine."""
    yield Circumstance("last notebook first, each twice in a row", backwards=True, times=2)
    yield Circumstance("another hash seed, twice as many threads", settings=THREADS | {"PYTHONHASHSEED": "1"})
    yield Circumstance("another time zone, plain C locale", settings=FOREIGN)
    if shutil.which("faketime"):
        yield Circumstance("a clock 400 days ahead", before=("faketime", "-f", "+400d"))
    for python in pythons:
        yield Circumstance("another Python", python)


def copy(folder: Path) -> list[str]:
    """The committed files in a folder whose name has blanks and Vietnamese letters; their names."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    return files(folder)


def files(folder: Path) -> list[str]:
    """Every file but Python's own caches."""
    every = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(str(path) for path in every if "__pycache__" not in path.parts)


def comes_out(notebook: Path, how: Circumstance, folder: Path) -> bool:
    """Whether a notebook of a copy runs and then holds the committed bytes."""
    path = os.pathsep.join([str(OFFLINE), str(folder / "src")])
    settings = os.environ | CALM | {"PYTHONPATH": path, "JUPYTER_PREFER_ENV_PATH": "1", "MPLBACKEND": ""}
    command = [*how.before, how.python, "notebooks/run.py", f"notebooks/{notebook.name}"]
    asked = {"cwd": folder, "env": settings | how.settings, "check": False, "capture_output": True}
    failed = [subprocess.run(command, **asked).returncode for _ in range(how.times)]
    return not any(failed) and notebook.read_bytes() == (folder / "notebooks" / notebook.name).read_bytes()


def run(how: Circumstance, folder: Path) -> dict[str, object]:
    """The notebooks of a fresh copy, each in a process of its own."""
    before, start = copy(folder), time.perf_counter()
    same = [comes_out(notebook, how, folder) for notebook in sorted(NOTEBOOKS, reverse=how.backwards)]
    seconds, left = time.perf_counter() - start, set(files(folder)) - set(before)
    asked = [how.python, "-c", "import platform; print(platform.python_version())"]
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    row = {"circumstance": how.name, "python": version, "notebooks": len(same), "same_bytes": sum(same)}
    return row | {"files_left": len(left), "seconds": round(seconds)}


def main() -> None:
    """Write the table row by row; circumstances that cannot be had here are not in it."""
    rows = []
    for how in circumstances(sys.argv[1:]):
        with TemporaryDirectory(prefix="Sở Công Thương ") as folder:
            rows.append(run(how, Path(folder)))
        print(rows[-1])
        pd.DataFrame(rows).to_csv(RESULT, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
