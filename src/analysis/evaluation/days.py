"""The question of a plan year asked again on earlier days, with what was known then."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, Target, load_facts
from analysis.model import joint_levels, known_series
from analysis.outlook.verdicts import outlook


def chances_by_day(
    days: Iterable[str], targets: Sequence[Target], *, n_draws: int = 2000, seed: int = 0, data: Path = DATA
) -> pd.DataFrame:
    """Where the year of each target was heading on each day, and the chance: one row a day and target.

    The targets are those handed in on every day; a day on which a series had no figure yet has no row of it.
    """
    settings = {"n_draws": n_draws, "seed": seed, "data": data}
    return pd.DataFrame([row for day in days for row in _on_day(day, targets, settings)])


def ends_of_months(as_of: str) -> list[str]:
    """The last days of the months of a year up to a day, and the day itself."""
    ends = pd.date_range(f"{as_of[:4]}-01-31", as_of, freq="ME")
    return sorted({*(str(end.date()) for end in ends), as_of})


def _on_day(day: str, targets: Sequence[Target], settings: dict[str, object]) -> Iterator[dict[str, object]]:
    facts, paths = load_facts(day, data=settings["data"]), {}
    known = known_series(facts)
    for target in (one for one in targets if one.series in known):
        if target.series not in paths:
            own = facts[facts["geography"] == target.geography]
            paths |= joint_levels(own, target.series, f"{target.year}-12", as_of=day, **settings)
        view = outlook(paths[target.series], target)
        named = {"as_of": day, "indicator": target.indicator, "measure": target.measure, "target": target.value}
        yield named | {"low": view.low, "median": view.median, "high": view.high, "chance": view.chance}
