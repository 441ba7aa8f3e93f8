"""Prior and observations joined: the most probable unknowns, the evidence of figures for hyperparameters, draws."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from analysis.model.observations import Observations
from analysis.model.prior import Innovations, Prior

TAILS = 4.0
"""Degrees of freedom of the figures' errors: few enough that one wrong figure does not bend the months."""
_ROUNDS, _CLOSE = 40, 1e-3
"""Steps towards the mode, at most, and the change of a log level that ends them."""
_NEAR = 0.03
"""Change of a log level from which on the figures are seen from another point."""
_REWEIGHINGS = 4
"""Times that errors and events are weighed anew for each candidate, from how the reference has weighed them."""
_CHUNK = 2**22
"""Numbers in one stack of matrices."""
_SETTLE = 6
"""Steps, at most, in which a draw comes to terms with its figures."""


@dataclass(frozen=True)
class Linear:
    """The observations seen from one point: value - predict(point) + slope @ point = slope @ unknowns + error."""

    observations: Observations
    slope: csr_array
    value: np.ndarray

    @classmethod
    def around(cls, observations: Observations, point: np.ndarray) -> "Linear":
        """The observations as a plane that touches them at `point`."""
        slope = observations.slope(point)
        return cls(observations, slope, observations.value - observations.predict(point) + slope @ point)

    @property
    def by_figures(self) -> bool:
        """Whether there are fewer figures than unknowns, so that matrices of figures are the smaller ones."""
        return self.slope.shape[0] <= self.slope.shape[1]


@dataclass(frozen=True)
class Fit:
    """What prior and observations agree on.

    `mode`: the unknowns; `error`: variance of each figure's error, those of outliers enlarged; `sizes` and `variance`
    of the events; `log_evidence`: how probable the figures were, but for a constant of their number.
    """

    mode: np.ndarray
    error: np.ndarray
    sizes: np.ndarray
    variance: np.ndarray
    log_evidence: float


@dataclass(frozen=True)
class Joint:
    """A stack of priors joined with one plane; arguments are stacks of error and event variances.

    `told`: what the figures say beyond each mean; `cross`: how figures vary with unknowns, events apart, and `steady`
    how those vary together that the smaller matrices are of; `response`: how figures answer to events, and `events` how
    those do.
    """

    linear: Linear
    told: np.ndarray
    cross: np.ndarray
    steady: np.ndarray
    response: np.ndarray
    events: np.ndarray

    @classmethod
    def of(cls, linear: Linear, priors: Sequence[Prior]) -> "Joint":
        """The priors seen from where the plane touches."""
        slope, events = linear.slope, priors[0].events.response
        told = np.array([linear.value - slope @ prior.mean for prior in priors])
        cross, response = np.array([prior.across(slope) for prior in priors]), (slope @ events).toarray()
        if linear.by_figures:
            return cls(linear, told, cross, np.array([slope @ one.T for one in cross]), response, response)
        return cls(linear, told, cross, np.array([prior.steady for prior in priors]), response, events.toarray())

    def spread(self, variance: np.ndarray) -> np.ndarray:
        """What the smaller matrices are of is expected to vary by, figures' errors apart."""
        return self.steady + (self.events * variance[:, None, :]) @ self.events.T

    def narrowed(self, spread: np.ndarray, error: np.ndarray) -> np.ndarray:
        """What figures are expected to vary by, errors included; or how far they narrow what unknowns vary by."""
        own = np.eye(spread.shape[-1])
        if self.linear.by_figures:
            return spread + error[:, None, :] * own
        slope = self.linear.slope.toarray()
        return own + spread @ ((slope.T / error[:, None, :]) @ slope)

    def dual(self, error: np.ndarray, variance: np.ndarray) -> np.ndarray:
        """The gap of each figure over its error's variance."""
        spread = self.spread(variance)
        narrowed = self.narrowed(spread, error)
        if self.linear.by_figures:
            return np.linalg.solve(narrowed, self.told[..., None])[..., 0]
        pulled = spread @ (self.linear.slope.T @ (self.told / error).T).T[..., None]
        moved = np.linalg.solve(narrowed, pulled)[..., 0]
        return (self.told - (self.linear.slope @ moved.T).T) / error

    def volume(self, error: np.ndarray, variance: np.ndarray) -> np.ndarray:
        """Half the log of how far the figures narrow what was expected."""
        volume = 0.5 * np.linalg.slogdet(self.narrowed(self.spread(variance), error))[1]
        return volume - 0.5 * np.log(error).sum(axis=1) if self.linear.by_figures else volume


