"""The bridge from an old answer to a new one: revised figures, new figures, re-estimation, changed target."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, FIGURE, as_day, load_facts, newest_prints, usable
from analysis.ledger.names import resolve
from analysis.ledger.targets import Target, in_force, load_targets
from analysis.model.related import Series, known_series
from analysis.outlook.answer import asked_of, by_series, horizon
from analysis.outlook.verdicts import outcomes, outlook
from analysis.vintages.stages import NEWS, RELEASE, Stage, expected, news, stages

STEPS = ("old_answer", "revised_figures", "new_figures", "re_estimation", "changed_target", "new_answer")
_ANSWER = ["median", "chance"]


@dataclass(frozen=True)
class Change:
    """What moved the answer to one target between two days. `former`: the target as known on `before`, None if none.

    Without a former target the one of `after` stands on both days. `used`: the verdict rests on this reading.

    steps: one row a step of `STEPS`: `median` (the year's outcome in the target's measure) and `chance`, the answers in
    the first and last row, what each step added in those between, so that all but the last add up to the last;
    `median_after` and `chance_after`: the answer after the step; `figures`: how many came in with it. releases: what
    each source of new figures moved, and how much of it its figures explain only together (`median_rest`,
    `chance_rest`: what is not proportional to their surprises, such as a narrower range). news: see `stages.news`; its
    impacts and the rests add up to the step "new_figures". revised: figures printed again, `value_before` beside
    `value`.
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
    it is asked for or there is no other. `tell` hears the indicator and step whose turn it is. Refuses two days in the
    wrong order, a year without a target, a first day before any figure.
    """
    _refuse_days(before, after)
    facts, year = load_facts(after, geography=geography, data=data), year or int(after[:4])
    asked = _asked(facts, after, geography, year, indicator, data)
    known = known_series(facts[facts["published"] <= before])
    chosen = [series for series in asked if series in known] or list(asked)
    found: dict[Series, list[Stage]] = {}
    for series in chosen:
        if series not in found:
            turn, until = partial(tell, series[1]), horizon(facts, series, year)
            shared = stages(series, before, after, until, n_draws=n_draws, seed=seed, data=data, tell=turn)
            found |= dict.fromkeys(shared[0].draws, shared)
    return [
        _change(found[series], target, target is asked[series][0], before, after, seed, data)
        for series in chosen
        for target in asked[series]
    ]


def _change(found: list[Stage], target: Target, used: bool, before: str, after: str, seed: int, data: Path) -> Change:
    then = in_force(load_targets(before, geography=target.geography, data=data), target.year)
    former = next((one for one in then if (one.series, one.measure) == (target.series, target.measure)), None)
    states, told = _states(found, target, former or target), _news(found, former or target, seed)
    return Change(target, former, used, before, after, _steps(states), _releases(states, told), told, _revised(found))


def _states(found: list[Stage], target: Target, former: Target) -> pd.DataFrame:
    """The answer after every stage, then with the changed target; `moved` is what each added."""
    rows = []
    for stage, held in [(stage, former) for stage in found] + [(found[-1], target)]:
        view, lot = outlook(stage.draws[held.series], held, printed=stage.settled(held)), stage.lot
        known = {"step": stage.step, "figures": len(newest_prints(lot)), **{name: lot[name].max() for name in RELEASE}}
        rows.append(known | {"median_after": view.median, "chance_after": view.chance})
    states = pd.DataFrame(rows)
    states.loc[len(found), ["step", "figures", *RELEASE]] = ["changed_target", 0, None, None]
    return states.join(states[["median_after", "chance_after"]].diff().set_axis(_ANSWER, axis=1))


def _steps(states: pd.DataFrame) -> pd.DataFrame:
    by_step = states.groupby("step")
    steps = by_step[[*_ANSWER, "figures"]].sum().reindex(STEPS).fillna(0.0)
    after = by_step[["median_after", "chance_after"]].last().reindex(STEPS).ffill()
    for answer in ("old_answer", "new_answer"):
        steps.loc[answer, _ANSWER] = after.loc[answer].to_numpy()
    steps["chance"] = steps["chance"].where(after["chance_after"].notna())  # without a plan there is none
    return steps.assign(figures=steps["figures"].astype(int)).join(after)


def _news(found: list[Stage], former: Target, seed: int) -> pd.DataFrame:
    told = []
    for earlier, stage in pairwise(found):
        if stage.step == "new_figures":
            results = outcomes(earlier.draws[former.series], former, earlier.settled(former))
            figures = newest_prints(stage.lot)
            told.append(news(expected(earlier, figures, seed), figures, results, former))
    return pd.concat(told, ignore_index=True) if told else pd.DataFrame(columns=NEWS)


def _releases(states: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    releases = states.loc[states["step"] == "new_figures", [*RELEASE, "figures", *_ANSWER]].reset_index(drop=True)
    explained = told.groupby(RELEASE)[_ANSWER].sum().reindex(pd.MultiIndex.from_frame(releases[RELEASE]))
    rest = releases[_ANSWER] - explained.to_numpy()
    return releases.join(rest.add_suffix("_rest"))


def _revised(found: list[Stage]) -> pd.DataFrame:
    """Figures printed again, with the print before."""
    lot = next((stage.lot for stage in found if stage.step == "revised_figures"), found[0].lot)
    former = newest_prints(found[0].known).set_index(FIGURE)["value"].rename("value_before")
    return newest_prints(lot).join(former, on=FIGURE).reset_index(drop=True)


def _asked(
    facts: pd.DataFrame, after: str, geography: str, year: int, indicator: str | None, data: Path
) -> dict[Series, list[Target]]:
    """The targets of the year by series, of one indicator where it is asked for; beyond its plan, targets nobody set.

    Refuses a year of which neither a plan nor recent figures are known.
    """
    if indicator:
        resolve("indicator", indicator, data)  # refuses an unknown name
    stated = load_targets(after, geography=geography, data=data)
    targets = asked_of(usable(facts, data), stated, after, year)
    if found := dict(by_series([one for one in targets if indicator in (None, one.indicator)], data)):
        return found
    name = "/".join(filter(None, (geography, indicator)))
    raise ValueError(
        f"{after}: chưa biết chỉ tiêu kế hoạch năm {year} hay số liệu gần đây nào của {name}"
        f" / no plan target of {name} for {year} and no recent figure was known"
    )


def _refuse_days(before: str, after: str) -> None:
    """Refuse what is no day, and two days that are the same or in the wrong order."""
    if as_day(before) == as_day(after):
        raise ValueError(
            f"{before}: hai ngày trùng nhau, không có gì để so sánh / twice the same day: nothing to compare"
        )
    if before > after:
        raise ValueError(
            f"{before} {after}: ngày trước đứng sau; hãy ghi {after} {before} / wrong order; write {after} {before}"
        )
