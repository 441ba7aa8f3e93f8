"""`outlook pace` says what it would take."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pandas import DataFrame
from rich.console import Console

from analysis.cli.asking import AsOf, Data, Lang, Language, Place, Year, answered, day_of
from analysis.cli.console import app, said, say, show
from analysis.ledger import DATA, DEFAULT_GEOGRAPHY, load_targets

if TYPE_CHECKING:
    from analysis.answer import Answer
    from analysis.outlook import Scenario


@app.command()
def pace(
    indicator: Annotated[str | None, typer.Option(help="iip, exports, …: only this target / riêng chỉ tiêu.")] = None,
    chance: Annotated[list[float], typer.Option(help="Chance wanted / khả năng muốn có.")] = (0.5, 0.8),
    as_of: AsOf = None,
    lang: Lang = Language.vi,
    geography: Place = DEFAULT_GEOGRAPHY,
    year: Year = None,
    data: Data = DATA,
) -> None:
    """What would it take: the pace of each month left, whether it was seen before, levers, scenarios, all at once.

    Cần gì để đạt: tốc độ từng tháng, đã từng có chưa, đòn bẩy, kịch bản, đạt đồng thời.
    """
    from analysis.outlook import load_scenarios

    console, language = Console(), str(lang)
    with said(data=data):
        day = day_of(as_of, geography, data)
        load_targets(day, geography=geography, indicator=indicator, data=data)  # refuses unknown names at once
        scenarios = load_scenarios(geography, data, as_of=day)
        given = answered(day, geography, year, language, data=data)
        for answer in _wanted(given, indicator):
            _tell_target(console, answer, chance, day, data, language)
        _tell_all(console, given, list(scenarios.values()), data, language)


def _wanted(given: "list[Answer]", indicator: str | None) -> "list[Answer]":
    known = {answer.target.indicator: answer for answer in given if answer.used}
    if indicator and indicator not in known:
        raise KeyError(f"{indicator}; {', '.join(known)}")
    return [known[indicator]] if indicator else list(known.values())


def _tell_target(console: Console, answer: "Answer", chances: list[float], day: str, data: Path, language: str) -> None:
    from analysis import report
    from analysis.outlook import precedents

    efforts = [report.efforts(answer, chance) for chance in chances]
    console.print(report.heading(answer, language), markup=False, highlight=False, style="bold")
    say(console, report.needed(answer, language))
    if not len(efforts[0][0].months):
        return
    show(console, report.pace_table(answer, language))
    found = precedents(answer.paths, answer.target, answer.last, day, data)
    say(console, report.precedent_sentence(found, language))
    show(console, report.precedent_table(found, language))
    for together, *alone in efforts:
        say(console, report.effort_sentence(together, language))
        if together.scenario.changes:
            show(console, report.effort_table([together], language))
            for effort in alone:
                say(console, report.effort_sentence(effort, language))


def _tell_all(console: Console, given: "list[Answer]", scenarios: "list[Scenario]", data: Path, language: str) -> None:
    from analysis import report

    show(console, _named(report.rules_table(given, language)))
    found, left_out = report.compared(given, scenarios)
    show(console, _named(report.scenario_table(found, language)))
    for error in left_out.values():
        console.print(error.args[0], markup=False, style="yellow", soft_wrap=True)
    used = {answer.target.indicator: answer for answer in given if answer.used}
    if len(used) > 1:
        say(console, report.together(given, language))
        say(console, report.dependence_sentence(language, data))
        show(console, report.subset_table(given, language))
    if {"iip", "industrial_output"} <= set(used):
        say(console, report.coherence_sentence(used["iip"], used["industrial_output"], language))


def _named(rows: DataFrame) -> DataFrame:
    """The table with its index as the first column."""
    return rows.rename_axis("").reset_index()
