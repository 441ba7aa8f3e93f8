"""Replays the national year-end with only what was published then, and prints how far the answer was off.

For each indicator and sector of the national ledger, each year and each month's first publication: the figures known
that day give paths to December; the year's growth is judged against the December publication, beside the rules of a
spreadsheet. The same replays are asked for the chance of targets such as planners set; the rule that last year's share
holds answers too, with the errors it had in the other years as its spread.
Results: benchmarks/results/national_year_end.csv, national_year_end_months.csv (by months known, and the total IIP by
months left), national_year_end_years.csv (by year, for a paired test of the next version), national_year_end_tests.csv
(whether the median is closer than each rule), national_year_end_posed.csv (claims that an honest forecaster can meet,
each with its 95 % range when whole years are drawn again), chances.csv (scores of the chances), chances_reliability.csv
and dependence_years.csv (mean normal score of each year's outturns among their draws: see `benchmarks.dependence`).
About four minutes on two cores; `--cluster tcp://HOST:8786` runs it on a Dask cluster instead.

Run: python -m benchmarks.national_year_end
"""

import argparse
from collections.abc import Callable
from itertools import product
from operator import itemgetter
from pathlib import Path

import numpy as np
import pandas as pd
from rich.progress import track
from scipy.stats import norm

from analysis.evaluation.replay import Replay, chances, replay, rule_spreads, table
from analysis.evaluation.scores import better, calibration, corp, reliability, score
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
NORMAL = norm.ppf((np.arange(400) + 0.5) / 400)
SHOCKS = {2020: 4, 2021: 7}
"""The months in which the country first stood still, and the wave of the south began."""
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


def beside_rules(replays: list[Replay], rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with CRPS and interval score of each rule, told its errors in the other years."""
    scored = {}
    for rule in RULES:
        said = rule_spreads(replays, rule)
        found = pd.DataFrame(
            [score(one.said + one.spread * NORMAL, one.outturn) if one.spread > 0 else {} for one in said.itertuples()]
        )
        scored |= {f"{rule}_{name}": found[name] for name in ("crps", "interval80")}
    return rows.assign(**scored)


def posed(rows: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Claims by name: their value, n, and the range that 95 % of it lie in when whole years are drawn again."""
    calm, iip = rows["year"] < 2020, rows["series"] == "iip/total"
    settled = rows["month"] >= rows["year"].map(SHOCKS).add(3).fillna(99)
    claims = {
        "80 % ranges": (rows, lambda own: own["covers80"].mean()),
        "95 % ranges": (rows, lambda own: own["covers95"].mean()),
        "interval score, 2014-2019": (rows[calm], lambda own: over_best(own, "interval80")),
        "interval score, 2020-2021": (rows[~calm], lambda own: over_best(own, "interval80")),
        "total IIP, calm years: CRPS": (rows[calm & iip], lambda own: own["crps"].mean()),
        "total IIP, shock settled: CRPS": (rows[settled & iip], lambda own: over_best(own, "crps")),
        "Brier skill": (told, skill),
        "Brier skill, 7-11 months left": (told[told["left"] == "7-11"], skill),
        **{
            part: (told, lambda own, part=part: corp(own["chance"], own["happened"])[part])
            for part in ("miscalibration", "discrimination", "uncertainty")
        },
    }
    table = [
        {"claim": name, "measured": claim(own), "n": len(own)} | ranged(own, claim)
        for name, (own, claim) in claims.items()
    ]
    return pd.DataFrame(table).set_index("claim")


def over_best(rows: pd.DataFrame, name: str) -> float:
    """A mean score over that of the best rule."""
    return rows[name].mean() / min(rows[f"{rule}_{name}"].mean() for rule in RULES)


def skill(told: pd.DataFrame) -> float:
    """Brier skill over the rule."""
    ours, theirs = told[["chance", "rule"]].sub(told["happened"], axis=0).pow(2).mean()
    return 1 - ours / theirs


def ranged(rows: pd.DataFrame, claim: Callable[[pd.DataFrame], float]) -> dict[str, float]:
    """Where 95 % of a claim's values lie when whole years are drawn again."""
    years, dice = [own for _, own in rows.groupby("year")], np.random.default_rng(0)
    again = [claim(pd.concat([years[at] for at in dice.integers(0, len(years), len(years))])) for _ in range(500)]
    return dict(zip(("from", "to"), np.quantile(again, [0.025, 0.975]), strict=True))


def told_chances(replays: list[Replay]) -> pd.DataFrame:
    """The chances of plans, beside those of the rule that last year's share holds."""
    told = chances([one for one in replays if one.before], PLANS)
    said = told[["series", "year", "month"]].merge(rule_spreads(replays, SHARE), how="left")
    told["rule"] = norm.cdf((said["said"] - told["target"]) / said["spread"])
    told = told.dropna().assign(all="all")
    told["left"], told["when"] = binned(told["left"]), _when(told)
    return told


def judged(told: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scores of the chances by months left, plan and time, and how often each ten per cent of them came true.

    `outturns`: the years of a series that decided them, far fewer than chances.
    """
    groups = [(name, own) for by in ("left", "plan", "when", "all") for name, own in told.groupby(by)]
    rows = [
        calibration(own["chance"], own["happened"], own["rule"]) | {"outturns": own.groupby(["series", "year"]).ngroups}
        for _, own in groups
    ]
    names = pd.Index([name for name, _ in groups], name="group")
    return pd.DataFrame(rows, index=names), reliability(told["chance"], told["happened"])


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
    told = told_chances(replays)
    by_chance, bins = judged(told)
    for name, result in {
        "national_year_end": scores(rows, "series", "left", "when", "all"),
        "national_year_end_months": scores(rows, "known", "total"),
        "national_year_end_years": scores(rows, "year"),
        "national_year_end_tests": tests(rows),
        "national_year_end_posed": posed(beside_rules(replays, rows), told),
        "dependence_years": misses(rows),
        "chances": by_chance,
        "chances_reliability": bins,
    }.items():
        result.round(3).to_csv(RESULTS / f"{name}.csv", lineterminator="\n")
        print(result.round(2).to_string(), end="\n\n")


if __name__ == "__main__":
    main()
