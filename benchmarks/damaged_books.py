"""Official workbooks damaged in the ways of `HARMLESS` and `HARMFUL`: what is lost, and what wrong is read silently.

Each way is done at places drawn at random in sheets of the official books (../shared/data/gso_workbooks, never
committed), with several seeds, and the book is read. `found`: share of the undamaged book's figures still read (the
harmless must lose none, the harmful little). `wrong`: figures read with another value or meaning than in the undamaged
book; `silent`: those of books in which nothing of their sheet was put aside. Moved numbers that no identity of the
book binds are left to the last release (checks/).
Result: benchmarks/results/damaged_books.csv. About four minutes; `--few` for one.

Run: python -m benchmarks.damaged_books [--few]
"""

import sys
import unicodedata
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.ledger import FIGURE
from analysis.readers.grids import Cell, Sheet, open_grids, readable
from analysis.readers.letters import _TCVN3
from analysis.readers.workbook import Book, read_grids
from analysis.readers.workbook.tables import find_tables

BOOKS = Path(__file__).parents[2] / "shared" / "data" / "gso_workbooks"
RESULT = Path(__file__).parent / "results" / "damaged_books.csv"
SEEDS, EVERY = 3, 4
Dice, Rows = np.random.Generator, list[list[Cell]]
_ANSI = {chr(after): chr(before) for before, after in _TCVN3.items()}


def numbered(rows: Rows) -> list[int]:
    """Rows with a label and figures."""
    return [at for at, row in enumerate(rows) if isinstance(label(row), str) and len(floats(row)) > 1]


def label(row: list[Cell]) -> Cell:
    """The first cell that holds something."""
    return next((cell for cell in row if cell is not None), None)


def floats(row: list[Cell]) -> list[int]:
    """The columns of a row's numbers."""
    return [at for at, cell in enumerate(row) if isinstance(cell, float) and not 1990 <= cell <= 2060]


def a_row(rows: Rows, dice: Dice) -> int:
    """A row with figures."""
    return int(dice.choice(numbered(rows)))


def two_columns(rows: Rows, dice: Dice) -> tuple[int, int]:
    """Two columns of figures."""
    often = pd.Series([at for row in numbered(rows) for at in floats(rows[row])]).value_counts()
    one, other = dice.choice(often.index[often > len(numbered(rows)) / 3], 2, replace=False)
    return int(one), int(other)


def exchange(rows: Rows, which: list[int], one: int, other: int) -> None:
    """Two columns change places in some rows."""
    for at in which:
        rows[at] += [None] * (max(one, other) + 1 - len(rows[at]))
        rows[at][one], rows[at][other] = rows[at][other], rows[at][one]


# ---- what must make no difference


def row_twice(rows: Rows, dice: Dice) -> None:
    """A row stands twice."""
    at = a_row(rows, dice)
    rows.insert(at, list(rows[at]))


def second_page(rows: Rows, dice: Dice) -> None:
    """The table goes on below its title and headers again."""
    first = numbered(rows)[0]
    at = int(dice.choice(numbered(rows)[1:]))
    title = next((index for index in range(first, -1, -1) if str(label(rows[index]))[:2].strip(". ").isdigit()), None)
    if title is not None:
        page = [list(row) for row in rows[title:first]]
        place = page[0].index(label(page[0]))
        page[0][place] = str(page[0][place]).replace(".", ". (Tiếp theo)", 1)
        rows[at:at] = page


def scratch_sum(rows: Rows, dice: Dice) -> None:
    """A sum below the table, another beside it."""
    at, width = a_row(rows, dice), max(map(len, rows))
    rows += [[], [], [None] * (width - 1) + [float(dice.integers(100, 200))]]
    rows[at] = rows[at] + [None] * (width + 2 - len(rows[at])) + [12.5]


def label_wrapped(rows: Rows, dice: Dice) -> None:
    """A label over two rows."""
    at = a_row(rows, dice)
    words = str(label(rows[at])).split()
    if len(words) > 2 and words[2][:1].islower():
        place = rows[at].index(label(rows[at]))
        rows.insert(at, [*rows[at][:place], " ".join(words[:2])])
        rows[at + 1][place] = " ".join(words[2:])


