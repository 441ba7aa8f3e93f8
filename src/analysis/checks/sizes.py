"""Figures of the wrong size or day: impossible ones, an index or a fraction for per cent, marks out of place."""

from collections.abc import Iterator
from functools import cache
from math import log10
from statistics import median

from analysis.checks.beside import MONTHLY, Beside, Print, tuples
from analysis.checks.finding import Finding, graded
from analysis.identities import IDENTITIES, residual
from analysis.ledger import printed_decimals
from analysis.ledger.vocabulary import GROWTH, WHOLE
from analysis.periods import months_of

_AMOUNTS = ("level", "count")
_STEADY = 5.0  # largest over smallest of a series whose tenfold cannot be season or luck
_ENOUGH = 3
_HALF = 0.5  # as far as the number that was read
_CALM = 40.0  # per cent: a series that never grew more
_BOUNDS = {
    "growth_yoy_pct": (-60.0, 120.0),
    "growth_mom_pct": (-60.0, 120.0),
    "share_of_plan_pct": (0.0, 150.0),
    "contribution_pp": (-30.0, 50.0),
    "index_yoy": (40.0, 220.0),
}
"""Between these lie nearly all figures of a measure; what lies four times as far out is some slip of the hand."""
_FAR_OUT = 4.0
_YEARLY = (0.4, 3.2)  # of the year before; of 455 totals printed for 2014-2021 the least is 0.71, the largest 1.53
_LATE_MONTHS, _OVER = 3, 20
"""Months after which a first print is late; the day of its last month from which a period can be told of."""
_LEVEL, _CHAIN = (next(row for row in IDENTITIES if row.name == name) for name in ("growth_level", "growth_chain"))


def impossible(beside: Beside) -> Iterator[Finding]:
    """Growth below -100 %, and levels, shares and indices below zero; 0 and -100 %, but of parts that stood still."""
    for one in beside.measured(*GROWTH, *_AMOUNTS, "share_of_plan_pct", "index_yoy"):
        least = -100 if one.figure.measure in GROWTH else 0
        if one.value < least:
            yield Finding("impossible", one.row)
        elif one.value == least and one.figure.measure != "count":
            yield from _standstill(one, beside)


def per_cent(beside: Beside) -> Iterator[Finding]:
    """A fraction, or an index, where growth is asked for, and growth for an index; never where the file says which."""
    for one in () if beside.official else beside.measured(*GROWTH, "share_of_plan_pct", "index_yoy"):
        if one.figure.measure == "index_yoy":
            if one.value <= 40:
                yield Finding("growth_for_index", one.row, {"expected": 100 + one.value})
            continue
        other, sure = _likely_growth(one, beside)
        # 0.0742 has the digits of a fraction; known rates tell of others
        decimals = printed_decimals(one.value)
        near = decimals == 4 if other is None else abs(100 * one.value - other) < _HALF * abs(one.value - other)
        if 0 < abs(one.value) < 2 and decimals >= 3 and near:
            yield Finding("fraction", one.row, {"expected": 100 * one.value})
        if other is None and one.figure.measure == "growth_mom_pct":
            other, sure = 0.0, False
        if one.figure.measure in GROWTH and 50 <= one.value <= 200 and other is not None:
            gap, gap_as_index = abs(one.value - other), abs(one.value - 100 - other)
            if gap > 40 and gap_as_index < gap / 2:
                yield graded("index_for_growth", one.row, sure=sure, other=other, expected=one.value - 100)


def marks(beside: Beside) -> Iterator[Finding]:
    """Levels some ten, a hundred or a thousand times all that they can be held against."""
    for one in beside.measured(*_AMOUNTS):
        usual, sure = _usual_levels(one, beside)
        if not usual or one.value <= 0:
            continue
        power, other = min((abs(log10(one.value / level)), level) for level in usual)
        if power >= 2.5:
            yield Finding("thousand", one.row, {"other": other})
        elif power >= 0.75 and not _explained(one, beside):
            yield graded("tenfold", one.row, sure=sure, other=other, times=10.0 ** round(power))
        elif one.figure.sector == WHOLE and one.figure.period_type in ("ytd", "year") and not _explained(one, beside):
            before = beside.of(one.figure.ago(12))
            if before and not _YEARLY[0] <= one.value / before <= _YEARLY[1]:
                yield Finding("far", one.row, {"low": _YEARLY[0] * before, "high": _YEARLY[1] * before})


