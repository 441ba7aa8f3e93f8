"""A chart with everything that goes with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import charts, wording
from analysis.ledger.loading import load_sources
from analysis.memo import Arrays, remembered

_NAMED = 3
"""Publishers that a source line names."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """One chart of a paper: the stem of its files ("iip_path"), its finding, the numbers behind it, how it is drawn.

    `data`: columns named by codes, months as text ("2022-07"), not rounded. `alt`: what a reader who does not see the
    picture is told: kind of chart, finding, key numbers. `draw`: the figure, from `charts.on_paper`.
    """

    name: str
    title: str
    data: pd.DataFrame
    alt: str
    draw: partial[Figure]

    @cached_property
    def figure(self) -> Figure:
        """The chart on paper, drawn when it is first asked for; whoever asks closes it."""
        return self.draw()

    @property
    def png(self) -> bytes:
        """The picture as documents hold it; one of the same content, words and looks is not drawn again."""
        view, *shown = self.draw.args
        words = [table.read_bytes() for table in sorted(wording.folder().glob("*.csv"))]
        asked = [view.__name__, shown, self.draw.keywords, words, dict(plt.rcParams)]
        return remembered(asked, self._drawn)["png"].tobytes()

    def _drawn(self) -> Arrays:
        png = charts.picture(figure := self.draw())  # not kept: a report has thirty of them
        plt.close(figure)
        return {"png": np.frombuffer(png, np.uint8)}


def drawn(
    name: str,
    draw: Callable[..., Axes],
    *shown: Any,
    data: pd.DataFrame,
    caption: charts.Caption,
    kind: str,
    numbers: str,
    lang: str,
    **options: Any,
) -> Drawing:
    """What `draw` makes of `shown`; `kind`: a code of the glossary's chart kinds, `numbers`: key numbers in words."""
    figure = partial(charts.on_paper, draw, *shown, caption=caption, lang=lang, **options)
    words = {"kind": wording.term("chart_kind", kind, lang), "title": caption.title, "numbers": numbers}
    table = data if isinstance(data.index, pd.RangeIndex) else data.reset_index()
    plain = table.astype(dict.fromkeys(table.select_dtypes(pd.PeriodDtype), str))
    return Drawing(name, caption.title, plain, wording.sentence("alt_text", lang, **words), figure)


def caption(
    title: str,
    subtitle: str,
    facts: pd.DataFrame,
    as_of: str,
    language: str = "vi",
    *,
    unit: str = "percent",
    **words: object,
) -> charts.Caption:
    """Two sentences by their keys, filled with `words`; the unit; the source line of the figures shown.

    `unit`: a code of the glossary. The `place` is that of most figures.
    """
    words = {"place": wording.term("geography", facts["geography"].mode()[0], language), "unit": unit} | words
    said = (wording.sentence(key, language, **words) for key in (title, subtitle))
    return charts.Caption(*said, wording.unit(unit, language), source_line(facts, as_of, language))


def source_line(facts: pd.DataFrame, as_of: str, language: str = "vi") -> str:
    """The publishers, those of most figures first, and the last day of the data; beyond three only their number."""
    known = load_sources(wording.folder(), *facts["geography"].unique())["publisher"]
    publishers = facts["source_id"].map(known).map(lambda name: wording.publisher(name, language))
    publishers = publishers.value_counts(sort=False)
    ordered = publishers.sort_values(ascending=False, kind="stable").index
    named = "; ".join(ordered[:_NAMED])
    if len(ordered) > _NAMED:
        named = wording.sentence("and_others", language, names=named, count=len(ordered) - _NAMED)
    return wording.sentence("source_line", language, sources=named, day=wording.day(as_of, language))


def items(values: dict[str, str], lang: str) -> str:
    """Names with their values in words, one after another."""
    return "; ".join(wording.sentence("alt_item", lang, name=name, value=value) for name, value in values.items())
