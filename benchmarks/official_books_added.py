"""Every official workbook at hand, examined as on the day it came: what would be added, and what would stop it?

The workbooks lie in ../shared/data/gso_workbooks and are never committed. Each is read and examined with the ledger as
known the day before its publication ("alone"), and again with the books before it added as well ("in turn"), so that
its goods and branches have a past. A row a book and way: figures by their state, names without a term, warnings, errors
and seconds to read and to check. Below, every error in words: each stops its book, so each needs a true cause.
Goals: no book stopped without one, under 2 s a book.
Results: benchmarks/results/official_books_added.csv and official_books_stopped.csv. About two minutes.

Run: python -m benchmarks.official_books_added
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pandas as pd

from analysis.checks.adding import Examined, add, examine
from analysis.checks.page import counts
from analysis.ledger import DATA
from analysis.readers.opening import read_release

BOOKS = Path(__file__).parents[2] / "shared" / "data" / "gso_workbooks"
RESULTS = Path(__file__).parent / "results"
STATES = ["new", "revised", "reprinted", "known", "disputed", "misprinted"]


def known_before(day: str, data: Path, since: str = "") -> Path:
    """A copy of data/ without the figures published on the day or later; or the copy, moved on since another day."""
    if not data.exists():
        shutil.copytree(DATA, data)
    for table in DATA.glob("*/*.csv"):
        rows = pd.read_csv(table, dtype=str, keep_default_na=False)
        if "published" in rows and table.name != "sources.csv":
            copy = data / table.relative_to(DATA)
            kept = rows[(rows["published"] > since) & (rows["published"] < day)]
            before = pd.read_csv(copy, dtype=str, keep_default_na=False) if since else None
            pd.concat([before, kept]).to_csv(copy, index=False, lineterminator="\n")
    return data


def told(way: str, book: Path, data: Path) -> tuple[dict[str, object], Examined]:
    """A row of the result, and what was found."""
    start = perf_counter()
    release = read_release(book, data=data)
    read = perf_counter()
    examined = examine(release, data)
    checked = perf_counter()
    warned = len(examined.findings) - len(examined.errors)
    found = {"warnings": warned, "errors": len(examined.errors)}
    seconds = {"read_seconds": round(read - start, 2), "check_seconds": round(checked - read, 2)}
    states = {state: counts(examined).get(state, 0) for state in STATES}
    return {"way": way, "book": book.name[:10], **states, **found, **seconds}, examined


def stops(way: str, book: Path, examined: Examined) -> Iterator[dict[str, str]]:
    """The errors of a book in words."""
    for error in examined.errors:
        yield {"way": way, "book": book.name[:10], "rule": error.code, "says": error.say(examined.rows, "en")}


def main() -> None:
    """Examine all, write both tables."""
    found, last = [], ""
    with tempfile.TemporaryDirectory() as folder:
        for book in sorted(BOOKS.iterdir()):
            day = book.name[:10]
            alone = known_before(day, Path(folder) / day / "data")
            turn = known_before(day, Path(folder) / "turn" / "data", last)
            found += [(way, book, *told(way, book, data)) for way, data in (("alone", alone), ("in turn", turn))]
            # what stops one is overridden, for the next ones to have a past
            add(book, read_release(book, data=turn), because="the past of the books after it", data=turn)
            last = day
    table(RESULTS / "official_books_added.csv", [row for _, _, row, _ in found])
    stopped = [row for way, book, _, seen in found for row in stops(way, book, seen)]
    table(RESULTS / "official_books_stopped.csv", stopped)


def table(path: Path, rows: list[dict[str, object]]) -> None:
    """A table, on paper and on the terminal."""
    result = pd.DataFrame(rows, columns=list(rows[0]) if rows else ["way", "book", "rule", "says"])
    result.to_csv(path, index=False, lineterminator="\n")
    print(result.to_string(index=False))


if __name__ == "__main__":
    main()
