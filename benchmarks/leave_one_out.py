"""Predicts each of Ninh Thuận's own figures from all the others, and prints whether the print lies inside.

Every usable figure known on 9 August 2022 is left out in turn, with its twins: other prints of the same figure, growth
printed as an index of the year before, the year to date in December beside the year. The paths that the other figures
give, with an error of the figure's kind and rounding on top (Student's t, as levels take it), are the prediction; PIT
is the share of it below the print. A figure is skipped where the others of its series say nothing about it: months
they do not reach, an amount where they are all growth. A level is judged on the base of its own year; shares of a
plan are left aside.
Results: benchmarks/results/leave_one_out.csv by series, leave_one_out_surprises.csv the ten most surprising figures.
About five minutes on two cores.

Run: python -m benchmarks.leave_one_out
"""

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from analysis.ledger import load_facts, newest_prints, usable
from analysis.ledger.kinds import SERIES
from analysis.ledger.vocabulary import INDUSTRY
from analysis.model.observations import MEASURES, as_printed, implied
from analysis.model.posterior import TAILS
from analysis.model.related import Series, joint_levels, of_series
from analysis.model.reliability import IN_PER_CENT, standard_errors

TOLD = [
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
    own = newest_prints(usable_of(facts, series))
    figure = own.iloc[[number]]
    one = next(figure.itertuples())
    row = {"series": "/".join(series[1:]), **figure.iloc[0][["period_type", "period", "measure", "value"]]}
    others = facts.drop(index=of_series(facts, series).index[said(of_series(facts, series)) == said(figure).iloc[0]])
    draws = predict(figure, number, others, series)
    if draws is None:
        return row | {"source_id": one.source_id}
    value = np.log1p(one.value / 100) if one.measure in IN_PER_CENT else np.log(one.value)
    low, middle, high = np.quantile(as_printed(draws, one.measure), [0.1, 0.5, 0.9]).round(2)
    return row | {
        "low": low,
        "median": middle,
        "high": high,
        "pit": float((draws < value).mean()),
        "source_id": one.source_id,
    }


def usable_of(facts: pd.DataFrame, series: Series) -> pd.DataFrame:
    """The figures of a series that tell of levels, shares of a plan apart."""
    own = of_series(facts, series)
    return own[own["measure"].isin(MEASURES) & (own["measure"] != "share_of_plan_pct")]


def said(figures: pd.DataFrame) -> pd.Series:
    """What figures speak of, whatever its name: a year is its year to date in December, an index is a growth."""
    whole = (figures["period_type"] == "ytd") & figures["period"].str.endswith("-12")
    span = figures["period_type"].mask(whole, "year") + " " + figures["period"].mask(whole, figures["period"].str[:4])
    return span + " " + figures["measure"].replace({"index_yoy": "growth_yoy_pct"})


def predict(figure: pd.DataFrame, number: int, others: pd.DataFrame, series: Series) -> np.ndarray | None:
    """Draws of the figure on the log scale, with its error; None where the other figures say nothing about it.

    A level is told on the base of the year it was printed in.
    """
    known = others[(others[SERIES] == list(series)).all(axis=1) & others["measure"].isin(MEASURES)]
    amount = (figure["measure"] == "level").any()
    if known.empty or (amount and not (known["measure"] == "level").any()):
        return None
    told = implied(next(figure.itertuples()), joint_levels(others, series, UNTIL, as_of=AS_OF)[series])
    dice = np.random.default_rng(number)
    return None if np.isnan(told).any() else told + dice.standard_t(TAILS, len(told)) * standard_errors(figure)


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
    for series in (("ninh_thuan", *name) for name in TOLD):
        count = len(newest_prints(usable_of(facts, series)))
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
