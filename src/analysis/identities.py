"""Every accounting identity of published figures once, as rows, and one tolerance: rounding first, then revision.

What is checked, drafted to an office or observed by a model reads these rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from analysis.growth import growth
from analysis.ledger import Figure, printed_decimals
from analysis.ledger.targets import Target
from analysis.ledger.vocabulary import GROWTH, INDUSTRY, WHOLE

PLAN, PLAN_GROWTH = "plan", "plan_growth"
"""The measures under which a plan of the year stands among the figures: (…, "year", "2022", "plan")."""
PARTS = {
    ("exports", WHOLE): ("domestic", "foreign_invested"),
    ("imports", WHOLE): ("domestic", "foreign_invested"),
    ("retail_sales", WHOLE): ("goods", "accommodation_food", "travel", "other_services"),
    ("industrial_output", WHOLE): INDUSTRY,
    ("iip", WHOLE): INDUSTRY,
    ("electricity_output", "wind_and_solar"): ("wind", "solar"),
}
"""The sectors that each whole is made of."""
WHOLE_OF = {(indicator, part): whole for (indicator, whole), parts in PARTS.items() for part in parts}
INDEX_OF = {"industrial_output": "iip"}
"""The index of what an amount measures; `OF_INDEX` the other way round."""
OF_INDEX = {index: amount for amount, index in INDEX_OF.items()}
_WEIGHTS = (0.4, 2.2)  # of a month in its year to date, as a multiple of a mean month's
_OUTPUT = (9.0, 0.25)
"""Points, and share of the index's growth, by which growth of output may differ from it: none of the 21 pairs that
provinces printed for 2014-2021 differs more (0.2 to 21.6 points, the last at an index of +51.8 %)."""
_EARLY_SHARE, _SHARE = (0.7, 1.2), (0.8, 1.2)
"""What a year has done before and from June on, over an even pace: the bases that 302 years to date of March to
November and their growth imply for 2014-2021 (16 of provinces) lie between 0.760 and 1.152, from June on over 0.838."""
_NEVER = float("inf")
_SPANS = ("month", "ytd", "quarter", "year")

Range = tuple[float, float]


class Identity(NamedTuple):
    """A row: `needs` gives the other figures (none where the identity does not speak of the figure), `implied` what
    their values make, a number or a range, `size` how large a gap is, `allowed` the gaps that are worth a look, and
    that no revision explains.
    """

    name: str
    measures: Sequence[str]
    spans: Sequence[str]
    needs: Callable[[Figure], Sequence[Figure]]
    implied: Callable[..., float | Range]
    size: Callable[..., float]
    allowed: Range


class Residual(NamedTuple):
    """A figure beside what others make of it: `gap` on the identity's own scale, 0 where rounding explains it."""

    identity: Identity
    figure: Figure
    printed: float
    needs: Sequence[Figure]
    values: Sequence[float]
    low: float
    high: float
    gap: float


def residuals(value_of: Callable[[Figure], float | None], figures: Iterable[Figure]) -> Iterator[Residual]:
    """Every identity that can be worked out at these figures; `value_of` gives what is known of any, or None."""
    for figure in figures:
        printed = value_of(figure)
        for identity in _of_measure(figure.measure, figure.period_type) if printed is not None else ():
            found = residual(identity, figure, value_of)
            if found:
                yield found


def residual(identity: Identity, figure: Figure, value_of: Callable[[Figure], float | None]) -> Residual | None:
    """One identity at one figure; None where a figure that it needs is not known."""
    printed, needs = value_of(figure), identity.needs(figure)
    values = [value_of(needed) for needed in needs]
    if printed is None or not needs or None in values:
        return None
    try:
        low, high = _range(identity.implied(figure, *values))
    except ZeroDivisionError:
        return None
    halves = _halves([figure, *needs], [printed, *values])
    rounding = halves[figure.measure] + _moved_by_rounding(identity, figure, needs, values, halves)
    nearest = min(max(printed, low - rounding), high + rounding)
    return Residual(
        identity, figure, printed, needs, values, low, high, identity.size(figure, printed, nearest, values)
    )


def plans(targets: Iterable[Target]) -> dict[Figure, Target]:
    """Plans of a year as figures, under the measures `PLAN` and `PLAN_GROWTH`."""
    measures = {"level": PLAN, "growth_yoy_pct": PLAN_GROWTH}
    return {Figure(*plan.series, "year", str(plan.year), measures[plan.measure]): plan for plan in targets}


