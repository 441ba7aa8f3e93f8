"""What becomes of workbooks that were damaged on the way: nothing wrong may be read from them without a word.

Small workbooks in eight layouts (tests/small_workbooks.py) are damaged in the ways of `CELLS` and `FILES`, each way at
so many places drawn at random, and read. Counted are: `equal` (all true figures, no other), `part` (true figures only,
some missing), `refused` (a clear error), `wrong` (a figure that is not true; goal 0) and `traceback` (any other error;
goal 0). What is wrong are whole columns of numbers that changed places under words that stayed (in trade tables a
heading stands over two columns and stays when one is moved): where no other table of the book tells of the same thing,
one book alone cannot show it; earlier books can where four rows or more tell (tests/test_intake_whole.py).
`seconds` and `peak_mb` are the most one file took, memory as Python
counts it.
Result: benchmarks/results/damaged_workbooks.csv. About two minutes.

Run: python -m benchmarks.damaged_workbooks
"""

import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
import openpyxl
import pandas as pd
from tests.printed_books import Book, Rows, shown
from tests.small_workbooks import LAYOUTS

from analysis.ledger.problems import LedgerError as WorkbookError
from analysis.readers.workbook import read_workbook

TURNS, SEED = 4, 20220809
RESULT = Path(__file__).parent / "results" / "damaged_workbooks.csv"
Dice = np.random.Generator


# ---- where something is


def any_sheet(book: Book, dice: Dice) -> Rows:
    """The rows of a sheet."""
    return book.sheets[str(dice.choice(list(book.sheets)))]


def data_rows(rows: Rows) -> list[int]:
    """Rows with a label and figures."""
    return [at for at, row in enumerate(rows) if row and row[0] and any(isinstance(cell, float) for cell in row[1:])]


def header_rows(rows: Rows) -> list[int]:
    """Rows of words above the first figures."""
    return [at for at in range(data_rows(rows)[0]) if not rows[at][0] and any(rows[at])]


def two_columns(rows: Rows, dice: Dice) -> tuple[int, int]:
    """Two columns with figures."""
    figures = {at for row in data_rows(rows) for at, cell in enumerate(rows[row]) if isinstance(cell, float)}
    one, other = dice.choice(sorted(figures), 2, replace=False)
    return int(one), int(other)


def a_figure(rows: Rows, dice: Dice) -> tuple[int, int]:
    """The place of a figure."""
    places = [(at, column) for at in data_rows(rows) for column, cell in enumerate(rows[at]) if isinstance(cell, float)]
    return places[int(dice.integers(len(places)))]


def exchange(rows: Rows, which: range | list[int], one: int, other: int) -> None:
    """Exchange two columns in some rows."""
    for at in which:
        rows[at].extend([None] * (max(one, other) + 1 - len(rows[at])))
        rows[at][one], rows[at][other] = rows[at][other], rows[at][one]


# ---- damage to cells


def cell_right(book: Book, dice: Dice) -> None:
    """A cell was inserted: the rest of the row moved right."""
    rows = any_sheet(book, dice)
    at, column = a_figure(rows, dice)
    rows[at].insert(column, None)


def cell_left(book: Book, dice: Dice) -> None:
    """A cell was deleted: the rest of the row moved left."""
    rows = any_sheet(book, dice)
    at, column = a_figure(rows, dice)
    del rows[at][column]


def column_down(book: Book, dice: Dice) -> None:
    """A cell was inserted: the rest of the column moved down."""
    rows = any_sheet(book, dice)
    at, column = a_figure(rows, dice)
    below = [each for each in data_rows(rows) if each >= at]
    cells = [None, *(rows[each][column] for each in below)]
    rows.insert(below[-1] + 1, [None] * (column + 1))
    for each, cell in zip([*below, below[-1] + 1], cells, strict=True):
        rows[each][column] = cell


def column_up(book: Book, dice: Dice) -> None:
    """A cell was deleted: the rest of the column moved up."""
    rows = any_sheet(book, dice)
    at, column = a_figure(rows, dice)
    below = [each for each in data_rows(rows) if each >= at]
    for each, cell in zip(below, [*(rows[each][column] for each in below[1:]), None], strict=True):
        rows[each][column] = cell


def columns_exchanged(book: Book, dice: Dice) -> None:
    """Two columns changed places, words and numbers."""
    rows = any_sheet(book, dice)
    exchange(rows, range(len(rows)), *two_columns(rows, dice))


def headers_exchanged(book: Book, dice: Dice) -> None:
    """The words of two columns changed places, their numbers did not."""
    rows = any_sheet(book, dice)
    exchange(rows, range(data_rows(rows)[0]), *two_columns(rows, dice))


