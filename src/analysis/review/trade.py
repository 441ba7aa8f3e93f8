"""Pictures of a place's retail sales, trade and key products, from published figures alone."""

import pandas as pd

from analysis import charts, wording
from analysis.ledger import WHOLE
from analysis.review.industry import halves_and_years
from analysis.review.ledger import Ledger, Said, Shown, pick
from analysis.review.tables import figures_table
from analysis.review.views import last_of_each, over_time


def draw_retail(ledger: Ledger) -> Shown:
    """Growth of retail sales and their components, each by its newest period of the year."""
    rows = pick(ledger.this_year, indicator="retail_sales", measure="growth_yoy_pct")
    to_date = pick(rows, period_type="ytd")
    total = over_time(to_date, "ytd").get(WHOLE)
    if total is None:
        return ledger.nothing("retail_sales")
    changes = last_of_each(to_date, ledger.language)
    words = {"months": wording.months_to(total.index[-1], ledger.language)}
    words |= {"growth": wording.moved(total.iloc[-1], 1, ledger.language), "worst": changes.idxmin()}
    caption = ledger.caption("retail" if changes.min() < 0 else "retail_slowest", rows, **words)
    return ledger.drawn(charts.bars, changes, caption=caption)


def retail_table(ledger: Ledger) -> pd.DataFrame | Said:
    """Levels of retail sales by component: the newest month and the one before it, as printed."""
    rows = pick(ledger.this_year, indicator="retail_sales", measure="level", period_type=["month", "ytd"])
    if rows.empty:
        return ledger.nothing("retail_sales")
    before = pd.Period(rows["period"].max(), "M") - 1
    return figures_table(rows[rows["period"] >= str(before)], ledger.language)


def draw_exports(ledger: Ledger) -> Shown:
    """Exports of the first half and of the whole year, for the years published."""
    rows = pick(ledger.recent, indicator=["exports", "imports"], sector=WHOLE)
    exports = pick(rows, indicator="exports")
    figures = halves_and_years(pick(exports, measure="level"), ledger)
    if figures.empty:
        return ledger.nothing("exports")
    rates = over_time(pick(exports, measure="growth_yoy_pct"), "ytd").get(WHOLE, pd.Series(dtype=float))
    levels = over_time(pick(rows, measure="level"), "ytd", by="indicator").reindex(columns=["exports", "imports"])
    key, words = _balance(levels.dropna(subset="exports"), rates, ledger)
    caption = ledger.caption(key, rows, unit="million_usd", **words)
    return ledger.drawn(charts.lines, figures, spacing=24, caption=caption)


def draw_products(ledger: Ledger) -> Shown:
    """Growth of key products, each by its newest period of the year."""
    rows = pick(ledger.this_year, indicator="product_output", measure="growth_yoy_pct")
    if rows.empty:
        return ledger.nothing("product_output")
    changes = last_of_each(rows, ledger.language)
    words = {"count": len(changes), "up": int((changes > 0).sum()), "best": changes.idxmax()}
    caption = ledger.caption("products", rows, year=ledger.year, **words)
    return ledger.drawn(charts.bars, changes, caption=caption)


def _balance(levels: pd.DataFrame, rates: pd.Series, ledger: Ledger) -> tuple[str, dict[str, str]]:
    """Which sentence tells of the newest exports, and its words."""
    last, gap = levels.index[-1], levels["exports"].iloc[-1] - levels["imports"].iloc[-1]
    words = {
        "months": wording.months_to(last, ledger.language),
        "growth": wording.moved(rates.get(last, float("nan")), 2, ledger.language),
        "balance": wording.printed(round(abs(gap), 1), "million_usd", ledger.language),
    }
    return "trade_exports" if pd.isna(gap) else "trade" if gap >= 0 else "trade_deficit", words
