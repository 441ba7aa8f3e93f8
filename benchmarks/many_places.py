"""What `outlook --all` costs on made-up ledgers: with two workers, remembered, and against places and years.

A place has so many monthly indicators, each printed as other places' are: every month its level, the level to date and
the growth of both, and a plan for the year. Whole commands in fresh processes; exponents are of processor time
beyond that of a place without figures (what is imported). They and ratios differ little between machines, but ratios of
the clock ask for a quiet one.
Results: benchmarks/results/many_places.csv. Two minutes; ten with 63 places of 12 indicators.

Run: python -m benchmarks.many_places [63 12]
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from benchmarks.seconds import spent

from analysis.ledger import DATA
from analysis.ledger.kinds import COLUMNS, SOURCE_COLUMNS, TARGET_COLUMNS

RESULT = Path(__file__).parent / "results" / "many_places.csv"
PLACES, INDICATORS, YEARS = 4, 3, 5
DAY, LAST = "2022-08-31", pd.Period("2022-07", "M")
MORE_PLACES, MORE_YEARS = (1, 2, 4, 8), (10, 20, 40)


def ledgers(folder: Path, places: int, indicators: int, years: int) -> Path:
    """A folder of figures of so many provinces; each series grows by some per cent a year, with a season and noise."""
    folder.mkdir()
    for table in DATA.glob("*.csv"):
        shutil.copy(table, folder)
    terms, known = pd.read_csv(DATA / "terms.csv"), pd.read_csv(DATA / "indicators.csv")
    codes = terms.loc[(terms["group"] == "geography") & (terms["code"] != "vietnam"), "code"][:places]
    monthly = known[(known["kind"] == "flow") & ~known["unit"].str.startswith("percent")][:indicators]
    months = pd.period_range(LAST - 12 * years - LAST.month + 1, LAST, freq="M")
    for number, place in enumerate(codes):
        rows = [
            row
            for at, one in enumerate(monthly.itertuples())
            for row in figures(place, one.code, one.unit.split("|")[0], months, np.random.default_rng([number, at]))
        ]
        plan = "total", 2022, "growth_yoy_pct", 9.0, "percent", "plan", "province", "2022-01-05", "made_up", ""
        plans = [(place, one.code, *plan) for one in monthly.itertuples()]
        sources = [("made_up", "made up", "made up", "", "2012-01-01", "stated")]
        tables = {"facts": (rows, COLUMNS), "targets": (plans, TARGET_COLUMNS), "sources": (sources, SOURCE_COLUMNS)}
        (folder / place).mkdir()
        for name, (lines, columns) in tables.items():
            pd.DataFrame(lines, columns=columns).to_csv(folder / place / f"{name}.csv", index=False)
    return folder


def figures(
    place: str, indicator: str, unit: str, months: pd.PeriodIndex, dice: np.random.Generator
) -> list[tuple[object, ...]]:
    """Every month's level, the level to date and both growth rates, published at the end of the month after."""
    season = 1 + 0.1 * np.sin(2 * np.pi * months.month / 12)
    levels = pd.Series(1000 * season * np.exp(np.cumsum(dice.normal(0.006, 0.02, len(months)))), months)
    so_far = levels.groupby(months.year).cumsum()
    told = {"month": levels, "ytd": so_far}
    return [
        (place, indicator, "total", kind, str(month), measure, round(value, 2), own, "estimate", day, "made_up", "")
        for kind, series in told.items()
        for measure, own, values in (
            ("level", unit, series),
            ("growth_yoy_pct", "percent", 100 * (series / series.shift(12) - 1)),
        )
        for month, value in values.dropna().items()
        for day in [str((month + 1).end_time.date()) if month < LAST else DAY]
    ]


def cost(data: Path, memo: Path, workers: int, ends: int) -> dict[str, float]:
    """Seconds on the clock and of processors, and megabytes of the largest process, of one command."""
    words = ["--all", "--as-of", DAY, "--data", data, "--out", data.parent / "out", "--workers", str(workers)]
    start = time.perf_counter()
    processor, megabytes = spent([sys.executable, "-m", "analysis", *words], {"OUTLOOK_MEMO": str(memo)}, ends)
    return {"seconds": time.perf_counter() - start, "processor_seconds": processor, "largest_mb": megabytes}


def main(places: int, indicators: int) -> None:
    """Measure and write the table."""
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)

        def run(question: str, run: str, size: tuple[int, int, int], memo: str, workers: int = 2) -> None:
            data = home / "-".join(map(str, size))
            if not data.exists():
                ledgers(data, *size)
            known = {"question": question, "run": run, "places": size[0], "indicators": size[1], "years": size[2]}
            nothing_to_answer = int(size[1] == 0)
            rows.append(known | cost(data, home / memo, workers, nothing_to_answer))
            print(rows[-1])

        whole = (places, indicators, YEARS)
        run("floor", "no figures", (1, 0, YEARS), "floor", 1)
        run("workers", "one worker", whole, "one", 1)
        run("workers", "two workers", whole, "two")
        run("workers", "two workers, remembered", whole, "two")
        for count in MORE_PLACES:
            run("places", str(count), (count, 1, YEARS), f"places-{count}", 1)
        for years in MORE_YEARS:
            run("years", str(years), (1, 1, years), f"years-{years}", 1)
    table = judged(pd.DataFrame(rows))
    table.round(2).to_csv(RESULT, index=False, lineterminator="\n")
    print(table.round(2).to_string(index=False))


def judged(rows: pd.DataFrame) -> pd.DataFrame:
    """With ratios to one worker, and the power by which processor time beyond the floor grows."""
    alone = rows[rows["run"] == "one worker"].iloc[0]
    workers = rows["question"] == "workers"
    rows["times_as_fast"] = (alone["seconds"] / rows["seconds"]).where(workers)
    rows["times_as_cheap"] = (alone["processor_seconds"] / rows["processor_seconds"]).where(workers)
    floor = rows.loc[rows["question"] == "floor", "processor_seconds"].iloc[0]
    for question in ("places", "years"):
        own = rows[rows["question"] == question]
        slope, _ = np.polyfit(np.log(own[question].astype(float)), np.log(own["processor_seconds"] - floor), 1)
        rows.loc[own.index[-1], "exponent"] = slope
    return rows


if __name__ == "__main__":
    asked = [int(count) for count in sys.argv[1:]]
    main(*(asked or (PLACES, INDICATORS)))