def header_row_exchanged(book: Book, dice: Dice) -> None:
    """In one header row the words of two columns changed places."""
    rows = any_sheet(book, dice)
    exchange(rows, [int(dice.choice(header_rows(rows)))], *two_columns(rows, dice))


def numbers_exchanged(book: Book, dice: Dice) -> None:
    """The numbers of two columns changed places, their words did not."""
    rows = any_sheet(book, dice)
    exchange(rows, data_rows(rows), *two_columns(rows, dice))


def marks_swapped(book: Book, dice: Dice) -> None:
    """A number became text with the other decimal mark."""
    rows = any_sheet(book, dice)
    at, column = a_figure(rows, dice)
    rows[at][column] = f"{rows[at][column]:,}".translate(str.maketrans(",.", ".,"))


def column_of_text(book: Book, dice: Dice) -> None:
    """A column of numbers became text as Excel shows it in Vietnam, to two decimals."""
    rows = any_sheet(book, dice)
    _, column = a_figure(rows, dice)
    for at in data_rows(rows):
        if len(rows[at]) > column and isinstance(rows[at][column], float):
            rows[at][column] = f"{rows[at][column]:,.3f}".translate(str.maketrans(",.", ".,"))


def text_in_number(book: Book, dice: Dice) -> None:
    """A number became something that is none."""
    rows = any_sheet(book, dice)
    at, column = a_figure(rows, dice)
    rows[at][column] = str(dice.choice(["1O4,5", "#REF!", "n/a", "104,5*", "104,5 (sơ bộ)", "104..5", "TRUE"]))


def header_row_deleted(book: Book, dice: Dice) -> None:
    """One header row is gone."""
    rows = any_sheet(book, dice)
    del rows[int(dice.choice(header_rows(rows)))]


def headers_deleted(book: Book, dice: Dice) -> None:
    """All header rows are gone."""
    rows = any_sheet(book, dice)
    for at in reversed(header_rows(rows)):
        del rows[at]


def title_deleted(book: Book, dice: Dice) -> None:
    """The title is gone."""
    any_sheet(book, dice)[0][0] = None


def row_deleted(book: Book, dice: Dice) -> None:
    """A row is gone."""
    rows = any_sheet(book, dice)
    del rows[int(dice.choice(data_rows(rows)))]


def row_twice(book: Book, dice: Dice) -> None:
    """A row stands twice."""
    rows = any_sheet(book, dice)
    at = int(dice.choice(data_rows(rows)))
    rows.insert(at, list(rows[at]))


def blank_column(book: Book, dice: Dice) -> None:
    """An empty column was inserted."""
    rows = any_sheet(book, dice)
    column = 1 + int(dice.integers(4))
    for row in rows:
        row.insert(column, None)


def blank_row(book: Book, dice: Dice) -> None:
    """An empty row was inserted."""
    rows = any_sheet(book, dice)
    rows.insert(int(dice.integers(len(rows))), [])


def month_changed(book: Book, dice: Dice) -> None:
    """One header cell has another number of month or year."""
    rows = any_sheet(book, dice)
    places = [(at, column) for at in header_rows(rows) for column, cell in enumerate(rows[at]) if _has_digit(cell)]
    at, column = places[int(dice.integers(len(places)))]
    text = str(rows[at][column])
    where = int(dice.choice([at for at, sign in enumerate(text) if sign.isdigit()]))
    rows[at][column] = text[:where] + str((int(text[where]) + 1) % 10) + text[where + 1 :]


def _has_digit(cell: object) -> bool:
    return isinstance(cell, str) and any(sign.isdigit() for sign in cell)


def formula(book: Book, dice: Dice) -> None:
    """A number became a formula that was never calculated."""
    rows = any_sheet(book, dice)
    at, column = a_figure(rows, dice)
    rows[at][column] = "=SUM(B1:B9)"


def sheet_of_another_month(book: Book, dice: Dice) -> None:
    """A sheet was left from the month before."""
    other = LAYOUTS["2022"]() if book.month != "2022-07" else LAYOUTS["first quarter"]()
    name = str(dice.choice(list(other.sheets)))
    book.sheets[name] = other.sheets[name]


# ---- damage to files


def truncated(path: Path, dice: Dice) -> None:
    """The file ends too early."""
    content = path.read_bytes()
    path.write_bytes(content[: int(dice.integers(len(content)))])


