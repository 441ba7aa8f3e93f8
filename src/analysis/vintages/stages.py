"""From one day's estimate to another's in re-runs, and what each new figure was expected to be and was worth."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.ledger import COLUMNS, DATA, FIGURE, WHOLE, load_facts, usable
from analysis.ledger.kinds import SERIES
from analysis.ledger.targets import Target
from analysis.model.observations import EVERY, as_printed, implied
from analysis.model.related import Group, Series, group_of, joint_levels, of_series, weighed
from analysis.model.reliability import standard_errors
from analysis.outlook.progress import settled_years
from analysis.outlook.verdicts import as_good

RELEASE = ["published", "source_id"]
NEWS = [*COLUMNS[:8], *COLUMNS[9:11], "low", "expected", "high", "surprise", "weight", "median", "chance"]
"""The columns of `news`."""


@dataclass(frozen=True)
class Stage:
    """An estimate, and the lot of figures that it knows and the one before it did not.

    `known`: every figure it rests on; `group`: what is estimated together, and the weights of its models; `draws`: the
    joint monthly levels of each series.
    """

    step: str
    lot: pd.DataFrame
    known: pd.DataFrame
    group: Group
    draws: dict[Series, pd.DataFrame]

    def settled(self, target: Target) -> dict[int, float]:
        """The years of the target that the figures print."""
        return settled_years(self.known[(self.known[SERIES] == list(target.series)).all(axis=1)], target)


def stages(
    series: Series,
    before: str,
    after: str,
    until: str,
    *,
    n_draws: int = 2000,
    seed: int = 0,
    data: Path = DATA,
    tell: Callable[[str], None] = lambda step: None,
) -> list[Stage]:
    """The estimates of a series and those related to it from `before` to `after`, each a run of `joint_levels`.

    Until "re_estimation" all of them hold what `before` made of the hyperparameters: its weights, the errors figures
    are taken to have, which series and sectors are related, the dated breaks known. First come figures printed again by
    `after` ("revised_figures", corrections have no date and count on both days), then the new ones release by release
    ("new_figures"), then all of that is estimated anew. A step that knows nothing more is left out. `tell` hears
    each step's turn. Every draw keeps its own random numbers throughout.
    """
    facts, found = load_facts(after, geography=series[0], data=data), []
    _refuse_unknown_past(facts, series, before)
    tell("old_answer")
    known = facts[facts["published"] <= before]
    group = group_of(known, series, before, data)
    held = weighed(known, group, until, data)
    settings: dict[str, Any] = {"n_draws": n_draws, "seed": seed, "data": data}
    for step, lot in [("old_answer", facts.iloc[:0]), *_lots(facts, before, group, data)]:
        tell(step)
        known = facts.loc[known.index.union(lot.index)]
        draws = joint_levels(known, series, until, group=held, **settings)
        found.append(Stage(step, lot, _of_group(known, group, data), held, draws))
    if len(found) > 1 or group_of(facts, series, after, data) != group:
        tell("re_estimation")
        draws = joint_levels(facts, series, until, as_of=after, **settings)
        found.append(replace(found[-1], step="re_estimation", lot=facts.iloc[:0], draws=draws))
    return found


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
    low, middle, high = (draws.quantile(share, axis=1) for share in (0.1, 0.5, 0.9))
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


def _lots(facts: pd.DataFrame, before: str, group: Group, data: Path) -> Iterator[tuple[str, pd.DataFrame]]:
    """What was published later: prints of figures known before, then new figures by release, oldest first."""
    own = _of_group(facts, group, data)
    later = own[own["published"] > before]
    again = later.set_index(FIGURE).index.isin(facts[facts["published"] <= before].set_index(FIGURE).index)
    if again.any():
        yield "revised_figures", later[again]
    for _, release in later[~again].groupby(RELEASE, sort=True):
        yield "new_figures", release


def _of_group(facts: pd.DataFrame, group: Group, data: Path) -> pd.DataFrame:
    """The figures that the estimate of a group rests on, under the numbers they have among all facts."""
    names = [(*one[:2], name) for one in group.related for name in (one[2], *group.divided)]
    own = facts[facts.set_index(SERIES).index.isin(pd.MultiIndex.from_tuples(names)) & facts["measure"].isin(EVERY)]
    return usable(own.rename_axis("number").reset_index(), data).set_index("number")


def _drawn(stage: Stage, figure: pd.DataFrame, seed: int) -> np.ndarray:
    geography, indicator, sector, *_, measure = figure[FIGURE].iloc[0]
    levels = stage.draws.get((geography, indicator, sector))
    # without an amount among its figures an estimate is an index that averages 100
    amounts = (stage.known["measure"] == "level") & (stage.known["indicator"] == indicator)
    if levels is None or measure == "share_of_plan_pct" or (measure == "level" and not amounts.any()):
        return np.full(next(iter(stage.draws.values())).shape[1], np.nan)
    logs = implied(next(figure.itertuples()), levels, stage.draws.get((geography, indicator, WHOLE)))
    error = standard_errors(figure, stage.group.error_scale((geography, indicator, sector)))[0]
    dice = np.random.default_rng([seed, crc32("/".join(figure[FIGURE].iloc[0]).encode())])
    return as_printed(logs + error * dice.standard_normal(len(logs)), measure)


def _weights(draws: pd.DataFrame, outcomes: pd.Series) -> pd.Series:
    told = draws.dropna()
    centred = told.sub(told.mean(axis=1), axis=0).to_numpy().T
    solved = np.linalg.lstsq(centred, (outcomes - outcomes.mean()).to_numpy(), rcond=None)[0]
    return pd.Series(solved, told.index).reindex(draws.index)


def _chance_for_each(results: pd.Series, target: Target, move: float) -> float:
    """How much chance a unit of the year is worth over such a move; over a quarter of the spread where it is less.

    NaN without a plan.
    """
    if not target.planned:
        return np.nan
    least = float(results.std()) / 4
    step = move if abs(move) > least else least
    gained = as_good(results + step, target).mean() - as_good(results, target).mean()
    return float(gained / step) if step else 0.0


def _refuse_unknown_past(facts: pd.DataFrame, series: Series, before: str) -> None:
    """Refuse a first day on which no figure of the series was published; `facts`: all that is known of it later."""
    first, name = of_series(facts, series)["published"].min(), "/".join(series)
    if first > before:
        raise ValueError(
            f"{before}: chưa có số liệu nào của {name}; số đầu tiên công bố ngày {first}"
            f" / no figure of {name} was known yet; the first was published on {first}"
        )
