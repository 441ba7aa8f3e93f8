"""What benchmarks found as tables, on paper and on the terminal."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def keep(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """The table written and shown."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
    print(path.read_text("utf-8"))


def keep_counts(path: Path, found: Mapping[str, Counter[str]], what: str, tried: str, outcomes: Sequence[str]) -> None:
    """A row a kind of trial and one for all: how many there were, how many had each outcome."""
    rows = {**found, "all": sum(found.values(), Counter())}
    counts = [[name, own.total(), *(own[outcome] for outcome in outcomes)] for name, own in rows.items()]
    keep(path, [what, tried, *outcomes], counts)
