"""What a figure is compared with, and which plan it is a share of."""

from analysis.readers.text.periods import Spoken
from analysis.readers.text.statements import Statement
from analysis.readers.text.words import Item, of_kind

_SAYS_NOTHING = {"filler", "join", "link", "onto", "geography", "period"}


def base_of(statement: Statement, period: Spoken | None) -> str:
    """The base named beside a figure: yoy, mom, plan, other, several; empty where none is named."""
    named = [_base(item, period) for item in of_kind((*statement.lead, *statement.tail), "base")]
    after = [item for item in statement.tail if item.kind not in _SAYS_NOTHING]
    if after and after[0].kind == "same_period":
        named.append(_base(after[0], period))
    different = list(dict.fromkeys(named))
    return different[0] if len(different) == 1 else "several" if different else ""


def plan_of(statement: Statement, period: Spoken | None) -> str:
    """The plan that a figure is a share of, named right after it: annual, bare, other; empty where none is."""
    plans = of_kind(statement.tail, "plan") + [
        item for item in of_kind((*statement.lead, *statement.tail), "base") if item.code in ("plan", "other_plan")
    ]
    if not plans:
        return ""
    code = {"plan": "annual", "other_plan": "other"}.get(plans[0].code, plans[0].code)
    year = plans[0].named.get("year")
    another = year is not None and (period is None or year != period.year)
    return "other" if len(plans) > 1 or another or "month" in plans[0].named else code


def compared_period(statement: Statement, period: Spoken | None) -> Spoken | None:
    """The same period of the earlier year that words such as "cùng kỳ năm trước" in a figure's own clause name."""
    named = of_kind(statement.own, "same_period")
    if not named or period is None or period.year is None:
        return None
    return period.in_year(named[-1].named.get("year", period.year - 1))


def _base(item: Item, period: Spoken | None) -> str:
    year, month = item.named.get("year"), item.named.get("month", item.named.get("month_name"))
    last_year = period is not None and period.year is not None and year in (None, period.year - 1)
    if item.kind == "same_period" or item.code == "yoy":
        return "yoy" if year is None or last_year else "other"
    if item.code == "year_before":
        return "yoy" if last_year and period and period.period_type == "year" else "other"
    if item.code == "mom" and month is not None:
        return _month_base(month, year, period)
    return item.code


def _month_base(month: int, year: int | None, period: Spoken | None) -> str:
    """Whether a month named as base is the one before, or the same one of the year before."""
    if period is None or period.year is None or period.period_type != "month":
        return "other"
    now = 12 * period.year + period.number
    back = (now - month) % 12 or 12
    if year is not None:
        back = now - (12 * year + month)
    return {1: "mom", 12: "yoy"}.get(back, "other") if year is not None or back == 1 else "other"
