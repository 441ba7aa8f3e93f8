"""When a workbook was published and of which month it is."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.ledger import as_day
from analysis.readers.workbook.figures import Figure, dated
from analysis.readers.workbook.periods import month_name
from analysis.readers.workbook.refusals import Place, refusal

# Releases stood from four days before to the end of their month; since 2025 they come in the week after it.
EARLIEST, LATEST = -12, 45
# By province the country's employment is rounded to one decimal now and then.
_EMPLOYMENT = 0.15


def publication_day(path: Path, published: str | None) -> str:
    """The day given, else the one the file's name begins with."""
    name = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", path.name)
    if published is None and name is None:
        raise refusal("no_day", Place(path.name))
    day = published if published is not None else name[0] if name else ""
    try:
        return as_day(day)
    except (ValueError, TypeError) as error:
        raise refusal("day", Place(path.name), read=day) from error


def book_month(tables: Sequence[Sequence[Figure]]) -> int:
    """The last month the tables speak of, employment aside; a table that speaks of another is refused."""
    ends = {
        index: max(figure.period.end for figure in figures)
        for index, figures in enumerate(tables)
        if _is_dated(figures)
    }
    if not ends:
        return max(figure.period.end for figures in tables for figure in figures)
    month = Counter(ends.values()).most_common(1)[0][0]
    for index, end in ends.items():
        if end != month:
            place = tables[index][0].place
            raise refusal("months", Place(place.file, place.sheet), read=month_name(end), expected=month_name(month))
    return month


def _is_dated(figures: Sequence[Figure]) -> bool:
    return figures[0].indicator != "industrial_employment"


def refuse_other_day(path: Path, day: str, month: int, *, from_name: bool) -> None:
    """Refuse a day before the month was over (but for a few days) or, in a file's name, long after it."""
    year, number = month // 12, month % 12 + 1
    late = (date.fromisoformat(day) - date(year, number, monthrange(year, number)[1])).days
    if late < EARLIEST or (from_name and late > LATEST):
        raise refusal("day_month", Place(path.name), read=day, expected=month_name(month))


def ledger_status(indicator: str, end: int, month: int) -> str:
    """How final a print is: consumer prices are never revised, an earlier period printed again is."""
    if indicator == "cpi":
        return "official"
    return "estimate" if end == month else "revised"


def one_of_each(tables: Sequence[Sequence[Figure]], month: int) -> list[Figure]:
    """Every figure of the book once; of the country's employment the print beside the provinces', which comes later.

    Consumer prices of January are those of the year to date, too, though no column says so.
    """
    figures = [figure if _is_dated(own) else dated(figure, month) for own in tables for figure in own]
    january = [replace(each, period=replace(each.period, kind="ytd")) for each in figures if _is_january_yoy(each)]
    once: dict[object, Figure] = {}
    for figure in [*january, *figures]:
        first = once.setdefault(figure.key, figure)
        margin = 0 if _is_dated([figure]) else _EMPLOYMENT
        if abs(first.value - figure.value) > margin:
            told = {"read": f"{figure.label}: {figure.value:g}", "expected": f"{first.value:g} ({first.place.sheet})"}
            raise refusal("contradict", figure.place, **told)
        once[figure.key] = figure
    return list(once.values())


def _is_january_yoy(figure: Figure) -> bool:
    said = (figure.indicator, figure.measure, figure.period.kind, figure.period.month)
    return said == ("cpi", "growth_yoy_pct", "month", 1)
