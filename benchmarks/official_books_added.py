"""Every official book and the months' texts through `outlook add`, in order of their days: what stops, what is said?

The workbooks lie in ../shared/data/gso_workbooks and are never committed; the texts are examples/*.txt, which practise
the month. Each is added to a copy of data/, the day it came, after those before it; what is unsure in a text is left
out, and a file that stops is added with a reason, for the next ones to have a past. Of a book with a day in data/ the
ledger is that known the day before. A row a file: exit code (2 also where a text has nothing sure), figures by their
state, findings, what was put aside, seconds of processor time without the answers before and after.
official_books_stopped.csv: every error in words, each of which needs a true cause.
Goals: no file stopped without one, fewer than 15 findings a book (median), under 3 s a book.

Run: python -m benchmarks.official_books_added [--since 2022-08]
"""

import argparse
import shutil
import tempfile
from pathlib import Path
from time import process_time
from unittest.mock import patch

import pandas as pd
from typer.testing import CliRunner

from analysis.checks import adding
from analysis.checks.page import counts, findings_table
from analysis.cli import figures
from analysis.cli.console import app
from analysis.ledger import DATA

ROOT = Path(__file__).parents[1]
BOOKS = ROOT.parent / "shared" / "data" / "gso_workbooks"
RESULTS = ROOT / "benchmarks" / "results"
STATES = ["new", "revised", "reprinted", "known", "disputed", "misprinted"]
UNSURE = "\n" * 200
BECAUSE = ["--because", "the past of the files after it"]
NATION = {"2022-09-29", "2022-12-29", "2023-06-29", "2023-12-29"}


def files(since: str) -> list[Path]:
    """Books and texts by their day, from a month on."""
    every = [*BOOKS.iterdir(), *(ROOT / "examples").glob("*.txt")]
    return sorted((path for path in every if path.name >= since), key=lambda path: path.name)


def known_before(day: str, data: Path, since: str) -> None:
    """The copy of data/, moved on from one day to the next: figures of the day itself are not in it yet."""
    if not data.exists():
        shutil.copytree(DATA, data)
    for table in DATA.glob("*/*.csv"):
        rows = pd.read_csv(table, dtype=str, keep_default_na=False)
        if "published" in rows and table.name != "sources.csv":
            copy = data / table.relative_to(DATA)
            kept = rows[(rows["published"] > since) & (rows["published"] < day)]
            before = pd.read_csv(copy, dtype=str, keep_default_na=False) if since else None
            pd.concat([before, kept]).to_csv(copy, index=False, lineterminator="\n")


def command(file: Path, data: Path) -> list[str]:
    """The words an analyst would type."""
    words = ["add", str(file), "--yes", "--lang", "en", "--data", str(data)]
    if file.suffix != ".txt":
        return words
    publisher = "Tổng cục Thống kê" if file.stem in NATION else "Cục Thống kê Ninh Thuận"
    return [*words, "--published", file.stem[:10], "--publisher", publisher, "--title", file.stem]


def added(file: Path, data: Path) -> tuple[dict[str, object], list[dict[str, str]]]:
    """A row of the result, and the errors of the file in words."""
    seen: list[adding.Examined] = []
    look, start = adding.examine, process_time()
    recorded = patch.object(adding, "examine", lambda *words, **more: seen.append(look(*words, **more)) or seen[-1])
    with recorded, patch.object(figures, "_chances", lambda *_: ()):
        done = CliRunner().invoke(app, command(file, data), input=UNSURE)
        seconds = round(process_time() - start, 2)
        if seen and seen[0].errors:
            CliRunner().invoke(app, [*command(file, data), *BECAUSE], input=UNSURE)
    if not seen:
        says = (done.output or repr(done.exception)).strip().splitlines()[-1]
        return {"file": file.name[:10], "kind": file.suffix, "exit": done.exit_code}, [
            {"file": file.name, "rule": "unread", "says": says}
        ]
    examined = seen[0]
    told = {state: counts(examined).get(state, 0) for state in STATES}
    told |= {"findings": len(findings_table(examined)), "errors": len(examined.errors)}
    told |= {"asides": len(examined.release.asides), "seconds": seconds}
    return {"file": file.name[:10], "kind": file.suffix, "exit": done.exit_code} | told, [
        {"file": file.name[:10], "rule": error.code, "says": error.say(examined.rows, "en")}
        for error in examined.errors
    ]


def main() -> None:
    """Add all, write both tables."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--since", default="", help="YYYY-MM")
    rows, stopped, last = [], [], ""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        for file in files(asked.parse_args().since):
            day = file.name[:10]
            known_before(day, data, last)
            row, errors = added(file, data)
            rows, stopped, last = [*rows, row], [*stopped, *errors], day
            print(*row.values(), *(f"\n    {error['rule']}: {error['says']}" for error in errors), flush=True)
    for name, found in {"added": rows, "stopped": stopped}.items():
        table = pd.DataFrame(found or {"file": [], "rule": [], "says": []}).convert_dtypes()
        table.to_csv(RESULTS / f"official_books_{name}.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
