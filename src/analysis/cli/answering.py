"""`outlook` answers for the plan, `outlook issue` keeps the answer, `outlook brief` writes it as documents."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from analysis import wording
from analysis.cli.asking import Asked, AsOf, Data, Lang, Out, Place, Year, answered, doing
from analysis.cli.console import app, progress, said, say, show
from analysis.ledger import DATA, DEFAULT_GEOGRAPHY

if TYPE_CHECKING:
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
) -> None:
    """Will this year's plan targets be reached, and what would it take?

    Năm nay có đạt kế hoạch không, và cần tăng bao nhiêu?
    """
    asked = context.obj = Asked(place, as_of, lang, year, data, out)
    if not context.invoked_subcommand:
        with said(1, data):
            known = asked.known()
            _answer(Console(), known, year, out)


@app.command()
def issue(context: typer.Context) -> None:
    """Keep a day's answer for good in data/issued, to be scored when the year is printed.

    Lưu câu trả lời của một ngày; không sửa về sau.
    """
    from analysis import evaluation

    asked: Asked = context.obj
    with said(data=asked.data):
        known = asked.known()
        kept = evaluation.issue(answered(known, asked.year), known.as_of, asked.data)
        Console().print(wording.sentence("issued", known.lang, file=kept), markup=False, soft_wrap=True)
        scored = evaluation.settled(asked.data)
    if len(scored):
        inside, brier = wording.percent(100 * scored["inside"].mean(), 0), wording.number(scored["brier"].mean(), 2)
        words = {"count": len(scored), "inside": inside, "brier": brier}
        Console().print(wording.sentence("issued_scored", known.lang, **words), markup=False, soft_wrap=True)


@app.command()
def brief(context: typer.Context) -> None:
    """The answer as a report to sign: Word, Excel, one HTML page, charts.

    Báo cáo để trình ký: Word, Excel, một trang HTML, biểu đồ.
    """
    asked: Asked = context.obj
    with said(1, asked.data):
        known = asked.known()
        folder = asked.out or Path("outputs") / known.as_of / "brief"
        _tell_written(Console(), _written(known, asked, folder), asked.languages[0], folder)


def _answer(console: Console, place: "Known", year: int | None, out: Path | None) -> None:
    # matplotlib is slow to load: --help should not wait for it
    from analysis.report.folder import set_aside, write
    from analysis.report.numbers import plan_table
    from analysis.report.sentences import sentences

    lang = place.lang
    with progress() as tell:
        given = place.answers(year, lambda indicator: tell(doing("estimate", indicator, lang)))
        if given:
            folder = out or Path("outputs") / place.as_of
            if not out:
                set_aside(given, folder)
            drawn = write(given, place.as_of, folder, lang, lambda one: tell(doing("draw", one, lang)))
        else:
            given = place.open_answers(year)
            if not given:
                answered(place, year)  # says that nothing is known
    title = _title(place, year or place.year)
    console.print(title, style="bold", markup=False, highlight=False, soft_wrap=True)
    show(console, plan_table(given, lang, "plan_screen"), spaced=True)
    console.print()
    for sentence in sentences(given, lang):
        say(console, sentence)
    if place.answers(year):
        console.print(wording.sentence("written", lang, count=len(drawn), folder=folder), markup=False)


def _written(place: "Known", asked: Asked, folder: Path) -> dict[str, Path]:
    # charts and documents are slow to load: other commands should not wait for them
    from analysis.report.folder import write_documents
    from analysis.report.paper import Known as Paper

    language = asked.languages[0]
    with progress() as tell:
        given = answered(place, asked.year, tell)

        def tell_file(name: str) -> None:
            tell(wording.sentence("step_write", language, name=name))

        paper = Paper(place.code, place.facts, place.as_of, language, place.data, given)
        return write_documents(paper, folder, asked.languages, tell_file)


def _tell_written(console: Console, written: dict[str, Path], language: str, folder: Path) -> None:
    for name, path in written.items():
        if path.name != Path(name).name:
            sentence = wording.sentence("kept_edited", language, file=name, new=path.name)
            console.print(sentence, markup=False, highlight=False, soft_wrap=True)
    told = wording.sentence("written", language, count=len(written), folder=folder)
    console.print(told, markup=False, soft_wrap=True)
    documents = ", ".join(path.name for path in written.values() if path.parent == folder)
    console.print(wording.sentence("open_first", language, files=documents), markup=False, soft_wrap=True)


def _title(place: "Known", year: int) -> str:
    return wording.sentence("table_title", place.lang, year=year, geography=place.name, day=place.known)
