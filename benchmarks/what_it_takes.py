"""Asks what it would take on three days and times every part; every lever is simulated again with its own scenario.

Levers: for every target and the chances 50 % and 80 %, by all sectors together and by each alone, the chance that the
answers have under the scenario found, beside the one asked for. `off`: their distance in percentage points, of those
within the ceilings that were needed; `least`: the chance with a hundredth of a per cent less, below the one asked for.
Results: benchmarks/results/what_it_takes.csv (levers) and what_it_takes_seconds.csv (of one core). About a minute.

Run: python -m benchmarks.what_it_takes
"""

from dataclasses import replace
from pathlib import Path
from time import process_time

import pandas as pd

from analysis.outlook.answer import answers
from analysis.outlook.joint import coherence, every_subset
from analysis.outlook.levers import Effort, least_effort
from analysis.outlook.pace import monthly_pace, precedents
from analysis.outlook.reading import Answer
from analysis.outlook.scenarios import Scenario, applied, load_scenarios
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
    needed = bool(effort.scenario.changes)
    return {
        "day": day,
        "target": f"{answer.target.indicator} {answer.target.value:g} {answer.target.unit}",
        "sectors": "+".join(sectors) or "all",
        "asked": chance,
        "before": effort.before,
        "again": again,
        "within_ceilings": effort.enough,
        "off": 100 * abs(again - chance) if needed and effort.enough else float("nan"),
        "least": _a_little_less(answer, effort) if needed else float("nan"),
        "seconds": seconds,
    }


def _a_little_less(answer: Answer, effort: Effort) -> float:
    changes = tuple(replace(change, value=change.value - 0.01) for change in effort.scenario.changes)
    return applied([answer], Scenario("less", changes))[0].outlook.chance


def timed(day: str, year: int) -> tuple[list[dict[str, object]], dict[str, object]]:
    """The levers of one day, and the seconds of every part."""
    marks, start = {"day": day}, process_time()

    def mark(part: str) -> None:
        nonlocal start
        marks[part], start = process_time() - start, process_time()

    given = answers(day, "ninh_thuan", year)
    mark("answers")
    [monthly_pace(one.draws, one.target, one.last) for one in given]
    mark("monthly_pace")
    [precedents(one.draws, one.target, one.last, day) for one in given]
    mark("precedents")
    scenarios = load_scenarios("ninh_thuan", as_of=day)
    mark("load_scenarios")
    found, _ = compared(given, scenarios.values())
    mark("scenarios, all")
    marks["scenarios that fit"] = len(found)
    every_subset([one for one in given if one.used])
    mark("every_subset")
    levels = {one.target.indicator: one for one in given if one.used}
    if {"iip", "industrial_output"} <= set(levels):
        coherence(levels["iip"], levels["industrial_output"])
        mark("coherence")
    rows = [
        lever(day, given, one, chance, sectors)
        for one in given
        for chance in CHANCES
        for sectors in ((), *((sector,) for sector in one.parts))
    ]
    marks |= {"lever, slowest": max(row["seconds"] for row in rows), "targets": len(given)}
    return rows, marks


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
