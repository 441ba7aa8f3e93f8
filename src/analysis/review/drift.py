"""The national IIP with its month-on-month rates chained, beside the levels that growth on the year implies."""

import pandas as pd

from analysis import charts, wording
from analysis.growth import growth, on_the_year
from analysis.ledger import WHOLE
from analysis.review.ledger import Ledger, Said, Shown, pick
from analysis.review.views import names, over_time


def side_by_side(chain: pd.Series, levels: pd.DataFrame) -> pd.DataFrame:
    """The chained level and the median of joint levels by month (columns chained, from_levels), from 100 on."""
    slow = levels.median(axis=1).loc[chain.index]
    return pd.DataFrame({"chained": chain, "from_levels": 100 * slow / slow.iloc[0]})


def drift_a_year(both: pd.DataFrame) -> float:
    """By how many per cent a year the chained level leaves the other one."""
    start, end = (both["chained"] / both["from_levels"]).iloc[[0, -1]]
    return 100 * ((end / start) ** (12 / (len(both) - 1)) - 1)


def draw_drift(ledger: Ledger, both: pd.DataFrame, figures: pd.DataFrame) -> Shown:
    """Both levels by month."""
    drift = growth(both["chained"].iloc[-1], both["from_levels"].iloc[-1])
    value = wording.percent(abs(drift), 0, ledger.language)
    more = wording.sentence("more_by" if drift >= 0 else "less_by", ledger.language, value=value)
    words = {"count": len(both) - 1, "month": wording.month(both.index[-1], ledger.language), "drift": more}
    caption = ledger.caption("drift", figures, unit="index_first", group="chart", **words)
    return ledger.drawn(charts.lines, names(both, ledger.language, "chart"), caption=caption)


def drift_sentence(ledger: Ledger, both: pd.DataFrame) -> Said:
    """How fast the chained level drifts, and why it may."""
    return ledger.say("drift_sentence", yearly=wording.percent(drift_a_year(both), 0, ledger.language))


def decembers_table(ledger: Ledger, both: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Each December on the December before: by both levels, and as printed."""
    printed = over_time(pick(figures, measure="growth_yoy_pct"))[WHOLE]
    table = on_the_year(both).assign(printed_december=printed)
    table = names(table[table.index.month == 12].dropna(), ledger.language, "chart")
    table = table.set_axis(table.index.year.to_numpy())
    return table.map(lambda value: wording.percent(value, 1, ledger.language, signed=True))
