"""What was typed into a cell, or what a spreadsheet made of it, as a number or a day; doubtful cells are refused."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from openpyxl.cell.cell import Cell

from analysis.ledger.rules import is_day
from analysis.readers.spoken import read_cell, read_plan

MOST_DECIMALS, LARGEST = 4, 10**13


class Misread(ValueError):
    """A cell that cannot be read for sure: the rule it breaks and the words of the rule's sentence."""

    def __init__(self, rule: str, **words: object) -> None:
        super().__init__(rule)
        self.rule, self.words = rule, words


def text_in(cell: Cell) -> str:
    """The cell's text on one line; a formula or an error value is refused."""
    _refuse_computed(cell)
    return " ".join(str(cell.value if cell.value is not None else "").split())


def number_in(cell: Cell, *, percent: bool) -> float | None:
    """The number of a cell, None where it is empty; `percent`: its unit is per cent, so that 10,37 % is 10.37."""
    _refuse_computed(cell)
    value = cell.value
    if isinstance(value, str):
        return typed_number(value, percent=percent)
    if value is None:
        return None
    if cell.is_date or isinstance(value, date | time | timedelta):
        raise Misread("sheet_date", read=_shown(value))
    if isinstance(value, bool) or not isfinite(value):
        raise Misread("number", read=value, expected="15618, 5.66")
    exact = Decimal(repr(round(value, 12)))
    formatted = "%" in re.sub(r'"[^"]*"|\\.', "", cell.number_format)
    if formatted and not percent:
        raise Misread("sheet_percent", read=f"{exact * 100:f} %")
    return _exact(exact * 100 if formatted else exact, value)


def plan_in(cell: Cell, *, percent: bool) -> tuple[list[float], str]:
    """The value of a plan, or both ends of its range, and its kind; no value where the cell is empty."""
    text = text_in(cell)
    if not isinstance(cell.value, str) or re.fullmatch(r"[-–−+…]?[\d.,\s]*%?", text):
        value = number_in(cell, percent=percent)
        return [value] * (value is not None), "plan"
    values, kind = read_plan(text)
    if not values:
        raise Misread("plan_unclear", read=_shown(text))
    return values, kind


def typed_number(text: str, *, percent: bool) -> float | None:
    """The number a Vietnamese or English hand wrote, None for a dash: 1.234,5 and 1,234.5; 1.234 alone is refused."""
    value, sure = read_cell(text)
    digits = re.sub(r"[^\d.,]", "", text)
    if value is None:
        return None
    if sure and (percent or "%" not in text):
        return _exact(Decimal(repr(value)), text)
    if value == value and not sure and not digits.isdigit():
        raise Misread(
            "sheet_doubtful", read=text, whole=re.sub("[.,]", "", digits), decimal=f"{digits.replace('.', ',')}0"
        )
    raise _long(text) if re.fullmatch("[-+]?[0-9]{14,}", text.strip()) else Misread("sheet_number", read=text)


def day_in(cell: Cell) -> str:
    """The day of a cell as YYYY-MM-DD, whether a date, 2022-08-29 or 29/8/2022 was written."""
    value = cell.value
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    text = text_in(cell)
    written = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text, re.ASCII)
    day = f"{written[3]}-{written[2]:0>2}-{written[1]:0>2}" if written else text
    if not is_day(day):
        raise Misread("day", read=text, expected="29/8/2022, 2022-08-29")
    return day


def _refuse_computed(cell: Cell) -> None:
    if cell.data_type == "f" or (isinstance(cell.value, str) and cell.value.startswith("=")):
        raise Misread("sheet_formula", read=_shown(cell.value))
    if cell.data_type == "e":
        raise Misread("sheet_error", read=cell.value)


def _exact(value: Decimal, read: object) -> float:
    """Decimals say how exact a figure is: no office prints more of them than these, a calculation does."""
    if abs(value) >= LARGEST:
        raise _long(read)
    rounded = round(value, 9).normalize()
    if -rounded.as_tuple().exponent > MOST_DECIMALS:
        raise Misread("sheet_decimals", read=_shown(read), most=MOST_DECIMALS)
    return float(rounded) + 0.0


def _long(read: object) -> Misread:
    return Misread("sheet_long", read=_shown(read), most=len(str(LARGEST)) - 1)


def _shown(value: object) -> str:
    shown = value.strftime("%d/%m/%Y") if isinstance(value, datetime | date) else str(value)
    shown = f"{Decimal(shown):f}" if isinstance(value, float) else shown
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
