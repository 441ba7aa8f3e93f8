"""A chart with everything that goes with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import charts, wording


@dataclass(frozen=True, eq=False)
class Drawing:
    """One chart of a paper: the stem of its files ("iip_path"), its finding, the picture, the numbers behind it.

    `data`: columns named by codes, months as text ("2022-07"), not rounded. `alt`: what a reader who does not see the
    picture is told: kind of chart, finding, key numbers.
    """

    name: str
    title: str
    figure: Figure
    data: pd.DataFrame
    alt: str


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
    figure = charts.on_paper(draw, *shown, caption=caption, lang=lang, **options)
    words = {"kind": wording.term("chart_kind", kind, lang), "title": caption.title, "numbers": numbers}
    return Drawing(name, caption.title, figure, _plain(data), wording.sentence("alt_text", lang, **words))


def items(values: dict[str, str], lang: str) -> str:
    """Names with their values in words, one after another."""
    return "; ".join(wording.sentence("alt_item", lang, name=name, value=value) for name, value in values.items())


def _plain(data: pd.DataFrame) -> pd.DataFrame:
    """The table with its index as a column and months as text."""
    table = data if isinstance(data.index, pd.RangeIndex) else data.reset_index()
    months = [column for column in table if isinstance(table[column].dtype, pd.PeriodDtype)]
    return table.assign(**{column: table[column].astype(str) for column in months})
