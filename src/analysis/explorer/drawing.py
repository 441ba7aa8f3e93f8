"""The chart of a view, and the chart as bytes for a screen."""

from io import BytesIO

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from analysis import charts, wording
from analysis.answer import Answer
from analysis.charts import figure_of
from analysis.explorer.view import View
from analysis.explorer.words import sector_growth
from analysis.growth import year_to_date
from analysis.ledger import WHOLE
from analysis.report.drawings import targets
from analysis.review import source_line

_SCREEN = 120  # dots an inch


def draw(answer: Answer, view: View) -> Axes:
    """The target's chart, or the growth to date of the sector chosen; before the year's first figure its result."""
    if view.sector != WHOLE:
        return _draw_sector(answer, view)
    early = answer.last.year < answer.target.year
    drawn = targets.year if early or view.picture == "year" else targets.path
    return drawn(answer, view.as_of, view.language).figure.axes[0]


def png(axes: Axes) -> bytes:
    """The chart as a picture for a screen; its figure is closed."""
    figure, picture = figure_of(axes), BytesIO()
    with plt.style.context(charts.STYLE):
        figure.savefig(picture, format="png", dpi=_SCREEN, metadata={"Software": None})
    plt.close(figure)
    return picture.getvalue()


def title(axes: Axes) -> str:
    """The finding that stands above the chart."""
    return " ".join(text.get_text() for text in figure_of(axes).texts if text.get_gid() == "title").replace("\n", " ")


def _draw_sector(answer: Answer, view: View) -> Axes:
    growth, language = year_to_date(answer.parts[view.sector]), view.language
    caption = charts.Caption(
        wording.sentence("explore_sector_title", language, **sector_growth(answer, view.sector, language)),
        wording.sentence("path_subtitle_growth", language),
        wording.unit("percent", language),
        source_line(answer.figures["source_id"], view.as_of, language),
    )
    known = growth[growth.index.year >= min(answer.last.year, answer.target.year)]
    return charts.on_paper(charts.path, known, answer.last, caption=caption, lang=language).axes[0]
