"""Whole columns of a file that changed places: each number may be right for another column; all together tell."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from analysis.intake.rules.figures import Figure, Figures
from analysis.intake.rules.finding import Finding, measure_name

_ENOUGH, _MOST = 4, 0.8  # rows that must tell, and the share of them that must tell the same
_HALF = 0.5  # a revision may be larger than what happened in a month, but hardly twice as large in most rows


def exchanged(figures: Figures) -> Iterator[Finding]:
    """Columns that most of their rows say are each other's.

    The last month printed again lies nearer to its first print than this month does; growth to date lies nearer to
    growth to date a month ago than growth of the month does.
    """
    again, whole = defaultdict(list), defaultdict(list)
    for figure in figures.fresh("level", "growth_yoy_pct", kinds=("month",)):
        last = str(figure.month - 1)
        before = {"period_type": "ytd", "period": last}
        _note(again, figure, figures.printed_before(figure, period=last), figures.reprint(figure, last))
        if figure.measure != "level" and figure.month.month > 1:
            _note(whole, figure, figures.printed_before(figure, **before), figures.of(figure, period_type="ytd"))
    for columns in (again, whole):
        for (indicator, measure), told in columns.items():
            if _most(told):
                named = {language: measure_name(measure, language) for language in ("vi", "en")}
                yield Finding("exchanged", told[0][0], {"count": len(told), "indicator": indicator, "measure": named})


def _note(columns: dict[tuple[str, str], list], figure: Figure, old: float | None, own: float | None) -> None:
    """A row that can tell: whether this month's number is less than half as far as the one that should be near."""
    if old is not None and own is not None and own != figure.value:
        nearer = abs(figure.value - old) < _HALF * abs(own - old)
        columns[figure.indicator, figure.measure].append((figure.row, nearer))


def _most(told: Sequence[tuple[int, bool]]) -> bool:
    return len(told) >= _ENOUGH and sum(nearer for _, nearer in told) >= _MOST * len(told)
