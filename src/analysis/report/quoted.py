"""The published figures a report quotes: the newest print of each, by the part of the report that quotes it."""

import pandas as pd

from analysis import wording
from analysis.ledger import INDUSTRY, WHOLE, newest_prints, usable
from analysis.outlook.answer import Answer

_PERIODS = ["month", "ytd", "year"]
GROWTH, LEVEL, ON_THE_MONTH = "growth_yoy_pct", "level", "growth_mom_pct"


def quoted(answers: list[Answer], facts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Rows of the ledger by part of the report: levels, trade, index, sectors, branches, products, counts.

    `facts`: those of the province as known on the day. A part without a figure of the plan year is empty.
    """
    known, year = newest_prints(usable(facts, wording.folder())), answers[0].target.year
    now = known[known["period"].str.startswith(str(year))]
    index = now[now["indicator"] == "iip"]
    levels = [answer for answer in answers if answer.target.measure == LEVEL]
    return {
        "levels": pd.concat([now[:0], *(_to_date(now, answer) for answer in levels)]),
        "table": pd.concat([now[:0], *(_in_table(known, answer) for answer in answers)]),
        "trade": _newest(_of(now, "imports", [WHOLE], ["ytd"])),
        "index": _with_year_before(known, _newest(_of(index, "iip", [WHOLE], ["month", "ytd"]))),
        "sectors": _newest(_of(index, "iip", list(INDUSTRY), _PERIODS, [GROWTH])),
        "branches": _longest(index[~index["sector"].isin([WHOLE, *INDUSTRY])]),
        "products": _longest(now[now["indicator"] == "product_output"]),
        "counts": _newest(now[now["indicator"] == "key_products_growing"], ["ytd"]),
    }


def gathered(parts: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Every quoted figure once, in the order of the report."""
    return pd.concat(parts.values()).drop_duplicates()


def _to_date(now: pd.DataFrame, answer: Answer) -> pd.DataFrame:
    own = _of(now, answer.target.indicator, [answer.target.sector], ["ytd", "year"], [LEVEL, GROWTH])
    # the figure of a whole year stands for January to December
    return own[own["period"].isin([str(answer.last), str(answer.last.year)][: 1 + (answer.last.month == 12)])]


def _in_table(known: pd.DataFrame, answer: Answer) -> pd.DataFrame:
    """The month and the year to date that the plan table shows, and the base of a planned level."""
    target, year = answer.target, str(answer.target.year)
    own = _of(known, target.indicator, [target.sector], _PERIODS, [target.measure])
    month = own[(own["period_type"] == "month") & own["period"].str.startswith(year)]
    base = own[(own["period"] == str(target.year - 1)) & (own["measure"] == LEVEL)]
    to_date = _of(known, target.indicator, [target.sector], ["ytd"], [GROWTH])
    return pd.concat([_newest(month), to_date[to_date["period"] == str(answer.last)], base])


def _of(
    facts: pd.DataFrame,
    indicator: str,
    sectors: list[str],
    kinds: list[str],
    measures: tuple[str, ...] | list[str] = (LEVEL, ON_THE_MONTH, GROWTH),
) -> pd.DataFrame:
    own = facts[(facts["indicator"] == indicator) & facts["sector"].isin(sectors)]
    return own[own["period_type"].isin(kinds) & own["measure"].isin(measures)]


def _newest(facts: pd.DataFrame, kinds: list[str] | None = None) -> pd.DataFrame:
    """The figures of the newest period of each series and kind of period."""
    facts = facts[facts["period_type"].isin(kinds)] if kinds else facts
    newest = facts.groupby(["indicator", "sector", "period_type"])["period"].transform("max")
    return facts[facts["period"] == newest]


def _longest(facts: pd.DataFrame) -> pd.DataFrame:
    """Growth on the year of each part: its newest period to date, or its newest month where there is none."""
    growth = facts[(facts["measure"] == GROWTH) & facts["period_type"].isin(["month", "ytd"])]
    ordered = growth.sort_values(["period_type", "period"], kind="stable")
    return ordered.drop_duplicates("sector", keep="last").sort_values("value", ascending=False, kind="stable")


def _with_year_before(known: pd.DataFrame, newest: pd.DataFrame) -> pd.DataFrame:
    to_date = newest.loc[newest["period_type"] != "month", "period"]
    before = {f"{int(period[:4]) - 1}{period[4:]}" for period in to_date}
    earlier = _of(known, "iip", [WHOLE], ["ytd", "year"], [GROWTH])
    return pd.concat([newest, earlier[earlier["period"].isin(before)]])
