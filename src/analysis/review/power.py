"""Pictures of a place's power plants: what they gave, and how many megawatts there are."""

import pandas as pd

from analysis import charts, wording
from analysis.ledger import WHOLE, newest_prints
from analysis.review.ledger import Ledger, Said, Shown, pick
from analysis.review.views import by_period, names, newest_of_each, over_time

_MARKED = ["capacity", "curtailment"]
_LONGEST = 30


def draw_electricity(ledger: Ledger) -> Shown:
    """Electricity output by source in the newest year with sources printed."""
    rows = pick(ledger.recent, indicator="electricity_output")
    year, values = _newest_parts(pick(rows, measure="level"))
    if values.empty:
        return ledger.nothing("electricity_sources")
    largest = values.drop(WHOLE).idxmax()
    words = {"source": _source(largest, ledger), "year": wording.period("year", year, ledger.language)}
    words["share"] = wording.percent(100 * values[largest] / values[WHOLE], 0, ledger.language)
    later = pick(rows[rows["period"].str[:4] > year], measure="growth_yoy_pct", sector=[*values.drop(WHOLE).index])
    words["moves"] = _moves(later, ledger)
    unit = pick(rows, measure="level")["unit"].mode()[0]
    caption = ledger.caption("electricity_moves" if words["moves"] else "electricity", rows, unit=unit, **words)
    return ledger.drawn(charts.bars, names(values, ledger.language), signed=False, caption=caption)


def electricity_table(ledger: Ledger) -> pd.DataFrame | Said:
    """Electricity output by source, the newest periods published."""
    rows = pick(ledger.recent, indicator="electricity_output", measure="level")
    if rows.empty:
        return ledger.nothing("electricity_output")
    sources = sorted(set(rows["sector"]), key=lambda code: (code != WHOLE, code))
    table = by_period(rows, sources, ledger.language).tail(_LONGEST)
    return table.map(lambda value: wording.number(value, 1, ledger.language))


def draw_capacity(ledger: Ledger) -> Shown:
    """Installed capacity as published, with new capacity and curtailment."""
    rows = pick(ledger.recent, indicator="installed_capacity", measure="level")
    levels = over_time(rows, "point")
    events = pick(ledger.events, geography=ledger.place, kind=_MARKED)
    events = events[events["date"] >= str(pd.Period(ledger.since, "M").year + 1)]
    if levels.empty or events.empty:
        return ledger.nothing("installed_capacity")
    kind = levels.count().idxmax()
    ends = levels[kind].dropna().iloc[[0, -1]]
    words = {"kind": wording.within(_source(kind, ledger))}
    words |= {
        role: wording.month(month, ledger.language) for role, month in zip(("start", "end"), ends.index, strict=True)
    }
    words |= {role: wording.digits(value, ledger.language) for role, value in zip(("first", "last"), ends, strict=True)}
    caption = ledger.caption("capacity", rows, unit="mw", **words)
    return ledger.drawn(charts.lines, names(levels, ledger.language), steps=True, caption=caption)


def draw_capacity_added(ledger: Ledger) -> Shown:
    """Capacity added by source in the newest year with sources printed."""
    rows = pick(ledger.recent, indicator="capacity_added", measure="level")
    year, values = _newest_parts(rows)
    if values.empty:
        return ledger.nothing("capacity_added")
    largest = values.drop(WHOLE).idxmax()
    words = {"year": wording.period("year", year, ledger.language), "source": wording.within(_source(largest, ledger))}
    amounts = {"total": values[WHOLE], "most": values[largest]}
    words |= {role: wording.digits(value, ledger.language) for role, value in amounts.items()}
    own = pick(rows, period=year)
    caption = ledger.caption("added", own, unit="mw", **words)
    return ledger.drawn(charts.bars, names(values, ledger.language), signed=False, caption=caption)


def _newest_parts(rows: pd.DataFrame) -> tuple[str, pd.Series]:
    """The newest whole year with a total and parts of it, and its values by part."""
    whole_years = newest_prints(pick(rows, period_type="year"))
    years = whole_years.pivot(index="period", columns="sector", values="value").sort_index()
    years = years[years[WHOLE].notna()].dropna(thresh=2) if WHOLE in years else years.head(0)
    return ("", pd.Series(dtype=float)) if years.empty else (str(years.index[-1]), years.iloc[-1].dropna())


def _moves(rates: pd.DataFrame, ledger: Ledger) -> str:
    """The newest growth of each source: quý I/2022: điện mặt trời giảm 4,0 %, điện gió tăng 28,7 %."""
    if rates.empty:
        return ""
    newest = newest_of_each(rates)
    newest = newest[newest["period"] == newest["period"].max()]
    first = newest.iloc[0]
    told = [
        f"{wording.within(_source(row.sector, ledger))} {wording.moved(row.value, 1, ledger.language)}"
        for row in newest.sort_values("sector").itertuples()
    ]
    return f"{wording.period(first['period_type'], first['period'], ledger.language)}: {', '.join(told)}"


def _source(code: str, ledger: Ledger) -> str:
    return wording.term("sector", code, ledger.language)
