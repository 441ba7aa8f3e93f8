"""Lets the peers forecast the year-end tasks once and keeps 500 quantiles of each answer in `task.CACHE`.

Joint draws come from the library's own simulation. A peer that fails on a task has no answer there.

Run: python peers.py        (in an environment of its own: see README.md; half an hour to an hour of one core)
"""

import logging
import time
import warnings

import numpy as np
from statsforecast.models import AutoARIMA, AutoETS, DynamicOptimizedTheta
from task import CACHE, N_DRAWS, Task, all_series, kept, tasks_of

PEERS = {"ets": AutoETS, "arima": AutoARIMA, "theta": DynamicOptimizedTheta}


def answer(peer: str, task: Task) -> tuple[np.ndarray, float]:
    """Kept quantiles of the year's growth, and seconds of the processor."""
    start = time.process_time()
    try:
        model = PEERS[peer](season_length=12).fit(task.history.to_numpy(dtype=float))
        draws = model.simulate(h=task.left, n_paths=N_DRAWS, seed=task.seed)
    except Exception as failure:
        print(task.dataset, task.series, task.year, task.cut, task.length, repr(failure)[:100], flush=True)
        draws = np.full((N_DRAWS, task.left), np.nan)
    return kept(task.growth(draws.sum(axis=1))), time.process_time() - start


def main() -> None:
    """Every series that has no answers in the cache yet."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    CACHE.mkdir(parents=True, exist_ok=True)
    for row in all_series().itertuples():
        file = CACHE / f"{row.dataset}_{row.id}.npz"
        if not file.exists():
            tasks = list(tasks_of(row.dataset, row.id, row.levels))
            answers = {peer: [answer(peer, task) for task in tasks] for peer in PEERS}
            growth = {peer: [one for one, _ in given] for peer, given in answers.items()}
            seconds = {f"{peer}_seconds": [one for _, one in given] for peer, given in answers.items()}
            np.savez(file, **growth, **seconds)


if __name__ == "__main__":
    main()
