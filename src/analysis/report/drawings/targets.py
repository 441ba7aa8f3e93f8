"""The charts of targets: the way to December, how the year ends, the pace needed, all shares and chances together."""

from math import isnan
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis import charts, wording
from analysis.growth import year_to_date
from analysis.ledger import newest_prints
from analysis.ledger.targets import Target
from analysis.outlook.pace import past_paces
from analysis.outlook.progress import plan_path
from analysis.outlook.reading import Answer
from analysis.report.drawings.drawing import Drawing, caption, drawn, items, source_line

_BANDS = {"low95": 0.025, "low80": 0.1, "low50": 0.25, "median": 0.5, "high50": 0.75, "high80": 0.9, "high95": 0.975}


def values_of(answer: Answer, lang: str) -> dict[str, object]:
    """Where the year is heading, its range, the plan and the chance, as sentences take them."""
    view, target = answer.outlook, answer.target
    words = {
        "name": wording.series_name(answer.target.indicator, answer.target.sector, lang),
        "year": target.year,
        "target": target.value,
        "upper": target.upper,
        "direction": target.direction,
        "measure": target.measure,
    }
    words |= {"unit": target.unit, "chance": view.chance, "last": answer.last}
    words |= {"low": view.low, "median": view.median, "high": view.high}
    return words | {"so_far": answer.done if target.measure == "level" else answer.so_far}


def of_path(answer: Answer, lang: str = "vi") -> dict[str, Any]:
    """What `charts.path` takes to draw the plan year: the running total of a level, or growth of the year to date."""
    target, is_level = answer.target, answer.target.measure == "level"
    whole = answer.draws.groupby(answer.draws.index.year).cumsum() if is_level else year_to_date(answer.draws)
    own = whole[whole.index.year == target.year]
    shown = {"draws": own, "last": answer.last, "prints": _prints(answer), "lang": lang}
    if (plan := _plan(target)) is not None:
        label = f"{_plan_label(answer, lang)}\n{_chance_label(answer, lang)}"
        shown |= {"target": plan, "target_label": label}
    if is_level:
        before, planned = whole.median(axis=1).rename(lambda month: month + 12), plan_path(answer.draws, target)
        shown |= {"coverages": (80,), "before": before.loc[own.index[0] : own.index[-1]]}
        if not planned.hasnans and answer.last in planned.index and "target" in shown:
            shown |= {"target": planned, "gap": _gap(answer, float(planned[answer.last]), lang)}
    return shown


def of_year(answer: Answer, lang: str = "vi") -> dict[str, Any]:
    """What `charts.year` takes to draw how the simulated futures end the year, against the target."""
    median = wording.sentence("median_label", lang, **values_of(answer, lang))
    shown = {"outcomes": answer.results, "median_label": median, "lang": lang}
    plan = _plan(answer.target)
    return shown if plan is None else shown | {"target": plan, "target_label": _plan_label(answer, lang)}


def path(answer: Answer, as_of: str, lang: str = "vi") -> Drawing:
    """The plan year month by month against the target: the running total, or the year-to-date growth."""
    shown, is_level = of_path(answer, lang), answer.target.measure == "level"
    split = isinstance(shown.get("target"), pd.Series)
    more = {"plan_path": shown["target"] if split else float("nan"), "year_before": shown.get("before")}
    growth = {"target": answer.target.value, "published": shown["prints"]["value"]}
    key = "path_subtitle_growth" if not is_level else "path_subtitle_plan" if split else "path_subtitle_level"
    return drawn(
        _stem(answer, "path"),
        charts.path,
        data=_bands(shown["draws"], answer).assign(**more if is_level else growth),
        caption=_caption(answer, as_of, lang, _side(answer), wording.sentence(key, lang)),
        kind="cumulative" if is_level else "fan",
        numbers=wording.sentence("alt_path", lang, **values_of(answer, lang), year_end=_year_end(answer, lang)),
        **shown,
    )


