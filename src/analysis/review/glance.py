"""What a place's ledger holds at a glance: how much of it there is, what is newest, how much of the plan is done."""

from typing import Any

import pandas as pd

from analysis import charts, wording
from analysis.growth import growth
from analysis.ledger import load_corrections, load_sources, newest_prints
from analysis.review.checks import report_checks
from analysis.review.ledger import COUNTRY, Ledger, Said, Shown, pick
from analysis.review.tables import (
    checks_table,
    corrections_table,
    events_table,
    figures_table,
    rows_table,
    targets_table,
)
from analysis.review.views import coverage, event_rows, months_done, plan_shares

_HEADLINE = ("iip", "industrial_output", "retail_sales", "exports", "electricity_output")
_NEW = 3
"""Months a figure counts as new."""


def sizes_sentence(ledger: Ledger) -> Said:
    """How many figures of the place and of the country are known, from how many sources."""
    sizes = {"own": len(ledger.published), "national": len(pick(ledger.everything, geography=COUNTRY))}
    sizes["sources"] = ledger.everything["source_id"].nunique()
    words = {name: wording.number(size, 0, ledger.language) for name, size in sizes.items()}
    return ledger.say("as_known_national" if ledger.place == COUNTRY else "as_known", **words)


def sizes_table(ledger: Ledger) -> pd.DataFrame | Said:
    """How many figures of each indicator were published for which year."""
    return ledger.nothing("any") if ledger.published.empty else rows_table(ledger.published, ledger.language)


def draw_coverage(ledger: Ledger) -> Shown:
    """The periods that figures of the headline indicators speak of."""
    rows = _headlines(ledger.published)
    rows = rows[rows["period"] >= str(ledger.since.year - 1)]
    if rows.empty:
        return ledger.nothing("any")
    codes = [code for code in dict.fromkeys([*_HEADLINE, *rows["indicator"]]) if code in set(rows["indicator"])]
    spans = coverage(rows, codes, ledger.language)
    caption = ledger.caption("coverage", rows, "month", "period_type", **_months_of_first(rows, codes, ledger))
    return ledger.drawn(charts.timeline, spans, caption=caption)


def newest_table(ledger: Ledger) -> pd.DataFrame | Said:
    """The headline indicators' figures of the last three months, newest print of each."""
    first = pd.Period(ledger.as_of, "M") - _NEW
    rows = newest_prints(_headlines(ledger.own))
    rows = rows[rows["published"] >= str(first)]
    return ledger.nothing("any") if rows.empty else figures_table(rows, ledger.language)


def report_sentence(ledger: Ledger) -> Said:
    """Which report on the place is the newest."""
    rows = _newest_report(ledger)
    if rows.empty:
        return ledger.nothing("any")
    source = load_sources(ledger.data).loc[rows["source_id"].iloc[0]]
    day = wording.day(rows["published"].iloc[0], ledger.language)
    publisher = wording.publisher(source["publisher"], ledger.language)
    return ledger.say("newest_report", count=len(rows), title=source["title"], publisher=publisher, day=day)


def report_table(ledger: Ledger) -> pd.DataFrame | Said:
    """Every number of the newest report, as printed."""
    rows = _newest_report(ledger)
    return ledger.nothing("any") if rows.empty else figures_table(rows, ledger.language)


def plan_table(ledger: Ledger) -> pd.DataFrame | Said:
    """The targets of the year, earlier versions included."""
    return targets_table(ledger.targets, ledger.language) if ledger.targets else ledger.no_targets()


def plan_in_force_table(ledger: Ledger) -> pd.DataFrame | Said:
    """The targets of the year that are in force."""
    return targets_table(ledger.plan, ledger.language) if ledger.plan else ledger.no_targets()


def draw_plan_share(ledger: Ledger) -> Shown:
    """How much of each planned amount is done; an even pace where all are known to one month."""
    if not ledger.plan:
        return ledger.no_targets()
    shares = plan_shares(ledger.own, ledger.plan, ledger.language)
    if shares.empty:
        return ledger.nothing("plan_share")
    months = months_done(ledger.own, ledger.plan)
    even = 100 * max(months).month / 12 if len(set(months)) == 1 else None
    words = {
        "best": shares.idxmax(),
        "worst": shares.idxmin(),
        "months": wording.months_to(max(months), ledger.language),
    }
    ends = {"high": shares.max(), "low": shares.min()}
    words |= {role: wording.percent(value, 1, ledger.language) for role, value in ends.items()}
    planned = [target.indicator for target in ledger.plan if target.measure == "level"]
    rows = pick(ledger.this_year, indicator=planned, period_type="ytd", period=[str(month) for month in months])
    caption = ledger.caption("plan_share" if len(shares) > 1 else "plan_share_one", rows, **words)
    label = "" if even is None else ledger.say("even_pace", share=wording.percent(even, 0, ledger.language))
    return ledger.drawn(charts.plan_share, shares, even, pace_label=label, caption=caption)


def checks_sentence(ledger: Ledger) -> Said:
    """How many figures could be recomputed from others, and how many of them fit."""
    checks = report_checks(ledger.published, ledger.targets, ledger.year)
    if checks.empty:
        return ledger.say("no_checks")
    compared = checks["fits"].dropna()
    words = {"count": len(checks), "compared": len(compared)}
    return ledger.say("checks_sentence", **words, fits=int(compared.sum()), misfits=int((~compared).sum()))


def checks_shown(ledger: Ledger) -> pd.DataFrame | Said:
    """The figures recomputed from others: what was printed, and whether they fit."""
    checks = report_checks(ledger.published, ledger.targets, ledger.year)
    return ledger.say("no_checks") if checks.empty else checks_table(checks, ledger.language)


