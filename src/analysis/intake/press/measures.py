"""What a figure measures: growth, a level, a share of the plan, a contribution, an index."""

from dataclasses import dataclass

from analysis.intake.press.numbers import decimal_mark
from analysis.intake.press.periods import Spoken
from analysis.intake.press.statements import Figure

_LARGE_RISE, _LARGE_FALL = 80, 50
"""Growth from which on a figure may be an index printed as growth, as cement "down 86.4 %" was."""
_INDEX = (50, 200)


@dataclass(frozen=True)
class Meaning:
    """A measure with its value and unit, the note on how it was printed, and the questions it leaves open."""

    measure: str
    value: float
    unit: str
    note: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Setting:
    """What stands around a figure: the verbs of its clause, its base and plan, its period, its place in a total."""

    verbs: frozenset[str]
    base: str
    plan: str
    period: Spoken | None
    onto: bool


def meaning(figure: Figure, value: float, setting: Setting) -> Meaning:
    """What a figure says in its setting."""
    verbs, base, plan = set(setting.verbs), setting.base, setting.plan
    value = -value if figure.minus else value
    if figure.unit.code == "percent":
        return _percent(value, verbs, base, plan, setting.period)
    if figure.unit.code == "percentage_points":
        return _points(value, verbs, setting.onto)
    if figure.unit.code == "times":
        return _multiple(value, verbs, base)
    return _amount(figure, value, verbs, base, plan)


def plan_question(plan: str, value: float, period: Spoken | None) -> tuple[str, ...]:
    """Whether a share is one of the annual plan; a plan without a name is, if the share fits the months gone by."""
    if plan == "annual":
        return ()
    if plan == "bare" and period and period.period_type in ("ytd", "year"):
        gone = 100 * period.last_month / 12
        return () if gone / 2 <= value <= 1.5 * gone else ("press_plan",)
    return ("press_plan",)


def _percent(value: float, verbs: set[str], base: str, plan: str, period: Spoken | None) -> Meaning:
    moves = verbs & {"rise", "fall"}
    if len(moves) == 1 and not verbs & {"equal", "share", "exceed", "multiple", "multiple_rise"}:
        return _growth(value, moves == {"fall"}, base, plan, period)
    if moves or not verbs or verbs & {"contribute", "contribute_fall", "multiple", "multiple_rise"}:
        return Meaning("growth_yoy_pct", value, "percent", questions=("press_verb",))
    if plan:
        return _share(value, verbs, plan, period)
    return _reached(value, verbs, base)


def _growth(value: float, falls: bool, base: str, plan: str, period: Spoken | None) -> Meaning:
    measure = "growth_mom_pct" if base == "mom" else "growth_yoy_pct"
    questions: tuple[str, ...] = ()
    whole = period is not None and period.period_type in ("ytd", "year")
    if plan or base not in ("yoy", "mom", "") or (not base and not whole) or (base == "mom" and not _monthly(period)):
        questions += ("press_base",)
    if value < 0:
        questions += ("press_verb",)
    if value >= (_LARGE_FALL if falls else _LARGE_RISE):
        questions += ("press_large",)
    return Meaning(measure, -value if falls else value, "percent", questions=questions)


def _monthly(period: Spoken | None) -> bool:
    return period is None or period.period_type == "month"


def _share(value: float, verbs: set[str], plan: str, period: Spoken | None) -> Meaning:
    if "exceed" in verbs:
        note = f"printed as {value:g} percent above the plan"
        asked = () if plan == "annual" and len(verbs - {"reach"}) == 1 else ("press_plan",)
        return Meaning("share_of_plan_pct", round(100 + value, 6), "percent", note, asked)
    return Meaning("share_of_plan_pct", value, "percent", questions=plan_question(plan, value, period))


def _reached(value: float, verbs: set[str], base: str) -> Meaning:
    index_like = _INDEX[0] <= value <= _INDEX[1]
    if verbs == {"equal"} and base == "yoy" and index_like:
        return Meaning("index_yoy", value, "index")
    if verbs & {"share", "exceed"}:
        return Meaning("share_of_plan_pct", value, "percent", questions=("press_plan",))
    measure, unit = ("index_yoy", "index") if index_like else ("growth_yoy_pct", "percent")
    return Meaning(measure, value, unit, questions=("press_reached",))


def _points(value: float, verbs: set[str], onto: bool) -> Meaning:
    falls = verbs & {"contribute_fall", "fall"}
    contributes = verbs & {"contribute", "contribute_fall"} or (onto and verbs)
    plain = value >= 0 and not verbs & {"reach", "equal", "share", "exceed"} and not (falls and "rise" in verbs)
    asked = () if contributes and plain else ("press_points",)
    return Meaning("contribution_pp", -value if falls else value, "percentage_points", questions=asked)


def _multiple(value: float, verbs: set[str], base: str) -> Meaning:
    clear = base == "yoy" and verbs in ({"multiple"}, {"equal"})
    note = f"about, since printed as {value:g} times the year before"
    return Meaning("index_yoy", round(100 * value, 6), "index", note, () if clear else ("press_times",))


def _amount(figure: Figure, value: float, verbs: set[str], base: str, plan: str) -> Meaning:
    scale = float(figure.unit.detail)
    note = "" if scale == 1 else f"printed as {value:g} {figure.unit.text}"
    if scale > 1 and _coarser(figure.printed, scale):
        note = f"about, since {note}"
    plain = not verbs - {"reach", "equal"} and bool(verbs)
    moved = verbs & {"rise", "fall", "multiple", "multiple_rise", "contribute", "contribute_fall", "exceed"}
    asked = () if plain and not base and not plan else ("press_moved",) if moved else ("press_verb",)
    return Meaning("level", float(f"{value * scale:.10g}"), figure.unit.code, note, asked)


def _coarser(printed: str, scale: float) -> bool:
    """Whether digits are lost: 15.6 thousand is known to a hundred, 15,600 to one."""
    mark = decimal_mark(printed)
    decimals = len(printed.rpartition(mark)[2]) if mark else 0
    return scale > 10**decimals
