"""Every official workbook at hand read and held against the ledger's figures of the same publication date.

The workbooks lie in ../shared/data/gso_workbooks and are never committed. A row a book: seconds to read it (median of
three), figures read, figures the ledger has of that day, of these found, missing and disagreeing (value beyond the
rounding of the ledger's digits, unit or status). Goals: under 2 s a book, none missing, none disagreeing.
Result: benchmarks/results/official_workbooks.csv. About 15 seconds.

Run: python -m benchmarks.official_workbooks
"""

from pathlib import Path
from statistics import median
from time import perf_counter

import pandas as pd

from analysis.ledger import FIGURE, load_facts, printed_decimals
from analysis.readers.workbook import read_workbook

BOOKS = Path(__file__).parents[2] / "shared" / "data" / "gso_workbooks"
RESULT = Path(__file__).parent / "results" / "official_workbooks.csv"
TURNS = 3


def timed(path: Path) -> tuple[pd.DataFrame, float]:
    """The figures of a workbook and the median time it takes to read them."""
    times = []
    for _ in range(TURNS):
        start = perf_counter()
        figures = read_workbook(path)
        times.append(perf_counter() - start)
    return figures, median(times)


def agrees(row: pd.Series) -> bool:
    """Whether a figure is the ledger's, to the digits the ledger has."""
    rounding = 0.51 * 10.0 ** -printed_decimals(row["value"])
    same = row["unit"] == row["unit_read"] and row["status"] == row["status_read"]
    return same and abs(row["value"] - row["value_read"]) <= rounding


def held(path: Path, ledger: pd.DataFrame) -> dict[str, object]:
    """One row of the result."""
    figures, seconds = timed(path)
    known = ledger[ledger["published"] == path.name[:10]]
    both = known.merge(figures, on=FIGURE, how="left", suffixes=("", "_read"))
    found = both.dropna(subset="value_read")
    return {
        "book": path.name[:10],
        "seconds": round(seconds, 2),
        "read": len(figures),
        "ledger": len(known),
        "found": len(found),
        "missing": len(both) - len(found),
        "disagreeing": int((~found.apply(agrees, axis=1)).sum()),
    }


def main() -> None:
    """Read, compare and write the table."""
    ledger = load_facts()
    ledger = ledger[ledger["source_id"].str.startswith("gso_")]
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
