"""The bridge from an old answer to a new one: revised figures, new figures, re-estimation, changed target."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.ledger import DATA, FIGURE, SERIES, Target, in_force, load_facts, load_targets, newest_prints
from analysis.ledger.names import resolve
from analysis.model import Series, known_series
from analysis.outlook import outcomes, outlook
from analysis.outlook.answer import horizon, settled_years, targets_by_series
from analysis.vintages.news import NEWS, expected, news
from analysis.vintages.refusals import refuse_days, refuse_no_target
from analysis.vintages.stages import Stage, stages

STEPS = ("old_answer", "revised_figures", "new_figures", "re_estimation", "changed_target", "new_answer")
_ANSWER, _RELEASE = ["median", "chance"], ["published", "source_id"]


@dataclass(frozen=True)
class Change:
    """What moved the answer to one target between two days. `former`: the target as known on `before`, None if none.

    Without a former target the one of `after` stands on both days. `used`: the verdict rests on this reading.

    steps: see `bridge`. releases: what each source of new figures moved (`median`, `chance`), and how much of it its
    figures explain only together (`median_rest`, `chance_rest`: what is not proportional to their surprises, such as a
    narrower range). news: see `news.news`; its impacts and the rests add up to the step "new_figures". revised: figures
    printed again, `value_before` beside `value`.
    """

    target: Target
    former: Target | None
    used: bool
    before: str
    after: str
    steps: pd.DataFrame
    releases: pd.DataFrame
    news: pd.DataFrame
    revised: pd.DataFrame


def bridge(series: Series, target: Target | None, before: str, after: str, **settings: Any) -> pd.DataFrame:
    """What led from the answer of one day to that of another, one row a step of `STEPS`.

    `median` (the year's outcome in the target's measure) and `chance`: the answers in the first and last row, what each
    step added in those between, so that all but the last add up to the last. `median_after` and `chance_after`: the
    answer after the step; `figures`: how many came in with it. Every step is a re-run (`stages`), every path with its
    own random numbers throughout. `target`: None for the one that decides on `after`; one that is not in force on
    `after` is held against both days. `settings`: those of `change`.
    """
    return change(series, target, before, after, **settings).steps


def change(
    series: Series,
    target: Target | None,
    before: str,
    after: str,
    *,
    n_draws: int = 2000,
    seed: int = 0,
    data: Path = DATA,
) -> Change:
    """As `bridge`, with what each release and each figure moved."""
    refuse_days(before, after)
    target = target or _deciding(series, after, data)
    until = horizon(load_facts(after, geography=series[0], data=data), series, target.year)
    found = stages(series, before, after, until, n_draws=n_draws, seed=seed, data=data)
    return _change(found, target, True, before, after, seed, data)


def changes(
    before: str,
    after: str,
    geography: str,
    year: int | None = None,
    *,
    indicator: str | None = None,
    n_draws: int = 2000,
    seed: int = 0,
    data: Path = DATA,
    tell: Callable[[str, str], None] = lambda indicator, step: None,
) -> list[Change]:
    """What moved the answer to every target of the year known on `after`, in the order of tables; all if no indicator.

    The year is that of `after` where none is given. A target whose series had no figure by `before` is left out, unless
    it is asked for or there is no other. `tell` hears the indicator and step whose turn it is.
    """
    refuse_days(before, after)
    facts, year = load_facts(after, geography=geography, data=data), year or int(after[:4])
    given = _asked(after, geography, year, indicator, data)
    known = known_series(facts[facts["published"] <= before])
    told = [series for series in given if series in known] or list(given)
    found: dict[Series, list[Stage]] = {}
    for series in told:
        if series not in found:
            turn = partial(tell, series[1])
            until = horizon(facts, series, year)
            shared = stages(series, before, after, until, n_draws=n_draws, seed=seed, data=data, tell=turn)
            found |= dict.fromkeys(shared[0].paths, shared)
    return [
        _change(found[series], target, target is given[series][0], before, after, seed, data)
        for series in told
        for target in given[series]
    ]


def _asked(after: str, geography: str, year: int, indicator: str | None, data: Path) -> dict[Series, list[Target]]:
    """The targets of the year by series, of one indicator where it is asked for."""
    if indicator:
        resolve("indicator", indicator, data)  # refuses an unknown name
    every = targets_by_series(after, geography, year, data)
    given = {series: targets for series, targets in every if indicator in (None, series[1])}
    refuse_no_target(bool(given), "/".join(filter(None, (geography, indicator))), year, after)
    return given


def _change(found: list[Stage], target: Target, used: bool, before: str, after: str, seed: int, data: Path) -> Change:
    former = _former(target, before, after, data)
    states, told = _states(found, target, former or target), _news(found, former or target, seed)
    return Change(target, former, used, before, after, _steps(states), _releases(states, told), told, _revised(found))


def _states(found: list[Stage], target: Target, former: Target) -> pd.DataFrame:
    """The answer after every stage, then with the changed target; `moved` is what each added."""
    given = [(stage, former) for stage in found] + [(found[-1], target)]
    states = pd.DataFrame(
        {
            "step": [stage.step for stage in found] + ["changed_target"],
            "published": [stage.lot["published"].max() for stage in found] + [None],
            "source_id": [stage.lot["source_id"].max() for stage in found] + [None],
            "figures": [len(newest_prints(stage.lot)) for stage in found] + [0],
        }
    )
    views = [outlook(stage.paths[held.series], held, printed=_settled(stage, held)) for stage, held in given]
    after = pd.DataFrame(
        {"median_after": [view.median for view in views], "chance_after": [view.chance for view in views]}
    )
    return states.join(after).join(after.diff().set_axis(_ANSWER, axis=1))


def _settled(stage: Stage, target: Target) -> dict[int, float]:
    """The years of the target that the stage's figures print."""
    return settled_years(stage.known[(stage.known[SERIES] == list(target.series)).all(axis=1)], target)


