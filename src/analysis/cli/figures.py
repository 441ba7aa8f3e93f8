"""`outlook sheet`, `add`, `where`, `check` and `migrate` see to the figures."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli import console
from analysis.cli.console import MISTAKES, Asked, app, hand, lazily, names, wording

if TYPE_CHECKING:
    from pandas import Series

    from analysis.checks.adding import Examined
    from analysis.readers.release import Release

adding, checks, finding, page = lazily("checks.adding", "checks", "checks.finding", "checks.page")
ledger, ledgers, memo, releases = lazily("ledger", "ledger.folders", "memo", "ledger.releases")
answering, opening, sheets = lazily("readers.text.answers", "readers.opening", "readers.sheet.writing")
outlook, vocabulary = lazily("outlook.answer", "ledger.vocabulary")

_POINT = 0.01


@app.command()
def sheet(
    context: typer.Context,
    month: Annotated[str, typer.Argument(help="YYYY-MM")],
    out: Annotated[Path | None, typer.Option(help="File to write / tệp ghi ra: *.xlsx")] = None,
) -> None:
    """An Excel sheet to fill in with a month's figures.

    Phiếu Excel để nhập số liệu một tháng.
    """
    asked: Asked = context.obj
    file = out or Path(f"phieu_{asked.code}_{month}.xlsx")
    console.tell("sheet_written", file=sheets.write_sheet(month, file, geography=asked.code, data=asked.data))


@app.command()
def add(
    context: typer.Context,
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
) -> None:
    """Check files with new figures and add them to the ledger, each whole or not at all.

    Kiểm tra tệp số liệu mới rồi ghi vào sổ số liệu.
    """
    asked: Asked = context.obj
    told: dict[str, str | None] = {"title": title, "publisher": publisher, "url": url}
    told["geography"] = geography and names.resolve("geography", geography, asked.data)
    told["published"] = published and names.resolve("day", published)
    refused = 0
    for file in files:
        try:
            release = _read(file, told, asked, asking=not dry_run)
            examined = adding.examine(release, asked.data, without=set(without.replace(",", " ").split()))
            _show(examined, asked.language, every)
            _add(file, examined, because, asked, dry_run=dry_run, yes=yes)
        except MISTAKES as error:
            console.complain(error)
            refused += 1
    raise typer.Exit(2 if refused else 0)


def _read(file: Path, told: dict[str, str | None], asked: Asked, *, asking: bool) -> "Release":
    """The file read, its unsure readings settled."""
    release = opening.read_release(file, **told, data=asked.data)
    if "unsure" in release.rows:
        ask = partial(_ask, language=asked.language, asking=asking)
        rows, left = answering.settled(release.rows, ask, vocabulary=vocabulary.Vocabulary(asked.data))
        release = replace(release, rows=rows)
        written, without_cell = sheets.write_open(left, release.source, Path(), data=asked.data)
        for one in written:
            console.tell("sheet_proposed", asked.language, file=one)
        if without_cell:
            console.tell("sheet_without_cell", asked.language, count=without_cell)
    if release.rows.empty:
        _show_asides(release, asked.language)
    return release


def _add(file: Path, examined: "Examined", because: str, asked: Asked, *, dry_run: bool, yes: bool) -> None:
    """Writes what was shown, when nothing stops it and somebody says yes; a dry run ends as the real one would.

    Candidates read from sentences, and a file of which something was left out, are written when a person says so.
    """
    language = asked.language
    adding.refuse_reason(because, examined.release)
    if dry_run:
        console.tell("dry_run", language)
    adding.refuse_errors(examined, because)
    _show_chances(file, examined, asked)
    sure = yes or not ("sentence" in examined.rows or examined.release.asides)
    if dry_run or not (sure or typer.confirm(wording.sentence("confirm_candidates", language), default=False)):
        return
    count = adding.add(file, examined.release, because=because, examined=examined, data=asked.data).brings
    console.tell("added" if count else "nothing_new", language, count=count)


@app.command()
def where(
    context: typer.Context,
    indicator: Annotated[str, typer.Argument(help="iip, retail_sales, exports …")],
    words: Annotated[list[str], typer.Argument(metavar="[SECTOR] PERIOD", help="2022-07, 2022-Q1, 2022")],
) -> None:
    """Where a figure comes from: each print with its source and file.

    Số liệu này lấy từ đâu.
    """
    asked: Asked = context.obj
    if len(words) > 2:
        raise ValueError("outlook where INDICATOR [SECTOR] PERIOD")
    sector = [names.resolve("sector", name, asked.data) for name in words[:-1]]
    code, period = names.resolve("indicator", indicator, asked.data), names.resolve("period", words[-1])
    prints = ledger.where(code, period, *sector, geography=asked.code, data=asked.data)
    for told in page.origin_lines(prints, asked.language):
        console.line(told)


@app.command()
def check(context: typer.Context) -> None:
    """Check the tables typed by hand: what contradicts itself, with its row.

    Soát các bảng nhập tay.
    """
    asked: Asked = context.obj
    found = hand.slips(asked.code, asked.data)
    for slip in found:
        console.line(slip.say(asked.language))
    if found:
        raise typer.Exit(2)
    console.tell("ledger_sound", asked.language, place=wording.term("geography", asked.code, asked.language))


@app.command()
def migrate(context: typer.Context) -> None:
    """Move old tables of figures into one folder a release; no number changes.

    Chuyển bảng cũ thành mỗi lần công bố một thư mục.
    """
    asked: Asked = context.obj
    for place in ledgers.ledgers(asked.data):
        console.tell("migrated", asked.language, place=place, count=releases.migrate(asked.data, place))


@app.command()
def forget(context: typer.Context) -> None:
    """Forget the draws remembered on this computer: the next answer is computed anew, with the same numbers.

    Xóa kết quả tính đã nhớ trên máy này; lần sau tính lại, cùng một kết quả.
    """
    console.tell("forgotten", context.obj.language, count=memo.forget(), folder=memo.folder() or "–")


def _show(examined: "Examined", language: str, every: bool) -> None:
    console.show(page.changes_table(examined, language, every=every))
    console.show(page.plans_table(examined, language))
    console.show(page.names_table(examined, language))
    _show_asides(examined.release, language)
    console.show(page.findings_table(examined, language, every=every))
    console.show(page.indicators_table(examined, language))
    counts = page.counts(examined).items()
    told = ", ".join(f"{wording.term('intake', state, language)} {count}" for state, count in counts)
    console.say(f"{examined.release.file}: {told}", mark="")


def _show_asides(release: "Release", language: str) -> None:
    console.show(page.asides_table(release, language))
    if release.tables:
        console.line(page.tables_line(release, language))


def _show_chances(file: Path, examined: "Examined", asked: Asked) -> None:
    """How far the file moves each chance, before it is written; nothing where it speaks of no plan."""
    for name, before, after in _chances(file, examined, asked.data):
        if before is None or abs(after - before) >= _POINT:
            words = {"name": wording.indicator_name(name, asked.language, short=True)}
            chances = {"before": before or 0.0, "after": after}
            words |= {when: wording.chance_text(chance, asked.language) for when, chance in chances.items()}
            console.tell("chance_new" if before is None else "chance_moves", asked.language, **words)


def _chances(file: Path, examined: "Examined", data: Path) -> Iterator[tuple[str, float | None, float]]:
    day, fresh, plans = examined.release.source.published, examined.fresh, examined.targets
    places = sorted({*fresh["geography"], *plans["geography"]})
    stated = [target for target in checks.targets_of(places, day, data) if target.year == int(day[:4])]
    for place in places:
        planned = {target.indicator for target in stated if target.geography == place}
        told = {*fresh["indicator"][fresh["geography"] == place]}
        if planned.isdisjoint(told) and day[:4] not in set(plans["year"]):
            continue
        with console.progress(), tempfile.TemporaryDirectory() as folder:
            trial = adding.tried(file, examined, data, Path(folder) / "data")
            old, new = (
                {one.target.code: one for one in outlook.answers(day, place, int(day[:4]), data=at) if one.used}
                for at in (data, trial)
            )
            for code, answer in new.items():
                was = old[code].outlook.chance if code in old else None
                yield answer.target.indicator, was, answer.outlook.chance


def _ask(row: "Series", wrong: str, language: str, *, asking: bool) -> str:
    """What is answered about an unsure reading; nobody there to ask is an error, a dry run leaves it out."""
    name = finding.figure_name(row, language)
    words = {"figure": name, "value": wording.printed(row["value"], row["unit"], language)}
    question = wording.sentence("unsure_reading", language, **row[["sentence", "unsure"]], **words)
    console.line("\n".join(filter(None, [wrong, question])))
    if not asking:
        return ""
    try:
        return str(typer.prompt(wording.sentence("answer_reading", language), default="", show_default=False))
    except typer.Abort as error:
        raise ValueError(question) from error
