"""What each new figure was expected to be, what it was, and how much of an answer's move it explains."""

from zlib import crc32

import numpy as np
import pandas as pd

from analysis.ledger import COLUMNS, FIGURE, WHOLE, Target
from analysis.model import as_printed, implied, standard_errors
from analysis.outlook import as_good
from analysis.vintages.stages import Stage

NEWS = [*COLUMNS[:8], *COLUMNS[9:11], "low", "expected", "high", "surprise", "weight", "median", "chance"]
"""The columns of `news`."""
_RANGE = {"low": 0.1, "expected": 0.5, "high": 0.9}


def expected(stage: Stage, figures: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """What new figures would be on each path of an estimate, in the unit they are printed in: figures x paths.

    The error that a figure of its kind has, and its rounding, are drawn on top. Empty (NaN) where the estimate says
    nothing of it: months before its first, a first amount among growth rates, a share of a plan nobody has stated.
    """
    drawn = {number: _drawn(stage, figures.loc[[number]], seed) for number in figures.index}
    return pd.DataFrame.from_dict(drawn, orient="index")


def news(draws: pd.DataFrame, figures: pd.DataFrame, results: pd.Series, target: Target) -> pd.DataFrame:
    """New figures held against what was expected of them, and what their surprises are worth; one row a figure.

    `weight`: by how much the year moves for each unit that a figure is above its expectation, the others of its release
    being as expected: the coefficients of a regression of `results` (the year's outcome) on the `draws` over all paths.
    `median` is weight times surprise, `chance` what moving every outcome by as much does to the chance of the target;
    what is not proportional to surprises is in neither.
    """
    low, middle, high = (draws.quantile(share, axis=1) for share in _RANGE.values())
    weight = _weights(draws, results)
    moves = (weight * (figures["value"] - draws.mean(axis=1))).fillna(0.0)
    return figures.drop(columns=["status", "note"]).assign(
        low=low,
        expected=middle,
        high=high,
        surprise=figures["value"] - middle,
        weight=weight,
        median=moves,
        chance=moves * _chance_for_each(results, target, float(moves.sum())),
    )


def _drawn(stage: Stage, figure: pd.DataFrame, seed: int) -> np.ndarray:
    geography, indicator, sector, *_, measure = figure[FIGURE].iloc[0]
    levels = stage.paths.get((geography, indicator, sector))
    nothing = np.full(next(iter(stage.paths.values())).shape[1], np.nan)
    if levels is None or measure == "share_of_plan_pct" or (measure == "level" and not _has_level(stage, figure)):
        return nothing
    logs = implied(next(figure.itertuples()), levels, stage.paths.get((geography, indicator, WHOLE)))
    error = standard_errors(figure, stage.group.error_scale((geography, indicator, sector)))[0]
    dice = np.random.default_rng([seed, crc32("/".join(figure[FIGURE].iloc[0]).encode())])
    return as_printed(logs + error * dice.standard_normal(len(logs)), measure)


def _has_level(stage: Stage, figure: pd.DataFrame) -> bool:
    """Whether the estimate of the figure's series is an amount, not an index that averages 100."""
    known = stage.known[stage.known["measure"] == "level"]
    return bool((known["indicator"] == figure["indicator"].iloc[0]).any())


def _weights(draws: pd.DataFrame, outcomes: pd.Series) -> pd.Series:
    told = draws.dropna()
    centred = told.sub(told.mean(axis=1), axis=0).to_numpy().T
    solved = np.linalg.lstsq(centred, (outcomes - outcomes.mean()).to_numpy(), rcond=None)[0]
    return pd.Series(solved, told.index).reindex(draws.index)


def _chance_for_each(results: pd.Series, target: Target, move: float) -> float:
    """How much chance a unit of the year is worth over such a move; over a quarter of the spread where it is less."""
    least = float(results.std()) / 4
    step = move if abs(move) > least else least
    gained = as_good(results + step, target).mean() - as_good(results, target).mean()
    return float(gained / step) if step else 0.0
