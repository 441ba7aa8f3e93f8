"""The scales on which a series is taken to move: its logs, its square roots, its levels."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

_HIGHEST = 700.0
"""Logs are not taken back beyond this, where numbers end."""
_NEXT_TO_NOTHING = 0.01
"""Roots stretch nothing at all without end; below this share of the mean size they are taken to stretch no further."""


@dataclass(frozen=True)
class Scale:
    """There and back again, for levels divided by their mean size, on which a small change there is its share of it.

    takes: whether a series with this lowest level has such a scale; stretch: log of how much a small change of a level
    grows on the way there, by which probabilities on two scales are compared.
    """

    takes: Callable[[float], bool]
    there: Callable[[np.ndarray], np.ndarray]
    back: Callable[[np.ndarray], np.ndarray]
    stretch: Callable[[np.ndarray], np.ndarray]


SCALES = {
    "logs": Scale(
        lambda lowest: lowest > 0,
        np.log,
        lambda logs: np.exp(np.minimum(logs, _HIGHEST)),
        lambda levels: -np.log(levels),
    ),
    "roots": Scale(
        lambda lowest: lowest >= 0,
        lambda levels: 2 * (np.sqrt(levels) - 1),
        lambda roots: np.maximum(1 + roots / 2, 0) ** 2,
        lambda levels: -np.log(np.maximum(levels, _NEXT_TO_NOTHING)) / 2,
    ),
    "levels": Scale(lambda lowest: True, np.positive, np.positive, np.zeros_like),
}
