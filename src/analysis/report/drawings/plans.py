"""The charts that show all targets together: how much is done, and how the chances went."""

import pandas as pd

from analysis import charts, wording
from analysis.answer import Answer
from analysis.report.drawings.drawing import Drawing, drawing, items
from analysis.review import caption


def plan_share(answers: list[Answer], as_of: str, language: str = "vi") -> Drawing:
    """Per cent of each planned amount done, against an even pace where all are known to one month."""
    shares = {answer.target.indicator: 100 * answer.done / answer.target.value for answer in answers}
    rows = pd.Series(shares).rename(lambda code: wording.indicator_name(code, language, short=True))
    last = {answer.last for answer in answers}
    even = 100 * max(last).month / 12 if len(last) == 1 else None
    words = {"best": rows.idxmax(), "worst": rows.idxmin(), "months": wording.months_to(max(last), language)}
    words |= {key: wording.percent(value, 1, language) for key, value in (("high", rows.max()), ("low", rows.min()))}
    figures = pd.concat([_of_year(answer) for answer in answers])
    said = caption("plan_share", figures, as_of, language, **words)
    pace_label = "" if even is None else _even(even, language)
    axes = charts.plan_share(rows, even, caption=said, pace_label=pace_label, language=language)
    data = pd.DataFrame({"indicator": list(shares), "share_of_plan_pct": rows.to_numpy(), "even_pace_pct": even})
    numbers = items({name: wording.percent(value, 1, language) for name, value in rows.items()}, language)
    return drawing("plan_share", axes, data, said, "plan_share", numbers, language)


def chances(history: pd.DataFrame, answers: list[Answer], as_of: str, language: str = "vi") -> Drawing:
    """The chance of each target by the month in which it was asked; `history`: of `backtest.chances_by_day`."""
    told = history.assign(month=pd.PeriodIndex(history["as_of"], freq="M"))
    table = 100 * told.pivot_table(index="month", columns="indicator", values="chance", sort=False, aggfunc="last")
    table = table.sort_index()
    moved = (table.ffill().iloc[-1] - table.bfill().iloc[0]).loc[lambda moves: moves.abs().sort_values().index]
    code = moved.index[-1]
    own = table[code].dropna()
    words = {"name": wording.indicator_name(code, language, short=True)}
    words |= {"first": wording.month(own.index[0], language), "last": wording.month(own.index[-1], language)}
    words |= {"before": _whole(own.iloc[0], language), "after": _whole(own.iloc[-1], language)}
    figures = pd.concat([_of_year(answer) for answer in answers])
    said = caption("chances_up" if moved[code] >= 0 else "chances_down", figures, as_of, language, **words)
    shown = table.rename(columns=lambda code: wording.indicator_name(code, language, short=True))
    axes = charts.lines(shown, caption=said, limits=(0, 100), spacing=12, language=language)
    newest = {name: _whole(values.dropna().iloc[-1], language) for name, values in shown.items()}
    return drawing("chances", axes, history, said, "chances", items(newest, language), language)


def _of_year(answer: Answer) -> pd.DataFrame:
    return answer.figures[answer.figures["period"].str.startswith(str(answer.target.year))]


def _even(share: float, language: str) -> str:
    return wording.sentence("even_pace", language, share=wording.percent(share, 0, language))


def _whole(share: float, language: str) -> str:
    return wording.chance_text(share / 100, language)