def _steps(states: pd.DataFrame) -> pd.DataFrame:
    by_step = states.groupby("step")
    steps = by_step[[*_ANSWER, "figures"]].sum().reindex(STEPS).fillna(0.0)
    after = by_step[["median_after", "chance_after"]].last().reindex(STEPS).ffill()
    steps.loc["old_answer", _ANSWER] = after.loc["old_answer"].to_numpy()
    steps.loc["new_answer", _ANSWER] = after.loc["new_answer"].to_numpy()
    return steps.assign(figures=steps["figures"].astype(int)).join(after)


def _news(found: list[Stage], former: Target, seed: int) -> pd.DataFrame:
    told = []
    for earlier, stage in pairwise(found):
        if stage.step == "new_figures":
            results = outcomes(earlier.paths[former.series], former, _settled(earlier, former))
            figures = newest_prints(stage.lot)
            told.append(news(expected(earlier, figures, seed), figures, results, former))
    return pd.concat(told, ignore_index=True) if told else pd.DataFrame(columns=NEWS)


def _releases(states: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    releases = states.loc[states["step"] == "new_figures", [*_RELEASE, "figures", *_ANSWER]].reset_index(drop=True)
    explained = told.groupby(_RELEASE)[_ANSWER].sum().reindex(pd.MultiIndex.from_frame(releases[_RELEASE]))
    rest = releases[_ANSWER] - explained.to_numpy()
    return releases.join(rest.add_suffix("_rest"))


def _revised(found: list[Stage]) -> pd.DataFrame:
    """Figures printed again, with the print before."""
    lot = next((stage.lot for stage in found if stage.step == "revised_figures"), found[0].lot)
    former = newest_prints(found[0].known).set_index(FIGURE)["value"].rename("value_before")
    return newest_prints(lot).join(former, on=FIGURE).reset_index(drop=True)


def _former(target: Target, before: str, after: str, data: Path) -> Target | None:
    """The target in force on the day before in the place of one in force on the day after."""
    now, then = (
        in_force(load_targets(day, geography=target.geography, data=data), target.year) for day in (after, before)
    )
    same = (one for one in then if _subject(one) == _subject(target))
    return next(same, None) if target in now else None


def _subject(target: Target) -> tuple[str, str, str]:
    return target.indicator, target.sector, target.measure


def _deciding(series: Series, after: str, data: Path) -> Target:
    year = int(after[:4])
    given = dict(targets_by_series(after, series[0], year, data))
    refuse_no_target(series in given, "/".join(series), year, after)
    return given[series][0]
