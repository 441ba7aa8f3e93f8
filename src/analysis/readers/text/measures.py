"""What a figure measures: growth, a level, a share of the plan, a contribution, an index."""

from dataclasses import dataclass, replace

from analysis.ledger.vocabulary import Vocabulary
from analysis.readers.spoken import Spoken, decimal_mark
from analysis.readers.text.statements import Figure

_LARGE_RISE, _LARGE_FALL = 80, 50
"""Growth from which on a figure may be an index printed as growth, as cement "down 86.4 %" was."""
_INDEX = (50, 200)
_CHANGED = {
    ("million_vnd", "billion_vnd"): 0.001,
    ("billion_kwh", "million_kwh"): 1000.0,
    ("tonnes", "thousand_tonnes"): 0.001,
    ("", "billion_vnd"): 1.0,
}
"""One unit in another; a bare "tỷ" is billion VND where the indicator is money."""


@dataclass(frozen=True)
class Meaning:
    """A measure with its value and unit, the note on how it was printed, and the questions it leaves open."""

    measure: str
    value: float
    unit: str
    note: str = ""
    questions: tuple[str, ...] = ()

    @property
    def base_open(self) -> bool:
        """Whether a growth rate does not say on what it is."""
        return self.measure == "growth_yoy_pct" and "press_base" in self.questions


@dataclass(frozen=True)
class Setting:
    """What stands around a figure: verbs, base and plan, its period, its place in a total; `named` in its clause."""

    verbs: frozenset[str]
    base: str
    plan: str
    period: Spoken | None
    onto: bool
    named: bool = False


def meaning(figure: Figure, value: float, setting: Setting) -> Meaning:
    """What a figure says in its setting."""
    if figure.unit.kind == "count":
        return Meaning("count", value, "count")
    value = -value if figure.sign == "-" and setting.verbs != {"fall"} else value
    if figure.unit.code == "percent":
        return _percent(value, setting)
    if figure.unit.code == "percentage_points":
        return _points(value, setting)
    if figure.unit.code == "times":
        return _multiple(value, setting)
    return _amount(figure, value, setting)


def in_unit(said: Meaning, indicator: str, vocabulary: Vocabulary) -> Meaning:
    """The same in a unit the ledger has for the indicator; asked about where it has none."""
    known = indicator in vocabulary.known("indicator")
    allowed = vocabulary.units(indicator, said.measure) if known else [said.unit]
    if said.unit in allowed:
        return said
    for unit in allowed:
        if scale := _CHANGED.get((said.unit, unit)):
            return replace(said, unit=unit, value=float(f"{said.value * scale:.10g}"))
    return replace(said, questions=(*said.questions, "press_unit"))


def _percent(value: float, setting: Setting) -> Meaning:
    verbs = setting.verbs
    moves = verbs & {"rise", "fall"}
    if not verbs and setting.plan and not setting.base:
        return _share(value, setting)
    if len(moves) == 1 and not verbs & {"equal", "share", "exceed", "multiple", "multiple_rise"}:
        return _growth(value, moves == {"fall"}, setting)
    if moves or not verbs or verbs & {"contribute", "contribute_fall", "multiple", "multiple_rise"}:
        return Meaning("growth_yoy_pct", value, "percent", questions=("press_verb",))
    return _share(value, setting) if setting.plan else _reached(value, setting)


def _growth(value: float, falls: bool, setting: Setting) -> Meaning:
    base, period = setting.base, setting.period
    measure = "growth_mom_pct" if base == "mom" else "growth_yoy_pct"
    questions: tuple[str, ...] = ()
    whole = period is not None and period.period_type in ("ytd", "year")
    monthly = period is None or period.period_type == "month"
    fits = {"yoy": True, "mom": monthly, "": whole}.get(base, False)
    if setting.plan or not fits:
        questions += ("press_base",)
    if value < 0:
        questions += ("press_verb",)
    if value >= (_LARGE_FALL if falls else _LARGE_RISE):
        questions += ("press_large",)
    return Meaning(measure, -value if falls else value, "percent", questions=questions)


def _share(value: float, setting: Setting) -> Meaning:
    if "exceed" in setting.verbs:
        note = f"printed as {value:g} percent above the plan"
        asked = () if setting.plan == "annual" and len(setting.verbs - {"reach"}) == 1 else ("press_plan",)
        return Meaning("share_of_plan_pct", round(100 + value, 6), "percent", note, asked)
    asked = _plan_question(setting.plan, value, setting.period)
    return Meaning("share_of_plan_pct", value, "percent", questions=asked)


def _plan_question(plan: str, value: float, period: Spoken | None) -> tuple[str, ...]:
    """Whether a share is one of the annual plan; a plan without a name is, if the share fits the months gone by."""
    if plan == "annual":
        return ()
    if plan == "bare" and period and period.period_type in ("ytd", "year"):
        gone = 100 * period.last_month / 12
        return () if gone / 2 <= value <= 1.5 * gone else ("press_plan",)
    return ("press_plan",)


def _reached(value: float, setting: Setting) -> Meaning:
    verbs, index_like = setting.verbs, _INDEX[0] <= value <= _INDEX[1]
    if verbs == {"equal"} and setting.base == "yoy" and index_like:
        return Meaning("index_yoy", value, "index")
    if verbs & {"share", "exceed"}:
        return Meaning("share_of_plan_pct", value, "percent", questions=("press_plan",))
    measure, unit = ("index_yoy", "index") if index_like else ("growth_yoy_pct", "percent")
    return Meaning(measure, value, unit, questions=("press_reached",))


def _points(value: float, setting: Setting) -> Meaning:
    verbs = setting.verbs
    falls = verbs & {"contribute_fall", "fall"}
    contributes = verbs & {"contribute", "contribute_fall"} or (setting.onto and verbs)
    plain = value >= 0 and not verbs & {"reach", "equal", "share", "exceed"} and not (falls and "rise" in verbs)
    asked = () if contributes and plain else ("press_points",)
    return Meaning("contribution_pp", -value if falls else value, "percentage_points", questions=asked)


def _multiple(value: float, setting: Setting) -> Meaning:
    clear = setting.base == "yoy" and setting.verbs in ({"multiple"}, {"equal"})
    note = f"about, since printed as {value:g} times the year before"
    return Meaning("index_yoy", round(100 * value, 6), "index", note, () if clear else ("press_times",))


def _amount(figure: Figure, value: float, setting: Setting) -> Meaning:
    verbs, scale = setting.verbs, float(figure.unit.detail or 1)
    note = "" if scale == 1 else f"printed as {value:g} {figure.unit.text}"
    if scale > 1 and _coarser(figure.printed, scale):
        note = f"about, since {note}"
    plain = not verbs - {"reach", "equal"} and bool(verbs or setting.named)
    moved = verbs & {"rise", "fall", "multiple", "multiple_rise", "contribute", "contribute_fall", "exceed"}
    asked = () if plain and not setting.base and not setting.plan else ("press_moved",) if moved else ("press_verb",)
    return Meaning("level", float(f"{value * scale:.10g}"), figure.unit.code, note, asked)


def _coarser(printed: str, scale: float) -> bool:
    """Whether digits are lost: 15.6 thousand is known to a hundred, 15,600 to one."""
    mark = decimal_mark(printed)
    decimals = len(printed.rpartition(mark)[2]) if mark else 0
    return scale > 10**decimals
