"""Replays the national year-end with only what was published then, and prints how far the answer was off.

For each indicator and sector of the national ledger, each year and each month's first publication: the figures known
that day give paths to December; the year's growth is judged against the December publication, beside the rules of a
spreadsheet. The same replays are asked for the chance of targets such as planners set; the rule that last year's share
holds answers too, with the errors it had in the other years as its spread.
Results: benchmarks/results/national_year_end.csv, chances.csv (scores of the chances) and chances_reliability.csv.
About four minutes on two cores; `--cluster tcp://HOST:8786` runs it on a Dask cluster instead.

Run: python benchmarks/national_year_end.py
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

from analysis.backtest import Replay, better, calibration, chances, finished, reliability, replay, rules_chances, table
from analysis.facts import load_facts

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
RULE, SHARE = "ytd_growth_holds", "usual_share"
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


def scores(replays: list[Replay]) -> pd.DataFrame:
    """Mean scores by series, months left and time; n beside them."""
    rows = table(replays).drop(columns="pit")
    rows["when"] = np.where(rows["year"] < 2020, "2014-2019", "2020-2021")
    rows["left"] = binned(rows["left"])
    rows = rows.assign(all="all")
    means = rows.columns[rows.columns.get_loc("error") :].difference(["when", "all"], sort=False)
    groups = ("series", "left", "when", "all")
    return pd.concat(
        [rows.groupby(by)[list(means)].mean().assign(n=rows.groupby(by).size()).rename_axis("group") for by in groups]
    )


def tests(replays: list[Replay]) -> pd.Series:
    """Whether the median is better than the rule; losses of a year are averaged first, since they share a truth."""
    yearly = table(replays).groupby("year")[["error", f"{RULE}_error"]].mean()
    return pd.Series(better(yearly["error"], yearly[f"{RULE}_error"])._asdict() | {"years": len(yearly)})


def judged(replays: list[Replay]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scores of the chances by months left and altogether, and how often each ten per cent of them came true."""
    told = chances([one for one in replays if one.before], PLANS)
    told["rule"] = rules_chances(replays, told, SHARE)
    told = told.dropna().assign(all="all")
    told["left"] = binned(told["left"])
    groups = [(name, own) for by in ("left", "plan", "all") for name, own in told.groupby(by)]
    table = {name: calibration(own["chance"], own["happened"], own["rule"]) for name, own in groups}
    return pd.DataFrame(table).T.rename_axis("group"), reliability(told["chance"], told["happened"])


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
        "national_year_end": scores(replays),
        "chances": by_chance,
        "chances_reliability": bins,
    }.items():
        result.round(3).to_csv(RESULTS / f"{name}.csv", lineterminator="\n")
        print(result.round(2).to_string(), end="\n\n")
    print(tests(replays).round(3).to_string())


if __name__ == "__main__":
    main()
