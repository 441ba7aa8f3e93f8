"""Whether series that may move along help to tell Ninh Thuận's own figures: each predicted with and without them.

As in leave_one_out.py every figure is left out in turn with its twins and predicted from the others of its series, once
alone and once with each driver: the same indicator of the country (from 2017 on), or the province's employment.
CRPS is in the figure's own unit over that without a driver, mean over the figures both tell; below 1 the driver helps.
Result: benchmarks/results/drivers.csv. About three minutes on two cores.

Run: python benchmarks/drivers.py
"""

from pathlib import Path

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from leave_one_out import AS_OF, TAILS, UNTIL, said, to_printed

from analysis.backtest import better, crps
from analysis.facts import load_facts, newest_prints, usable
from analysis.forecast import of_series
from analysis.levels import MEASURES, estimate_levels, gather

DRIVERS = {
    ("iip", "total"): [("vietnam", "iip", "total"), ("ninh_thuan", "industrial_employment", "total")],
    ("iip", "manufacturing"): [("vietnam", "iip", "manufacturing"), ("ninh_thuan", "industrial_employment", "total")],
    ("retail_sales", "total"): [("vietnam", "retail_sales", "total")],
    ("exports", "total"): [("vietnam", "exports", "total")],
}
SINCE, PATHS = "2017", 400
RESULT = Path(__file__).parent / "results" / "drivers.csv"


def judge(own: pd.DataFrame, number: int, driver: pd.DataFrame | None) -> float:
    """CRPS of one figure left out; NaN where the others do not reach its months or say nothing of its unit."""
    evidence = gather(own, UNTIL)
    others = own[said(own) != said(evidence.figures).iloc[number]]
    spoken = evidence.months[(evidence.top + evidence.bottom)[number, : len(evidence.months)] > 0]
    known = gather(others, UNTIL)
    has_plan = evidence.bottom[number, len(evidence.months) :].any()
    if has_plan or not spoken.isin(known.months).all() or (evidence.is_level[number] and not known.is_level.any()):
        return float("nan")
    drivers = [] if driver is None else [driver]
    paths = estimate_levels(others, UNTIL, n_paths=PATHS, drivers=drivers).reindex(evidence.months, fill_value=1.0)
    above, below = (
        paths.T.to_numpy() @ side[number, : len(evidence.months)] for side in (evidence.top, evidence.bottom)
    )
    error = np.random.default_rng(number).standard_t(TAILS, PATHS) * np.sqrt(evidence.variance[number])
    draws = np.log(above) - np.log(np.where(evidence.is_level[number], 1.0, below)) + error
    figure = evidence.figures.iloc[number]
    return crps(to_printed(draws, figure["measure"]), float(figure["value"]))


def compare(facts: pd.DataFrame, name: tuple[str, str], driver: tuple[str, str, str]) -> dict[str, object]:
    """The scores of a series with one driver, against those without."""
    own = of_series(facts, ("ninh_thuan", *name))
    own = own[own["measure"].isin(MEASURES)]
    beside = of_series(facts, driver)
    beside = beside[beside["measure"].isin(MEASURES) & (beside["period"] >= SINCE)]
    numbers = range(len(newest_prints(own)))
    pairs = pd.DataFrame([(judge(own, number, None), judge(own, number, beside)) for number in numbers]).dropna()
    told = better(pairs[1], pairs[0])
    ratio = pairs[1].mean() / pairs[0].mean()
    return {"series": "/".join(name), "driver": "/".join(driver), "n": len(pairs), "ratio": ratio, "p": told.p_value}


def main() -> None:
    """Judge every series with every driver and write the table."""
    facts = usable(load_facts(AS_OF))
    tasks = [(name, driver) for name, drivers in DRIVERS.items() for driver in drivers]
    rows = Parallel(2)(delayed(compare)(facts, *task) for task in tasks)
    table = pd.DataFrame(rows).round({"ratio": 2, "p": 2})
    table.to_csv(RESULT, index=False, lineterminator="\n")
    print(table.to_string(index=False))


if __name__ == "__main__":
    main()
