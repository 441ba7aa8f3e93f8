"""A candidate figure as it is read, and what earlier ones leave for it to carry on."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.ledger import WHOLE
from analysis.readers.phrases import Item, codes, of_kind
from analysis.readers.spoken import Spoken, spoken
from analysis.readers.text.statements import Statement

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
            reading.status,
            tuple(question for question in reading.asked if question in _OF_PERIOD),
            same_sentence=True,
            headed=bool(self.headed and one and other and one.last_month == other.last_month),
        )

    def unsure(self) -> "Before":
        """The same with nothing sure: a series or period was named without a figure."""
        return replace(self, series=frozenset(), periods=frozenset(), bases=())

    def announced(self, items: Sequence[Item], heads: bool, place: str) -> "Before":
        """What a sentence without figures leaves: the period, indicator and branch it names, sure only of a heading."""
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