def bytes_flipped(path: Path, dice: Dice) -> None:
    """Twenty bytes are wrong."""
    content = bytearray(path.read_bytes())
    for at in dice.integers(len(content), size=20):
        content[at] ^= 1 + int(dice.integers(255))
    path.write_bytes(bytes(content))


def zip_bomb(path: Path, dice: Dice) -> None:
    """A part unpacks to far more than it takes."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"xl/worksheets/sheet{dice.integers(50, 99)}.xml", b"0" * int(dice.integers(10**7, 10**8)))


def far_cell(path: Path, dice: Dice) -> None:
    """A cell at the end of the sheet makes it huge."""
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].cell(int(dice.integers(10**5, 2**20)), int(dice.integers(1, 2**14)), 1)
    workbook.save(path)


def huge_sheet(path: Path, dice: Dice) -> None:
    """A sheet of many rows."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.create_sheet("log")
    for row in range(int(dice.integers(6_000, 9_000))):
        sheet.append([row, 1.5])
    workbook.save(path)


def merged(path: Path, dice: Dice) -> None:
    """Four cells became one: three lose what they held."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[str(dice.choice(workbook.sheetnames))]
    row, column = int(dice.integers(3, sheet.max_row)), int(dice.integers(1, sheet.max_column))
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column + 1)
    workbook.save(path)


def macros(path: Path, dice: Dice) -> None:
    """Macros travel with the file; they are never run."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", dice.bytes(2000))


def other_format(path: Path, dice: Dice) -> None:
    """A web page, a table of text or noise under the name of a workbook."""
    starts = [
        b"<html><table><tr><td>1",
        b"TONG SO;1,5\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"PK\x03\x04",
        b"%PDF-1.4",
    ]
    path.write_bytes(starts[int(dice.integers(len(starts)))] + dice.bytes(600))


CELLS: list[Callable[[Book, Dice], None]] = [
    cell_right,
    cell_left,
    column_down,
    column_up,
    columns_exchanged,
    headers_exchanged,
    header_row_exchanged,
    numbers_exchanged,
    marks_swapped,
    column_of_text,
    text_in_number,
    header_row_deleted,
    headers_deleted,
    title_deleted,
    row_deleted,
    row_twice,
    blank_column,
    blank_row,
    month_changed,
    formula,
    sheet_of_another_month,
]
FILES: list[Callable[[Path, Dice], None]] = [
    truncated,
    bytes_flipped,
    zip_bomb,
    far_cell,
    huge_sheet,
    merged,
    macros,
    other_format,
]


# ---- the study


def outcome(path: Path, book: Book) -> str:
    """What became of a file."""
    try:
        read = shown(read_workbook(path, f"{book.month}-28"))
    except WorkbookError:
        return "refused"
    except Exception:
        return "traceback"
    if any(key not in book.truth or abs(value - book.truth[key]) > 1e-5 for key, value in read.items()):
        return "wrong"
    return "equal" if len(read) == len(book.truth) else "part"


def tried(damage: Callable[..., None], layout: str, dice: Dice, folder: Path) -> dict[str, object]:
    """One damaged file: what became of it, how long it took, how much memory."""
    book, path = LAYOUTS[layout](), folder / "book.xlsx"
    if damage in CELLS:
        damage(book, dice)
    book.write(path)
    if damage in FILES:
        damage(path, dice)
    tracemalloc.start()
    start = perf_counter()
    became = outcome(path, book)
    told = {"seconds": perf_counter() - start, "peak_mb": tracemalloc.get_traced_memory()[1] / 2**20}
    tracemalloc.stop()
    return {"damage": damage.__name__, "layout": layout, "became": became, **told}


def main() -> None:
    """Damage, read, count and write the table."""
    dice = np.random.default_rng(SEED)
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            tried(damage, layout, dice, Path(folder))
            for damage in (*CELLS, *FILES)
            for layout in LAYOUTS
            for _ in range(TURNS)
        ]
    every = pd.DataFrame(rows)
    counts = pd.crosstab(every["damage"], every["became"]).reindex([damage.__name__ for damage in (*CELLS, *FILES)])
    counts = counts.reindex(columns=["equal", "part", "refused", "wrong", "traceback"], fill_value=0)
    counts.loc["all"] = counts.sum()
    most = every.groupby("damage")[["seconds", "peak_mb"]].max()
    most.loc["all"] = most.max()
    result = counts.assign(files=counts.sum(axis=1)).join(most.round({"seconds": 2, "peak_mb": 0}))
    RESULT.parent.mkdir(exist_ok=True)
    result.to_csv(RESULT, lineterminator="\n")
    print(result.to_string())


if __name__ == "__main__":
    main()
