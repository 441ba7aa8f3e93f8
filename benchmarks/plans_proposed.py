"""Targets proposed for the next year, as `outlook plan` proposes them, on replayed years: how often was each reached?

For each national series and each year 2014-2021 the figures known when August or October of the year before was first
published give draws of the year; the target that has a chance of 40, 60 or 80 % is held against the year's growth as
first printed. Results: benchmarks/results/plans_proposed.csv, the share reached by chance and month, all years and
without 2020-2021, and the range of 95 % when whole years are drawn again. About three minutes on one core.

Run: python -m benchmarks.plans_proposed
"""

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from benchmarks.national_year_end import SERIES, YEARS, ranged
from rich.progress import track

from analysis.evaluation.replay import HISTORY, first_print
from analysis.growth import year_growth
from analysis.ledger import load_facts
from analysis.model.related import joint_levels, of_series
from analysis.outlook.plans import CHANCES

MONTHS = (8, 10)
RESULT = Path(__file__).parent / "results" / "plans_proposed.csv"


def proposed(name: tuple[str, str], year: int, month: int) -> list[dict[str, object]]:
    """The targets proposed for a year once a month of the year before was printed, and whether they were reached."""
    series = ("vietnam", *name)
    own = of_series(load_facts(geography="vietnam", indicator=name[0]), series)
    first = own[(own["period_type"] == "month") & (own["period"] == f"{year - 1}-{month:02d}")]
    outturn = first_print(own, "year", str(year))
    if first.empty or outturn is None:
        return []
    day = first["published"].min()
    known = own[(own["published"] <= day) & (own["period"] >= str(year - 1 - HISTORY))]
    growth = year_growth(joint_levels(known, series, f"{year}-12", as_of=day, n_draws=1000)[series], year)
    row = {"series": "/".join(name), "year": year, "month": f"after {month} months"}
    return [row | {"chance": chance, "reached": outturn >= growth.quantile(1 - chance)} for chance in CHANCES]


def main() -> None:
    """Write the table."""
    tasks = list(product(SERIES, YEARS, MONTHS))
    told = pd.DataFrame([row for task in track(tasks, "plans") for row in proposed(*task)])
    told = pd.concat([told.assign(years="2014-2021"), told[told["year"] < 2020].assign(years="2014-2019")])
    rows = [
        dict(zip(("years", "month", "chance"), group, strict=True))
        | {"reached": own["reached"].mean(), "n": len(own)}
        | ranged(own, lambda drawn: float(np.mean(drawn["reached"])))
        for group, own in told.groupby(["years", "month", "chance"], sort=False)
    ]
    table = pd.DataFrame(rows).round(3)
    table.to_csv(RESULT, index=False, lineterminator="\n")
    print(table.to_string(index=False))


if __name__ == "__main__":
    main()
