"""Observations of several series and their sectors as one: a whole is the sum of its sectors, month by month."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.linalg import block_diag

from analysis.ledger import WHOLE
from analysis.model.observations import MEASURES, Observations, Part, observe

CONTRIBUTION = "contribution_pp"
Sectors = Mapping[str, pd.DataFrame]
"""The figures of one series by sector; alone under "total", or beside those of all the sectors it is the sum of."""


def observe_sectors(series: Sequence[Sectors], until: str) -> list[dict[str, Observations]]:
    """The observations of every series by sector, contributions apart, all over the same months."""
    known = [
        {name: figures for name, figures in one.items() if name == WHOLE or figures["measure"].isin(MEASURES).any()}
        for one in series
    ]
    own = [{name: observe(figures, until) for name, figures in one.items()} for one in known]
    since = min(observations.months[0] for one in own for observations in one.values())
    return [
        {
            name: told if told.months[0] == since else observe(known[number][name], until, since)
            for name, told in one.items()
        }
        for number, one in enumerate(own)
    ]


def observe_contributions(
    series: Sequence[Sectors], own: Sequence[dict[str, Observations]]
) -> list[dict[str, Observations]]:
    """The contributions of sectors to the growth of their whole, over the months of the other figures."""
    months = next(iter(own[0].values())).months
    spoken = [
        {name: figures for name, figures in one.items() if (figures["measure"] == CONTRIBUTION).any()} for one in series
    ]
    until, since = str(months[-1]), months[0]
    return [{name: observe(figures, until, since, (CONTRIBUTION,)) for name, figures in one.items()} for one in spoken]


def sectors_of(series: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    """The sectors that the series are the sum of; the whole itself where it is not divided."""
    names = sorted({name for one in series for name in one} - {WHOLE})
    return tuple(names) or (WHOLE,)


def assemble(
    own: Sequence[Mapping[str, Observations]],
    sectors: Sequence[str],
    contributions: Sequence[Mapping[str, Observations]] = (),
) -> Observations:
    """Observations of these sectors of every series; figures of other sectors are left out, but for the whole's."""
    blocks = list(_blocks(own, sectors)) + list(_contributions(contributions, sectors))
    pieces = [observations for observations, _, _ in blocks]
    plans = block_diag(*(observations.bottom[:, len(observations.months) :] for observations in pieces))
    return Observations(
        pieces[0].months,
        tuple(Part(number, name, _centre(series, sectors)) for name in sectors for number, series in enumerate(own)),
        tuple(plan for observations in pieces for plan in observations.plans),
        pd.concat([observations.figures for observations in pieces], ignore_index=True),
        np.hstack([np.vstack([top for _, top, _ in blocks]), np.zeros_like(plans)]),
        np.hstack([np.vstack([bottom for _, _, bottom in blocks]), plans]),
        *(np.concatenate([getattr(one, name) for one in pieces]) for name in ("value", "spread", "rounding")),
    )


def _blocks(
    own: Sequence[Mapping[str, Observations]], sectors: Sequence[str]
) -> Iterator[tuple[Observations, np.ndarray, np.ndarray]]:
    """Each sector's figures over its own months, the whole's over the months of all its sectors."""
    for number, series in enumerate(own):
        for name, observations in series.items():
            if name in sectors or name == WHOLE:
                members = _members(sectors, number, len(own), [name] if name in sectors else sectors)
                top, bottom = (side[:, : len(observations.months)] for side in (observations.top, observations.bottom))
                yield observations, np.kron(members, top), np.kron(members, bottom)


def _contributions(
    contributions: Sequence[Mapping[str, Observations]], sectors: Sequence[str]
) -> Iterator[tuple[Observations, np.ndarray, np.ndarray]]:
    """A contribution is the growth the whole would have had if only this sector had moved."""
    for number, series in enumerate(contributions):
        for name, observations in series.items():
            mover = _members(sectors, number, len(contributions), [name])
            everyone = _members(sectors, number, len(contributions), sectors)
            top = np.kron(mover, observations.top) + np.kron(everyone - mover, observations.bottom)
            yield observations, top, np.kron(everyone, observations.bottom)


def _members(sectors: Sequence[str], number: int, count: int, names: Sequence[str]) -> np.ndarray:
    """Which parts, sector by sector and series by series, are these sectors of one series: a row of ones and zeros."""
    return np.array([[float(name in names and one == number) for name in sectors for one in range(count)]])


def _centre(series: Mapping[str, Observations], sectors: Sequence[str]) -> float:
    known = series.get(WHOLE) or next(iter(series.values()))
    return known.parts[0].centre - np.log(len(sectors))
