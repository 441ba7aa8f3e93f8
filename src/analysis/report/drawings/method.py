"""The charts of a method paper: the season, what was printed twice, and forecasts of the past against what came."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis import charts, wording
from analysis.growth import of_mean_month
from analysis.ledger import newest_prints, usable
from analysis.report.cards import caption
from analysis.report.drawings.drawing import Drawing, drawn, items
from analysis.report.shapes import prints

if TYPE_CHECKING:
    from analysis.evaluation.replay import Replay


def season(facts: pd.DataFrame, as_of: str, lang: str = "vi") -> Drawing:
    """How high each month stands in its year, in the newest prints of one series whose months are printed as levels."""
    printed = newest_prints(facts[(facts["measure"] == "level") & (facts["period_type"] == "month")])
    shares = of_mean_month(pd.Series(printed["value"].to_numpy(), pd.PeriodIndex(printed["period"], freq="M")))
    mean = shares.mean()
    words = {"name": _name(facts, lang), "first": shares.index.min(), "last": shares.index.max()}
    words |= {"high_month": _month(mean.idxmax(), lang), "low_month": _month(mean.idxmin(), lang)}
    words |= {"high": mean.max(), "low": mean.min()}
    numbers = items({_month(month, lang): wording.number(value, 0, lang) for month, value in mean.items()}, lang)
    data = shares.rename(columns=lambda month: f"month_{month:02d}").rename_axis(columns=None)
    said = caption("season", facts, as_of, lang, unit="mean_month", group="chart", **words)
    texts = {"caption": said, "kind": "season", "numbers": numbers, "lang": lang}
    return drawn(f"{facts['indicator'].iloc[0]}_season", charts.season, shares, data=data, **texts)


def revised(facts: pd.DataFrame, as_of: str, lang: str = "vi") -> Drawing:
    """First and next print of each month of one series."""
    printed = prints(usable(facts, wording.folder()))
    moves = (printed["next"] - printed["first"]).abs()
    words = {"name": _name(facts, lang), "mean": moves.mean(), "large": 100 * (moves > 1).mean()}
    said = caption("revised", facts, as_of, lang, first=printed.index[0].year, **words)
    farthest = moves.idxmax()
    numbers = wording.sentence("alt_revised", lang, month=farthest, **printed.loc[farthest, ["first", "next"]])
    texts = {"caption": said, "kind": "revised", "numbers": numbers, "lang": lang}
    stem = f"{facts['indicator'].iloc[0]}_revised"
    return drawn(stem, charts.revised, printed, data=printed.rename_axis("month"), **texts)


def past_years(replays: "Sequence[Replay]", facts: pd.DataFrame, as_of: str, lang: str = "vi") -> Drawing:
    """Growth of past years as it was forecast at one month of each, against what came."""
    draws = pd.DataFrame({str(one.year): one.draws for one in replays})
    came = pd.Series({str(one.year): one.outturn for one in replays})
    bounds = draws.quantile([0.1, 0.5, 0.9]).T.set_axis(["low", "median", "high"], axis=1)
    inside = int(came.between(bounds["low"], bounds["high"]).sum())
    words = {"name": _name(facts, lang), "month": _month(replays[0].month, lang)}
    said = caption("past_years", facts, as_of, lang, inside=inside, count=len(replays), **words)
    came_words = items({year: wording.moved(value, 1, lang) for year, value in came.items()}, lang)
    numbers = f"{wording.term('chart', 'came', lang)}: {came_words}"
    data = bounds.assign(came=came).rename_axis("year")
    texts = {"caption": said, "kind": "ranges", "numbers": numbers, "lang": lang}
    return drawn(f"{facts['indicator'].iloc[0]}_past_years", charts.ranges, draws, came=came, data=data, **texts)


def reliability(bins: pd.DataFrame, facts: pd.DataFrame, as_of: str, lang: str = "vi") -> Drawing:
    """Chances given against how often they came true; `bins`: of `backtest.reliability`."""
    off = ((bins["chance"] - bins["happened"]).abs() * bins["n"]).sum() / bins["n"].sum()
    said = caption("reliability", facts, as_of, lang, gap=100 * off, count=bins["n"].sum())
    shares = {_percent(row.chance, lang): _percent(row.happened, lang) for row in bins.itertuples()}
    texts = {"caption": said, "kind": "reliability", "numbers": items(shares, lang), "lang": lang, "height": 3.4}
    return drawn("reliability", charts.reliability, bins, data=bins, **texts)


def _name(facts: pd.DataFrame, lang: str) -> str:
    """The series with its place."""
    indicator = wording.indicator_name(facts["indicator"].iloc[0], lang, short=True)
    return f"{indicator}, {wording.term('geography', facts['geography'].iloc[0], lang)}"


def _month(month: int, lang: str) -> str:
    return wording.short_period("month", f"2000-{int(month):02d}", lang)


def _percent(share: float, lang: str) -> str:
    return wording.percent(100 * share, 0, lang)
