"""Published figures turned the way a chart wants them; nothing is filled in between them."""

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
import pandas as pd

from analysis import wording
from analysis.ledger import Target, newest_prints
from analysis.periods import months_of

Parts = TypeVar("Parts", pd.Series, pd.DataFrame)


def coverage(facts: pd.DataFrame, indicators: list[str], language: str = "vi") -> pd.DataFrame:
    """The months each figure speaks of: columns row (indicator and kind of period), first, last."""
    kinds = ["month", "quarter", "ytd", "year"]
    own = facts[facts["indicator"].isin(indicators) & facts["period_type"].isin(kinds)]
    order = own["indicator"].map(indicators.index) * 10 + own["period_type"].map(kinds.index)
    own = own.assign(order=order).sort_values(["order", "period"]).drop_duplicates(["order", "period"])
    months = [months_of(*figure) for figure in zip(own["period_type"], own["period"], strict=True)]
    names = [
        f"{wording.indicator_name(code, language, short=True)}, {wording.term('period_type', kind, language)}"
        for code, kind in zip(own["indicator"], own["period_type"], strict=True)
    ]
    first, last = (pd.PeriodIndex([month[end] for month in months], freq="M") for end in (0, -1))
    return pd.DataFrame({"row": names, "first": first, "last": last})


def over_time(facts: pd.DataFrame, period_type: str = "month", by: str = "sector") -> pd.DataFrame:
    """Newest prints of one measure by month (the last one a figure speaks of), one column a code of `by`.

    With "ytd", figures of whole years count as those to December.
    """
    kinds = ["ytd", "year"] if period_type == "ytd" else [period_type]
    own = newest_prints(facts[facts["period_type"].isin(kinds)])
    ends = [months_of(*figure)[-1] for figure in zip(own["period_type"], own["period"], strict=True)]
    own = own.assign(month=pd.PeriodIndex(ends, freq="M")).drop_duplicates(["month", by], keep="last")
    return own.pivot(index="month", columns=by, values="value").sort_index()


def prints(facts: pd.DataFrame) -> pd.DataFrame:
    """First and next print of each month of one series (columns first, next); months printed once are left out."""
    ordered = facts.sort_values("published", kind="stable")
    ordered = ordered.assign(print=ordered.groupby("period").cumcount())
    table = ordered[ordered["print"] < 2].pivot(index="period", columns="print", values="value").dropna()
    table.index = pd.PeriodIndex(table.index, freq="M")
    return table.set_axis(["first", "next"], axis=1)


def yearly(facts: pd.DataFrame) -> pd.Series:
    """Newest prints of one yearly series by year (int)."""
    own = newest_prints(facts[facts["period_type"] == "year"]).set_index("period")["value"].sort_index()
    return own.set_axis(own.index.astype(int))


def by_year(months: pd.Series, language: str = "vi") -> pd.DataFrame:
    """A monthly series as a table: one row a year, twelve columns named for the reader."""
    table = pd.DataFrame({"year": months.index.year, "month": months.index.month, "value": months.to_numpy()})
    table = table.pivot(index="year", columns="month", values="value").reindex(columns=range(1, 13))
    months = pd.period_range("2000-01", periods=12, freq="M")
    return table.set_axis([wording.short_month(month, language) for month in months], axis=1)


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
    names = [
        f"{wording.term(group, part, language)} ({wording.short_period(kind, period, language)})"
        for part, kind, period in zip(own[group], own["period_type"], own["period"], strict=True)
    ]
    return pd.Series(own["value"].to_numpy(), index=names)


def by_period(facts: pd.DataFrame, parts: list[str], language: str = "vi") -> pd.DataFrame:
    """Newest prints of one measure: one row a period in the order of time, one column a part, named for the reader."""
    own = newest_prints(facts[facts["sector"].isin(parts)])
    periods = own[["period_type", "period"]].drop_duplicates()
    ends = [(months_of(*period)[-1], len(months_of(*period))) for period in periods.itertuples(index=False)]
    periods = periods.assign(end=ends).sort_values("end").drop(columns="end")
    table = own.pivot(index=["period_type", "period"], columns="sector", values="value")
    table = table.reindex(index=pd.MultiIndex.from_frame(periods), columns=parts)
    table.index = [wording.period(*period, language) for period in table.index]
    return names(table, language).rename_axis(columns=None)


def names(table: Parts, language: str = "vi", group: str = "sector") -> Parts:
    """The same table with its columns named for the reader, or the same series with its rows named."""
    columns = isinstance(table, pd.DataFrame)
    words = {code: wording.term(group, code, language) for code in (table.columns if columns else table.index)}
    return table.rename(columns=words) if columns else table.rename(words)


def plan_shares(facts: pd.DataFrame, targets: list[Target], language: str = "vi") -> pd.Series:
    """Per cent of the year's planned level done, by indicator, from the newest year-to-date level of each."""
    done = {target: level for target, _, level in _done(facts, targets)}
    names = [wording.indicator_name(target.indicator, language, short=True) for target in done]
    return pd.Series([100 * level / target.value for target, level in done.items()], names, dtype=float)


def months_done(facts: pd.DataFrame, targets: list[Target]) -> list[pd.Period]:
    """The month to which each planned level is known, as `plan_shares` has them."""
    return [month for _, month, _ in _done(facts, targets)]


def event_rows(events: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """Events as a timeline wants them: columns row (the kind of event), month, first, last."""
    first, last = (pd.PeriodIndex([f"{date}{end}"[:7] for date in events["date"]], freq="M") for end in ("-01", "-12"))
    rows = [wording.term("event_kind", kind, language) for kind in events["kind"]]
    return pd.DataFrame({"row": rows, "month": last, "first": first, "last": last})


def seasonal_parts(levels: pd.Series) -> pd.DataFrame:
    """Trend (in the levels' unit), seasonal part and remainder (in per cent of it) of complete monthly levels.

    STL on logarithms, robust to outliers such as Tết and lockdowns.
    """
    from statsmodels.tsa.seasonal import STL  # takes a second to load, and only this view needs it

    parts = STL(np.log(levels.to_numpy()), period=12, robust=True).fit()
    percent = {name: 100 * np.expm1(part) for name, part in (("seasonal", parts.seasonal), ("rest", parts.resid))}
    return pd.DataFrame({"trend": np.exp(parts.trend), **percent}, index=levels.index)


def _done(facts: pd.DataFrame, targets: list[Target]) -> Iterator[tuple[Target, pd.Period, float]]:
    """Each planned level with the newest month and level of its year to date; those without any are left out."""
    for target in targets:
        series = facts["indicator"].eq(target.indicator) & facts["sector"].eq(target.sector)
        levels = over_time(facts[series & facts["measure"].eq("level")], "ytd", by="measure")
        levels = levels[levels.index.year == target.year]
        if target.measure == "level" and len(levels):
            yield target, levels.index[-1], float(levels["level"].iloc[-1])
