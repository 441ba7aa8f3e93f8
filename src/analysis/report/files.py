"""A folder of tables (CSV) and charts (PNG, SVG, PDF, with their numbers) that hold an answer."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from analysis import charts
from analysis.outlook.answer import Answer, table
from analysis.report.drawings.drawing import Drawing
from analysis.report.drawings.targets import path
from analysis.report.tables import monthly, verdict_table
from analysis.wording import harmless


def write(
    answers: list[Answer],
    as_of: str,
    folder: Path,
    language: str = "vi",
    tell: Callable[[str], None] = lambda indicator: None,
) -> list[Path]:
    """The tables and each target's way to December, in a folder made where it is missing.

    `tell` hears the indicator being drawn. All charts come with the documents (`write_documents`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [save_table(table(answers).round(4), folder / "outlook.csv")]
    written += [save_table(verdict_table(answers, language), folder / f"outlook_{language}.csv")]
    used = [answer for answer in answers if answer.used]
    for answer in used:
        written += _write_figures(answer, folder)
    return written + save_drawings(_paths(used, as_of, language, tell), folder, language)


def _paths(used: list[Answer], as_of: str, language: str, tell: Callable[[str], None]) -> Iterator[Drawing]:
    for answer in used:
        if answer.last.year == answer.target.year:  # before the year's first figure there is no path to draw
            tell(answer.target.indicator)
            yield path(answer, as_of, language)


def save_drawings(drawn: Iterable[Drawing], folder: Path, language: str = "vi") -> list[Path]:
    """Each chart as PNG, SVG and PDF with the numbers behind it (CSV, XLSX), and a table of alternative texts."""
    files, texts = [], []
    for one in drawn:
        files += charts.save(one.figure, folder / f"{one.name}_{language}", alt=one.alt)
        plt.close(one.figure)
        files += charts.save_numbers(one.data.round(4), folder / one.name)
        texts += [{"chart": one.name, "title": one.title, "alt": one.alt}]
    table = pd.DataFrame(texts, columns=["chart", "title", "alt"])
    return [*files, save_table(table, folder / f"charts_{language}.csv")]


def set_aside(answers: list[Answer], folder: Path) -> Path | None:
    """Where the folder's former answer was moved to, `history/<day>-<number>` beside it; None where it is the same."""
    held = folder / "outlook.csv"
    if not held.exists() or held.read_bytes() == _written(table(answers).round(4)):
        return None
    history = folder.parent / "history"
    history.mkdir(exist_ok=True)
    number = 1 + len(list(history.glob(f"{folder.name}-*")))
    return folder.rename(history / f"{folder.name}-{number}")


def _write_figures(answer: Answer, folder: Path) -> list[Path]:
    name = answer.target.code
    return [
        save_table(monthly(answer), folder / f"{name}_months.csv"),
        save_table(answer.figures, folder / f"{name}_figures.csv"),
    ]


def save_chart(axes: Axes, folder: Path, name: str) -> list[Path]:
    """A chart as its files, and closed."""
    figure = axes.get_figure(root=True)
    files = charts.save(figure, folder / name)
    plt.close(figure)
    return files


def save_table(rows: pd.DataFrame, path: Path) -> Path:
    """A table as CSV that a spreadsheet opens as it is and runs nothing of."""
    path.write_bytes(_written(rows))
    return path


def _written(rows: pd.DataFrame) -> bytes:
    # Excel in Vietnam knows UTF-8 only by its mark
    return _safe(rows).to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def _safe(rows: pd.DataFrame) -> pd.DataFrame:
    texts = rows.select_dtypes(include=["str", "object"]).columns
    return rows.assign(**{column: rows[column].map(harmless) for column in texts})
