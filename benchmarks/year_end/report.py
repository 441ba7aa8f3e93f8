"""Complete series against AutoETS + AutoARIMA + Theta on the year-end task, family by family (see README.md).

The second opinion on a family's series is learned without that family. Peers' answers come from `task.CACHE`; series
without them are left out. Results: benchmarks/results/year_end_models.csv (ours, the structural model alone, each peer,
their pool) and year_end_groups.csv (ours beside the pool: ratio of mean CRPS with its standard error, series as
clusters). Some minutes.

Run: python benchmarks/year_end/report.py
"""

import time
from pathlib import Path

import numpy as np
import pandas as pd
from learn import learned, sample
from scipy import stats
from task import CACHE, LEVELS, N_DRAWS, PER_SERIES, Task, every_task, kept

from analysis.model.complete import draw

RESULTS = Path(__file__).parents[1] / "results"
PEERS, POOL, OURS, ALONE = ["ets", "arima", "theta"], "ets + arima + theta", "ours", "structural alone"

Answers = dict[str, np.ndarray]
"""By model, quantiles of growth: tasks x 500."""


def rule(task: Task) -> np.ndarray:
    """Quantiles of "the year-to-date growth will hold": Student's t with the spread of its own past errors."""
    levels = task.history
    years = levels.groupby([levels.index.year, levels.index.month]).first().unstack()
    years = years[years.notna().all(axis=1) | (years.index == task.year)]
    foreseen, became = (100 * part.sum(axis=1).pct_change() for part in (years.iloc[:, : task.cut], years))
    errors = (became - foreseen).drop(task.year).dropna()
    return foreseen[task.year] + np.sqrt((errors**2).mean()) * stats.t.ppf(LEVELS, max(len(errors), 1))


def peers(tasks: list[Task]) -> tuple[list[Task], Answers, dict[str, float]]:
    """The tasks that all peers answered, their answers and pool (draws put together), processor seconds a task."""
    cached = {}
    for file in CACHE.glob("*.npz"):
        with np.load(file) as answers:
            cached[file.stem] = {name: answers[name] for name in answers}
    answered, found, seconds = [], {peer: [] for peer in PEERS}, {peer: [] for peer in PEERS}
    for at, task in enumerate(tasks):
        place = at % PER_SERIES
        own = cached.get(f"{task.dataset}_{task.series}")
        if own and all(np.isfinite(own[peer][place]).all() for peer in PEERS):
            answered.append(task)
            for peer in PEERS:
                found[peer].append(own[peer][place])
                seconds[peer].append(own[f"{peer}_seconds"][place])
    growth = {peer: np.array(rows) for peer, rows in found.items()}
    cost = {peer: float(np.mean(rows)) for peer, rows in seconds.items()}
    pool = np.quantile(np.concatenate(list(growth.values()), axis=1), LEVELS, axis=1).T
    return answered, growth | {POOL: pool}, cost | {POOL: sum(cost.values())}


def ours(tasks: list[Task], second: bool) -> tuple[np.ndarray, float]:
    """Quantiles of growth with a second opinion learned on other families, or none; processor seconds a task."""
    rows = sample() if second else ()
    opinions = {name: learned(rows, name) if second else None for name in {task.dataset for task in tasks}}
    start = time.process_time()
    growth = []
    for task in tasks:
        drawn = draw(task.history, task.left, N_DRAWS, np.random.default_rng(task.seed), opinions[task.dataset])
        growth.append(kept(task.growth(drawn.sum(axis=0))))
    return np.array(growth), (time.process_time() - start) / len(tasks)


