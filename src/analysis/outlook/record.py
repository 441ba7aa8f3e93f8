"""What became of past plans and of the estimates that offices gave of whole years, and what growth was made of."""

from collections.abc import Callable, Iterable, Iterator
from math import nan

import pandas as pd

from analysis.growth import growth
from analysis.identities import PARTS
from analysis.ledger import WHOLE, newest_prints
from analysis.ledger.targets import Target, in_force
from analysis.outlook.progress import GROWTH, LEVEL, printed_year, prints
from analysis.outlook.verdicts import as_good

_KEY = ["indicator", "sector", "measure"]
_ROUNDING = 0.005
"""A rest below this share of the whole is rounding, and has no growth of its own."""
_STATED = [*_KEY, "year", "kind", "set_by", "published", "upper"]


def record(targets: Iterable[Target], facts: pd.DataFrame, chance: Callable[[Target], float]) -> pd.DataFrame:
    """Every plan of one year whose outcome was printed, one row a plan as first stated, oldest year first.

    Columns: indicator, sector, measure, year, kind, set_by, published, `target` and `upper` (NaN unless a range),
    `implied` (`chance` of the plan: what was known on the day it was stated made of it), `outturn` (the newest print;
    of a growth not printed that of the printed levels), `met`, and `error`: the outturn less the plan, in per cent of
    a level, in points of growth.
    """
    rows = []
    for one in _first_stated(targets):
        own = facts[(facts["indicator"] == one.indicator) & (facts["sector"] == one.sector)]
        outturn = printed_year(prints(own), one.measure, one.year)
        if pd.notna(outturn):
            error = growth(outturn, one.value) if one.measure == LEVEL else outturn - one.value
            met = bool(as_good(pd.Series([outturn]), one).iloc[0])
            told = {name: getattr(one, name) for name in _STATED} | {"target": one.value, "implied": chance(one)}
            rows.append(told | {"outturn": outturn, "met": met, "error": error})
    columns = [*_STATED[:-1], "target", "upper", "implied", "outturn", "met", "error"]
    return pd.DataFrame(rows, columns=columns).astype({"upper": float})


def official_estimates(facts: pd.DataFrame) -> pd.DataFrame:
    """Every estimate of a whole year that was printed before the year was out, beside the newest print after it.

    Columns: geography, indicator, sector, measure, year, `published`, `days_left` of the year on that day, `estimate`,
    `outturn`, and `error`: the outturn less the estimate, in per cent of a level, in points of growth.
    """
    whole = facts[(facts["period_type"] == "year") & facts["measure"].isin([LEVEL, GROWTH])]
    left = pd.to_datetime(whole["period"] + "-12-31") - pd.to_datetime(whole["published"])
    whole = whole.assign(year=whole["period"].astype(int), days_left=left.dt.days)
    series = ["geography", *_KEY, "year"]
    later = newest_prints(whole[whole["days_left"] < 0]).set_index(series)["value"].rename("outturn")
    early = whole[whole["days_left"] >= 0].rename(columns={"value": "estimate"})
    rows = early.merge(later, left_on=series, right_index=True)
    rows = rows[[*series, "published", "days_left", "estimate", "outturn"]]
    of_level = growth(rows["outturn"], rows["estimate"])
    rows["error"] = of_level.where(rows["measure"] == LEVEL, rows["outturn"] - rows["estimate"])
    return rows.sort_values(["year", "published", *series[1:4]], ignore_index=True)


def contributions(facts: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Who made the growth of a whole, as printed: one row a period and part, points that add up to the whole's growth.

    Index (period_type, period, sector), the whole's own row first and the `rest` that no part explains last; columns
    `level`, `growth` (per cent on the year), `base` (the level a year before that both imply) and `points`. Periods of
    which level and growth of the whole and of at least one part were printed; a part is left out where its own parts
    stand beside it.
    """
    own = newest_prints(facts[(facts["indicator"] == indicator) & facts["measure"].isin([LEVEL, GROWTH])])
    table = own.pivot_table("value", ["period_type", "period", "sector"], "measure").reindex(columns=[LEVEL, GROWTH])
    table = table.dropna().rename(columns={GROWTH: "growth"})
    table["base"] = table["level"] / (1 + table["growth"] / 100)
    spans = [_with_rest(span, indicator) for _, span in table.groupby(level=["period_type", "period"])]
    return pd.concat([span for span in spans if len(span) > 2] or [table.assign(points=nan).iloc[:0]])


def _with_rest(span: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """One period's rows: the whole, its parts, and what is left."""
    names = set(span.index.get_level_values("sector"))
    if WHOLE not in names:
        return span.iloc[:0]
    doubled = {name for name in names - {WHOLE} if (own := PARTS.get((indicator, name))) and names >= set(own)}
    period = span.index[0][:2]
    parts = span.drop(index=[(*period, name) for name in doubled | {WHOLE}])
    whole = span.loc[[(*period, WHOLE)]]
    rest = whole.droplevel("sector") - parts.groupby(level=["period_type", "period"]).sum()
    least = (rest[["level", "base"]] / whole[["level", "base"]].to_numpy()).min(axis=1)
    grown = growth(rest["level"], rest["base"]).where(least > _ROUNDING)
    rest = rest.assign(growth=grown, sector="rest").set_index("sector", append=True)
    rows = pd.concat([whole, parts, rest])
    return rows.assign(points=100 * (rows["level"] - rows["base"]) / whole["base"].iloc[0])


def _first_stated(targets: Iterable[Target]) -> Iterator[Target]:
    """Each plan of one year on the day it was first stated; bounds stated on one day are one range."""
    told, given = set(), [one for one in targets if one.first_year == one.year]
    for year, day in sorted({(one.year, one.published) for one in given}):
        for one in in_force([own for own in given if (own.year, own.published) == (year, day)], year):
            said = (one.series, one.measure, year, one.bounds)
            if said not in told:
                told.add(said)
                yield one
