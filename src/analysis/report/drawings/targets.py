"""The charts of one target: the way to December, and how the simulated futures end the year."""

import pandas as pd
from matplotlib.axes import Axes

from analysis import charts, wording
from analysis.answer import Answer
from analysis.growth import year_to_date
from analysis.ledger import newest_prints
from analysis.outlook import outcomes, plan_path
from analysis.report import amounts
from analysis.report.drawings.drawing import Drawing, drawing
from analysis.review import source_line

_BANDS = {"low95": 0.025, "low80": 0.1, "low50": 0.25, "median": 0.5, "high50": 0.75, "high80": 0.9, "high95": 0.975}


def draw_path(answer: Answer, as_of: str, language: str = "vi") -> Axes:
    """The plan year month by month against the target: the running total, or the year-to-date growth."""
    return path(answer, as_of, language).figure.axes[0]


def draw_year(answer: Answer, as_of: str, language: str = "vi") -> Axes:
    """How the simulated futures end the year, against the target."""
    return year(answer, as_of, language).figure.axes[0]


def path(answer: Answer, as_of: str, language: str = "vi") -> Drawing:
    """The plan year month by month against the target: the running total, or the year-to-date growth."""
    return (_total if answer.target.measure == "level" else _growth)(answer, as_of, language)


def year(answer: Answer, as_of: str, language: str = "vi") -> Drawing:
    """How the simulated futures end the year, against the target."""
    count = wording.number(answer.paths.shape[1], 0, language)
    subtitle = wording.sentence("year_subtitle", language, year=answer.target.year, count=count)
    caption = _caption(answer, as_of, language, "outlook_title", subtitle)
    results = outcomes(answer.paths, answer.target)
    axes = charts.year_outcomes(
        results,
        answer.target.value,
        caption=caption,
        target_label=wording.sentence("plan_label", language, target=amounts.plan(answer, language)),
        median_label=wording.sentence("median_label", language, median=_year_end(answer, language)["median"]),
        language=language,
    )
    data = pd.DataFrame({"path": range(len(results)), "year_end": results.to_numpy(), "target": answer.target.value})
    numbers = wording.sentence("alt_year_end", language, **_year_end(answer, language))
    return drawing(_stem(answer, "year"), axes, data, caption, "year_outcomes", numbers, language)


def _total(answer: Answer, as_of: str, language: str) -> Drawing:
    planned = plan_path(answer.paths, answer.target)
    split = {} if planned.hasnans else {"plan_path": planned, "gap": _gap(answer, planned, language)}
    subtitle = wording.sentence("path_subtitle_plan" if split else "path_subtitle_level", language)
    caption = _caption(answer, as_of, language, _path_title(answer, language), subtitle)
    axes = charts.cumulative(
        answer.paths,
        answer.last,
        answer.target.value,
        caption=caption,
        target_label=_plan_label(answer, language),
        language=language,
        **split,
    )
    sums = answer.paths.groupby(answer.paths.index.year).cumsum()
    before = sums.median(axis=1).rename(lambda month: month + 12)
    data = _bands(sums, answer).assign(plan_path=planned, year_before=before)
    return drawing(
        _stem(answer, "path"), axes, data, caption, "cumulative", _told(answer, answer.done, language), language
    )


def _growth(answer: Answer, as_of: str, language: str) -> Drawing:
    growth = year_to_date(answer.paths)
    subtitle = wording.sentence("path_subtitle_growth", language)
    caption = _caption(answer, as_of, language, _path_title(answer, language), subtitle)
    published = _printed_growth(answer)
    axes = charts.fan(
        growth[growth.index.year == answer.target.year],
        answer.last,
        caption=caption,
        target=answer.target.value,
        target_label=_plan_label(answer, language),
        published=published,
        language=language,
    )
    data = _bands(growth, answer).assign(target=answer.target.value, published=published)
    return drawing(_stem(answer, "path"), axes, data, caption, "fan", _told(answer, answer.so_far, language), language)


def _stem(answer: Answer, view: str) -> str:
    """The name of a target's chart; a second reading of a plan says which measure it reads."""
    return "_".join([answer.target.code, *([] if answer.used else [answer.target.measure]), view])


def _bands(values: pd.DataFrame, answer: Answer) -> pd.DataFrame:
    """Quantiles of the plan year's months; `known` where published figures speak of the month."""
    own = values[values.index.year == answer.target.year]
    bands = own.quantile(list(_BANDS.values()), axis=1).T.set_axis(list(_BANDS), axis=1)
    return bands.rename_axis("month").assign(known=bands.index <= answer.last)


def _path_title(answer: Answer, language: str) -> str:
    """Which sentence holds for the median as it is written."""
    places = 0 if abs(answer.outlook.median) >= 1000 else 1
    gap = round(answer.outlook.median, places) - answer.target.value
    return "path_equal" if gap == 0 else "path_above" if gap > 0 else "path_below"


def _caption(answer: Answer, as_of: str, language: str, title: str, subtitle: str) -> charts.Caption:
    words = {"name": amounts.name(answer, language), "year": answer.target.year}
    words |= {"verdict": amounts.verdict(answer, language), **_year_end(answer, language)}
    shown = answer.figures["period"].str.startswith(str(answer.target.year))
    source = source_line(answer.figures.loc[shown, "source_id"], as_of, language)
    unit = wording.unit(answer.target.unit, language)
    return charts.Caption(wording.sentence(title, language, **words), subtitle, unit, source)


def _year_end(answer: Answer, language: str) -> dict[str, str]:
    """Where the year is heading, its range, the plan and the chance, in words."""
    view = answer.outlook
    low, median, high = (amounts.estimate(answer, value, language) for value in (view.low, view.median, view.high))
    words = {"median": amounts.with_unit(answer, median, language), "low": low, "high": high}
    return words | {"target": amounts.plan(answer, language), "chance": amounts.chance(answer, language)}


def _told(answer: Answer, so_far: float, language: str) -> str:
    """The year to date and its end, for those who do not see the path."""
    done = wording.months_to(answer.last, language)
    value = amounts.with_unit(answer, amounts.estimate(answer, so_far, language), language)
    year_end = wording.sentence("alt_year_end", language, **_year_end(answer, language))
    return wording.sentence("alt_path", language, done=done, value=value, year_end=year_end)


def _gap(answer: Answer, planned: pd.Series, language: str) -> str:
    """How far the year to date is from the plan's path."""
    gap = answer.done - float(planned[answer.last])
    key = "gap_ahead" if gap >= 0 else "gap_behind"
    written = amounts.with_unit(answer, amounts.estimate(answer, abs(gap), language), language)
    return wording.sentence(key, language, month=wording.months_to(answer.last, language), gap=written)


def _plan_label(answer: Answer, language: str) -> str:
    """The plan without its unit, which the subtitle gives, over the chance."""
    is_growth = answer.target.measure == "growth_yoy_pct"
    plan = amounts.plan(answer, language) if is_growth else wording.digits(answer.target.value, language)
    chance = wording.sentence("chance_label", language, chance=amounts.chance(answer, language))
    return f"{wording.sentence('plan_label', language, target=plan)}\n{chance}"


def _printed_growth(answer: Answer) -> pd.Series:
    own = newest_prints(answer.figures)
    own = own[(own["period_type"] == "ytd") & (own["measure"] == "growth_yoy_pct")]
    own = own[own["period"].str.startswith(str(answer.target.year))]
    return pd.Series(own["value"].to_numpy(), pd.PeriodIndex(own["period"], freq="M"))
