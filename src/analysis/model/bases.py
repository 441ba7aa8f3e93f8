"""The base on which levels are printed: prices, coverage, area. It moves, mostly in silence, from one year's prints
to the next; growth printed in one release is free of it."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

SCALE, TAILS = 0.005, 1.0
"""Usual step of the base between the prints of two years on the log scale, and its degrees of freedom: prints of
national retail sales, 2011 to 2021, moved by 3.4, 0, 0, 1.7, 0.6, 1.3, 0.6, 0, 0.5 and 0.2 %."""
_LEAST, _MOST = 0.2, 2.0
"""A base that a release implies and that is so far (on the log scale) from what was printed before is another one;
farther than that it is a slip."""


class Step(NamedTuple):
    """A day from which levels may be printed on another base; `broken`: it is known or seen to be another one."""

    day: str
    broken: bool


def steps_of(figures: pd.DataFrame, last_year: int, breaks: Iterable[str] = ()) -> list[Step]:
    """The steps that the base of one series may have made, to the prints of `last_year`; none without levels.

    `figures`: newest prints in the ledger's columns; `breaks`: days of known ones ("2025-07-01").
    """
    levels = figures[figures["measure"] == "level"]
    if levels.empty:
        return []
    first = min(levels["published"])
    known = {day for day in breaks if first < day} | set(broken_bases(figures)["day"])
    years = (f"{year}-01-01" for year in range(int(first[:4]) + 1, last_year + 1))
    return sorted([*(Step(day, False) for day in years), *(Step(day, True) for day in known)])


def broken_bases(figures: pd.DataFrame) -> pd.DataFrame:
    """Releases whose growth rates imply a base far from the one printed before: columns `day` and `factor`.

    A level of 4,429 that is said to be 10 % above the year before implies 4,026; where 1,610 was printed, prices,
    coverage or area are others, and the levels are 2.5 times those of before.
    """
    found, factor = [], 0.0
    for day, release in _implied(figures).groupby("published", sort=True):
        gap = float(release["log_ratio"].median()) - factor
        if _LEAST < abs(gap) < _MOST:
            found.append((day, float(np.exp(gap))))
            factor += gap
    return pd.DataFrame(found, columns=["day", "factor"])


def _implied(figures: pd.DataFrame) -> pd.DataFrame:
    """Each level with a growth beside it in its release: the base it implies over the one printed before it."""
    levels, rates = (figures[(figures["measure"] == name)] for name in ("level", "growth_yoy_pct"))
    levels = levels[levels["value"] > 0]
    pairs = levels.merge(rates[rates["value"] > -100], on=["sector", "period_type", "period", "published"])
    year_before = (pairs["period"].str[:4].astype(int) - 1).astype(str) + pairs["period"].str[4:]
    before = levels.rename(columns={"published": "day"})[["sector", "period_type", "period", "day", "value"]]
    pairs = pairs.assign(period=year_before).merge(before, on=["sector", "period_type", "period"])
    pairs = pairs[pairs["day"] < pairs["published"]]
    ratio = np.log(pairs["value_x"] / (1 + pairs["value_y"] / 100) / pairs["value"])
    return pairs[["published"]].assign(log_ratio=ratio)
