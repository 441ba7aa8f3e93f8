"""Every command and every notebook on each day on which something of the province was printed after 9 August 2022.

    python -m benchmarks.every_day [--notebooks] [DAY ...]

One row a run in results/every_day.csv: day, what was run, exit code, seconds of processor time, what went wrong.
"""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from benchmarks.afterwards.ledger import DAYS, PROJECT, ledger_on

RESULTS = Path(__file__).parent / "results" / "every_day.csv"


def commands(day: str, data: Path, out: Path) -> Iterator[list[str]]:
    """What an analyst runs on a day, this year's plan and the year before's."""
    before, year = DAYS[max(0, DAYS.index(day) - 1)], int(day[:4])
    place = ["--data", str(data), "--as-of", day]
    yield [*place, "--out", str(out)]
    yield [*place, "--out", str(out), "--lang", "en", "--year", str(year - 1)]
    yield ["pace", *place]
    yield ["changed", before if before < day else "2022-08-09", day, "--data", str(data)]
    yield ["brief", *place, "--out", str(out / "brief")]
    yield ["where", "iip", f"{year}-09", "--data", str(data)]
    yield ["sheet", day[:7], "--data", str(data), "--out", str(out / "sheet.xlsx")]
    yield ["issue", *place]


def run(program: list[str]) -> tuple[int, float, str]:
    """Exit code, seconds of processor time, and the last lines of what went wrong."""
    before = os.times()
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", cwd=PROJECT, check=False)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    wrong = done.stderr.strip().splitlines()[-3:] if done.returncode or "Traceback" in done.stderr else []
    return done.returncode, round(spent, 1), " | ".join(wrong)[:500]


def of_day(day: str, notebooks: bool) -> Iterator[dict[str, object]]:
    """The runs of one day."""
    with tempfile.TemporaryDirectory() as folder:
        data, out = ledger_on(day, Path(folder)), Path(folder) / "out"
        for words in commands(day, data, out):
            code, seconds, wrong = run([sys.executable, "-m", "analysis", *words])
            name = next((word for word in words if word[0] != "-" and word.isalpha()), "outlook")
            yield {"day": day, "run": name, "exit": code, "seconds": seconds, "wrong": wrong.replace(folder, "")}
        for path in sorted((PROJECT / "notebooks").glob("*.ipynb")) if notebooks else ():
            values = ["--set", f"AS_OF={day}", "--set", f"DATA={data}", "--into", str(out)]
            code, seconds, wrong = run([sys.executable, "notebooks/run.py", str(path), *values])
            yield {"day": day, "run": path.stem, "exit": code, "seconds": seconds, "wrong": wrong.replace(folder, "")}


def main() -> None:
    """Write the table and print what failed."""
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("days", nargs="*", default=DAYS)
    asked.add_argument("--notebooks", action="store_true")
    given, rows = asked.parse_args(), []
    for day in given.days:
        for row in of_day(day, given.notebooks):
            rows.append(row)
            print(*row.values(), sep="  ", flush=True)
    table = pd.DataFrame(rows)
    table.to_csv(RESULTS, index=False, lineterminator="\n")
    print(f"{(table['exit'] == 0).sum()} of {len(table)} runs ended well")


if __name__ == "__main__":
    main()
