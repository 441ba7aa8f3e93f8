"""`outlook pace` says what it would take."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pandas import DataFrame
from rich.console import Console

from analysis import wording
from analysis.commands.console import Language, app, print_table, said
from analysis.facts import DATA, DEFAULT_GEOGRAPHY, as_day, load_facts, load_targets

if TYPE_CHECKING:
    from analysis.answer import Answer
    from analysis.outlook import Scenario


@app.command()
def pace(
    indicator: Annotated[str | None, typer.Option(help="iip, exports, …: only this target / riêng chỉ tiêu.")] = None,
    chance: Annotated[list[float], typer.Option(help="Chance wanted / khả năng muốn có.")] = (0.5, 0.8),
    as_of: Annotated[str | None, typer.Option(help="YYYY-MM-DD: as known that day / biết đến hết ngày.")] = None,
    lang: Annotated[Language, typer.Option(help="vi, en")] = Language.vi,
    geography: Annotated[str, typer.Option(help="Province / tỉnh.")] = DEFAULT_GEOGRAPHY,
    year: Annotated[int | None, typer.Option(help="Plan year / năm kế hoạch.")] = None,
    data: Annotated[Path, typer.Option(help="Folder of the figures / thư mục số liệu.")] = DATA,
) -> None:
    """What would it take: the pace of each month left, whether it was seen before, levers, scenarios, all at once.

    Cần gì để đạt: tốc độ từng tháng, đã từng có chưa, đòn bẩy, kịch bản, đạt đồng thời.
    """
    from analysis.answer import answers
    from analysis.outlook import load_scenarios

    with said():
        day = as_day(as_of) if as_of else load_facts(geography=geography, data=data)["published"].max()
        load_targets(day, geography=geography, indicator=indicator, data=data)  # refuses unknown names at once
        scenarios = load_scenarios(geography, data, as_of=day)
        given = answers(day, geography, year or int(day[:4]), data=data)
        console, language = Console(), str(lang)
        for answer in _wanted(given, indicator, wording.day(day, language), year or int(day[:4]), language):
            _tell_target(console, answer, chance, day, data, language)
        _tell_all(console, given, list(scenarios.values()), data, language)


def _wanted(given: "list[Answer]", indicator: str | None, day: str, year: int, language: str) -> "list[Answer]":
    if not given:
        raise ValueError(wording.sentence("no_targets", language, year=year, day=day))
    known = {answer.target.indicator: answer for answer in given if answer.used}
    if indicator and indicator not in known:
        raise KeyError(f"{indicator}; {', '.join(known)}")
    return [known[indicator]] if indicator else list(known.values())


def _tell_target(console: Console, answer: "Answer", chances: list[float], day: str, data: Path, language: str) -> None:
    from analysis import brief
    from analysis.outlook import precedents

    efforts = [brief.efforts(answer, chance) for chance in chances]
    console.print(brief.heading(answer, language), markup=False, highlight=False, style="bold")
    _say(console, brief.needed(answer, language))
    if not len(efforts[0][0].months):
        return
    print_table(console, brief.pace_table(answer, language))
    found = precedents(answer.paths, answer.target, answer.last, day, data)
    _say(console, brief.precedent_sentence(found, language))
    print_table(console, brief.precedent_table(found, language))
    for together, *alone in efforts:
        _say(console, brief.effort_sentence(together, language))
        if together.scenario.changes:
            print_table(console, brief.effort_table([together], language))
            for effort in alone:
                _say(console, brief.effort_sentence(effort, language))


def _tell_all(console: Console, given: "list[Answer]", scenarios: "list[Scenario]", data: Path, language: str) -> None:
    from analysis import brief

    print_table(console, _named(brief.rules_table(given, language)))
    found, left_out = brief.compared(given, scenarios)
    print_table(console, _named(brief.scenario_table(found, language).iloc[:, :-1]))  # files hold the marks
    for error in left_out.values():
        console.print(error.args[0], markup=False, style="yellow", soft_wrap=True)
    used = {answer.target.indicator: answer for answer in given if answer.used}
    if len(used) > 1:
        _say(console, brief.together(given, language))
        _say(console, brief.dependence_sentence(language, data))
        print_table(console, brief.subset_table(given, language))
    if {"iip", "industrial_output"} <= set(used):
        _say(console, brief.coherence_sentence(used["iip"], used["industrial_output"], language))


def _say(console: Console, sentence: str) -> None:
    console.print(f"• {sentence}", markup=False, highlight=False)


def _named(rows: DataFrame) -> DataFrame:
    """The names of the rows as the first column."""
    return rows.rename_axis("").reset_index()
