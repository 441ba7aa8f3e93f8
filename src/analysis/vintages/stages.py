"""From one day's estimate to another's in re-runs: the first day's figures, then more and more of the later ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.ledger import DATA, FIGURE, SERIES, load_facts, usable
from analysis.model import EVERY, Group, Series, group_of, joint_levels, weighed
from analysis.vintages.refusals import refuse_unknown_past


@dataclass(frozen=True)
class Stage:
    """An estimate, and the lot of figures that it knows and the one before it did not.

    `known`: every figure it rests on; `group`: what is estimated together, and the weights of its models.
    """

    step: str
    lot: pd.DataFrame
    known: pd.DataFrame
    group: Group
    paths: dict[Series, pd.DataFrame]


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
    """The estimates of a series and its kin from `before` to `after`, each a run of `model.joint_levels`.

    Until "re_estimation" all of them hold what `before` made of the movement: its weights, the errors figures are taken
    to have, which series and sectors are told together, the dated breaks known. First come figures printed again by
    `after` ("revised_figures", corrections have no date and count on both days), then the new ones release by release
    ("new_figures"), then all of that is estimated anew. A step that knows nothing more is left out. `tell` hears
    each step's turn.
    """
    facts, found = load_facts(after, geography=series[0], data=data), []
    refuse_unknown_past(facts, series, before)
    tell("old_answer")
    known = facts[facts["published"] <= before]
    group = group_of(known, series, before, data)
    held = weighed(known, group, until, data)
    settings: dict[str, Any] = {"n_draws": n_draws, "seed": seed, "data": data}
    for step, lot in [("old_answer", facts.iloc[:0]), *_lots(facts, before, group, data)]:
        tell(step)
        known = facts.loc[known.index.union(lot.index)]
        paths = joint_levels(known, series, until, group=held, **settings)
        found.append(Stage(step, lot, _of_group(known, group, data), held, paths))
    if len(found) > 1 or group_of(facts, series, after, data) != group:
        tell("re_estimation")
        paths = joint_levels(facts, series, until, as_of=after, **settings)
        found.append(replace(found[-1], step="re_estimation", lot=facts.iloc[:0], paths=paths))
    return found


def _lots(facts: pd.DataFrame, before: str, group: Group, data: Path) -> Iterator[tuple[str, pd.DataFrame]]:
    """What was published later: prints of figures known before, then new figures by release, oldest first."""
    own = _of_group(facts, group, data)
    later = own[own["published"] > before]
    again = later.set_index(FIGURE).index.isin(facts[facts["published"] <= before].set_index(FIGURE).index)
    if again.any():
        yield "revised_figures", later[again]
    for _, release in later[~again].groupby(["published", "source_id"], sort=True):
        yield "new_figures", release


def _of_group(facts: pd.DataFrame, group: Group, data: Path) -> pd.DataFrame:
    """The figures that the estimate of a group rests on, under the numbers they have among all facts."""
    kin = pd.MultiIndex.from_tuples([(*one[:2], name) for one in group.related for name in (one[2], *group.divided)])
    told = facts["measure"].isin(EVERY)
    own = facts[facts.set_index(SERIES).index.isin(kin) & told]
    return usable(own.rename_axis("number").reset_index(), data).set_index("number")
