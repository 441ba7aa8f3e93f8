"""`outlook` answers, for a place or with `--all` for every one; its commands keep, write and explain the answer."""

from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis import DATA, DEFAULT_GEOGRAPHY
from analysis.cli import console
from analysis.cli.console import Asked, Language, app, lazily, names, places, wording

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.outlook.reading import Answer
    from analysis.place import Place as Known
    from analysis.vintages.changes import Change

bridges, folders, papers = lazily("report.changes", "report.folder", "report.paper")
issued, paces, scenarios = lazily("evaluation.issued", "outlook.pace", "outlook.scenarios")
numbers, office, sentences = lazily("report.numbers", "report.office", "report.sentences")

AsOf = Annotated[str | None, typer.Option(help="2022-08-09, 9/8/2022: as known that day / biết đến hết ngày.")]
Template = Annotated[Path | None, typer.Option(help="A .docx of your own to begin with / mẫu .docx của đơn vị.")]
AsPdf = Annotated[bool, typer.Option("--pdf", help="The report as PDF too (LibreOffice) / cả bản PDF.")]
_MOST = 3
"""Figures of a release shown in a terminal; the file holds all of them."""


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


@app.command()
def issue(context: typer.Context) -> None:
    """Keep a day's answer for good in data/issued, to be scored when the year is printed.

    Lưu câu trả lời của một ngày; không sửa về sau.
    """
    asked: Asked = context.obj
    known = asked.known()
    kept = issued.issue(console.answered(known, asked.year), known.as_of, asked.data)
    console.tell("issued", known.lang, file=kept)
    scored = issued.settled(asked.data)
    if len(scored):
        inside, brier = wording.percent(100 * scored["inside"].mean(), 0), wording.number(scored["brier"].mean(), 2)
        console.tell("issued_scored", known.lang, count=len(scored), inside=inside, brier=brier)


@app.command()
def brief(context: typer.Context, template: Template = None, pdf: AsPdf = False) -> None:
    """The answer as a report to sign: Word, Excel, one HTML page, charts.

    Báo cáo để trình ký: Word, Excel, một trang HTML, biểu đồ.
    """
    asked: Asked = context.obj
    known, language = asked.known(), asked.languages[0]
    folder = asked.out or Path("outputs") / known.as_of / "brief"
    written = _written(known, asked, folder, template, pdf)
    for name, path in written.items():
        if path.name != Path(name).name:
            console.tell("kept_edited", language, file=name, new=path.name)
    console.tell("written", language, count=len(written), folder=folder)
    console.tell(
        "open_first", language, files=", ".join(path.name for path in written.values() if path.parent == folder)
    )


@app.command()
def pace(
    context: typer.Context,
    indicator: Annotated[str | None, typer.Option(help="iip, exports, …: only this target / riêng chỉ tiêu.")] = None,
    chance: Annotated[list[float], typer.Option(help="Chance wanted / khả năng muốn có.")] = (0.5, 0.8),
) -> None:
    """What would it take: the pace of each month left, whether it was seen before, levers, scenarios, all at once.

    Cần gì để đạt: tốc độ từng tháng, đã từng có chưa, đòn bẩy, kịch bản, đạt đồng thời.
    """
    asked: Asked = context.obj
    place = asked.known()
    wanted = names.resolve("indicator", indicator, asked.data) if indicator else None  # refuses unknown names at once
    given = console.answered(place, asked.year)
    used = [answer for answer in given if answer.used]
    if wanted:
        names.one_of("indicator", wanted, [answer.target.indicator for answer in used])
    for answer in used:
        if wanted in (None, answer.target.indicator):
            _tell_target(answer, chance, place)
    _tell_all(place, given)


@app.command("plan")
def plan_year(
    context: typer.Context,
    year: Annotated[int | None, typer.Argument(help="Year to plan for (the next) / năm lập kế hoạch.")] = None,
    chance: Annotated[float, typer.Option(help="Chance of all together / khả năng đạt đồng thời.")] = 0.6,
) -> None:
    """Which targets to propose: those with 40, 60 and 80 % chance, and those reached all together.

    Đề xuất chỉ tiêu nào: mức đạt với khả năng 40, 60, 80 %, và mức cùng đạt.
    """
    asked: Asked = context.obj
    place = asked.known()
    year = year or asked.year or place.year + 1
    found = place.plan(year, chance)
    if found.empty:
        raise console.nothing_known(place, year)
    console.tell("plan_title", place.lang, "bold", year=year, geography=place.name, day=place.known)
    console.show(numbers.proposal_table(found, chance, place.lang), spaced=True)
    each, together = (wording.chance_text(one, place.lang) for one in (float(found["each"].max()), chance))
    console.say(wording.sentence("plan_joint", place.lang, chance=together, each=each))