def known_before(figure: Figure, value_of: Callable[[Figure], float | None]) -> list[Figure]:
    """The years to date before a figure's, of its year, that are known, the first quarter too; the nearest first."""
    before = [figure.to_date.ago(months) for months in range(1, figure.month)]
    before += [figure.at(period_type="quarter", period=f"{figure.period[:4]}-Q1")] if figure.month > 3 else []
    return sorted((one for one in before if value_of(one) is not None), key=lambda one: -one.month)


def implied_months(figure: Figure, value_of: Callable[[Figure], float | None]) -> Range | None:
    """The growth of the months between two figures to date, printed or not; `figure`: the later of them, or a year.

    The earlier one is the nearest that is known. Of levels on the same months a year before or, where these are not
    known, on as many mean months of the year so far. Of rates a range: how much months weigh is not known.
    """
    earlier, whole = next(iter(known_before(figure, value_of)), figure), value_of(figure)
    before, months = value_of(earlier), figure.month - earlier.month
    if whole is None or before is None or not months:
        return None
    if figure.measure == "level":
        last = [value_of(one.ago(12)) for one in (figure, earlier)]
        usual = months * before / earlier.month if None in last else last[0] - last[1]
        return (growth(whole - before, usual),) * 2 if usual > 0 and whole >= before else None
    shares = [weight * months / figure.month for weight in _WEIGHTS]
    jumps = [before + (whole - before) / min(share, 1.0) for share in shares]
    room = 2 * min(half_digit(whole), half_digit(before)) / shares[0]
    return min(jumps) - room, max(jumps) + room


@cache
def half_digit(value: float) -> float:
    """What rounding may have taken from or given to a printed number."""
    return 0.5 * 10.0 ** -printed_decimals(value)


def _range(implied: float | Range) -> Range:
    return implied if isinstance(implied, tuple) else (implied, implied)


def _halves(figures: Sequence[Figure], values: Sequence[float]) -> dict[str, float]:
    """Half a last digit by measure: what is printed together has as many decimals, though 9 stands there for 9.00."""
    halves: dict[str, float] = {}
    for figure, value in zip(figures, values, strict=True):
        halves[figure.measure] = min(half_digit(value), halves.get(figure.measure, _NEVER))
    return halves


def _moved_by_rounding(
    identity: Identity, figure: Figure, needs: Sequence[Figure], values: Sequence[float], halves: Mapping[str, float]
) -> float:
    """How far what the others make can move within the last digits they are printed with."""
    low, high = _range(identity.implied(figure, *values))
    moved = 0.0
    for place, (needed, value) in enumerate(zip(needs, values, strict=True)):
        other = [*values[:place], value + halves[needed.measure], *values[place + 1 :]]
        ends = _range(identity.implied(figure, *other))
        moved += max(abs(ends[0] - low), abs(ends[1] - high))
    return moved


def _levels(figure: Figure) -> Sequence[Figure]:
    apart = 1 if figure.measure == "growth_mom_pct" else 12
    if apart == 1 and figure.period_type != "month":
        return ()
    level = figure.at(measure="level")
    return level, level.ago(apart)


def _chain(figure: Figure) -> Sequence[Figure]:
    monthly = figure.at(measure="growth_mom_pct")
    return figure.ago(1), monthly, monthly.ago(12)


def _chained(_: Figure, before: float, now: float, a_year_ago: float) -> float:
    return (100 + before) * (100 + now) / (100 + a_year_ago) - 100


def _to_date(figure: Figure) -> Sequence[Figure]:
    return [figure.ago(1)] * (figure.month > 1) + [figure.at(period_type="month")]


def _sum(_: Figure, *values: float) -> float:
    return sum(values)


def _between(figure: Figure, before: float, month: float | None = None) -> float | Range:
    if month is None:
        return before
    likely = [before + weight / figure.month * (month - before) for weight in _WEIGHTS]
    return min(likely), max(likely)


def _months_of_quarter(figure: Figure) -> Sequence[Figure]:
    last = 3 * int(figure.period[-1])
    return [figure.at(period_type="month", period=f"{figure.period[:4]}-{last - ago:02d}") for ago in (2, 1, 0)]


def _grown_beside(figure: Figure) -> Sequence[Figure]:
    return [figure.at(measure="growth_yoy_pct")]


def _plan(figure: Figure) -> Sequence[Figure]:
    return figure.at(measure="level"), figure.at(period_type="year", period=figure.period[:4], measure=PLAN)


def _share(_: Figure, done: float, plan: float) -> float:
    return 100 * done / plan


