"""A folder that holds an answer: tables and charts to work with, or the documents of the report."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.pyplot as plt
import pandas as pd

from analysis import charts, wording
from analysis.evaluation.issued import ISSUED_KEY, load_issued
from analysis.ledger import DATA
from analysis.ledger.names import one_of
from analysis.outlook.answer import table
from analysis.outlook.reading import Answer
from analysis.report.blocks import Picture, Report
from analysis.report.book import workbook
from analysis.report.drawings.drawing import Drawing
from analysis.report.drawings.paper import drawings
from analysis.report.drawings.targets import path
from analysis.report.keeping import keep
from analysis.report.letter import letter
from analysis.report.numbers import monthly, plan_table, under_way
from analysis.report.office import as_pdf
from analysis.report.paper import Known, report
from analysis.report.web import live, page
from analysis.report.word import document
from analysis.wording import as_csv

CHARTS = "charts"


def chart_formats(typed: str) -> list[str]:
    """What charts are saved as, from words between commas; an `UnknownName` says what they can be.

    >>> chart_formats("svg, pdf")
    ['svg', 'pdf']
    """
    return [one_of("format", word, charts.FORMATS) for word in typed.split(",")]


def write_documents(
    known: Known,
    folder: Path,
    languages: Sequence[str] = wording.LANGUAGES,
    tell: Callable[[str], None] = str,
    *,
    formats: Collection[str] = ("png",),
    template: bytes = b"",
    pdf: bool = False,
) -> dict[str, Path]:
    """The report as Word, Excel and one HTML page with its charts; where each file was written, by its name.

    A file that had been edited is kept, and the new one has another name. `tell` hears what is drawn or written.
    `formats`: what each chart is a file of its own as (`charts.FORMATS`); beyond PNG with the numbers behind it.
    `template`: the document that Word files begin as (`office.read_template`). `pdf`: the report as PDF too.
    """
    written, reports, more = {}, [], set(formats) - {"png"}
    with TemporaryDirectory() as place:
        for language in languages:
            own = replace(known, language=language)
            reports.append((own, report(own, pictures(own, tell, Path(place), more))))
        for name, make in _files(reports, Path(place), template, pdf):
            tell(name)
            written[name] = keep(folder, name, make())
    return written


def write(
    answers: Sequence[Answer],
    as_of: str,
    folder: Path,
    language: str = "vi",
    tell: Callable[[str], None] = str,
    formats: Collection[str] = charts.FORMATS,
) -> list[Path]:
    """The tables and each target's way to December, in a folder made where it is missing.

    `tell` hears the indicator being drawn. All charts come with the documents (`write_documents`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    used = [answer for answer in answers if answer.used]
    written = [save_table(table(list(answers)).round(4), folder / "outlook.csv")]
    written += [save_table(plan_table(answers, language, "plan_short").text(), folder / f"outlook_{language}.csv")]
    for answer in used:
        name = answer.target.code
        written += [save_table(monthly(answer), folder / f"{name}_months.csv")]
        written += [save_table(answer.figures, folder / f"{name}_figures.csv")]
    return written + save_drawings(_paths(used, as_of, language, tell), folder, language, formats)


def set_aside(answers: Sequence[Answer], folder: Path) -> Path | None:
    """Where the folder's former answer was moved to, `history/<day>-<number>` beside it; None where it is the same."""
    held = folder / "outlook.csv"
    if not held.exists() or held.read_bytes() == as_csv(table(list(answers)).round(4)):
        return None
    history = folder.parent / "history"
    history.mkdir(exist_ok=True)
    number = 1 + len(list(history.glob(f"{folder.name}-*")))
    return folder.rename(history / f"{folder.name}-{number}")


def pictures(
    known: Known, tell: Callable[[str], None] = str, folder: Path = Path(), formats: Collection[str] = ()
) -> tuple[Picture, ...]:
    """Every chart of the answers (`drawings`), as files of these formats in the folder too; `tell` hears titles."""
    answers = list(known.answers)
    history = issued_chances(answers, known.as_of, known.data)
    drawn = list(drawings(answers, known.as_of, known.language, history=history, data=known.data))
    made = []
    for number, one in enumerate(drawn, 1):
        tell(one.title)
        caption = wording.sentence("picture_caption", known.language, number=number, title=one.title)
        if formats:
            _save_drawing(one, folder, known.language, formats)
        made.append(Picture(one.name, caption, one.alt, one.png))
    if formats:
        _save_texts(drawn, folder, known.language)
    return tuple(made)


def issued_chances(answers: Sequence[Answer], as_of: str, data: Path = DATA) -> pd.DataFrame:
    """The answers to these plans issued before the day, then the day's own, as `benchmarks.chances_by_day` has them.

    What was answered to a plan that has been changed since is left out.
    """
    now = table(list(answers)).query("used and chance.notna()").assign(issued=as_of)
    plans = now[[*ISSUED_KEY, "target"]].round({"target": 4})  # as `evaluation.issued.issue` writes them
    earlier = load_issued(data).query("issued < @as_of").merge(plans)
    told = pd.concat([earlier, now[earlier.columns]], ignore_index=True)
    return told.rename(columns={"issued": "as_of"})


def save_drawings(
    drawn: Iterable[Drawing], folder: Path, language: str = "vi", formats: Collection[str] = charts.FORMATS
) -> list[Path]:
    """Each chart in these formats with the numbers behind it, and a table of alternative texts."""
    shown, files = [], []
    for one in drawn:
        files += _save_drawing(one, folder, language, formats)
        shown.append(one)
    return [*files, _save_texts(shown, folder, language)]


def _save_drawing(one: Drawing, folder: Path, language: str, formats: Collection[str]) -> list[Path]:
    pictures = charts.save(one.figure, folder / f"{one.name}_{language}", alt=one.alt, formats=formats)
    plt.close(one.figure)
    return pictures + charts.save_numbers(one.data.round(4), folder / one.name, formats)


def _save_texts(drawn: list[Drawing], folder: Path, language: str) -> Path:
    texts = pd.DataFrame([vars(one) for one in drawn]).reindex(columns=["name", "title", "alt"])
    return save_table(texts.rename(columns={"name": "chart"}), folder / f"charts_{language}.csv")


def save_table(rows: pd.DataFrame, path: Path) -> Path:
    """A table as CSV that a spreadsheet opens as it is and runs nothing of."""
    path.write_bytes(as_csv(rows))
    return path


def _files(
    reports: list[tuple[Known, Report]], drawn: Path, template: bytes, pdf: bool
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for known, one in reports:
        yield f"brief_{one.language}.docx", lambda one=one: document(one, template)
        if pdf:
            yield f"brief_{one.language}.pdf", lambda one=one: as_pdf(document(one, template))
        yield f"tables_{one.language}.xlsx", lambda known=known: workbook(known)
        if disputed := letter(known):
            yield f"letter_{one.language}.docx", lambda disputed=disputed: document(disputed, template)
        for picture in one.pictures:
            yield f"{CHARTS}/{picture.name}_{one.language}.png", lambda picture=picture: picture.png
    answers = reports[0][0].answers
    yield "page.html", lambda: page([one for _, one in reports], live(answers, reports[0][1].language)).encode()
    for file in sorted(drawn.iterdir()):
        yield f"{CHARTS}/{file.name}", file.read_bytes


def _paths(used: list[Answer], as_of: str, language: str, tell: Callable[[str], None]) -> Iterator[Drawing]:
    for answer in used:
        if under_way(answer):  # before the year's first figure there is no path to draw
            tell(answer.target.indicator)
            yield path(answer, as_of, language)
