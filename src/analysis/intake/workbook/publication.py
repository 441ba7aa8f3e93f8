"""When a workbook was published and of which month it is."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from analysis.facts import as_day
from analysis.intake.workbook.figures import Figure
from analysis.intake.workbook.periods import month_name
from analysis.intake.workbook.refusals import Place, refusal

# Releases stood from four days before to the end of their month; since 2025 they come in the week after it.
EARLIEST, LATEST = -12, 45


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
    """The last month the tables speak of; a table that speaks of another is refused."""
    ends = [max(figure.period.end for figure in figures) for figures in tables if figures]
    month = Counter(ends).most_common(1)[0][0]
    for figures, end in zip(tables, ends, strict=True):
        if end != month:
            raise refusal("months", figures[0].place.at(), read=month_name(end), expected=month_name(month))
    return month


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


def one_of_each(figures: Iterable[Figure]) -> list[Figure]:
    """Figures printed in several tables once, the later table's print: employment by province after by branch."""
    return list({(f.geography, f.indicator, f.sector, f.period, f.measure): f for f in figures}.values())