def decomposed(rows: Rows, dice: Dice) -> None:
    """Letters in two parts (NFD)."""
    rows[:] = [[unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def old_font(rows: Rows, dice: Dice) -> None:
    """The whole sheet in TCVN3."""
    table = str.maketrans(_ANSI)
    rows[:] = [[cell.translate(table) if isinstance(cell, str) else cell for cell in row] for row in rows]


def glued_words(rows: Rows, dice: Dice) -> None:
    """A space lost in a header."""
    for row in rows[: numbered(rows)[0]]:
        row[:] = [cell.replace("so với cùng", "so vớicùng") if isinstance(cell, str) else cell for cell in row]


def numbers_as_text(rows: Rows, dice: Dice) -> None:
    """A row of numbers as text with decimal commas."""
    at = a_row(rows, dice)
    rows[at] = [f"{cell:.2f}".replace(".", ",") if isinstance(cell, float) else cell for cell in rows[at]]


# ---- what must not be read wrong


def cell_right(rows: Rows, dice: Dice) -> None:
    """A cell was inserted: the rest of the row moved right."""
    at = a_row(rows, dice)
    rows[at].insert(int(dice.choice(floats(rows[at]))), None)


def cell_left(rows: Rows, dice: Dice) -> None:
    """A cell was deleted: the rest of the row moved left."""
    at = a_row(rows, dice)
    del rows[at][int(dice.choice(floats(rows[at])))]


def column_up(rows: Rows, dice: Dice) -> None:
    """A cell was deleted: the rest of the column moved up."""
    column, _ = two_columns(rows, dice)
    at, below = a_row(rows, dice), numbered(rows)
    below = [row for row in below if row >= at]
    cells = [*(rows[row][column] if column < len(rows[row]) else None for row in below[1:]), None]
    for row, cell in zip(below, cells, strict=True):
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = cell


def headers_exchanged(rows: Rows, dice: Dice) -> None:
    """The words of two columns changed places, their numbers did not."""
    exchange(rows, list(range(numbered(rows)[0])), *two_columns(rows, dice))


def numbers_exchanged(rows: Rows, dice: Dice) -> None:
    """The numbers of two columns changed places, their words did not."""
    exchange(rows, numbered(rows), *two_columns(rows, dice))


def thousand_times(rows: Rows, dice: Dice) -> None:
    """A mark was lost: one number is a thousand times too large."""
    at = a_row(rows, dice)
    rows[at][int(dice.choice(floats(rows[at])))] *= 1000


def wrong_letter(rows: Rows, dice: Dice) -> None:
    """A letter among the digits."""
    at = a_row(rows, dice)
    column = int(dice.choice(floats(rows[at])))
    rows[at][column] = f"{rows[at][column]}O"


HARMLESS = (row_twice, second_page, scratch_sum, label_wrapped, decomposed, old_font, glued_words, numbers_as_text)
HARMFUL = (cell_right, cell_left, column_up, headers_exchanged, numbers_exchanged, thousand_times, wrong_letter)


def read(rows: dict[str, Rows], file: str) -> Book | None:
    """The book as it is read, None where it is refused."""
    sheets = [Sheet(name, readable(own)) for name, own in rows.items()]
    try:
        return read_grids(sheets, file)
    except ValueError:
        return None


def main() -> None:
    """Damage, read, count, and write the table."""
    counts = []
    for path in sorted(BOOKS.iterdir())[:: EVERY * (3 if "--few" in sys.argv else 1)]:
        sheets = open_grids(path.read_bytes(), path.name)
        whole = read_grids(sheets, path.name)
        known = [sheet.name for sheet in sheets if _is_read(sheet, path.name)]
        for seed in range(SEEDS):
            dice = np.random.default_rng([seed, len(path.name)])
            for way in (*HARMLESS, *HARMFUL):
                damaged = {sheet.name: [list(row) for row in sheet.rows] for sheet in sheets}
                name = str(dice.choice(known))
                way(damaged[name], dice)
                counts.append({"way": way.__name__, **counted(read(damaged, path.name), whole, name)})
    how = {"found": "mean", "wrong": "sum", "silent": "sum", "refused": "sum"}
    table = pd.DataFrame(counts).groupby("way", sort=False).agg(how).round(4)
    RESULT.parent.mkdir(exist_ok=True)
    table.to_csv(RESULT, lineterminator="\n")
    print(table.to_string())


def _is_read(sheet: Sheet, file: str) -> bool:
    """Whether a sheet has a table of a known kind, and enough rows to damage."""
    return any(table.kind for table in find_tables(sheet, file)) and len(numbered(sheet.rows)) > 4


def counted(book: Book | None, whole: Book, name: str) -> dict[str, float]:
    """How much of the whole book is still read of a damaged one, how much of it wrong, and silently."""
    if book is None:
        return {"found": 0.0, "wrong": 0, "silent": 0, "refused": 1}
    told = [each.rows.set_index(FIGURE)["value"] for each in (whole, book)]
    both = pd.concat(told, axis=1, keys=["true", "read"])
    far = ~np.isclose(both["true"], both["read"], rtol=1e-3, atol=0.02)
    wrong = int((both["read"].notna() & far).sum())
    before, after = (sum(aside.sheet == name for aside in each.asides) for each in (whole, book))
    found = both.notna().all(axis=1).sum() / len(told[0])
    return {"found": found, "wrong": wrong, "silent": 0 if after > before else wrong, "refused": 0}


if __name__ == "__main__":
    main()
