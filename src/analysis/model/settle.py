"""A year whose own figure is printed is settled: plans are held against that print, not against an estimate near it."""

from collections.abc import Iterator

import numpy as np

from analysis.model.observations import Observations
from analysis.model.reliability import is_approximate


def settle(draws: np.ndarray, observations: Observations) -> np.ndarray:
    """The levels (draws x months) with whole years scaled to their printed level or growth.

    A figure that its source calls approximate settles nothing. A level settles its own year. A growth settles its
    year, or the year before where the year has a level and the year before has nothing; where both years have figures
    of their own the dispute stays.
    """
    levels, taken = draws.copy(), set()
    for year, number in _whole_years(observations, "level"):
        own = observations.months.year == year
        levels[:, own] *= (np.exp(observations.value[number]) / levels[:, own].sum(axis=1))[:, None]
        taken.add(year)
    for year, number in _whole_years(observations, "growth_yoy_pct"):
        own, before = observations.months.year == year, observations.months.year == year - 1
        missing = np.exp(observations.value[number]) * levels[:, before].sum(axis=1) / levels[:, own].sum(axis=1)
        if year not in taken:
            levels[:, own] *= missing[:, None]
        elif year - 1 not in taken:
            levels[:, before] /= missing[:, None]
        taken |= {year, year - 1}
    return levels


def _whole_years(observations: Observations, measure: str) -> Iterator[tuple[int, int]]:
    """Years with a figure of this measure for all twelve months, oldest first, and the figure's number."""
    figures = observations.figures
    december = (figures["period_type"] == "ytd") & figures["period"].str.endswith("-12")
    whole = (figures["period_type"] == "year") | december
    chosen = np.flatnonzero(whole & (figures["measure"] == measure) & ~is_approximate(figures))
    years = figures["period"].str[:4].astype(int).to_numpy()[chosen]
    yield from sorted(zip(years.tolist(), chosen.tolist(), strict=True))
