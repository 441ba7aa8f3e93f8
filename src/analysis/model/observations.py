"""Published figures as observations of sums of monthly levels, each as exact as its kind has proved to be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.ledger import newest_prints
from analysis.model.refusals import refuse_impossible, refuse_later, refuse_mixed_units, refuse_nothing, refuse_several
from analysis.model.reliability import IN_PER_CENT, rounding, spread
from analysis.periods import months_of

MEASURES = ("level", "growth_yoy_pct", "growth_mom_pct", "index_yoy", "share_of_plan_pct")
_LAG = {"growth_yoy_pct": 12, "index_yoy": 12, "growth_mom_pct": 1, "contribution_pp": 12}


@dataclass(frozen=True)
class Part:
    """The months of one sector of one series among the unknowns; `centre`: the usual log level of a month."""

    series: int
    sector: str
    centre: float


@dataclass(frozen=True)
class Observations:
    """What n figures say about S unknowns: log(top @ level) - log(bottom @ level) = value, give or take `spread`.

    The unknowns are log levels: the months of each part, one part after the other, then the annual plans that weights
    of a plan speak of (`plans`: where each is looked for). A level has no bottom: a row of zeros. `rounding` is half
    the last printed digit, on the same log scale.
    """

    months: pd.PeriodIndex
    parts: tuple[Part, ...]
    plans: tuple[float, ...]
    figures: pd.DataFrame
    top: np.ndarray
    bottom: np.ndarray
    value: np.ndarray
    spread: np.ndarray
    rounding: np.ndarray

    @cached_property
    def is_level(self) -> np.ndarray:
        """Which figures are levels, not ratios."""
        return ~self.bottom.any(axis=1)

    @cached_property
    def spoken(self) -> int:
        """How many months lie up to the last one that a figure speaks of."""
        months = len(self.months)
        by_part = self.top[:, : len(self.parts) * months].reshape(-1, months)
        return int(np.flatnonzero(by_part.any(axis=0))[-1]) + 1

    @cached_property
    def variance(self) -> np.ndarray:
        """Error variance of each figure: of its kind, and of its rounding."""
        return self.spread**2 + self.rounding**2 / 3

    def with_errors_scaled(self, times: float) -> "Observations":
        """The same figures with errors so many times as large, rounding apart."""
        return replace(self, spread=self.spread * times)

    def predict(self, log_levels: np.ndarray) -> np.ndarray:
        """The figures as these log levels would have them: (..., S) in, (..., n) out."""
        levels = np.exp(log_levels)
        below = np.where(self.is_level, 1.0, levels @ self.bottom.T)
        return np.log(levels @ self.top.T) - np.log(below)

    def slope(self, log_levels: np.ndarray) -> np.ndarray:
        """How each prediction answers to each log level: (S,) in, (n, S) out."""
        levels = np.exp(log_levels)
        above, below = self.top * levels, self.bottom * levels
        below_sum = np.where(self.is_level, 1.0, below.sum(axis=1))
        return above / above.sum(axis=1, keepdims=True) - below / below_sum[:, None]


def observe(
    figures: pd.DataFrame, until: str, since: pd.Period | None = None, measures: Sequence[str] = MEASURES
) -> Observations:
    """The observations in figures of one series, newest prints only, from the first month they speak of or `since`."""
    figures = newest_prints(figures[figures["measure"].isin(measures)])
    refuse_nothing(figures, measures)
    refuse_several(figures)
    refuse_mixed_units(figures)
    refuse_impossible(figures)
    spoken = [_months(figure) for figure in figures.itertuples()]
    first = min(month for top, bottom in spoken for month in (*top[:1], *bottom[:1]))
    months = pd.period_range(since or first, until, freq="M", name="month")
    refuse_later([top for top, _ in spoken], figures, months[-1])
    top, bottom = (np.array([months.isin(side) for side in sides], dtype=float) for sides in zip(*spoken, strict=True))
    planned = _planned(figures)
    value = np.array([_log_value(figure) for figure in figures.itertuples()])
    centre = _centre(figures, value, top)
    return Observations(
        months,
        (Part(0, figures["sector"].iloc[0], centre),),
        (centre + np.log(12),) * planned.shape[1],
        figures,
        np.hstack([top, np.zeros_like(planned)]),
        np.hstack([bottom, planned]),
        value,
        spread(figures),
        rounding(figures),
    )


def _centre(figures: pd.DataFrame, value: np.ndarray, top: np.ndarray) -> float:
    levels = (figures["measure"] == "level").to_numpy()
    monthly = value - np.log(top.sum(axis=1))
    return float(monthly[levels].mean()) if levels.any() else float(np.log(100))


def _months(figure: tuple) -> tuple[pd.PeriodIndex, pd.PeriodIndex]:
    spoken = months_of(figure.period_type, figure.period)
    lag = _LAG.get(figure.measure)
    return spoken, spoken - lag if lag else spoken[:0]


def _log_value(figure: tuple) -> float:
    if figure.measure in IN_PER_CENT:
        return float(np.log1p(figure.value / 100))
    return float(np.log(figure.value if figure.measure == "level" else figure.value / 100))


def as_printed(logs: np.ndarray, measure: str) -> np.ndarray:
    """Figures of one measure as they are printed, from the log scale on which they are observed."""
    if measure in IN_PER_CENT:
        return 100 * np.expm1(logs)
    return np.exp(logs) * (1 if measure == "level" else 100)


def _planned(figures: pd.DataFrame) -> np.ndarray:
    """Which figures are weights of which year's plan: a column a year, oldest first."""
    years = figures["period"].str[:4].where(figures["measure"] == "share_of_plan_pct")
    return np.equal.outer(years.to_numpy(), np.sort(years.dropna().unique())).astype(float)
