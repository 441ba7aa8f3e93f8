"""Asks what it would take on three days and times every part; every lever is simulated again with its own scenario.

Levers: for every target and the chances 50 % and 80 %, by all sectors together and by each alone, the chance that the
answers have under the scenario found, beside the one asked for. `off`: their distance in percentage points, of those
within the ceilings that were needed.
Results: benchmarks/results/what_it_takes.csv (levers) and what_it_takes_seconds.csv (of one core). About a minute.

Run: python -m benchmarks.what_it_takes
"""

from pathlib import Path
from time import process_time

import pandas as pd

from analysis.outlook.answer import answers
from analysis.outlook.levers import least_effort
from analysis.outlook.reading import Answer
from analysis.outlook.scenarios import applied, load_scenarios
from analysis.report.numbers import compared

DAYS = (("2022-08-09", 2022), ("2022-04-30", 2022), ("2021-06-30", 2021))
CHANCES = (0.5, 0.8)
RESULTS = Path(__file__).parent / "results"


def lever(day: str, given: list[Answer], answer: Answer, chance: float, sectors: tuple[str, ...]) -> dict[str, object]:
    """One query, and the chance of its scenario among all the answers of the day."""
    start = process_time()
    effort = least_effort(answer, chance, sectors=sectors)
    seconds = process_time() - start
    again = applied(given, effort.scenario)[[one is answer for one in given].index(True)].outlook.chance
    return {
        "day": day,
        "target": f"{answer.target.indicator} {answer.target.value:g} {answer.target.unit}",
        "sectors": "+".join(sectors) or "all",
        "asked": chance,
        "before": effort.before,
        "again": again,
        "within_ceilings": effort.enough,
        "off": 100 * abs(again - chance) if effort.scenario.changes and effort.enough else float("nan"),
        "seconds": seconds,
    }


def timed(day: str, year: int) -> tuple[list[dict[str, object]], dict[str, object]]:
    """The levers of one day; seconds of the answers, of all scenarios on them and of the slowest lever."""
    start = process_time()
    given = answers(day, "ninh_thuan", year)
    estimated, scenarios = process_time(), load_scenarios("ninh_thuan", as_of=day)
    loaded = process_time()
    compared(given, scenarios.values())
    tried = process_time()
    rows = [
        lever(day, given, one, chance, sectors)
        for one in given
        for chance in CHANCES
        for sectors in ((), *((sector,) for sector in one.parts))
    ]
    slowest = max(row["seconds"] for row in rows)
    seconds = {"answers": estimated - start, "scenarios, all": tried - loaded, "lever, slowest": slowest}
    return rows, {"day": day, **seconds}


def main() -> None:
    """Measure, print and keep."""
    found = [timed(*day) for day in DAYS]
    levers = pd.DataFrame([row for rows, _ in found for row in rows]).drop(columns="seconds")
    seconds = pd.DataFrame([marks for _, marks in found]).set_index("day").T
    levers.round(4).to_csv(RESULTS / "what_it_takes.csv", index=False, lineterminator="\n")
    seconds.round(3).rename_axis("part").to_csv(RESULTS / "what_it_takes_seconds.csv", lineterminator="\n")
    print(levers.round(3).to_string(index=False))
    print(seconds.round(3).to_string())
    print(f"levers within 1 point: {(levers['off'].dropna() <= 1).sum()} of {levers['off'].notna().sum()}")


if __name__ == "__main__":
    main()
