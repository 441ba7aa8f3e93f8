"""Cells and sheets before they are Excel's: values, number formats, formulas with the value they must give."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analysis import wording
from analysis.ledger import printed_decimals

LOCALES = {"vi": "[$-42A]", "en": "[$-809]"}
"""Tells a spreadsheet in whose way a number or a day is written, where it lets a file say so."""


@dataclass(frozen=True)
class Cell:
    """A text, a number or a day; `formula` computes the number from other cells, `value` is what it gives."""

    value: str | float | date
    look: str = ""
    formula: str = ""

    def given(self, formula: str) -> "Cell":
        """The same cell, its value computed in the workbook."""
        return replace(self, formula=formula)


@dataclass(frozen=True)
class Sheet:
    """A sheet of data: one row of heads over rows of cells; widths in letters."""

    name: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: list[list[Cell]]


def words(text: str) -> Cell:
    """A text that no spreadsheet will run."""
    return Cell(str(wording.harmless(text)))


def number(value: float, decimals: int, *, signed: bool = False, formula: str = "") -> Cell:
    """A number with so many decimals; a dash for what is not known."""
    if pd.isna(value):
        return Cell("–")
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return Cell(float(value), f"+{digits};-{digits};{digits}" if signed else digits, formula)


def estimate(value: float, *, signed: bool = False) -> Cell:
    """An estimate with no more decimals than sentences give it."""
    return number(value, 0 if abs(value) >= 1000 else 1, signed=signed)


def printed(value: float, *, signed: bool = False) -> Cell:
    """A published figure with the decimals it was printed with."""
    return Cell("–") if pd.isna(value) else number(value, printed_decimals(value), signed=signed)


def chance(value: float) -> Cell:
    """A chance in whole per cent; what is not certain never reads as 0 % or 100 %."""
    if 0 < value < 0.01:
        return Cell(value, '"< 1%"')
    return Cell(value, '"> 99%"' if 0.99 < value < 1 else "0%")


def month(period: pd.Period, language: str = "vi") -> Cell:
    """A month as the first of its days, shown without the day."""
    if pd.isna(period):
        return Cell("–")
    look = "mm/yyyy" if language == "vi" else "mmm yyyy"
    return Cell(period.start_time.date(), LOCALES[language] + look)


def day(iso: str, language: str = "vi") -> Cell:
    """A day as Excel keeps days."""
    look = "dd/mm/yyyy" if language == "vi" else "d mmm yyyy"
    return Cell(date.fromisoformat(iso), LOCALES[language] + look)
