"""Published figures turned the way a chart wants them; nothing is filled in between them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analysis import wording
from analysis.ledger import newest_prints
from analysis.ledger.vocabulary import INDUSTRY, WHOLE
from analysis.periods import months_of, tet_days

_KINDS = {"month": "month_before_year", "ytd": "ytd"}
_FEBRUARY = 2
_TWO_YEARS = 24


@dataclass(frozen=True)
class Shaped:
    """Figures by code (`values`), as a chart shows them to readers (`shown`), and words of their own for its title."""

    values: pd.Series | pd.DataFrame
    shown: Any
    words: dict[str, Any] = field(default_factory=dict)


def over_time(facts: pd.DataFrame, period_type: str = "month", by: str = "sector") -> pd.DataFrame:
    """Newest prints of one measure by month (the last one a figure speaks of), one column a code of `by`.

    With "ytd", figures of whole years count as those to December.
    """
    kinds = ["ytd", "year"] if period_type == "ytd" else [period_type]
    own = newest_prints(facts[facts["period_type"].isin(kinds)])
    ends = [months_of(*figure)[-1] for figure in zip(own["period_type"], own["period"], strict=True)]
    own = own.assign(month=pd.PeriodIndex(ends, freq="M")).drop_duplicates(["month", by], keep="last")
    return own.pivot(index="month", columns=by, values="value").sort_index().rename_axis(columns=None)


def prints(facts: pd.DataFrame) -> pd.DataFrame:
    """First and next print of each month of one series (columns first, next); months printed once are left out."""
    ordered = facts.sort_values("published", kind="stable")
    ordered = ordered.assign(print=ordered.groupby("period").cumcount())
    table = ordered[ordered["print"] < 2].pivot(index="period", columns="print", values="value")
    table = table.reindex(columns=[0, 1]).dropna()
    table.index = pd.PeriodIndex(table.index, freq="M")
    return table.set_axis(["first", "next"], axis=1)


def newest_of_each(facts: pd.DataFrame, group: str = "sector") -> pd.DataFrame:
    """For each part the row of its newest period, the longest one of that end."""
    own = newest_prints(facts)
    months = [months_of(*figure) for figure in zip(own["period_type"], own["period"], strict=True)]
    own = own.assign(end=[month[-1].ordinal for month in months], length=[len(month) for month in months])
    own = own.sort_values(["end", "length"], kind="stable").drop_duplicates(group, keep="last")
    return own.drop(columns=["end", "length"])


def last_of_each(facts: pd.DataFrame, language: str = "vi", group: str = "sector") -> pd.Series:
    """For each part the figure of its newest period, the longest one of that end; named with its period."""
    own = newest_of_each(facts, group)
    rows = own.assign(code=own[group]).to_dict("records")
    names = [wording.filled(f"{{code:term.{group}}} ({{period:short_period}})", language, **row) for row in rows]
    return pd.Series(own["value"].to_numpy(), index=names)


def complete(months: pd.Series) -> pd.Series:
    """The newest months of one series without a gap between them."""
    whole = months.asfreq("M").reindex(pd.period_range(*months.index[[0, -1]], freq="M")) if len(months) else months
    return whole.loc[whole[whole.isna()].index.max() + 1 :] if whole.isna().any() else whole


def seasonal_parts(levels: pd.Series) -> pd.DataFrame:
    """Trend (in the levels' unit), seasonal part and remainder (in per cent of it) of complete monthly levels.

    STL on logarithms, robust to outliers such as Tết and lockdowns.
    """
    from statsmodels.tsa.seasonal import STL  # takes a second to load, and only this view needs it

    parts = STL(np.log(levels.to_numpy()), period=12, robust=True).fit()
    percent = {name: 100 * np.expm1(part) for name, part in (("seasonal", parts.seasonal), ("rest", parts.resid))}
    return pd.DataFrame({"trend": np.exp(parts.trend), **percent}, index=levels.index)


def _parts_now(rows: pd.DataFrame, language: str) -> Shaped:
    own = newest_of_each(rows)
    values = own.set_index("sector")["value"]
    return Shaped(values, last_of_each(rows, language), {"newest": pd.Period(_end(own), "M") if len(own) else pd.NaT})


def _newest(rows: pd.DataFrame, language: str) -> Shaped:
    own = newest_prints(rows)
    own = own[own["period"] == own["period"].max()]
    values = own.set_index("sector")["value"]
    words = {"period_type": "month", "period": own["period"].iloc[0]} if len(own) else {}
    return Shaped(values, _named(values, language), words)


def _whole_year(rows: pd.DataFrame, language: str) -> Shaped:
    """The newest whole year with a total and parts of it."""
    years = newest_prints(rows[rows["period_type"] == "year"]).pivot(index="period", columns="sector", values="value")
    years = years[years[WHOLE].notna()].dropna(thresh=2) if WHOLE in years else years.head(0)
    if years.empty:
        return Shaped(pd.Series(dtype=float), None)
    values = years.iloc[-1].dropna()
    parts = values.drop(WHOLE)
    words = {"whole": values[WHOLE], "whole_year": str(years.index[-1]), "share": parts.max() / values[WHOLE]}
    return Shaped(parts, _named(values, language), words)


def _months(rows: pd.DataFrame, language: str, by: str = "sector") -> Shaped:
    kind = "month" if (rows["period_type"] == "month").any() else rows["period_type"].iloc[0] if len(rows) else "month"
    values = _regular(over_time(rows, kind, by))
    return Shaped(values, _named(values, language, {"indicator": "indicator_short"}.get(by, by)))


def _kinds(rows: pd.DataFrame, language: str) -> Shaped:
    """One series by month and year to date."""
    tables = {code: over_time(rows, kind, by="measure").squeeze(axis=1) for kind, code in _KINDS.items()}
    values = _regular(pd.DataFrame({code: one for code, one in tables.items() if len(one)}))
    told = [
        wording.sentence(f"card_{code}", language, value=known.iloc[-1], last=known.index[-1])
        for code, known in ((code, values[code].dropna()) for code in reversed(list(values)))
    ]
    return Shaped(values, _named(values, language, "chart"), {"told": "; ".join(told)})


def _panels(rows: pd.DataFrame, language: str) -> Shaped:
    """Several sectors, each by month and year to date in a panel of its own."""
    sectors = [code for code in INDUSTRY if code in set(rows["sector"])]
    shaped = {code: _kinds(rows[rows["sector"] == code], language) for code in sectors}
    values = over_time(rows, "ytd").dropna(thresh=2)
    return Shaped(values, {wording.term("sector", code, language): one.shown for code, one in shaped.items()})


def _calendar(rows: pd.DataFrame, language: str) -> Shaped:
    """Months of one series as a table: one row a year, twelve columns."""
    values = over_time(rows, by="measure").set_axis(["value"], axis=1) if len(rows) else pd.DataFrame()
    if values.empty:
        return Shaped(values, values)
    months = pd.DataFrame({"year": values.index.year, "month": values.index.month, "value": values["value"].to_numpy()})
    table = months.pivot(index="year", columns="month", values="value").reindex(columns=range(1, 13))
    return Shaped(values, table.set_axis([_month_name(month, language) for month in table], axis=1))


def _years(rows: pd.DataFrame, language: str, by: str = "sector") -> Shaped:
    own = newest_prints(rows[rows["period_type"] == "year"])
    values = own.pivot(index="period", columns=by, values="value").sort_index().rename_axis(columns=None)
    values = values.dropna(thresh=2) if by == "sector" else values
    group = "sector" if by == "sector" else "indicator_short"
    return Shaped(values, _named(values, language, group).T.rename_axis(index=None, columns=None))


def _year_lines(rows: pd.DataFrame, language: str) -> Shaped:
    """Several yearly indicators, each in a panel of its own, as at each December."""
    shaped = _years(rows, language, "indicator")
    table = shaped.shown.T.set_axis(pd.PeriodIndex([f"{year}-12" for year in shaped.values.index], freq="M"))
    return Shaped(shaped.values, {name: table[[name]] for name in table})


def _periods(rows: pd.DataFrame, language: str) -> Shaped:
    """One row a period in the order of time, one column a part."""
    own = newest_prints(rows)
    kinds = own[["period_type", "period"]].drop_duplicates().to_dict("records")
    order = sorted(kinds, key=lambda one: (months_of(**one)[-1], len(months_of(**one))))
    table = own.pivot(index="period", columns="sector", values="value").rename_axis(index=None, columns=None)
    table = table.reindex(index=[one["period"] for one in order]).dropna(thresh=2)
    known = [one for one in order if one["period"] in set(table.index)]
    shown = _named(table, language).set_axis([wording.filled("{period:period}", language, **one) for one in known])
    return Shaped(table, shown, known[-1] if known else {})


def _prints(rows: pd.DataFrame, language: str) -> Shaped:
    values = prints(rows)
    moves = (values["next"] - values["first"]).abs()
    if moves.empty:
        return Shaped(values, values)
    words = {"mean": moves.mean(), "large": float((moves > 1).mean()), "since": values.index[0].year}
    return Shaped(values, values, words)


def _seasons(rows: pd.DataFrame, language: str) -> Shaped:
    levels = complete(over_time(rows, by="measure").squeeze(axis=1)) if len(rows) else pd.Series(dtype=float)
    if len(levels) < _TWO_YEARS:
        return Shaped(pd.Series(dtype=float), None)
    parts = seasonal_parts(levels)
    low = parts["seasonal"].iloc[-12:].idxmin()
    words = {"growth": 100 * (parts["trend"].iloc[-1] / parts["trend"].iloc[-13] - 1), "low_month": low}
    words |= {"depth": -parts["seasonal"][low]}
    return Shaped(parts, {wording.term("chart", name, language): parts[[name]] for name in parts}, words)


def _tet(rows: pd.DataFrame, language: str) -> Shaped:
    """Growth of January, of February and of both together, by year named with the first day of Tết."""
    tables = [over_time(rows, kind, by="measure") for kind in ("month", "ytd")]
    if any(table.empty for table in tables):
        return Shaped(pd.Series(dtype=float), None)
    months, to_date = (table.squeeze(axis=1) for table in tables)
    columns = {"january": _of_month(months, 1), "february": _of_month(months, _FEBRUARY)}
    values = pd.DataFrame(columns | {"both": _of_month(to_date, _FEBRUARY)}).loc[months.index.year.min() :]
    names = [_month_name(1, language), _month_name(_FEBRUARY, language), wording.term("chart", "two_months", language)]
    days = tet_days()
    shown = values.set_axis(names, axis=1).rename(lambda year: f"{year} ({_short_day(days[year], language)})")
    near, far = apart(months)
    return Shaped(values, shown, {"tet": near, "others": far})


def apart(months: pd.Series) -> tuple[float, float]:
    """How far growth in January and in February lie apart on average, and in other neighbouring months; in points."""
    steps = months.sort_index().diff().abs().dropna()
    tet = steps.index.month == _FEBRUARY
    around = np.isin(steps.index.month, [1, _FEBRUARY, _FEBRUARY + 1])
    return float(steps[tet].mean()), float(steps[~around].mean())


SHAPES: Mapping[str, Callable[[pd.DataFrame, str], Shaped]] = {
    "parts_now": _parts_now,
    "newest": _newest,
    "whole_year": _whole_year,
    "months": _months,
    "months_by_indicator": lambda rows, language: _months(rows, language, "indicator"),
    "months_by_place": lambda rows, language: _months(rows, language, "geography"),
    "kinds": _kinds,
    "panels": _panels,
    "calendar": _calendar,
    "years": _years,
    "year_lines": _year_lines,
    "periods": _periods,
    "prints": _prints,
    "seasons": _seasons,
    "tet": _tet,
}
"""Ways to turn figures, by the name that cards.csv gives them."""


def _end(own: pd.DataFrame) -> str:
    ends = [months_of(*figure)[-1] for figure in zip(own["period_type"], own["period"], strict=True)]
    return str(max(ends))


def _named(table: Any, language: str, group: str = "sector") -> Any:
    """The same table with its columns named for the reader, or the same series with its rows named."""
    codes = table.columns if isinstance(table, pd.DataFrame) else table.index
    named = {code: _name(group, code, language) for code in codes}
    return table.rename(columns=named) if isinstance(table, pd.DataFrame) else table.rename(named)


def _name(group: str, code: str, language: str) -> str:
    if group == "indicator_short":
        return wording.indicator_name(code, language, short=True)
    return wording.term(group, code, language)


def _regular(figures: pd.DataFrame) -> pd.DataFrame:
    """A row for every month, from the January of the first figure to the last one."""
    if figures.empty:
        return figures
    figures = figures.sort_index()
    return figures.reindex(pd.period_range(f"{figures.index[0].year}-01", figures.index[-1], freq="M"))


def _of_month(values: pd.Series, month: int) -> pd.Series:
    own = values[values.index.month == month]
    return own.set_axis(own.index.year)


def _month_name(month: int, language: str) -> str:
    return wording.short_month(pd.Period(year=2000, month=month, freq="M"), language)


def _short_day(day: pd.Timestamp, language: str) -> str:
    return wording.day(str(day.date()), language).removesuffix(f" {day.year}").removesuffix(f"/{day.year}")
