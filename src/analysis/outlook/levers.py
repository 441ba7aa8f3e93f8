"""The least that has to change in the months ahead for a chance asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.growth import year_total
from analysis.ledger import WHOLE
from analysis.ledger.targets import Target
from analysis.model.related import CEILING, POWER
from analysis.outlook.pace import months_left, needed_total, pace_of, spans
from analysis.outlook.reading import Answer
from analysis.outlook.scenarios import Change, Scenario, applied
from analysis.outlook.verdicts import as_good

_DECIMALS = 2
"""Of the per cent a change is rounded up to: what a scenario's file would hold."""
_LEAST_SPREAD = 1e-6
"""A sector whose futures agree is asked last, and sectors whose futures all agree alike."""


@dataclass(frozen=True)
class Effort:
    """The least effort for a chance: what is asked of each sector, as a scenario, and the chance simulated with it.

    `wanted`: the chance asked for; `before` and `after`: without and with the scenario; `months`: those that change.
    `asks`, one row a sector, per cent: `change` above its draws, at most `ceiling` (`at_ceiling`: no more can be
    asked); `expected` and `asked`, its growth on the year in these months, median path, without and with the change;
    `as_good`, the share of its own possible futures that are as good as that without any change.
    """

    target: Target
    wanted: float
    before: float
    after: float
    months: pd.PeriodIndex
    asks: pd.DataFrame
    scenario: Scenario

    @property
    def enough(self) -> bool:
        """Whether the chance is had below the ceilings."""
        return self.after >= self.wanted


def least_effort(
    answer: Answer,
    chance: float = 0.5,
    *,
    sectors: Sequence[str] = (),
    ceilings: Mapping[str, float] | None = None,
) -> Effort:
    """The least change of `sectors` in the months still open that gives the target this chance.

    Of several sectors each is asked for the same share of its own spread (standard deviation over mean of its futures)
    up to its ceiling, so that the largest effort asked of any is as small as can be. Points of the total's growth
    cannot choose: every split costs as many as it gives. `sectors` empty: all parts, or the total where there are none;
    `ceilings`: per cent above the draws, else `ceiling`. Where these do not allow it every sector is asked for all
    it can give. An unknown sector is a `KeyError`.
    """
    if not 0 < chance <= 1:
        raise ValueError(f"chance: đọc được {chance}, hãy ghi số trên 0 đến 1 / read {chance}, write above 0, up to 1")
    levels, months = _chosen(answer, sectors), months_left(answer.target, answer.closed)
    limits = {sector: ceiling(sector, own, months) for sector, own in levels.items()} | dict(ceilings or {})
    rises = dict.fromkeys(levels, 0.0)
    if answer.outlook.chance < chance and len(months):
        missing = needed_total(answer.draws, answer.target) - year_total(answer.draws, answer.target.year)
        # by how much the total moves for each unit of a sector, month by month on each path
        weights = answer.draws / np.sum([*answer.parts.values()], axis=0) if answer.parts else 1.0
        ahead = {sector: own.mul(weights).loc[months].sum().to_numpy() for sector, own in levels.items()}
        rises = _least_rises(missing.to_numpy(), ahead, limits, chance)
    name, asked = answer.target.indicator, {sector: rise for sector, rise in rises.items() if rise}
    changes = [Change(name, sector, months[0], months[-1], "level", rise) for sector, rise in asked.items()]
    scenario = Scenario(f"{name}_{round(100 * chance)}", tuple(changes))
    asks = pd.DataFrame([_ask(sector, levels[sector], rise, limits[sector], months) for sector, rise in rises.items()])
    after = as_good(applied([answer], scenario)[0].results, answer.target).mean()
    return Effort(answer.target, chance, answer.outlook.chance, float(after), months, asks, scenario)


def ceiling(sector: str, levels: pd.DataFrame, months: pd.PeriodIndex) -> float:
    """How far a sector can rise above its draws in these months, in per cent, median path.

    Power: until a month stands at `CEILING` times its best of two years. Else: until the months together grow
    on the year as fast as the fastest span of as many months before them; without such a span there is no ceiling.
    """
    if months.empty:
        return 0.0
    before, ahead = levels[levels.index < months[0]], levels.loc[months]
    if sector == POWER:
        room = CEILING * before.tail(24).max() / ahead.max()
    else:
        past = spans(before, len(months))
        if past.empty:
            return float("inf")
        room = (100 + past.max()) / (100 + pace_of(levels, months))
    return max(0.0, round(100 * (float(room.median()) - 1), _DECIMALS))


def _chosen(answer: Answer, sectors: Sequence[str]) -> dict[str, pd.DataFrame]:
    known = {**answer.parts, WHOLE: answer.draws}
    chosen = list(sectors) or list(answer.parts) or [WHOLE]
    if not set(chosen) <= set(known) or (WHOLE in chosen and len(chosen) > 1):
        raise KeyError(f"{', '.join(chosen)}; {', '.join(known)}")
    return {sector: known[sector] for sector in chosen}


def _least_rises(
    missing: np.ndarray, ahead: Mapping[str, np.ndarray], limits: Mapping[str, float], chance: float
) -> dict[str, float]:
    """Per cent to add to each sector so that so large a share of draws gains what is missing to the target.

    With effort z a sector rises by z times its spread, up to its ceiling; what a path gains grows with z in straight
    pieces, so each path's own z is exact, and the z asked for is the one that enough draws need at most.
    """
    spread = {sector: max(sums.std() / sums.mean(), _LEAST_SPREAD) for sector, sums in ahead.items()}
    full = {sector: limits[sector] / 100 / spread[sector] for sector in ahead}
    effort, gained = np.where(missing <= 0, 0.0, np.inf), np.zeros_like(missing)
    for low, high in pairwise([0.0, *sorted(set(full.values()) - {0.0})]):
        rate = sum(ahead[sector] * spread[sector] for sector in ahead if full[sector] > low)
        needed = low + (missing - gained) / rate
        effort = np.where(np.isinf(effort) & (needed <= high), needed, effort)
        gained = gained + rate * (high - low)
    enough = np.sort(effort)[int(np.ceil(chance * len(effort) - 1e-9)) - 1]
    unit = 10**_DECIMALS
    rises = {sector: float(np.ceil(100 * enough * spread[sector] * unit - 1e-6) / unit) for sector in ahead}
    return {sector: min(rise, limits[sector]) for sector, rise in rises.items()}


def _ask(sector: str, levels: pd.DataFrame, rise: float, limit: float, months: pd.PeriodIndex) -> dict[str, object]:
    asked = {"sector": sector, "change": rise, "ceiling": limit, "at_ceiling": rise >= limit}
    if months.empty:
        return asked | dict.fromkeys(["expected", "asked", "as_good"], float("nan"))
    sums, expected = levels.loc[months].sum(), float(pace_of(levels, months).median())
    risen = 1 + rise / 100
    told = {"expected": expected, "asked": risen * (100 + expected) - 100}
    return asked | told | {"as_good": float((sums >= risen * sums.median()).mean())}
