"""Which movements the figures speak for: a grid of them, each weighed by how probable it makes the figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from scipy.special import softmax

from analysis.levels.evidence import Evidence
from analysis.levels.posterior import Fit, fit
from analysis.levels.prior import Breaks, Movement, expect
from analysis.levels.whole import assemble, sectors_of

TRENDS, PASSING, STEPS = (0.004, 0.01, 0.025, 0.06, 0.12), (0.005, 0.015, 0.045), (0.0, 0.15, 0.5)
"""Movements considered, on the log scale; see `Movement`."""
KINSHIP = (0.0, 0.6, 0.9)
"""How far series estimated together may move as one."""
LOOSENESS = (0.4, 1.0, 3.0)
"""How many times the usual errors the figures of a series may have."""
TEMPOS = (0.7, 1.0, 1.4)
"""How lively all sectors of a whole may be at once, beside what each one's own figures speak for."""
_USUAL_TREND, _USUAL_PASSING, _DOUBT = 0.016, 0.012, 1.0
"""Where national series of industry, retail and trade lie, and how far (on the log scale) others may differ."""
_LEAST = 1e-4
"""Share in the answer below which a way of moving is not worth a fit."""

Own = Sequence[Mapping[str, Evidence]]
"""The evidence of each series by sector."""
Way = tuple[Mapping[str, Movement], float]
"""How each sector moves, and how many times the usual errors its figures have."""


@dataclass(frozen=True)
class Ways:
    """Ways of moving worth drawing from, and their shares in the answer."""

    ways: tuple[Way, ...]
    shares: np.ndarray

    @property
    def looseness(self) -> float:
        """How many times the usual errors the figures have on average."""
        return float(self.shares @ [times for _, times in self.ways])


@dataclass(frozen=True)
class Weighed:
    """Ways of moving, each joined with the same figures, and the log of the weight it deserves."""

    fits: tuple[Fit, ...]
    movements: tuple[Movement, ...]
    weight: np.ndarray

    @property
    def shares(self) -> np.ndarray:
        """The weights as shares of one."""
        return softmax(self.weight)


def search(own: Own, contributions: Own, breaks: Breaks) -> tuple[tuple[Fit, ...], Ways]:
    """The fits worth drawing from, and the ways of moving they stand for with their shares in the answer."""
    names = sectors_of(own)
    apart = {name: _weigh(_of_sector(own, name), movements(breaks.get(name, ()), len(own)), breaks) for name in names}
    if len(names) > 1:
        return _combine(assemble(own, names, contributions), apart, breaks)
    alone = list(zip(LOOSENESS, apart[names[0]], strict=True))
    ways = [({names[0]: movement}, times) for times, weighed in alone for movement in weighed.movements]
    weight = np.concatenate([weighed.weight for _, weighed in alone])
    return _worth(ways, [one for _, weighed in alone for one in weighed.fits], weight)


def follow(own: Own, contributions: Own, breaks: Breaks, ways: Ways) -> tuple[Fit, ...]:
    """The fits of these ways of moving, whatever the figures would say for them."""
    names = sectors_of(own)
    joint = assemble(own, names, contributions if len(names) > 1 else ())
    return tuple(_joined(joint, way, breaks) for way in ways.ways)


def movements(breaks: Iterable[pd.Period] = (), series: int = 1) -> list[Movement]:
    """The movements considered; steps only where there are breaks, and then none too; kinship only among several."""
    steps, kinship = STEPS if tuple(breaks) else STEPS[:1], KINSHIP if series > 1 else KINSHIP[:1]
    grid = product(steps, kinship, PASSING, TRENDS)
    return [Movement(trend, passing, step=step, kinship=kin) for step, kin, passing, trend in grid]


def _of_sector(own: Own, name: str) -> Evidence:
    return assemble([{name: one[name]} for one in own if name in one], (name,))


def _weigh(evidence: Evidence, considered: Sequence[Movement], breaks: Breaks) -> list[Weighed]:
    """Every movement joined with the evidence of one sector; one answer for each looseness."""
    loosened, usual = [evidence.loosened(times) for times in LOOSENESS], _usual(considered)
    found = []
    for movement in considered:
        prior = expect(evidence, {evidence.parts[0].sector: movement}, breaks)
        found.append([fit(told, prior) for told in loosened])
    by_looseness = list(zip(*found, strict=True))
    logs = [np.array([one.log_evidence for one in fits]) for fits in by_looseness]
    return [Weighed(fits, tuple(considered), usual + log) for fits, log in zip(by_looseness, logs, strict=True)]


def _combine(joint: Evidence, apart: Mapping[str, Sequence[Weighed]], breaks: Breaks) -> tuple[tuple[Fit, ...], Ways]:
    """Ways of moving of all sectors at once: each as its own figures have it, weighed by the figures of all."""
    ways = [
        ({name: _typical(weighed[number], tempo) for name, weighed in apart.items()}, times)
        for (number, times), tempo in product(enumerate(LOOSENESS), TEMPOS)
    ]
    fits = [_joined(joint, way, breaks) for way in ways]
    usual = [_usual(list(movement.values())).sum() for movement, _ in ways]
    return _worth(ways, fits, np.array([one.log_evidence for one in fits]) + usual)


def _joined(joint: Evidence, way: Way, breaks: Breaks) -> Fit:
    movement, times = way
    told = joint.loosened(times)
    return fit(told, expect(told, movement, breaks))


def _worth(ways: Sequence[Way], fits: Sequence[Fit], weight: np.ndarray) -> tuple[tuple[Fit, ...], Ways]:
    """Those whose share in the answer is worth a fit."""
    shares = softmax(weight)
    kept = np.flatnonzero(shares >= _LEAST)
    return tuple(fits[k] for k in kept), Ways(tuple(ways[k] for k in kept), shares[kept] / shares[kept].sum())


def _typical(weighed: Weighed, tempo: float) -> Movement:
    """What a sector's own figures speak for on average, `tempo` times as lively."""
    ways = weighed.movements
    trend, passing = tempo * np.exp(weighed.shares @ np.log([(one.trend, one.passing) for one in ways]))
    step, kinship = weighed.shares @ np.array([(one.step, one.kinship) for one in ways])
    return Movement(trend, passing, step=step, kinship=kinship)


def _usual(considered: Sequence[Movement]) -> np.ndarray:
    trend = np.log([movement.trend / _USUAL_TREND for movement in considered])
    passing = np.log([movement.passing / _USUAL_PASSING for movement in considered])
    return -0.5 * (trend**2 + passing**2) / _DOUBT**2
