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
from analysis.report.drawings.drawing import Drawing, caption, drawn, items
from analysis.report.numbers import is_level, reading
from analysis.report.sentences import say

_BANDS = {"low95": 0.025, "low80": 0.1, "low50": 0.25, "median": 0.5, "high50": 0.75, "high80": 0.9, "high95": 0.975}


def of_path(answer: Answer, lang: str = "vi") -> dict[str, Any]:
    """What `charts.path` takes to draw the plan year: the running total of a level, or growth of the year to date."""
    target, amounts = answer.target, is_level(answer)
    whole = answer.draws.groupby(answer.draws.index.year).cumsum() if amounts else year_to_date(answer.draws)
    own = whole[whole.index.year == target.year]
    shown = {"draws": own, "last": answer.last, "prints": _prints(answer), "lang": lang}
    if (plan := _plan(target)) is not None:
        chance = wording.sentence("chance_label", lang, chance=answer.outlook.chance)
        shown |= {"target": plan, "target_label": f"{_plan_label(answer, lang)}\n{chance}"}
    if amounts:
        before, planned = whole.median(axis=1).rename(lambda month: month + 12), plan_path(answer.draws, target)
        shown |= {"coverages": (80,), "before": before.loc[own.index[0] : own.index[-1]]}
        if not planned.hasnans and answer.last in planned.index and "target" in shown:
            gap = answer.done - float(planned[answer.last])
            words = say("gap_ahead" if gap >= 0 else "gap_behind", answer, lang, gap=gap)
            shown |= {"target": planned, "gap": words}
    return shown


def of_year(answer: Answer, lang: str = "vi") -> dict[str, Any]:
    """What `charts.year` takes to draw how the simulated futures end the year, against the target."""
    shown = {"outcomes": answer.results, "median_label": say("median_label", answer, lang), "lang": lang}
    plan = _plan(answer.target)
    return shown if plan is None else shown | {"target": plan, "target_label": _plan_label(answer, lang)}


def path(answer: Answer, as_of: str, lang: str = "vi") -> Drawing:
    """The plan year month by month against the target: the running total, or the year-to-date growth."""
    shown, amounts = of_path(answer, lang), is_level(answer)
    split = isinstance(shown.get("target"), pd.Series)
    more = {"plan_path": shown["target"] if split else float("nan"), "year_before": shown.get("before")}
    growth = {"target": answer.target.value, "published": shown["prints"]["value"]}
    subtitle = f"path_subtitle_{'growth' if not amounts else 'plan' if split else 'level'}"
    bands = shown["draws"].quantile(list(_BANDS.values()), axis=1).T.set_axis(list(_BANDS), axis=1)
    bands = bands.rename_axis("month").assign(known=bands.index <= answer.last)
    so_far = answer.done if amounts else answer.so_far
    return drawn(
        _stem(answer, "path"),
        charts.path,
        data=bands.assign(**more if amounts else growth),
        caption=_caption(answer, as_of, lang, _side(answer), subtitle),
        kind="cumulative" if amounts else "fan",
        numbers=say("alt_path", answer, lang, so_far=so_far, year_end=_year_end(answer, lang)),
        **shown,
    )


