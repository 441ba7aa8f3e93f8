"""What a number is a figure of, as a key that can be asked for others beside it."""

from functools import cache
from typing import NamedTuple


class Figure(NamedTuple):
    """What a number is a figure of: the ledger's columns from geography to measure."""

    geography: str
    indicator: str
    sector: str
    period_type: str
    period: str
    measure: str

    @property
    def series(self) -> tuple[str, str, str]:
        """Geography, indicator and sector."""
        return self[:3]

    @property
    def month(self) -> int:
        """The month of the year, or the last one of a year to date; 12 of a year."""
        return int(self.period[5:]) if self.period_type in ("month", "ytd", "point") else 12

    def at(self, **otherwise: str) -> "Figure":
        """The figure with some things otherwise."""
        return self._replace(**otherwise)

    def ago(self, months: int) -> "Figure":
        """The same of so many months before; of quarters and years, whole years before."""
        if self.period_type in ("quarter", "year"):
            return self._replace(period=f"{int(self.period[:4]) - months // 12}{self.period[4:]}")
        return self._replace(period=_earlier(self.period, months))


@cache
def _earlier(month: str, months: int) -> str:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 - months, 12)
    return f"{year}-{number + 1:02d}"
