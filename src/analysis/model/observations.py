"""Published figures as observations of sums of monthly levels, each as exact as its kind has proved to be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.ledger import WHOLE, newest_prints
from analysis.model.bases import steps_of
from analysis.model.layout import Layout
from analysis.model.refusals import refuse_impossible, refuse_later, refuse_mixed_units, refuse_nothing
from analysis.model.reliability import IN_PER_CENT, is_approximate, rounding, spread
from analysis.periods import months_of

MEASURES = ("level", "growth_yoy_pct", "growth_mom_pct", "index_yoy", "share_of_plan_pct")
CONTRIBUTION = "contribution_pp"
EVERY = (*MEASURES, CONTRIBUTION)
LAG = {"growth_yoy_pct": 12, "index_yoy": 12, "growth_mom_pct": 1, CONTRIBUTION: 12}
"""How many months before a measure compares with."""
_GROWTH = ("growth_yoy_pct", "index_yoy")
BINDING = 0.002
"""Standard error, on the log scale, with which the newest cumulative figure of a series is kept."""
Sectors = Mapping[str, pd.DataFrame]
"""The figures of one series by sector; alone under "total", or beside those of the sectors it is divided into."""


@dataclass(frozen=True)
class Observations:
    """What n figures say: log(top @ level) - log(bottom @ level) + linear @ unknowns = value, give or take `spread`.

    `top`, `bottom`: which monthly levels each figure sums; a level has no bottom. `linear`: plans and base steps.
    `rounding`: half the last printed digit on the log scale. `binds`: the newest cumulative growth and level of each
    series. `group`: whose scale of errors a figure shares, see `scale_groups`. `zeros`: months printed as nothing.
    """

    layout: Layout
    figures: pd.DataFrame
    top: csr_array
    bottom: csr_array
    linear: csr_array
    value: np.ndarray
    spread: np.ndarray
    rounding: np.ndarray
    binds: np.ndarray
    group: np.ndarray
    zeros: np.ndarray

    @property
    def months(self) -> pd.PeriodIndex:
        """The months of the unknowns."""
        return self.layout.months

    @cached_property
    def is_level(self) -> np.ndarray:
        """Which figures are levels, not ratios."""
        return (self.figures["measure"] == "level").to_numpy()

    @cached_property
    def spoken(self) -> int:
        """How many months lie up to the last one that a figure speaks of."""
        return int((self.top.indices % len(self.months)).max()) + 1

    @cached_property
    def scale_groups(self) -> tuple[tuple[int, bool], ...]:
        """Whose errors may be larger or smaller than usual together: a series' total (True), its sectors (False)."""
        return tuple((int(group) // 2, bool(group % 2)) for group in np.unique(self.group))

    def variance(self, scales: np.ndarray) -> np.ndarray:
        """Error variance of each figure, its kind's error so many times as large (scales: ..., n), and its rounding."""
        spread = np.where(self.binds, np.minimum(self.spread, BINDING), self.spread * scales)
        return spread**2 + self.rounding**2 / 3

    def scaled(self, scales: Sequence[float]) -> np.ndarray:
        """The scale of each figure, from one for each of `scale_groups`."""
        place = np.searchsorted(np.unique(self.group), self.group)
        return np.asarray(scales, dtype=float)[..., place]

    def predict(self, unknowns: np.ndarray) -> np.ndarray:
        """The figures as these unknowns would have them: (..., size) in, (..., n) out."""
        levels = np.exp(self.layout.logs(unknowns)).T
        ratio = np.log(self.top @ levels) - np.log(np.where(self._no_bottom(levels), 1.0, self.bottom @ levels))
        return (ratio + self.linear @ unknowns.T).T

    def slope(self, unknowns: np.ndarray) -> csr_array:
        """How each prediction answers to each unknown: (size,) in, (n, size) out."""
        levels = np.exp(self.layout.logs(unknowns))
        above, below = self.top @ levels, np.where(self._no_bottom(levels), 1.0, self.bottom @ levels)
        top, bottom, linear = self._dense
        return csr_array(
            self.layout.answers((top / above[:, None] - bottom / below[:, None]) * levels, unknowns) + linear
        )

    def of_sector(self, name: str) -> "Observations":
        """The figures of one sector alone, in every series; contributions to a total are left out."""
        layout = self.layout
        own = ((self.figures["part"] == name) & (self.figures["measure"] != CONTRIBUTION)).to_numpy()
        start, months = layout.start(0, name), layout.series * len(self.months)
        cells = slice(start, start + months)
        rest = self.linear[own].toarray()[:, layout.monthly :]
        return Observations(
            replace(layout, sectors=(name,)),
            self.figures[own].reset_index(drop=True),
            self.top[own][:, cells],
            self.bottom[own][:, cells],
            csr_array(np.hstack([np.zeros((own.sum(), months)), rest])),
            *(getattr(self, field)[own] for field in ("value", "spread", "rounding", "binds", "group")),
            self.zeros[cells],
        )

    @cached_property
    def _dense(self) -> tuple[np.ndarray, ...]:
        return self.top.toarray(), self.bottom.toarray(), self.linear.toarray()

    def _no_bottom(self, levels: np.ndarray) -> np.ndarray:
        empty = np.diff(self.bottom.indptr) == 0
        return empty if levels.ndim == 1 else empty[:, None]


def observe(
    series: Sequence[Sectors],
    until: str,
    *,
    since: pd.Period | None = None,
    measures: Sequence[str] = EVERY,
    breaks: Iterable[str] = (),
) -> Observations:
    """The observations in figures of several series and their sectors, newest prints only.

    From the first month they speak of, or `since`. `breaks`: days from which levels stand on another base or area.
    Refuses no figures, levels in two units, values that cannot be, and figures of months after `until`.
    """
    tables = [_newest(own, number, name, measures) for number, one in enumerate(series) for name, own in one.items()]
    refuse_nothing(pd.concat(tables), measures)
    figures = pd.concat([table for table in tables if len(table)], ignore_index=True)
    spans = [_span(*figure) for figure in figures[["period_type", "period", "measure"]].itertuples(index=False)]
    first = since or pd.Period(ordinal=min(start - lag for start, _, lag in spans), freq="M")
    months = pd.period_range(first, until, freq="M", name="month")
    refuse_later([end for _, end, _ in spans], figures, months[-1])
    return _observed(series, figures, np.array(spans) - [first.ordinal, first.ordinal, 0], months, tuple(breaks))


def sectors_of(series: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    """The sectors that the series are divided into; the total itself where they are not."""
    names = sorted({name for one in series for name in one} - {WHOLE})
    return tuple(names) or (WHOLE,)


def as_printed(logs: np.ndarray, measure: str) -> np.ndarray:
    """Figures of one measure as they are printed, from the log scale on which they are observed."""
    if measure in IN_PER_CENT:
        return 100 * np.expm1(logs)
    return np.exp(logs) * (1 if measure == "level" else 100)


def cumulative_end(period_type: str, period: str) -> str:
    """The last month of a period that began in January ("2022-07"); empty for any other."""
    if period_type == "ytd":
        return period
    return {"year": f"{period}-12", "quarter": f"{period[:4]}-03" if period.endswith("Q1") else ""}.get(period_type, "")


def _newest(own: pd.DataFrame, number: int, name: str, measures: Sequence[str]) -> pd.DataFrame:
    newest = newest_prints(own[own["measure"].isin(measures)])
    refuse_mixed_units(newest)
    refuse_impossible(newest)
    return newest.assign(number=number, part=name)


def _span(period_type: str, period: str, measure: str) -> tuple[int, int, int]:
    """First and last month of a figure, and how many months before lie those it is compared with; as ordinals."""
    spoken = months_of(period_type, period)
    return spoken[0].ordinal, spoken[-1].ordinal, LAG.get(measure, 0)


def _observed(
    series: Sequence[Sectors], figures: pd.DataFrame, spans: np.ndarray, months: pd.PeriodIndex, breaks: tuple[str, ...]
) -> Observations:
    sectors, steps = sectors_of(series), []
    for number in range(len(series)):
        own = figures[figures["number"] == number]
        steps += [(number, step) for step in steps_of(own, months[-1].year, breaks)]
    centres = tuple(_centre(figures[figures["number"] == number], len(sectors)) for number in range(len(series)))
    plans = sorted({(row.number, row.period[:4]) for row in figures.itertuples() if row.measure == "share_of_plan_pct"})
    looked_for = tuple(centres[number] + np.log(12 * len(sectors)) for number, _ in plans)
    layout = Layout(months, sectors, centres, looked_for, tuple(steps))
    zeros = _zeros(layout, figures, spans)
    top, bottom = (_sums(layout, figures, spans, zeros, side) for side in (0, 1))
    kept = (np.diff(top.indptr) > 0) & ((spans[:, 2] == 0) | (np.diff(bottom.indptr) > 0)) & ~_is_nothing(figures)
    refuse_nothing(figures[kept], MEASURES)
    figures, top, bottom, linear = figures[kept], top[kept], bottom[kept], _linear(layout, figures, plans)[kept]
    total = ~figures["part"].isin(sectors) if len(sectors) > 1 else np.ones(len(figures), bool)
    return Observations(
        layout,
        figures.reset_index(drop=True),
        top,
        bottom,
        linear,
        np.array([_log_value(*row) for row in zip(figures["measure"], figures["value"], strict=True)]),
        spread(figures),
        rounding(figures),
        np.zeros(len(figures), dtype=bool),
        (2 * figures["number"] + total).to_numpy(),
        zeros,
    )


def newest_cumulative(figures: pd.DataFrame) -> np.ndarray:
    """Which figures are the newest cumulative growth and the newest cumulative level of their series' total."""
    found = np.zeros(len(figures), dtype=bool)
    ends = np.array([cumulative_end(*row) for row in zip(figures["period_type"], figures["period"], strict=True)])
    sure = (ends != "") & (figures["part"] == WHOLE) & ~is_approximate(figures)
    for number in figures["number"].unique():
        for measures in (("level",), _GROWTH):
            own = np.flatnonzero(sure & (figures["number"] == number) & figures["measure"].isin(measures))
            if len(own):
                found[max(own, key=lambda at: (ends[at], figures["published"].iloc[at]))] = True
    return found


def _is_nothing(figures: pd.DataFrame) -> np.ndarray:
    """Which figures say that there was nothing: a level of 0, a growth of -100 %."""
    floor = np.where(figures["measure"].isin(IN_PER_CENT), -100.0, 0.0)
    return (figures["value"] == floor).to_numpy()


def _zeros(layout: Layout, figures: pd.DataFrame, spans: np.ndarray) -> np.ndarray:
    """The monthly levels that figures say were nothing."""
    zeros = np.zeros(layout.monthly, dtype=bool)
    for at in np.flatnonzero(_is_nothing(figures) & (figures["measure"] != CONTRIBUTION)):
        start = layout.start(figures["number"].iloc[at], figures["part"].iloc[at])
        zeros[start + spans[at, 0] : start + spans[at, 1] + 1] = True
    return zeros


def _sums(layout: Layout, figures: pd.DataFrame, spans: np.ndarray, zeros: np.ndarray, side: int) -> csr_array:
    """The sums above (side 0) and below (side 1) the line, as rows over the monthly levels."""
    triples = [
        (at, cell, sign)
        for at, (row, span) in enumerate(zip(figures.itertuples(), spans, strict=True))
        for cells, sign in _terms(layout, row, span, side)
        for cell in cells
        if not zeros[cell]
    ]
    rows, columns, signs = zip(*triples, strict=True) if triples else ((), (), ())
    shape = len(figures), layout.monthly
    return csr_array((np.array(signs, float), (np.array(rows, int), np.array(columns, int))), shape=shape)


def _terms(layout: Layout, row: tuple, span: np.ndarray, side: int) -> Iterator[tuple[range, float]]:
    """The runs of months that a figure sums, each with its sign.

    A contribution is the growth the total would have had if only this sector had moved.
    """
    first, last, lag = span
    own, whole = layout.start(row.number, row.part), layout.start(row.number, WHOLE)
    now, before = range(own + first, own + last + 1), range(own + first - lag, own + last - lag + 1)
    base = range(whole + first - lag, whole + last - lag + 1)
    if row.measure == CONTRIBUTION:
        yield from [(base, 1.0), (now, 1.0), (before, -1.0)] if side == 0 else [(base, 1.0)]
    elif side == 0:
        yield now, 1.0
    elif lag:
        yield before, 1.0


def _linear(layout: Layout, figures: pd.DataFrame, plans: Sequence[tuple[int, str]]) -> csr_array:
    """Plans that shares are shares of, and the steps that the base of a level has made by the day of its print."""
    table = np.zeros((len(figures), layout.size))
    for at, row in enumerate(figures.itertuples()):
        if row.measure == "share_of_plan_pct":
            table[at, layout.monthly + plans.index((row.number, row.period[:4]))] = -1.0
        elif row.measure == "level":
            for place, (number, step) in enumerate(layout.steps, layout.monthly + len(layout.plans)):
                table[at, place] = number == row.number and step.day <= row.published
    return csr_array(table)


def _centre(figures: pd.DataFrame, sectors: int) -> float:
    """The usual log level of a month of one sector."""
    levels = figures[(figures["measure"] == "level") & (figures["value"] > 0)]
    for own in (levels[levels["part"] == WHOLE], levels):
        if len(own):
            spans = [len(months_of(*row)) for row in zip(own["period_type"], own["period"], strict=True)]
            return float(np.log(own["value"].to_numpy() / spans).mean() - np.log(sectors))
    return float(np.log(100 / sectors))


def _log_value(measure: str, value: float) -> float:
    if measure in IN_PER_CENT:
        return float(np.log1p(value / 100))
    return float(np.log(value if measure == "level" else value / 100))
