"""Figures that must agree with each other, with earlier ones, and with the plan: identities and what they imply."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from analysis.checks.beside import MONTHLY, Beside, Print
from analysis.checks.finding import Finding, figure_name, graded
from analysis.identities import (
    OF_INDEX,
    PLAN,
    WHOLE_OF,
    Identity,
    Residual,
    implied_months,
    known_before,
    residual,
    residuals,
)
from analysis.ledger import Figure
from analysis.ledger.vocabulary import GROWTH, WHOLE

# A series that agreed better, or worse, over the last year than revisions explain is held to what it was itself. From
# six gaps on: of the nation's true figures of 2014-2021 5 to 10 % lie beyond by identity; from four 8 to 13 %.
_LEAST, _WIDER, _ENOUGH = 0.005, 1.5, 6
_MEASURES = ("level", *GROWTH, "share_of_plan_pct", "contribution_pp", "index_yoy")
_REPRINTED = ("revised", "reprinted")
_TO_DATE = ("ytd_sum", "ytd_growth")
_FALL = (0.001, 0.02)  # of the earlier year to date
_USUAL_GROWTH, _POSSIBLE_GROWTH = (-50.0, 100.0), (-90.0, 400.0)  # per cent, of a month that no figure says more of
_TURN = 50.0
"""Points by which months leave, on average, the growth to date before them: of 769 steps between rates to date of whole
indicators for 2014-2021, 84 of them in provinces, three are larger."""
_PACE, _WIDE_PACE = (0.55, 1.8), (0.3, 3.0)  # done of the plan, over what was done of last year
_EARLY = 4  # before this month little is done of a year


def identities(beside: Beside) -> Iterator[Finding]:
    """What the identities say of every fresh figure, as the printed number or as one that others need."""
    rows = {one.figure: one for one in beside.fresh}
    for one in residuals(beside.of, dict.fromkeys(near for figure in rows for near in _near(figure))):
        of = [rows[figure] for figure in (one.figure, *one.needs) if figure in rows]
        if not of or (one.identity.name in _TO_DATE and of[0].state in _REPRINTED):
            continue
        warning, error = _limits(one.identity, one.figure, beside)
        if one.gap > warning:
            # the file may print the parts alone
            name = {} if one.figure in rows else {"figure": partial(figure_name, pd.Series(one.figure._asdict()))}
            yield graded(one.identity.name, of[0].row, sure=one.gap > error, **_words(one), **name)


def cumulative(beside: Beside) -> Iterator[Finding]:
    """A year to date that falls, is less than its month, or that no possible month makes."""
    for one in beside.measured("level", "growth_yoy_pct", spans=("ytd", "year")):
        if one.state in _REPRINTED:
            continue
        if one.figure.measure == "level" and one.figure.period_type == "ytd":
            yield from _fallen(one, beside)
            month = beside.of(one.figure.at(period_type="month"))
            if month is not None and one.value < month * 0.999:
                yield Finding("ytd_below_month", one.row, {"other": month})
        yield from _impossible_month(one, beside)


def parts(beside: Beside) -> Iterator[Finding]:
    """Parts that are more than their whole."""
    for one in beside.measured("level"):
        whole = WHOLE_OF.get((one.figure.indicator, one.figure.sector))
        total = beside.of(one.figure.at(sector=whole)) if whole else None
        if total is not None and one.value > total * 1.03:
            yield Finding("part_above_total", one.row, {"other": total})


def plans(beside: Beside) -> Iterator[Finding]:
    """What is done of the year's plan, over what was done of last year by the same month."""
    for one in beside.measured("level", "share_of_plan_pct", spans=("ytd", "year")):
        plan = beside.of(one.figure.at(period_type="year", period=one.figure.period[:4], measure=PLAN))
        share = one.value if one.figure.measure != "level" else plan and 100 * one.value / plan
        if share is None:
            continue
        usual = _usual_share(one.figure.at(measure="level"), beside)
        pace, early = share / usual, one.figure.month < _EARLY
        low, high = _WIDE_PACE if early else _PACE
        if not low <= pace <= high:
            sure = not early and not _WIDE_PACE[0] <= pace <= _WIDE_PACE[1]
            yield graded("plan_pace", one.row, sure=sure, share=share, other=usual)


