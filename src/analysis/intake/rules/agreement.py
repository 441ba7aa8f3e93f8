"""Figures of one release that must agree with each other, with earlier ones, and with the plan."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from analysis.intake.rules.figures import Figure, Figures
from analysis.intake.rules.finding import Finding
from analysis.intake.rules.implied import chained_growth, implied_growth, levels_of
from analysis.ledger import GROWTH, Target, in_force, printed_decimals

# Beyond the first number a gap is worth a look, beyond the second it stops: benchmarks/intake_rules.py. A series that
# agreed better, or worse, over the last year is held to what it was itself.
_BASE_GAP = (0.05, 0.3)  # of the base: offices revise it without printing it again
_CHAIN_GAP = 0.05  # of the level
_SUM_GAP = (0.1, 0.6)  # of a mean month of the year
_BETWEEN_GAP = (1.0, 6.0)  # points
_WEIGHTS = (0.4, 2.2)  # of a mean month
_SHARE_GAP = (1.0, 5.0)  # points
_LEAST, _WIDER, _ENOUGH = 0.005, 1.5, 6

Gap = Callable[[Figures, Figure], float | None]


def growth_against_levels(figures: Figures) -> Iterator[Finding]:
    """Growth printed, and growth that the printed levels of both periods make."""
    for figure in figures.fresh(*GROWTH):
        gap = _base_gap(figures, figure)
        if gap is not None:
            now, before = levels_of(figures, figure)
            words = {"read": figure.value, "now": now, "before": before, "expected": implied_growth(figures, figure)}
            yield from graded("growth_level", figure, gap, _limits(_base_gap, figures, figure, _BASE_GAP), words)


def growth_against_growth(figures: Figures) -> Iterator[Finding]:
    """Growth on the year of this month and the last, and growth on the month of this year and the last: no levels."""
    for figure in figures.fresh("growth_yoy_pct", kinds=("month",)):
        gap = _chain_gap(figures, figure)
        if gap is not None and gap > _limits(_chain_gap, figures, figure, (_CHAIN_GAP, 1.0))[0]:
            words = {
                "read": figure.value,
                "before": figures.of(figure, period=str(figure.month - 1)),
                "now": figures.of(figure, measure="growth_mom_pct"),
                "other": figures.of(figure, measure="growth_mom_pct", period=str(figure.month - 12)),
            }
            yield Finding("growth_chain", figure.row, words)


def sums(figures: Figures) -> Iterator[Finding]:
    """A year to date, and the one before plus the month."""
    for figure in _once(figures.fresh("level")):
        whole, month = _to_date_and_month(figures, figure)
        if whole is None or month is None:
            continue
        if whole < month * 0.999:
            yield Finding("ytd_below_month", figure.row, {"read": whole, "other": month})
        gap, before = _sum_gap(figures, figure), _to_date_before(figures, figure)
        if gap is not None:
            words = {"read": whole, "before": before, "now": month, "expected": before + month}
            yield from graded("ytd_sum", figure, gap, _limits(_sum_gap, figures, figure, _SUM_GAP), words)


def growth_between(figures: Figures) -> Iterator[Finding]:
    """The growth of the year to date lies between that of the months before and that of the month."""
    for figure in _once(figures.fresh("growth_yoy_pct")):
        whole, month = _to_date_and_month(figures, figure)
        before = month if figure.month.month == 1 else _to_date_before(figures, figure)
        if whole is None or month is None or before is None:
            continue
        weight = 1 / figure.month.month  # of the month in the year to date a year ago, give or take
        likely = sorted(before + part * weight * (month - before) for part in _WEIGHTS)
        slack = _rounding(whole, month, before)
        told = {"ytd_growth": sorted([before, month]), "ytd_growth_slight": likely}
        for (code, (low, high)), limit in zip(told.items(), reversed(_BETWEEN_GAP), strict=True):
            if max(low - whole, whole - high) - slack > limit:
                yield Finding(code, figure.row, {"read": whole, "low": low, "high": high})
                break


def plan_shares(figures: Figures) -> Iterator[Finding]:
    """The share of the plan printed, and the level of the year to date over the plan."""
    for figure in figures.fresh("share_of_plan_pct", kinds=("ytd",)):
        now = figures.of(figure, measure="level")
        known = in_force(figures.targets, figure.month.year)
        plan = next((target.value for target in known if _is_plan_of(target, figure)), None)
        if now is not None and plan:
            words = {"read": figure.value, "now": now, "before": plan, "expected": 100 * now / plan}
            yield from graded("plan_share", figure, abs(figure.value - 100 * now / plan), _SHARE_GAP, words)


def _is_plan_of(target: Target, figure: Figure) -> bool:
    return (target.geography, target.indicator, target.sector, target.measure) == (*figure.series, "level")


def _base_gap(figures: Figures, figure: Figure) -> float | None:
    """By how much of it the base implied by growth printed differs from the base printed."""
    printed, implied = figures.of(figure), implied_growth(figures, figure)
    known = printed is not None and implied is not None and printed > -100
    return abs((100 + implied) / (100 + printed) - 1) if known else None


def _chain_gap(figures: Figures, figure: Figure) -> float | None:
    """By how much the month's level differs, told by growth on the year or by growth on the month."""
    printed, told = figures.of(figure), chained_growth(figures, figure)
    return abs((100 + printed) / (100 + told) - 1) if printed is not None and told is not None else None


def _sum_gap(figures: Figures, figure: Figure) -> float | None:
    """By how much of a mean month the year to date differs from the one before plus the month."""
    whole, month = _to_date_and_month(figures, figure)
    before = _to_date_before(figures, figure)
    if whole is None or before is None or not month or month < 0:
        return None
    return abs(whole - before - month) / max(month, whole / figure.month.month)


def _to_date_and_month(figures: Figures, figure: Figure) -> tuple[float | None, float | None]:
    return figures.of(figure, period_type="ytd"), figures.of(figure, period_type="month")


def _to_date_before(figures: Figures, figure: Figure) -> float | None:
    january = figure.month.month == 1
    return 0.0 if january else figures.of(figure, period_type="ytd", period=str(figure.month - 1))


def _limits(gap: Gap, figures: Figures, figure: Figure, otherwise: tuple[float, float]) -> tuple[float, float]:
    """The limits where there is no past to learn from; else the warning's is a little over the past year's gaps."""
    past = [gap(figures, replace(figure, period=str(figure.month - ago))) for ago in range(1, 13)]
    past = [size for size in past if size is not None]
    warning = max(_LEAST, _WIDER * max(past)) if len(past) >= _ENOUGH else otherwise[0]
    return warning, max(warning, otherwise[1])


def graded(
    code: str, figure: Figure, gap: float, limits: tuple[float, float], words: dict[str, object]
) -> Iterator[Finding]:
    """Nothing, a warning or an error, as the gap passes the first or the second limit."""
    if gap > limits[1]:
        yield Finding(code, figure.row, words)
    elif gap > limits[0]:
        yield Finding(f"{code}_slight", figure.row, words)


def _once(fresh: Iterator[Figure]) -> Iterator[Figure]:
    """Of a month and its year to date one; not of months printed before, whose year to date is not printed again."""
    first = [figure for figure in fresh if figure.state not in ("revised", "reprinted")]
    yield from {(figure.series, figure.period): figure for figure in first}.values()


def _rounding(*values: float) -> float:
    return sum(0.5 * 10.0 ** -printed_decimals(value) for value in values)