def scored(growth: np.ndarray, outturn: np.ndarray) -> pd.DataFrame:
    """One row a task: CRPS, error of the median and whether ranges held."""
    ordered = np.sort(growth.astype(float), axis=1)
    count = ordered.shape[1]
    low95, low80, middle, high80, high95 = np.quantile(ordered, [0.025, 0.1, 0.5, 0.9, 0.975], axis=1)
    within = ordered @ (2 * np.arange(1, count + 1) - count - 1) / count**2
    return pd.DataFrame(
        {
            "crps": np.abs(ordered - outturn[:, None]).mean(axis=1) - within,
            "error": np.abs(middle - outturn),
            "covers80": 100.0 * ((low80 <= outturn) & (outturn <= high80)),
            "covers95": 100.0 * ((low95 <= outturn) & (outturn <= high95)),
        }
    )


def described(tasks: list[Task], of_rule: pd.Series) -> pd.DataFrame:
    """One row a task: the groups it belongs to, and the rule's mean CRPS in its data set and cut."""
    columns = ["dataset", "series", "cut", "length", "shock"]
    table = pd.DataFrame([[getattr(task, column) for column in columns] for task in tasks], columns=columns)
    table["shock"] = table["shock"].map({True: "2020-2021 inside", False: "not inside"})
    return table.assign(all="", cell=of_rule.groupby([table["dataset"], table["cut"]]).transform("mean"))


def relative(crps: pd.Series, tasks: pd.DataFrame) -> float:
    """Mean CRPS over the rule's within each data set and cut, geometric mean over these."""
    cells = (crps / tasks["cell"]).groupby([tasks["dataset"], tasks["cut"]]).mean()
    return float(np.exp(np.log(cells).mean()))


def ratio(own: pd.Series, theirs: pd.Series, tasks: pd.DataFrame) -> tuple[float, float]:
    """Our mean CRPS (over the rule's) by theirs, and its standard error by the delta method, series as clusters."""
    clusters = [(one / tasks["cell"]).groupby([tasks["dataset"], tasks["series"]]).sum() for one in (own, theirs)]
    found = clusters[0].sum() / clusters[1].sum()
    apart = clusters[0] - found * clusters[1]
    return found, float(np.sqrt((apart**2).sum() * len(apart) / max(len(apart) - 1, 1)) / clusters[1].sum())


def group(own: pd.DataFrame, theirs: pd.DataFrame, tasks: pd.DataFrame) -> dict[str, float]:
    """Ours beside the pool on some tasks."""
    found, error = ratio(own["crps"], theirs["crps"], tasks)
    return {
        "n": len(tasks),
        "series": len(tasks[["dataset", "series"]].drop_duplicates()),
        "ratio": found,
        "standard_error": error,
        "rel": relative(own["crps"], tasks),
        "rel_peers": relative(theirs["crps"], tasks),
        **own[["error", "covers80", "covers95"]].mean(),
        **theirs[["error", "covers80", "covers95"]].mean().add_suffix("_peers"),
    }


def main() -> None:
    """Score everything and write both tables."""
    tasks, answers, seconds = peers(every_task())
    answers[OURS], seconds[OURS] = ours(tasks, second=True)
    answers[ALONE], seconds[ALONE] = ours(tasks, second=False)
    answers["growth to date holds"] = np.array([rule(task) for task in tasks])
    outturn = np.array([task.outturn for task in tasks])
    scores = {name: scored(growth, outturn) for name, growth in answers.items()}
    about = described(tasks, scores["growth to date holds"]["crps"])
    models = {
        name: group(own, scores[POOL], about) | {"seconds": seconds.get(name, 0.0)} for name, own in scores.items()
    }
    groups = {
        f"{column} {name}".strip(): group(scores[OURS].loc[own.index], scores[POOL].loc[own.index], own)
        for column in ("dataset", "cut", "length", "shock", "all")
        for name, own in about.groupby(column)
    }
    for file, rows in (("models", models), ("groups", groups)):
        table = pd.DataFrame.from_dict(rows, orient="index").rename_axis(file[:-1]).round(4)
        print(table.to_string(), end="\n\n")
        table.to_csv(RESULTS / f"year_end_{file}.csv", lineterminator="\n")


if __name__ == "__main__":
    main()
