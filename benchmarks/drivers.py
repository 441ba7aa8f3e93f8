"""Whether series that may move along help to tell Ninh Thuận's own figures: each predicted with and without them.

As in leave_one_out.py every figure is left out in turn with its twins and predicted from the others of its series, once
alone and once with each driver: the same indicator of the country (from 2017 on), or the province's employment.
CRPS is in the figure's own unit over that without a driver, mean over the figures both tell; below 1 the driver helps.
Result: benchmarks/results/drivers.csv. About three minutes on two cores.

Run: python -m benchmarks.drivers
"""

from pathlib import Path

import pandas as pd
from benchmarks.leave_one_out import AS_OF, UNTIL, drawn, left_out, reaches
from joblib import Parallel, delayed

from analysis.evaluation import better, crps
from analysis.ledger import load_facts, newest_prints, usable
from analysis.model import MEASURES, Series, estimate_levels, observe, of_series
from analysis.model.observations import as_printed

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
    one, same = left_out(own, number)
    others = own[~same]
    if one.plans or not reaches(observe(others, UNTIL), one):
        return float("nan")
    paths = estimate_levels(others, UNTIL, n_draws=PATHS, drivers=[] if driver is None else [driver])
    figure = one.figures.iloc[0]
    return crps(as_printed(drawn(one, number, paths), figure["measure"]), float(figure["value"]))


def compare(facts: pd.DataFrame, name: tuple[str, str], driver: Series) -> dict[str, object]:
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
