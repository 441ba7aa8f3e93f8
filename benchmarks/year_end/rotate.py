"""Our answers to the year-end task with nothing learned or chosen on the family that is answered, family by family.

Chosen are how the structural model is set, what counts as a shock, and what the second opinion weighs without and with
one: those with the least rel on the four other families until 2021, whose opinions are learned without their own family
and the one held out.
"""

from collections.abc import Callable
from contextlib import ExitStack
from functools import cache, partial
from itertools import product
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
import pandas as pd
from learn import learned, sample
from scores import relative, scored
from task import LEVELS, N_DRAWS, N_KEPT, Task, kept

from analysis.model import background, complete, global_model, structural
from analysis.model.global_model import GlobalModel

SHIPPED = "as shipped"
BEFORE = (structural, "_CAUTION", 24.0)
"""As it was until every rotation chose half of it."""
STRUCTURES = {
    SHIPPED: (),
    "caution of 24": (BEFORE,),
    "caution of 48": ((structural, "_CAUTION", 48.0),),
    "24, square roots only": (BEFORE, (complete, "_LOGS", np.inf)),
    "24, any movement as likely": (BEFORE, (structural.Hyperparameters, "log_prior", lambda model: 0.0)),
    "24, no lasting step in three months": (BEFORE, (background, "_TOO_RECENT", 3)),
}
EVERY = 5
"""A structure is chosen on every fifth task: fits are what takes time."""
SHOCKS, WEIGHTS = (4.0, 5.0, 6.0, 8.0), (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)

Trees = Callable[[frozenset], GlobalModel]
"""Learned without some families."""
Answers = tuple[np.ndarray, np.ndarray]
"""Quantiles of growth (tasks x 500, NaN where not asked) and the largest shock each task has seen."""


class Choice(NamedTuple):
    """Constants that data chose."""

    structure: str = SHIPPED
    shock: float = global_model._SHOCK
    calm: float = global_model._CALM_WEIGHT
    after: float = global_model._SHOCK_WEIGHT


def structural_alone(tasks: list[Task], structure: str = SHIPPED) -> np.ndarray:
    """Quantiles of growth, tasks x 500."""
    with ExitStack() as changed:
        for change in STRUCTURES[structure]:
            changed.enter_context(patch.object(*change))
        drawn = [
            complete.draw(task.history, task.left, N_DRAWS, np.random.default_rng(task.seed), None) for task in tasks
        ]
    return np.array([kept(task.growth(draws.sum(axis=0))) for task, draws in zip(tasks, drawn, strict=True)])


def opinion(tasks: list[Task], trees: Trees, held: str = "none") -> Answers:
    """Quantiles of growth and largest shocks, seen by trees that know neither a task's own family nor the one held."""
    growth, shocks = np.full((len(tasks), N_KEPT), np.nan), np.zeros(len(tasks))
    for row, task in enumerate(tasks):
        levels = complete.without_gaps(task.history)
        if len(levels) >= 24:
            totals, seen = trees(frozenset({task.dataset, held})).totals(levels, task.cut, LEVELS)
            shocks[row] = seen.features["shock"][0]
            growth[row] = task.growth(totals) if seen.scale[0] >= global_model.LEAST_LEARNED else np.nan
    return growth, shocks


def pooled(alone: np.ndarray, second: Answers, choice: Choice) -> np.ndarray:
    """The structural model's quantiles moved towards a second opinion, where it is asked."""
    growth, shocks = second
    weight = np.where(shocks < choice.shock, choice.calm, choice.after)[:, None]
    return np.where(np.isfinite(growth), alone + weight * (growth - alone), alone)


def crps(growth: np.ndarray, about: pd.DataFrame) -> pd.Series:
    """Of quantiles of growth, a number a task."""
    return scored(growth, about["outturn"].to_numpy())["crps"].set_axis(about.index)


def rel(growth: np.ndarray, about: pd.DataFrame) -> float:
    """`scores.relative` of quantiles of growth."""
    return relative(crps(growth, about), about)


def choose(about: pd.DataFrame, alone: np.ndarray, second: Answers, few: dict[str, np.ndarray]) -> Choice:
    """The structure that is best on few tasks (NaN elsewhere), and the shock and weights that are best on all."""
    seen = np.isfinite(few[SHIPPED][:, 0])
    structure = min(few, key=lambda name: rel(few[name][seen], about[seen]))
    weighed = {one: crps(pooled(alone, second, Choice(calm=one, after=one)), about) for one in WEIGHTS}
    grid = [Choice(structure, *one) for one in product(SHOCKS, WEIGHTS, WEIGHTS)]
    rels = [relative(weighed[one.calm].where(second[1] < one.shock, weighed[one.after]), about) for one in grid]
    return grid[int(np.argmin(rels))]


def rotated(tasks: list[Task], about: pd.DataFrame) -> tuple[dict[str, np.ndarray], dict[str, dict]]:
    """Quantiles of growth by model (ours as rotated, with the constants shipped, structural alone), and the choices.

    `about`: a row a task (`scores.described`). Choices: a row a family held out, with its rel, and one with none.
    """
    trees, alone, choices = cache(partial(learned, sample())), structural_alone(tasks), {}
    second, few = opinion(tasks, trees), {name: np.full_like(alone, np.nan) for name in STRUCTURES}
    for name, growth in few.items():
        growth[::EVERY] = structural_alone(tasks[::EVERY], name)
    found = {"ours": alone.copy(), "constants shipped": pooled(alone, second, Choice()), "structural alone": alone}
    for held in (*sorted(about["dataset"].unique()), "none"):
        own = np.flatnonzero(about["dataset"] == held)
        on = np.flatnonzero((about["year"] == "until 2021") & (about["dataset"] != held))
        theirs = opinion([tasks[at] for at in on], trees, held)
        choice = choose(about.iloc[on], alone[on], theirs, {name: growth[on] for name, growth in few.items()})
        choices[held] = choice._asdict() | {"tasks": len(on)}
        if len(own):
            best = structural_alone([tasks[at] for at in own], choice.structure)
            found["ours"][own] = pooled(best, (second[0][own], second[1][own]), choice)
            choices[held] |= {f"rel {name}": rel(growth[own], about.iloc[own]) for name, growth in found.items()}
    return found, choices
