"""A second opinion on the rest of the year, learned across series: quantiles from boosted trees on scale-free features.

One row is a series cut after a month: its last whole years (at most seven) and this year's known months. What it is
asked is the growth of the months left over the same months a year before, on square roots, as seen from a plain
forecast and in usual deviations of the series. Quantile regression with LightGBM (Ke et al., 2017), as global models
won the M5 competition (Makridakis et al., 2022). `benchmarks/year_end/learn.py` writes the file of trees.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd
from scipy.special import ndtri

from analysis.model.components import components

QUANTILES = (0.025, 0.1, 0.3, 0.5, 0.7, 0.9, 0.975)
YEARS = 7
"""Whole years before this one that a row holds at most."""
_SHOCK, _CALM_WEIGHT, _SHOCK_WEIGHT = 5.0, 0.4, 0.1
"""Usual deviations from which on a change is a shock, and what this opinion weighs without one and with one inside."""
LEAST_LEARNED = 2e-3
"""Usual deviation below which this opinion is not asked: 99 in 100 of the rows it learned from have more."""
_BETWEEN = "\n=====\n"
_LEAST_SCALE, _DIGITS = 1e-3, 1e-8
"""Nor does a month deviate by less than this share of the whole, or of its size: no series is exact."""
_PLAIN = (0.3, 0.2, 0.0)
_OTHERS = {
    "steady": (0.1, 0.05, 0.0),
    "moving": (0.8, 0.2, 0.0),
    "growing": (0.3, 0.2, 0.7),
    "jumping": (2.0, 0.3, 0.0),
}
"""Level, drift of the season and growth of plain structural forecasts, in units of a month's own deviation."""
_STEADY = 1e3
"""Variance of a constant growth a year: wide, lest growth without noise be seen as less than it is."""
_DATES = pd.Period("2001-01", "M")
"""Windows start in some January: nothing here knows the date."""


@dataclass(frozen=True)
class Rows:
    """Several series cut alike.

    features: rows x features; growth: a plain forecast of the log growth of the rest; scale: usual deviation of it;
    before: total of the same months a year before.
    """

    features: pd.DataFrame
    growth: np.ndarray
    scale: np.ndarray
    before: np.ndarray

    def standardised(self, rest: np.ndarray) -> np.ndarray:
        """Totals of the rest as the trees see them."""
        return 2 * (np.sqrt(rest / self.before / np.exp(self.growth)) - 1) / self.scale

    def totals(self, standardised: np.ndarray) -> np.ndarray:
        """The way back: rows x anything."""
        roots = np.maximum(1 + self.scale[:, None] * standardised / 2, 0)
        return (self.before * np.exp(self.growth))[:, None] * roots**2


