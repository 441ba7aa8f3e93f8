"""What every command shares: the languages, and errors told as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import typer
from rich.console import Console

from analysis import wording
from analysis.facts import DATA

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Language(StrEnum):
    """Languages the answer is given in."""

    vi = "vi"
    en = "en"


@contextmanager
def said(exit_code: int = 2, data: Path = DATA) -> Iterator[None]:
    """Told in the words of the folder of figures; what is wrong with what was typed is a sentence, no traceback."""
    try:
        with wording.words_of(data):
            yield
    except (ValueError, KeyError, OSError) as error:
        told = str(error) if isinstance(error, OSError) else error.args[0]
        Console(stderr=True).print(told, markup=False, style="red", soft_wrap=True)
        raise typer.Exit(exit_code) from error
