"""How long `estimate_levels` takes on one core, how much memory, and how both grow.

Twelve years of one simulated series with 400 figures drawn at random from all that could be printed (levels, growth
on the year and on the month, indices, of months, years to date and quarters), 2,000 draws: seconds, median of five, on
the clock and of the processor (the same on a quiet machine), and the peak of what one call allocates. Then 100 to 800
figures over 144 months, and 72 to 288 months with 400 figures; `exponent` is the slope of log processor seconds on log
size. Years of monthly prints: `benchmarks.many_places`. Result: benchmarks/results/speed_of_levels.csv. Half a minute.

Run: python -m benchmarks.speed_of_levels
"""

import os
import sys
import tracemalloc
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
import pandas as pd

from analysis.growth import growth, on_the_year, year_to_date
from analysis.model.estimate import estimate_levels

ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OUTLOOK_MEMO": ""}
MONTHS, FIGURES, DRAWS, TURNS, SEED = 144, 400, 2000, 5, 20220809
MORE_FIGURES, MORE_MONTHS = (100, 200, 400, 800), (72, 144, 288)
RESULT = Path(__file__).parent / "results" / "speed_of_levels.csv"


def simulate(count: int) -> pd.Series:
    """Monthly levels to December 2022: growth of 7 % a year, a season and passing shocks."""
    dice = np.random.default_rng(SEED)
    months = pd.period_range(end="2022-12", periods=count, freq="M")
    number = np.arange(count)
    logs = 0.07 * number / 12 + dice.normal(0, 0.1, 12)[number % 12] + np.cumsum(dice.normal(0, 0.01, count))
    return pd.Series(1000 * np.exp(logs + dice.normal(0, 0.02, count)), months)


def printable(levels: pd.Series) -> pd.DataFrame:
    """Every figure that could be printed of months, years to date and quarters."""
    to_date = levels.groupby(levels.index.year).cumsum()
    quarters = levels.groupby(levels.index.asfreq("Q")).sum()
    tables = [
        ("month", "level", levels),
        ("month", "growth_mom_pct", growth(levels, levels.shift())),
        ("month", "growth_yoy_pct", on_the_year(levels)),
        ("month", "index_yoy", 100 + on_the_year(levels)),
        ("ytd", "level", to_date[to_date.index.month < 12]),
        ("ytd", "growth_yoy_pct", year_to_date(levels)[to_date.index.month < 12]),
        ("ytd", "index_yoy", 100 + year_to_date(levels)[to_date.index.month < 12]),
        ("quarter", "level", quarters),
        ("quarter", "growth_yoy_pct", growth(quarters, quarters.shift(4))),
    ]
    return pd.concat([named(*table) for table in tables], ignore_index=True).dropna()


def named(period_type: str, measure: str, values: pd.Series) -> pd.DataFrame:
    """Values as rows of a ledger, rounded as they are printed."""
    names = [f"{period.year}-Q{period.quarter}" if period_type == "quarter" else str(period) for period in values.index]
    table = pd.DataFrame({"period_type": period_type, "period": names, "measure": measure})
    table = table.assign(value=values.round(2).to_numpy(), geography="somewhere", indicator="industrial_output")
    return table.assign(
        sector="total", unit="unit", status="estimate", published="2023-01-01", source_id="source", note=""
    )


def chosen(months: int, figures: int) -> pd.DataFrame:
    """So many figures of so many months; the first month's level is among them, so that all months are estimated."""
    every = printable(simulate(months))
    return pd.concat([every.iloc[:1], every.iloc[1:].sample(figures - 1, random_state=SEED)], ignore_index=True)


def seconds(facts: pd.DataFrame) -> tuple[float, float]:
    """Median time of a call, on the clock and of the processor."""
    times = []
    for _ in range(TURNS):
        start, begun = perf_counter(), process_time()
        estimate_levels(facts, "2022-12", n_draws=DRAWS)
        times.append((perf_counter() - start, process_time() - begun))
    clock, processor = np.median(times, axis=0)
    return float(clock), float(processor)


def peak_megabytes(facts: pd.DataFrame) -> float:
    """The most that one call holds at a time."""
    tracemalloc.start()
    estimate_levels(facts, "2022-12", n_draws=DRAWS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def measure(question: str, tables: list[tuple[int, pd.DataFrame]]) -> pd.DataFrame:
    """One row a table of figures (months beside it): seconds and memory."""
    values = [(months, len(facts), *seconds(facts), peak_megabytes(facts)) for months, facts in tables]
    return pd.DataFrame(values, columns=["months", "figures", "seconds", "cpu_seconds", "peak_mb"]).assign(
        question=question
    )


def exponent(sizes: pd.Series, times: pd.Series) -> float:
    """Slope of the log times on the log sizes."""
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])


def main() -> None:
    """Measure and write the table."""
    if any(os.environ.get(name) != value for name, value in ONE_CORE.items()):  # read on import; nothing is remembered
        os.execve(sys.executable, [sys.executable, __file__], {**os.environ, **ONE_CORE})
    seconds(chosen(72, 100))  # the first call reads tables, too
    tables = [measure("goal", [(MONTHS, chosen(MONTHS, FIGURES))])]
    tables.append(measure("figures", [(MONTHS, chosen(MONTHS, figures)) for figures in MORE_FIGURES]))
    tables.append(measure("months", [(months, chosen(months, FIGURES)) for months in MORE_MONTHS]))
    for table, size in zip(tables[1:], ("figures", "months"), strict=True):
        table["exponent"] = exponent(table[size], table["cpu_seconds"])
    result = (
        pd.concat(tables).set_index("question").round({"seconds": 3, "cpu_seconds": 3, "peak_mb": 1, "exponent": 2})
    )
    result.to_csv(RESULT, lineterminator="\n")
    print(result.to_string())


if __name__ == "__main__":
    main()
