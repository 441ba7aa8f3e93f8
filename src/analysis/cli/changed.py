"""`outlook changed` tells what moved the answer between two days."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pandas import DataFrame
from rich.console import Console

from analysis import wording
from analysis.cli.asking import Lang, Language, Out, Place, Year
from analysis.cli.console import app, progress, said, show
from analysis.ledger import DEFAULT_GEOGRAPHY

if TYPE_CHECKING:
    from analysis.vintages import Change

_MOST = 3
"""Figures of a release shown in a terminal; the file holds all of them."""


@app.command()
def changed(
    before: Annotated[str, typer.Argument(help="YYYY-MM-DD: the earlier day / ngày trước.")],
    after: Annotated[str, typer.Argument(help="YYYY-MM-DD: the later day / ngày sau.")],
    indicator: Annotated[str | None, typer.Option(help="iip, retail_sales, exports … (all / tất cả)")] = None,
    lang: Lang = Language.vi,
    out: Out = None,
    geography: Place = DEFAULT_GEOGRAPHY,
    year: Year = None,
) -> None:
    """What changed between two days, and why: the old answer, each step, the new answer.

    Câu trả lời thay đổi gì giữa hai ngày, vì sao.
    """
    from analysis.report.change_files import write_changes

    console, language = Console(), str(lang)
    with said(exit_code=1):
        told = _changes(before, after, geography, year, indicator, language)
        folder = out or Path("outputs") / after / f"changed_from_{before}"
        written = write_changes(told, folder, language)
    for change in told:
        _tell(console, change, language)
    console.print(wording.sentence("written", language, count=len(written), folder=folder), markup=False)


def _changes(
    before: str, after: str, geography: str, year: int | None, indicator: str | None, language: str
) -> list["Change"]:
    from analysis.vintages import changes

    with progress() as tell:

        def tell_step(indicator: str, step: str) -> None:
            name = wording.indicator_name(indicator, language, short=True)
            tell(wording.sentence("step_change", language, name=name, step=wording.term("step", step, language)))

        return changes(before, after, geography, year, indicator=indicator, tell=tell_step)


def _tell(console: Console, change: "Change", language: str) -> None:
    from analysis.report.change_sentences import paragraph
    from analysis.report.changes import news_table, steps_table

    name = wording.indicator_name(change.target.indicator, language)
    reading = "" if change.used else f" ({wording.term('reading', change.target.measure, language)})"
    unit = wording.unit(change.target.unit, language)
    console.print(f"{name}{reading}, {unit}", style="bold", markup=False, highlight=False)
    if change.used:
        console.print(paragraph(change, language), markup=False, highlight=False)
        console.print()
    show(console, steps_table(change, language))
    if change.used:
        console.print()
        show(console, _narrow(news_table(change, language, _MOST)))
    console.print()


def _narrow(rows: DataFrame) -> DataFrame:
    """The news in few enough columns for a terminal: the period under its figure, only what moved the answer."""
    if rows.empty:
        return rows
    figure, period, expected, printed, _, _, year, chance = rows.columns
    spans = rows[period].map(lambda span: f"\n  {span}" if span else "")
    ranges = rows[expected].str.replace(" – ", "–").str.replace(" (", "\n(")
    return DataFrame(
        {figure: rows[figure] + spans, expected.replace(" (", "\n("): ranges, **rows[[printed, year, chance]]}
    )
