"""Blows such as a lockdown: a month's own, mostly small, now and then huge, and fading within months.

A blow is one sector's in one month and strikes all its series alike. Its size follows Student's t; as with the errors
of figures, that is a normal law whose width is weighed anew by the size it came to, blow by blow.
"""

from functools import cache
from math import prod

import numpy as np

_SIZE, _TAILS, _LEFT = 0.005, 2.0, 0.6
"""Usual size on the log scale, degrees of freedom, and how much is left a month later."""
_OPEN = 10.0
"""How many usual sizes wide a blow may be at first: a mode looked for among small blows misses the large ones."""
_RECENT = 24
"""Months whose blows may strike again."""
Shape = tuple[int, int, int]
"""Sectors, series, months."""


def widest(shape: Shape) -> np.ndarray:
    """Variance of every blow (sectors x months) before anything is known."""
    return np.full((shape[0], shape[2]), (_OPEN * _SIZE) ** 2)


def reweighed(blows: np.ndarray) -> np.ndarray:
    """Variance of each blow by the size it came to."""
    return (_TAILS * _SIZE**2 + blows**2) / (_TAILS + 1)


def log_density(blows: np.ndarray, variance: np.ndarray) -> float:
    """How probable the blows were, less what the normal law of their variances has said of them."""
    heavy = -0.5 * (_TAILS + 1) * np.log1p((blows / _SIZE) ** 2 / _TAILS) - np.log(_SIZE)
    return float((heavy + 0.5 * blows**2 / variance + 0.5 * np.log(variance)).sum())


def felt(rows: np.ndarray, shape: Shape) -> np.ndarray:
    """How each row's log levels of the parts (..., unknowns) answer to each blow: (..., sectors, months)."""
    by_part = rows[..., : prod(shape)].reshape(*rows.shape[:-1], *shape)
    return _times(by_part.sum(axis=-2), _fading(shape[2]))


def left(blows: np.ndarray, shape: Shape, unknowns: int) -> np.ndarray:
    """What blows (..., sectors, months) leave in the log levels: (..., unknowns)."""
    levels = np.zeros((*blows.shape[:-2], unknowns))
    by_part = np.repeat(_times(blows, _fading(shape[2]).T), shape[1], axis=-2)
    levels[..., : prod(shape)] = by_part.reshape(*blows.shape[:-2], -1)
    return levels


def again(blows: np.ndarray, spoken: int, strikes: np.ndarray) -> np.ndarray:
    """Blows of the last two years striking again in months after the first `spoken`: draws x sectors x months.

    `strikes` (draws x months), between 0 and 1, says which of them; all sectors are struck as they were in one month.
    """
    struck = np.zeros((len(strikes), *blows.shape))
    chosen = spoken - 1 - (strikes[:, spoken:] * min(_RECENT, spoken)).astype(int)
    struck[..., spoken:] = blows[:, chosen].swapaxes(0, 1)
    return struck


def _times(stack: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """The last axis of a stack times a matrix, in one product: many small ones are far slower."""
    return (stack.reshape(-1, len(matrix)) @ matrix).reshape(stack.shape)


@cache
def _fading(months: int) -> np.ndarray:
    """What is left in each month of a blow of one in each month: months x blows."""
    count = np.arange(months)
    return np.tril(_LEFT ** np.abs(np.subtract.outer(count, count)))
