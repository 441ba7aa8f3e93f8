"""What reports say of a year, recomputed from their own figures."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from operator import sub
from typing import Any

import pandas as pd

from analysis import wording
from analysis.growth import growth
from analysis.identities import PARTS, PLAN, PLAN_GROWTH, Residual, half_digit, plans, residuals
from analysis.ledger import FIGURE, WHOLE, Figure, newest_prints, usable
from analysis.ledger.targets import Target, in_force

_COLUMNS = ["check", "part", "period_type", "period", "a", "b", "printed", "recomputed", "unit"]
_FLOWS = ("retail_sales", "industrial_output", "exports", "imports", "electricity_output")

Check = tuple[str, str, str, str, float, float, float | None, float, str]
"""As the columns of `report_checks`, without `fits`."""
Known = Mapping[Figure, tuple[float, str]]
"""The newest prints, and the plans in force, with their units."""


def report_checks(facts: pd.DataFrame, targets: list[Target], year: int) -> pd.DataFrame:
    """What can be recomputed of a place's year, one row a check; what needs a figure nobody printed is left out.

    Columns: check (a code), part (of what: an indicator, or a counted part), period_type, period, a and b (the figures
    it starts from), printed (missing where nothing was printed to compare with), recomputed, unit, fits (true, false or
    missing). `targets`: every version of the year's.
    """
    newest = newest_prints(facts)[[*FIGURE, "value", "unit"]].itertuples(index=False, name=None)
    known = {Figure(*key): (value, unit) for *key, value, unit in newest}
    known |= {figure: (plan.value, plan.unit) for figure, plan in plans(in_force(targets, year)).items()}
    rows = []
    for place in facts["geography"].unique():
        of = {code: Figure(place, code, WHOLE, "ytd", f"{year}-12", "level") for code in (*_FLOWS, "iip")}
        rows += [row for code in _FLOWS for row in _flow(known, of[code], targets)]
        rows += _parts(known, of["industrial_output"])
        rows += [*_balance(known, of["exports"], of["imports"]), *_weight(known, of["iip"])]
    checks = pd.DataFrame([*rows, *_counted(facts, year)], columns=_COLUMNS)
    checks = checks.astype({"printed": float, "recomputed": float})
    gaps = (checks["printed"] - checks["recomputed"]).abs() <= checks["printed"].map(half_digit) + 1e-9
    return checks.assign(fits=gaps.astype("boolean").mask(checks["printed"].isna()))


def contradictions(facts: pd.DataFrame, year: int) -> list[Residual]:
    """Newest prints of a year and the year before that others contradict beyond rounding and revision, worst first."""
    newest = newest_prints(usable(facts, wording.folder()))[[*FIGURE, "value"]]
    known = {Figure(*key): value for *key, value in newest.itertuples(index=False)}
    own = [figure for figure in known if int(figure.period[:4]) in (year - 1, year)]
    found = [one for one in residuals(known.get, own) if one.gap > one.identity.allowed[0]]
    return sorted(found, key=lambda one: -one.gap / one.identity.allowed[0])


def out_of(facts: pd.DataFrame) -> pd.DataFrame:
    """Counts whose whole the source states ("11 of 21 key products"), with the whole and the share in per cent."""
    wholes = facts["note"].str.extract(r"^of (\d+)", expand=False)
    counted = facts[wholes.notna()].assign(whole=wholes.dropna().astype(float))
    return counted.assign(share=100 * counted["value"] / counted["whole"])


def check_words(check: dict[str, Any], language: str = "vi") -> str:
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


def _flow(known: Known, december: Figure, targets: list[Target]) -> Iterator[Check]:
    """The year to its newest month against plan and year before, the plan against both, the year before by itself."""
    row, rate = partial(_row, known), "growth_yoy_pct"
    plan = december.at(period_type="year", period=december.period[:4], measure=PLAN)
    planned, last = plan.at(measure=PLAN_GROWTH), plan.ago(12).at(measure="level")
    for to_date in _newest(known, december):
        share = to_date.at(measure="share_of_plan_pct")
        yield from row("share", to_date, (to_date, plan), _share, share, "percent")
        yield from row("plan", to_date, (to_date, share), _share, plan) if plan in known else ()
        yield from row("base", to_date.ago(12), (to_date, to_date.at(measure=rate)), _base, to_date.ago(12))
    for to_date in _newest(known, december, "month"):
        before, needs = to_date.ago(1), (to_date, to_date.at(period_type="month"))
        yield from row("less_month", before, needs, sub, before) if to_date.month > 1 else ()
    yield from row("plan_base", last, (plan, planned), _base, last)
    yield from row("plan_grown", plan, (plan, last), growth, planned, "percent") if planned in known else ()
    yield from _first_plans(known, plan, last, targets)
    yield from row("grown", last, (last, last.ago(12)), growth, last.at(measure=rate), "percent")


def _first_plans(known: Known, plan: Figure, last: Figure, targets: list[Target]) -> Iterator[Check]:
    """The year before by the amounts and growth that the plan had in its first version, where it was changed."""
    own = [target for target in targets if target.series == plan.series and str(target.year) == plan.period]
    first = [target for target in own if target.published == own[0].published]
    rates = sorted({target.value for target in first if target.measure != "level"})
    for amount in sorted({(target.value, target.unit) for target in first if target.measure == "level"}):
        for rate in rates if amount != known.get(plan) else ():
            told = {plan: amount, plan.at(measure=PLAN_GROWTH): (rate, "percent")}
            yield from _row({**known, **told}, "first_base", last, tuple(told), _base, last)


def _row(
    known: Known,
    check: str,
    of: Figure,
    needs: Sequence[Figure],
    recomputed: Callable[..., float],
    printed: Figure | None = None,
    unit: str = "",
) -> Iterator[Check]:
    """A check of a figure by those it needs; its unit is that of the first of them where none is given."""
    found = [known[figure] for figure in needs if figure in known]
    if len(found) < len(needs):
        return
    values = [value for value, _ in found]
    told = known[printed][0] if printed in known else None
    with suppress(ZeroDivisionError):
        made = recomputed(*values)
        yield check, of.indicator, of.period_type, of.period, *values[:2], told, made, unit or found[0][1]


def _newest(known: Known, december: Figure, *spans: str) -> list[Figure]:
    """The year to the newest month of which it is known, and what these spans came to, as a list of one or none."""
    months = [december.ago(months) for months in range(12)]
    spans = ("ytd", *spans)
    return [one for one in months if all(one.at(period_type=span) in known for span in spans)][:1]


def _parts(known: Known, december: Figure) -> Iterator[Check]:
    """The sectors of the newest year in which several were printed, against their total."""
    total, sectors = december.at(period_type="year"), PARTS[december.indicator, WHOLE]
    own = [one for one in known if one.sector in sectors and one.at(sector=WHOLE, period=total.period) == total]
    years = Counter(one.period for one in own)
    for year in sorted(year for year, count in years.items() if count > 1)[-1:]:
        values, unit = [known[one][0] for one in own if one.period == year], known[own[0]][1]
        told = known.get(total.at(period=year), (None,))[0]
        yield "sum", total.indicator, "year", year, len(values), float(year), told, sum(values), unit


def _balance(known: Known, exports: Figure, imports: Figure) -> Iterator[Check]:
    for sold in _newest(known, exports):
        yield from _row(known, "balance", sold, (sold, sold.at(indicator=imports.indicator)), sub)


def _weight(known: Known, december: Figure) -> Iterator[Check]:
    """The weight of the newest month in the year to date that its growth and two year-to-date rates imply."""
    for now in _newest(known, december.at(measure="growth_yoy_pct")):
        needs = (now.ago(1), now, now.at(period_type="month"))
        yield from _row(known, "weight", now, needs, _weight_of, unit="percent") if now.month > 1 else ()


def _counted(facts: pd.DataFrame, year: int) -> list[Check]:
    newest = newest_prints(out_of(facts))
    newest = newest[newest["period"].str.startswith(str(year)) & ~newest["period"].str.contains("Q")]
    parts = newest["sector"].where(newest["sector"] != WHOLE, newest["indicator"])
    rows = zip(parts, newest["period_type"], newest["period"], newest["value"], newest["whole"], strict=True)
    return [("out_of", *row, None, 100 * row[3] / row[4], "percent") for row in rows]


def _share(part: float, whole: float) -> float:
    return 100 * part / whole


def _base(level: float, rate: float) -> float:
    return level / (1 + rate / 100)


def _weight_of(before: float, now: float, single: float) -> float:
    return 100 * (now - before) / (single - before)
