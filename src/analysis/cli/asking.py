"""What commands are asked: the place, day, language and folder they share, before or after the command's name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from analysis import wording
from analysis.ledger import DATA

if TYPE_CHECKING:
    from analysis.outlook.verdicts import Answer
    from analysis.place import Place as Known


class Language(StrEnum):
    """Languages the answer is given in; "both" is for documents alone."""

    vi = "vi"
    en = "en"
    both = "both"


AsOf = Annotated[str | None, typer.Option(help="2022-08-09, 9/8/2022: as known that day / biết đến hết ngày.")]
Lang = Annotated[Language | None, typer.Option(help="vi, en, both")]
Out = Annotated[Path | None, typer.Option(help="Folder to write to / thư mục ghi kết quả.")]
Place = Annotated[str, typer.Option("--place", "--geography", help="Province / tỉnh.")]
Year = Annotated[int | None, typer.Option(help="Plan year / năm kế hoạch.")]
Data = Annotated[Path, typer.Option(help="Folder of the figures / thư mục số liệu.")]


class Commands(TyperGroup):
    """Commands whose shared options may stand anywhere on the line: `outlook pace --year 2022` asks the callback."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:
        """Move the shared options that the named command has not itself before its name."""
        found = next((place for place, word in enumerate(args) if word in self.commands), len(args))
        before, name, after = args[:found], args[found : found + 1], args[found + 1 :]
        own = {word for one in name for option in self.commands[one].params for word in option.opts}
        shared = {word for option in self.params for word in option.opts if word[:2] == "--"} - own - {"--help"}
        moved, kept = _parted(after, shared)
        return super().parse_args(ctx, [*before, *moved, *name, *kept])


@dataclass(frozen=True)
class Asked:
    """What the callback was told; a command opens the place with it."""

    place: str
    as_of: str | None
    lang: Language | None
    year: int | None
    data: Path
    out: Path | None

    @property
    def language(self) -> str:
        """The language to speak: Vietnamese unless English was asked for."""
        return "en" if self.lang is Language.en else "vi"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages to write documents in: both unless one was asked for."""
        return wording.LANGUAGES if self.lang in (None, Language.both) else (self.language,)

    def known(self) -> "Known":
        """The place as known on the day, or on that of its newest figure."""
        from analysis.place import Place

        return Place(self.place, self.as_of, self.language, self.data)


@contextmanager
def said(exit_code: int = 2, data: Path = DATA) -> Iterator[None]:
    """Told in the words of the folder of figures; what is wrong with what was typed is a sentence, no traceback."""
    from rich.console import Console

    try:
        with wording.words_of(data):
            yield
    except (ValueError, KeyError, OSError) as error:
        told = str(error) if isinstance(error, OSError) else str(error.args[0])
        Console(stderr=True).print(told, markup=False, style="red", soft_wrap=True)
        raise typer.Exit(exit_code) from error


def answered(place: "Known", year: int | None, tell: Callable[[str], None] = lambda words: None) -> "list[Answer]":
    """The answers to the plan of the year, or else of the day's; refuses a year without a target known on the day.

    `tell` hears in words what is being estimated.
    """
    _tell_slips(place)
    given = place.answers(year, lambda indicator: tell(doing("estimate", indicator, place.lang)))
    if not given:
        words = {"year": year or place.year, "day": wording.day(place.as_of, place.lang)}
        raise ValueError(wording.sentence("no_targets", place.lang, **words))
    return given


def _tell_slips(place: "Known") -> None:
    """Beside the answer, what contradicts itself in tables typed by hand, with its row."""
    from rich.console import Console

    from analysis.checks.hand import slips

    for slip in slips(place.code, place.data):
        Console(stderr=True).print(slip.say(place.lang), markup=False, style="yellow", soft_wrap=True)


def doing(step: str, indicator: str, language: str) -> str:
    """What is being done with an indicator, in words."""
    return wording.sentence(f"step_{step}", language, name=wording.indicator_name(indicator, language, short=True))


def _parted(words: list[str], wanted: set[str]) -> tuple[list[str], list[str]]:
    """The wanted options with their values, and all other words."""
    moved: list[str] = []
    kept: list[str] = []
    rest = iter(words)
    for word in rest:
        if word in wanted:
            moved += [word, *([value] if (value := next(rest, None)) is not None else [])]
        else:
            (moved if word.split("=")[0] in wanted else kept).append(word)
    return moved, kept
