"""Damaged entry sheets: is any wrong number taken into the ledger without a word, and does anything end in a traceback?

Run: python -m benchmarks.damaged_sheets (two minutes). Writes benchmarks/results/damaged_sheets.csv.

A province with known monthly levels has printed 19 months; the sheet of the 20th is filled in rightly, then damaged in
one of 21 ways at a place drawn at random, 15 times each, read, and examined as `outlook add` does. The cross-checks
were learned from these damages; the last row tells of damages drawn again, which nobody has looked at.
Outcomes: refused by the reader; stopped by a cross-check; accepted and right (what is left of the figures is true);
accepted with a warning about a wrong figure; wrong and silent (goal 0); traceback (goal 0). "Silent" is strict: a
warning counts only where it names the wrong figure's series.
"""

import shutil
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.tables import keep
from tests.small_ledger import filled_sheet, small_ledger

from analysis.growth import growth, on_the_year, year_to_date
from analysis.intake import Examined, examine, read_release
from analysis.ledger import FIGURE, LedgerError
from analysis.readers.sheet.layout import ASKED, COLUMN_CODES, FIRST_ROW

RESULTS = Path(__file__).with_name("results") / "damaged_sheets.csv"
OUTCOMES = ["refused", "stopped", "warned", "right", "wrong and silent", "traceback"]
TIMES = 15
LEARNED_FROM, AGAIN = 20220809, 20220810
LAST = pd.Period("2022-08", "M")
SERIES = {
    ("retail_sales", "total"): (2600.0, 12.0),
    ("retail_sales", "goods"): (1900.0, 9.0),
    ("exports", "total"): (11.0, 8.0),
    ("electricity_output", "total"): (520.0, 15.0),
    ("industrial_output", "total"): (1000.0, 7.0),
    ("iip", "total"): (100.0, 7.0),
    ("iip", "mining"): (100.0, -4.0),
    ("iip", "manufacturing"): (100.0, 11.0),
}
Damage = Callable[[Worksheet, np.random.Generator], None]


def levels(random: np.random.Generator) -> dict[tuple[str, str], pd.Series]:
    """Monthly levels of each series: a level, growth on the year, a season and chance."""
    months = pd.period_range("2020-01", LAST, freq="M")
    shape = 1 + 0.08 * np.sin(2 * np.pi * months.month / 12)
    return {
        series: pd.Series(
            level * shape * (1 + rate / 100) ** (np.arange(len(months)) / 12) * random.normal(1, 0.02, len(months)),
            months,
        )
        for series, (level, rate) in SERIES.items()
    }


def printed(month: pd.Period, truth: dict[tuple[str, str], pd.Series]) -> dict[tuple[str, str], dict[str, float]]:
    """What the office prints for a month, by series and column of the sheet."""
    found = {}
    for (indicator, sector), own in truth.items():
        whole = own[(own.index.year == month.year) & (own.index <= month)].sum()
        told = {
            "month:level": round(own[month], 1),
            "month:growth_mom_pct": round(growth(own[month], own[month - 1]), 2),
            "month:growth_yoy_pct": round(on_the_year(own)[month], 2),
            "ytd:level": round(whole, 1),
            "ytd:growth_yoy_pct": round(year_to_date(own)[month], 2),
        }
        growing = {code: value for code, value in told.items() if "growth" in code}
        found[indicator, sector] = growing if indicator == "iip" else told
    return found


def ledger(folder: Path, truth: dict[tuple[str, str], pd.Series]) -> Path:
    """A ledger that holds every month before the last."""
    facts = [
        (*series, *code.split(":")[:1], str(month), code.split(":")[1], value)
        for month in pd.period_range("2021-01", LAST - 1, freq="M")
        for series, told in printed(month, truth).items()
        for code, value in told.items()
    ]
    return small_ledger(folder, facts)


def white(sheet: Worksheet, random: np.random.Generator) -> tuple[int, int]:
    """Row and column of a cell that is filled in."""
    columns = [COLUMN_CODES.index(f"{kind}:{measure}") + 1 for kind, measure in ASKED]
    cells = [(r, c) for r in range(FIRST_ROW, sheet.max_row + 1) for c in columns if _number(sheet.cell(r, c).value)]
    return cells[random.integers(len(cells))]


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def change(how: Callable[[float, np.random.Generator], object], shown: str = "General") -> Damage:
    """Damage to one number."""

    def damage(sheet: Worksheet, random: np.random.Generator) -> None:
        cell = sheet.cell(*white(sheet, random))
        cell.value = how(cell.value, random)
        cell.number_format = shown

    return damage


def swap_marks(value: float, _: object) -> str:
    """The number as text with the marks of the other country: 2.600,5 as 2,600.5."""
    return f"{value:,.1f}" if abs(value) >= 1000 else f"{value:,.3f}"


def move(rows: int = 0, cols: int = 0) -> Damage:
    """Cells inserted: the rest of a column moves down, or the rest of a row to the right."""

    def damage(sheet: Worksheet, random: np.random.Generator) -> None:
        row, column = white(sheet, random)
        last = sheet.cell(sheet.max_row if rows else row, column if rows else sheet.max_column).coordinate
        sheet.move_range(f"{sheet.cell(row, column).coordinate}:{last}", rows=rows, cols=cols)

    return damage


def swap(along: str) -> Damage:
    """Two neighbouring numbers in each other's place."""

    def damage(sheet: Worksheet, random: np.random.Generator) -> None:
        row, column = white(sheet, random)
        step = (1, 0) if along == "column" else (0, 3)
        one, other = sheet.cell(row, column), sheet.cell(row + step[0], column + step[1])
        if _number(other.value) and not other.protection.locked:
            one.value, other.value = other.value, one.value

    return damage


