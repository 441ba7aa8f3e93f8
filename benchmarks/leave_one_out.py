"""Predicts each of Ninh Thuận's own figures from all the others, and prints whether the print lies inside.

Every usable figure known on 9 August 2022 is left out in turn, with its twins: other prints of the same figure, growth
printed as an index of the year before, the year to date in December beside the year. The paths that the other figures
give, with an error of the figure's kind and rounding on top (Student's t, as levels take it), are the prediction; PIT
is the share of it below the print. A figure is skipped where the others of its series say nothing about it: months
they do not reach, an amount where they are all growth, a share of a plan that no other share speaks of; where other
shares do, they and the path give the plan.
Results: benchmarks/results/leave_one_out.csv by series, leave_one_out_surprises.csv the ten most surprising figures.
About five minutes on two cores.

Run: python -m benchmarks.leave_one_out
"""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from analysis.ledger import FIGURE, INDUSTRY, load_facts, newest_prints, usable
from analysis.model import MEASURES, Observations, Series, joint_levels, observe, of_series
from analysis.model.observations import as_printed
from analysis.model.posterior import TAILS

SERIES = [
    ("iip", "total"),
    *product(["iip"], INDUSTRY),
    ("industrial_output", "total"),
    ("retail_sales", "total"),
    ("exports", "total"),
]
AS_OF, UNTIL, LEAST, SURPRISES = "2022-08-09", "2022-12", 4, 10
RESULTS = Path(__file__).parent / "results"


def judge(facts: pd.DataFrame, series: Series, number: int) -> dict[str, object]:
    """One figure left out: where its print lies in what the others predict."""
    own = of_series(facts, series)
    one, same = left_out(own, number)
    figure = one.figures.iloc[0]
    row = {"series": "/".join(series[1:]), **figure[["period_type", "period", "measure", "value"]]}
    draws = predict(one, number, facts.drop(index=own.index[same]), series)
    if draws is None:
        return row | {"source_id": figure["source_id"]}
    low, middle, high = np.quantile(as_printed(draws, figure["measure"]), [0.1, 0.5, 0.9]).round(2)
    pit = float((draws < one.value[0]).mean())
    return row | {"low": low, "median": middle, "high": high, "pit": pit, "source_id": figure["source_id"]}


def left_out(own: pd.DataFrame, number: int) -> tuple[Observations, pd.Series]:
    """One figure of a series, and which of its rows say the same."""
    figure = observe(own, UNTIL).figures.iloc[[number]]
    return observe(figure, UNTIL), said(own) == said(figure).iloc[0]


def said(figures: pd.DataFrame) -> pd.Series:
    """What figures speak of, whatever its name: a year is its year to date in December, an index is a growth."""
    whole = (figures["period_type"] == "ytd") & figures["period"].str.endswith("-12")
    span = figures["period_type"].mask(whole, "year") + " " + figures["period"].mask(whole, figures["period"].str[:4])
    return span + " " + figures["measure"].replace({"index_yoy": "growth_yoy_pct"})


def predict(one: Observations, number: int, others: pd.DataFrame, series: Series) -> np.ndarray | None:
    """Draws of the figure on the log scale, with its error; None where the other figures say nothing about it."""
    own = others[(others[FIGURE[:3]] == list(series)).all(axis=1) & others["measure"].isin(MEASURES)]
    if own.empty or not reaches(rest := observe(own, UNTIL), one):
        return None
    shares = (rest.figures["measure"] == "share_of_plan_pct") & (rest.figures["period"].str[:4] == _year(one))
    if one.plans and not shares.any():
        return None
    paths = joint_levels(others, series, UNTIL, as_of=AS_OF)[series]
    return drawn(one, number, paths, planned(rest, shares.to_numpy(), paths) if one.plans else ())


def reaches(rest: Observations, one: Observations) -> bool:
    """Whether other figures speak of all months of a figure, and of amounts where it is one."""
    spoken = one.months[(one.top + one.bottom)[0, : len(one.months)] > 0]
    return bool(spoken.isin(rest.months).all() and (rest.is_level.any() or not one.is_level[0]))


def planned(rest: Observations, shares: np.ndarray, paths: pd.DataFrame) -> tuple[np.ndarray]:
    """The log of the year's plan on each path as these shares of it have it."""
    reached = paths.loc[rest.months].T.to_numpy() @ rest.top[shares, : len(rest.months)].T
    return ((np.log(reached) - rest.value[shares]).mean(axis=1),)


def drawn(one: Observations, number: int, paths: pd.DataFrame, plans: Sequence[np.ndarray] = ()) -> np.ndarray:
    """The figure as each path has it, on the log scale, with an error of its kind."""
    levels = np.log(paths.reindex(one.months, fill_value=1.0).T.to_numpy())
    error = np.random.default_rng(number).standard_t(TAILS, len(levels)) * np.sqrt(one.variance[0])
    return one.predict(np.column_stack([levels, *plans]))[:, 0] + error


def _year(one: Observations) -> str:
    return one.figures["period"].iloc[0][:4]


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
    table.to_csv(RESULTS / "leave_one_out.csv", lineterminator="\n")
    surprises.to_csv(RESULTS / "leave_one_out_surprises.csv", index=False, lineterminator="\n")
    print(table.to_string(), surprises.to_string(index=False), sep="\n\n")


if __name__ == "__main__":
    main()
