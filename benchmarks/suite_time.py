"""How long `make test` takes and where the time goes: one row a file of tests and a notebook.

Seconds of a file are those of its worker, set-up included; two workers share the work, so the whole takes about half
their sum. The last rows are seconds on the clock: the two runs of pytest as they count themselves, `make test` as a
whole, and the limit. Result: benchmarks/results/suite_time.csv. Fails where a test does or where the limit is passed.

Run: python -m benchmarks.suite_time
"""

import subprocess
import sys
from pathlib import Path
from time import perf_counter
from xml.etree import ElementTree

import pandas as pd

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "benchmarks" / "results" / "suite_time.csv"
LIMIT = 300
RUNS = ("tests", "notebooks")


def report(run: str) -> ElementTree.Element:
    """What pytest wrote of a run."""
    return ElementTree.parse(ROOT / "outputs" / f"{run}.xml").getroot()


def cases(run: str) -> pd.DataFrame:
    """Every test of a run: file and seconds."""
    rows = [(_file(run, case), float(case.attrib["time"])) for case in report(run).iter("testcase")]
    return pd.DataFrame(rows, columns=["part", "seconds"])


def _file(run: str, case: ElementTree.Element) -> str:
    """tests.test_x.TestY and notebooks.05_year_end: the file of a test as its report spells it."""
    name = case.attrib["classname"].removeprefix(f"{run}.").removesuffix(".ipynb")
    return f"{run}/{name}"


def clock(run: str) -> float:
    """Seconds a whole run took."""
    suites = report(run).iter("testsuite")
    return sum(float(suite.attrib["time"]) for suite in suites)


def table(whole: float) -> pd.DataFrame:
    """Tests, seconds and share of the work by file, slowest first, then the clock."""
    every = pd.concat([cases(run) for run in RUNS])
    parts = every.groupby("part")["seconds"].agg(["size", "sum"]).set_axis(["tests", "seconds"], axis=1)
    parts["share_pct"] = 100 * parts["seconds"] / parts["seconds"].sum()
    parts = parts.sort_values("seconds", ascending=False)
    counts = every["part"].str.partition("/")[0].value_counts()
    for run in RUNS:
        parts.loc[f"clock: {run}"] = {"tests": counts[run], "seconds": clock(run)}
    parts.loc["clock: make test"] = {"tests": len(every), "seconds": whole}
    parts.loc["limit"] = {"seconds": LIMIT}
    return parts.astype({"tests": "Int64"}).round(1)


def main() -> int:
    """Run `make test` and write the table; 1 where it failed or took too long."""
    start = perf_counter()
    done = subprocess.run(["make", "test"], cwd=ROOT, check=False)
    whole = perf_counter() - start
    if done.returncode == 0:
        table(whole).to_csv(RESULT, lineterminator="\n")
    return int(done.returncode != 0 or whole > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