@app.command()
def changed(
    context: typer.Context,
    before: Annotated[str, typer.Argument(help="2022-07-10: the earlier day / ngày trước.")],
    after: Annotated[str | None, typer.Argument(help="The later day (that of the newest figure) / ngày sau.")] = None,
    indicator: Annotated[str | None, typer.Option(help="iip, retail_sales, exports … (all / tất cả)")] = None,
) -> None:
    """What changed between two days, and why: the old answer, each step, the new answer.

    Câu trả lời thay đổi gì giữa hai ngày, vì sao.
    """
    asked: Asked = context.obj
    place = replace(asked, as_of=after or asked.as_of).known()
    with console.progress() as turn:
        found = place.moves(
            before, asked.year, indicator, lambda code, step: turn(console.doing("change", code, place.lang, step))
        )
    folder = asked.out or Path("outputs") / place.as_of / f"changed_from_{names.resolve('day', before)}"
    written = bridges.write_changes(found, folder, place.lang)
    for change in found:
        _tell_change(change, place.lang)
    console.tell("written", place.lang, count=len(written), folder=folder)


def _answer(asked: Asked) -> None:
    place, year, formats = asked.known(), asked.year, folders.chart_formats(asked.formats)
    lang, folder = place.lang, asked.out or Path("outputs") / place.as_of
    with console.progress() as turn:
        given = console.answered(place, year, turn)
        if not asked.out:
            folders.set_aside(given, folder)
        options = {"formats": formats, "tell": lambda one: turn(console.doing("draw", one, lang))}
        written = folders.write(given, place.as_of, folder, lang, **options)
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


def _written(place: "Known", asked: Asked, folder: Path, template: Path | None, pdf: bool) -> dict[str, Path]:
    language, formats = asked.languages[0], folders.chart_formats(asked.formats)
    own = office.read_template(template) if template else b""
    if pdf and not office.has_pdf():
        console.tell("pdf_needs", language, "yellow")
    with console.progress() as turn:
        given = console.answered(place, asked.year, turn)
        paper = papers.Known(place.code, place.facts, place.as_of, language, place.data, given)
        options = {"formats": formats, "template": own, "pdf": pdf and office.has_pdf()}
        options["tell"] = lambda name: turn(wording.sentence("step_write", language, name=name))
        return folders.write_documents(paper, folder, asked.languages, **options)


def _tell_target(answer: "Answer", chances: list[float], place: "Known") -> None:
    lang = place.lang
    console.say(sentences.heading(answer, lang), mark="", style="bold")
    if not (answer.target.planned and isnan(answer.outturn)):
        return
    console.say(sentences.needed(answer, lang))
    if isnan(answer.required_growth):
        return
    console.show(numbers.pace_table(answer, lang))
    found = paces.precedents(answer.draws, answer.target, answer.last, place.as_of, place.data, answer.required_growth)
    console.say(sentences.precedent_sentence(found, lang))
    console.show(numbers.precedent_table(found, lang))
    for together, *alone in (numbers.efforts(answer, chance) for chance in chances):
        console.say(sentences.effort_sentence(together, lang))
        if together.scenario.changes:
            console.show(numbers.effort_table([together], lang))
            for effort in alone:
                console.say(sentences.effort_sentence(effort, lang))


def _tell_all(place: "Known", given: "list[Answer]") -> None:
    lang = place.lang
    console.show(numbers.rules_table(given, lang))
    if any(answer.target.planned and not answer.over for answer in given):
        known = scenarios.load_scenarios(place.code, place.data, as_of=place.as_of)
        found, left_out = numbers.compared(given, known.values())
        console.show(numbers.scenario_table(found, lang))
        for error in left_out.values():
            console.line(error.args[0], "yellow")
    used = {answer.target.code: answer for answer in given if answer.decides}
    if len(used) > 1:
        console.say(sentences.together(given, lang))
        console.say(sentences.dependence_sentence(lang, place.data))
        console.show(numbers.subset_table(given, lang))
    if {"iip", "industrial_output"} <= set(used):
        console.say(sentences.coherence_sentence(used["iip"], used["industrial_output"], lang))


def _tell_change(change: "Change", language: str) -> None:
    target = change.target
    part = "" if target.code == target.indicator else f": {wording.term('sector', target.sector, language)}"
    name = wording.indicator_name(target.indicator, language) + part
    reading = "" if change.used else f" ({wording.term('reading', change.target.measure, language)})"
    console.say(f"{name}{reading}, {wording.unit(change.target.unit, language)}", mark="", style="bold")
    if change.used:
        console.say(bridges.paragraph(change, language) + "\n", mark="")
    console.show(bridges.steps_table(change, language))
    if change.used:
        console.line("")
        console.show(bridges.news_table(change, language, _MOST))
    console.line("")
