"""The charts of a method paper: the season, what was printed twice, and forecasts of the past against what came."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis import charts, wording
from analysis.growth import of_mean_month
from analysis.ledger import newest_prints, usable
from analysis.report.drawings.drawing import Drawing, drawing, items
from analysis.review import caption, prints

if TYPE_CHECKING:
    from analysis.evaluation import Replay  # statistics that are slow to load, and only charts of the past need them


def season(facts: pd.DataFrame, as_of: str, language: str = "vi") -> Drawing:
    """How high each month stands in its year, in the newest prints of one series whose months are printed as levels."""
    printed = newest_prints(facts[(facts["measure"] == "level") & (facts["period_type"] == "month")])
    months = pd.PeriodIndex(printed["period"], freq="M")
    shares = of_mean_month(pd.Series(printed["value"].to_numpy(), months))
    mean = shares.mean()
    words = {"name": _name(facts, language), "first": shares.index.min(), "last": shares.index.max()}
    ends = {"high_month": int(mean.idxmax()), "low_month": int(mean.idxmin())}
    words |= {role: _month(month, language) for role, month in ends.items()}
    words |= {"high": wording.number(mean.max(), 0, language), "low": wording.number(mean.min(), 0, language)}
    said = caption("season", facts, as_of, language, unit="mean_month", group="chart", **words)
    axes = charts.season(shares, caption=said, language=language)
    numbers = items(
        {_month(month, language): wording.number(mean[month], 0, language) for month in mean.index}, language
    )
    data = shares.rename(columns=lambda month: f"month_{month:02d}").rename_axis(columns=None)
    return drawing(f"{facts['indicator'].iloc[0]}_season", axes, data, said, "season", numbers, language)


def revised(facts: pd.DataFrame, as_of: str, language: str = "vi") -> Drawing:
    """First and next print of each month of one series."""
    printed = prints(usable(facts))
    moves = (printed["next"] - printed["first"]).abs()
    words = {"name": _name(facts, language), "mean": wording.number(moves.mean(), 1, language)}
    words |= {"large": wording.percent(100 * (moves > 1).mean(), 0, language), "first": printed.index[0].year}
    said = caption("revised", facts, as_of, language, **words)
    axes = charts.revised(printed, caption=said, language=language)
    farthest = moves.idxmax()
    row = {"month": wording.month(farthest, language)}
    row |= {print_: wording.moved(printed.loc[farthest, print_], 1, language) for print_ in ("first", "next")}
    numbers = wording.sentence("alt_revised", language, **row)
    data = printed.rename_axis("month")
    return drawing(f"{facts['indicator'].iloc[0]}_revised", axes, data, said, "revised", numbers, language)


def past_years(replays: "Sequence[Replay]", facts: pd.DataFrame, as_of: str, language: str = "vi") -> Drawing:
    """Growth of past years as it was forecast at one month of each, against what came."""
    draws = pd.DataFrame({str(one.year): one.draws for one in replays})
    came = pd.Series({str(one.year): one.outturn for one in replays})
    bounds = draws.quantile([0.1, 0.5, 0.9]).T.set_axis(["low", "median", "high"], axis=1)
    inside = int(came.between(bounds["low"], bounds["high"]).sum())
    words = {"name": _name(facts, language), "month": _month(replays[0].month, language)}
    said = caption("past_years", facts, as_of, language, inside=inside, count=len(replays), **words)
    label = wording.term("chart", "came", language)
    axes = charts.ranges(draws, came=came, came_label=label, caption=said, language=language)
    numbers = items({year: wording.moved(value, 1, language) for year, value in came.items()}, language)
    data = bounds.assign(came=came).rename_axis("year")
    stem = f"{facts['indicator'].iloc[0]}_past_years"
    return drawing(stem, axes, data, said, "ranges", f"{label}: {numbers}", language)


def reliability(bins: pd.DataFrame, facts: pd.DataFrame, as_of: str, language: str = "vi") -> Drawing:
    """Chances given against how often they came true; `bins`: of `backtest.reliability`."""
    count = wording.number(bins["n"].sum(), 0, language)
    off = ((bins["chance"] - bins["happened"]).abs() * bins["n"]).sum() / bins["n"].sum()
    gap = wording.number(100 * off, 0, language)
    said = caption("reliability", facts, as_of, language, gap=gap, count=count)
    labels = tuple(wording.term("chart", code, language) for code in ("chance_given", "came_true"))
    axes = charts.reliability(bins, caption=said, axis_labels=labels, language=language)
    shares = {row.chance: row.happened for row in bins.itertuples()}
    told = {_percent(chance, language): _percent(happened, language) for chance, happened in shares.items()}
    return drawing("reliability", axes, bins, said, "reliability", items(told, language), language)


def _name(facts: pd.DataFrame, language: str) -> str:
    """The series with its place."""
    indicator = wording.indicator_name(facts["indicator"].iloc[0], language, short=True)
    return f"{indicator}, {wording.term('geography', facts['geography'].iloc[0], language)}"


def _month(month: int, language: str) -> str:
    return wording.short_period("month", f"2000-{month:02d}", language)


def _percent(share: float, language: str) -> str:
    return wording.percent(100 * share, 0, language)
