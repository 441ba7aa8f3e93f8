"""What figures make of each other: growth of levels, and levels of growth."""

from analysis.intake.rules.figures import Figure, Figures

# the other measure, and how many months earlier each of the two stood where its step led to this month's
_STEPS = {"growth_yoy_pct": ("growth_mom_pct", 1, 12), "growth_mom_pct": ("growth_yoy_pct", 12, 1)}


def implied_growth(figures: Figures, figure: Figure) -> float | None:
    """The growth that the levels of the two periods make; None where one is not known."""
    if figure.period_type not in ("month", "ytd"):
        return None
    apart = 1 if figure.measure == "growth_mom_pct" else 12
    now = figures.of(figure, measure="level")
    before = figures.of(figure, measure="level", period=str(figure.month - apart))
    return 100 * (now / before - 1) if now and before and now > 0 and before > 0 else None


def chained_growth(figures: Figures, figure: Figure) -> float | None:
    """Growth of a month on the year before, told by growth on the month and by both a step earlier; or the reverse."""
    if figure.period_type != "month" or figure.measure not in _STEPS:
        return None
    other, own_step, step = _STEPS[figure.measure]
    earlier = figures.of(figure, period=str(figure.month - own_step))
    now = figures.of(figure, measure=other)
    before = figures.of(figure, measure=other, period=str(figure.month - step))
    if any(growth is None or growth <= -100 for growth in (earlier, now, before)):
        return None
    return (100 + earlier) * (100 + now) / (100 + before) - 100
