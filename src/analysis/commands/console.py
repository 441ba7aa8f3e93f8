"""What every command shares: the languages, errors told as sentences, tables that fit a terminal."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

import typer
from pandas import DataFrame
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

_ONE_LINE = 12
"""Signs of a cell that are kept on one line; longer cells break between words."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Language(StrEnum):
    """Languages the answer is given in."""

    vi = "vi"
    en = "en"


@contextmanager
def said(exit_code: int = 2) -> Iterator[None]:
    """What is wrong with what was typed as a sentence instead of a traceback."""
    try:
        yield
    except (ValueError, KeyError, OSError) as error:
        told = str(error) if isinstance(error, OSError) else error.args[0]
        Console(stderr=True).print(told, markup=False, style="red", soft_wrap=True)
        raise typer.Exit(exit_code) from error


def print_table(console: Console, rows: DataFrame, title: str | None = None) -> None:
    """A table that cuts off no number, however narrow the terminal: the first column gives way."""
    if rows.empty:
        return
    shown = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    wanted = {name: max(map(len, [name, *rows[name]])) for name in rows}
    crowded = sum(wanted.values()) + 2 * len(wanted) > console.width
    first, *others = rows.columns
    shown.add_column(first, overflow="fold")
    for name in others:
        least = _least_width(name, rows[name]) if crowded else wanted[name]
        shown.add_column(name, justify="right", overflow="fold", width=least)
    for row in rows.itertuples(index=False):
        shown.add_row(*map(Text, row))
    console.print(shown)


def _least_width(name: str, cells: Iterable[str]) -> int:
    kept = [piece for cell in cells for piece in ([cell] if len(cell) <= _ONE_LINE else cell.split())]
    return max(map(len, [*name.split(), *kept]))
