"""Predicts each of Ninh Thuận's own figures from all the others, and prints whether the print lies inside.

Every usable figure known on 9 August 2022 is left out in turn, with its twins: other prints of the same figure, growth
printed as an index of the year before, the year to date in December beside the year. The paths that the other figures
give, with an error of the figure's kind and rounding on top (Student's t, as levels take it), are the prediction; PIT
is the share of it below the print. A figure is skipped where the others of its series say nothing about it: months
they do not reach, an amount where they are all growth, a share of a plan that no other share speaks of; where other
shares do, they and the path give the plan.
Results: benchmarks/results/leave_one_out.csv by series, leave_one_out_surprises.csv the ten most surprising figures.
About five minutes on two cores.

Run: python benchmarks/leave_one_out.py
"""

from pathlib import Path

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from analysis.facts import load_facts, newest_prints, usable
from analysis.forecast import futures, of_series
from analysis.levels import MEASURES, Evidence, gather

SERIES = [
    ("iip", "total"),
    ("iip", "mining"),
    ("iip", "manufacturing"),
    ("iip", "electricity"),
    ("iip", "water_waste"),
    ("industrial_output", "total"),
    ("retail_sales", "total"),
    ("exports", "total"),
]
SERIES_KEY = ["geography", "indicator", "sector"]
AS_OF, UNTIL, LEAST, SURPRISES = "2022-08-09", "2022-12", 4, 10
TAILS = 4
"""Degrees of freedom of a figure's error, as `analysis.levels` takes it."""
RESULTS = Path(__file__).parent / "results"


def judge(facts: pd.DataFrame, series: tuple[str, str, str], number: int) -> dict[str, object]:
    """One figure left out: where its print lies in what the others predict."""
    own = of_series(facts, series)
    evidence = gather(own, UNTIL)
    figure = evidence.figures.iloc[number]
    others = facts.drop(index=own.index[said(own) == said(evidence.figures).iloc[number]])
    row = {"series": "/".join(series[1:]), **figure[["period_type", "period", "measure", "value"]]}
    draws = predict(evidence, number, others, series)
    if draws is None:
        return row | {"source_id": figure["source_id"]}
    shown = to_printed(draws, figure["measure"])
    low, middle, high = np.quantile(shown, [0.1, 0.5, 0.9]).round(2)
    pit = float((draws < evidence.value[number]).mean())
    return row | {"low": low, "median": middle, "high": high, "pit": pit, "source_id": figure["source_id"]}


def said(figures: pd.DataFrame) -> pd.Series:
    """What figures speak of, whatever its name: a year is its year to date in December, an index is a growth."""
    whole = (figures["period_type"] == "ytd") & figures["period"].str.endswith("-12")
    span = figures["period_type"].mask(whole, "year") + " " + figures["period"].mask(whole, figures["period"].str[:4])
    return span + " " + figures["measure"].replace({"index_yoy": "growth_yoy_pct"})


def predict(evidence: Evidence, number: int, others: pd.DataFrame, series: tuple[str, str, str]) -> np.ndarray | None:
    """Draws of the figure on the log scale, with its error; None where the other figures say nothing about it."""
    own = others[(others[SERIES_KEY] == list(series)).all(axis=1) & others["measure"].isin(MEASURES)]
    if own.empty:
        return None
    rest = gather(own, UNTIL)
    plan = evidence.bottom[number, len(evidence.months) :].any()
    spoken = evidence.months[(evidence.top + evidence.bottom)[number, : len(evidence.months)] > 0]
    if not spoken.isin(rest.months).all() or (evidence.is_level[number] and not rest.is_level.any()):
        return None
    paths = futures(others, series, UNTIL, as_of=AS_OF).reindex(evidence.months, fill_value=1.0).T.to_numpy()
    above, below = (paths @ side[number, : len(evidence.months)] for side in (evidence.top, evidence.bottom))
    below = planned(rest, evidence.figures["period"].iloc[number], paths, evidence.months) if plan else below
    if below is None:
        return None
    error = np.random.default_rng(number).standard_t(TAILS, len(paths)) * np.sqrt(evidence.variance[number])
    return np.log(above) - np.log(np.where(evidence.is_level[number], 1.0, below)) + error


def planned(rest: Evidence, period: str, paths: np.ndarray, months: pd.PeriodIndex) -> np.ndarray | None:
    """The year's plan on each path as the other shares of it have it; None where there are none."""
    shares = (rest.figures["measure"] == "share_of_plan_pct") & (rest.figures["period"].str[:4] == period[:4])
    if not shares.any():
        return None
    reached = paths[:, months.isin(rest.months)] @ rest.top[shares.to_numpy(), : len(rest.months)].T
    return np.exp((np.log(reached) - rest.value[shares.to_numpy()]).mean(axis=1))


def to_printed(logs: np.ndarray, measure: str) -> np.ndarray:
    """Draws on the log scale as they would be printed."""
    if measure.startswith("growth"):
        return 100 * np.expm1(logs)
    return np.exp(logs) * (1 if measure == "level" else 100)


def summary(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Coverage and PIT by group, n figures beside them."""
    known = rows.dropna(subset="pit")
    groups = known.assign(off=(2 * known["pit"] - 1).abs()).groupby(by)
    table = groups["pit"].describe()[["mean", "std"]].add_prefix("pit_")
    table = table.assign(covers80=100 * groups["off"].agg(lambda off: (off <= 0.8).mean()))
    table = table.assign(covers95=100 * groups["off"].agg(lambda off: (off <= 0.95).mean()), n=groups.size())
    skipped = rows[rows["pit"].isna()].groupby(by).size()
    return table.assign(skipped=skipped.reindex(table.index, fill_value=0)).rename_axis("group")


def main() -> None:
    """Leave out every figure in turn and write both tables."""
    facts = usable(load_facts(AS_OF, geography="ninh_thuan"))
    tasks = []
    for series in (("ninh_thuan", *name) for name in SERIES):
        own = of_series(facts, series)
        count = len(newest_prints(own[own["measure"].isin(MEASURES)]))
        tasks += [(facts, series, number) for number in range(count)] if count >= LEAST else []
    rows = pd.DataFrame(Parallel(2)(delayed(judge)(*task) for task in tasks)).assign(all="all")
    rows["kind"] = rows["measure"] + " " + rows["period_type"]
    table = pd.concat([summary(rows, by) for by in ("series", "kind", "all")]).round(2)
    least_expected = (rows["pit"] - 0.5).abs().sort_values(ascending=False, kind="stable").index[:SURPRISES]
    surprises = rows.loc[least_expected].drop(columns=["all", "kind"]).round({"pit": 4})
    RESULTS.mkdir(exist_ok=True)
    table.to_csv(RESULTS / "leave_one_out.csv", lineterminator="\n")
    surprises.to_csv(RESULTS / "leave_one_out_surprises.csv", index=False, lineterminator="\n")
    print(table.to_string(), surprises.to_string(index=False), sep="\n\n")


if __name__ == "__main__":
    main()
