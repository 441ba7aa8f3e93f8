"""`outlook brief` writes the answer as Word, Excel and HTML."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from analysis import wording
from analysis.cli.asking import AsOf, Out, Place, Year, answered, day_of
from analysis.cli.console import app, progress, said
from analysis.ledger import DEFAULT_GEOGRAPHY, load_facts


class Languages(StrEnum):
    """Languages documents are written in."""

    vi = "vi"
    en = "en"
    both = "both"


@app.command()
def brief(
    as_of: AsOf = None,
    lang: Annotated[Languages, typer.Option(help="vi, en, both")] = Languages.both,
    out: Out = None,
    geography: Place = DEFAULT_GEOGRAPHY,
    year: Year = None,
) -> None:
    """The answer as a report to sign: Word, Excel, one HTML page, charts.

    Báo cáo để trình ký: Word, Excel, một trang HTML, biểu đồ.
    """
    with said(exit_code=1):
        day = day_of(as_of, geography)
        languages = wording.LANGUAGES if lang is Languages.both else (str(lang),)
        folder = out or Path("outputs") / day / "brief"
        written = _written(day, geography, year, languages, folder)
        _tell(Console(), written, languages[0], folder)


def _written(day: str, geography: str, year: int | None, languages: tuple[str, ...], folder: Path) -> dict[str, Path]:
    # charts and documents are slow to load: other commands should not wait for them
    from analysis.report.documents import write_documents

    language = languages[0]
    with progress() as tell:
        given = answered(day, geography, year, language, tell=tell)
        facts = load_facts(day, geography=geography)

        def tell_file(name: str) -> None:
            tell(wording.sentence("step_write", language, name=name))

        return write_documents(given, facts, day, folder, languages, tell_file)


def _tell(console: Console, written: dict[str, Path], language: str, folder: Path) -> None:
    for name, path in written.items():
        if path.name != Path(name).name:
            sentence = wording.sentence("kept_edited", language, file=name, new=path.name)
            console.print(sentence, markup=False, highlight=False, soft_wrap=True)
    told = wording.sentence("written", language, count=len(written), folder=folder)
    console.print(told, markup=False, soft_wrap=True)
    documents = ", ".join(path.name for path in written.values() if path.parent == folder)
    console.print(wording.sentence("open_first", language, files=documents), markup=False, soft_wrap=True)
