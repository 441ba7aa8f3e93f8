"""The pool of `analysis.models` against every peer on the year-end task: the part of the series to report on.

Peers' answers come from cache/ (see peers.py); a peer that has not answered every series is compared on those it has
(`rel_ours`: the pool's rel on the same tasks).
Results: benchmarks/results/year_end_models.csv (all models), year_end_groups.csv (the pool beside two pools of
peers by data set, cut, length of history, and with the shock of 2020-2021 in the history or not), and
year_end_coverage.csv (what our intervals cover by length of history and cut). Some minutes.

Run: python benchmarks/year_end/report.py          (`report.py design` for the part that was designed on)
"""

import sys
import time
from pathlib import Path
from zlib import crc32

import numpy as np
import pandas as pd
from rules import yardstick
from scores import diebold_mariano, relative, scored
from task import LEVELS, N_KEPT, N_PATHS, Task, all_series, kept, tasks_of

from analysis.model import simulate

CACHE = Path(__file__).parent / "cache"
RESULTS = Path(__file__).parents[1] / "results"
PEERS = ["naive", "mstl", "theta", "ces", "ets", "arima", "structural", "airline", "prophet"]
POOLS = {
    "ets + arima + theta": ["ets", "arima", "theta"],
    "ets + theta + ces": ["ets", "theta", "ces"],
    "ets + theta": ["ets", "theta"],
    "ets + arima + theta + ces": ["ets", "arima", "theta", "ces"],
    "ets + theta + ces + structural": ["ets", "theta", "ces", "structural"],
}
BEST_POOLS, RULE, OURS = ["ets + arima + theta", "ets + theta + ces"], "yardstick", "pool"
RULES = ["ytd_growth_holds", "usual_share", "latest_month"]
ANSWERED = 0.8
"""Who answered fewer of the tasks does not count for those that all answered."""
SHOCK = pd.period_range("2020-03", "2021-12", freq="M")

Answers = tuple[np.ndarray, np.ndarray]
"""Quantiles of the year's growth, tasks x 500, NaN where there is no answer; seconds a task."""


def tasks_of_part(part: str) -> list[Task]:
    """Every task of the series of one part, in order."""
    table = all_series()
    rows = table[table["part"] == part].itertuples()
    return [task for row in rows for task in tasks_of(row.dataset, row.id, row.levels)]


def described(tasks: list[Task]) -> pd.DataFrame:
    """One row a task: what it is and what the year became."""
    columns = ["dataset", "series", "year", "cut", "length", "outturn", "hurdle"]
    rows = [[getattr(task, column) for column in columns] for task in tasks]
    shock = [task.history.index.isin(SHOCK).any() for task in tasks]
    return pd.DataFrame(rows, columns=columns).assign(shock=np.where(shock, "2020-2021 inside", "before 2020"))


def ours(tasks: list[Task], model: str) -> Answers:
    """One of our own models, with 2,000 paths a task."""
    growth, seconds = [], []
    for task in tasks:
        start = time.process_time()
        seed = crc32(f"{task.dataset}/{task.series}/{task.year}/{task.cut}".encode())
        paths = simulate(task.history, f"{task.year}-12", n_draws=N_PATHS, seed=seed, model=model)
        growth.append(kept(task.growth(paths.sum().to_numpy())))
        seconds.append(time.process_time() - start)
    return np.array(growth), np.array(seconds)


def of_peer(name: str, about: pd.DataFrame) -> Answers:
    """A peer's answers as far as they are in the cache."""
    growth, seconds = np.full((len(about), N_KEPT), np.nan), np.full(len(about), np.nan)
    for (dataset, series), rows in about.groupby(["dataset", "series"]):
        file = CACHE / name / f"{dataset}_{series}.npz"
        if file.exists():
            with np.load(file) as kept_answers:
                growth[rows.index], seconds[rows.index] = kept_answers["growth"], kept_answers["seconds"]
    return growth, seconds


def pooled(answers: list[Answers]) -> Answers:
    """The draws of several put together."""
    growth = np.concatenate([one for one, _ in answers], axis=1)
    return np.quantile(growth, LEVELS, axis=1).T, sum(seconds for _, seconds in answers)


def every_answer(tasks: list[Task], about: pd.DataFrame) -> dict[str, Answers]:
    """Our pool, the spreadsheet's rules, the peers and their pools."""
    found = {RULE: (np.array([yardstick(task) for task in tasks]), np.zeros(len(tasks)))}
    found |= {name: ours(tasks, name) for name in [OURS, *RULES]}
    found |= {name: of_peer(name, about) for name in PEERS}
    return found | {name: pooled([found[peer] for peer in peers]) for name, peers in POOLS.items()}


