"""Pictures of the country that a place is seen against."""

import pandas as pd

from analysis import charts, wording
from analysis.growth import growth, on_the_year
from analysis.ledger import WHOLE
from analysis.review.industry import from_january
from analysis.review.ledger import COUNTRY, Ledger, Said, Shown, pick
from analysis.review.views import by_year, names, over_time, prints, seasonal_parts

_PRINTED_SINCE = 3
_TWO_YEARS = 24


def draw_national(ledger: Ledger) -> Shown:
    """Growth of the national IIP, a row a year and a column a month."""
    rows = pick(ledger.country, indicator="iip", sector=WHOLE, measure="growth_yoy_pct", period_type="month")
    if rows.empty:
        return ledger.nothing("national")
    months = over_time(rows)[WHOLE]
    words = {"month": months.index[-1], "worst": months.idxmin()}
    words = {role: wording.month(month, ledger.language) for role, month in words.items()}
    rates = {"growth": months.iloc[-1], "low": months.min()}
    words |= {role: wording.moved(value, 1, ledger.language) for role, value in rates.items()}
    caption = ledger.caption("national", rows, **words)
    return ledger.drawn(charts.heat, by_year(months, ledger.language), caption=caption)


def draw_context(ledger: Ledger) -> Shown:
    """Growth of national retail sales and exports by month, as printed."""
    rows = pick(ledger.country, sector=WHOLE, measure="growth_yoy_pct", period_type="month")
    rows = pick(rows[rows["period"] >= str(ledger.since)], indicator=["retail_sales", "exports"])
    changes = over_time(rows, by="indicator").dropna(thresh=2)
    if changes.empty:
        return ledger.nothing("national")
    last = changes.index[-1]
    rates = {"retail": changes["retail_sales"].iloc[-1], "exports": changes["exports"].iloc[-1]}
    rates["base"] = changes["retail_sales"].get(last - 12, float("nan"))
    words = {role: wording.moved(value, 1, ledger.language) for role, value in rates.items()}
    caption = ledger.caption("context", rows, month=wording.month(last, ledger.language), **words)
    figures = from_january(names(over_time(rows, by="indicator"), ledger.language, "indicator_short"))
    return ledger.drawn(charts.lines, figures, caption=caption)


def chained_sentence(ledger: Ledger) -> Said:
    """Growth of national retail sales computed from printed levels, beside the printed growth."""
    retail = pick(ledger.country, indicator="retail_sales", sector=WHOLE, period_type="month")
    own = on_the_year(_complete(pick(retail, measure="level"))).dropna()
    printed = over_time(pick(retail, measure="growth_yoy_pct")).get(WHOLE, pd.Series(dtype=float))
    if own.empty or own.index[-1] not in printed.index:
        return ledger.nothing("national")
    month = own.index[-1]
    rates = {"own": own.iloc[-1], "printed": printed[month]}
    words = {role: wording.moved(value, 1, ledger.language) for role, value in rates.items()}
    return ledger.say("chained", month=wording.month(month, ledger.language), **words)


def draw_seasons(ledger: Ledger) -> Shown:
    """Trend, seasonal pattern and remainder of national electricity output."""
    rows = pick(ledger.country, indicator="electricity_output", sector=WHOLE, period_type="month", measure="level")
    levels = _complete(rows)
    if len(levels) < _TWO_YEARS:
        return ledger.nothing("national")
    parts = seasonal_parts(levels)
    panels = {wording.term("chart", name, ledger.language): parts[[name]] for name in parts}
    grown = growth(parts["trend"].iloc[-1], parts["trend"].iloc[-13])
    lowest = parts["seasonal"].iloc[-12:].idxmin()
    words = {"growth": wording.moved(grown, 1, ledger.language), "low_month": wording.month(lowest, ledger.language)}
    words["low"] = wording.percent(-parts["seasonal"][lowest], 0, ledger.language)
    caption = ledger.caption("stl", rows, unit="billion_kwh", **words)
    return ledger.drawn(charts.lines, panels, columns=1, height=4.8, named=False, caption=caption)


def draw_prints(ledger: Ledger) -> Shown:
    """First and next print of each month of the national IIP, of the last years."""
    rows = pick(ledger.country, indicator="iip", sector=WHOLE, measure="growth_yoy_pct", period_type="month")
    year = ledger.year - _PRINTED_SINCE
    rows = rows[rows["period"] >= str(year)]
    both = prints(rows) if rows["period"].duplicated().any() else pd.DataFrame()
    if both.empty:
        return ledger.nothing("prints")
    moved = (both["next"] - both["first"]).abs()
    words = {"year": year, "mean": wording.number(moved.mean(), 2, ledger.language)}
    words["large"] = wording.percent(100 * (moved > 1).mean(), 0, ledger.language)
    caption = ledger.caption("revisions", rows, **words)
    named = both.rename(columns=lambda name: wording.term("chart", f"{name}_print", ledger.language))
    return ledger.drawn(charts.lines, from_january(named), caption=caption)


def draw_employment(ledger: Ledger) -> Shown:
    """Growth of industrial employment by month, of the place and of the country."""
    rows = pick(ledger.everything, indicator="industrial_employment", measure="growth_yoy_pct", sector=WHOLE)
    rows = pick(rows, geography=[ledger.place, COUNTRY], period_type="month")
    table = over_time(rows, by="geography")
    if ledger.place not in table:
        return ledger.nothing("industrial_employment")
    table = table[list(dict.fromkeys([ledger.place, COUNTRY]))].loc[: table[ledger.place].last_valid_index()]
    month = wording.month(table.index[-1], ledger.language)
    rates = {"own": table[ledger.place].iloc[-1], "national": table[COUNTRY].iloc[-1]}
    words = {role: wording.moved(value, 1, ledger.language) for role, value in rates.items()}
    key = "employment_national" if ledger.place == COUNTRY else "employment"
    caption = ledger.caption(key, rows, **words, month=month, place=ledger.name)
    figures = names(table, ledger.language, "geography")
    figures = figures.reindex(pd.period_range(table.index[0], table.index[-1], freq="M"))
    return ledger.drawn(charts.lines, figures, caption=caption)


def _complete(rows: pd.DataFrame) -> pd.Series:
    """The newest months of one series without a gap between them."""
    months = over_time(rows).get(WHOLE, pd.Series(dtype=float, index=pd.PeriodIndex([], freq="M")))
    whole = months.asfreq("M").reindex(pd.period_range(*months.index[[0, -1]], freq="M")) if len(months) else months
    return whole.loc[whole[whole.isna()].index.max() + 1 :] if whole.isna().any() else whole
