"""A complete monthly history -> joint draws of the months after it."""

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from analysis.model import background, global_model, structural
from analysis.model.global_model import GlobalModel
from analysis.model.refusals import refuse_settings

_FEWEST, _TWO_YEARS, _LONGEST = 13, 24, 120
"""Known months without which nothing tells a season from a trend; months that a second opinion needs; months beyond
which the past says no more."""
_LOGS, _CALM = 10.0, 0.1
"""Log evidence that logs must have over square roots (what grows by the same share each year is straight there), and
an ordinary month's deviation from which on they are not asked: what is drawn on logs explodes."""
_MOSTLY_AHEAD, _SECOND_WEIGHT = 7, 0.3
"""Months of the year left from which on a second opinion on published figures counts, and its weight."""


def simulate(history: pd.Series, until: str, *, n_draws: int = 2000, seed: int = 0) -> pd.DataFrame:
    """Joint levels of the months after a monthly history up to `until` ("2022-12"), rows months, columns draws.

    `history` is indexed by month (PeriodIndex, M), at least 13 of its last 120 known; months missing inside are
    estimated, and those missing at its end are drawn but not handed out. Refused (ValueError) are months given twice,
    levels that are no finite numbers, and an end that the history has reached.

    >>> months = pd.period_range("2019-01", "2022-06", freq="M")
    >>> simulate(pd.Series(100.0, months), "2022-12", n_draws=3).shape
    (6, 3)
    """
    refuse_settings(until, n_draws)
    levels, end = _complete(history), pd.Period(until, "M")
    if end <= levels.index[-1]:
        raise ValueError(f"until={until}: số liệu đã có đến {levels.index[-1]} / the history already reaches it")
    months = pd.period_range(levels.index[-1] + 1, end, freq="M", name="month")
    if levels.nunique() == 1:
        return pd.DataFrame(np.full((len(months), n_draws), levels.mean()), index=months)
    with threadpool_limits(1):
        draws = draw(levels, len(months), n_draws, np.random.default_rng(seed), global_model.shipped())
    return pd.DataFrame(draws, index=months)


def second_opinion(levels: pd.DataFrame, known: int, seed: int) -> np.ndarray:
    """What to multiply each draw's months ahead by: 1, but where most of the year under way lies ahead.

    `levels` are joint draws of which the first `known` months were spoken of. Their growth of the year's rest then has
    its quantiles averaged with those `simulate` draws from the median months, as if these were a complete series.
    """
    ahead = levels.index[known : known + 12 - levels.index[known - 1].month % 12]
    history = levels[:known].median(axis=1)
    if len(ahead) < _MOSTLY_AHEAD or known < _TWO_YEARS or not (history > 0).all():
        return np.ones(levels.shape[1])
    ours = levels.loc[ahead].sum() / levels.loc[ahead - 12].sum()
    drawn = simulate(history, str(ahead[-1]), n_draws=levels.shape[1], seed=seed).sum() / history[ahead - 12].sum()
    theirs = np.sort(drawn)[ours.rank(method="first").astype(int) - 1]
    return 1 + _SECOND_WEIGHT * (theirs / ours.to_numpy() - 1)


def _complete(history: pd.Series) -> pd.Series:
    """The last ten years month by month, missing ones NaN; refuses what is not one number a month, or too short."""
    if not isinstance(history.index, pd.PeriodIndex) or history.index.freqstr != "M":
        raise ValueError("history: cần chỉ mục PeriodIndex theo tháng / an index of months (PeriodIndex, M) is needed")
    twice = history.index[history.index.duplicated()]
    if len(twice):
        raise ValueError(f"history: {twice[0]}: tháng lặp lại / a month given twice")
    numbers = pd.to_numeric(history, errors="coerce").astype(float)
    wrong = history[history.notna() & ~np.isfinite(numbers)]
    if len(wrong):
        raise ValueError(f"history: {wrong.index[0]}: {wrong.iloc[0]}: không phải số hữu hạn / not a finite number")
    months = pd.period_range(numbers.index.min(), numbers.index.max(), freq="M") if len(numbers) else numbers.index
    recent = numbers.reindex(months)[-_LONGEST:]
    if recent.count() < _FEWEST:
        told = f"cần ít nhất {_FEWEST} / {recent.count()} months known, at least {_FEWEST} are needed"
        raise ValueError(f"history: có {recent.count()} tháng, {told}")
    return recent[recent.first_valid_index() :]


def draw(
    levels: pd.Series, months: int, n_draws: int, rng: np.random.Generator, opinion: GlobalModel | None
) -> np.ndarray:
    """Months x draws after a history that moves: of the structural model, its years pooled with a second opinion.

    Every draw keeps its months' shares and its rank among the draws; later years move with the first. The opinion is
    asked on the months since the last one missing or not above zero, where they are two years.
    """
    known = levels.index[-1].month % 12
    drawn = _structural(levels, max(months, 12 - known), n_draws, rng)
    rest = drawn[: 12 - known].sum(axis=0)
    recent = without_gaps(levels)
    if opinion and len(recent) >= _TWO_YEARS and (rest > 0).all():
        drawn = drawn * (opinion.pooled(rest, recent, known) / rest)
    return drawn[:months]


def without_gaps(levels: pd.Series) -> np.ndarray:
    """The months since the last one missing or not above zero."""
    unfit = np.flatnonzero(~(levels > 0))
    return levels.to_numpy()[unfit[-1] + 1 if len(unfit) else 0 :]


def _structural(levels: pd.Series, months: int, n_draws: int, rng: np.random.Generator) -> np.ndarray:
    """Draws on square roots, between levels and logs; on logs where the past asks for them; on levels below zero."""
    size = float(levels.abs().mean())
    calendar = pd.period_range(levels.index[0], periods=len(levels) + months, freq="M")
    values = levels.to_numpy() / size
    if np.nanmin(values) < 0:
        return size * structural.draw(values, calendar, n_draws, rng)
    if _on_logs(values, calendar):
        return size * np.exp(structural.draw(np.log(values), calendar, n_draws, rng))
    roots = structural.draw(_roots(values), calendar, n_draws, rng)
    return size * np.maximum(1 + roots / 2, 0) ** 2


def _roots(values: np.ndarray) -> np.ndarray:
    return 2 * (np.sqrt(values) - 1)


def _on_logs(values: np.ndarray, calendar: pd.PeriodIndex) -> bool:
    """Whether the past is calm and, seen through a typical model, much likelier on logs (as densities of levels)."""
    if np.nanmin(values) <= 0:
        return False
    centred = (one - np.nanmedian(one[-_TWO_YEARS:]) for one in (np.log(values), _roots(values)))
    logs, roots = (background.learn(one, calendar) for one in centred)
    return logs.unit < _CALM and logs.evidence - roots.evidence - np.nansum(np.log(values)) / 2 > _LOGS
