"""A candidate figure as it is read: what it measures, and what earlier ones leave for it to carry on."""

import math
from dataclasses import dataclass, field, replace

from analysis.ledger.vocabulary import WHOLE, Vocabulary
from analysis.readers.phrases import codes, of_kind
from analysis.readers.spoken import CHANGED, Spoken, compared, decimal_mark, spoken
from analysis.readers.text.sentences import Sentence, Statement

MOVES = {"rise", "fall"}
_OF_PERIOD = {"press_period", "press_carried_period", "press_several", "press_year", "press_future"}


@dataclass(frozen=True)
class Subject:
    """A series; the words beside its name that nothing explains, and the questions it leaves open."""

    geography: str
    indicator: str = ""
    sector: str = WHOLE
    odd: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def series(self) -> tuple[str, str, str]:
        """Geography, indicator and sector."""
        return self.geography, self.indicator, self.sector


@dataclass
class Reading:
    """A candidate figure; `asked` holds each question to be put about it, with the words that fill it."""

    statement: Statement
    subject: Subject
    period: Spoken | None = None
    earlier: bool = False
    base: str = ""
    plan: str = ""
    measure: str = ""
    value: float = math.nan
    unit: str = ""
    status: str = "estimate"
    notes: list[str] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)

    def ask(self, *questions: str) -> None:
        """Adds questions, each once."""
        self.asked |= {question: "" for question in questions if question not in self.asked}

    @property
    def verbs(self) -> frozenset[str]:
        """What its own clause says it does: rise, fall, reach; a sign is a verb, too."""
        own, sign = self.statement.own, {"+": ["rise"], "-": ["fall"]}.get(self.statement.figure.sign, [])
        return frozenset(codes(own, "verb") or sign or (["reach"] if of_kind(own, "status") else []))

    @property
    def key(self) -> tuple[object, ...]:
        """Series, period and measure: what only one number can be of."""
        return (*self.subject.series, self.period, self.measure)

    @property
    def is_plan(self) -> bool:
        """Whether it is the plan of a year, not what was done."""
        return self.status in ("plan", "ceiling")

    @property
    def carries(self) -> bool:
        """Whether what follows may carry it on: a comparison, a bracket or a share of the whole is beside the way."""
        return not (self.earlier or self.statement.bracketed or "portion" in self.verbs)


@dataclass(frozen=True)
class Before:
    """What earlier figures spoke of: the last subject and period, and all that their sentence named."""

    subject: Subject | None = None
    period: Spoken | None = None
    series: frozenset[tuple[str, str, str]] = frozenset()
    periods: frozenset[Spoken | None] = frozenset()
    bases: tuple[str, ...] = ()
    status: str = "estimate"
    period_asked: tuple[str, ...] = ()
    same_sentence: bool = False
    headed: bool = False

    def after(self, reading: Reading) -> "Before":
        """What is known after one more figure; the first of a sentence replaces what the sentence before told."""
        told = self if self.same_sentence else Before()
        one, other = reading.period, self.period
        based = [reading.base] if reading.base and reading.verbs & MOVES else []
        return Before(
            reading.subject,
            one,
            told.series | {reading.subject.series},
            told.periods | {one},
            tuple(dict.fromkeys([*told.bases, *based])),
            self.status if reading.is_plan else reading.status,
            tuple(question for question in reading.asked if question in _OF_PERIOD),
            same_sentence=True,
            headed=bool(self.headed and one and other and one.last_month == other.last_month),
        )

    def announced(self, sentence: Sentence, place: str) -> "Before":
        """What a sentence without figures leaves: the period, indicator and branch it names, sure only of a heading."""
        items, heads = sentence.items, sentence.heads
        periods, named = of_kind(items, "period"), of_kind(items, "indicator", "sector")
        indicators, sectors, before = codes(named, "indicator"), codes(named, "sector"), self
        if periods:
            sure, period = heads and len({item.text for item in periods}) == 1, spoken(periods[-1])
            asked = () if sure else ("press_carried_period",)
            known = frozenset({period} if sure else ())
            before = replace(self, period=period, periods=known, period_asked=asked, headed=sure)
        if indicators or sectors:
            one = len(indicators) == 1 and {item.detail for item in named} == {""}
            full = heads and one and not of_kind(items, "word", "scope")
            asked = () if full else ("press_carried",)
            subject = Subject(place, (indicators or [""])[-1], (sectors or [WHOLE])[-1], asked=asked)
            return replace(before, subject=subject, series=frozenset(), bases=(), headed=before.headed or full)
        return replace(before, series=frozenset()) if of_kind(items, "word") and not heads else before


