"""Replays the national year-end with only what was published then, and prints how far the answer was off.

For each indicator and sector of the national ledger, each year and each month's first publication: the figures known
that day give paths to December; the year's growth is judged against the December publication, beside the rules of a
spreadsheet. The same replays are asked for the chance of targets such as planners set; the rule that last year's share
holds answers too, with the errors it had in the other years as its spread.
Results: benchmarks/results/national_year_end.csv, national_year_end_months.csv (by months known, and the total IIP by
months left), national_year_end_years.csv (by year, for a paired test of the next version), national_year_end_tests.csv
(whether the median is closer than each rule), chances.csv (scores of the chances), chances_reliability.csv and
dependence_years.csv (mean normal score of each year's outturns among their draws: see `benchmarks.dependence`).
About four minutes on two cores; `--cluster tcp://HOST:8786` runs it on a Dask cluster instead.

Run: python -m benchmarks.national_year_end
"""

import argparse
from itertools import product
from operator import itemgetter
from pathlib import Path

import numpy as np
import pandas as pd
from rich.progress import track
from scipy.stats import norm

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
YEARS, PATHS = range(2014, 2022), 1000
SHARE = "usual_share"
RULES = ("ytd_growth_holds", SHARE, "latest_month")
PLANS = {
    "last year and one point more": lambda one: one.before[-1] + 1,
    "mean of the years before": lambda one: float(np.mean(one.before)),
    "last year, to the next whole number": lambda one: float(np.ceil(one.before[-1])),
}
RESULTS = Path(__file__).parent / "results"


def origins(task: tuple[tuple[str, str], int]) -> list[Replay]:
    """Every origin of one series (indicator, sector) and year."""
    name, year = task
    return replay(load_facts(geography="vietnam", indicator=name[0]), ("vietnam", *name), [year], n_draws=PATHS)


def scores(rows: pd.DataFrame, *groups: str) -> pd.DataFrame:
    """Mean scores by series, months left, time and so on; n beside them."""
    rows = rows.drop(columns="pit")
    means = rows.columns[rows.columns.get_loc("error") :]
    rows = rows.assign(left=binned(rows["left"]), known=rows["month"].map("{:02d} months known".format), all="all")
    rows["total"] = ("total IIP, " + rows["left"]).where(rows["series"] == "iip/total")
    rows["when"] = _when(rows)
    return pd.concat(
        [rows.groupby(by)[list(means)].mean().assign(n=rows.groupby(by).size()).rename_axis("group") for by in groups]
    )


def misses(rows: pd.DataFrame) -> pd.DataFrame:
    """The mean normal score of each year's outturns among their draws, one column an indicator's total."""
    rows = rows.assign(score=norm.ppf((rows["pit"] * PATHS + 0.5) / (PATHS + 1)))
    totals = rows[rows["series"].str.endswith("/total")]
    return totals.pivot_table("score", "year", totals["series"].str.split("/").str[0].rename("indicator"))


def tests(rows: pd.DataFrame) -> pd.DataFrame:
    """Whether the median is closer than each rule; losses of a year are averaged first, since they share a truth."""
    yearly = rows.drop(columns="series").groupby("year").mean()
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
    tasks = list(product(SERIES, YEARS))
    done = track(finished(origins, tasks, cluster=parser.parse_args().cluster), "origins", total=len(tasks))
    replays = [one for _, results in sorted(done, key=itemgetter(0)) for one in results]
    rows = table(replays)
    by_chance, bins = judged(replays)
    for name, result in {
        "national_year_end": scores(rows, "series", "left", "when", "all"),
        "national_year_end_months": scores(rows, "known", "total"),
        "national_year_end_years": scores(rows, "year"),
        "national_year_end_tests": tests(rows),
        "dependence_years": misses(rows),
        "chances": by_chance,
        "chances_reliability": bins,
    }.items():
        result.round(3).to_csv(RESULTS / f"{name}.csv", lineterminator="\n")
        print(result.round(2).to_string(), end="\n\n")


if __name__ == "__main__":
    main()
