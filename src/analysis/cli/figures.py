"""`outlook sheet`, `add` and `where` see to the figures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pandas import DataFrame, Series
from rich.console import Console

from analysis import wording
from analysis.cli.asking import Data, Lang, Language, Place
from analysis.cli.console import app, said, show
from analysis.ledger import DATA, DEFAULT_GEOGRAPHY, as_day

if TYPE_CHECKING:
    from analysis.intake import Examined


@app.command()
def sheet(
    month: Annotated[str, typer.Argument(help="YYYY-MM")],
    out: Annotated[Path | None, typer.Option(help="File to write / tệp ghi ra: *.xlsx")] = None,
    geography: Place = DEFAULT_GEOGRAPHY,
    data: Data = DATA,
) -> None:
    """An Excel sheet to fill in with a month's figures.

    Phiếu Excel để nhập số liệu một tháng.
    """
    from analysis import intake

    with said(data=data):
        written = intake.write_sheet(
            month, out or Path(f"phieu_{geography}_{month}.xlsx"), geography=geography, data=data
        )
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
    geography: Annotated[str | None, typer.Option(help="Whose figures, where the file does not say it / tỉnh.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Sentences were read right / đã soát câu văn.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show every figure / hiện mọi số.")] = False,
    data: Data = DATA,
    lang: Lang = Language.vi,
) -> None:
    """Check files with new figures and add them to the ledger, each whole or not at all.

    Kiểm tra tệp số liệu mới rồi ghi vào sổ số liệu.
    """
    from analysis import intake

    told = {"title": title, "publisher": publisher, "url": url, "geography": geography}
    refused = 0
    for file in files:
        try:
            with said(data=data):
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
    geography: Place = DEFAULT_GEOGRAPHY,
    data: Data = DATA,
    lang: Lang = Language.vi,
) -> None:
    """Where a figure comes from: each print with its source and file.

    Số liệu này lấy từ đâu.
    """
    from analysis import intake

    with said(data=data):
        if len(words) > 2:
            raise ValueError("outlook where INDICATOR [SECTOR] PERIOD")
        *sector, period = words
        prints = intake.where(indicator, period, *sector, geography=geography, data=data)
        for line in intake.origin_lines(prints, str(lang)):
            Console().print(line, markup=False, highlight=False, soft_wrap=True)


def _show(console: Console, examined: "Examined", language: str, every: bool) -> None:
    from analysis import intake

    show(console, intake.changes_table(examined, language, every=every))
    show(console, intake.names_table(examined, language))
    show(console, intake.findings_table(examined, language))
    show(console, intake.indicators_table(examined, language))
    counts = intake.counts(examined).items()
    told = ", ".join(f"{wording.term('intake', state, language)} {count}" for state, count in counts)
    console.print(f"{examined.release.file}: {told}", markup=False, highlight=False)


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
