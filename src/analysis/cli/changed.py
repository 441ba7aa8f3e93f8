"""`outlook changed` tells what moved the answer between two days."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from analysis import wording
from analysis.cli.console import app, progress, said, show
from analysis.ledger.names import resolve

if TYPE_CHECKING:
    from analysis.place import Place
    from analysis.vintages.changes import Change

_MOST = 3
"""Figures of a release shown in a terminal; the file holds all of them."""


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
    from analysis.report.changes import write_changes

    console, asked = Console(), context.obj
    with said(1, asked.data):
        place = replace(asked, as_of=after or asked.as_of).known()
        found = _changes(place, before, asked.year, indicator)
        folder = asked.out or Path("outputs") / place.as_of / f"changed_from_{resolve('day', before)}"
        written = write_changes(found, folder, place.lang)
        for change in found:
            _tell(console, change, place.lang)
        told = wording.sentence("written", place.lang, count=len(written), folder=folder)
        console.print(told, markup=False, soft_wrap=True)


def _changes(place: "Place", before: str, year: int | None, indicator: str | None) -> list["Change"]:
    lang = place.lang
    with progress() as tell:

        def tell_step(code: str, step: str) -> None:
            name = wording.indicator_name(code, lang, short=True)
            tell(wording.sentence("step_change", lang, name=name, step=wording.term("step", step, lang)))

        return place.moves(before, year, indicator, tell_step)


def _tell(console: Console, change: "Change", language: str) -> None:
    from analysis.report.changes import news_table, paragraph, steps_table

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
        show(console, news_table(change, language, _MOST, "news_screen"))
    console.print()
