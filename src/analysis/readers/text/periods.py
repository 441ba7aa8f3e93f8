"""Periods as a text names them, and the year that it leaves out."""

from dataclasses import dataclass

_LONG_AGO = 4
"""Months after which a period of an earlier year must name it: "in September", read in August."""


@dataclass(frozen=True)
class Spoken:
    """A period as spoken of: its type, its number in the year, and its year where that is said."""

    period_type: str
    number: int
    year: int | None = None

    @property
    def last_month(self) -> int:
        """The month of the year it ends with."""
        return {"quarter": 3 * self.number, "year": 12}.get(self.period_type, self.number)

    def in_year(self, year: int) -> "Spoken":
        """The same period of a year."""
        return Spoken(self.period_type, self.number, year)

    def written(self) -> str:
        """The period as the ledger writes it."""
        forms = {"quarter": f"{self.year}-Q{self.number}", "year": f"{self.year}"}
        return forms.get(self.period_type, f"{self.year}-{self.number:02d}")


def dated(period: Spoken, published: str, years: frozenset[int]) -> tuple[Spoken, str]:
    """The period with its year, and the question to ask, if any: "year" or "future".

    A period without a year is the last one that had begun its last month when it was published. It is asked about
    when that is long ago in an earlier year, or when the text names other years (`years`).
    """
    today = 12 * int(published[:4]) + int(published[5:7])
    year = period.year or (today - period.last_month) // 12
    age = today - (12 * year + period.last_month)
    if age < 0:
        return period.in_year(year), "future"
    long_ago = age > _LONG_AGO and year < int(published[:4])
    doubtful = period.year is None and (long_ago or bool(years - {year}))
    return period.in_year(year), "year" if doubtful else ""