def far(beside: Beside) -> Iterator[Finding]:
    """Rates far outside all that the series has printed or, where it has no past, that nearly all series print."""
    for one in beside.measured(*_BOUNDS):
        others = beside.earlier(one.figure, one.unit)
        bounds = _BOUNDS[one.figure.measure]
        if len(others) < _ENOUGH or one.figure.measure not in GROWTH:
            if not bounds[0] <= one.value <= bounds[1]:
                middle = sum(bounds) / 2
                out = abs(one.value - middle) > _FAR_OUT * (bounds[1] - middle) and one.figure.sector == WHOLE
                yield Finding("far_out" if out else "far", one.row, {"low": bounds[0], "high": bounds[1]})
            continue
        low, high = min(others), max(others)
        times, width = abs(one.value) / max(abs(low), abs(high), 3.0), max(high - low, 10.0)
        power = 10.0 ** round(log10(max(times, 1)))
        made = residual(_CHAIN, one.figure, beside.of) if one.figure.measure == "growth_yoy_pct" else None
        # growth on the month and on the year may tell of such a fall or rise, rather than of one so much smaller
        if times > 8 and not (made and abs(one.value - made.low) < abs(one.value / power - made.low)):
            sure = len(others) >= 2 * _ENOUGH or one.figure.sector == WHOLE
            yield graded("tenfold", one.row, sure=sure, other=median(others), times=power)
        elif not low - width <= one.value <= high + width:
            yield Finding("far", one.row, {"low": low, "high": high})


def days(beside: Beside) -> Iterator[Finding]:
    """Figures printed before their period was over, or long after it."""
    told = tuples(beside.rows, ["state", "status", "period_type", "period", "published"])
    for row, (state, status, span, period, published) in enumerate(told):
        if state != "new":
            continue
        end, late = _ends(span, period)
        if published < f"{end}-{_OVER:02d}":
            sure = span in MONTHLY and published < f"{end}-{_OVER - 5:02d}"
            yield graded("early", row, sure=sure, read=published)
        elif status not in ("revised", "comparison") and published[:7] > late:
            yield Finding("late", row, {"read": published})


@cache
def _ends(span: str, period: str) -> tuple[str, str]:
    """The last month of a period, and the one after which a first print is late."""
    last = months_of(span, period)[-1]
    return str(last), str(last + _LATE_MONTHS)


def _standstill(one: Print, beside: Beside) -> Iterator[Finding]:
    """Nothing where level and growth both say that a part stood still: no sugar is made in summer."""
    figure = one.figure
    level, grown = beside.of(figure.at(measure="level")), beside.of(figure.at(measure="growth_yoy_pct"))
    still = figure.measure in ("level", *GROWTH) and level == 0 and grown in (None, -100)
    if not still or (figure.sector == WHOLE and figure.period_type != "month"):
        yield Finding("impossible", one.row)
    elif grown is None or figure.sector == WHOLE:
        yield Finding("standstill", one.row)


def _usual_levels(one: Print, beside: Beside) -> tuple[list[float], bool]:
    """The month before, the year before and, of series that hardly move, the middle of their history.

    And whether they are sure: of a part that moves, such as a good, one month says little of the next.
    """
    others = [level for level in beside.earlier(one.figure, one.unit) if level > 0]
    if one.figure.period_type == "ytd":
        # of other months of the year: so much as they would have come to by this one
        others += [level * one.figure.month / 12 for level in others]
    steady = len(others) >= _ENOUGH and max(others) / min(others) < _STEADY
    told = [median(others)] if steady else []
    if one.figure.period_type in MONTHLY:
        told += [beside.of(one.figure.ago(months)) for months in (1, 12)]
    told = [level for level in told if level and level > 0]
    return told or others, steady or len(told) > 1 or one.figure.sector == WHOLE


def _explained(one: Print, beside: Beside) -> bool:
    """Whether the growth printed for the level says that it did rise or fall that much."""
    found = residual(_LEVEL, one.figure.at(measure="growth_yoy_pct"), beside.of)
    return found is not None and found.gap < 0.3


def _likely_growth(one: Print, beside: Beside) -> tuple[float | None, bool]:
    """What the rest says of a rate, and whether that is sure: levels, figures beside it, a calm past."""
    figure, told = one.figure, []
    if figure.measure in GROWTH and figure.period_type in MONTHLY:
        made = residual(_LEVEL, figure, beside.of)
        told = [made.low] if made else []
    if figure.measure == "growth_yoy_pct" and figure.period_type in MONTHLY:
        told += [beside.of(figure.at(period_type=span)) for span in MONTHLY if span != figure.period_type]
        told += [beside.of(figure.to_date.ago(1))]
    known = next((rate for rate in told if rate is not None), None)
    others = beside.earlier(figure)
    if known is not None or not others:
        return known, True
    return median(others), len(others) >= 2 * _ENOUGH and max(map(abs, others)) < _CALM
