"""The charts of a report as files and as pictures to set into documents."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from analysis import wording
from analysis.outlook.answer import Answer
from analysis.report.blocks import Picture
from analysis.report.drawings.drawing import Drawing
from analysis.report.drawings.paper import drawings
from analysis.report.files import save_drawings


def pictures(
    answers: list[Answer],
    as_of: str,
    folder: Path,
    language: str = "vi",
    tell: Callable[[str], None] = lambda title: None,
    history: pd.DataFrame | None = None,
) -> tuple[Picture, ...]:
    """Every chart of the answers (`drawings`), its files written to the folder; `tell` hears each chart's title."""
    told: list[tuple[str, str]] = []

    def noted() -> Iterator[Drawing]:
        for one in drawings(answers, as_of, language, history=history):
            told.append((one.name, one.alt))
            tell(one.title)
            yield one

    folder.mkdir(parents=True, exist_ok=True)
    save_drawings(noted(), folder, language)
    return tuple(_picture(number, *words, folder, language) for number, words in enumerate(told, 1))


def _picture(number: int, name: str, alt: str, folder: Path, language: str) -> Picture:
    caption = wording.sentence("picture_caption", language, number=number)  # the title stands in the picture
    file = folder / f"{name}_{language}"
    png, svg = (file.with_suffix(kind).read_bytes() for kind in (".png", ".svg"))
    return Picture(name, caption, alt, png, svg.decode())
