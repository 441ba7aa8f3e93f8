"""The charts of an answer: the way to December, and how the simulated futures end the year."""

import pandas as pd
from matplotlib.axes import Axes

from analysis import charts, wording
from analysis.answer import Answer
from analysis.brief import amounts
from analysis.facts import newest_prints, printed_decimals
from analysis.growth import year_to_date
from analysis.outlook import outcomes
from analysis.review import source_line


def draw_path(answer: Answer, as_of: str, language: str = "vi") -> Axes:
    """The plan year month by month against the target: the running total, or the year-to-date growth."""
    return (_draw_total if answer.target.measure == "level" else _draw_growth)(answer, as_of, language)


def draw_year(answer: Answer, as_of: str, language: str = "vi") -> Axes:
    """How the simulated futures end the year, against the target."""
    count = wording.number(answer.paths.shape[1], 0, language)
    subtitle = wording.sentence("year_subtitle", language, year=answer.target.year, count=count)
    return charts.year_outcomes(
        outcomes(answer.paths, answer.target),
        answer.target.value,
        caption=_caption(answer, as_of, language, "outlook_title", subtitle),
        chance=_chance_label(answer, language),
        target_label=_plan_label(answer, language),
        language=language,
    )


def _draw_total(answer: Answer, as_of: str, language: str) -> Axes:
    subtitle = wording.sentence("path_subtitle_level", language)
    return charts.cumulative(
        answer.paths,
        answer.last,
        answer.target.value,
        caption=_caption(answer, as_of, language, "path_title", subtitle),
        chance=_chance_label(answer, language),
        decimals=printed_decimals(answer.target.value),
        language=language,
    )


def _draw_growth(answer: Answer, as_of: str, language: str) -> Axes:
    growth = year_to_date(answer.paths)
    subtitle = wording.sentence("path_subtitle_growth", language)
    return charts.fan(
        growth[growth.index.year == answer.target.year],
        answer.last,
        caption=_caption(answer, as_of, language, "path_title", subtitle),
        target=answer.target.value,
        target_label=_plan_label(answer, language),
        published=_printed_growth(answer),
        language=language,
    )


def _caption(answer: Answer, as_of: str, language: str, title: str, subtitle: str) -> charts.Caption:
    words = {
        "name": amounts.name(answer, language),
        "year": answer.target.year,
        "verdict": amounts.verdict(answer, language),
        "chance": amounts.chance(answer, language),
        "median": amounts.with_unit(answer, amounts.estimate(answer, answer.outlook.median, language), language),
        "target": amounts.plan(answer, language),
    }
    shown = answer.figures["period"].str.startswith(str(answer.target.year))
    source = source_line(answer.figures.loc[shown, "source_id"], as_of, language)
    unit = wording.unit(answer.target.unit, language)
    return charts.Caption(wording.sentence(title, language, **words), subtitle, unit, source)


def _chance_label(answer: Answer, language: str) -> str:
    return wording.sentence("chance_label", language, chance=amounts.chance(answer, language))


def _plan_label(answer: Answer, language: str) -> str:
    return wording.sentence("plan_label", language, target=amounts.plan(answer, language))


def _printed_growth(answer: Answer) -> pd.Series:
    own = newest_prints(answer.figures)
    own = own[(own["period_type"] == "ytd") & (own["measure"] == "growth_yoy_pct")]
    own = own[own["period"].str.startswith(str(answer.target.year))]
    return pd.Series(own["value"].to_numpy(), pd.PeriodIndex(own["period"], freq="M"))
