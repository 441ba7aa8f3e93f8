"""The command line: `outlook` answers for the plan, `issue` keeps the answer, the other commands see to figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pandas import DataFrame, Series
from rich import box
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from analysis import wording
from analysis.facts import DATA, as_day, load_facts

if TYPE_CHECKING:
    from analysis.intake import Examined

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Language(StrEnum):
    """Languages the answer is given in."""

    vi = "vi"
    en = "en"


@app.callback(invoke_without_command=True)
def outlook(
    context: typer.Context,
    as_of: Annotated[str | None, typer.Option(help="YYYY-MM-DD: as known that day / biết đến hết ngày.")] = None,
    lang: Annotated[Language, typer.Option(help="vi, en")] = Language.vi,
    out: Annotated[Path | None, typer.Option(help="Folder to write to / thư mục ghi kết quả.")] = None,
    geography: Annotated[str, typer.Option(help="Province / tỉnh.")] = "ninh_thuan",
    year: Annotated[int | None, typer.Option(help="Plan year / năm kế hoạch.")] = None,
) -> None:
    """Will this year's plan targets be reached, and what would it take?

    Năm nay có đạt kế hoạch không, và cần tăng bao nhiêu?
    """
    if context.invoked_subcommand:
        return
    with _said(exit_code=1):
        day = as_day(as_of) if as_of else load_facts(geography=geography)["published"].max()
        _answer(Console(), day, geography, year or int(day[:4]), str(lang), out)


@app.command()
def issue(
    as_of: Annotated[str | None, typer.Option(help="YYYY-MM-DD: as known that day / biết đến hết ngày.")] = None,
    geography: Annotated[str, typer.Option(help="Province / tỉnh.")] = "ninh_thuan",
    data: Annotated[Path, typer.Option(help="Folder of the figures / thư mục số liệu.")] = DATA,
) -> None:
    """Keep a day's answer for good in data/issued, to be scored when the year is printed.

    Lưu câu trả lời của một ngày; không sửa về sau.
    """
    from analysis import backtest
    from analysis.answer import answers

    with _said():
        day = as_day(as_of) if as_of else load_facts(geography=geography, data=data)["published"].max()
        kept = backtest.issue(answers(day, geography, int(day[:4]), data=data), day, data)
        Console().print(wording.sentence("issued", file=kept), markup=False, soft_wrap=True)
        scored = backtest.settled(data)
    if len(scored):
        inside, brier = wording.percent(100 * scored["inside"].mean(), 0), wording.number(scored["brier"].mean(), 2)
        words = {"count": len(scored), "inside": inside, "brier": brier}
        Console().print(wording.sentence("issued_scored", **words), markup=False, soft_wrap=True)


@app.command()
def sheet(
    month: Annotated[str, typer.Argument(help="YYYY-MM")],
    out: Annotated[Path | None, typer.Option(help="File to write / tệp ghi ra: *.xlsx")] = None,
    geography: Annotated[str, typer.Option(help="Province / tỉnh.")] = "ninh_thuan",
) -> None:
    """An Excel sheet to fill in with a month's figures.

    Phiếu Excel để nhập số liệu một tháng.
    """
    from analysis import intake

    with _said():
        written = intake.write_sheet(month, out or Path(f"phieu_{geography}_{month}.xlsx"), geography=geography)
        Console().print(wording.sentence("sheet_written", file=written), markup=False)


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Entry sheets, official workbooks, texts (.txt).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show only / chỉ xem, không ghi.")] = False,
    because: Annotated[str, typer.Option(help="Why errors are overridden / lý do ghi dù có lỗi.")] = "",
    published: Annotated[str | None, typer.Option(help="YYYY-MM-DD, where the file does not say it.")] = None,
    title: Annotated[str, typer.Option(help="Title of the source of a text / tiêu đề nguồn.")] = "",
    publisher: Annotated[str, typer.Option(help="Its publisher / cơ quan công bố.")] = "",
    url: Annotated[str, typer.Option(help="Its address / địa chỉ trang.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Sentences were read right / đã soát câu văn.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show every figure / hiện mọi số.")] = False,
    data: Annotated[Path, typer.Option(help="Folder of the figures / thư mục số liệu.")] = DATA,
    lang: Annotated[Language, typer.Option(help="vi, en")] = Language.vi,
) -> None:
    """Check files with new figures and add them to the ledger, each whole or not at all.

    Kiểm tra tệp số liệu mới rồi ghi vào sổ số liệu.
    """
    from analysis import intake

    told = {"title": title, "publisher": publisher, "url": url}
    refused = 0
    for file in files:
        try:
            with _said():
                read = intake.read_release(file, published=published and as_day(published), **told, data=data)
                release = intake.decide(read, lambda row: _ask(row, str(lang), dry_run))
                _show(Console(), intake.examine(release, data), str(lang), every)
                if not dry_run and (yes or _confirmed(release.rows, str(lang))):
                    _tell_added(Console(), intake.add(file, release, because=because, data=data), str(lang))
        except typer.Exit:
            refused += 1
    raise typer.Exit(2 if refused else 0)


@app.command()
def where(
    indicator: Annotated[str, typer.Argument(help="iip, retail_sales, exports …")],
    words: Annotated[list[str], typer.Argument(metavar="[SECTOR] PERIOD", help="2022-07, 2022-Q1, 2022")],
    geography: Annotated[str, typer.Option(help="Province / tỉnh.")] = "ninh_thuan",
    lang: Annotated[Language, typer.Option(help="vi, en")] = Language.vi,
) -> None:
    """Where a figure comes from: each print with its source and file.

    Số liệu này lấy từ đâu.
    """
    from analysis import intake

    with _said():
        if len(words) > 2:
            raise ValueError("outlook where INDICATOR [SECTOR] PERIOD")
        *sector, period = words
        prints = intake.where(indicator, period, *sector, geography=geography)
        for line in intake.origin_lines(prints, str(lang)):
            Console().print(line, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def _said(exit_code: int = 2) -> Iterator[None]:
    """What is wrong with what was typed as a sentence instead of a traceback."""
    try:
        yield
    except (ValueError, KeyError, OSError) as error:
        told = str(error) if isinstance(error, OSError) else error.args[0]
        Console(stderr=True).print(told, markup=False, style="red", soft_wrap=True)
        raise typer.Exit(exit_code) from error


def _show(console: Console, examined: "Examined", language: str, every: bool) -> None:
    from analysis import intake

    _print_table(console, intake.changes_table(examined, language, every=every))
    _print_table(console, intake.names_table(examined, language))
    _print_table(console, intake.findings_table(examined, language))
    _print_table(console, intake.indicators_table(examined, language))
    counts = intake.counts(examined).items()
    told = ", ".join(f"{wording.term('intake', state, language)} {count}" for state, count in counts)
    console.print(f"{examined.release.file}: {told}", markup=False, highlight=False)


def _print_table(console: Console, rows: DataFrame) -> None:
    if rows.empty:
        return
    shown = Table(*rows.columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows.itertuples(index=False):
        shown.add_row(*map(Text, row))
    console.print(shown)


def _tell_added(console: Console, examined: "Examined", language: str) -> None:
    count = len(examined.fresh)
    key = "added" if count else "nothing_new"
    console.print(wording.sentence(key, language, count=count), markup=False, soft_wrap=True)


def _ask(row: Series, language: str, dry_run: bool) -> bool:
    """Whether an unsure reading of a sentence is right; nobody there to ask is an error, a dry run leaves it out."""
    question = wording.sentence("unsure_reading", language, **_candidate(row, language))
    if dry_run:
        Console().print(question, markup=False, soft_wrap=True)
        return False
    try:
        return typer.confirm(question, default=False)
    except typer.Abort as error:
        raise ValueError(question) from error


def _candidate(row: Series, language: str) -> dict[str, str]:
    from analysis.intake import figure_name

    value = wording.printed(row["value"], row["unit"], language)
    return {"sentence": row["sentence"], "unsure": row["unsure"], "figure": figure_name(row, language), "value": value}


def _confirmed(rows: DataFrame, language: str) -> bool:
    """Candidates read from sentences are written only when a person says so."""
    if "sentence" not in rows:
        return True
    return typer.confirm(wording.sentence("confirm_candidates", language), default=False)


def _answer(console: Console, day: str, geography: str, year: int, language: str, out: Path | None) -> None:
    # matplotlib is slow to load: --help should not wait for it
    from analysis import brief
    from analysis.answer import answers

    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), transient=True) as progress:
        task = progress.add_task("")

        def tell(key: str, indicator: str) -> None:
            name = wording.indicator_name(indicator, language, short=True)
            progress.update(task, description=wording.sentence(key, language, name=name))

        given = answers(day, geography, year, tell=lambda indicator: tell("step_estimate", indicator))
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


if __name__ == "__main__":
    app()