def _parts(figure: Figure) -> Sequence[Figure]:
    return [figure.at(sector=part) for part in PARTS.get((figure.indicator, figure.sector), ())]


def _contributions(figure: Figure) -> Sequence[Figure]:
    return [part.at(measure="contribution_pp") for part in _parts(figure)]


def _year_before(figure: Figure) -> Sequence[Figure]:
    year = figure.at(period_type="year", period=figure.period[:4]).ago(12)
    told = figure.sector == WHOLE and 3 <= figure.month < 12  # what the bounds were measured on
    return (figure.at(measure="growth_yoy_pct"), year) if told else ()


def _by_month(figure: Figure, grown: float, year: float) -> Range:
    even = year * figure.month / 12 * (1 + grown / 100)
    low, high = _EARLY_SHARE if figure.month < 6 else _SHARE
    return low * even, high * even


def _index(figure: Figure) -> Sequence[Figure]:
    index = INDEX_OF.get(figure.indicator) if figure.sector == WHOLE else None
    return [figure.at(indicator=index)] if index else ()


def _output(_: Figure, index: float) -> Range:
    room = _OUTPUT[0] + _OUTPUT[1] * abs(index)
    return index - room, index + room


def _spread(_: Figure, *parts: float) -> Range:
    return min(parts), max(parts)


def _from_zero(_: Figure, grown: float) -> Range:
    return min(0.0, grown), max(0.0, grown)


def _points(_: Figure, printed: float, nearest: float, __: Sequence[float]) -> float:
    return abs(printed - nearest)


def _of_base(_: Figure, printed: float, nearest: float, __: Sequence[float]) -> float:
    return abs((100 + nearest) / (100 + printed) - 1) if printed > -100 else float("inf")


def _of_whole(_: Figure, printed: float, nearest: float, __: Sequence[float]) -> float:
    return abs(printed - nearest) / abs(printed or 1)


def _of_mean_month(figure: Figure, printed: float, nearest: float, values: Sequence[float]) -> float:
    months = 3 if figure.period_type == "quarter" else figure.month
    return abs(printed - nearest) / (max(values[-1], printed / months) or 1)


_YEARLY = ("growth_yoy_pct",)
_LEVEL = ("level",)
IDENTITIES = (
    Identity("growth_level", GROWTH, _SPANS, _levels, lambda _, *pair: growth(*pair), _of_base, (0.05, 0.3)),
    Identity("growth_chain", _YEARLY, ("month",), _chain, _chained, _of_base, (0.05, _NEVER)),
    Identity("ytd_sum", _LEVEL, ("ytd",), _to_date, _sum, _of_mean_month, (0.1, 0.6)),
    Identity("ytd_growth", _YEARLY, ("ytd",), _to_date, _between, _points, (0.5, 6.0)),
    Identity("quarter_sum", _LEVEL, ("quarter",), _months_of_quarter, _sum, _of_mean_month, (0.1, 0.6)),
    Identity("year_sum", _LEVEL, ("year",), lambda year: [year.to_date], _sum, _of_mean_month, (0.1, 0.6)),
    Identity("plan_share", ("share_of_plan_pct",), ("ytd", "year"), _plan, _share, _points, (1.0, 5.0)),
    Identity("parts_sum", _LEVEL, _SPANS, _parts, _sum, _of_whole, (0.005, 0.03)),
    Identity("parts_growth", GROWTH, _SPANS, _parts, _spread, _points, (0.3, 3.0)),
    Identity("contributions", _YEARLY, _SPANS, _contributions, _sum, _points, (0.3, 3.0)),
    Identity("contribution", ("contribution_pp",), _SPANS, _grown_beside, _from_zero, _points, (0.3, 3.0)),
    Identity("share_of_year", _LEVEL, ("ytd",), _year_before, _by_month, _of_whole, (0.001, _NEVER)),
    Identity("output_index", _YEARLY, _SPANS, _index, _output, _points, (0.1, _NEVER)),
    Identity("index_growth", ("index_yoy",), _SPANS, _grown_beside, lambda _, grown: 100 + grown, _points, (0.1, 2.0)),
)
"""Beyond the first number of `allowed` a gap is worth a look, beyond the second no revision explains it.

0.5 points of growth to date: of 314 national ones of whole indicators for 2014-2021, 6.7 % miss what the year to date
before and the month make by more, at 1.0 point 1.9 %, at 6 none.
"""


@cache
def _of_measure(measure: str, span: str) -> tuple[Identity, ...]:
    return tuple(row for row in IDENTITIES if measure in row.measures and span in row.spans)
