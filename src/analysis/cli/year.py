"""`outlook` answers for the plan of a place, or with `--all` for those of every place."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis import DATA, DEFAULT_GEOGRAPHY
from analysis.cli import console
from analysis.cli.console import Asked, Language, app, lazily, places, wording

if TYPE_CHECKING:
    from pandas import DataFrame

folders, numbers, sentences = lazily("report.folder", "report.numbers", "report.sentences")

AsOf = Annotated[str | None, typer.Option(help="2022-08-09, 9/8/2022: as known that day / biết đến hết ngày.")]


@app.callback(invoke_without_command=True)
def outlook(
    context: typer.Context,
    as_of: AsOf = None,
    lang: Annotated[Language | None, typer.Option(help="vi, en, both")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write to / thư mục ghi kết quả.")] = None,
    place: Annotated[str, typer.Option("--place", "--geography", help="Province / tỉnh.")] = DEFAULT_GEOGRAPHY,
    year: Annotated[int | None, typer.Option(help="Plan year / năm kế hoạch.")] = None,
    data: Annotated[Path, typer.Option(help="Folder of the figures / thư mục số liệu.")] = DATA,
    formats: Annotated[str, typer.Option(help="Charts as png,svg,pdf,xlsx / biểu đồ dạng.")] = "png",
    everywhere: Annotated[bool, typer.Option("--all", help="Every place, ranked / mọi tỉnh, có xếp hạng.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="With --all: processes / số tiến trình.")] = 2,
    cluster: Annotated[str | None, typer.Option(help="With --all: a Dask scheduler, tcp://… / máy chủ Dask.")] = None,
) -> None:
    """Will this year's plan targets be reached, and what would it take?

    Năm nay có đạt kế hoạch không, và cần tăng bao nhiêu?
    """
    context.obj = Asked(place, as_of, lang, year, data, out, formats)
    if everywhere and not context.invoked_subcommand:
        _answer_everywhere(context.obj, workers, cluster)
    elif not context.invoked_subcommand:
        _answer(context.obj)


def _answer(asked: Asked) -> None:
    place, year, formats = asked.known(), asked.year, folders.chart_formats(asked.formats)
    lang, folder = place.lang, asked.out or Path("outputs") / place.as_of
    with console.progress() as turn:
        given = console.answered(place, year, turn)
        if not asked.out:
            folders.set_aside(given, folder)

        def drawing(one: str) -> None:
            turn(console.doing("draw", one, lang))

        written = folders.write(given, place.as_of, folder, lang, drawing, formats)
    console.tell("table_title", lang, "bold", year=year or place.year, geography=place.name, day=place.known)
    console.show(numbers.plan_table(given, lang, "plan_screen"), spaced=True)
    console.say("", mark="")
    for sentence in sentences.sentences(given, lang):
        console.say(sentence)
    console.tell("written", lang, count=len(written), folder=folder)


def _answer_everywhere(asked: Asked, workers: int, cluster: str | None) -> None:
    """Every place's table, an indicator at a time; places left out are named, and none at all is an error."""
    lang = asked.language
    with console.progress() as turn:

        def ready(code: str, rows: "DataFrame") -> None:
            place = wording.term("geography", code, lang)
            turn(wording.sentence("place_ready", lang, place=place, count=len(rows)))

        settings = {"data": asked.data, "workers": workers, "cluster": cluster, "tell": ready}
        found = places.outlooks(None, asked.as_of, asked.year, **settings)
    for code, why in found.attrs["left_out"].items():
        console.warn(wording.sentence("place_left_out", lang, place=wording.term("geography", code, lang), why=why))
    for title, rows in numbers.ranked_tables(found, lang):
        console.say(title, mark="", style="bold")
        console.show(rows)
        console.say("", mark="")
    if found.empty:
        raise typer.Exit(1)
    folder = asked.out or Path("outputs") / found.attrs["as_of"] / "places"
    folder.mkdir(parents=True, exist_ok=True)
    folders.save_table(found.reset_index().round(4), folder / "places.csv")
    console.tell("written", lang, count=1, folder=folder)
