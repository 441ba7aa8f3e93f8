"""Measures how far production, retail sales and exports are off together, and writes data/dependence.csv.

Forecast errors: the national years 2014-2021 forecast again (`benchmarks.national_year_end`); each outturn's place
among its draws is a normal score, and a year's scores are averaged, since its origins share one truth. Their
correlation over the years is what joins the paths of different indicators, shrunk towards 0 as empirical Bayes has it:
of Fisher's z only what the pairs' mean square shows beyond 1 / (n - 3), which sampling alone gives, is kept.
Growth: the correlation of monthly growth on the year as printed, beside it as a check; a year of months counts as one.
Intervals: Fisher's z, 95 %. Known by the end of DAY; nothing later is used. The years' mean scores stand in
benchmarks/results/dependence_years.csv.

Run: python -m benchmarks.dependence
"""

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.ledger import DATA, load_facts
from analysis.outlook.pace import printed_growth

DAY = "2022-08-09"
INDICATORS = ("iip", "retail_sales", "exports")
RESULTS = Path(__file__).parent / "results" / "dependence_years.csv"


def growth(facts: pd.DataFrame, indicator: str) -> pd.Series:
    """Growth on the year of every month printed."""
    own = facts[(facts["indicator"] == indicator) & (facts["sector"] == "total")]
    return printed_growth(own).rename(indicator)


def correlations(observed: pd.DataFrame, basis: str, months: int) -> pd.DataFrame:
    """One row a pair: correlation, its 95 % interval and what is left of it when shrunk; n counts years."""
    pairs = list(combinations(observed, 2))
    both = [observed[list(pair)].dropna() for pair in pairs]
    years = np.array([len(rows) // months for rows in both])
    z = np.arctanh([rows.corr().iloc[0, 1] for rows in both])
    noise = 1 / (years - 3)
    kept = max(0.0, 1 - noise.mean() / np.square(z).mean())
    spread = 1.96 * np.sqrt(noise)
    columns = {"correlation": z, "low": z - spread, "high": z + spread, "shrunk": kept * z}
    table = pd.DataFrame(pairs, columns=["indicator", "other"]).assign(
        basis=basis, years=years, **{name: np.tanh(values).round(2) + 0.0 for name, values in columns.items()}
    )
    return table[["indicator", "other", "basis", "correlation", "low", "high", "years", "shrunk"]]


def main() -> None:
    """Measure, print and keep."""
    facts = load_facts(DAY, geography="vietnam")
    by_year = pd.read_csv(RESULTS, index_col="year")[list(INDICATORS)]
    by_month = pd.concat([growth(facts, indicator) for indicator in INDICATORS], axis=1)
    table = pd.concat([correlations(by_year, "forecast_errors", 1), correlations(by_month, "growth", 12)])
    table.to_csv(DATA / "dependence.csv", index=False, lineterminator="\n")
    print(by_year.round(2).to_string())
    print(table.to_string(index=False))


if __name__ == "__main__":
    main()
