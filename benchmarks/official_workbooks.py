"""Every official workbook at hand read and held against the ledger's figures of the same publication date.

The workbooks lie in ../shared/data/gso_workbooks and are never committed; figures printed after 9 August 2022 are those
of benchmarks/afterwards. A row a book: seconds of processor time to read it, tables in it and read of them, figures
read, figures the ledger has of that day, of these found, missing and disagreeing (value beyond the rounding of the
ledger's digits, unit or status). Goals: under 2 s a book, none missing, none disagreeing.
Result: benchmarks/results/official_workbooks.csv. About 15 seconds.

Run: python -m benchmarks.official_workbooks
"""

import tempfile
from pathlib import Path
from time import process_time

import pandas as pd
from benchmarks.afterwards.ledger import ledger_on

from analysis.ledger import FIGURE, load_facts, printed_decimals
from analysis.readers.workbook import Book, read_book

BOOKS = Path(__file__).parents[2] / "shared" / "data" / "gso_workbooks"
RESULT = Path(__file__).parent / "results" / "official_workbooks.csv"


def timed(path: Path) -> tuple[Book, float]:
    """What is read of a workbook and the seconds it takes."""
    start = process_time()
    return read_book(path.read_bytes(), path.name), process_time() - start


def agrees(row: pd.Series) -> bool:
    """Whether a figure is the ledger's, to the digits the ledger has."""
    rounding = 0.51 * 10.0 ** -printed_decimals(row["value"])
    same = row["unit"] == row["unit_read"] and row["status"] == row["status_read"]
    return same and abs(row["value"] - row["value_read"]) <= rounding


def held(path: Path, ledger: pd.DataFrame) -> dict[str, object]:
    """One row of the result."""
    book, seconds = timed(path)
    known = ledger[ledger["published"] == path.name[:10]]
    both = known.merge(book.rows, on=FIGURE, how="left", suffixes=("", "_read"))
    found = both.dropna(subset="value_read")
    return {
        "book": path.name[:10],
        "seconds": round(seconds, 2),
        "tables": book.tables,
        "tables_read": book.tables - len(book.left_out),
        "read": len(book.rows),
        "ledger": len(known),
        "found": len(found),
        "missing": len(both) - len(found),
        "disagreeing": int((~found.apply(agrees, axis=1)).sum()),
    }


def main() -> None:
    """Read, compare and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = load_facts(data=ledger_on("9999-12-31", Path(folder)))
    ledger = ledger[ledger["source_id"].str.startswith("gso_monthly_tables")]
    result = pd.DataFrame([held(path, ledger) for path in sorted(BOOKS.iterdir())])
    total = {
        "book": "all",
        "seconds": result["seconds"].sum().round(2),
        **result.drop(columns=["book", "seconds"]).sum(),
    }
    result = pd.concat([result, pd.DataFrame([total])]).set_index("book")
    RESULT.parent.mkdir(exist_ok=True)
    result.to_csv(RESULT, lineterminator="\n")
    print(result.to_string())


if __name__ == "__main__":
    main()
