"""Numbers as officials write them: 1.234,5 and 7,8% in Vietnamese, 1,234.5 and 7.8% in English; halves round up."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
from babel.numbers import format_decimal

from analysis.ledger import printed_decimals

DASH = "–"
_MINUS = "−"
_NO_FIGURE = 1e15
_MOST_PRINTED = 4


def number(value: float, decimals: int = 0, language: str = "vi", *, signed: bool = False) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English; a dash for what is not known, or larger than any figure."""
    if unknown(value):
        return DASH
    rounded = rounded_as_read(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    sign = _MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + format_decimal(abs(rounded), format=pattern, locale=language)


def rounded_as_read(value: float, decimals: int) -> Decimal:
    """The number as people and spreadsheets round what they read: 20.15 is 20.2, though its binary form lies below.

    Refuses what is no figure: missing, infinite, or larger than any.
    """
    if unknown(value):
        raise ValueError(f"không phải số / not a number: {value}")
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def percent(value: float, decimals: int = 1, language: str = "vi", *, signed: bool = False) -> str:
    """A value in per cent as officials write it: 5,7% in Vietnamese, 5.7% in English."""
    text = number(value, decimals, language, signed=signed)
    return text if unknown(value) else f"{text}%"


def estimate_decimals(value: float) -> int:
    """Decimals that an estimate bears: none from a thousand up, else one."""
    return 0 if abs(value) >= 1000 else 1


def digits(value: float, language: str = "vi", *, signed: bool = False) -> str:
    """A number with just the digits it was printed with."""
    return number(value, decimals_of(value), language, signed=signed)


def decimals_of(value: float) -> int:
    """Decimals a figure was printed with; those of an estimate where it has more than any print."""
    printed = printed_decimals(value)
    return printed if printed <= _MOST_PRINTED else estimate_decimals(value)


def unknown(value: float) -> bool:
    """Whether a number is missing, or larger than any figure."""
    return bool(pd.isna(value)) or abs(value) >= _NO_FIGURE