def fit(observations: Observations, prior: Prior, scales: np.ndarray) -> Fit:
    """The mode by Gauss-Newton, with errors and events reweighted as Student's t asks, and Laplace's log evidence.

    `scales`: of the errors, one a figure. It starts from the prior.
    """
    usual = observations.variance(scales)
    error, variance, mode, point = usual, prior.events.variance, prior.mean, np.full_like(prior.mean, np.inf)
    for turn in range(_ROUNDS):
        if np.abs(mode - point).max() > _NEAR:
            point, linear = mode, Linear.around(observations, mode)
            joint = Joint.of(linear, [prior])
        dual = joint.dual(error[None], variance[None])[0]
        sizes = variance * (dual @ joint.response)
        moved = prior.mean + dual @ joint.cross[0] + prior.events.response @ sizes
        step, mode = moved - mode, mode + np.clip(moved - mode, -1, 1)
        if turn > 1 and np.abs(step).max() < _CLOSE:
            break
        if turn:
            gap = observations.value - observations.predict(mode)
            error, variance = _reweighed(observations, usual, gap), prior.events.reweighed(sizes)
    gap = observations.value - observations.predict(mode)
    quadratic = (linear.slope @ (mode - prior.mean)) @ dual
    volume = joint.volume(error[None], variance[None])[0]
    log_evidence = _log_evidence(observations, usual, gap, quadratic, prior.events, sizes, variance) - volume
    return Fit(mode, error, sizes, variance, float(log_evidence))


def weigh(observations: Observations, reference: Fit, priors: Sequence[Prior], scales: np.ndarray) -> list[Fit]:
    """Fits of every prior with every row of `scales`, on the plane that touches the observations at the reference."""
    linear = Linear.around(observations, reference.mode)
    usual = observations.variance(scales)
    gap = observations.value - observations.predict(reference.mode)
    start = np.array([_reweighed(observations, own, gap) for own in usual])
    size = min(linear.slope.shape)
    at_once, found = max(1, _CHUNK // (len(scales) * size**2)), []
    for first in range(0, len(priors), at_once):
        own = priors[first : first + at_once]
        found += _fits(linear, own, np.tile(usual, (len(own), 1)), np.tile(start, (len(own), 1)), reference)
    return found


def gain(linear: Linear, prior: Prior, fit: Fit) -> np.ndarray:
    """How the unknowns answer to a change in each figure: unknowns x figures."""
    joint = Joint.of(linear, [prior])
    narrowed = joint.narrowed(joint.spread(fit.variance[None]), fit.error[None])[0]
    cross = joint.cross[0].T + prior.events.response @ (fit.variance[:, None] * joint.response.T)
    if linear.by_figures:
        return np.linalg.solve(narrowed, cross.T).T
    return np.linalg.solve(narrowed, cross / fit.error)


def draw(
    linear: Linear, prior: Prior, fit: Fit, before: np.ndarray, errors: np.ndarray, digits: np.ndarray
) -> np.ndarray:
    """Joint unknowns, one row a draw: draws of the prior moved to figures drawn within their errors and rounding.

    `before`: draws x unknowns; `errors` standard normal and `digits` uniform on -1 to 1, both draws x figures. Every
    draw answers to its figures through the true sums, not their plane (randomised maximum likelihood).
    """
    observations, moves = linear.observations, gain(linear, prior, fit).T
    own = np.sqrt(np.maximum(fit.error - observations.rounding**2 / 3, 0))
    figures = observations.value + digits * observations.rounding + errors * own
    planned = figures - observations.value + linear.value
    draws = before + (planned - (linear.slope @ before.T).T) @ moves
    for _ in range(_SETTLE):
        gap = figures - observations.predict(draws) + (linear.slope @ (draws - before).T).T
        step = before + gap @ moves - draws
        draws = draws + np.clip(step, -0.5, 0.5)
        if np.abs(step).max() < _CLOSE:
            break
    return draws


def _fits(linear: Linear, priors: Sequence[Prior], usual: np.ndarray, error: np.ndarray, reference: Fit) -> list[Fit]:
    observations, events, joint = linear.observations, priors[0].events, Joint.of(linear, priors)
    told, steady = (np.repeat(one, len(usual) // len(priors), axis=0) for one in (joint.told, joint.steady))
    joint = replace(joint, told=told, steady=steady)
    variance = np.tile(reference.variance, (len(usual), 1))
    for turn in range(_REWEIGHINGS):
        dual = joint.dual(error, variance)
        gap, sizes = error * dual, variance * (dual @ joint.response)
        if turn < _REWEIGHINGS - 1:
            error, variance = _reweighed(observations, usual, gap), events.reweighed(sizes)
    quadratic = ((joint.told - gap) * dual).sum(axis=1)
    logs = _log_evidence(observations, usual, gap, quadratic, events, sizes, variance) - joint.volume(error, variance)
    return [Fit(reference.mode, *one) for one in zip(error, sizes, variance, logs.tolist(), strict=True)]


def _log_evidence(
    observations: Observations,
    usual: np.ndarray,
    gap: np.ndarray,
    quadratic: np.ndarray,
    events: Innovations,
    sizes: np.ndarray,
    variance: np.ndarray,
) -> np.ndarray:
    """How probable the unknowns are before any figure, and the figures by these unknowns: logs, but for constants."""
    ratio = gap**2 / usual
    errors = np.where(observations.binds, -0.5 * ratio, -0.5 * (TAILS + 1) * np.log1p(ratio / TAILS))
    figures = (errors - 0.5 * np.log(usual)).sum(axis=-1)
    return figures - 0.5 * quadratic + events.log_density(sizes, variance)


def _reweighed(observations: Observations, usual: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """Error variances with those of figures far off enlarged; what binds, binds."""
    return np.where(observations.binds, usual, (TAILS * usual + gap**2) / (TAILS + 1))
