"""`outlook` answers for the plan of a place, or with `--all` for those of every place."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from analysis import DATA, DEFAULT_GEOGRAPHY
from analysis.cli.console import (
    Asked,
    AsOf,
    Data,
    Formats,
    Lang,
    Out,
    Place,
    Year,
    answered,
    app,
    doing,
    progress,
    said,
    say,
    show,
    tell,
    wording,
)

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.place import Place as Known


@app.callback(invoke_without_command=True)
def outlook(
    context: typer.Context,
    as_of: AsOf = None,
    lang: Lang = None,
    out: Out = None,
    place: Place = DEFAULT_GEOGRAPHY,
    year: Year = None,
    data: Data = DATA,
    formats: Formats = "png",
    everywhere: Annotated[bool, typer.Option("--all", help="Every place, ranked / mọi tỉnh, có xếp hạng.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="With --all: processes / số tiến trình.")] = 2,
    cluster: Annotated[str | None, typer.Option(help="With --all: a Dask scheduler, tcp://… / máy chủ Dask.")] = None,
) -> None:
    """Will this year's plan targets be reached, and what would it take?

    Năm nay có đạt kế hoạch không, và cần tăng bao nhiêu?
    """
    asked = context.obj = Asked(place, as_of, lang, year, data, out, formats)
    if not context.invoked_subcommand:
        with said(1, data):
            if everywhere:
                _answer_everywhere(Console(), asked, workers, cluster)
            else:
                _answer(Console(), asked.known(), asked)


def _answer(console: Console, place: "Known", asked: Asked) -> None:
    from analysis.report.folder import chart_formats, set_aside, write
    from analysis.report.numbers import plan_table
    from analysis.report.sentences import sentences

    lang, year, formats = place.lang, asked.year, chart_formats(asked.formats)
    folder = asked.out or Path("outputs") / place.as_of
    with progress() as line:
        given = answered(place, year, line)
        if not asked.out:
            set_aside(given, folder)
        written = write(given, place.as_of, folder, lang, lambda one: line(doing("draw", one, lang)), formats)
    tell("table_title", lang, "bold", year=year or place.year, geography=place.name, day=place.known)
    show(console, plan_table(given, lang, "plan_screen"), spaced=True)
    console.print()
    for sentence in sentences(given, lang):
        say(console, sentence)
    tell("written", lang, count=len(written), folder=folder)


def _answer_everywhere(console: Console, asked: Asked, workers: int, cluster: str | None) -> None:
    """Every place's table, an indicator at a time; places left out are named, and none at all is an error."""
    from analysis.place import outlooks
    from analysis.report.folder import save_table
    from analysis.report.numbers import ranked_tables

    lang = asked.language
    with progress() as line:

        def ready(code: str, rows: "DataFrame") -> None:
            place = wording.term("geography", code, lang)
            line(wording.sentence("place_ready", lang, place=place, count=len(rows)))

        found = outlooks(None, asked.as_of, asked.year, data=asked.data, workers=workers, cluster=cluster, tell=ready)
    for code, why in found.attrs["left_out"].items():
        place = wording.term("geography", code, lang)
        words = wording.sentence("place_left_out", lang, place=place, why=why)
        Console(stderr=True).print(words, markup=False, style="yellow", soft_wrap=True)
    for title, rows in ranked_tables(found, lang):
        console.print(title, style="bold", markup=False)
        show(console, rows)
        console.print()
    if found.empty:
        raise typer.Exit(1)
    folder = asked.out or Path("outputs") / found.attrs["as_of"] / "places"
    folder.mkdir(parents=True, exist_ok=True)
    save_table(found.reset_index().round(4), folder / "places.csv")
    tell("written", lang, count=1, folder=folder)