def year(answer: Answer, as_of: str, lang: str = "vi") -> Drawing:
    """How the simulated futures end the year, against the target."""
    shown = of_year(answer, lang)
    results, title = shown["outcomes"], "outlook_title" if answer.target.planned else "path_open"
    return drawn(
        _stem(answer, "year"),
        charts.year,
        data=pd.DataFrame({"path": range(len(results)), "year_end": results.to_numpy(), "target": answer.target.value}),
        caption=_caption(answer, as_of, lang, title, "year_subtitle", count=len(results)),
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
    words |= {"unit": "percent"}
    title = "pace_rise_title" if needed >= 0 else "pace_fall_title"
    label = wording.sentence("pace_label", lang, pace=needed)
    told = items({str(year): wording.moved(value, 1, lang) for year, value in medians.items()}, lang)
    return drawn(
        f"{answer.target.code}_pace",
        charts.ranges,
        past.T.rename(columns=str),
        data=past.quantile([0.1, 0.5, 0.9], axis=1).T.set_axis(["low", "median", "high"], axis=1).assign(needed=needed),
        caption=caption(title, "pace_subtitle", answer.figures, as_of, lang, **reading(answer) | words),
        kind="ranges",
        numbers=f"{label}; {told}",
        lang=lang,
        target=needed,
        target_label=label,
    )


def plan_share(answers: list[Answer], as_of: str, lang: str = "vi") -> Drawing:
    """Per cent of each planned amount done, against an even pace where all are known to one month."""
    shares = pd.Series({answer.target.indicator: 100 * answer.done / answer.target.value for answer in answers})
    rows = shares.rename(lambda code: wording.indicator_name(code, lang, short=True))
    last = {answer.last for answer in answers}
    even = 100 * max(last).month / 12 if len(last) == 1 else None
    words = {"best": shares.idxmax(), "worst": shares.idxmin(), "high": shares.max(), "low": shares.min()}
    own = pd.concat(map(_of_year, answers))
    return drawn(
        "plan_share",
        charts.plan_share,
        rows,
        even,
        data=pd.DataFrame({"indicator": shares.index, "share_of_plan_pct": shares.to_numpy(), "even_pace_pct": even}),
        caption=caption("plan_share_title", "plan_share_subtitle", own, as_of, lang, last=max(last), **words),
        kind="plan_share",
        numbers=items({name: wording.percent(value, 1, lang) for name, value in rows.items()}, lang),
        lang=lang,
    )


def chances(history: pd.DataFrame, answers: list[Answer], as_of: str, lang: str = "vi") -> Drawing:
    """The chance of each target by the month in which it was asked; `history`: of `benchmarks.chances_by_day`."""
    asked = history.assign(month=pd.PeriodIndex(history["as_of"], freq="M"))
    table = asked.pivot_table(index="month", columns="indicator", values="chance", sort=False, aggfunc="last")
    table = table.sort_index().rename(columns=lambda code: wording.indicator_name(code, lang, short=True))
    moved = table.ffill().iloc[-1] - table.bfill().iloc[0]
    name = moved.abs().idxmax()
    own, figures = table[name].dropna(), pd.concat(map(_of_year, answers))
    ends = {"first": own.index[0], "last": own.index[-1], "before": own.iloc[0], "after": own.iloc[-1]}
    title = "chances_up_title" if moved[name] >= 0 else "chances_down_title"
    newest = {name: wording.chance_text(values.dropna().iloc[-1], lang) for name, values in table.items()}
    return drawn(
        "chances",
        _per_cent_lines,
        100 * table,
        data=history,
        caption=caption(title, "chances_subtitle", figures, as_of, lang, name=name, **ends),
        kind="chances",
        numbers=items(newest, lang),
        lang=lang,
        spacing=12,
    )


def _per_cent_lines(shown: pd.DataFrame, **options: Any) -> Axes:
    ax = charts.lines(shown, **options)
    ax.set_ylim(-3, 103)
    return ax


def within_year(answer: Answer) -> bool:
    """Whether anything was printed of the target's year but the whole of it."""
    return bool(_of_year(answer)["period_type"].isin(["month", "ytd", "quarter"]).any())


def _caption(answer: Answer, as_of: str, lang: str, title: str, subtitle: str, **words: object) -> charts.Caption:
    own = _of_year(answer)
    figures = own if len(own) else answer.figures
    return caption(title, subtitle, figures, as_of, lang, **reading(answer) | words)


def _side(answer: Answer) -> str:
    """Which sentence holds for the median as it is written, or for the year as it was printed."""
    gap = round(answer.outlook.median, wording.estimate_decimals(answer.outlook.median)) - answer.target.value
    side = "open" if isnan(gap) else "equal" if gap == 0 else "above" if gap > 0 else "below"
    return f"path_{side}" if isnan(answer.outturn) else f"printed_{side}"


def _year_end(answer: Answer, lang: str) -> str:
    return say("alt_year_end", answer, lang, low=answer.outlook.low, high=answer.outlook.high)


def _plan_label(answer: Answer, lang: str) -> str:
    """The plan, of a range both bounds; the unit of a level stands in the subtitle."""
    target, is_growth = answer.target, not is_level(answer)
    bounds = [target.value] if target.upper is None else [target.value, target.upper]
    plan = "–".join(wording.digits(bound, lang, signed=is_growth) for bound in bounds)
    return wording.sentence("plan_label", lang, target=wording.joined(plan, target.unit, lang) if is_growth else plan)


def _plan(target: Target) -> charts.Target | None:
    """The plan as charts take it; None without one, or where it is a mean of several years."""
    open_ended = target.upper is None and target.direction == "at_least"
    drawn = target.planned and target.first_year == target.year
    return (target.value if open_ended else target.bounds) if drawn else None


def _stem(answer: Answer, view: str) -> str:
    """The name of a target's chart; a second reading of a plan says which measure it reads."""
    return "_".join([answer.target.code, *([] if answer.used else [answer.target.measure]), view])


def _prints(answer: Answer) -> pd.DataFrame:
    """Printed figures of the year to date in the target's measure, with their status."""
    own = newest_prints(_of_year(answer))
    own = own[(own["period_type"] == "ytd") & (own["measure"] == answer.target.measure)]
    return own.set_index(pd.PeriodIndex(own["period"], freq="M"))[["value", "status"]]


def _of_year(answer: Answer) -> pd.DataFrame:
    return answer.figures[answer.figures["period"].str.startswith(str(answer.target.year))]
