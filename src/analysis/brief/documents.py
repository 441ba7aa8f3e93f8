"""The whole answer as documents in a folder: Word, Excel, one HTML page, charts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis.answer import Answer
from analysis.brief.blocks import Report
from analysis.brief.book import workbook
from analysis.brief.keeping import keep
from analysis.brief.pictures import pictures
from analysis.brief.report import report
from analysis.brief.web import page
from analysis.brief.word import document

CHARTS = "charts"


def write_documents(
    answers: list[Answer],
    facts: pd.DataFrame,
    as_of: str,
    folder: Path,
    languages: tuple[str, ...] = ("vi", "en"),
    tell: Callable[[str], None] = lambda name: None,
) -> dict[str, Path]:
    """Where each file was written, by the name it should have; another name where that one had been edited.

    `facts`: the province's ledger as known on the day. `tell` hears what is being drawn or written.
    """
    written = {}
    with TemporaryDirectory() as drawn:
        reports = [_report(answers, facts, as_of, Path(drawn), language, tell) for language in languages]
        for name, make in _files(answers, facts, reports, Path(drawn)):
            tell(name)
            written[name] = keep(folder, name, make())
    return written


def _report(
    answers: list[Answer],
    facts: pd.DataFrame,
    as_of: str,
    drawn: Path,
    language: str,
    tell: Callable[[str], None],
) -> Report:
    return report(answers, facts, pictures(answers, as_of, drawn, language, tell), as_of, language)


def _files(
    answers: list[Answer], facts: pd.DataFrame, reports: list[Report], drawn: Path
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for one in reports:
        yield f"brief_{one.language}.docx", lambda one=one: document(one)
        yield f"tables_{one.language}.xlsx", lambda one=one: workbook(answers, facts, one.as_of, one.language)
    yield "page.html", lambda: page(reports).encode()
    for file in sorted(drawn.iterdir()):
        yield f"{CHARTS}/{file.name}", file.read_bytes
