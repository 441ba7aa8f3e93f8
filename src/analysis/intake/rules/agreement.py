"""Figures of one release that must agree with each other, with earlier ones, and with the plan."""

from collections.abc import Iterator

from analysis.facts import in_force, printed_decimals
from analysis.intake.rules.figures import SERIES, Figure, Figures
from analysis.intake.rules.finding import Finding
from analysis.intake.rules.sizes import implied_growth

# Beyond the first number a gap is worth a look, beyond the second it stops: benchmarks/intake_rules.py
_BASE_GAP = (0.05, 0.3)  # of the base: offices revise it without printing it again
_SUM_GAP = (0.1, 0.6)  # of a mean month of the year
_BETWEEN_GAP = (1.0, 6.0)  # points
_SHARE_GAP = (1.0, 5.0)  # points


def growth_against_levels(figures: Figures) -> Iterator[Finding]:
    """Growth printed, and growth that the printed levels of both periods make."""
    for figure in figures.fresh("growth_yoy_pct", "growth_mom_pct"):
        expected = implied_growth(figures, figure)
        if expected is not None:
            apart = 1 if figure.measure == "growth_mom_pct" else 12
            now = figures.of(figure, measure="level")
            before = figures.of(figure, measure="level", period=str(figure.month - apart))
            words = {"read": figure.value, "now": now, "before": before, "expected": expected}
            base = (100 + expected) / (100 + figure.value) if figure.value > -100 else 0
            yield from graded("growth_level", figure, abs(base - 1), _BASE_GAP, words)


def sums(figures: Figures) -> Iterator[Finding]:
    """A year to date, and the one before plus the month."""
    for figure in _once(figures.fresh("level")):
        whole, month = (figures.of(figure, period_type=kind) for kind in ("ytd", "month"))
        if whole is None or month is None:
            continue
        if whole < month * 0.999:
            yield Finding("ytd_below_month", figure.row, {"read": whole, "other": month})
        before = 0.0 if figure.month.month == 1 else figures.of(figure, period_type="ytd", period=str(figure.month - 1))
        if before is not None and month > 0:
            words = {"read": whole, "before": before, "now": month, "expected": before + month}
            mean = max(month, whole / figure.month.month)
            yield from graded("ytd_sum", figure, abs(whole - before - month) / mean, _SUM_GAP, words)


def growth_between(figures: Figures) -> Iterator[Finding]:
    """The growth of the year to date lies between that of the months before and that of the month."""
    for figure in _once(figures.fresh("growth_yoy_pct")):
        whole, month = (figures.of(figure, period_type=kind) for kind in ("ytd", "month"))
        before = figures.of(figure, period_type="ytd", period=str(figure.month - 1))
        january = figure.month.month == 1
        if whole is None or month is None or (before is None and not january):
            continue
        bounds = sorted([month, month if january else before])
        words = {"read": whole, "low": bounds[0], "high": bounds[1]}
        gap = max(bounds[0] - whole, whole - bounds[1]) - _rounding(whole, *bounds)
        yield from graded("ytd_growth", figure, gap, _BETWEEN_GAP, words)


def plan_shares(figures: Figures) -> Iterator[Finding]:
    """The share of the plan printed, and the level of the year to date over the plan."""
    for figure in figures.fresh("share_of_plan_pct", kinds=("ytd",)):
        now = figures.of(figure, measure="level")
        series = tuple(getattr(figure, name) for name in SERIES)
        plans = [t for t in figures.targets if (t.geography, t.indicator, t.sector) == series and t.measure == "level"]
        plan = next((target.value for target in in_force(plans, figure.month.year)), None)
        if now is not None and plan:
            words = {"read": figure.value, "now": now, "before": plan, "expected": 100 * now / plan}
            yield from graded("plan_share", figure, abs(figure.value - 100 * now / plan), _SHARE_GAP, words)


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
    yield from {(*(getattr(figure, name) for name in SERIES), figure.period): figure for figure in first}.values()


def _rounding(*values: float) -> float:
    return sum(0.5 * 10.0 ** -printed_decimals(value) for value in values)
