"""`outlook brief` writes the answer as Word, Excel and HTML."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from analysis import wording
from analysis.commands.console import app, said
from analysis.facts import DEFAULT_GEOGRAPHY, as_day, load_facts


class Languages(StrEnum):
    """Languages documents are written in."""

    vi = "vi"
    en = "en"
    both = "both"


@app.command()
def brief(
    as_of: Annotated[str | None, typer.Option(help="YYYY-MM-DD: as known that day / biết đến hết ngày.")] = None,
    lang: Annotated[Languages, typer.Option(help="vi, en, both")] = Languages.both,
    out: Annotated[Path | None, typer.Option(help="Folder to write to / thư mục ghi kết quả.")] = None,
    geography: Annotated[str, typer.Option(help="Province / tỉnh.")] = DEFAULT_GEOGRAPHY,
    year: Annotated[int | None, typer.Option(help="Plan year / năm kế hoạch.")] = None,
) -> None:
    """The answer as a report to sign: Word, Excel, one HTML page, charts.

    Báo cáo để trình ký: Word, Excel, một trang HTML, biểu đồ.
    """
    with said(exit_code=1):
        day = as_day(as_of) if as_of else load_facts(geography=geography)["published"].max()
        languages = wording.LANGUAGES if lang is Languages.both else (str(lang),)
        folder = out or Path("outputs") / day / "brief"
        written = _written(day, geography, year or int(day[:4]), languages, folder)
        _tell(Console(), written, languages[0], folder)


def _written(day: str, geography: str, year: int, languages: tuple[str, ...], folder: Path) -> dict[str, Path]:
    # charts and documents are slow to load: other commands should not wait for them
    from analysis.answer import answers
    from analysis.brief.documents import write_documents

    language = languages[0]
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), transient=True) as progress:
        task = progress.add_task("")

        def tell(key: str, name: str) -> None:
            progress.update(task, description=wording.sentence(key, language, name=name))

        def estimating(indicator: str) -> None:
            tell("step_estimate", wording.indicator_name(indicator, language, short=True))

        given = answers(day, geography, year, tell=estimating)
        if not given:
            words = {"year": year, "day": wording.day(day, language)}
            raise ValueError(wording.sentence("no_targets", language, **words))
        facts = load_facts(day, geography=geography)
        return write_documents(given, facts, day, folder, languages, lambda name: tell("step_write", name))


def _tell(console: Console, written: dict[str, Path], language: str, folder: Path) -> None:
    for name, path in written.items():
        if path.name != Path(name).name:
            sentence = wording.sentence("kept_edited", language, file=name, new=path.name)
            console.print(sentence, markup=False, highlight=False, soft_wrap=True)
    told = wording.sentence("written", language, count=len(written), folder=folder)
    console.print(told, markup=False, soft_wrap=True)
    documents = ", ".join(path.name for path in written.values() if path.parent == folder)
    console.print(wording.sentence("open_first", language, files=documents), markup=False, soft_wrap=True)
