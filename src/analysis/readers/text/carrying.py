"""What a figure says, and what the figures behind it may carry on from."""

from dataclasses import dataclass, replace
from functools import reduce

from analysis.readers.phrases import Item, codes, of_kind
from analysis.readers.spoken import Spoken, spoken
from analysis.readers.text.measures import Meaning

_OF_PERIOD = {"press_period", "press_carried_period", "press_several", "press_year", "press_future"}


@dataclass(frozen=True)
class Subject:
    """A series; the words beside its name that no table explains, and the questions it leaves open."""

    geography: str
    indicator: str
    sector: str
    odd: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def series(self) -> tuple[str, str, str]:
        """Geography, indicator and sector."""
        return self.geography, self.indicator, self.sector

    @property
    def doubtful(self) -> bool:
        """Whether the name of the series leaves anything open."""
        return bool(self.odd or self.questions)


@dataclass(frozen=True)
class Reading:
    """A candidate figure: series, period, meaning, status, and what must be asked (question, words)."""

    subject: Subject
    period: Spoken | None
    meaning: Meaning
    status: str
    printed: str
    base: str
    aside: bool
    portion: bool
    questions: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[object, ...]:
        """Series, period and measure: what only one number can be of."""
        return (self.subject.series, self.period, self.meaning.measure)


@dataclass(frozen=True)
class Before:
    """What earlier figures spoke of: the last subject and period, and all that their sentence named."""

    subject: Subject | None = None
    period: Spoken | None = None
    series: frozenset[tuple[str, str, str]] = frozenset()
    periods: frozenset[Spoken | None] = frozenset()
    bases: tuple[str, ...] = ()
    status: str = "estimate"
    period_questions: tuple[str, ...] = ()
    same_sentence: bool = False
    headed: bool = False


def after(
    found: list[Reading], items: list[Item], rest: tuple[Item, ...], heads: bool, place: str, before: Before
) -> Before:
    """What the next sentence may carry on from; what a sentence without figures names is asked about, or heads it."""
    told = [reading for reading in found if not reading.aside]
    then = replace(reduce(told_after, told, before), same_sentence=False)
    if not found:
        return _announced(items, heads, place, then)
    if of_kind(rest, "indicator", "sector", "period", *(() if told else ("word",))):
        return replace(then, series=frozenset(), periods=frozenset(), bases=())
    return then


def _announced(items: list[Item], heads: bool, place: str, before: Before) -> Before:
    """What a sentence without figures leaves: the one period, indicator and branch it names."""
    periods, indicators = of_kind(items, "period"), codes(items, "indicator")
    sectors = codes(items, "sector")
    if periods:
        sure = heads and len({(item.code, item.text) for item in periods}) == 1
        period = spoken(periods[-1])
        asked = () if sure else ("press_carried_period",)
        periods = frozenset({period} if sure else ())
        before = replace(before, period=period, periods=periods, period_questions=asked, headed=sure)
    if indicators or sectors:
        subject = Subject(place, (indicators or [""])[-1], (sectors or ["total"])[-1], (), ("press_carried",))
        before = replace(before, subject=subject, series=frozenset(), bases=())
    elif of_kind(items, "word") and not heads:
        before = replace(before, series=frozenset())
    return before


def told_after(before: Before, reading: Reading) -> Before:
    """What is known after one more figure; the first of a sentence replaces what the sentence before told."""
    if reading.portion:
        return before
    told = before if before.same_sentence else Before()
    return Before(
        reading.subject,
        reading.period,
        told.series | {reading.subject.series},
        told.periods | {reading.period},
        tuple(dict.fromkeys((*told.bases, *filter(None, [reading.base])))),
        reading.status,
        tuple(question for question, _ in reading.questions if question in _OF_PERIOD),
        same_sentence=True,
        headed=before.headed and _same(reading.period, before.period),
    )


def _same(one: Spoken | None, other: Spoken | None) -> bool:
    return bool(one and other and (one.period_type, one.number) == (other.period_type, other.number))