def summary(scores: pd.DataFrame, rule: pd.DataFrame, about: pd.DataFrame) -> dict[str, float]:
    """The figures of one model over some tasks."""
    return {
        "n": len(scores),
        "series": about["series"].nunique(),
        "rel": relative(scores["crps"], rule["crps"], about),
        "error": scores["error"].mean(),
        "covers80": 100 * scores["covers80"].mean(),
        "covers95": 100 * scores["covers95"].mean(),
        "brier": scores["brier"].mean(),
    }


def models_table(answers: dict[str, Answers], scores: dict[str, pd.DataFrame], about: pd.DataFrame) -> pd.DataFrame:
    """Every model on all tasks it answered, and (rel_common ...) on those that all of them answered."""
    complete = {name: growth_known(growth) for name, (growth, _) in answers.items() if growth_known(growth).any()}
    common = np.logical_and.reduce([known for known in complete.values() if known.mean() >= ANSWERED])
    rows = {}
    for name, known in complete.items():
        own = summary(scores[name][known], scores[RULE][known], about[known])
        own["rel_ours"] = relative(scores[OURS]["crps"][known], scores[RULE]["crps"][known], about[known])
        all_answered = common if known[common].all() else np.zeros_like(common)
        shared = summary(scores[name][all_answered], scores[RULE][all_answered], about[all_answered])
        seconds = np.nanmean(answers[name][1])
        rows[name] = own | {f"{key}_common": value for key, value in shared.items()} | {"seconds": seconds}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("model")
    return table.assign(times_ets=table["seconds"] / table.loc["ets", "seconds"]).sort_values("rel_common")


def growth_known(growth: np.ndarray) -> np.ndarray:
    """Which tasks have an answer."""
    return np.isfinite(growth).all(axis=1)


def groups_table(answers: dict[str, Answers], scores: dict[str, pd.DataFrame], about: pd.DataFrame) -> pd.DataFrame:
    """Our pool beside two pools of peers, group by group, on the tasks that both answered."""
    tables = []
    for peers in BEST_POOLS:
        known = growth_known(answers[peers][0])
        of_both = [one[known] for one in (scores[OURS], scores[peers], scores[RULE], about)]
        tables.append(against(*of_both).assign(peers=peers))
    return pd.concat(tables).set_index("peers", append=True).swaplevel()


def against(own: pd.DataFrame, peer: pd.DataFrame, rule: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """Both models' figures by group, with a paired test on CRPS over the rule's mean in the data set and cut."""
    cell = rule["crps"].groupby([about["dataset"], about["cut"]]).transform("mean")
    rows = {}
    for column in ("dataset", "cut", "length", "shock", "all"):
        for group, members in about.assign(all="").groupby(column):
            at = members.index
            losses = [one.loc[at, "crps"] / cell[at] for one in (own, peer)]
            lower, chance = diebold_mariano(*losses, members["series"])
            theirs = summary(peer.loc[at], rule.loc[at], members)
            rows[f"{column} {group}".strip()] = (
                summary(own.loc[at], rule.loc[at], members)
                | {f"{key}_peers": theirs[key] for key in ("rel", "error", "covers80", "covers95", "brier")}
                | {"crps_lower_by_percent": 100 * lower, "p": chance}
            )
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("group")


def coverage_table(scores: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """What our intervals cover by length of history and cut."""
    groups = scores[["covers80", "covers95"]].groupby([about["length"], about["cut"]])
    return (100 * groups.mean()).assign(n=groups.size())


def main(part: str = "report") -> None:
    """Score everything and write the tables; for the part designed on they are only printed."""
    tasks = tasks_of_part(part)
    about = described(tasks)
    answers = every_answer(tasks, about)
    outturn, hurdle = about["outturn"].to_numpy(), about["hurdle"].to_numpy()
    scores = {name: scored(growth, outturn, hurdle) for name, (growth, _) in answers.items()}
    tables = {
        "models": models_table(answers, scores, about).round(4),
        "groups": groups_table(answers, scores, about).round(4),
        "coverage": coverage_table(scores[OURS], about).round(1),
    }
    for name, table in tables.items():
        print(table.to_string(), end="\n\n")
        if part == "report":
            table.to_csv(RESULTS / f"year_end_{name}.csv", lineterminator="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
