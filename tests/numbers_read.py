"""Numbers as readers read them in a text, by the rules of their language."""

import re
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

_MONTHS = [pd.Period(f"2000-{month:02d}", "M").strftime("%B") for month in range(1, 13)]
_TOKEN = {
    "vi": re.compile(r"[+−]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?!\d)"),
    "en": re.compile(r"[+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d)"),
}
_MARKS = {"vi": str.maketrans({".": "", ",": ".", "−": "-"}), "en": str.maketrans({",": "", "−": "-"})}


def numbers(text: str, language: str) -> list[Decimal]:
    """Every number of a text with the decimals it is printed with; months by name are their numbers."""
    if language == "en":
        text = re.sub(r"January to (?=[A-Z])", "", text)
        for number, name in enumerate(_MONTHS, 1):
            text = re.sub(rf"\b({name}|{name[:3]})\b(?! \d+%)", str(number), text)
    text = re.sub(r"\bT(?=\d)", "", text)
    return [Decimal(token.translate(_MARKS[language])) for token in _TOKEN[language].findall(text)]


def decimals(value: Decimal) -> int:
    """Digits after the mark."""
    return max(0, -int(value.as_tuple().exponent))


def rounded(value: float, places: int) -> Decimal:
    """A model's value with so many decimals, halves away from zero as hands and spreadsheets do."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def says(number: Decimal, value: float) -> bool:
    """Whether a printed number is that value at the precision it is printed with."""
    return number == rounded(value, decimals(number))
