"""The plan table of a report, as numbers and as it is printed."""

import pandas as pd

from analysis import wording
from analysis.ledger import newest_prints
from analysis.outlook.answer import Answer
from analysis.report import amounts
from analysis.report.blocks import Table
from analysis.report.quoted import GROWTH, LEVEL
from analysis.report.tables import target_name

COVERAGE = 80
_WIDTHS = (9, 25, 13, 17, 16, 15, 11, 12, 28, 14)


def month_figure(answer: Answer) -> tuple[float, pd.Period]:
    """The newest figure printed for one month of the year, in the target's measure, and the month; NaN for none."""
    own = newest_prints(answer.figures)
    own = own[(own["period_type"] == "month") & (own["measure"] == answer.target.measure)]
    own = own[own["period"].str.startswith(str(answer.target.year))].sort_values("period")
    if own.empty:
        return float("nan"), pd.NaT
    return float(own["value"].iloc[-1]), pd.Period(own["period"].iloc[-1], "M")


def plan_table(answers: list[Answer], language: str = "vi") -> Table:
    """The table everybody knows, with the year expected and the chance; published figures as printed."""
    rows = pd.DataFrame([_row(number, answer, language) for number, answer in enumerate(answers, 1)])
    words = {
        "count": wording.number(answers[0].paths.shape[1], 0, language),
        "coverage": wording.percent(COVERAGE, 0, language),
    }
    return Table(
        wording.sentence("plan_caption", language, number=1, year=answers[0].target.year),
        rows.rename(columns=lambda code: wording.term("column", code, language)),
        _WIDTHS,
        (1, 2),
        wording.sentence("plan_note", language, **words),
    )


def _row(number: int, answer: Answer, language: str) -> dict[str, str]:
    target, view = answer.target, answer.outlook
    low, median, high = (amounts.estimate(answer, value, language) for value in (view.low, view.median, view.high))
    is_level = target.measure == LEVEL
    return {
        "order": str(number),
        "name": target_name(answer, language),
        "unit": wording.unit(target.unit, language),
        "plan": wording.digits(target.value, language, signed=not is_level),
        "month_done": _month(answer, language),
        "done": wording.digits(answer.done, language) if is_level and pd.notna(answer.done) else "–",
        "share": wording.number(100 * answer.done / target.value, 1, language) if is_level else "–",
        "so_far": _as_printed(answer.so_far, language),
        "expected": f"{median}\n({low} – {high})",
        "chance": amounts.chance(answer, language),
    }


def _month(answer: Answer, language: str) -> str:
    value, month = month_figure(answer)
    if pd.isna(value):
        return "–"
    digits = wording.digits(value, language, signed=answer.target.measure == GROWTH)
    return f"{digits} ({wording.short_month(month, language)})"


def _as_printed(value: float, language: str) -> str:
    return wording.number(value) if pd.isna(value) else wording.digits(value, language, signed=True)
