"""What a figure is compared with, and which plan it is a share of."""

from analysis.readers.phrases import Item, of_kind
from analysis.readers.spoken import Spoken, compared
from analysis.readers.text.statements import Statement

_SAYS_NOTHING = {"filler", "join", "link", "onto", "geography", "period"}


def base_of(statement: Statement, period: Spoken | None) -> str:
    """The base named beside a figure: yoy, mom, plan, other, several; empty where none is named."""
    named = [compared(item, period) for item in of_kind((*statement.lead, *statement.tail), "base")]
    after = [item for item in statement.tail if item.kind not in _SAYS_NOTHING]
    if after and after[0].kind == "past":
        named.append(compared(after[0], period))
    different = list(dict.fromkeys(named))
    return different[0] if len(different) == 1 else "several" if different else ""


def plan_of(statement: Statement, period: Spoken | None) -> str:
    """The plan that a figure is a share of, named right after it: annual, bare, other; empty where none is."""
    around = of_kind((*statement.lead, *statement.tail), "base")
    plans = of_kind(statement.tail, "plan") + [item for item in around if item.code in ("plan", "other_plan")]
    if not plans:
        return ""
    code = {"plan": "annual", "other_plan": "other"}.get(plans[0].code, plans[0].code)
    year = plans[0].named.get("year")
    another = year is not None and (period is None or year != period.year)
    return "other" if len(plans) > 1 or another or "month" in plans[0].named else code


def compared_period(statement: Statement, period: Spoken | None) -> Spoken | None:
    """The earlier period that a figure is one of: "cùng kỳ năm trước" before it, "của cùng kỳ năm 2018" behind it."""
    named = of_kind(statement.own, "past")
    named += of_kind(statement.tail, "past", "period")[:1] if of_kind(statement.lead, "compare") else []
    if not named or period is None or period.year is None:
        return None
    return _earlier(named[-1], period)


def _earlier(item: Item, period: Spoken) -> Spoken | None:
    year = item.named.get("year")
    if item.kind == "period":
        return period.in_year(year) if year else None
    if item.code == "yoy":
        return period.in_year(year or period.year - 1)
    return None
