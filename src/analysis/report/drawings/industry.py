"""The charts of what industry is made of: sectors as printed, their contributions, key products up and down."""

import pandas as pd

from analysis import charts, wording
from analysis.growth import contribution, year_to_date
from analysis.ledger import newest_prints, usable
from analysis.ledger.vocabulary import INDUSTRY, WHOLE
from analysis.outlook.reading import Answer
from analysis.periods import months_of
from analysis.report.drawings.drawing import Drawing, caption, drawn, items

_VIEWS = {
    "month_on_month": ("month", "growth_mom_pct"),
    "month_on_year": ("month", "growth_yoy_pct"),
    "to_date": ("ytd", "growth_yoy_pct"),
}


def sectors(facts: pd.DataFrame, as_of: str, lang: str = "vi") -> Drawing | None:
    """The IIP of the newest month by sector, as printed: on the month, on the year, year to date.

    None where no sector has a figure, or the whole of industry a newer one; what was printed for one row only is left
    out.
    """
    own = newest_prints(facts[(facts["indicator"] == "iip") & facts["sector"].isin([WHOLE, *INDUSTRY])])
    own = own[own["period_type"].isin(["month", "ytd"])]
    own = own[own["period"] == own["period"].max()]
    table = own.pivot(index="sector", columns=["period_type", "measure"], values="value")
    table = table.reindex([WHOLE, *INDUSTRY], columns=pd.MultiIndex.from_tuples(_VIEWS.values()))
    table = table.set_axis(list(_VIEWS), axis=1)
    table = table.loc[:, table.count() > 1].dropna(how="all")
    if table.empty:
        return None
    last, parts = pd.Period(own["period"].max(), "M"), table.iloc[:, -1].drop(WHOLE, errors="ignore").dropna()
    months = (wording.months_to if table.columns[-1] == "to_date" else wording.month)(last, lang)
    words = {"best": parts.idxmax(), "worst": parts.idxmin(), "high": parts.max(), "low": parts.min()}
    words |= {"months": months, "last": last}
    names = {code: wording.term("sector", code, lang) for code in table.index}
    panels = {wording.term("chart", name, lang): column.rename(names) for name, column in table.items()}
    return drawn(
        "iip_sectors",
        charts.bars,
        panels,
        data=table.rename_axis("sector").reset_index().assign(month=str(last)),
        caption=caption("sectors_now_title", "sectors_now_subtitle", own, as_of, lang, **words),
        kind="bar_panels",
        numbers=items({names[code]: wording.moved(value, 2, lang) for code, value in parts.items()}, lang),
        lang=lang,
        columns=len(panels),
        sharey=True,
        sort=False,
        decimals=2,
    )


def contributions(answer: Answer, as_of: str, lang: str = "vi") -> Drawing:
    """Points that each sector gave to growth to date, mean over the joint levels, beside the growth as printed."""
    points = {code: contribution(levels, answer.draws).loc[answer.last].mean() for code, levels in answer.parts.items()}
    whole, most = year_to_date(answer.draws).loc[answer.last].mean(), max(points, key=points.__getitem__)
    words = {"indicator": answer.target.indicator, "sector": most, "points": points[most], "whole": whole}
    shown = pd.Series({wording.term("sector", code, lang): value for code, value in points.items()})
    # sectors and total are printed on weights and coverage of their own
    points["residual"] = shown[wording.term("chart", "residual", lang)] = whole - shown.sum()
    words |= {"unit": "percentage_points", "last": answer.last}
    return drawn(
        f"{answer.target.code}_contributions",
        charts.contributions,
        shown,
        answer.so_far,
        data=pd.DataFrame({"sector": list(points), "points": list(points.values()), "printed": answer.so_far}),
        caption=caption("contributions_title", "contributions_subtitle", answer.figures, as_of, lang, **words),
        kind="contributions",
        numbers=items({name: wording.number(value, 1, lang, signed=True) for name, value in shown.items()}, lang),
        lang=lang,
    )


def products(facts: pd.DataFrame, as_of: str, lang: str = "vi") -> Drawing | None:
    """Key products up and down in the year's newest period; None where none has a figure."""
    own = facts[(facts["indicator"] == "product_output") & (facts["measure"] == "growth_yoy_pct")]
    own = newest_prints(usable(own, wording.folder()))
    own = own[own["period"].str[:4] == own["period"].str[:4].max()]
    if own.empty:
        return None
    months = [months_of(*figure) for figure in zip(own["period_type"], own["period"], strict=True)]
    spans = {"end": [month[-1].ordinal for month in months], "length": [len(month) for month in months]}
    own = own.assign(**spans).sort_values(list(spans), kind="stable").drop_duplicates("sector", keep="last")
    own = own.sort_values("value", ascending=False, kind="stable", ignore_index=True)
    names = [
        wording.filled("{sector:term.sector} ({period:short_period})", lang, **row) for row in own.to_dict("records")
    ]
    shown = pd.Series(own["value"].to_numpy(), index=names)
    words = {"year": own["period"].max()[:4], "up": int((shown > 0).sum()), "count": len(shown)}
    return drawn(
        "products",
        charts.bars,
        shown,
        data=own[["sector", "period_type", "period", "value"]],
        caption=caption("products_title", "products_subtitle", own, as_of, lang, best=own["sector"][0], **words),
        kind="bars",
        numbers=items({name: wording.moved(value, 1, lang) for name, value in shown.items()}, lang),
        lang=lang,
    )
