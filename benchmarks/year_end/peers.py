"""Lets every peer forecast the year-end tasks once and keeps 500 quantiles of each answer in cache/.

Joint paths come from each library's own simulation where it has one. It has none for MSTL: its months are taken as
moving as one, which is the most favourable choice. The one for CES adds noise to the states and lets nothing
accumulate: here the model's own recursion is run with noise instead.

Run: .venv-peers/bin/python peers.py ets theta    (the peers' names; `peers.py` alone: all of them, some hours)
"""

import logging
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import NormalDist
from zlib import crc32

import numpy as np
import pandas as pd
from statsforecast.models import MSTL, AutoARIMA, AutoCES, AutoETS, DynamicOptimizedTheta, SeasonalNaive
from task import N_PATHS, Task, all_series, kept, tasks_of

CACHE = Path(__file__).parent / "cache"
Peer = Callable[[np.ndarray, Task, int], np.ndarray]
"""Levels, task, seed -> paths x months."""


def simulated(model: Callable) -> Peer:
    """A statsforecast model with a simulation of its own."""

    def peer(levels: np.ndarray, task: Task, seed: int) -> np.ndarray:
        return model(season_length=12).fit(levels).simulate(h=task.left, n_paths=N_PATHS, seed=seed)

    return peer


def ces(levels: np.ndarray, task: Task, seed: int) -> np.ndarray:
    """Complex exponential smoothing, its recursion run with normal noise."""
    model = AutoCES(season_length=12).fit(levels).model_
    kind, par, months = model["seasontype"], model["par"], task.left
    spread = np.sqrt(model["sigma2"]) * np.random.default_rng(seed).standard_normal((months, N_PATHS))
    rows = model["states"][model["n"] : model["n"] + model["m"]]
    states = [np.repeat(row[:, None], N_PATHS, axis=1) for row in rows]
    paths = []
    for noise in spread:
        paths.append(_ces_step(states, kind, par, noise))
    return np.array(paths).T


def _ces_step(states: list, kind: str, par: dict, noise: np.ndarray) -> np.ndarray:
    back = states[-12] if kind == "S" else states[-1]
    season = states[-12] if kind != "N" else None
    new = np.zeros_like(back)
    new[:2] = _rotate(back[0], back[1], par["alpha_0"], par["alpha_1"], noise)
    value = back[0] + noise
    if kind == "P":
        value = value + season[2]
        new[2] = season[2] + par["beta_0"] * noise
    if kind == "F":
        value = value + season[2]
        new[2:4] = _rotate(season[2], season[3], par["beta_0"], par["beta_1"], noise)
    states.append(new)
    return value


def _rotate(real: np.ndarray, imaginary: np.ndarray, first: float, second: float, noise: np.ndarray) -> tuple:
    return (
        real - (1 - second) * imaginary + (first - second) * noise,
        real + (1 - first) * imaginary + (first + second) * noise,
    )


def mstl(levels: np.ndarray, task: Task, seed: int) -> np.ndarray:
    """STL with a smoothed trend; months move as one."""
    answer = MSTL(season_length=12, trend_forecaster=AutoETS(model="ZZN")).fit(levels).predict(h=task.left, level=[80])
    spread = (answer["hi-80"] - answer["lo-80"]) / 2 / NormalDist().inv_cdf(0.9)
    return answer["mean"] + spread * np.random.default_rng(seed).standard_normal((N_PATHS, 1))


def structural(levels: np.ndarray, task: Task, seed: int) -> np.ndarray:
    """Basic structural model of statsmodels, on logs where they exist."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    model = UnobservedComponents(_logs(levels), "local linear trend", seasonal=12)
    return _powers(levels, _statsmodels_paths(model, task, seed))


def airline(levels: np.ndarray, task: Task, seed: int) -> np.ndarray:
    """SARIMA (0,1,1)(0,1,1) of statsmodels, on logs where they exist."""
    from statsmodels.tsa.statespace.sarimax import SARIMAX

    model = SARIMAX(_logs(levels), order=(0, 1, 1), seasonal_order=(0, 1, 1, 12))
    return _powers(levels, _statsmodels_paths(model, task, seed))


def _statsmodels_paths(model: object, task: Task, seed: int) -> np.ndarray:
    fit = model.fit(disp=False)
    paths = fit.simulate(task.left, anchor="end", repetitions=N_PATHS, rng=np.random.default_rng(seed))
    return np.asarray(paths).reshape(task.left, N_PATHS).T


def _logs(levels: np.ndarray) -> np.ndarray:
    return np.log(levels) if levels.min() > 0 else levels


def _powers(levels: np.ndarray, paths: np.ndarray) -> np.ndarray:
    return np.exp(np.minimum(paths, 700)) if levels.min() > 0 else paths


def prophet(levels: np.ndarray, task: Task, seed: int) -> np.ndarray:
    """Prophet as it comes."""
    from prophet import Prophet

    np.random.seed(seed)
    model = Prophet(uncertainty_samples=N_PATHS)
    model.fit(pd.DataFrame({"ds": task.history.index.to_timestamp(), "y": levels}), seed=seed)
    future = model.make_future_dataframe(task.left, freq="MS", include_history=False)
    return model.predictive_samples(future)["yhat"].T


PEERS: dict[str, Peer] = {
    "naive": simulated(SeasonalNaive),
    "theta": simulated(DynamicOptimizedTheta),
    "mstl": mstl,
    "ces": ces,
    "ets": simulated(AutoETS),
    "prophet": prophet,
    "structural": structural,
    "airline": airline,
    "arima": simulated(AutoARIMA),
}


def answer(peer: Peer, task: Task) -> tuple[np.ndarray, float]:
    """Kept quantiles of the year's growth, and seconds of the processor; where a peer fails, the answer is missing."""
    start = time.process_time()
    seed = crc32(f"{task.dataset}/{task.series}/{task.year}/{task.cut}".encode())
    try:
        paths = peer(task.history.to_numpy(dtype=float), task, seed)
    except Exception as failure:
        print(task.dataset, task.series, task.year, task.cut, task.length, repr(failure)[:100], flush=True)
        paths = np.full((N_PATHS, task.left), np.nan)
    return kept(task.growth(paths.sum(axis=1))), time.process_time() - start


def main(names: list[str]) -> None:
    """Every series that has no answer in the cache yet: those to report on first, in the order of their ids' CRC."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    table = all_series()
    table = table.assign(order=[crc32(name.encode()) for name in table["id"]]).sort_values(["part", "order"])
    for row in table[::-1].itertuples():
        for name in names or PEERS:
            _keep(name, row)


def _keep(name: str, row: object) -> None:
    file = CACHE / name / f"{row.dataset}_{row.id}.npz"
    if not file.exists():
        answers = [answer(PEERS[name], task) for task in tasks_of(row.dataset, row.id, row.levels)]
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(file, growth=[growth for growth, _ in answers], seconds=[seconds for _, seconds in answers])


if __name__ == "__main__":
    main(sys.argv[1:])