def readings_sentence(ledger: Ledger) -> Said:
    """What a plan's amount and growth imply together for the year before, beside what was printed for it."""
    checks = pick(report_checks(ledger.published, ledger.targets, ledger.year), check="plan_base")
    told = [_reading(check, ledger) for check in checks.to_dict("records")]
    return Said("\n\n".join(told)) if told else ledger.say("one_reading")


def base_checks(ledger: Ledger, code: str) -> pd.DataFrame:
    """What the plan of an indicator gives for its base, by check; nothing where it gives none."""
    checks = report_checks(ledger.published, ledger.targets, ledger.year)
    checks = pick(checks, part=code, check=["plan_base", "plan_grown", "grown"])
    known = checks if "plan_base" in set(checks["check"]) else checks.head(0)
    return known.set_index("check", drop=False)


def base_table(ledger: Ledger, code: str) -> pd.DataFrame | Said:
    """What the plan of an indicator implies for the year before, and what its amount asks for on the printed base."""
    checks = base_checks(ledger, code)
    return ledger.say("one_reading") if checks.empty else checks_table(checks, ledger.language)


def base_sentence(ledger: Ledger, code: str) -> Said:
    """The same in words."""
    checks = base_checks(ledger, code)
    if not {"plan_base", "plan_grown"} <= set(checks.index):
        return ledger.say("one_reading")
    base, rate = checks.loc["plan_base"], checks.loc["plan_grown"]
    more = growth(base["printed"], base["recomputed"])
    amounts = {"implied": round(base["recomputed"]), "published": base["printed"]}
    words = {role: wording.printed(value, base["unit"], ledger.language) for role, value in amounts.items()}
    value = wording.percent(abs(more), 1, ledger.language)
    words["more"] = wording.sentence("more_by" if more >= 0 else "less_by", ledger.language, value=value)
    shares = {"needed": rate["recomputed"], "stated": rate["printed"]}
    words |= {role: wording.percent(value, 1, ledger.language, signed=True) for role, value in shares.items()}
    return ledger.say("base_gap", **words | {"year": ledger.year - 1})


def corrections_sentence(ledger: Ledger) -> Said:
    """How many figures are not used as printed."""
    rules = _corrections(ledger)["rule"].value_counts()
    return ledger.say("corrections_sentence", unused=rules.get("not_used", 0), read=rules.get("read_as", 0))


def unused_table(ledger: Ledger) -> pd.DataFrame | Said:
    """Figures of the place and of the country that are not used as evidence, with the reason."""
    rows = pick(_corrections(ledger), rule="not_used")
    return ledger.nothing("unused") if rows.empty else corrections_table(rows, ledger.language)


def draw_events(ledger: Ledger) -> Shown:
    """When events of the place and of the country fell, by kind."""
    events = ledger.events
    if events.empty:
        return ledger.nothing("events")
    rows = event_rows(events, ledger.language)
    places = ", ".join(wording.term("geography", code, ledger.language) for code in events["geography"].unique())
    words = {"count": len(events), "most": rows["row"].value_counts().index[0], "places": places}
    caption = ledger.caption("events", events, "month", "period_type", **words)
    return ledger.drawn(charts.timeline, rows, caption=caption)


def dated_events(ledger: Ledger) -> pd.DataFrame | Said:
    """Events of the place and of the country by date."""
    return ledger.nothing("events") if ledger.events.empty else events_table(ledger.events, ledger.language)


def _reading(check: dict[str, Any], ledger: Ledger) -> str:
    level = wording.printed(check["a"], check["unit"], ledger.language)
    words = {"level": level, "used": level, "growth": wording.percent(check["b"], 1, ledger.language, signed=True)}
    bases = {"implied": round(check["recomputed"]), "published": check["printed"]}
    words |= {role: wording.printed(value, check["unit"], ledger.language) for role, value in bases.items()}
    return ledger.say("two_readings", base_year=check["period"], **words)


def _headlines(facts: pd.DataFrame) -> pd.DataFrame:
    """Figures of the headline indicators as wholes; where the place has none of them, those of all it has."""
    totals = pick(facts, sector="total")
    headlines = pick(totals, indicator=_HEADLINE)
    return totals if headlines.empty else headlines


def _months_of_first(rows: pd.DataFrame, codes: list[str], ledger: Ledger) -> dict[str, object]:
    """How many months of their own the first indicator with any has, and out of how many."""
    months = pick(rows, period_type="month")
    named = next((code for code in codes if code in set(months["indicator"])), codes[0])
    own = pd.PeriodIndex(sorted(set(pick(months, indicator=named)["period"])), freq="M")
    ends = [own[0], own[-1]] if len(own) else [ledger.since, pd.Period(ledger.as_of, "M")]
    first, last = (wording.month(month, ledger.language) for month in ends)
    words = {"name": wording.indicator_name(named, ledger.language, short=True), "indicators": len(codes)}
    return words | {"first": first, "last": last, "count": len(own), "span": (ends[1] - ends[0]).n + 1}


def _newest_report(ledger: Ledger) -> pd.DataFrame:
    """The figures of the report published last; of several on one day that with most figures."""
    last = ledger.published[ledger.published["published"] == ledger.published["published"].max()]
    return last[last["source_id"] == last["source_id"].mode()[0]] if len(last) else last


def _corrections(ledger: Ledger) -> pd.DataFrame:
    known = pick(load_corrections(ledger.data), geography=[ledger.place, COUNTRY])
    return known[known["published"] <= ledger.as_of]
