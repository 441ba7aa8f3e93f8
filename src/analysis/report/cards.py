"""Cards: one topic of published figures as a chart; which figures a card shows stands in cards.csv."""

from functools import cache
from importlib.resources import files

import pandas as pd
from matplotlib.figure import Figure

from analysis import charts, wording
from analysis.ledger import WHOLE, newest_prints
from analysis.ledger.names import one_of
from analysis.ledger.vocabulary import INDUSTRY
from analysis.periods import months_of
from analysis.report.drawings.drawing import caption

_SPACING = {"month": 1, "ytd": 1}
"""Months between two figures that a line may join; of years, quarters and points twelve."""


@cache
def cards() -> pd.DataFrame:
    """Every card by its name: indicator, sector, measure and period_type (codes parted by "|"), and its chart."""
    with files("analysis.report").joinpath("cards.csv").open(encoding="utf-8") as table:
        return pd.read_csv(table, dtype=str, keep_default_na=False).set_index("card")


def card(facts: pd.DataFrame, name: str, place: str, as_of: str, lang: str = "vi") -> Figure | str:
    """The newest prints of one topic: lines over time, or of each series the newest; a sentence where there are none.

    `facts`: usable figures of the place in the ledger's columns. An unknown card is a `KeyError` that proposes the
    nearest.
    """
    topic = cards().loc[one_of("card", name, cards().index)]
    rows = _about(facts, topic, lang)
    what = wording.indicator_name(topic["indicator"].split("|")[0], lang)
    told = {"place": wording.term("geography", place, lang), "what": what, "day": as_of}
    if rows.empty:
        return wording.sentence("card_nothing", lang, **told)
    newest = rows.iloc[-1]
    said = caption("card_title", "card_subtitle", rows, as_of, lang, **newest.to_dict() | told)
    if topic["chart"] == "lines":
        table = rows.pivot_table("value", "month", "name", aggfunc="last")
        spacing = _SPACING.get(topic["period_type"], 12)
        return charts.on_paper(charts.lines, table, caption=said, lang=lang, spacing=spacing)
    signed = newest["unit"] == "percent" and topic["measure"] != ""
    shown = rows[rows["month"].dt.year == newest["month"].year].groupby("name")["value"].last()
    return charts.on_paper(charts.bars, shown, caption=said, lang=lang, signed=signed)


def _about(facts: pd.DataFrame, topic: pd.Series, lang: str) -> pd.DataFrame:
    """The newest prints a card is about, oldest month first, with `month` and the reader's `name` of each series."""
    rows = newest_prints(facts)
    for column in ("indicator", "measure", "period_type"):
        if topic[column]:
            rows = rows[rows[column].isin(topic[column].split("|"))]
    if topic["sector"] == "BRANCHES":
        rows = rows[~rows["sector"].isin([WHOLE, *INDUSTRY])]
    elif topic["sector"]:
        rows = rows[rows["sector"].isin(INDUSTRY if topic["sector"] == "INDUSTRY" else topic["sector"].split("|"))]
    names = [wording.part_name(*series, lang) for series in rows[["indicator", "sector"]].itertuples(index=False)]
    months = [months_of(*span)[-1] for span in rows[["period_type", "period"]].itertuples(index=False)]
    rows = rows.assign(name=names, month=pd.PeriodIndex(months, freq="M"))
    return rows.sort_values(["month", "published"], kind="stable")
