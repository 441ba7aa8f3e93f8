"""Figures of the wrong size: impossible ones, an index for growth, thousands and decimals out of place."""

from collections.abc import Iterator
from dataclasses import replace
from math import log10

from analysis.intake.rules.figures import Figure, Figures
from analysis.intake.rules.finding import Finding
from analysis.intake.rules.implied import chained_growth, implied_growth
from analysis.ledger import GROWTH, WHOLE

_AMOUNTS = ("level", "count")
_EVERY = ("month", "ytd", "quarter", "year", "point")
_STEADY = 5.0  # largest over smallest of a series whose tenfold cannot be season or luck
_ENOUGH = 3
_CALM = 40.0  # per cent: a series that never grew more


def impossible(figures: Figures) -> Iterator[Finding]:
    """Growth below -100 %, and levels, shares and indices below zero; 0 and -100 %, but of parts that stood still."""
    for figure in figures.fresh(*GROWTH, *_AMOUNTS, "share_of_plan_pct", "index_yoy", kinds=_EVERY):
        least = -100 if figure.measure in GROWTH else 0
        if figure.value < least:
            yield Finding("impossible", figure.row, {"read": figure.value})
        elif figure.value == least and figure.measure != "count":
            yield from _standstill(figures, figure)


def _standstill(figures: Figures, figure: Figure) -> Iterator[Finding]:
    """Nothing where level and growth both say that a part stood still: no sugar is made in summer."""
    level, growth = figures.of(figure, measure="level"), figures.of(figure, measure="growth_yoy_pct")
    if figure.sector == WHOLE or figure.measure not in ("level", *GROWTH) or level != 0 or growth not in (None, -100):
        yield Finding("impossible", figure.row, {"read": figure.value})
    elif growth is None:
        yield Finding("standstill", figure.row, {"read": figure.value})


def index_for_growth(figures: Figures) -> Iterator[Finding]:
    """Growth such as 111.19 where all that is known of it says about 11; an index such as 11.19."""
    for figure in figures.fresh(*GROWTH, kinds=_EVERY):
        other, sure = _likely_growth(figures, figure) if 50 <= figure.value <= 200 else (None, False)
        if other is None:
            continue
        gap, gap_as_index = abs(figure.value - other), abs(figure.value - 100 - other)
        if gap > 40 and gap_as_index < gap / 2:
            words = {"read": figure.value, "other": other, "expected": figure.value - 100}
            yield Finding("index_for_growth" if sure else "index_for_growth_slight", figure.row, words)
    for figure in figures.fresh("index_yoy", kinds=_EVERY):
        if figure.value <= 40:
            words = {"read": figure.value, "expected": 100 + figure.value}
            yield Finding("growth_for_index", figure.row, words)


def sizes(figures: Figures) -> Iterator[Finding]:
    """Levels some ten, a hundred or a thousand times all that they can be held against."""
    for figure in figures.fresh(*_AMOUNTS, kinds=_EVERY):
        usual, sure = _usual_levels(figures, figure)
        if not usual or figure.value <= 0:
            continue
        power, other = min((abs(log10(figure.value / level)), level) for level in usual)
        if power >= 2.5:
            yield Finding("thousand", figure.row, {"read": figure.value, "other": other})
        elif power >= 0.75 and not _explained(figures, figure):
            words = {"read": figure.value, "other": other, "times": 10.0 ** round(power)}
            yield Finding("tenfold" if sure else "tenfold_slight", figure.row, words)


def _usual_levels(figures: Figures, figure: Figure) -> tuple[list[float], bool]:
    """The month before, the year before and, of series that hardly move, the middle of their history.

    And whether they are sure: of a part that moves, such as a good, one month says little of the next.
    """
    others = figures.earlier(figure)
    others = others[others > 0]
    steady = len(others) >= _ENOUGH and others.max() / others.min() < _STEADY
    beside = [float(others.median())] if steady else []
    if figure.period_type in ("month", "ytd"):
        beside += [figures.of(figure, period=str(figure.month - months)) for months in (1, 12)]
    beside = [level for level in beside if level and level > 0]
    sure = steady or len(beside) > 1 or figure.sector == WHOLE
    return beside or [float(level) for level in others], sure


def _explained(figures: Figures, figure: Figure) -> bool:
    """Whether the growth printed for the level says that it did rise or fall that much."""
    growth = replace(figure, measure="growth_yoy_pct")
    printed, implied = figures.of(growth), implied_growth(figures, growth)
    return printed is not None and implied is not None and abs((100 + implied) / max(100 + printed, 0.1) - 1) < 0.3


def far(figures: Figures) -> Iterator[Finding]:
    """Growth far outside all the series has printed; some ten times its largest is a decimal mark out of place."""
    for figure in figures.fresh(*GROWTH, kinds=_EVERY):
        others = figures.earlier(figure)
        if len(others) < _ENOUGH:
            continue
        low, high = others.min(), others.max()
        times, width = abs(figure.value) / max(abs(low), abs(high), 3.0), max(high - low, 10.0)
        power = 10.0 ** round(log10(max(times, 1)))
        if times > 8 and not _chained(figures, figure, power):
            words = {"read": figure.value, "other": others.median(), "times": power}
            yield Finding("tenfold", figure.row, words)
        elif not low - width <= figure.value <= high + width:
            yield Finding("far", figure.row, {"read": figure.value, "low": low, "high": high})


def _chained(figures: Figures, figure: Figure, times: float) -> bool:
    """Whether growth on the month and on the year tell of such a fall or rise, rather than of one so much smaller."""
    told = chained_growth(figures, figure)
    return told is not None and abs(figure.value - told) < abs(figure.value / times - told)


def _likely_growth(figures: Figures, figure: Figure) -> tuple[float | None, bool]:
    """What the rest says of a growth rate, and whether that is sure: levels, figures beside it, a calm past."""
    beside = [implied_growth(figures, figure), chained_growth(figures, figure)]
    if figure.period_type in ("month", "ytd") and figure.measure == "growth_yoy_pct":
        beside += [figures.of(figure, period_type=kind) for kind in ("ytd", "month") if kind != figure.period_type]
        beside += [figures.of(figure, period_type="ytd", period=str(figure.month - 1))]
    told = next((growth for growth in beside if growth is not None), None)
    others = figures.earlier(figure)
    if told is not None or others.empty:
        return told, True
    return float(others.median()), len(others) >= 2 * _ENOUGH and others.abs().max() < _CALM
