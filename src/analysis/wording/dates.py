"""Months, periods and days in words, the way official papers of each language write them."""

import pandas as pd

from analysis.ledger.rules import is_day, refuse_period

_ROMAN = ["", "I", "II", "III", "IV"]


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
    if not is_day(iso):
        raise ValueError(f"đọc được “{iso}”, hãy ghi YYYY-MM-DD / read “{iso}”, write YYYY-MM-DD")
    date = pd.Timestamp(iso)
    if language != "vi":
        return f"{date.day} {date.strftime('%B %Y')}"
    # official Vietnamese pads days below 10 and the months 1 and 2, so that no digit can be put before them
    month = f"{date.month:02d}" if date.month < 3 else date.month
    return f"{date.day:02d}/{month}/{date.year}"


def period(kind: str, period: str, language: str = "vi") -> str:
    """The period of a figure: tháng 7/2022, 7 tháng năm 2022, quý II/2022, năm 2022."""
    refuse_period(kind, period)
    year = period[:4]
    if kind == "year":
        return f"năm {year}" if language == "vi" else year
    if kind == "quarter":
        return f"quý {_ROMAN[int(period[-1])]}/{year}" if language == "vi" else f"Q{period[-1]} {year}"
    name = months_to if kind == "ytd" else month
    return name(pd.Period(period, freq="M"), language)


def short_period(kind: str, period: str, language: str = "vi") -> str:
    """The period of a figure without its year: 5 tháng, quý I, tháng 5; a whole year by its number."""
    refuse_period(kind, period)
    number = int(period[-2:].lstrip("-Q"))
    if kind == "year":
        return period
    if kind == "quarter":
        return f"quý {_ROMAN[number]}" if language == "vi" else f"Q{number}"
    if kind == "ytd":
        return f"{number} tháng" if language == "vi" else f"{number} months"
    return f"tháng {number}" if language == "vi" else pd.Period(period, freq="M").strftime("%B")


def day_in_words(iso: str, language: str = "vi") -> str:
    """A day as letters are dated: ngày 09 tháng 8 năm 2022, or 9 August 2022."""
    if language != "vi":
        return day(iso, language)
    number, month, year = day(iso).split("/")
    return f"ngày {number} tháng {month} năm {year}"


def date_or_month(date: str, language: str = "vi") -> str:
    """A day, or the month where the day is unknown, or the year where the month is."""
    if len(date) == 4:
        return period("year", date, language)
    return day(date, language) if len(date) > 7 else period("month", date, language)
