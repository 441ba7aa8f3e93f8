"""Tables in the reader's words and numbers."""

from typing import Any

import pandas as pd

from analysis import wording
from analysis.ledger import Target, load_indicators, load_sources, newest_prints
from analysis.ledger.table import DATA


def figures_table(facts: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """Published figures as printed, in the order of the indicators."""
    order = facts["indicator"].map(load_indicators(DATA)["order"])
    ordered = facts.assign(order=order).sort_values(["order", "sector", "period", "measure"], kind="stable")
    columns = {
        "name": [wording.indicator_name(code, language, short=True) for code in ordered["indicator"]],
        "part": _terms("sector", ordered["sector"], language),
        "period": [wording.period(*figure, language) for figure in _pairs(ordered, "period_type", "period")],
        "measure": _terms("measure", ordered["measure"], language),
        "value": [wording.printed(*figure, language) for figure in _pairs(ordered, "value", "unit")],
        "published": [wording.day(day, language) for day in ordered["published"]],
        "source": list(ordered["source_id"].map(load_sources()["title"])),
    }
    return _named(columns, language)


def year_table(facts: pd.DataFrame, year: int, language: str = "vi") -> pd.DataFrame:
    """The newest print of each figure that speaks of the year, as `figures_table`."""
    own = newest_prints(facts)
    return figures_table(own[own["period"].str.startswith(str(year))], language)


def targets_table(targets: list[Target], language: str = "vi") -> pd.DataFrame:
    """Every version of the plan targets, as stated."""
    columns = {
        "name": [wording.indicator_name(target.indicator, language, short=True) for target in targets],
        "period": [wording.period("year", str(target.year), language) for target in targets],
        "kind": [wording.term("target_kind", target.kind, language) for target in targets],
        "measure": [wording.term("reading", target.measure, language) for target in targets],
        "value": [wording.printed(target.value, target.unit, language) for target in targets],
        "published": [wording.day(target.published, language) for target in targets],
    }
    return _named(columns, language)


def checks_table(checks: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """The checks of a report: what was computed, what was printed, whether they fit."""
    columns = {
        "check": [_check_sentence(check, language) for check in checks.to_dict("records")],
        "printed": [wording.printed(*row, language) for row in _pairs(checks, "printed", "unit")],
        "recomputed": [_recomputed(*row, language) for row in _pairs(checks, "recomputed", "unit")],
        "fits": [_fits_word(fits, language) for fits in checks["fits"]],
    }
    return _named(columns, language)


def corrections_table(corrections: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """Figures not used as printed, with the reason."""
    columns = {
        "name": [wording.indicator_name(code, language, short=True) for code in corrections["indicator"]],
        "part": _terms("sector", corrections["sector"], language),
        "period": [wording.period(*figure, language) for figure in _pairs(corrections, "period_type", "period")],
        "printed": list(corrections["printed"]),
        "rule": _terms("correction_rule", corrections["rule"], language),
        "reason": list(corrections[f"reason_{language}"]),
    }
    return _named(columns, language)


def events_table(events: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """Events by date, said in a few words."""
    columns = {
        "date": [wording.date_or_month(date, language) for date in events["date"]],
        "geography": _terms("geography", events["geography"], language),
        "kind": _terms("event_kind", events["kind"], language),
        "event": [_event(event, language) for event in events.to_dict("records")],
    }
    return _named(columns, language)


def rows_table(facts: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """How many figures of each indicator were published for which year; a dot where there is none."""
    counts = pd.crosstab(facts["indicator"], facts["period"].str[:4])
    counts = counts.loc[[code for code in load_indicators(DATA).index if code in counts.index]]
    counts.index = [wording.indicator_name(code, language, short=True) for code in counts.index]
    return counts.map(lambda count: str(count) if count else "·").rename_axis(index=None, columns=None)


def codes_table(facts: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """The codes by which figures are asked for: of every indicator and its sectors."""
    sectors = facts.groupby("indicator")["sector"].unique()
    codes = [code for code in load_indicators(DATA).index if code in sectors.index]
    names = [wording.indicator_name(code, language, short=True) for code in codes]
    known = [", ".join(sorted(sectors[code])) for code in codes]
    return _named({"name": names, "code": codes, "sector_codes": known}, language)


def _event(event: dict[str, str], language: str) -> str:
    """An event in a few words; one nobody has worded yet in those of its source."""
    try:
        return wording.term("event", f"{event['date']} {event['kind']} {event['source_id']}", language)
    except KeyError:
        return event["description"]


def _named(columns: dict[str, list[str]], language: str) -> pd.DataFrame:
    table = pd.DataFrame({wording.term("column", code, language): cells for code, cells in columns.items()})
    return table.set_axis(pd.RangeIndex(1, len(table) + 1))


def _pairs(table: pd.DataFrame, *columns: str) -> zip:
    return zip(*(table[column] for column in columns), strict=True)


def _terms(group: str, codes: pd.Series, language: str) -> list[str]:
    return [wording.term(group, code, language) for code in codes]


def _check_sentence(check: dict[str, Any], language: str) -> str:
    """What was computed; years other than a sum's own are those that its period is in."""
    period = pd.Period(check["period"], "Y" if check["period_type"] == "year" else "M")
    words = {name: wording.digits(check[name], language) for name in ("a", "b")}
    words |= {"name": _part(check["part"], language), "year": period.year}
    words["period"] = wording.period(check["period_type"], check["period"], language)
    if period.freqstr == "M":
        words |= {"month": wording.month(period, language), "next": wording.month(period + 1, language)}
        words["months_next"] = wording.months_to(period + 1, language)
    return wording.sentence(f"check_{check['check']}", language, **words)


def _part(code: str, language: str) -> str:
    """An indicator's name, or that of a part that was counted."""
    try:
        return wording.indicator_name(code, language, short=True)
    except KeyError:
        return wording.term("sector", code, language)


def _recomputed(value: float, unit: str, language: str) -> str:
    return wording.joined(wording.number(value, 1, language), unit, language)


def _fits_word(fits: bool | None, language: str) -> str:
    return wording.term("fits", "unprinted" if pd.isna(fits) else "yes" if fits else "no", language)
