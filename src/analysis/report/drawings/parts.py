"""The charts of what industry is made of: sectors as printed, their contributions, key products up and down."""

import pandas as pd

from analysis import charts, wording
from analysis.answer import Answer
from analysis.growth import contribution
from analysis.ledger import INDUSTRY, WHOLE, newest_prints, usable
from analysis.report import amounts
from analysis.report.drawings.drawing import Drawing, drawing, items
from analysis.review import caption, last_of_each, newest_of_each

_VIEWS = {
    "month_on_month": ("month", "growth_mom_pct"),
    "month_on_year": ("month", "growth_yoy_pct"),
    "to_date": ("ytd", "growth_yoy_pct"),
}


def sectors(facts: pd.DataFrame, as_of: str, language: str = "vi") -> Drawing | None:
    """The IIP of the newest month by sector, as printed: on the month, on the year, year to date.

    None where no sector has a figure; what was printed for one row only is left out.
    """
    own = newest_prints(facts[(facts["indicator"] == "iip") & facts["sector"].isin([WHOLE, *INDUSTRY])])
    monthly = own[(own["period_type"] == "month") & (own["sector"] != WHOLE)]
    if monthly.empty:
        return None
    month = pd.Period(monthly["period"].max(), "M")
    own = own[own["period"] == str(month)]
    table = pd.DataFrame({name: _view(own, *view) for name, view in _VIEWS.items()}).reindex([WHOLE, *INDUSTRY])
    table = table.loc[:, table.count() > 1].dropna(how="all")
    if table.empty:
        return None
    newest, parts = table.columns[-1], table.iloc[:, -1].drop(WHOLE, errors="ignore").dropna()
    words = {"months": (wording.months_to if newest == "to_date" else wording.month)(month, language)}
    words |= {role: wording.term("sector", code, language) for role, code in _ends(parts).items()}
    words |= {"high": wording.moved(parts.max(), 2, language), "low": wording.moved(parts.min(), 2, language)}
    said = caption("sectors_now", own, as_of, language, month=wording.month(month, language), **words)
    names = {code: wording.term("sector", code, language) for code in table.index}
    columns = {name: wording.term("chart", name, language) for name in table}
    shown = table.rename(index=names, columns=columns)
    axes = charts.bar_panels(shown, caption=said, decimals=2, language=language)
    data = table.rename_axis("sector").reset_index().assign(month=str(month))
    numbers = items({names[code]: wording.moved(value, 2, language) for code, value in parts.items()}, language)
    return drawing("iip_sectors", axes, data, said, "bar_panels", numbers, language)


def contributions(answer: Answer, as_of: str, language: str = "vi") -> Drawing:
    """Points that each sector gave to growth to date, mean over the joint levels, beside the growth as printed."""
    points = {code: contribution(levels, answer.paths).loc[answer.last].mean() for code, levels in answer.parts.items()}
    shown = pd.Series(points).rename(lambda code: wording.term("sector", code, language))
    words = {"name": amounts.name(answer, language), "months": wording.months_to(answer.last, language)}
    words |= {"sector": shown.idxmax(), "points": wording.number(shown.max(), 1, language)}
    words |= {"whole": wording.number(shown.sum(), 1, language)}
    said = caption("contributions", answer.figures, as_of, language, unit="percentage_points", **words)
    roles = {"sum_label": "sum", "printed_label": "printed", "rest_label": "unexplained"}
    labels = {role: wording.term("chart", code, language) for role, code in roles.items()}
    axes = charts.contributions(shown, answer.so_far, caption=said, language=language, **labels)
    data = pd.DataFrame({"sector": list(points), "points": list(points.values()), "printed": answer.so_far})
    written = {name: wording.number(value, 1, language, signed=True) for name, value in shown.items()}
    stem = f"{answer.target.code}_contributions"
    return drawing(stem, axes, data, said, "contributions", items(written, language), language)


def products(facts: pd.DataFrame, as_of: str, language: str = "vi") -> Drawing | None:
    """Key products up and down in the year's newest period; None where none has a figure."""
    own = facts[(facts["indicator"] == "product_output") & (facts["measure"] == "growth_yoy_pct")]
    own = usable(own[own["period"].str.startswith(as_of[:4])])
    if own.empty:
        return None
    shown = last_of_each(own, language).sort_values(ascending=False, kind="stable")
    own = newest_of_each(own).sort_values("value", ascending=False, kind="stable")
    words = {"year": as_of[:4], "up": int((shown > 0).sum()), "count": len(shown)}
    words |= {"best": wording.term("sector", own["sector"].iloc[0], language)}
    said = caption("products", own, as_of, language, **words)
    axes = charts.bars(shown, caption=said, language=language)
    numbers = items({name: wording.moved(value, 1, language) for name, value in shown.items()}, language)
    data = own[["sector", "period_type", "period", "value"]].reset_index(drop=True)
    return drawing("products", axes, data, said, "bars", numbers, language)


def _view(own: pd.DataFrame, period_type: str, measure: str) -> pd.Series:
    rows = own[(own["period_type"] == period_type) & (own["measure"] == measure)]
    return rows.set_index("sector")["value"]


def _ends(parts: pd.Series) -> dict[str, str]:
    return {"best": parts.idxmax(), "worst": parts.idxmin()}
