"""Numbers, months and sentences in Vietnamese and English; every word comes from the tables in data/."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd
from babel.numbers import format_decimal

from analysis.facts import DATA

LANGUAGES = ("vi", "en")
_MINUS = "−"


def term(group: str, code: str, language: str = "vi") -> str:
    """The reader's word for a code of the ledger."""
    return _table("terms.csv", ("group", "code"))[group, code][language]


def indicator_name(code: str, language: str = "vi", *, short: bool = False) -> str:
    """An indicator's name; the short one, where there is one, for labels."""
    terms = _table("terms.csv", ("group", "code"))
    if short and ("indicator_short", code) in terms:
        return terms["indicator_short", code][language]
    return _table("indicators.csv", ("code",))[(code,)][f"name_{language}"]


def sentence(key: str, language: str = "vi", **words: object) -> str:
    """A sentence with its gaps filled; a word that is missing is a `KeyError`."""
    return _table("sentences.csv", ("key",))[(key,)][language].format(**words)


def number(value: float, decimals: int = 0, language: str = "vi", *, signed: bool = False) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English; a dash for what is not known."""
    if pd.isna(value):
        return "–"
    rounded = round(float(value), decimals) + 0.0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    sign = _MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + format_decimal(abs(rounded), format=pattern, locale=language)


def percent(value: float, decimals: int = 1, language: str = "vi", *, signed: bool = False) -> str:
    """A value in per cent with its sign: 5,7 % in Vietnamese, 5.7 % in English."""
    return f"{number(value, decimals, language, signed=signed)} %"


def chance_text(chance: float, language: str = "vi") -> str:
    """A chance in whole per cent; what is not certain never reads as 0 % or 100 %."""
    if 0 < chance < 0.01:
        return f"< {percent(1, 0, language)}"
    if 0.99 < chance < 1:
        return f"> {percent(99, 0, language)}"
    return percent(100 * chance, 0, language)


def change(value: float, decimals: int = 1, language: str = "vi") -> str:
    """A growth rate as a verb: tăng 5,7 % or giảm 5,7 %."""
    key = "grow" if round(value, decimals) >= 0 else "fall"
    return sentence(key, language, value=percent(abs(value), decimals, language))


def unit(code: str, language: str = "vi") -> str:
    """A unit's name: tỷ đồng, triệu USD."""
    return term("unit", code, language)


def month(period: pd.Period, language: str = "vi") -> str:
    """tháng 7/2022 or July 2022."""
    return f"tháng {period.month}/{period.year}" if language == "vi" else period.strftime("%B %Y")


def short_month(period: pd.Period, language: str = "vi") -> str:
    """A month for an axis, without its year: T7 or Jul."""
    return f"T{period.month}" if language == "vi" else period.strftime("%b")


def months_to(period: pd.Period, language: str = "vi") -> str:
    """The year to a month: 7 tháng năm 2022, or January to July 2022."""
    if language == "vi":
        return f"{period.month} tháng năm {period.year}"
    january = "January" if period.month == 1 else f"January to {period.strftime('%B')}"
    return f"{january} {period.year}"


def day(iso: str, language: str = "vi") -> str:
    """A day: 09/8/2022, or 9 August 2022."""
    date = pd.Timestamp(iso)
    return date.strftime(f"%d/{date.month}/%Y") if language == "vi" else f"{date.day} {date.strftime('%B %Y')}"


def amount(value: float, measure: str, unit_code: str, decimals: int, language: str = "vi") -> str:
    """A target or an outcome as readers say it: 28.800 tỷ đồng, or +8,9 %."""
    if measure == "growth_yoy_pct":
        return percent(value, 1, language, signed=True)
    return f"{number(value, decimals, language)} {unit(unit_code, language)}"


@cache
def _table(file: str, key: tuple[str, ...], data: Path = DATA) -> dict[tuple[str, ...], dict[str, str]]:
    with (data / file).open(encoding="utf-8-sig", newline="") as rows:
        return {tuple(row[column] for column in key): row for row in csv.DictReader(rows)}