def year(answer: Answer, as_of: str, lang: str = "vi") -> Drawing:
    """How the simulated futures end the year, against the target."""
    shown = of_year(answer, lang)
    results = shown["outcomes"]
    subtitle = wording.sentence("year_subtitle", lang, year=answer.target.year, count=len(results))
    return drawn(
        _stem(answer, "year"),
        charts.year,
        data=pd.DataFrame({"path": range(len(results)), "year_end": results.to_numpy(), "target": answer.target.value}),
        caption=_caption(answer, as_of, lang, "outlook_title" if answer.planned else "path_open", subtitle),
        kind="year_outcomes",
        numbers=_year_end(answer, lang),
        **shown,
    )


def pace(answer: Answer, as_of: str, lang: str = "vi") -> Drawing | None:
    """Growth that the months left need, against what the same months had in earlier years; None without either."""
    past = past_paces(answer.draws, answer.last)
    if past.empty or pd.isna(answer.required_growth):
        return None
    medians, needed = past.median(axis=1), answer.required_growth
    left = wording.sentence("months_left", lang, count=12 - answer.last.month % 12)
    words = {"left": left, "years": len(past), "count": int((medians >= needed).sum()), "pace": needed}
    key = "pace_rise" if needed >= 0 else "pace_fall"
    said = caption(
        key,
        answer.figures,
        as_of,
        lang,
        name=wording.series_name(answer.target.indicator, answer.target.sector, lang),
        **words,
    )
    label = wording.sentence("pace_label", lang, pace=wording.percent(needed, 1, lang, signed=True))
    past_words = items({str(year): wording.moved(value, 1, lang) for year, value in medians.items()}, lang)
    return drawn(
        f"{answer.target.code}_pace",
        charts.ranges,
        past.T.rename(columns=str),
        data=past.quantile([0.1, 0.5, 0.9], axis=1).T.set_axis(["low", "median", "high"], axis=1).assign(needed=needed),
        caption=said,
        kind="ranges",
        numbers=f"{label}; {past_words}",
        lang=lang,
        target=needed,
        target_label=label,
    )


def plan_share(answers: list[Answer], as_of: str, lang: str = "vi") -> Drawing:
    """Per cent of each planned amount done, against an even pace where all are known to one month."""
    shares = {answer.target.indicator: 100 * answer.done / answer.target.value for answer in answers}
    rows = pd.Series(shares).rename(lambda code: wording.indicator_name(code, lang, short=True))
    last = {answer.last for answer in answers}
    even = 100 * max(last).month / 12 if len(last) == 1 else None
    words = {"best": rows.idxmax(), "worst": rows.idxmin(), "months": wording.months_to(max(last), lang)}
    words |= {key: wording.percent(value, 1, lang) for key, value in (("high", rows.max()), ("low", rows.min()))}
    said = caption("plan_share", pd.concat([_of_year(answer) for answer in answers]), as_of, lang, **words)
    data = pd.DataFrame({"indicator": list(shares), "share_of_plan_pct": rows.to_numpy(), "even_pace_pct": even})
    numbers = items({name: wording.percent(value, 1, lang) for name, value in rows.items()}, lang)
    texts = {"kind": "plan_share", "numbers": numbers, "lang": lang}
    return drawn("plan_share", charts.plan_share, rows, even, data=data, caption=said, **texts)


def chances(history: pd.DataFrame, answers: list[Answer], as_of: str, lang: str = "vi") -> Drawing:
    """The chance of each target by the month in which it was asked; `history`: of `benchmarks.chances_by_day`."""
    asked = history.assign(month=pd.PeriodIndex(history["as_of"], freq="M"))
    table = asked.pivot_table(index="month", columns="indicator", values="chance", sort=False, aggfunc="last")
    table = table.sort_index()
    moved = table.ffill().iloc[-1] - table.bfill().iloc[0]
    code = moved.abs().idxmax()
    own = table[code].dropna()
    ends = {"first": own.index[0], "last": own.index[-1], "before": own.iloc[0], "after": own.iloc[-1]}
    key, figures = "chances_up" if moved[code] >= 0 else "chances_down", pd.concat(map(_of_year, answers))
    said = caption(key, figures, as_of, lang, name=wording.indicator_name(code, lang, short=True), **ends)
    shown = 100 * table.rename(columns=lambda code: wording.indicator_name(code, lang, short=True))
    newest = {name: wording.chance_text(values.dropna().iloc[-1] / 100, lang) for name, values in shown.items()}
    texts = {"kind": "chances", "numbers": items(newest, lang), "lang": lang, "spacing": 12}
    return drawn("chances", _per_cent_lines, shown, data=history, caption=said, **texts)


