"""What the figures of a series imply together, month by month: pictures and tables, or that there are no figures."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis import charts, wording
from analysis.growth import on_the_year
from analysis.ledger import WHOLE, newest_prints
from analysis.review.ledger import Ledger, Said, Shown, pick
from analysis.review.residuals import (
    figure_name,
    range_words,
    residual_bars,
    residuals_sentence,
    residuals_table,
    width_words,
)
from analysis.review.sectors import contributions, sectors_table
from analysis.review.tables import figures_table
from analysis.review.views import over_time


@dataclass(frozen=True)
class Implied:
    """A series' published figures, the joint levels they imply, and how far each figure is from them.

    `levels`: months x paths by sector, the whole among them; `gaps`: the largest first; `last`: the last month that a
    figure speaks of.
    """

    figures: pd.DataFrame
    levels: Mapping[str, pd.DataFrame]
    gaps: pd.DataFrame
    last: pd.Period

    @property
    def whole(self) -> pd.DataFrame:
        """The joint levels of the whole."""
        return self.levels[WHOLE]

    @property
    def told(self) -> pd.DataFrame:
        """The gaps of every figure as printed last, and of earlier prints that contradict it."""
        return self.gaps[self.gaps["print"] != "earlier"]

    @property
    def is_amount(self) -> bool:
        """Whether the levels are amounts; else they are an index."""
        return bool((self.figures["measure"] == "level").any())


Series = Mapping[str, Implied]
"""By indicator; one without figures of recent years is left out."""


def figures_known(ledger: Ledger, series: Series, code: str) -> pd.DataFrame | Said:
    """Every printed figure of an indicator, the newest print of each."""
    known = code in series
    return figures_table(newest_prints(series[code].figures), ledger.language) if known else _none(ledger, code)


def gaps_sentence(ledger: Ledger, series: Series, code: str) -> Said:
    """How many figures of an indicator disagree with the others, and which one does most."""
    return Said(residuals_sentence(series[code].gaps, ledger.language)) if code in series else _none(ledger, code)


def gaps_table(ledger: Ledger, series: Series, code: str, most: int) -> pd.DataFrame | Said:
    """The figures of an indicator that are farthest from what the levels imply."""
    return residuals_table(series[code].told.head(most), ledger.language) if code in series else _none(ledger, code)


def draw_gaps(ledger: Ledger, series: Series, code: str, most: int) -> Shown:
    """Those figures by their gap in standard errors."""
    if code not in series:
        return _none(ledger, code)
    own, gaps = series[code], series[code].told.head(most)
    errors = wording.number(abs(gaps["standard_errors"].iloc[0]), 1, ledger.language)
    words = {"figure": figure_name(gaps.iloc[0], ledger.language), "errors": errors, "count": len(gaps)}
    unit = {"unit": "standard_errors", "group": "chart"}
    caption = ledger.caption("residuals", own.figures, **unit, name=_name(ledger, code), **words)
    return ledger.drawn(charts.bars, residual_bars(gaps, most, ledger.language), caption=caption)


def draw_levels(ledger: Ledger, series: Series, code: str) -> Shown:
    """The level of an indicator month by month."""
    if code not in series:
        return _none(ledger, code)
    own = series[code]
    unit = {"unit": "index_before", "group": "chart"}
    if own.is_amount:
        unit = {"unit": own.figures.loc[own.figures["measure"] == "level", "unit"].iloc[-1]}
    words = _words(ledger, code, own.whole.loc[own.last], 0 if own.is_amount else 1)
    caption = ledger.caption("levels", own.figures, **unit, **words)
    recent = own.whole.loc[ledger.since :]
    return ledger.drawn(charts.path, recent, own.last, caption=caption)


def width_sentence(ledger: Ledger, series: Series, code: str) -> Said:
    """The months whose level is known best and least."""
    if code not in series:
        return _none(ledger, code)
    recent = series[code].whole.loc[ledger.since : series[code].last]
    return ledger.say("levels_width", **width_words(recent, ledger.language))


def draw_months(ledger: Ledger, series: Series, code: str) -> Shown:
    """Growth of each month on the year, beside what was printed for months alone."""
    if code not in series:
        return _none(ledger, code)
    own = series[code]
    yearly = on_the_year(own.whole).dropna().loc[ledger.since :]
    if own.last not in yearly.index:
        return _none(ledger, code)
    months = over_time(pick(own.figures, measure="growth_yoy_pct"))
    dots = months[WHOLE].loc[ledger.since :] if WHOLE in months else None
    caption = ledger.caption("months_yoy", own.figures, **_words(ledger, code, yearly.loc[own.last], 1))
    return ledger.drawn(charts.path, yearly, own.last, caption=caption, prints=dots)


def weights_table(ledger: Ledger, series: Series, code: str) -> pd.DataFrame | Said:
    """Weight, growth and contribution of each sector of an indicator."""
    if not _is_divided(series, code):
        return ledger.nothing("sectors")
    return sectors_table(series[code].levels, series[code].last, ledger.language)


def draw_contributions(ledger: Ledger, series: Series, code: str) -> Shown:
    """The points that each sector of an indicator gave to its growth of the year to date."""
    if not _is_divided(series, code):
        return ledger.nothing("sectors")
    own = series[code]
    points = contributions(own.levels, own.last, ledger.language)
    amounts = {"points": points.max(), "whole": points.sum()}
    words = {role: wording.number(value, 1, ledger.language) for role, value in amounts.items()}
    words |= {"months": wording.months_to(own.last, ledger.language), "sector": points.idxmax()}
    unit = "percentage_points"
    caption = ledger.caption("contributions", own.figures, unit, name=_name(ledger, code), **words)
    return ledger.drawn(charts.bars, points, caption=caption)


def _is_divided(series: Series, code: str) -> bool:
    return code in series and len(series[code].levels) > 1


def _words(ledger: Ledger, code: str, values: pd.Series, decimals: int) -> dict[str, str]:
    month = wording.month(values.name, ledger.language)
    return {"name": _name(ledger, code), "month": month, **range_words(values, decimals, ledger.language)}


def _name(ledger: Ledger, code: str) -> str:
    return wording.indicator_name(code, ledger.language, short=True)


def _none(ledger: Ledger, code: str) -> Said:
    return ledger.say("no_levels", name=wording.indicator_name(code, ledger.language), year=ledger.since.year)
