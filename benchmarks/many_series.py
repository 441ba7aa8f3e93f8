"""Times replays of 10 and 100 series on one worker, on two, and on a Dask cluster of two where installed; 1,000 on two.

A series is one origin (June of 2016 or 2017) of a province: the national ledger's nine series under the names of the
provinces, each with random numbers of its own. Seconds differ between machines; the ratios to one worker do not.
Results: benchmarks/results/many_series.csv. Ten minutes, on a quiet machine.

Run: python -m benchmarks.many_series [10 100 1000]    (Dask: pip install "dask[distributed]" first)
"""

import sys
import time
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path

import pandas as pd
from benchmarks.national_year_end import SERIES
from rich.progress import track

from analysis.evaluation.replay import replay
from analysis.evaluation.side_by_side import finished
from analysis.ledger import load_facts

RESULT = Path(__file__).parent / "results" / "many_series.csv"
YEARS, MONTH, PATHS = (2016, 2017), 6, 1000
FEW = 100
"""Series up to which one worker is waited for."""

Task = tuple[int, str, tuple[str, str]]
"""Year, province, indicator and its sector."""


def origin(task: Task) -> float:
    """Median of the year's growth, seen from June."""
    year, province, (indicator, sector) = task
    facts = load_facts(geography="vietnam", indicator=indicator).assign(geography=province)
    [told] = replay(facts, (province, indicator, sector), [year], [MONTH], n_draws=PATHS)
    return float(pd.Series(told.draws).median())


def timed(count: int, workers: int, cluster: str | None = None) -> tuple[float, list[float]]:
    """Seconds for so many series, and their medians."""
    provinces = load_facts(indicator="industrial_employment")["geography"].unique()
    tasks = list(islice(product(YEARS, provinces, SERIES), count))
    start = time.perf_counter()
    ready = track(finished(origin, tasks, workers=workers, cluster=cluster), f"{count} x {workers}", total=count)
    medians = [median for _, median in sorted(ready)]
    return time.perf_counter() - start, medians


def main(counts: list[int]) -> None:
    """Time every count and write the table, which grows with each."""
    rows: list[dict[str, object]] = []
    for count in counts:
        rows += compared(count)
        pd.DataFrame(rows).round(3).to_csv(RESULT, index=False, lineterminator="\n")
    print(pd.DataFrame(rows).round(2).to_string(index=False))


def compared(count: int) -> list[dict[str, object]]:
    """Two workers, and where it does not take too long one worker and Dask too, on the same series."""
    given = {"two workers": timed(count, 2)}
    if count <= FEW:
        given |= {"one worker": timed(count, 1)} | on_dask(count)
    alone, medians = given.get("one worker", (float("nan"), given["two workers"][1]))
    return [
        {
            "series": count,
            "run": name,
            "seconds": seconds,
            "seconds_a_series": seconds / count,
            "times_as_fast": alone / seconds,
            "same_answers": told == medians,
        }
        for name, (seconds, told) in given.items()
    ]


def on_dask(count: int) -> dict[str, tuple[float, list[float]]]:
    """The same on a local Dask cluster of two."""
    if not find_spec("distributed"):
        return {}
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, silence_logs=50) as cluster:
        return {"dask, two workers": timed(count, 2, cluster.scheduler_address)}


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [10, 100, 1000])