@dataclass(frozen=True)
class GlobalModel:
    """Trees for each of `QUANTILES`."""

    trees: tuple

    @classmethod
    def read(cls, text: str) -> "GlobalModel":
        """From the text that `learn.py` wrote."""
        from lightgbm import Booster  # half a second, only needed here

        return cls(tuple(Booster(model_str=one) for one in text.split(_BETWEEN)))

    def text(self) -> str:
        """All trees as one text."""
        return _BETWEEN.join(one.model_to_string() for one in self.trees)

    def pooled(self, rest: np.ndarray, levels: np.ndarray, known: int) -> np.ndarray:
        """Totals of this year's months after the first `known`, one a draw, moved towards those of the same rank here.

        `levels`: months up to the last one known, without gaps, above zero. A shock inside them says more to a model of
        its own than to one learned on calmer series.
        """
        totals, row = self.totals(levels, known, (rest.argsort().argsort() + 0.5) / len(rest))
        if row.scale[0] < LEAST_LEARNED:
            return rest
        return rest + (_CALM_WEIGHT if row.features["shock"][0] < _SHOCK else _SHOCK_WEIGHT) * (totals - rest)

    def totals(self, levels: np.ndarray, known: int, ranks: np.ndarray) -> tuple[np.ndarray, Rows]:
        """This opinion's own totals at `ranks` (shares of one), and the one row that it saw."""
        years = min((len(levels) - known) // 12, YEARS)
        rows = describe(levels[None, len(levels) - 12 * years - known :], known)
        learned = np.sort([one.predict(rows.features, num_threads=1)[0] for one in self.trees])
        return rows.totals(_between(learned, ranks)[None])[0], rows


@cache
def shipped() -> GlobalModel:
    """The model that comes with the package."""
    return GlobalModel.read(files("analysis.model").joinpath("global_model.txt").read_text("utf-8"))


def _between(learned: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """Quantiles at any rank: between those learned, and beyond, on straight lines over the normal law's."""
    at, wanted = ndtri(QUANTILES), ndtri(ranks)
    slopes = np.diff(learned)[[0, -1]] / np.diff(at)[[0, -1]]
    beyond = slopes[0] * np.minimum(wanted - at[0], 0) + slopes[1] * np.maximum(wanted - at[-1], 0)
    return np.interp(wanted, at, learned) + beyond


def describe(levels: np.ndarray, known: int) -> Rows:
    """Features of windows of equal length (rows x months, above zero), their last `known` months of this year."""
    logs = np.log(levels)
    yearly = logs[:, 12:] - logs[:, :-12]
    changes = np.diff(yearly if yearly.shape[1] > 6 else logs)
    apart = np.abs(changes - np.median(changes, axis=1, keepdims=True))
    scale = _scale(logs, yearly, apart)
    last = logs[:, logs.shape[1] - known - 12 : logs.shape[1] - known]
    before = _log_sum(last[:, known:])
    growth = _structural(logs, scale, 12 - known, _PLAIN) - before
    growths = {name: _structural(logs, scale, 12 - known, one) - before for name, one in _OTHERS.items()}
    growths |= _yearly(yearly)
    table = {f"growth_{name}": (one - growth) / scale for name, one in growths.items()}
    table |= {f"raw_{name}": growths[name] for name in ("mean_3", "mean_6", "mean_12")}
    table |= {"known": known, "years": logs.shape[1] // 12, "scale": np.log(scale), "growth": growth}
    table |= {"ratio": growth / scale, "share": np.exp(before - _log_sum(last))} | _shape(logs, yearly, apart, scale)
    features = pd.DataFrame({name: np.broadcast_to(table[name], len(logs)) for name in sorted(table)})
    return Rows(features.astype(np.float32), growth, scale, np.exp(before))


def _scale(logs: np.ndarray, yearly: np.ndarray, apart: np.ndarray) -> np.ndarray:
    """A month's own deviation by the median, so that shocks do not count, widened by how growth varies."""
    varied = (yearly[:, -36:] if yearly.shape[1] >= 6 else logs).std(axis=1)
    own = np.maximum(1.4826 * np.median(apart, axis=1) / 2, _LEAST_SCALE * logs.std(axis=1))
    return np.maximum(np.hypot(own, varied / 4), _DIGITS)


def _structural(logs: np.ndarray, scale: np.ndarray, left: int, setting: tuple[float, ...]) -> np.ndarray:
    """Log of the total of the months left as one structural model without shocks foresees it."""
    centre = np.median(logs[:, -24:], axis=1, keepdims=True)
    ahead = (logs - centre) / scale[:, None] @ _weights(logs.shape[1], left, setting)
    return _log_sum(scale[:, None] * ahead + centre)


@lru_cache(maxsize=1024)
def _weights(known: int, left: int, setting: tuple[float, ...]) -> np.ndarray:
    level, drift, growth = setting
    part = components(_DATES, known + left)
    together = 1e4 + _STEADY * part.steady + level**2 * (part.level + growth**2 * part.growth)
    together = together + 225 * part.season + drift**2 * part.drift
    return np.linalg.solve(together[:known, :known] + np.eye(known), together[:known, known:])


def _yearly(yearly: np.ndarray) -> dict[str, np.ndarray]:
    """Mean growth over the year before: of the last 3, 6 and 12 months, and of the second and third year back."""
    count, nothing = yearly.shape[1], np.full(len(yearly), np.nan)
    spans = {"mean_3": (3, 0), "mean_6": (6, 0), "mean_12": (12, 0), "mean_24": (24, 12), "mean_36": (36, 24)}
    return {
        name: yearly[:, count - first : count - last].mean(axis=1) if count >= first else nothing
        for name, (first, last) in spans.items()
    }


def _shape(logs: np.ndarray, yearly: np.ndarray, apart: np.ndarray, scale: np.ndarray) -> dict[str, np.ndarray]:
    """How the series moves: size of the season, volatility and persistence of growth, roughness, largest shock."""
    season, centred = logs[:, -12:].std(axis=1), yearly - yearly.mean(axis=1, keepdims=True)
    power, pairs = (centred**2).mean(axis=1) + 1e-12, centred[:, 1:] * centred[:, :-1]
    return {
        "season": np.log(season / scale + 1e-3),
        "raw_season": season,
        "volatility": np.log(power) / 2,
        "persistence": pairs.mean(axis=1) / power if pairs.shape[1] > 4 else np.full(len(logs), np.nan),
        "rough": np.log(np.diff(logs).std(axis=1) / scale + 1e-3),
        "shock": (apart / scale[:, None]).max(axis=1),
    }


def _log_sum(logs: np.ndarray) -> np.ndarray:
    return np.log(np.exp(logs).sum(axis=1))
