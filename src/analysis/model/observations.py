"""Published figures as observations of sums of monthly levels, each as exact as its kind has proved to be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.ledger import WHOLE, newest_prints
from analysis.model.bases import steps_of
from analysis.model.layout import Layout, Plan
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

    `sums`: which monthly levels each figure sums above its line, then below it, where a level has nothing; `linear`:
    plans and base steps.
    `rounding`: half the last printed digit on the log scale. `binds`: the newest cumulative growth and level of each
    series. `group`: whose scale of errors a figure shares, see `scale_groups`. `zeros`: months printed as nothing.
    """

    layout: Layout
    figures: pd.DataFrame
    sums: csr_array
    linear: csr_array
    value: np.ndarray
    spread: np.ndarray
    rounding: np.ndarray
    binds: np.ndarray
    group: np.ndarray
    zeros: np.ndarray

    @cached_property
    def spoken(self) -> int:
        """How many months lie up to the last one that a figure speaks of."""
        return int((self.sums.indices % len(self.layout.months)).max()) + 1

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
        above, below = np.split(self._summed(np.exp(self.layout.logs(unknowns))), 2, axis=-1)
        return np.log(above / below) + (self.linear @ unknowns.T).T

    def slope(self, unknowns: np.ndarray) -> csr_array:
        """How each prediction answers to each unknown: (size,) in, (n, size) out.

        As far as the level it moves is part of the sum above the line, less its part of the sum below.
        """
        levels = np.exp(self.layout.logs(unknowns))
        moved, sums = np.r_[self.layout.moved(unknowns, levels), 1.0], np.r_[self._summed(levels), 1.0]
        signs, level, total, unknown, ends = self._answers
        return csr_array((signs * moved[level] / sums[total], unknown, ends), shape=self.linear.shape)

    def of_sector(self, name: str) -> "Observations":
        """The figures of one sector alone, in every series; contributions to a total are left out."""
        own = (self.figures["part"] == name) & (self.figures["measure"] != CONTRIBUTION)
        start = self.layout.start(0, name)
        zeros = self.zeros[start : start + self.layout.series * len(self.layout.months)]
        return _observed(replace(self.layout, sectors=(name,)), self.figures[own], zeros)

    def _summed(self, levels: np.ndarray) -> np.ndarray:
        """What stands above the lines, then below them; 1 where nothing does."""
        sums = (self.sums @ levels.T).T
        sums[..., np.diff(self.sums.indptr) == 0] = 1.0
        return sums

    @cached_property
    def _answers(self) -> tuple[np.ndarray, ...]:
        """Every unknown that a figure answers to, figure by figure: its sign, the level it moves (`Layout.moved`), the
        sum that level is part of, the unknown; and where each figure's end. Plans and steps move a level of 1."""
        (line, cell), linear = self.sums.nonzero(), self.linear.tocoo()
        place, unknown, level = self.layout.reached(cell)
        count = len(self.value)
        figure = np.r_[line[place] % count, linear.row]
        order = np.argsort(figure, kind="stable")
        signs = np.r_[(self.sums.data * np.where(line < count, 1.0, -1.0))[place], linear.data]
        rest = np.ones(len(linear.row), dtype=int)
        level, total = np.r_[level, self.layout.leaves * rest], np.r_[line[place], 2 * count * rest]
        ends = np.r_[0, np.cumsum(np.bincount(figure, minlength=count))]
        return signs[order], level[order], total[order], np.r_[unknown, linear.col][order], ends


def observe(series: Sequence[Sectors], until: str, breaks: Iterable[str] = ()) -> Observations:
    """The observations in figures of several series and their sectors, newest prints only, from their first month.

    `breaks`: days from which levels stand on another base or area. Refuses no figures, levels in two units, values that
    cannot be, and figures of months after `until`.
    """
    tables = [_newest(own, number, name) for number, one in enumerate(series) for name, own in one.items()]
    refuse_nothing(pd.concat(tables), EVERY)
    figures = pd.concat([table for table in tables if len(table)], ignore_index=True)
    spoken = [months_of(*figure) for figure in zip(figures["period_type"], figures["period"], strict=True)]
    ends = {"start": [own[0].ordinal for own in spoken], "end": [own[-1].ordinal for own in spoken]}
    figures = figures.assign(**ends, lag=figures["measure"].map(LAG).fillna(0).astype(int))
    first = pd.Period(ordinal=(figures["start"] - figures["lag"]).min(), freq="M")
    months = pd.period_range(first, until, freq="M", name="month")
    refuse_later(figures, months[-1])
    layout = _layout(series, figures, months, tuple(breaks))
    # a level of 0, a growth of -100 %: there was nothing
    nothing = figures["value"] == np.where(figures["measure"].isin(IN_PER_CENT), -100.0, 0.0)
    zeros = np.zeros(layout.monthly, dtype=bool)
    for row in figures[nothing & (figures["measure"] != CONTRIBUTION)].itertuples():
        zeros[_cells(layout, row, row.part)] = True
    return _observed(layout, figures[~nothing], zeros)


def as_printed(logs: np.ndarray, measure: str) -> np.ndarray:
    """Figures of one measure as they are printed, from the log scale on which they are observed."""
    if measure in IN_PER_CENT:
        return 100 * np.expm1(logs)
    return np.exp(logs) * (1 if measure == "level" else 100)


