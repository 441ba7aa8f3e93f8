"""The three rules of a spreadsheet as models: what each says of the months to come, and how far it was off before."""

from collections.abc import Callable

import numpy as np
import pandas as pd

Rule = Callable[[np.ndarray, int], np.ndarray]
"""Levels from a January on (NaN: before the history) and months wanted -> levels; NaN where there is nothing to say."""

_USUAL_YEARS = 3
_LEAST_FREEDOM = 3
"""Student's t with fewer degrees of freedom than this has no spread."""


def ytd_growth_holds(levels: np.ndarray, months: int) -> np.ndarray:
    """Every month as a year before, times the growth of the year to date."""
    done = _of_this_year(levels)
    ahead = list(levels[-12:])
    for _ in range(months):
        ahead.append(ahead[-12] * levels[-done:].sum() / levels[-12 - done : -12].sum())
    return np.array(ahead[12:])


def usual_share(levels: np.ndarray, months: int) -> np.ndarray:
    """The year to date over the mean share that these months had in up to three years, spread as these years were."""
    done = _of_this_year(levels)
    years = levels[:-done].reshape(-1, 12)[-_USUAL_YEARS:]
    years = years[np.isfinite(years).all(axis=1)]
    shares = (years / years.sum(axis=1, keepdims=True)).sum(axis=0) / len(years)
    return levels[-done:].sum() / shares[:done].sum() * shares[(done + np.arange(months)) % 12]


def latest_month(levels: np.ndarray, months: int) -> np.ndarray:
    """The latest month again and again."""
    return np.full(months, levels[-1])


RULES: dict[str, Rule] = {rule.__name__: rule for rule in (ytd_growth_holds, usual_share, latest_month)}


def by_rule(name: str, history: pd.Series, months: int, n_draws: int, rng: np.random.Generator) -> np.ndarray:
    """What the rule says, all months moved alike by its own errors in the years before (Student's t).

    Missing months lie on a line between their neighbours. Refuses a history in which the rule says nothing, or for
    which it has no error to show: as a rule less than three years.
    """
    levels = np.r_[np.full(history.index[0].month - 1, np.nan), history.interpolate(limit_direction="both")]
    with np.errstate(divide="ignore", invalid="ignore"):
        said, errors = RULES[name](levels, months), _errors(RULES[name], levels, months)
    if not np.isfinite(said).all() or not len(errors):
        raise ValueError(f"{name}: chuỗi quá ngắn hoặc bằng 0 / a history too short for this rule, or of nothing")
    spread = _size(levels) * np.sqrt((errors**2).mean())
    paths = said[:, None] + spread * rng.standard_t(max(len(errors), _LEAST_FREEDOM), n_draws)
    return np.maximum(paths, 0) if history.min() >= 0 else paths


def _errors(rule: Rule, levels: np.ndarray, months: int) -> np.ndarray:
    """Mean errors over as many months, whole years before, as shares of the usual size of a month then."""
    origins = [end for end in range(len(levels) - 12, 12, -12) if end + months <= len(levels)]
    missed = [(levels[end : end + months] - rule(levels[:end], months)).mean() / _size(levels[:end]) for end in origins]
    errors = np.array(missed)
    return errors[np.isfinite(errors)]


def _of_this_year(levels: np.ndarray) -> int:
    return (len(levels) - 1) % 12 + 1


def _size(levels: np.ndarray) -> float:
    """Mean size of the last twelve months."""
    return float(np.abs(levels[-12:]).mean())
