"""What the commands of a month cost: seconds of processor time, nothing remembered yet ("cold") and once more ("warm").

Each is a fresh process with a memo of its own, imports included; so is each statement, which counts its own time, with
no memo. `megabytes`: the larger of both runs. Quickest of a few turns, which other work on the machine disturbs least.
`add` reads an official book of ../shared/data/gso_workbooks as a dry run.
Result: benchmarks/results/seconds.csv. About three minutes on one core.

Run: python -m benchmarks.seconds
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

ROOT = Path(__file__).parents[1]
BOOK = ROOT.parent / "shared" / "data" / "gso_workbooks" / "2022-08-29-03-Bieu-8.2022-2.xlsx"
RESULT = ROOT / "benchmarks" / "results" / "seconds.csv"
DAY, BEFORE, TURNS = ["--as-of", "2022-08-09"], "2022-07-10", 3
COMMANDS = {
    "--help": ["--help"],
    "outlook": DAY,
    "changed": ["changed", BEFORE, DAY[1]],
    "brief": ["brief", *DAY, "--lang", "both"],
    "add": ["add", BOOK, "--dry-run"],
}
PLACE = "Place('ninh_thuan', as_of='2022-08-09')"
STATEMENTS = {
    "from analysis import Place": ("", "from analysis import Place"),
    "load_facts()": ("from analysis.ledger import load_facts", "load_facts()"),
    "Place.outlooks()": ("from analysis import Place", f"{PLACE}.outlooks()"),
}
TIMED = "{}\nfrom time import process_time\nstart = process_time()\n{}\nprint(process_time() - start)"
THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def of_command(words: list[str | Path]) -> dict[str, float]:
    """Cold and warm seconds of a command, and the memory of the larger run."""
    with TemporaryDirectory() as folder:
        place = {"OUTLOOK_MEMO": f"{folder}/memo"}
        out = [] if words[0] in {"--help", "changed", "add"} else ["--out", f"{folder}/out"]
        runs = [spent([sys.executable, "-m", "analysis", *words, *out], place) for _ in range(2)]
    return {"cold": runs[0][0], "warm": runs[1][0], "megabytes": max(size for _, size in runs)}


def spent(command: list[str | Path], place: dict[str, str], ends: int = 0) -> tuple[float, float]:
    """Seconds of processor time and megabytes at most of a command that ends with this code."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=os.environ | THREAD | place
    )
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != ends:
        raise RuntimeError(f"{command[3:]} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def of_statement(before: str, statement: str) -> dict[str, float]:
    """Seconds of a statement in a fresh Python, as it counts them itself."""
    command = [sys.executable, "-c", TIMED.format(before, statement)]
    alone = os.environ | THREAD | {"OUTLOOK_MEMO": ""}
    return {"cold": float(subprocess.run(command, check=True, capture_output=True, text=True, env=alone).stdout)}


def main() -> None:
    """Measure, write and show the table."""
    found = [{"what": what} | of_statement(*code) for what, code in STATEMENTS.items() for _ in range(TURNS)]
    found += [{"what": what} | of_command(words) for what, words in COMMANDS.items() for _ in range(TURNS)]
    table = pd.DataFrame(found).groupby("what", sort=False).min().round({"cold": 2, "warm": 2, "megabytes": 0})
    table.to_csv(RESULT, lineterminator="\n")
    print(table.to_string())


if __name__ == "__main__":
    main()
