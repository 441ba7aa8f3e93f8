"""Pictures of a place's industry, each from published figures alone."""

import pandas as pd

from analysis import charts, wording
from analysis.ledger import INDUSTRY, WHOLE
from analysis.review.ledger import Ledger, Shown, pick
from analysis.review.views import by_period, last_of_each, names, over_time, plan_shares

_KINDS = {"month": "month_before_year", "ytd": "ytd"}


def draw_growth(ledger: Ledger, indicator: str, sector: str = WHOLE) -> Shown:
    """Growth of any series by month and year to date: a dot for every period published."""
    rows = pick(ledger.recent, indicator=indicator, measure="growth_yoy_pct", sector=sector)
    rates = {kind: over_time(rows, kind)[sector] for kind in _KINDS if kind in set(rows["period_type"])}
    short, long = (_series_name(indicator, sector, ledger.language, short=short) for short in (True, False))
    if not rates:
        return ledger.say("no_growth", name=long, first=ledger.since.year)
    figures = from_january(pd.DataFrame({_kind(kind, ledger): values for kind, values in rates.items()}))
    told = {kind: wording.moved(values.iloc[-1], 2, ledger.language) for kind, values in rates.items()}
    words = {"ytd": told.get("ytd"), "growth": told.get("month"), **_last_periods(rates, ledger)}
    words |= {"name": short, "series": long}
    key = "growth" if len(told) == len(_KINDS) else f"growth_{next(iter(told))}"
    caption = ledger.caption(key, rows, **words)
    return ledger.drawn(charts.lines, figures, caption=caption)


def draw_sectors(ledger: Ledger) -> Shown:
    """Growth of the IIP's sectors by month and year to date, each on its own scale."""
    rows = pick(ledger.recent, indicator="iip", measure="growth_yoy_pct", sector=INDUSTRY)
    tables = {kind: over_time(rows, kind) for kind in _KINDS}
    divided = [code for code in INDUSTRY if code in tables["ytd"]]
    if len(divided) < 2:
        return ledger.nothing("sectors")
    kinds = [kind for kind in _KINDS if set(divided) <= set(tables[kind])]
    titles = [_kind(kind, ledger) for kind in kinds]
    joined = {code: pd.concat([tables[kind][code] for kind in kinds], axis=1, keys=titles) for code in divided}
    panels = {wording.term("sector", code, ledger.language): table.sort_index() for code, table in joined.items()}
    newest = tables["ytd"].dropna(thresh=2)
    words = {"months": wording.months_to(newest.index[-1], ledger.language), "count": len(divided)}
    caption = ledger.caption("sectors", rows, **words, **_ends(newest.iloc[-1], ledger))
    return ledger.drawn(charts.lines, panels, named=False, height=3.6, caption=caption)


def draw_branches(ledger: Ledger) -> Shown:
    """Growth of the IIP's branches, each by its newest period of the year."""
    rows = pick(ledger.this_year, indicator="iip", measure="growth_yoy_pct", period_type="ytd")
    rows = rows[rows["sector"] != WHOLE]
    if rows.empty:
        return ledger.nothing("branches")
    changes = last_of_each(rows, ledger.language)
    words = {"count": len(changes), "down": int((changes < 0).sum()), "best": changes.idxmax()}
    caption = ledger.caption("branches", rows, year=ledger.year, **words)
    return ledger.drawn(charts.bars, changes, decimals=2, caption=caption)


def draw_output(ledger: Ledger) -> Shown:
    """Industrial output of the first half and of the whole year, for the years published."""
    rows = pick(ledger.recent, indicator="industrial_output", sector=WHOLE)
    figures = halves_and_years(pick(rows, measure="level"), ledger)
    if figures.empty:
        return ledger.nothing("industrial_output")
    rates = over_time(pick(rows, measure="growth_yoy_pct"), "ytd")[WHOLE]
    words = {"growth": wording.moved(rates.iloc[-1], 1, ledger.language)}
    words |= {"months": wording.months_to(rates.index[-1], ledger.language)}
    shares = plan_shares(rows, ledger.plan, ledger.language)
    words["share"] = wording.percent(shares.sum(), 1, ledger.language)
    caption = ledger.caption("output" if len(shares) else "output_grown", rows, unit="billion_vnd", **words)
    return ledger.drawn(charts.lines, figures, spacing=12, caption=caption)


