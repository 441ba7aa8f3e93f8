"""The whole answer as documents in a folder: Word, Excel, one HTML page, charts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis.outlook.answer import Answer
from analysis.report.blocks import Report
from analysis.report.book import workbook
from analysis.report.history import issued_chances
from analysis.report.keeping import keep
from analysis.report.pictures import pictures
from analysis.report.report import report
from analysis.report.web import page
from analysis.report.word import document

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
    written, reports, history = {}, [], issued_chances(answers, as_of)
    with TemporaryDirectory() as place:
        drawn = Path(place)
        for language in languages:
            shown = pictures(answers, as_of, drawn, language, tell, history)
            reports.append(report(answers, facts, shown, as_of, language))
        for name, make in _files(answers, facts, reports, drawn):
            tell(name)
            written[name] = keep(folder, name, make())
    return written


def _files(
    answers: list[Answer], facts: pd.DataFrame, reports: list[Report], drawn: Path
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for one in reports:
        yield f"brief_{one.language}.docx", lambda one=one: document(one)
        yield f"tables_{one.language}.xlsx", lambda one=one: workbook(answers, facts, one.as_of, one.language)
    yield "page.html", lambda: page(reports).encode()
    for file in sorted(drawn.iterdir()):
        yield f"{CHARTS}/{file.name}", file.read_bytes
