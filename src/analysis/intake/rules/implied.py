"""What figures make of each other: growth of levels, and levels of growth."""

from analysis.growth import growth
from analysis.intake.rules.figures import Figure, Figures

# the other measure, and how many months earlier each of the two stood where its step led to this month's
_STEPS = {"growth_yoy_pct": ("growth_mom_pct", 1, 12), "growth_mom_pct": ("growth_yoy_pct", 12, 1)}


def implied_growth(figures: Figures, figure: Figure) -> float | None:
    """The growth that the levels of the two periods make; None where one is not known."""
    if figure.period_type not in ("month", "ytd"):
        return None
    now, before = levels_of(figures, figure)
    return growth(now, before) if now and before and now > 0 and before > 0 else None


def levels_of(figures: Figures, figure: Figure) -> tuple[float | None, float | None]:
    """The levels that a growth rate compares: of its own month, and of the month or year before."""
    apart = 1 if figure.measure == "growth_mom_pct" else 12
    before = figures.of(figure, measure="level", period=str(figure.month - apart))
    return figures.of(figure, measure="level"), before


def chained_growth(figures: Figures, figure: Figure) -> float | None:
    """Growth of a month on the year before, told by growth on the month and by both a step earlier; or the reverse."""
    if figure.period_type != "month" or figure.measure not in _STEPS:
        return None
    other, own_step, step = _STEPS[figure.measure]
    earlier = figures.of(figure, period=str(figure.month - own_step))
    now = figures.of(figure, measure=other)
    before = figures.of(figure, measure=other, period=str(figure.month - step))
    if any(rate is None or rate <= -100 for rate in (earlier, now, before)):
        return None
    return (100 + earlier) * (100 + now) / (100 + before) - 100
