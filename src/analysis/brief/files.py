"""A folder of tables (CSV) and charts (PNG, SVG) that hold an answer."""

from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from analysis import charts
from analysis.answer import Answer, table
from analysis.brief.drawings import draw_path, draw_year
from analysis.brief.tables import monthly, verdict_table
from analysis.wording import harmless


def write(
    answers: list[Answer],
    as_of: str,
    folder: Path,
    language: str = "vi",
    tell: Callable[[str], None] = lambda indicator: None,
) -> list[Path]:
    """The files written to the folder, which is made where it is missing; `tell` hears the indicator being drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [save_table(table(answers).round(4), folder / "outlook.csv")]
    written += [save_table(verdict_table(answers, language), folder / f"outlook_{language}.csv")]
    for answer in answers:
        if answer.used:
            tell(answer.target.indicator)
            written += _write_one(answer, as_of, folder, language)
    return written


def set_aside(answers: list[Answer], folder: Path) -> Path | None:
    """Where the folder's former answer was moved to, `history/<day>-<number>` beside it; None where it is the same."""
    held = folder / "outlook.csv"
    if not held.exists() or held.read_bytes() == _written(table(answers).round(4)):
        return None
    history = folder.parent / "history"
    history.mkdir(exist_ok=True)
    number = 1 + len(list(history.glob(f"{folder.name}-*")))
    return folder.rename(history / f"{folder.name}-{number}")


def _write_one(answer: Answer, as_of: str, folder: Path, language: str) -> list[Path]:
    name = answer.target.indicator
    files = [
        save_table(monthly(answer), folder / f"{name}_months.csv"),
        save_table(answer.figures, folder / f"{name}_figures.csv"),
        *save_chart(draw_year(answer, as_of, language), folder, f"{name}_year_{language}"),
    ]
    if answer.last.year == answer.target.year:  # before the year's first figure there is no path to draw
        files += save_chart(draw_path(answer, as_of, language), folder, f"{name}_path_{language}")
    return files


def save_chart(axes: Axes, folder: Path, name: str) -> list[Path]:
    """A chart as PNG and SVG, and closed."""
    figure = axes.get_figure(root=True)
    files = charts.save(figure, folder, name)
    plt.close(figure)
    return files


def save_table(rows: pd.DataFrame, path: Path) -> Path:
    """A table as CSV that a spreadsheet opens as it is and runs nothing of."""
    path.write_bytes(_written(rows))
    return path


def _written(rows: pd.DataFrame) -> bytes:
    texts = rows.select_dtypes(include=["str", "object"]).columns
    safe = rows.assign(**{column: rows[column].map(harmless) for column in texts})
    # Excel in Vietnam knows UTF-8 only by its mark
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
