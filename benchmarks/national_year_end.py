"""Replays the national year-end with only what was published then, and prints how far the answer was off.

For each indicator and sector of the national ledger, each year and each month's first publication: the figures known
that day give paths to December; the year's growth is judged against the December publication, beside the rule "the
year-to-date growth will hold". Result: benchmarks/results/national_year_end.csv. About three minutes on two cores.

Run: python benchmarks/national_year_end.py
"""

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from analysis.facts import load_facts
from analysis.forecast import futures, of_series
from analysis.growth import year_growth

SERIES = [
    ("iip", "total"),
    ("iip", "mining"),
    ("iip", "manufacturing"),
    ("iip", "electricity"),
    ("iip", "water_waste"),
    ("retail_sales", "total"),
    ("exports", "total"),
    ("imports", "total"),
    ("electricity_output", "total"),
]
YEARS, MONTHS, HISTORY = range(2014, 2022), range(1, 12), 6
RESULT = Path(__file__).parent / "results" / "national_year_end.csv"


def replay(facts: pd.DataFrame, year: int, month: int) -> dict[str, float] | None:
    """One origin: errors of the forecast made when that month was first published; None where a figure is missing."""
    outturn = printed(facts, "year", str(year))
    first = facts[(facts["period_type"] == "month") & (facts["period"] == f"{year}-{month:02d}")]
    if outturn.empty or first.empty:
        return None
    published = first["published"].min()
    known = facts[(facts["published"] <= published) & (facts["period"] >= str(year - HISTORY))]
    rule = printed(known, "ytd" if month > 1 else "month", f"{year}-{month:02d}")
    series = ("vietnam", *facts[["indicator", "sector"]].iloc[0])
    paths = futures(known, series, f"{year}-12", as_of=published, n_paths=1000)
    growth = year_growth(paths, year).to_numpy()
    return score(growth, float(outturn.iloc[0]), float(rule.iloc[-1]) if len(rule) else np.nan)


def printed(facts: pd.DataFrame, period_type: str, period: str) -> pd.Series:
    """First prints of the growth on the year of a period."""
    return facts.loc[
        (facts["period_type"] == period_type)
        & (facts["period"] == period)
        & (facts["measure"] == "growth_yoy_pct")
        & (facts["status"] != "revised"),
        "value",
    ]


def score(growth: np.ndarray, outturn: float, rule: float) -> dict[str, float]:
    """Errors of one forecast in percentage points."""
    low95, low80, high80, high95 = np.quantile(growth, [0.025, 0.1, 0.9, 0.975])
    return {
        "error": abs(np.median(growth) - outturn),
        "bias": np.median(growth) - outturn,
        "crps": crps(growth, outturn),
        "covers80": float(low80 <= outturn <= high80),
        "covers95": float(low95 <= outturn <= high95),
        "rule_error": abs(rule - outturn),
    }


def crps(draws: np.ndarray, outturn: float) -> float:
    """Continuous ranked probability score of a sample."""
    ordered, count = np.sort(draws), len(draws)
    return float(np.abs(ordered - outturn).mean() - (2 * np.arange(1, count + 1) - count - 1) @ ordered / count**2)


def replay_series(facts: pd.DataFrame, indicator: str, sector: str) -> pd.DataFrame:
    """Every origin of one series."""
    own = of_series(facts, ("vietnam", indicator, sector))
    origins = {(year, month): replay(own, year, month) for year, month in product(YEARS, MONTHS)}
    rows = pd.DataFrame.from_dict({origin: row for origin, row in origins.items() if row}, orient="index")
    return rows.assign(series=f"{indicator}/{sector}").rename_axis(["year", "month"]).reset_index()


def main() -> None:
    """Replay all series and write the table."""
    facts = load_facts(geography="vietnam")
    rows = pd.concat(Parallel(2)(delayed(replay_series)(facts, *series) for series in SERIES))
    rows["left"] = pd.cut(12 - rows["month"], [0, 3, 6, 11], labels=["1-3", "4-6", "7-11"]).astype(str)
    rows["when"] = np.where(rows["year"] < 2020, "2014-2019", "2020-2021")
    every = rows.assign(all="all")
    columns = ["error", "bias", "crps", "covers80", "covers95", "rule_error"]
    tables = [
        every.groupby(by)[columns].mean().assign(n=every.groupby(by).size()).rename_axis("group")
        for by in ("series", "left", "when", "all")
    ]
    result = pd.concat(tables).round(2)
    RESULT.parent.mkdir(exist_ok=True)
    result.to_csv(RESULT, lineterminator="\n")
    print(result.to_string())


if __name__ == "__main__":
    main()
