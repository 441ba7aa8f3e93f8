"""What every command shows: tables that fit the terminal, what is being done, errors told as sentences."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from pandas import DataFrame
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table as Grid
from rich.text import Text

from analysis.cli.asking import Commands, said

if TYPE_CHECKING:
    from analysis.report.table import Table

__all__ = ["app", "progress", "said", "say", "show"]

app = typer.Typer(add_completion=False, rich_markup_mode=None, cls=Commands)
_NAME = 16
"""Letters that the first column needs at least: with less room rows are told line by line."""
_GAP = 2


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A line that says what is being done, and for how long; it is gone afterwards."""
    spinner, seconds = SpinnerColumn(), TimeElapsedColumn()
    with Progress(spinner, TextColumn("{task.description}", markup=False), seconds, transient=True) as line:
        task = line.add_task("")
        yield lambda words: line.update(task, description=words)


def show(console: Console, table: "Table", *, spaced: bool = False) -> None:
    """A table as wide as its cells, its first column as wide as there is room; line by line where that is too little.

    Words stand at the left, numbers at the right, nothing is cut off. `spaced`: an empty line after each row.
    """
    rows = table.text()
    if rows.empty:
        return
    widths = _widths(rows, str.splitlines)
    if _room(console, widths) < widths[0]:
        widths = _widths(rows, str.split)
    room = _room(console, widths)
    if room < min(widths[0], _NAME):
        _tell_rows(console, rows)
        return
    shown = Grid(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, _GAP - 1, int(spaced), 0), pad_edge=False)
    sides = ["left" if column.is_text else "right" for column in table.columns]
    for head, width, side in zip(rows.columns, [min(widths[0], room), *widths[1:]], sides, strict=True):
        shown.add_column(Text(head), width=width, justify=side, overflow="fold")
    for row in rows.itertuples(index=False):
        shown.add_row(*map(Text, row))
    console.print(shown)


def say(console: Console, sentence: str) -> None:
    """A sentence of several, after a dot."""
    console.print(f"• {sentence}", markup=False, highlight=False)


def _widths(rows: DataFrame, parts: Callable[[str], list[str]]) -> list[int]:
    """Letters of each column's longest line; of its head, the longest part."""
    lines = {
        head: [*parts(head), *(line for cell in cells for line in cell.split("\n"))] for head, cells in rows.items()
    }
    return [max(map(cell_len, told), default=0) for told in lines.values()]


def _room(console: Console, widths: list[int]) -> int:
    """Letters left for the first column."""
    return console.width - sum(widths[1:]) - _GAP * (len(widths) - 1)


def _tell_rows(console: Console, rows: DataFrame) -> None:
    heads = [head.replace("\n", " ") for head in rows.columns[1:]]
    for name, *cells in rows.itertuples(index=False):
        console.print(Text(name, style="bold"))
        for head, cell in zip(heads, cells, strict=True):
            if cell:
                told = Text(f"{head}: {cell}".replace("\n", " "))
                console.print(Padding(told, (0, 0, 0, _GAP)))
    console.print()