# ---- what a figure measures

_LARGE = {"rise": 80, "fall": 50}
"""Growth from which on a figure may be an index printed as growth, as cement "down 86.4 %" was."""
_INDEX = (50, 200)
_MULTIPLES = {"multiple", "multiple_rise"}
_CONTRIBUTES = {"contribute", "contribute_fall"}
_SAYS_NOTHING = {"filler", "join", "link", "onto", "geography", "period"}

Measure = tuple[str, float, str]


def measure_of(reading: Reading, value: float) -> Measure:
    """Measure, value and unit of a number, by its unit, verbs, base and plan; what they leave open is asked."""
    unit = reading.statement.figure.unit
    kinds = {"percent": _percent, "percentage_points": _points, "times": _multiple}
    return ("count", value, "count") if unit.kind == "count" else kinds.get(unit.code, _amount)(reading, value)


def in_unit(measure: str, value: float, unit: str, indicator: str, vocabulary: Vocabulary) -> tuple[float, str]:
    """A value in a unit the ledger has for the indicator and measure; as it is where it has none."""
    allowed = vocabulary.units(indicator, measure) if indicator in vocabulary.known("indicator") else [unit]
    # a bare "tỷ" is billion VND where the indicator is money
    told = unit or ("billion_vnd" if "billion_vnd" in allowed else "")
    other = told if told in allowed else next((other for other in allowed if (told, other) in CHANGED), unit)
    return float(f"{value * CHANGED.get((told, other), 1.0):.10g}"), other


def base_of(statement: Statement, period: Spoken | None) -> str:
    """The base named beside a figure: yoy, mom, plan, other, several; empty where none is named."""
    named = [compared(item, period) for item in of_kind(statement.words, "base")]
    after = [item for item in statement.tail if item.kind not in _SAYS_NOTHING]
    named += [compared(item, period) for item in after[:1] if item.kind == "past"]
    return "several" if len(set(named)) > 1 else next(iter(named), "")


def plan_of(statement: Statement, period: Spoken | None) -> str:
    """The plan that a figure is a share of, named right after it: annual, bare, other; empty where none is."""
    bases = [item for item in of_kind(statement.words, "base") if item.code in ("plan", "other_plan")]
    plans = of_kind(statement.tail, "plan") + bases
    if not plans:
        return ""
    year = plans[0].named.get("year")
    another = year is not None and (period is None or year != period.year)
    code = {"plan": "annual", "other_plan": "other"}.get(plans[0].code, plans[0].code)
    return "other" if len(plans) > 1 or another or "month" in plans[0].named else code


def earlier_period(statement: Statement, period: Spoken | None) -> Spoken | None:
    """The earlier period that a figure is one of: "cùng kỳ năm trước" before it, "của cùng kỳ năm 2018" behind it."""
    named = of_kind(statement.own, "past")
    named += of_kind(statement.tail, "past", "period")[:1] if of_kind(statement.lead, "compare") else []
    if not named or period is None or period.year is None or named[-1].code == "mom":
        return None
    year = named[-1].named.get("year", period.year - 1 if named[-1].kind == "past" else None)
    return period.in_year(year) if year else None


