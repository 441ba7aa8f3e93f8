"""Past years forecast again with only what was published by each month's release."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.evaluation.scores import score
from analysis.growth import year_growth, year_to_date
from analysis.ledger import DATA
from analysis.ledger.targets import Target
from analysis.model.related import Series, joint_levels, of_series
from analysis.outlook.progress import printed, prints, simple_rules

_HALF = 0.5
"""Points by which an answer may leave the newest year-to-date print and still follow it."""
HISTORY = 6
"""Years before the one forecast whose figures are used."""


@dataclass(frozen=True)
class Replay:
    """One forecast of a year's growth (per cent), made when `month` was first published, and what came.

    `draws`: growth on each draw; `outturn`: as first printed for the whole year; `rules`: naive benchmarks from the
    print; `before`: growth of earlier years as known that day, oldest first; `levels`: median of each month, to
    December; `departure`: growth of the year to date on the median draw less its newest print (NaN without one).
    """

    series: Series
    year: int
    month: int
    published: str
    draws: np.ndarray
    outturn: float
    rules: pd.Series
    before: tuple[float, ...]
    levels: pd.Series
    departure: float

    @property
    def left(self) -> int:
        """Months of the year without a figure."""
        return 12 - self.month


def replay(
    facts: pd.DataFrame,
    series: Series,
    years: Iterable[int],
    months: Iterable[int] = range(1, 12),
    *,
    n_draws: int = 1000,
    seed: int = 0,
    data: Path = DATA,
) -> list[Replay]:
    """Every origin of one series for which the month was published and the year's growth printed later."""
    own = of_series(facts, series)
    origins = (_origin(own, series, year, month, n_draws, seed, data) for year, month in product(years, months))
    return [origin for origin in origins if origin]


def table(replays: Sequence[Replay]) -> pd.DataFrame:
    """Scores of every replay, one row each, with the error of each naive benchmark beside.

    `follows`: whether the newest year-to-date print is implied again within half a point.
    """
    rows = []
    for one in replays:
        rules = {f"{name}_error": abs(value - one.outturn) for name, value in one.rules.items()}
        known = {"series": "/".join(one.series[1:]), "year": one.year, "month": one.month, "left": one.left}
        follows = float(abs(one.departure) <= _HALF) if one.departure == one.departure else float("nan")
        rows.append(known | score(one.draws, one.outturn) | {"follows": follows} | rules)
    return pd.DataFrame(rows)


def chances(replays: Sequence[Replay], plans: dict[str, Callable[[Replay], float]]) -> pd.DataFrame:
    """The chance given to each plan's target, and whether it was reached: one row a replay and plan."""
    rows = [
        {
            "series": "/".join(one.series[1:]),
            "year": one.year,
            "month": one.month,
            "left": one.left,
            "plan": name,
            "target": plan(one),
            "chance": float((one.draws >= plan(one)).mean()),
            "happened": one.outturn >= plan(one),
        }
        for one, (name, plan) in product(replays, plans.items())
    ]
    return pd.DataFrame(rows)


def rule_spreads(replays: Sequence[Replay], rule: str) -> pd.DataFrame:
    """What a rule of the spreadsheet said at each origin, and the spread it would have, had it known its own errors.

    Normal, around the rule's figure (`said`), with the errors of the same series and month in the other years as
    `spread`; a row a replay: series, year, month, said, outturn, spread.
    """
    rows = [("/".join(one.series[1:]), one.year, one.month, one.rules[rule], one.outturn) for one in replays]
    said = pd.DataFrame(rows, columns=["series", "year", "month", "said", "outturn"])
    squares = (said["said"] - said["outturn"]) ** 2
    group = squares.groupby([said["series"], said["month"]])
    others = (group.transform("sum") - squares) / (group.transform("size") - 1)
    return said.assign(spread=np.sqrt(others))


def _origin(
    own: pd.DataFrame, series: Series, year: int, month: int, n_draws: int, seed: int, data: Path
) -> Replay | None:
    outturn = first_print(own, "year", str(year))
    first = own[(own["period_type"] == "month") & (own["period"] == f"{year}-{month:02d}")]
    if outturn is None or first.empty:
        return None
    published = first["published"].min()
    known = own[own["published"] <= published]
    told = known[known["period"] >= str(year - HISTORY)]
    settings = {"as_of": published, "n_draws": n_draws, "seed": seed, "data": data}
    drawn = joint_levels(told, series, f"{year}-12", **settings)[series]
    last = pd.Period(f"{year}-{month:02d}", freq="M")
    plan = Target(*series, year, "growth_yoy_pct", 0.0, "percent", "plan", published, "")
    rules = simple_rules(drawn, plan, last, known)
    departure = float(year_to_date(drawn).loc[last].median()) - printed(prints(known), "growth_yoy_pct", last)
    earlier = [first_print(known, "year", str(past)) for past in range(year - 3, year)]
    before = tuple(value for value in earlier if value is not None)
    draws, levels = year_growth(drawn, year).to_numpy(), drawn.median(axis=1)
    return Replay(series, year, month, published, draws, outturn, rules, before, levels, departure)


def first_print(facts: pd.DataFrame, period_type: str, period: str) -> float | None:
    """The growth of one period of a series as first printed; None where it was not."""
    own = facts[(facts["period_type"] == period_type) & (facts["period"] == period)]
    own = own[(own["measure"] == "growth_yoy_pct") & (own["status"] != "revised")]
    return float(own.sort_values("published")["value"].iloc[0]) if len(own) else None