def _per_cent_lines(shown: pd.DataFrame, **options: Any) -> Axes:
    ax = charts.lines(shown, **options)
    ax.set_ylim(-3, 103)
    return ax


def _caption(answer: Answer, as_of: str, lang: str, title: str, subtitle: str) -> charts.Caption:
    own = _of_year(answer)
    source = source_line(own if len(own) else answer.figures, as_of, lang)
    finding, unit = wording.sentence(title, lang, **values_of(answer, lang)), wording.unit(answer.target.unit, lang)
    return charts.Caption(finding, subtitle, unit, source)


def _side(answer: Answer) -> str:
    """Which sentence holds for the median as it is written, or for the year as it was printed."""
    gap = round(answer.outlook.median, wording.estimate_decimals(answer.outlook.median)) - answer.target.value
    side = "open" if isnan(gap) else "equal" if gap == 0 else "above" if gap > 0 else "below"
    return f"path_{side}" if isnan(answer.outturn) else f"printed_{side}"


def _year_end(answer: Answer, lang: str) -> str:
    return wording.sentence("alt_year_end", lang, **values_of(answer, lang))


def _gap(answer: Answer, planned: float, lang: str) -> str:
    """How far the year to date is from the plan's path."""
    gap = answer.done - planned
    return wording.sentence("gap_ahead" if gap >= 0 else "gap_behind", lang, **values_of(answer, lang), gap=gap)


def _plan_label(answer: Answer, lang: str) -> str:
    """The plan, of a range both bounds; the unit of a level stands in the subtitle."""
    target, is_growth = answer.target, answer.target.measure == "growth_yoy_pct"
    bounds = [target.value] if target.upper is None else [target.value, target.upper]
    plan = "–".join(wording.digits(bound, lang, signed=is_growth) for bound in bounds)
    return wording.sentence("plan_label", lang, target=wording.joined(plan, target.unit, lang) if is_growth else plan)


def _plan(target: Target) -> charts.Target | None:
    """The plan as charts take it; None without one, or where it is a mean of several years."""
    open_ended = target.upper is None and target.direction == "at_least"
    drawn = not isnan(target.value) and target.first_year == target.year
    return (target.value if open_ended else target.bounds) if drawn else None


def _chance_label(answer: Answer, lang: str) -> str:
    return wording.sentence("chance_label", lang, chance=wording.chance_text(answer.outlook.chance, lang))


def _stem(answer: Answer, view: str) -> str:
    """The name of a target's chart; a second reading of a plan says which measure it reads."""
    return "_".join([answer.target.code, *([] if answer.used else [answer.target.measure]), view])


def _bands(own: pd.DataFrame, answer: Answer) -> pd.DataFrame:
    """Quantiles of the plan year's months; `known` where published figures speak of the month."""
    bands = own.quantile(list(_BANDS.values()), axis=1).T.set_axis(list(_BANDS), axis=1)
    return bands.rename_axis("month").assign(known=bands.index <= answer.last)


def within_year(answer: Answer) -> bool:
    """Whether anything was printed of the target's year but the whole of it."""
    own = _of_year(answer)
    return bool(own["period_type"].isin(["month", "ytd", "quarter"]).any())


def _prints(answer: Answer) -> pd.DataFrame:
    """Printed figures of the year to date in the target's measure, with their status."""
    own = newest_prints(_of_year(answer))
    own = own[(own["period_type"] == "ytd") & (own["measure"] == answer.target.measure)]
    return own.set_index(pd.PeriodIndex(own["period"], freq="M"))[["value", "status"]]


def _of_year(answer: Answer) -> pd.DataFrame:
    return answer.figures[answer.figures["period"].str.startswith(str(answer.target.year))]
