"""Periods as the headers of tables say them, by the grammar that texts and workbooks share."""

import re
from dataclasses import dataclass

from analysis.readers import spoken

_ORDINALS = {"1st": 1, "first": 1, "2nd": 2, "2sd": 2, "second": 2, "3rd": 3, "3sd": 3, "third": 3, "thirsd": 3}
_ORDINALS |= {"4th": 4, "fourth": 4}
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WRITTEN_OUT = {
    r"\bnam nam\b": "nam",
    r"\b(?:qui|quarter)(?= (?:i|[1-4]))": "quy",
    rf"\b(?:{'|'.join(_COUNTS)})(?= months)": lambda said: str(_COUNTS.index(said[0]) + 2),
    r"\bsept\b": "sep",
    r"\b(?!thang|quy|quarter)([a-z]{3,9}) \d{1,2} (?=(?:19|20)\d{2}\b)": r"\1 ",
    r"(?<!months )\b(?:in|of) (?=(?:19|20)\d{2}\b)": "",
    r"\b\d{1,2} (\d{1,2}) ((?:19|20)\d{2})\b": r"thang \1 nam \2",
    rf"\b(?:{'|'.join(_ORDINALS)})(?: quarter)?(?: nam)? (?=(?:19|20)\d\d\b)": lambda said: (
        f"quy {_ORDINALS[said[0].split()[0]]} nam "
    ),
}
"""What only headers write: "quý IV năm năm 2018", "thời điểm 1/7/2022", "Sept. 1, 2019", "2sd quarter of 2020"."""


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, year or January to a month ("ytd"), by its year and last month."""

    year: int
    month: int
    kind: str

    def __str__(self) -> str:
        """The period as the ledger writes it."""
        if self.kind == "quarter":
            return f"{self.year}-Q{self.month // 3}"
        return str(self.year) if self.kind == "year" else f"{self.year}-{self.month:02d}"

    @property
    def end(self) -> int:
        """Its last month, counted so that neighbours differ by one."""
        return 12 * self.year + self.month - 1


def month_name(end: int) -> str:
    """The month of such a count as the ledger writes it."""
    return f"{end // 12}-{end % 12 + 1:02d}"


def periods(words: str) -> list[Period]:
    """Every period with its year said in plain words, in their order; twelve months are a year."""
    for form, written in _WRITTEN_OUT.items():
        words = re.sub(form, written, words)
    found = [_period(each) for each in spoken.periods(words, accents=False) if each.year and each.last_month]
    # "tháng 13 năm 2020" is no year
    part = re.search(r"\b(?:thang|months?|quy|quarter)\b", words)
    return [] if part and {period.kind for period in found} == {"year"} and " 12 " not in f" {words} " else found


def _period(told: spoken.Spoken) -> Period:
    whole = told.period_type == "ytd" and told.number == 12
    return Period(told.year or 0, told.last_month, "year" if whole else told.period_type)