def implied(figure: tuple, draws: pd.DataFrame, total: pd.DataFrame | None = None) -> np.ndarray:
    """The log of one figure (a row of the ledger) on each draw; NaN where its months are not among the levels.

    A level is given on the base of the day of its print. `total`: levels of the total a contribution speaks of. A share
    of a plan is given as the level it is a share of.
    """
    months = months_of(figure.period_type, figure.period)
    now, before = _sum(draws, months), _sum(draws, months - LAG.get(figure.measure, 0))
    if figure.measure == CONTRIBUTION:
        return np.log1p((now - before) / _sum(draws if total is None else total, months - 12))
    if figure.measure in LAG:
        return np.log(now) - np.log(before)
    base = [factor for day, factor in draws.attrs.get("bases", [("", 1.0)]) if day <= figure.published]
    return np.log(now) + np.log(base[-1] if figure.measure == "level" else 1.0)


def cumulative_end(period_type: str, period: str) -> str:
    """The last month of a period that began in January ("2022-07"); empty for any other."""
    if period_type == "ytd" or (period_type == "month" and period.endswith("-01")):
        return period
    return {"year": f"{period}-12", "quarter": f"{period[:4]}-03" if period.endswith("Q1") else ""}.get(period_type, "")


def _sum(draws: pd.DataFrame, months: pd.PeriodIndex) -> np.ndarray:
    if not months.isin(draws.index).all():
        return np.full(draws.shape[1], np.nan)
    return draws.loc[months[0] : months[-1]].to_numpy().sum(axis=0)


def _newest(own: pd.DataFrame, number: int, name: str) -> pd.DataFrame:
    newest = newest_prints(own[own["measure"].isin(EVERY)])
    refuse_mixed_units(newest)
    refuse_impossible(newest)
    return newest.assign(number=number, part=name)


def _layout(
    series: Sequence[Sectors], figures: pd.DataFrame, months: pd.PeriodIndex, breaks: tuple[str, ...]
) -> Layout:
    """The unknowns of figures; a total without sectors is its own."""
    sectors = tuple(sorted({name for one in series for name in one} - {WHOLE})) or (WHOLE,)
    every = [figures[figures["number"] == number] for number in range(len(series))]
    steps = tuple((number, step) for number, own in enumerate(every) for step in steps_of(own, months[-1].year, breaks))
    centres = tuple(_centre(own, len(sectors)) for own in every)
    shares = figures[figures["measure"] == "share_of_plan_pct"]
    plans = sorted({*zip(shares["number"], shares["period"].str[:4], strict=True)})
    looked_for = tuple(Plan(number, year, centres[number] + np.log(12 * len(sectors))) for number, year in plans)
    return Layout(months, sectors, centres, looked_for, steps)


def _observed(layout: Layout, figures: pd.DataFrame, zeros: np.ndarray) -> Observations:
    """What figures say of these unknowns, but for those that compare with nothing or with months printed as nothing."""
    sums = _sums(layout, figures, zeros)
    above, below = np.diff(sums.indptr).reshape(2, -1) > 0
    kept = above & ((figures["lag"] == 0) | below).to_numpy()
    refuse_nothing(figures[kept], MEASURES)
    figures = figures[kept].reset_index(drop=True)
    total = ~figures["part"].isin(layout.sectors) if layout.divided else np.ones(len(figures), bool)
    return Observations(
        layout,
        figures,
        sums[np.tile(kept, 2)],
        _linear(layout, figures),
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


def _sums(layout: Layout, figures: pd.DataFrame, zeros: np.ndarray) -> csr_array:
    """The sums above the lines, then those below, as rows over the monthly levels."""
    triples = [
        (side * len(figures) + at, cell, sign)
        for at, row in enumerate(figures.itertuples())
        for side, cells, sign in _terms(layout, row)
        for cell in cells
        if not zeros[cell]
    ]
    rows, columns, signs = zip(*triples, strict=True) if triples else ((), (), ())
    shape = 2 * len(figures), layout.monthly
    return csr_array((np.array(signs, float), (np.array(rows, int), np.array(columns, int))), shape=shape)


def _terms(layout: Layout, row: tuple) -> Iterator[tuple[int, range, float]]:
    """The runs of months that a figure sums: the side of the line (0 above, 1 below), the run, its sign.

    A contribution is the growth the total would have had if only this sector had moved.
    """
    now, before = (_cells(layout, row, row.part, lag) for lag in (0, row.lag))
    yield 0, now, 1.0
    if row.measure == CONTRIBUTION:
        base = _cells(layout, row, WHOLE, row.lag)
        yield from [(0, base, 1.0), (0, before, -1.0), (1, base, 1.0)]
    elif row.lag:
        yield 1, before, 1.0


def _cells(layout: Layout, row: tuple, part: str, lag: int = 0) -> range:
    """Where the levels of a figure's months stand, or of so many months before."""
    start = layout.start(row.number, part) - layout.months[0].ordinal - lag
    return range(start + row.start, start + row.end + 1)


def _linear(layout: Layout, figures: pd.DataFrame) -> csr_array:
    """Plans that shares are shares of, and the steps that the base of a level has made by the day of its print."""
    table = np.zeros((len(figures), layout.size))
    for at, row in enumerate(figures.itertuples()):
        if row.measure == "share_of_plan_pct":
            plans = [plan[:2] for plan in layout.plans]
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
