"""`outlook sheet`, `add`, `where`, `check` and `migrate` see to the figures."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from analysis import DATA, DEFAULT_GEOGRAPHY
from analysis.cli.console import Data, Lang, Language, Place, app, progress, said, show, tell, wording

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from analysis.checks.adding import Examined
    from analysis.readers.release import Release
    from analysis.report.table import Table

_POINT = 0.01


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
    from analysis.ledger.names import resolve
    from analysis.readers.sheet.writing import write_sheet

    with said(data=data):
        place = resolve("geography", geography, data)
        written = write_sheet(month, out or Path(f"phieu_{place}_{month}.xlsx"), geography=place, data=data)
        tell("sheet_written", file=written)


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Entry sheets, official workbooks, texts (.txt).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show only / chỉ xem, không ghi.")] = False,
    because: Annotated[str, typer.Option(help="Why errors are overridden / lý do ghi dù có lỗi.")] = "",
    without: Annotated[str, typer.Option(help="Rows or rules to leave out / bỏ dòng, quy tắc: 3,7,tenfold")] = "",
    published: Annotated[str | None, typer.Option(help="YYYY-MM-DD, where the file does not say it.")] = None,
    title: Annotated[str, typer.Option(help="Title of the source of a text / tiêu đề nguồn.")] = "",
    publisher: Annotated[str, typer.Option(help="Its publisher / cơ quan công bố.")] = "",
    url: Annotated[str, typer.Option(help="Its address / địa chỉ trang.")] = "",
    geography: Annotated[str | None, typer.Option(help="Place of figures that name none / tỉnh.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking / đã soát, ghi luôn.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show every figure / hiện mọi số.")] = False,
    data: Data = DATA,
    lang: Lang = Language.vi,
) -> None:
    """Check files with new figures and add them to the ledger, each whole or not at all.

    Kiểm tra tệp số liệu mới rồi ghi vào sổ số liệu.
    """
    from analysis.ledger.names import resolve

    leave_out = set(without.replace(",", " ").split())
    told = {"title": title, "publisher": publisher, "url": url}
    refused = 0
    for file in files:
        try:
            with said(data=data):
                place = geography and resolve("geography", geography, data)
                told |= {"published": published and resolve("day", published), "geography": place}
                examined = _examined(file, told, leave_out, str(lang), data, asking=not dry_run)
                _show(Console(), examined, str(lang), every)
                _add(file, examined, because, str(lang), data, dry_run=dry_run, yes=yes)
        except typer.Exit:
            refused += 1
    raise typer.Exit(2 if refused else 0)


def _examined(
    file: Path, told: dict[str, str | None], without: set[str], language: str, data: Path, *, asking: bool
) -> "Examined":
    """The file read, its unsure readings settled, held against the ledger."""
    from analysis.checks.adding import examine
    from analysis.ledger.vocabulary import Vocabulary
    from analysis.readers.opening import read_release
    from analysis.readers.sheet.writing import write_open
    from analysis.readers.text.answers import settled

    release = read_release(file, **told, data=data)
    if "unsure" in release.rows:
        ask = partial(_ask, language=language, asking=asking)
        rows, left = settled(release.rows, ask, vocabulary=Vocabulary(data))
        release = replace(release, rows=rows)
        sheets, without_cell = write_open(left, release.source, Path(), data=data)
        for written in sheets:
            tell("sheet_proposed", language, file=written)
        if without_cell:
            tell("sheet_without_cell", language, count=without_cell)
    if release.rows.empty:
        _show_asides(release, language)
    return examine(release, data, without=without)


def _add(
    file: Path, examined: "Examined", because: str, language: str, data: Path, *, dry_run: bool, yes: bool
) -> None:
    """Writes what was shown, when nothing stops it and somebody says yes; a dry run ends as the real one would."""
    from analysis.checks import adding

    adding.refuse_reason(because, examined.release)
    if dry_run:
        tell("dry_run", language)
    adding.refuse_errors(examined, because)
    _show_chances(file, examined, language, data)
    if dry_run or not (yes or not _needs_yes(examined) or _confirmed(language)):
        return
    count = adding.add(file, examined.release, because=because, examined=examined, data=data).brings
    tell("added" if count else "nothing_new", language, count=count)


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
    from analysis import ledger
    from analysis.checks.page import origin_lines
    from analysis.ledger.names import resolve

    with said(data=data):
        if len(words) > 2:
            raise ValueError("outlook where INDICATOR [SECTOR] PERIOD")
        sector = [resolve("sector", name, data) for name in words[:-1]]
        place, code = resolve("geography", geography, data), resolve("indicator", indicator, data)
        prints = ledger.where(code, resolve("period", words[-1]), *sector, geography=place, data=data)
        for line in origin_lines(prints, str(lang)):
            Console().print(line, markup=False, highlight=False, soft_wrap=True)


@app.command()
def check(
    geography: Place = DEFAULT_GEOGRAPHY,
    data: Data = DATA,
    lang: Lang = Language.vi,
) -> None:
    """Check the tables typed by hand: what contradicts itself, with its row.

    Soát các bảng nhập tay.
    """
    from analysis.checks.hand import slips
    from analysis.ledger.names import resolve

    with said(data=data):
        place = resolve("geography", geography, data)
        found = slips(place, data)
        for slip in found:
            Console().print(slip.say(str(lang)), markup=False, highlight=False, soft_wrap=True)
        if not found:
            tell("ledger_sound", str(lang), place=wording.term("geography", place, str(lang)))
    raise typer.Exit(2 if found else 0)


@app.command()
def migrate(data: Data = DATA, lang: Lang = Language.vi) -> None:
    """Move old tables of figures into one folder a release; no number changes.

    Chuyển bảng cũ thành mỗi lần công bố một thư mục.
    """
    from analysis.ledger.folders import ledgers
    from analysis.ledger.releases import migrate as moved

    with said(data=data):
        for place in ledgers(data):
            count = moved(data, place)
            tell("migrated", str(lang), place=place, count=count)


@app.command()
def forget(lang: Lang = Language.vi) -> None:
    """Forget the draws remembered on this computer: the next answer is computed anew, with the same numbers.

    Xóa kết quả tính đã nhớ trên máy này; lần sau tính lại, cùng một kết quả.
    """
    from analysis import memo

    with said():
        tell("forgotten", str(lang), count=memo.forget(), folder=memo.folder() or "–")


def _show(console: Console, examined: "Examined", language: str, every: bool) -> None:
    from analysis.checks import page

    show(console, _worded(page.changes_table(examined, language, every=every)))
    show(console, _worded(page.plans_table(examined, language)))
    show(console, _worded(page.names_table(examined, language)))
    _show_asides(examined.release, language)
    show(console, _worded(page.findings_table(examined, language, every=every)))
    show(console, _worded(page.indicators_table(examined, language)))
    counts = page.counts(examined).items()
    told = ", ".join(f"{wording.term('intake', state, language)} {count}" for state, count in counts)
    console.print(f"{examined.release.file}: {told}", markup=False, highlight=False)


def _worded(rows: "DataFrame") -> "Table":
    """A table whose cells are words already."""
    from analysis.report.table import Column, Table

    codes = [f"column_{place}" for place, _ in enumerate(rows)]
    columns = [Column(code, f"{{{code}}}", head=head) for code, head in zip(codes, rows, strict=True)]
    return Table(rows.set_axis(codes, axis=1), tuple(columns))


def _show_asides(release: "Release", language: str) -> None:
    from analysis.checks.page import asides_table, tables_line

    show(Console(), _worded(asides_table(release, language)))
    if release.tables:
        Console().print(tables_line(release, language), markup=False, highlight=False, soft_wrap=True)


def _show_chances(file: Path, examined: "Examined", language: str, data: Path) -> None:
    """How far the file moves each chance, before it is written; nothing where it speaks of no plan."""
    for name, before, after in _chances(file, examined, data):
        if before is None or abs(after - before) >= _POINT:
            key = "chance_new" if before is None else "chance_moves"
            told = {
                "before": wording.chance_text(before or 0.0, language),
                "after": wording.chance_text(after, language),
            }
            tell(key, language, name=wording.indicator_name(name, language, short=True), **told)


def _chances(file: Path, examined: "Examined", data: Path) -> Iterator[tuple[str, float | None, float]]:
    from analysis.checks import targets_of
    from analysis.checks.adding import tried
    from analysis.outlook.answer import answers

    day, fresh, plans = examined.release.source.published, examined.fresh, examined.targets
    places = sorted({*fresh["geography"], *plans["geography"]})
    stated = [target for target in targets_of(places, day, data) if target.year == int(day[:4])]
    for place in places:
        planned = {target.indicator for target in stated if target.geography == place}
        told = {*fresh["indicator"][fresh["geography"] == place]}
        if planned.isdisjoint(told) and day[:4] not in set(plans["year"]):
            continue
        with progress(), tempfile.TemporaryDirectory() as folder:
            trial = tried(file, examined, data, Path(folder) / "data")
            old, new = (
                {one.target.code: one for one in answers(day, place, int(day[:4]), data=at) if one.used}
                for at in (data, trial)
            )
            for code, answer in new.items():
                was = old[code].outlook.chance if code in old else None
                yield answer.target.indicator, was, answer.outlook.chance


def _ask(row: "Series", wrong: str, language: str, *, asking: bool) -> str:
    """What is answered about an unsure reading; nobody there to ask is an error, a dry run leaves it out."""
    question = wording.sentence("unsure_reading", language, **_candidate(row, language))
    Console().print(*filter(None, [wrong, question]), sep="\n", markup=False, soft_wrap=True)
    if not asking:
        return ""
    try:
        return str(typer.prompt(wording.sentence("answer_reading", language), default="", show_default=False))
    except typer.Abort as error:
        raise ValueError(question) from error


def _candidate(row: "Series", language: str) -> dict[str, str]:
    from analysis.checks.finding import figure_name

    value = wording.printed(row["value"], row["unit"], language)
    return {"sentence": row["sentence"], "unsure": row["unsure"], "figure": figure_name(row, language), "value": value}


def _needs_yes(examined: "Examined") -> bool:
    """Candidates read from sentences, and a file of which something was left out, are written when a person says so."""
    return "sentence" in examined.rows or bool(examined.release.asides)


def _confirmed(language: str) -> bool:
    return typer.confirm(wording.sentence("confirm_candidates", language), default=False)
