"""Tables of the answer in the reader's words and numbers."""

import pandas as pd

from analysis import wording
from analysis.outlook.answer import Answer
from analysis.report import amounts

_QUANTILES = {"low": 0.1, "middle": 0.5, "high": 0.9}


def verdict_table(answers: list[Answer], language: str = "vi") -> pd.DataFrame:
    """One row a reading of a target; a reading that does not decide stands in brackets."""
    rows = [_verdict(number, answer, language) for number, answer in enumerate(answers, 1)]
    return headed(pd.DataFrame(rows), language)


def rules_table(answers: list[Answer], language: str = "vi") -> pd.DataFrame:
    """What the spreadsheet's rules of thumb say beside the estimate, one row a target that decides."""
    return pd.DataFrame.from_dict(
        {amounts.name(answer, language): _rules(answer, language) for answer in answers if answer.used}, orient="index"
    )


def months_table(answer: Answer, language: str = "vi") -> pd.DataFrame:
    """The plan year's months: level with its 80 % range, and whether published figures speak of the month."""
    year = monthly(answer)
    year = year[year["month"].dt.year == answer.target.year]
    rows = [
        {
            "month": wording.month(row.month, language),
            **{column: wording.number(getattr(row, column), 0, language) for column in _QUANTILES},
            "basis": wording.term("basis", "published" if row.known else "ahead", language),
        }
        for row in year.itertuples()
    ]
    return headed(pd.DataFrame(rows), language)


def monthly(answer: Answer) -> pd.DataFrame:
    """Every month's level with its 80 % range, as numbers; `known` where published figures speak of the month."""
    levels = answer.paths.quantile(list(_QUANTILES.values()), axis=1).T
    levels.columns = list(_QUANTILES)
    return levels.round(3).assign(known=levels.index <= answer.last).reset_index()


def target_name(answer: Answer, language: str = "vi") -> str:
    """The target's short name; in brackets, with its measure, where the reading does not decide."""
    name, reading = amounts.name(answer, language), wording.term("reading", answer.target.measure, language)
    return name if answer.used else f"({name}, {reading})"


def headed(rows: pd.DataFrame, language: str) -> pd.DataFrame:
    """Rows under the reader's headings, without numbers in front."""
    named = rows.rename(columns=lambda code: wording.term("column", code, language))
    return named.set_axis([""] * len(named))


def _verdict(number: int, answer: Answer, language: str) -> dict[str, str]:
    target, view = answer.target, answer.outlook
    is_level = target.measure == "level"
    low, median, high = (amounts.estimate(answer, value, language) for value in (view.low, view.median, view.high))
    return {
        "order": str(number),
        "name": target_name(answer, language),
        "unit": wording.unit(target.unit, language),
        "plan": wording.digits(target.value, language),
        "done": wording.digits(answer.done, language) if is_level and answer.done == answer.done else "–",
        "share": wording.number(100 * answer.done / target.value, 1, language) if is_level else "–",
        "so_far": wording.number(answer.so_far, 1, language, signed=True),
        "median": median,
        "range": f"{low} – {high}",
        "chance": amounts.chance(answer, language),
        "pace": wording.percent(answer.pace, 1, language, signed=True),
        "verdict": amounts.verdict(answer, language),
    }


def _rules(answer: Answer, language: str) -> dict[str, str]:
    rules = {
        wording.term("rule", rule, language): amounts.estimate(answer, value, language)
        for rule, value in answer.rules.items()
    }
    return {
        wording.term("column", "plan", language): wording.digits(answer.target.value, language),
        wording.term("column", "median", language): amounts.estimate(answer, answer.outlook.median, language),
        **rules,
    }
