"""`outlook` answers for the plan, `outlook issue` keeps the answer."""

from pathlib import Path
from typing import Annotated

import typer
from pandas import DataFrame
from rich import box
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from analysis import wording
from analysis.commands.console import Language, app, said
from analysis.facts import DATA, DEFAULT_GEOGRAPHY, as_day, load_facts


@app.callback(invoke_without_command=True)
def outlook(
    context: typer.Context,
    as_of: Annotated[str | None, typer.Option(help="YYYY-MM-DD: as known that day / biết đến hết ngày.")] = None,
    lang: Annotated[Language, typer.Option(help="vi, en")] = Language.vi,
    out: Annotated[Path | None, typer.Option(help="Folder to write to / thư mục ghi kết quả.")] = None,
    geography: Annotated[str, typer.Option(help="Province / tỉnh.")] = DEFAULT_GEOGRAPHY,
    year: Annotated[int | None, typer.Option(help="Plan year / năm kế hoạch.")] = None,
    data: Annotated[Path, typer.Option(help="Folder of the figures / thư mục số liệu.")] = DATA,
) -> None:
    """Will this year's plan targets be reached, and what would it take?

    Năm nay có đạt kế hoạch không, và cần tăng bao nhiêu?
    """
    if context.invoked_subcommand:
        return
    with said(1, data):
        day = as_day(as_of) if as_of else _last_day(geography, data)
        _answer(Console(), day, geography, year or int(day[:4]), str(lang), out, data)


@app.command()
def issue(
    as_of: Annotated[str | None, typer.Option(help="YYYY-MM-DD: as known that day / biết đến hết ngày.")] = None,
    geography: Annotated[str, typer.Option(help="Province / tỉnh.")] = DEFAULT_GEOGRAPHY,
    data: Annotated[Path, typer.Option(help="Folder of the figures / thư mục số liệu.")] = DATA,
) -> None:
    """Keep a day's answer for good in data/issued, to be scored when the year is printed.

    Lưu câu trả lời của một ngày; không sửa về sau.
    """
    from analysis import backtest
    from analysis.answer import answers

    with said(data=data):
        day = as_day(as_of) if as_of else _last_day(geography, data)
        kept = backtest.issue(answers(day, geography, int(day[:4]), data=data), day, data)
        Console().print(wording.sentence("issued", file=kept), markup=False, soft_wrap=True)
        scored = backtest.settled(data)
    if len(scored):
        inside, brier = wording.percent(100 * scored["inside"].mean(), 0), wording.number(scored["brier"].mean(), 2)
        words = {"count": len(scored), "inside": inside, "brier": brier}
        Console().print(wording.sentence("issued_scored", **words), markup=False, soft_wrap=True)


def _last_day(geography: str, data: Path) -> str:
    facts = load_facts(geography=geography, data=data)
    if facts.empty:
        raise ValueError(f"{geography}: sổ số liệu chưa có số liệu / the ledger has no figures")
    return facts["published"].max()


def _answer(console: Console, day: str, geography: str, year: int, language: str, out: Path | None, data: Path) -> None:
    # matplotlib is slow to load: --help should not wait for it
    from analysis import brief
    from analysis.answer import answers

    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), transient=True) as progress:
        task = progress.add_task("")

        def tell(key: str, indicator: str) -> None:
            name = wording.indicator_name(indicator, language, short=True)
            progress.update(task, description=wording.sentence(key, language, name=name))

        given = answers(day, geography, year, data=data, tell=lambda indicator: tell("step_estimate", indicator))
        if not given:
            words = {"year": year, "day": wording.day(day, language)}
            raise ValueError(wording.sentence("no_targets", language, **words))
        folder = out or Path("outputs") / day
        if not out:
            brief.set_aside(given, folder)
        written = brief.write(given, day, folder, language, lambda indicator: tell("step_draw", indicator))
    _print(console, brief.verdict_table(given, language), _title(day, geography, year, language))
    for sentence in brief.sentences(given, language):
        console.print(f"• {sentence}", markup=False, highlight=False)
    console.print(wording.sentence("written", language, count=len(written), folder=folder), markup=False)


def _title(day: str, geography: str, year: int, language: str) -> str:
    place = wording.term("geography", geography, language)
    known = wording.sentence("known_until", language, day=wording.day(day, language))
    return wording.sentence("table_title", language, year=year, geography=place, day=known)


def _print(console: Console, rows: DataFrame, title: str) -> None:
    """The table in few enough columns for a terminal: what belongs to a number stands under it in brackets."""
    order, name, unit, plan, done, share, so_far, median, spread, chance, pace, verdict = rows.columns
    console.print(title, style="bold", soft_wrap=True)
    shown = Table(box=box.SIMPLE_HEAD, padding=(0, 0, 1, 0), pad_edge=False)
    shown.add_column(name)
    shown.add_column(plan, justify="right")
    for above, below in (
        (done, f"{share}; {so_far}"),
        (median, spread.lower()),
        (pace, None),
        (chance, verdict.lower()),
    ):
        shown.add_column(f"{above}\n({below})" if below else above, justify="right", no_wrap=above == median)
    for row in rows.to_dict("records"):
        shown.add_row(
            f"{row[order]}. {row[name]}\n{row[unit]}",
            row[plan],
            f"{row[done]}\n({row[share]}; {row[so_far]})",
            f"{row[median]}\n({row[spread].replace(' ', '')})",
            row[pace],
            f"{row[chance]}\n({row[verdict]})",
        )
    console.print(shown)