def _near(figure: Figure) -> Iterator[Figure]:
    """The figures whose identities a figure may have a part in; a late one in those of the month after it, too."""
    monthly = figure.period_type in MONTHLY
    sectors = dict.fromkeys((figure.sector, WHOLE_OF.get((figure.indicator, figure.sector), figure.sector)))
    for at in (figure, figure.ago(-1)) if monthly else (figure,):
        for span in MONTHLY if monthly else (figure.period_type,):
            for sector in sectors:
                yield from (at.at(period_type=span, sector=sector, measure=measure) for measure in _MEASURES)
    yield figure.at(indicator=OF_INDEX.get(figure.indicator, figure.indicator))


def _limits(identity: Identity, figure: Figure, beside: Beside) -> tuple[float, float]:
    """What revisions explain; of a series with a past, a little over its own gaps of the last year."""
    warning, error = identity.allowed
    if figure.period_type not in MONTHLY or identity.name in ("plan_share", "parts_sum", "parts_growth"):
        return warning, error
    past = [residual(identity, figure.ago(months), beside.of) for months in range(1, 13)]
    gaps = [one.gap for one in past if one]
    own = max(_LEAST, _WIDER * max(gaps)) if len(gaps) >= _ENOUGH else warning
    return own, max(own, error)


def _words(one: Residual) -> dict[str, object]:
    nearer = min(one.low, one.high, key=lambda end: abs(end - one.printed))
    names = dict(zip(("one", "two", "three"), one.values, strict=False))
    return {"read": one.printed, "expected": nearer, "low": one.low, "high": one.high} | names


def _fallen(one: Print, beside: Beside) -> Iterator[Finding]:
    highest = max(known_before(one.figure, beside.of), key=beside.of, default=one.figure)
    fall = 1 - one.value / (beside.of(highest) or 1)
    if fall > _FALL[0]:
        yield graded("ytd_falls", one.row, sure=fall > _FALL[1], other=beside.of(highest), period=highest.period)


def _impossible_month(one: Print, beside: Beside) -> Iterator[Finding]:
    """The months since the last year to date known, held against the same months a year ago or the year so far."""
    implied = implied_months(one.figure, beside.of)
    month = one.figure.to_date.at(period_type="month")
    # an identity holds a month against its years to date; of rates where both of these are known
    needed = (month,) if one.figure.measure == "level" else (month, one.figure.to_date.ago(1))
    if implied is None or None not in map(beside.of, needed):
        return
    past = beside.earlier(month) + beside.earlier(one.figure.to_date)
    room = max(max(past) - min(past), 15.0) if len(past) >= _ENOUGH else None
    usual = (min(past) - room, max(past) + room) if room else _USUAL_GROWTH
    low, high = implied
    if one.figure.measure != "level" and one.figure.sector == WHOLE:
        # also of a series with a wild past
        earlier = known_before(one.figure, beside.of)[0]
        before, share = beside.of(earlier), 1 - earlier.month / one.figure.month
        if abs(one.value - before) > _TURN * share:
            words = {"expected": before + (one.value - before) / share, "low": before - _TURN, "high": before + _TURN}
            yield Finding("month_implied_slight", one.row, words)
    if high < usual[0] or low > usual[1]:
        # of a whole whose one new month is asked for, a full range beyond all months known is enough
        whole = one.figure.sector == WHOLE and one.figure.measure != "level" and beside.of(needed[-1]) is not None
        width = float("inf") if not room else 0.0 if whole else usual[1] - usual[0]
        sure = high < max(usual[0] - width, _POSSIBLE_GROWTH[0]) or low > min(usual[1] + width, _POSSIBLE_GROWTH[1])
        sure &= one.figure.sector == WHOLE  # a part may come back from nothing
        nearest = high if high < usual[0] else low
        yield graded("month_implied", one.row, sure=sure, expected=nearest, low=usual[0], high=usual[1])


def _usual_share(figure: Figure, beside: Beside) -> float:
    """What was done of last year by this month, in per cent; without last year's figures, the share of the calendar."""
    year = figure.ago(12)
    done, whole = beside.of(year), beside.of(year.at(period_type="year", period=year.period[:4]))
    whole = whole or beside.of(year.at(period=f"{year.period[:4]}-12"))
    return 100 * done / whole if done and whole else 100 * figure.month / 12
