"""Plans of a year that a text tells: levels or growth, ranges, "at most"; each is asked about before it counts."""

from collections.abc import Sequence

from analysis.readers.phrases import Item
from analysis.readers.spoken import Spoken
from analysis.readers.text.reading import Reading

_SETTLED = ("press_period", "press_carried_period", "press_future", "press_year", "press_base", "press_range")
"""What need not be asked of a plan whose year is known: its year is not over, its growth is on the year before."""


def as_plan(reading: Reading, aims: Sequence[Item], years: frozenset[int], last: Reading | None) -> None:
    """Makes a figure that plan words lead to (`aims`) the plan of a year: its status is then "plan" or "ceiling".

    `years`: those the text named before; `last`: the figure before, whose plan this is where both are ends of a range.
    """
    reading.ask("press_target")
    ends = bool(last and last.is_plan and reading.statement.figure.in_range and last.statement.figure.in_range)
    year = None if ends else _year(reading, aims, years)
    if ends:
        reading.subject, reading.measure, reading.unit = last.subject, last.measure, last.unit
        reading.period, reading.status, reading.asked = last.period, last.status, dict(last.asked)
    elif year and reading.measure in ("level", "growth_yoy_pct") and reading.base != "plan":
        reading.period = Spoken("year", 0, year)
        reading.status = "ceiling" if reading.statement.figure.approximate == "less than" else "plan"
        reading.asked = {key: told for key, told in reading.asked.items() if key not in (*_SETTLED, "press_target")}
        reading.ask("press_plan_of_year")


def _year(reading: Reading, aims: Sequence[Item], years: frozenset[int]) -> int | None:
    """The year of a plan, where its words speak of one; none of a forecast, a month or what was done."""
    if not aims or any(
        (item.kind, item.code) == ("target", "") or {"month", "quarter"} & {*item.named} for item in aims
    ):
        return None
    if reading.period and reading.period.period_type != "year":
        return None
    named = {item.named["year"] for item in aims if "year" in item.named} or years - {0}
    return reading.period.year if reading.period else named.pop() if len(named) == 1 else None
