"""What a whole is made of: weights, growth and contributions of its sectors, as ranges over joint levels."""

from collections.abc import Mapping

import pandas as pd

from analysis import wording
from analysis.growth import contribution, year_to_date
from analysis.ledger import WHOLE
from analysis.review.residuals import range_words


def sectors_table(levels: Mapping[str, pd.DataFrame], last: pd.Period, language: str = "vi") -> pd.DataFrame:
    """By sector, the whole last: share of the year before, growth of the year to `last`, points given to the whole's.

    Medians with 80 % ranges; the points are means, which add up.
    """
    order = [*sorted(set(levels) - {WHOLE}, key=lambda name: -_share(levels, name, last).median()), WHOLE]
    rows = [_row(levels, name, last, language) for name in order]
    columns = [wording.term("column", code, language) for code in ("weight", "to_date", "contribution")]
    return pd.DataFrame(rows, columns=columns, index=[wording.term("sector", name, language) for name in order])


def contributions(levels: Mapping[str, pd.DataFrame], last: pd.Period, language: str = "vi") -> pd.Series:
    """Mean points that each sector gave to the growth of the year to `last`, by its name."""
    points = {name: _points(levels, name, last) for name in levels if name != WHOLE}
    return pd.Series({wording.term("sector", name, language): value for name, value in points.items()})


def _row(levels: Mapping[str, pd.DataFrame], name: str, last: pd.Period, language: str) -> list[str]:
    return [
        _range(_share(levels, name, last), language),
        _range(year_to_date(levels[name]).loc[last], language),
        wording.number(_points(levels, name, last), 1, language, signed=True),
    ]


def _share(levels: Mapping[str, pd.DataFrame], name: str, last: pd.Period) -> pd.Series:
    year = levels[WHOLE].index.year == last.year - 1
    return 100 * levels[name][year].sum() / levels[WHOLE][year].sum()


def _points(levels: Mapping[str, pd.DataFrame], name: str, last: pd.Period) -> float:
    return contribution(levels[name], levels[WHOLE]).loc[last].mean()


def _range(values: pd.Series, language: str) -> str:
    words = range_words(values, 1, language)
    return words["median"] if words["low"] == words["high"] else "{median} ({low} – {high})".format(**words)
