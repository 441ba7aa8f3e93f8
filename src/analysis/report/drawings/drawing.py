"""A chart with everything that goes with it."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import wording
from analysis.charts import Caption
from analysis.charts.canvas import figure_of


@dataclass(frozen=True, eq=False)
class Drawing:
    """One chart of the paper: the stem of its files ("iip_path"), its finding, the picture, the numbers behind it.

    `data`: columns named by codes, months as text ("2022-07"), not rounded. `alt`: what a reader who does not see the
    picture is told: kind of chart, finding, key numbers.
    """

    name: str
    title: str
    figure: Figure
    data: pd.DataFrame
    alt: str


def drawing(
    name: str, axes: Axes, data: pd.DataFrame, caption: Caption, kind: str, numbers: str, language: str
) -> Drawing:
    """The chart drawn on `axes`; `kind`: a code of the glossary's chart kinds, `numbers`: its key numbers in words."""
    words = {"kind": wording.term("chart_kind", kind, language), "title": caption.title, "numbers": numbers}
    alt = wording.sentence("alt_text", language, **words)
    return Drawing(name, caption.title, figure_of(axes), _plain(data), alt)


def _plain(data: pd.DataFrame) -> pd.DataFrame:
    """The table with its index as a column and months as text."""
    table = data if isinstance(data.index, pd.RangeIndex) else data.reset_index()
    months = [column for column in table if isinstance(table[column].dtype, pd.PeriodDtype)]
    return table.assign(**{column: table[column].astype(str) for column in months})


def items(values: dict[str, str], language: str) -> str:
    """Names with their values in words, one after another."""
    told = [wording.sentence("alt_item", language, name=name, value=value) for name, value in values.items()]
    return "; ".join(told)
