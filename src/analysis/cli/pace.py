"""`outlook pace` says what it would take, `outlook plan` which targets to propose."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from analysis import wording
from analysis.cli.asking import Asked, answered
from analysis.cli.console import app, said, say, show
from analysis.ledger.names import one_of, resolve

if TYPE_CHECKING:
    from analysis.outlook.verdicts import Answer
    from analysis.place import Place


@app.command()
def pace(
    context: typer.Context,
    indicator: Annotated[str | None, typer.Option(help="iip, exports, …: only this target / riêng chỉ tiêu.")] = None,
    chance: Annotated[list[float], typer.Option(help="Chance wanted / khả năng muốn có.")] = (0.5, 0.8),
) -> None:
    """What would it take: the pace of each month left, whether it was seen before, levers, scenarios, all at once.

    Cần gì để đạt: tốc độ từng tháng, đã từng có chưa, đòn bẩy, kịch bản, đạt đồng thời.
    """
    console, asked = Console(), context.obj
    with said(data=asked.data):
        place = asked.known()
        wanted = resolve("indicator", indicator, asked.data) if indicator else None  # refuses unknown names at once
        used = [answer for answer in answered(place, asked.year) if answer.used]
        if wanted:
            one_of("indicator", wanted, [answer.target.indicator for answer in used])
        for answer in used:
            if wanted in (None, answer.target.indicator):
                _tell_target(console, answer, chance, place)
        _tell_all(console, place, asked)


@app.command("plan")
def plan_year(
    context: typer.Context,
    year: Annotated[int | None, typer.Argument(help="Year to plan for (the next) / năm lập kế hoạch.")] = None,
    chance: Annotated[float, typer.Option(help="Chance of all together / khả năng đạt đồng thời.")] = 0.6,
) -> None:
    """Which targets to propose: those with 40, 60 and 80 % chance, and those reached all together.

    Đề xuất chỉ tiêu nào: mức đạt với khả năng 40, 60, 80 %, và mức cùng đạt.
    """
    console, asked = Console(), context.obj
    with said(data=asked.data):
        place = asked.known()
        year = year or asked.year or place.year + 1
        found = place.plan(year, chance)
        from analysis.report.numbers import proposal_table

        if found.empty:
            words = {"year": place.year, "day": wording.day(place.as_of, place.lang)}
            raise ValueError(wording.sentence("no_targets", place.lang, **words))
        title = wording.sentence("plan_title", place.lang, year=year, geography=place.name, day=place.known)
        console.print(title, style="bold", markup=False, highlight=False, soft_wrap=True)
        show(console, proposal_table(found, chance, place.lang), spaced=True)
        each = wording.chance_text(float(found["each"].max()), place.lang)
        together = wording.chance_text(chance, place.lang)
        say(console, wording.sentence("plan_joint", place.lang, chance=together, each=each))


def _tell_target(console: Console, answer: "Answer", chances: list[float], place: "Place") -> None:
    from analysis.outlook.pace import precedents
    from analysis.report.numbers import effort_table, efforts, pace_table, precedent_table
    from analysis.report.sentences import effort_sentence, heading, needed, precedent_sentence

    wanted = [efforts(answer, chance) for chance in chances]
    console.print(heading(answer, place.lang), markup=False, highlight=False, style="bold")
    say(console, needed(answer, place.lang))
    if answer.over or not len(wanted[0][0].months):
        return
    show(console, pace_table(answer, place.lang))
    found = precedents(answer.paths, answer.target, answer.last, place.as_of, place.data)
    say(console, precedent_sentence(found, place.lang))
    show(console, precedent_table(found, place.lang))
    for together, *alone in wanted:
        say(console, effort_sentence(together, place.lang))
        if together.scenario.changes:
            show(console, effort_table([together], place.lang))
            for effort in alone:
                say(console, effort_sentence(effort, place.lang))


def _tell_all(console: Console, place: "Place", asked: Asked) -> None:
    from analysis.report.numbers import compared, rules_table, scenario_table, subset_table
    from analysis.report.sentences import coherence_sentence, dependence_sentence, together

    given, lang = place.answers(asked.year), place.lang
    show(console, rules_table(given, lang))
    if any(not answer.over for answer in given):
        found, left_out = compared(given, list(place.scenarios.values()))
        show(console, scenario_table(found, lang))
        for error in left_out.values():
            console.print(error.args[0], markup=False, style="yellow", soft_wrap=True)
    used = {answer.target.code: answer for answer in given if answer.used}
    if len(used) > 1:
        say(console, together(given, lang))
        say(console, dependence_sentence(lang, place.data))
        show(console, subset_table(given, lang))
    if {"iip", "industrial_output"} <= set(used):
        say(console, coherence_sentence(used["iip"], used["industrial_output"], lang))
