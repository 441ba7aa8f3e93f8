"""Complete series against AutoETS + AutoARIMA + Theta on the year-end task, family by family (see README.md).

Ours are the rotated answers of `rotate.py`: neither trees nor constants know the family. Peers' answers come from
`task.CACHE`; series without them take part in choosing and in year_end_held_outs.csv, not in what is set beside peers.
Results: benchmarks/results/year_end_models.csv (ours, with the constants shipped, the structural model alone, peers and
their pool), year_end_groups.csv (ours beside the pool: ratio of mean CRPS with its standard error, series as clusters)
and year_end_held_outs.csv (what each rotation chose). Ten minutes.

Run: python benchmarks/year_end/report.py
"""

import time
from pathlib import Path

import numpy as np
import pandas as pd
from rotate import rotated
from scores import described, group, rule, scored
from task import CACHE, LEVELS, N_DRAWS, PER_SERIES, Task, every_task

from analysis.model import global_model
from analysis.model.complete import draw

RESULTS = Path(__file__).parents[1] / "results"
PEERS, POOL, OURS, RULE = ["ets", "arima", "theta"], "ets + arima + theta", "ours", "growth to date holds"


def peers(tasks: list[Task]) -> tuple[np.ndarray, dict[str, np.ndarray], dict[str, float]]:
    """Which tasks all peers answered, their answers and pool (draws put together), processor seconds a task."""
    answered, found, seconds = [], {peer: [] for peer in PEERS}, {peer: [] for peer in PEERS}
    for at, task in enumerate(tasks):
        file, place = CACHE / f"{task.dataset}_{task.series}.npz", at % PER_SERIES
        own = np.load(file) if file.exists() else None
        if own and all(np.isfinite(own[peer][place]).all() for peer in PEERS):
            answered.append(at)
            for peer in PEERS:
                found[peer].append(own[peer][place])
                seconds[peer].append(own[f"{peer}_seconds"][place])
    growth = {peer: np.array(rows) for peer, rows in found.items()}
    cost = {peer: float(np.mean(rows)) for peer, rows in seconds.items()}
    pool = np.quantile(np.concatenate(list(growth.values()), axis=1), LEVELS, axis=1).T
    return np.array(answered), growth | {POOL: pool}, cost | {POOL: sum(cost.values())}


def seconds_a_task(tasks: list[Task], second: bool) -> float:
    """Of the processor, with the shipped second opinion or none."""
    shipped, start = global_model.shipped() if second else None, time.process_time()
    for task in tasks:
        draw(task.history, task.left, N_DRAWS, np.random.default_rng(task.seed), shipped)
    return (time.process_time() - start) / len(tasks)


def main() -> None:
    """Score everything and write the tables."""
    tasks = every_task()
    outturn = np.array([task.outturn for task in tasks])
    by_rule = np.array([rule(task) for task in tasks])
    found, choices = rotated(tasks, described(tasks, scored(by_rule, outturn)["crps"]))
    answered, answers, seconds = peers(tasks)
    answers |= {name: growth[answered] for name, growth in found.items()} | {RULE: by_rule[answered]}
    seconds |= {OURS: seconds_a_task(tasks[:240], True), "structural alone": seconds_a_task(tasks[:240], False)}
    scores = {name: scored(growth, outturn[answered]) for name, growth in answers.items()}
    about = described([tasks[at] for at in answered], scores[RULE]["crps"])
    models = {
        name: group(own, scores[POOL], about) | {"seconds": seconds.get(name, np.nan)} for name, own in scores.items()
    }
    groups = {
        f"{column} {name}".strip(): group(scores[OURS].loc[own.index], scores[POOL].loc[own.index], own)
        for column in ("dataset", "cut", "length", "shock", "year", "all")
        for name, own in about.groupby(column)
    }
    for name, rows in {"model": models, "group": groups, "held_out": choices}.items():
        table = pd.DataFrame.from_dict(rows, orient="index").rename_axis(name).round(4)
        table.to_csv(RESULTS / f"year_end_{name}s.csv", lineterminator="\n")
        print(table.to_string(), end="\n\n")


if __name__ == "__main__":
    main()
