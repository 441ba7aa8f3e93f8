"""Tết, the lunar new year: how its days fall on January and February, and what growth in these months looks like."""

import numpy as np
import pandas as pd

from analysis import charts, wording
from analysis.ledger import WHOLE
from analysis.periods import TET_WINDOWS, tet_days
from analysis.review.ledger import Ledger, Said, Shown, pick
from analysis.review.views import over_time

_JANUARY, _FEBRUARY = 1, 2


def tet_table(years: range, language: str = "vi") -> pd.DataFrame:
    """The first day of Tết by year, and the share of each window's days that falls in January and in February."""
    first_days = tet_days().loc[years.start : years.stop - 1]
    table = {wording.term("tet_window", "first_day", language): [_short_day(day, language) for day in first_days]}
    for window, (first, last) in TET_WINDOWS.items():
        days = first_days.to_numpy()[:, None] + np.arange(first, last + 1) * np.timedelta64(1, "D")
        in_january = (pd.DataFrame(days).apply(lambda day: day.dt.month) == _JANUARY).mean(axis=1)
        for month, shares in ((_JANUARY, in_january), (_FEBRUARY, 1 - in_january)):
            name = f"{wording.term('tet_window', window, language)}, {_month_name(month, language)}"
            table[name] = [wording.percent(100 * share, 0, language) for share in shares]
    return pd.DataFrame(table, index=first_days.index.to_numpy())


def draw_tet(ledger: Ledger) -> Shown:
    """Growth of the national IIP in January, in February and in both together, in recent years."""
    rows = pick(ledger.country, indicator="iip", sector=WHOLE, measure="growth_yoy_pct")
    months, to_date = (over_time(rows, kind).get(WHOLE) for kind in ("month", "ytd"))
    if months is None or to_date is None:
        return ledger.nothing("national")
    tet, others = (wording.number(value, 1, ledger.language) for value in apart(months))
    caption = ledger.caption("tet", rows, year=months.index[0].year, tet=tet, others=others)
    table = around_tet(months.loc[ledger.since :], to_date, ledger.language)
    return ledger.drawn(charts.heat, table, caption=caption)


def tet_sentence(ledger: Ledger) -> Said:
    """Growth of the place's IIP in the newest February printed, alone and together with January."""
    rows = pick(ledger.recent, indicator="iip", sector=WHOLE, measure="growth_yoy_pct")
    tables = {kind: over_time(rows, kind).reindex(columns=[WHOLE])[WHOLE] for kind in ("month", "ytd")}
    table = pd.DataFrame(tables).dropna()
    februaries = table[[month.month == _FEBRUARY for month in table.index]]
    if februaries.empty:
        return ledger.nothing("february")
    month, rates = februaries.index[-1], februaries.iloc[-1]
    words = {"month": wording.month(month, ledger.language), "months": wording.months_to(month, ledger.language)}
    both = {"single": rates["month"], "both": rates["ytd"]}
    words |= {role: wording.moved(value, 2, ledger.language) for role, value in both.items()}
    return ledger.say("tet_sentence", **words)


def around_tet(months: pd.Series, year_to_date: pd.Series, language: str = "vi") -> pd.DataFrame:
    """Growth of January, of February and of both together, by year named with the first day of Tết."""
    table = pd.DataFrame(
        {
            _month_name(_JANUARY, language): _of_month(months, _JANUARY),
            _month_name(_FEBRUARY, language): _of_month(months, _FEBRUARY),
            wording.term("chart", "two_months", language): _of_month(year_to_date, _FEBRUARY),
        }
    ).loc[months.index.year.min() :]
    days = tet_days()
    return table.rename(index=lambda year: f"{year} ({_short_day(days[year], language)})")


def apart(months: pd.Series) -> tuple[float, float]:
    """How far growth in January and in February lie apart on average, and in other neighbouring months; in points."""
    steps = months.sort_index().diff().abs().dropna()
    tet = steps.index.month == _FEBRUARY
    around = np.isin(steps.index.month, [_JANUARY, _FEBRUARY, _FEBRUARY + 1])
    return float(steps[tet].mean()), float(steps[~around].mean())


def _of_month(values: pd.Series, month: int) -> pd.Series:
    own = values[values.index.month == month]
    return own.set_axis(own.index.year)


def _month_name(month: int, language: str) -> str:
    return wording.short_month(pd.Period(year=2000, month=month, freq="M"), language)


def _short_day(day: pd.Timestamp, language: str) -> str:
    return wording.day(str(day.date()), language).removesuffix(f" {day.year}").removesuffix(f"/{day.year}")
