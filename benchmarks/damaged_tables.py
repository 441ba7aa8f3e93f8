"""Damaged tables of data/: is anything read wrongly without a word, and does anything end in a traceback of a library?

Run: python -m benchmarks.damaged_tables (half a minute). Writes benchmarks/results/damaged_tables.csv.

Every kind of table that is read, damaged as editors, Excel and copying damage tables, at places drawn at random.
Outcomes: refused with the file's name; read rightly (the same as undamaged); shorter (cut off between rows or
within the last cell, which no table can show: version control does); wrong and silent (goal 0); traceback (goal 0).
"""

import csv
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.tables import keep_counts

from analysis import ledger as facts
from analysis import periods, wording
from analysis.evaluation import settled
from analysis.intake import load_origins
from analysis.ledger import DATA
from analysis.ledger.problems import LedgerError
from analysis.model import reliability
from analysis.readers import phrases

RESULTS = Path(__file__).with_name("results") / "damaged_tables.csv"
TIMES = 5
PROVINCE = "ninh_thuan"
Rows = list[list[str]]
READERS: dict[str, Callable[[Path], object]] = {
    f"{PROVINCE}/facts.csv": lambda data: facts.load_facts(data=data),
    f"{PROVINCE}/targets.csv": lambda data: facts.load_targets(data=data),
    f"{PROVINCE}/events.csv": lambda data: facts.load_events(data=data),
    f"{PROVINCE}/sources.csv": lambda data: facts.load_sources(data),
    f"{PROVINCE}/origins.csv": load_origins,
    "indicators.csv": facts.load_indicators,
    "terms.csv": lambda data: wording._read(data / "terms.csv", ("group", "code")),
    "sentences.csv": lambda data: wording._read(data / "sentences.csv", ("key",)),
    "press_words.csv": lambda data: {frozenset(row.items()) for row in phrases._rows.__wrapped__(data)},
    "corrections.csv": facts.load_corrections,
    "tet.csv": lambda data: periods.tet_days.__wrapped__(data),
    "reliability.csv": lambda data: reliability._table.__wrapped__(data),
    "issued/2022-08-09_ninh_thuan.csv": settled,
}


