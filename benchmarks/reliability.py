"""How exact each kind of figure is: the error spreads that make the national figures most probable.

For each series of the national ledger, all its figures together, the log evidence is maximised over the spread of each
kind of figure and over the series' own movement. Result: benchmarks/results/reliability.csv, one column a series, the
spreads in per cent. data/reliability.csv holds the rounded medians that an earlier engine found, on which everything
else was chosen; today's lie up to a quarter below (the newest cumulative binds now), those used among today's series.
On judgement stand growth on the month, whose printed bases move (6 instead of 2), figures of quarters (of growth scaled
as retail's year to date is to the median, of levels between months and years to date) and shares of a plan, as exact
as levels. About four minutes on two cores.

Run: python -m benchmarks.reliability
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from benchmarks.national_year_end import SERIES
from joblib import Parallel, delayed
from scipy.optimize import minimize

from analysis.ledger import WHOLE, load_facts
from analysis.model.observations import observe
from analysis.model.posterior import fit
from analysis.model.prior import Hyperparameters, expect
from analysis.model.related import of_series
from analysis.model.reliability import kinds

LEFT_OUT = {("iip", "water_waste"), ("imports", "total")}
FIRST_YEAR, UNTIL = "2011", "2022-12"
RESULT = Path(__file__).parent / "results" / "reliability.csv"
_PULL = 0.02  # keeps spreads that a series says nothing about where they started


def spreads(facts: pd.DataFrame, indicator: str, sector: str) -> pd.Series:
    """The most probable spread of each kind of figure of one series, in per cent."""
    own = of_series(facts, ("vietnam", indicator, sector))
    told = observe([{WHOLE: own[own["period"] >= FIRST_YEAR]}], UNTIL)
    names = sorted(set(kinds(told.figures)))
    place = np.array([names.index(kind) for kind in kinds(told.figures)])
    start = np.log([*(told.spread[place == number].mean() for number in range(len(names))), 0.016, 0.012])

    def implausibility(logs: np.ndarray) -> float:
        trial = replace(told, spread=np.exp(logs[:-2])[place])
        prior = expect(trial.layout, {WHOLE: Hyperparameters(*np.exp(logs[-2:]))}, {})
        return -fit(trial, prior, np.ones(len(place))).log_evidence + _PULL * ((logs - start) ** 2).sum()

    best = minimize(implausibility, start, method="Powell", options={"maxfev": 400, "xtol": 0.05, "ftol": 1e-3})
    found = dict(
        zip([" ".join(kind).strip() for kind in names] + ["level", "irregular"], 100 * np.exp(best.x), strict=True)
    )
    return pd.Series(found, name=f"{indicator}/{sector}")


def main() -> None:
    """Fit every series and write the table."""
    facts = load_facts(geography="vietnam")
    table = pd.concat(
        Parallel(2)(delayed(spreads)(facts, *series) for series in SERIES if series not in LEFT_OUT), axis=1
    )
    table = table.assign(median=table.median(axis=1)).round(2).rename_axis("kind")
    table.to_csv(RESULT, lineterminator="\n")
    print(table.to_string())


if __name__ == "__main__":
    main()
