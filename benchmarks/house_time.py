"""How long the house's own commands take: seconds on the clock, the median of three turns.

`import analysis` and `load_facts` are timed inside a fresh Python each turn; `make outlook` is the whole command, set
up. Only when named, once, for it takes minutes: "fresh clone", `make outlook` and `make test` in a clone of the last
commit, its environment made first. A row that is not measured again stays as it is.
Result: benchmarks/results/house_time.csv. Half a minute, on a quiet machine.

Run: python -m benchmarks.house_time ["fresh clone"]
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import pandas as pd

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "benchmarks" / "results" / "house_time.csv"
TURNS = 3
INSIDE = {"import analysis": ("", "import analysis"), "load_facts": ("from analysis.ledger import *", "load_facts()")}
TIMED = "{}\nfrom time import perf_counter\nstart = perf_counter()\n{}\nprint(perf_counter() - start)"


def inside(before: str, what: str) -> float:
    """Seconds of a statement in a fresh Python, as it counts them itself."""
    code = TIMED.format(before, what)
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def outside(*commands: list[str | Path]) -> float:
    """Seconds of commands one after the other."""
    start = perf_counter()
    for command in commands:
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def measured(what: str) -> dict[str, object]:
    """A row: seconds of one command."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        commands = {
            "make outlook": [["make", "outlook", f"out={folder}"]],
            "fresh clone": [["git", "clone", "-q", ROOT, clone], ["make", "-C", clone, "outlook", "test"]],
        }
        turns = 1 if what == "fresh clone" else TURNS
        seconds = [inside(*INSIDE[what]) if what in INSIDE else outside(*commands[what]) for _ in range(turns)]
    return {"what": what, "seconds": round(median(seconds), 2), "turns": turns}


def main(more: list[str]) -> None:
    """Measure and write the table."""
    again = pd.DataFrame([measured(what) for what in [*INSIDE, "make outlook", *more]]).set_index("what")
    known = pd.read_csv(RESULT, index_col="what") if RESULT.exists() else again
    table = again.combine_first(known).astype({"turns": int})
    table.to_csv(RESULT, lineterminator="\n")
    print(table.to_string())


if __name__ == "__main__":
    main(sys.argv[1:])
