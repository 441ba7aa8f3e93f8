"""`issue`, `brief`, `pace`, `plan` and `changed` keep, write and explain the answer."""

from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from analysis.cli.console import (
    Asked,
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

# charts, documents and statistics are slow to load: commands that need none, and --help, should not wait for them
if TYPE_CHECKING:
    from analysis.outlook.reading import Answer
    from analysis.place import Place as Known
    from analysis.vintages.changes import Change

Template = Annotated[Path | None, typer.Option(help="A .docx of your own to begin with / mẫu .docx của đơn vị.")]
AsPdf = Annotated[bool, typer.Option("--pdf", help="The report as PDF too (LibreOffice) / cả bản PDF.")]
_MOST = 3
"""Figures of a release shown in a terminal; the file holds all of them."""


@app.command()
def issue(context: typer.Context) -> None:
    """Keep a day's answer for good in data/issued, to be scored when the year is printed.

    Lưu câu trả lời của một ngày; không sửa về sau.
    """
    from analysis.evaluation.issued import issue as keep
    from analysis.evaluation.issued import settled

    asked: Asked = context.obj
    with said(data=asked.data):
        known = asked.known()
        kept = keep(answered(known, asked.year), known.as_of, asked.data)
        tell("issued", known.lang, file=kept)
        scored = settled(asked.data)
    if len(scored):
        inside, brier = wording.percent(100 * scored["inside"].mean(), 0), wording.number(scored["brier"].mean(), 2)
        tell("issued_scored", known.lang, count=len(scored), inside=inside, brier=brier)


@app.command()
def brief(context: typer.Context, template: Template = None, pdf: AsPdf = False) -> None:
    """The answer as a report to sign: Word, Excel, one HTML page, charts.

    Báo cáo để trình ký: Word, Excel, một trang HTML, biểu đồ.
    """
    asked: Asked = context.obj
    with said(1, asked.data):
        known, language = asked.known(), asked.languages[0]
        folder = asked.out or Path("outputs") / known.as_of / "brief"
        written = _written(known, asked, folder, template, pdf)
        for name, path in written.items():
            if path.name != Path(name).name:
                tell("kept_edited", language, file=name, new=path.name)
        tell("written", language, count=len(written), folder=folder)
        documents = ", ".join(path.name for path in written.values() if path.parent == folder)
        tell("open_first", language, files=documents)


@app.command()
def pace(
    context: typer.Context,
    indicator: Annotated[str | None, typer.Option(help="iip, exports, …: only this target / riêng chỉ tiêu.")] = None,
    chance: Annotated[list[float], typer.Option(help="Chance wanted / khả năng muốn có.")] = (0.5, 0.8),
) -> None:
    """What would it take: the pace of each month left, whether it was seen before, levers, scenarios, all at once.

    Cần gì để đạt: tốc độ từng tháng, đã từng có chưa, đòn bẩy, kịch bản, đạt đồng thời.
    """
    from analysis.ledger.names import one_of, resolve

    console, asked = Console(), context.obj
    with said(data=asked.data):
        place = asked.known()
        wanted = resolve("indicator", indicator, asked.data) if indicator else None  # refuses unknown names at once
        given = answered(place, asked.year)
        used = [answer for answer in given if answer.used]
        if wanted:
            one_of("indicator", wanted, [answer.target.indicator for answer in used])
        for answer in used:
            if wanted in (None, answer.target.indicator):
                _tell_target(console, answer, chance, place)
        _tell_all(console, place, given)


@app.command("plan")
def plan_year(
    context: typer.Context,
    year: Annotated[int | None, typer.Argument(help="Year to plan for (the next) / năm lập kế hoạch.")] = None,
    chance: Annotated[float, typer.Option(help="Chance of all together / khả năng đạt đồng thời.")] = 0.6,
) -> None:
    """Which targets to propose: those with 40, 60 and 80 % chance, and those reached all together.

    Đề xuất chỉ tiêu nào: mức đạt với khả năng 40, 60, 80 %, và mức cùng đạt.
    """
    from analysis.report.numbers import proposal_table

    console, asked = Console(), context.obj
    with said(data=asked.data):
        place = asked.known()
        year = year or asked.year or place.year + 1
        found = place.plan(year, chance)
        if found.empty:
            words = {"year": year, "day": wording.day(place.as_of, place.lang)}
            raise ValueError(wording.sentence("no_answer", place.lang, **words))
        tell("plan_title", place.lang, "bold", year=year, geography=place.name, day=place.known)
        show(console, proposal_table(found, chance, place.lang), spaced=True)
        each = wording.chance_text(float(found["each"].max()), place.lang)
        together = wording.chance_text(chance, place.lang)
        say(console, wording.sentence("plan_joint", place.lang, chance=together, each=each))


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
    from analysis.ledger.names import resolve
    from analysis.report.changes import write_changes

    console, asked = Console(), context.obj
    with said(1, asked.data):
        place = replace(asked, as_of=after or asked.as_of).known()
        with progress() as line:
            found = place.moves(
                before, asked.year, indicator, lambda code, step: line(doing("change", code, place.lang, step))
            )
        folder = asked.out or Path("outputs") / place.as_of / f"changed_from_{resolve('day', before)}"
        written = write_changes(found, folder, place.lang)
        for change in found:
            _tell_change(console, change, place.lang)
        tell("written", place.lang, count=len(written), folder=folder)


def _written(place: "Known", asked: Asked, folder: Path, template: Path | None, pdf: bool) -> dict[str, Path]:
    from analysis.report.folder import chart_formats, write_documents
    from analysis.report.office import has_pdf, read_template
    from analysis.report.paper import Known as Paper

    language, formats = asked.languages[0], chart_formats(asked.formats)
    own = read_template(template) if template else b""
    if pdf and not has_pdf():
        tell("pdf_needs", language, "yellow")
    with progress() as line:
        given = answered(place, asked.year, line)
        paper = Paper(place.code, place.facts, place.as_of, language, place.data, given)

        def tell_file(name: str) -> None:
            line(wording.sentence("step_write", language, name=name))

        options = {"formats": formats, "template": own, "pdf": pdf and has_pdf()}
        return write_documents(paper, folder, asked.languages, tell_file, **options)


def _tell_target(console: Console, answer: "Answer", chances: list[float], place: "Known") -> None:
    from analysis.outlook.pace import precedents
    from analysis.report.numbers import effort_table, efforts, pace_table, precedent_table
    from analysis.report.sentences import effort_sentence, heading, needed, precedent_sentence

    lang = place.lang
    say(console, heading(answer, lang), mark="", style="bold")
    if not (answer.planned and isnan(answer.outturn)):
        return
    say(console, needed(answer, lang))
    if isnan(answer.required_growth):
        return
    show(console, pace_table(answer, lang))
    found = precedents(answer.draws, answer.target, answer.last, place.as_of, place.data, answer.required_growth)
    say(console, precedent_sentence(found, lang))
    show(console, precedent_table(found, lang))
    for together, *alone in (efforts(answer, chance) for chance in chances):
        say(console, effort_sentence(together, lang))
        if together.scenario.changes:
            show(console, effort_table([together], lang))
            for effort in alone:
                say(console, effort_sentence(effort, lang))


def _tell_all(console: Console, place: "Known", given: "list[Answer]") -> None:
    from analysis.outlook.scenarios import load_scenarios
    from analysis.report.numbers import compared, rules_table, scenario_table, subset_table
    from analysis.report.sentences import coherence_sentence, dependence_sentence, together

    lang = place.lang
    show(console, rules_table(given, lang))
    if any(answer.planned and not answer.over for answer in given):
        found, left_out = compared(given, load_scenarios(place.code, place.data, as_of=place.as_of).values())
        show(console, scenario_table(found, lang))
        for error in left_out.values():
            console.print(error.args[0], markup=False, style="yellow", soft_wrap=True)
    used = {answer.target.code: answer for answer in given if answer.decides}
    if len(used) > 1:
        say(console, together(given, lang))
        say(console, dependence_sentence(lang, place.data))
        show(console, subset_table(given, lang))
    if {"iip", "industrial_output"} <= set(used):
        say(console, coherence_sentence(used["iip"], used["industrial_output"], lang))


def _tell_change(console: Console, change: "Change", language: str) -> None:
    from analysis.report.changes import news_table, paragraph, steps_table

    target = change.target
    part = "" if target.code == target.indicator else f": {wording.term('sector', target.sector, language)}"
    name = wording.indicator_name(target.indicator, language) + part
    reading = "" if change.used else f" ({wording.term('reading', change.target.measure, language)})"
    say(console, f"{name}{reading}, {wording.unit(change.target.unit, language)}", mark="", style="bold")
    if change.used:
        say(console, paragraph(change, language), mark="")
        console.print()
    show(console, steps_table(change, language))
    if change.used:
        console.print()
        show(console, news_table(change, language, _MOST))
    console.print()
