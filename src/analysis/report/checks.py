"""What reports say of a year, recomputed from their own figures."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis import wording
from analysis.growth import growth
from analysis.identities import Residual, residuals
from analysis.ledger import FIGURE, Figure, newest_prints, usable
from analysis.ledger.targets import Target, in_force
from analysis.ledger.vocabulary import INDUSTRY, WHOLE

_COLUMNS = ["check", "part", "period_type", "period", "a", "b", "printed", "recomputed", "unit"]
_FLOWS = ("retail_sales", "industrial_output", "exports", "imports", "electricity_output")

Check = tuple[str, str, str, str, float, float, float | None, float, str]
"""As the columns of `report_checks`, without `fits`."""


def report_checks(facts: pd.DataFrame, targets: list[Target], year: int) -> pd.DataFrame:
    """What can be recomputed of a place's year, one row a check; what needs a figure nobody printed is left out.

    Columns: check (a code), part (of what: an indicator, or a counted part), period_type, period, a and b (the figures
    it starts from), printed (missing where nothing was printed to compare with), recomputed, unit, fits (true, false or
    missing). `targets`: every version of the year's.
    """
    newest = newest_prints(facts)
    plan = {(target.indicator, target.measure): target.value for target in in_force(targets, year)}
    of = {code: _Printed(newest[newest["sector"] == WHOLE], code) for code in (*_FLOWS, "iip")}
    rows = [row for code in _FLOWS for row in _flow(of[code], plan, targets, year)]
    rows += _parts(of["industrial_output"], _sectors(newest))
    rows += [*_balance(of["exports"], of["imports"], year), *_weight(of["iip"], year), *_counted(facts, year)]
    checks = pd.DataFrame(rows, columns=_COLUMNS).astype({"printed": float, "recomputed": float})
    fits = [_fits(*pair) for pair in zip(checks["printed"], checks["recomputed"], strict=True)]
    return checks.assign(fits=pd.array(fits, dtype="boolean"))


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


class _Printed:
    """The newest prints of one indicator's totals; what was not printed is None."""

    def __init__(self, totals: pd.DataFrame, indicator: str) -> None:
        own = totals[totals["indicator"] == indicator]
        keys = zip(own["measure"], own["period_type"], own["period"], strict=True)
        self.indicator = indicator
        self._figures = dict(zip(keys, own[["value", "unit"]].itertuples(index=False), strict=True))

    def __call__(self, measure: str, kind: str, period: object) -> float | None:
        figure = self._figures.get((measure, kind, str(period)))
        return float(figure.value) if figure else None

    def months(self, measure: str, year: int) -> list[pd.Period]:
        """The last months of the year's year-to-date figures of a measure, oldest first."""
        own = [period for known, kind, period in self._figures if (known, kind) == (measure, "ytd")]
        return sorted(pd.Period(period, "M") for period in own if period[:4] == str(year))

    def row(self, check: str, kind: str, period: object, *figures: float | None, unit: str = "") -> Check:
        """A check of this indicator: a, b, printed, recomputed; its unit is that of the levels where none is given."""
        units = [figure.unit for (measure, *_), figure in self._figures.items() if measure == "level"]
        return (check, self.indicator, kind, str(period), *figures, unit or units[-1])


def _flow(of: _Printed, plan: dict[tuple[str, str], float], targets: list[Target], year: int) -> Iterator[Check]:
    for month in of.months("level", year)[-1:]:
        yield from _so_far(of, month, plan.get((of.indicator, "level")))
    for month in [m for m in of.months("level", year) if m.month > 1 and of("level", "month", m)][-1:]:
        to_date, single = of("level", "ytd", month), of("level", "month", month)
        yield of.row("less_month", "ytd", month - 1, to_date, single, of("level", "ytd", month - 1), to_date - single)
    yield from _readings(of, plan, targets, year)
    now, before, rate = (*(of("level", "year", one) for one in (year - 1, year - 2)), _rate(of, year - 1))
    if now and before:
        yield of.row("grown", "year", year - 1, now, before, rate, growth(now, before), unit="percent")


