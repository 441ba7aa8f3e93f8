"""Every chart of a brief in the order of the paper."""

from collections.abc import Iterator

from analysis.answer import Answer
from analysis.brief.drawings.drawing import Drawing
from analysis.brief.drawings.targets import path, year


def drawings(answers: list[Answer], as_of: str, language: str = "vi") -> Iterator[Drawing]:
    """Each chart as it is drawn, so that its figure can be saved and closed before the next one."""
    for answer in answers:
        if answer.used:
            # before the year's first figure there is no path to draw
            views = (path, year) if answer.last.year == answer.target.year else (year,)
            yield from (view(answer, as_of, language) for view in views)