def draw_output_sectors(ledger: Ledger) -> Shown:
    """Output by sector, for the years in which at most one sector was not printed: it is the total less the others."""
    rows = pick(ledger.recent, indicator="industrial_output", measure="level")
    levels = over_time(rows, "year").reindex(columns=[WHOLE, *INDUSTRY]).dropna(thresh=len(INDUSTRY))
    levels = levels[levels[WHOLE].notna()]
    if len(levels) < 2:
        return ledger.nothing("output_sectors")
    rest = levels[WHOLE] - levels[list(INDUSTRY)].sum(axis=1)
    parts = levels[list(INDUSTRY)].apply(lambda sector: sector.fillna(rest))
    return _mix(parts, rows, ledger)


def draw_output_growth(ledger: Ledger) -> Shown:
    """Growth of output by sector, for every period published."""
    rows = pick(ledger.recent, indicator="industrial_output", measure="growth_yoy_pct", sector=[WHOLE, *INDUSTRY])
    table = by_period(rows, [WHOLE, *INDUSTRY], ledger.language).dropna(axis=1, how="all")
    whole = wording.term("sector", WHOLE, ledger.language)
    told = table.dropna(subset=[whole], thresh=1).drop(columns=whole) if whole in table else table
    told = told.dropna(how="all")
    if told.empty:
        return ledger.nothing("output_growth")
    period, sector = told.index[-1], told.iloc[-1].idxmax()
    rates = {"growth": told.iloc[-1].max(), "total": table.loc[period, whole]}
    words = {name: wording.moved(value, 1, ledger.language) for name, value in rates.items()}
    caption = ledger.caption("output_growth", rows, period=period, sector=sector, **words)
    return ledger.drawn(charts.heat, table, caption=caption)


def halves_and_years(levels: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """Levels of January to June and of the whole year by month, one named column each where there are any."""
    to_date = over_time(levels, "ytd").get(WHOLE, pd.Series(dtype=float, index=pd.PeriodIndex([], freq="M")))
    ends = {"half_year": 6, "whole_year": 12}
    table = {
        wording.term("chart", code, ledger.language): to_date[to_date.index.month == end] for code, end in ends.items()
    }
    figures = pd.DataFrame(table).dropna(axis=1, how="all")
    return from_january(figures, ledger.as_of[:7]) if figures.size else figures


def from_january(figures: pd.DataFrame, last: str | None = None) -> pd.DataFrame:
    """The figures with a row for every month, from the January of their first one to the last one, or to `last`."""
    figures = figures.sort_index()
    months = pd.period_range(f"{figures.index[0].year}-01", last or figures.index[-1], freq="M")
    return figures.reindex(months)


def _mix(parts: pd.DataFrame, rows: pd.DataFrame, ledger: Ledger) -> Shown:
    shares = 100 * parts.div(parts.sum(axis=1), axis=0)
    moved = (shares.iloc[-1] - shares.iloc[0]).abs().idxmax()
    words = {
        "sector": wording.term("sector", moved, ledger.language),
        "years": parts.index[-1].year - parts.index[0].year,
    }
    ends = {"first": shares[moved].iloc[0], "last": shares[moved].iloc[-1]}
    words |= {name: wording.percent(value, 1, ledger.language) for name, value in ends.items()}
    caption = ledger.caption("output_sectors", rows, unit="billion_vnd", **words)
    table = names(parts.set_axis(parts.index.year), ledger.language).T
    return ledger.drawn(charts.heat, table, diverging=False, caption=caption)


def _ends(values: pd.Series, ledger: Ledger) -> dict[str, str]:
    """The best and the worst sector with their growth, in words."""
    codes = {"best": values.idxmax(), "worst": values.idxmin()}
    words = {role: wording.term("sector", code, ledger.language) for role, code in codes.items()}
    rates = {"high": values.max(), "low": values.min()}
    return words | {role: wording.moved(value, 2, ledger.language) for role, value in rates.items()}


def _last_periods(rates: dict[str, pd.Series], ledger: Ledger) -> dict[str, str]:
    last = {kind: values.index[-1] for kind, values in rates.items()}
    say = {"month": wording.month, "ytd": wording.months_to}
    return {{"month": "month", "ytd": "months"}[kind]: say[kind](end, ledger.language) for kind, end in last.items()}


def _kind(kind: str, ledger: Ledger) -> str:
    return wording.term("chart", _KINDS[kind], ledger.language)


def _series_name(indicator: str, sector: str, language: str, *, short: bool) -> str:
    """An indicator and, where it is not the whole, its sector."""
    name = wording.indicator_name(indicator, language, short=short)
    return name if sector == WHOLE else f"{name}, {wording.within(wording.term('sector', sector, language))}"