def _so_far(of: _Printed, month: pd.Period, plan: float | None) -> Iterator[Check]:
    """The year to a month against the plan and against the year before."""
    done, share, rate = (of(measure, "ytd", month) for measure in ("level", "share_of_plan_pct", "growth_yoy_pct"))
    if plan:
        yield of.row("share", "ytd", month, done, plan, share, 100 * done / plan, unit="percent")
    if plan and share:
        yield of.row("plan", "ytd", month, done, share, plan, 100 * done / share)
    if rate is not None:
        yield of.row("base", "ytd", month - 12, done, rate, of("level", "ytd", month - 12), _base(done, rate))


def _readings(of: _Printed, plan: dict[tuple[str, str], float], targets: list[Target], year: int) -> Iterator[Check]:
    """A plan's amount and growth against the year before; those of its first version too, where it was changed."""
    level, rate = (plan.get((of.indicator, measure)) for measure in ("level", "growth_yoy_pct"))
    before = of("level", "year", year - 1)
    if level and rate is not None:
        yield of.row("plan_base", "year", year - 1, level, rate, before, _base(level, rate))
    if level and rate is not None and before:
        yield of.row("plan_grown", "year", year, level, before, rate, growth(level, before), unit="percent")
    first = [target for target in targets if target.indicator == of.indicator and target.year == year]
    first = [target for target in first if target.published == first[0].published]
    levels, rates = ({t.value for t in first if t.measure == one} for one in ("level", "growth_yoy_pct"))
    for amount in levels - {level}:
        for one in sorted(rates):
            yield of.row("first_base", "year", year - 1, amount, one, before, _base(amount, one))


def _parts(totals: _Printed, parts: pd.DataFrame) -> Iterator[Check]:
    """The sectors of the newest year in which several were printed, against their total."""
    years = parts["period"].value_counts()
    for year in years[years > 1].sort_index().index[-1:]:
        own = parts[parts["period"] == year]
        whole = totals("level", "year", year)
        yield totals.row("sum", "year", year, len(own), float(year), whole, own["value"].sum())


def _balance(exports: _Printed, imports: _Printed, year: int) -> Iterator[Check]:
    for month in exports.months("level", year)[-1:]:
        sold, bought = exports("level", "ytd", month), imports("level", "ytd", month)
        if bought:
            yield exports.row("balance", "ytd", month, sold, bought, None, sold - bought)


def _weight(iip: _Printed, year: int) -> Iterator[Check]:
    """The weight of the newest month in the year to date that its growth and two year-to-date rates imply."""
    for month in iip.months("growth_yoy_pct", year)[-1:]:
        now, single = iip("growth_yoy_pct", "ytd", month), iip("growth_yoy_pct", "month", month)
        before = iip("growth_yoy_pct", "ytd", month - 1) if month.month > 1 else None
        if before is not None and single is not None and single != before:
            weight = 100 * (now - before) / (single - before)
            yield iip.row("weight", "ytd", month, before, now, None, weight, unit="percent")


def _counted(facts: pd.DataFrame, year: int) -> list[Check]:
    newest = newest_prints(out_of(facts))
    newest = newest[newest["period"].str.startswith(str(year)) & ~newest["period"].str.contains("Q")]
    parts = newest["sector"].where(newest["sector"] != WHOLE, newest["indicator"])
    rows = zip(parts, newest["period_type"], newest["period"], newest["value"], newest["whole"], strict=True)
    return [("out_of", *row, None, 100 * row[3] / row[4], "percent") for row in rows]


def _sectors(newest: pd.DataFrame) -> pd.DataFrame:
    """Levels of industrial output by sector and whole year."""
    wanted = {"indicator": "industrial_output", "measure": "level", "period_type": "year"}
    own = newest[(newest[list(wanted)] == list(wanted.values())).all(axis=1)]
    return own[own["sector"].isin(INDUSTRY)]


def _rate(of: _Printed, year: int) -> float | None:
    return of("growth_yoy_pct", "year", year)


def _base(level: float, rate: float) -> float:
    return level / (1 + rate / 100)


def _fits(printed: float, recomputed: float) -> bool | None:
    """Whether the recomputed figure rounds to the printed one."""
    if pd.isna(printed):
        return None
    decimals = len(repr(float(printed)).removesuffix(".0").partition(".")[2])
    return bool(abs(printed - recomputed) <= 0.5 * 10.0**-decimals + 1e-9)