def _percent(reading: Reading, value: float) -> Measure:
    verbs, moves = reading.verbs, reading.verbs & MOVES
    if not verbs and reading.plan and not reading.base:
        return _share(reading, value)
    if len(moves) == 1 and not verbs & {"equal", "share", "exceed", *_MULTIPLES}:
        return _growth(reading, value)
    if moves or not verbs or verbs & (_CONTRIBUTES | _MULTIPLES):
        reading.ask("press_verb")
        return "growth_yoy_pct", value, "percent"
    return _share(reading, value) if reading.plan or verbs & {"share", "exceed"} else _reached(reading, value)


def _growth(reading: Reading, value: float) -> Measure:
    kind = reading.period.period_type if reading.period else "month"
    fits = {"yoy": True, "mom": kind == "month", "": kind in ("ytd", "year")}.get(reading.base, False)
    (moved,) = reading.verbs & MOVES
    reading.ask(*["press_base"] * bool(reading.plan or not fits), *["press_large"] * (value >= _LARGE[moved]))
    measure = "growth_mom_pct" if reading.base == "mom" else "growth_yoy_pct"
    return measure, -value if moved == "fall" else value, "percent"


def _share(reading: Reading, value: float) -> Measure:
    clear = reading.plan == "annual"
    if "exceed" in reading.verbs:
        reading.notes.append(f"printed as {value:g} percent above the plan")
        clear, value = clear and len(reading.verbs - {"reach"}) == 1, round(100 + value, 6)
    elif reading.plan == "bare" and reading.period and reading.period.period_type in ("ytd", "year"):
        gone = 100 * reading.period.last_month / 12  # a plan without a name is the annual one if that fits
        clear = gone / 2 <= value <= 1.5 * gone
    reading.ask(*["press_plan"] * (not clear))
    return "share_of_plan_pct", value, "percent"


def _reached(reading: Reading, value: float) -> Measure:
    index_like = _INDEX[0] <= value <= _INDEX[1]
    reading.ask(*["press_reached"] * (not (reading.verbs == {"equal"} and reading.base == "yoy" and index_like)))
    return ("index_yoy", value, "index") if index_like else ("growth_yoy_pct", value, "percent")


def _points(reading: Reading, value: float) -> Measure:
    verbs = reading.verbs
    falls = verbs & {"contribute_fall", "fall"}
    contributes = verbs & _CONTRIBUTES or (of_kind(reading.statement.tail, "onto") and verbs)
    plain = not verbs & {"reach", "equal", "share", "exceed"} and not (falls and "rise" in verbs)
    reading.ask(*["press_points"] * (not (contributes and plain)))
    return "contribution_pp", -value if falls else value, "percentage_points"


def _multiple(reading: Reading, value: float) -> Measure:
    reading.notes.append(f"about, since printed as {value:g} times the year before")
    clear = reading.base == "yoy" and reading.verbs in ({"multiple"}, {"equal"})
    reading.ask(*["press_times"] * (not clear))
    return "index_yoy", round(100 * value, 6), "index"


def _amount(reading: Reading, value: float) -> Measure:
    figure, verbs = reading.statement.figure, reading.verbs
    scale = float(figure.unit.detail or 1)
    if scale != 1:
        mark = decimal_mark(figure.printed)
        decimals = len(figure.printed.rpartition(mark)[2]) if mark else 0
        about = "about, since " if scale > 10**decimals else ""  # 15.6 thousand is known to a hundred
        reading.notes.append(f"{about}printed as {value:g} {figure.unit.text}")
    named = verbs or of_kind(reading.statement.lead, "indicator", "sector", "period")
    if verbs - {"reach", "equal"} or not named or reading.base or reading.plan:
        reading.ask("press_moved" if verbs & (MOVES | _MULTIPLES | _CONTRIBUTES | {"exceed"}) else "press_verb")
    return "level", float(f"{value * scale:.10g}"), figure.unit.code