def merge(sheet: Worksheet, random: np.random.Generator) -> None:
    """Four cells become one."""
    row, column = white(sheet, random)
    sheet.merge_cells(start_row=row, start_column=column, end_row=row + 1, end_column=column + 1)


def delete_or_insert(sheet: Worksheet, random: np.random.Generator) -> None:
    """A whole row or column is gone, or is new."""
    ways = [sheet.delete_rows, sheet.insert_rows, sheet.delete_cols, sheet.insert_cols]
    ways[random.integers(4)](int(random.integers(1, 15)))


DAMAGES: dict[str, Damage] = {
    "column moved down": move(rows=1),
    "row moved right": move(cols=1),
    "row moved right by a block": move(cols=3),
    "labels moved down": lambda sheet, _: sheet.move_range(f"A{FIRST_ROW}:E{sheet.max_row}", rows=1),
    "neighbours swapped in a column": swap("column"),
    "neighbours swapped in a row": swap("row"),
    "text in a number": change(lambda value, r: f"{value}{r.choice([' tỷ', '*', '?', 'O', ' (1)'])}"),
    "marks swapped": change(swap_marks),
    "decimal mark lost": change(lambda value, _: float(str(value).replace(".", ""))),
    "ten times": change(lambda value, r: round(value * float(r.choice([0.1, 10, 100])), 4)),
    "a thousand times": change(lambda value, r: round(value * float(r.choice([0.001, 1000])), 4)),
    "sign turned": change(lambda value, _: -value),
    "an index": change(lambda value, _: round(100 + value, 2)),
    "a date": change(lambda value, r: datetime(2022, int(r.integers(1, 12)), int(r.integers(1, 28))), "dd/mm/yyyy"),
    "a formula": change(lambda value, _: f"={value}+1"),
    "per cent": change(lambda value, _: value / 100, "0.00%"),
    "merged cells": merge,
    "a row or column deleted or inserted": delete_or_insert,
}


def cut(path: Path, random: np.random.Generator) -> None:
    """The file's end is lost."""
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * random.uniform(0.05, 0.99))])


def scratch(path: Path, random: np.random.Generator) -> None:
    """Some bytes are other ones."""
    content = bytearray(path.read_bytes())
    for place in random.integers(0, len(content), 20):
        content[place] = int(random.integers(256))
    path.write_bytes(bytes(content))


def bomb(path: Path, random: np.random.Generator) -> None:
    """A part unpacks to a hundred megabytes, or there are thousands of parts."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        if random.integers(2):
            archive.writestr("xl/media/one", b"0" * 100_000_000)
        else:
            for number in range(2_000):
                archive.writestr(f"xl/media/{number}", b"0")


FILES = {"cut off": cut, "bytes scratched": scratch, "zip bomb": bomb}


def sound(data: Path, path: Path, truth: dict[tuple[str, str], pd.Series]) -> tuple[Path, dict[tuple[str, ...], float]]:
    """The last month's sheet, filled in rightly, and the figures that stand in it."""
    cells, right = {}, {}
    for (indicator, sector), told in printed(LAST, truth).items():
        for code, value in told.items():
            kind, measure = code.split(":")
            cells[f"{indicator}|{sector}", code] = value
            right["ninh_thuan", indicator, sector, kind, str(LAST), measure] = value
    return filled_sheet(data, path, cells, str(LAST)), right


def damage(path: Path, what: str, random: np.random.Generator) -> None:
    """Damage of this kind done to the file."""
    if what in FILES:
        FILES[what](path, random)
    else:
        book = load_workbook(path)
        DAMAGES[what](book.active, random)
        book.save(path)


def outcome(path: Path, data: Path, truth: dict[tuple[str, ...], float]) -> str:
    """What becomes of a damaged file."""
    try:
        examined = examine(read_release(path, data=data), data)
    except LedgerError:  # without its mark a sheet is read as an official book
        return "refused"
    except Exception as error:
        print(path.name, repr(error))
        return "traceback"
    figures = {tuple(figure): value for *figure, value in examined.rows[[*FIGURE, "value"]].itertuples(index=False)}
    wrong = {figure for figure, value in figures.items() if truth.get(figure) != value}
    if examined.errors:
        return "stopped"
    if not wrong:
        return "right"
    return "warned" if wrong_named(examined, wrong) else "wrong and silent"


def wrong_named(examined: Examined, wrong: set[tuple[str, ...]]) -> bool:
    """Whether a warning is about a series with a wrong figure."""
    named = {tuple(examined.rows.iloc[finding.row][FIGURE[:3]]) for finding in examined.findings if finding.row >= 0}
    return bool(named & {figure[:3] for figure in wrong})


def main() -> None:
    """All damages, drawn twice, and their table."""
    found, again = damaged(LEARNED_FROM), damaged(AGAIN)
    totals = {"all": sum(found.values(), Counter()), "all, drawn again": sum(again.values(), Counter())}
    rows = [[what, own.total(), *(own[name] for name in OUTCOMES)] for what, own in (found | totals).items()]
    keep(RESULTS, ["damage", "sheets", *OUTCOMES], rows)


def damaged(seed: int) -> dict[str, Counter[str]]:
    """What became of the damages drawn with a seed, by kind."""
    random = np.random.default_rng(seed)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as folder:
        truth = levels(random)
        data = ledger(Path(folder) / "data", truth)
        whole, right = sound(data, Path(folder) / "whole.xlsx", truth)
        assert outcome(whole, data, right) == "right"
        for what in [*DAMAGES, *FILES]:
            for number in range(TIMES):
                path = Path(shutil.copy(whole, Path(folder) / f"{what} {number}.xlsx"))
                damage(path, what, random)
                found[what][outcome(path, data, right)] += 1
    return found


if __name__ == "__main__":
    main()
