"""What commands share: what they are asked, tables that fit the terminal, errors told as sentences."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table as Grid
from rich.text import Text
from typer.core import TyperGroup

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.outlook.reading import Answer
    from analysis.place import Place as Known
    from analysis.report.table import Table

MISTAKES = (ValueError, KeyError, OSError)
"""Errors that tell the person who typed something what is wrong."""
_ANSWERING = (None, "brief", "changed")
"""Commands whose mistakes are exit code 1; those of all others are 2."""
_NAME = 16
"""Letters that the first column needs at least: with less room rows are told line by line."""
_GAP = 2


class _Lazy:
    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, one: str) -> Any:
        return getattr(import_module(self.name), one)


def lazily(*modules: str) -> list[Any]:
    """Modules loaded when something of them is first asked for: `--help` waits neither for statistics nor for words."""
    return [_Lazy(f"analysis.{module}") for module in modules]


hand, names, places, wording = lazily("checks.hand", "ledger.names", "place", "wording")


class Language(StrEnum):
    """Languages the answer is given in; "both" is for documents alone."""

    vi = "vi"
    en = "en"
    both = "both"


class Commands(TyperGroup):
    """Commands whose shared options may stand anywhere on the line: `outlook pace --year 2022` asks the callback."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:
        """Move the shared options that the named command has not itself before its name."""
        found = next((place for place, word in enumerate(args) if word in self.commands), len(args))
        before, name, after = args[:found], args[found : found + 1], args[found + 1 :]
        own = {word for one in name for option in self.commands[one].params for word in option.opts}
        shared = {word for option in self.params for word in option.opts if word[:2] == "--"} - own - {"--help"}
        for one in name:
            self.commands[one].epilog = f"outlook --help: {', '.join(sorted(shared))}"
        moved, kept = _parted(after, shared)
        return super().parse_args(ctx, [*before, *moved, *name, *kept])

    def invoke(self, ctx: typer.Context) -> object:
        """Told in the words of the folder of figures; what is wrong with what was typed is a sentence, no traceback."""
        try:
            with wording.words_of(ctx.params["data"]):
                return super().invoke(ctx)
        except MISTAKES as error:
            complain(error)
            raise typer.Exit(1 if ctx.invoked_subcommand in _ANSWERING else 2) from error


app = typer.Typer(add_completion=False, rich_markup_mode=None, cls=Commands)


@dataclass(frozen=True)
class Asked:
    """What the callback was told; a command opens the place with it."""

    place: str
    as_of: str | None
    lang: Language | None
    year: int | None
    data: Path
    out: Path | None
    formats: str

    @property
    def language(self) -> str:
        """The language to speak: Vietnamese unless English was asked for."""
        return "en" if self.lang is Language.en else "vi"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages to write documents in: both unless one was asked for."""
        return wording.LANGUAGES if self.lang in (None, Language.both) else (self.language,)

    @property
    def code(self) -> str:
        """The ledger's code of the place."""
        return names.resolve("geography", self.place, self.data)

    def known(self) -> "Known":
        """The place as known on the day, or on that of its newest figure."""
        return places.Place(self.place, self.as_of, self.language, self.data)


def answered(place: "Known", year: int | None, tell: Callable[[str], None] = lambda words: None) -> "list[Answer]":
    """The answers to the plan of the year, or else of the day's; refuses a year of which nothing is known on the day.

    `tell` hears in words what is being estimated. What contradicts itself in tables typed by hand is said beside it.
    """
    for slip in hand.slips(place.code, place.data, place.as_of):
        warn(slip.say(place.lang))
    given = place.answers(year, lambda indicator: tell(doing("estimate", indicator, place.lang)))
    if not given:
        raise nothing_known(place, year or place.year)
    return given


def nothing_known(place: "Known", year: int) -> ValueError:
    """That a year cannot be answered for."""
    words = {"year": year, "day": wording.day(place.as_of, place.lang)}
    return ValueError(wording.sentence("no_answer", place.lang, **words))


def doing(what: str, indicator: str, language: str, step: str = "") -> str:
    """What is being done with an indicator, in words; `step`: that of a change."""
    words = {"step": wording.term("step", step, language)} if step else {}
    name = wording.indicator_name(indicator, language, short=True)
    return wording.sentence(f"step_{what}", language, name=name, **words)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A line that says what is being done, and for how long; it is gone afterwards."""
    spinner, seconds = SpinnerColumn(), TimeElapsedColumn()
    with Progress(spinner, TextColumn("{task.description}", markup=False), seconds, transient=True) as line:
        task = line.add_task("")
        yield lambda words: line.update(task, description=words)


def show(table: "Table | DataFrame", console: Console | None = None, *, spaced: bool = False) -> None:
    """A table as wide as its cells, its first column as wide as there is room; line by line where that is too little.

    Words stand at the left, numbers at the right, nothing is cut off; a frame holds words. `spaced`: an empty line
    after each row.
    """
    rows, console = table.text() if hasattr(table, "text") else table, console or Console()
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
    sides = ["left" if getattr(column, "is_text", True) else "right" for column in table.columns]
    for head, width, side in zip(rows.columns, [min(widths[0], room), *widths[1:]], sides, strict=True):
        shown.add_column(Text(head), width=width, justify=side, overflow="fold")
    for row in rows.itertuples(index=False):
        shown.add_row(*map(Text, row))
    console.print(shown)


def say(sentence: str, *, mark: str = "• ", style: str = "") -> None:
    """A sentence of several, after a dot."""
    Console().print(f"{mark}{sentence}", markup=False, highlight=False, style=style)


def line(words: str, style: str = "") -> None:
    """Words on a line of their own, as long as they are."""
    Console().print(words, markup=False, highlight=False, style=style, soft_wrap=True)


def tell(key: str, language: str = "vi", style: str = "", **words: object) -> None:
    """A sentence of the catalogue on a line of its own."""
    line(wording.sentence(key, language, **words), style)


def warn(words: str, style: str = "yellow") -> None:
    """Words for those who watch the errors."""
    Console(stderr=True).print(words, markup=False, style=style, soft_wrap=True)


def complain(error: Exception) -> None:
    """What is wrong with what was typed, in its own words."""
    warn(str(error) if isinstance(error, OSError) else str(error.args[0]), "red")


def _parted(words: list[str], wanted: set[str]) -> tuple[list[str], list[str]]:
    """The wanted options with their values, and all other words."""
    moved, kept, rest = [], [], iter(words)
    for word in rest:
        if word in wanted:
            moved += [word, *([value] if (value := next(rest, None)) is not None else [])]
        else:
            (moved if word.split("=")[0] in wanted else kept).append(word)
    return moved, kept


def _widths(rows: "DataFrame", parts: Callable[[str], list[str]]) -> list[int]:
    """Letters of each column's longest line; of its head, the longest part."""
    lines = {
        head: [*parts(head), *(line for cell in cells for line in cell.split("\n"))] for head, cells in rows.items()
    }
    return [max(map(cell_len, told), default=0) for told in lines.values()]


def _room(console: Console, widths: list[int]) -> int:
    """Letters left for the first column."""
    return console.width - sum(widths[1:]) - _GAP * (len(widths) - 1)


def _tell_rows(console: Console, rows: "DataFrame") -> None:
    for name, *cells in rows.itertuples(index=False):
        console.print(Text(name, style="bold"))
        for head, cell in zip(rows.columns[1:], cells, strict=True):
            if cell:
                console.print(Padding(Text(f"{head}: {cell}".replace("\n", " ")), (0, 0, 0, _GAP)))
    console.print()
