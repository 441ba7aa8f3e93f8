"""Replays the national year-end with only what was published then, and prints how far the answer was off.

For each indicator and sector of the national ledger, each year and each month's first publication: the figures known
that day give paths to December; the year's growth is judged against the December publication, beside the rules of a
spreadsheet. The same replays are asked for the chance of targets such as planners set; the rule that last year's share
holds answers too, with the errors it had in the other years as its spread.
Results: benchmarks/results/national_year_end.csv, national_year_end_months.csv (by months known, and the total IIP by
months left), national_year_end_tests.csv (whether the median is closer than each rule), chances.csv (scores of the
chances) and chances_reliability.csv.
About four minutes on two cores; `--cluster tcp://HOST:8786` runs it on a Dask cluster instead.

Run: python -m benchmarks.national_year_end
"""

import argparse
from collections.abc import Callable, Iterable
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
from rich.progress import track

from analysis.evaluation.replay import Replay, chances, replay, rules_chances, table
from analysis.evaluation.scores import better, calibration, reliability
from analysis.evaluation.side_by_side import finished
from analysis.ledger import load_facts

SERIES = [
    ("iip", "total"),
    ("iip", "mining"),
    ("iip", "manufacturing"),
    ("iip", "electricity"),
    ("iip", "water_waste"),
    ("retail_sales", "total"),
    ("exports", "total"),
    ("imports", "total"),
    ("electricity_output", "total"),
]
YEARS = range(2014, 2022)
SHARE = "usual_share"
RULES = ("ytd_growth_holds", SHARE, "latest_month")
PLANS = {
    "last year and one point more": lambda one: one.before[-1] + 1,
    "mean of the years before": lambda one: float(np.mean(one.before)),
    "last year, to the next whole number": lambda one: float(np.ceil(one.before[-1])),
}
RESULTS = Path(__file__).parent / "results"


Task = tuple[tuple[str, str], int]
"""Indicator with its sector, year."""
Result = TypeVar("Result")


def run(work: Callable[[Task], list[Result]], years: Iterable[int], cluster: str | None = None) -> list[Result]:
    """What the work makes of every series and year, in their order."""
    tasks = list(product(SERIES, years))
    ready = track(finished(work, tasks, cluster=cluster), "origins", total=len(tasks))
    return [one for _, results in sorted(ready, key=itemgetter(0)) for one in results]


def origins(task: Task) -> list[Replay]:
    """Every origin of one series and year."""
    (indicator, sector), year = task
    facts = load_facts(geography="vietnam", indicator=indicator)
    return replay(facts, ("vietnam", indicator, sector), [year])


def scores(replays: list[Replay], *groups: str) -> pd.DataFrame:
    """Mean scores by series, months left, time and so on; n beside them."""
    rows = table(replays).drop(columns="pit")
    means = rows.columns[rows.columns.get_loc("error") :]
    rows = rows.assign(left=binned(rows["left"]), known=rows["month"].map("{:02d} months known".format), all="all")
    rows["total"] = ("total IIP, " + rows["left"]).where(rows["series"] == "iip/total")
    rows["when"] = _when(rows)
    return pd.concat(
        [rows.groupby(by)[list(means)].mean().assign(n=rows.groupby(by).size()).rename_axis("group") for by in groups]
    )


def tests(replays: list[Replay]) -> pd.DataFrame:
    """Whether the median is closer than each rule; losses of a year are averaged first, since they share a truth."""
    yearly = table(replays).drop(columns="series").groupby("year").mean()
    told = [compared(yearly["error"], yearly[f"{rule}_error"]) for rule in RULES]
    return pd.DataFrame(told, index=pd.Index(RULES, name="rule"))


def compared(loss: pd.Series, rival: pd.Series) -> dict[str, float]:
    """Gain and p value; `p_signs`: how often tossing each year's sign shows as much, which asks for no normality."""
    gaps = (rival - loss).to_numpy()
    tossed = np.abs(np.array([*product([-1, 1], repeat=len(gaps))]) @ gaps)
    signs = {"p_signs": (tossed >= abs(gaps.sum()) - 1e-9).mean()}
    return better(loss, rival)._asdict() | signs | {"years_closer": (gaps > 0).sum(), "years": len(gaps)}


def judged(replays: list[Replay]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scores of the chances by months left, plan and time, and how often each ten per cent of them came true.

    `outturns`: the years of a series that decided them, far fewer than chances; `skill_low` and `skill_high`: 95 % of
    the skills found when whole years are drawn again.
    """
    told = chances([one for one in replays if one.before], PLANS)
    told["rule"] = rules_chances(replays, told, SHARE)
    told = told.dropna().assign(all="all")
    told["left"], told["when"] = binned(told["left"]), _when(told)
    groups = [(name, own) for by in ("left", "plan", "when", "all") for name, own in told.groupby(by)]
    rows = [calibration(own["chance"], own["happened"], own["rule"]) | certain(own) for _, own in groups]
    names = pd.Index([name for name, _ in groups], name="group")
    return pd.DataFrame(rows, index=names), reliability(told["chance"], told["happened"])


def certain(told: pd.DataFrame) -> dict[str, float]:
    """How many outturns stand behind the skill, and its range when whole years are drawn again."""
    losses = told[["chance", "rule"]].sub(told["happened"], axis=0).pow(2).groupby(told["year"]).sum().to_numpy()
    years = np.random.default_rng(0).integers(0, len(losses), (2000, len(losses)))
    ours, theirs = losses[years].sum(axis=1).T
    low, high = np.quantile(1 - ours / theirs, [0.025, 0.975])
    return {"outturns": told.groupby(["series", "year"]).ngroups, "skill_low": low, "skill_high": high}


def _when(rows: pd.DataFrame) -> np.ndarray:
    return np.where(rows["year"] < 2020, "2014-2019", "2020-2021")


def binned(left: pd.Series) -> pd.Series:
    """Months left, in three groups."""
    return pd.cut(left, [0, 3, 6, 11], labels=["1-3", "4-6", "7-11"]).astype(str)


def main() -> None:
    """Replay all series and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cluster", help="address of a Dask scheduler; this machine's cores by default")
    replays = run(origins, YEARS, parser.parse_args().cluster)
    by_chance, bins = judged(replays)
    for name, result in {
        "national_year_end": scores(replays, "series", "left", "when", "all"),
        "national_year_end_months": scores(replays, "known", "total"),
        "national_year_end_tests": tests(replays),
        "chances": by_chance,
        "chances_reliability": bins,
    }.items():
        result.round(3).to_csv(RESULTS / f"{name}.csv", lineterminator="\n")
        print(result.round(2).to_string(), end="\n\n")


if __name__ == "__main__":
    main()
