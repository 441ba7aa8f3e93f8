"""`outlook changed` tells what moved the answer between two days."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pandas import DataFrame
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from analysis import wording
from analysis.commands.console import Language, app, print_table, said
from analysis.facts import DEFAULT_GEOGRAPHY

if TYPE_CHECKING:
    from analysis.revisions import Change

_MOST = 3
"""Figures of a release shown in a terminal; the file holds all of them."""


@app.command()
def changed(
    before: Annotated[str, typer.Argument(help="YYYY-MM-DD: the earlier day / ngày trước.")],
    after: Annotated[str, typer.Argument(help="YYYY-MM-DD: the later day / ngày sau.")],
    indicator: Annotated[str | None, typer.Option(help="iip, retail_sales, exports … (all / tất cả)")] = None,
    lang: Annotated[Language, typer.Option(help="vi, en")] = Language.vi,
    out: Annotated[Path | None, typer.Option(help="Folder to write to / thư mục ghi kết quả.")] = None,
    geography: Annotated[str, typer.Option(help="Province / tỉnh.")] = DEFAULT_GEOGRAPHY,
    year: Annotated[int | None, typer.Option(help="Plan year / năm kế hoạch.")] = None,
) -> None:
    """What changed between two days, and why: the old answer, each step, the new answer.

    Câu trả lời thay đổi gì giữa hai ngày, vì sao.
    """
    from analysis.brief.change_files import write_changes
    from analysis.brief.change_sentences import paragraph
    from analysis.brief.changes import steps_table

    console, language = Console(), str(lang)
    with said(exit_code=1):
        told = _changes(before, after, geography, year, indicator, language)
        folder = out or Path("outputs") / after / f"changed_from_{before}"
        written = write_changes(told, folder, language)
    for change in told:
        name = wording.indicator_name(change.target.indicator, language)
        reading = "" if change.used else f" ({wording.term('reading', change.target.measure, language)})"
        unit = wording.unit(change.target.unit, language)
        if change.used:
            console.print(paragraph(change, language), markup=False, highlight=False)
        print_table(console, steps_table(change, language), f"{name}{reading}, {unit}")
        if change.used:
            print_table(console, _news(change, language))
    console.print(wording.sentence("written", language, count=len(written), folder=folder), markup=False)


def _changes(
    before: str, after: str, geography: str, year: int | None, indicator: str | None, language: str
) -> list["Change"]:
    from analysis.revisions import changes

    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), transient=True) as progress:
        task = progress.add_task("")

        def tell(indicator: str, step: str) -> None:
            name = wording.indicator_name(indicator, language, short=True)
            words = {"name": name, "step": wording.term("step", step, language)}
            progress.update(task, description=wording.sentence("step_change", language, **words))

        return changes(before, after, geography, year, indicator=indicator, tell=tell)


def _news(change: "Change", language: str) -> DataFrame:
    """The news in few enough columns for a terminal: the period stands with its figure, weights only in the file."""
    from analysis.brief.changes import news_table

    rows = news_table(change, language, _MOST)
    figure, span, _, _, _, weight, *_ = rows.columns
    named = rows[figure].where(rows[span] == "", rows[figure] + ", " + rows[span])
    return rows.assign(**{figure: named}).drop(columns=[span, weight])