def written(rows: Rows, separator: str = ",", end: str = "\n", quote: int = csv.QUOTE_MINIMAL) -> bytes:
    """A table as UTF-8."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=quote).writerows(rows)
    return text.getvalue().encode()


def somewhere(rows: Rows, random: np.random.Generator) -> tuple[int, int]:
    """Row and column of a filled cell below the header."""
    cells = [(row, column) for row in range(1, len(rows)) for column, cell in enumerate(rows[row]) if cell]
    return cells[random.integers(len(cells))]


def changed(how: Callable[[str], str]) -> Callable[[Rows, np.random.Generator], bytes]:
    """Damage to one cell."""

    def damage(rows: Rows, random: np.random.Generator) -> bytes:
        row, column = somewhere(rows, random)
        rows[row][column] = how(rows[row][column])
        return written(rows)

    return damage


def without_column(rows: Rows, random: np.random.Generator) -> bytes:
    """A column is gone."""
    gone = random.integers(len(rows[0]))
    return written([[cell for column, cell in enumerate(row) if column != gone] for row in rows])


def twice(rows: Rows, random: np.random.Generator) -> bytes:
    """A row stands twice."""
    row = random.integers(1, len(rows))
    return written([*rows, rows[row]])


def in_the_future(rows: Rows, random: np.random.Generator) -> bytes:
    """A publication day that has not come yet; a table without one stays as it is."""
    if "published" in rows[0]:
        rows[random.integers(1, len(rows))][rows[0].index("published")] = "2199-01-01"
    return written(rows)


def a_cell_more(rows: Rows, random: np.random.Generator) -> bytes:
    """A comma too many in a row."""
    rows[random.integers(1, len(rows))].append("x")
    return written(rows)


def excel_in_vietnam(rows: Rows, random: np.random.Generator) -> bytes:
    """Semicolons between columns and commas in numbers."""
    decimal = [[cell.replace(".", ",") if cell.replace(".", "").isdigit() else cell for cell in row] for row in rows]
    return b"\xef\xbb\xbf" + written(decimal, separator=";", end="\r\n")


def one_byte(byte: bytes) -> Callable[[Rows, np.random.Generator], bytes]:
    """A stray byte somewhere."""

    def damage(rows: Rows, random: np.random.Generator) -> bytes:
        whole = written(rows)
        at = int(random.integers(len(whole)))
        return whole[:at] + byte + whole[at:]

    return damage


def cut_off(rows: Rows, random: np.random.Generator) -> bytes:
    """The end of the file is lost."""
    whole = written(rows)
    return whole[: int(random.integers(1, len(whole)))]


DAMAGES: dict[str, Callable[[Rows, np.random.Generator], bytes]] = {
    "a byte order mark": lambda rows, _: b"\xef\xbb\xbf" + written(rows),
    "line ends of Windows": lambda rows, _: written(rows, end="\r\n"),
    "every cell in quotes": lambda rows, _: written(rows, quote=csv.QUOTE_ALL),
    "columns in another order": lambda rows, _: written([row[::-1] for row in rows]),
    "blank rows at the end": lambda rows, _: written([*rows, [""] * len(rows[0])]),
    "a line break in a cell": changed(lambda cell: f"{cell}\n"),
    "a missing column": without_column,
    "a header misspelt": lambda rows, _: written([[rows[0][0] + "s", *rows[0][1:]], *rows[1:]]),
    "empty": lambda rows, _: b"",
    "semicolons, decimal commas": excel_in_vietnam,
    "tabs": lambda rows, _: written(rows, separator="\t"),
    "UTF-16": lambda rows, _: written(rows).decode().encode("utf-16"),
    "a byte of another encoding": one_byte(b"\xe1"),
    "a NUL byte": one_byte(b"\0"),
    "a quote left open": one_byte(b'\n"'),
    "a row twice": twice,
    "a cell more": a_cell_more,
    "a day in the future": in_the_future,
    "cut off": cut_off,
}


def ledger(folder: Path) -> Path:
    """The province's data with a file's origin and an issued forecast."""
    data = folder / "data"
    (data / "issued").mkdir(parents=True)
    for table in DATA.glob("*.csv"):
        shutil.copy(table, data)
    shutil.copytree(DATA / PROVINCE, data / PROVINCE)
    (data / PROVINCE / "origins.csv").write_bytes(
        written([["source_id", "file", "sha256"], *([f"source_{n}", f"file {n}.xlsx", f"{n:064d}"] for n in range(9))])
    )
    head = ["geography", "indicator", "sector", "year", "measure", "target", "low", "median", "high", "chance"]
    told = [
        [PROVINCE, "iip", "total", str(year), "growth_yoy_pct", "5.5", "1", "2.25", "3", "0.25"]
        for year in (2020, 2021)
    ]
    (data / "issued" / "2022-08-09_ninh_thuan.csv").write_bytes(written([head, *told]))
    return data


def outcome(read: Callable[[Path], object], data: Path, table: Path, right: object) -> str:
    """What becomes of a damaged table."""
    try:
        found = read(data)
    except LedgerError as error:
        return "refused" if table.name in str(error) else "refused without its name"
    except Exception as error:
        print(table.name, repr(error)[:200])
        return "traceback"
    return "right" if same(found, right) else "wrong and silent"


def same(one: object, other: object) -> bool:
    """Whether two readings are equal, whatever the order of columns."""
    if isinstance(one, pd.DataFrame):
        return sorted(one.columns) == sorted(other.columns) and one[other.columns].equals(other)
    return one.equals(other) if isinstance(one, pd.Series) else one == other


def outcomes(times: int = TIMES, names: list[str] | None = None) -> Iterator[tuple[str, str, str]]:
    """Damage, table and outcome of every trial; what another trial would repeat is tried once."""
    random = np.random.default_rng(20220809)
    with tempfile.TemporaryDirectory() as folder:
        data = ledger(Path(folder))
        for name in names or READERS:
            table, read = data / name, READERS[name]
            whole, right = table.read_bytes(), read(data)
            rows = list(csv.reader(StringIO(whole.decode(), newline="")))
            for what, damage in DAMAGES.items():
                tried = {damage([[*row] for row in rows], random) for _ in range(times)}
                for content in sorted(tried):
                    table.write_bytes(content)
                    told = outcome(read, data, table, right)
                    yield what, name, "shorter" if what == "cut off" and told == "wrong and silent" else told
            table.write_bytes(whole)


def main() -> None:
    """All damages, and their table."""
    found: dict[str, Counter[str]] = {}
    for what, _, told in outcomes():
        found.setdefault(what, Counter())[told] += 1
    kinds = ["refused", "right", "shorter", "refused without its name", "wrong and silent", "traceback"]
    keep_counts(RESULTS, found, "damage", "tables", kinds)


if __name__ == "__main__":
    main()
