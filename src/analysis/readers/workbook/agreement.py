"""What the figures of one workbook say of each other: parts and totals, months and years to date, twins in two tables.

A small misfit is said and the figures stay: totals are revised, and a part may be misprinted. A large one shows that
numbers stand under a wrong header or lost a mark, and what it touches is put aside. Over 61 workbooks of 2011-2023
parts miss their totals by at most 0.2 %, shares by 0.1 points; sums over time miss by at most 3 %, after a revision.
"""

from collections.abc import Iterator, Mapping, Sequence

from analysis.readers.workbook.figures import Figure
from analysis.readers.workbook.kinds import KINDS
from analysis.readers.workbook.periods import Period

Figures = Mapping[tuple[str, str, str, Period, str], Figure]
Found = Iterator[Figure]

_PARTS = {kind.indicator: kind.parts for kind in KINDS.values() if kind.parts}
_SUM = (0.002, 0.05)
_WITHIN_PARTS = (2.0, 10.0)
_TIME = (0.03, 0.2)
_WITHIN_TIME = (0.5, 10.0)
_SHARE = 0.5
"""Margins beyond which a misfit is said, and beyond which what it touches is put aside."""
_PRICES = 5.0
# Index and output of the same thing, from two tables.
_TWINS = {
    ("iip", "coal_mining"): ("product_output", "than_da"),
    ("iip", "electricity"): ("electricity_output", "total"),
    ("iip", "water_supply"): ("product_output", "tap_water"),
}
_NEARER, _FARTHER, _EXACT = 1.0, -0.4, 0.1


def that_agree(figures: Sequence[Figure]) -> list[Figure]:
    """The figures without those that cannot all be right."""
    by_key = {figure.key: figure for figure in figures}
    wrong = {
        id(each) for check in (_sums, _ranges, _shares, _times, _to_date, _price, _exchanged) for each in check(by_key)
    }
    return [figure for figure in figures if id(figure) not in wrong]


def _apart(figure: Figure, expected: float, margins: tuple[float, float], size: float = 1.0) -> bool:
    """Says that a figure is far from what others make of it, and whether too far to stay."""
    miss = abs(figure.value - expected)
    if miss <= margins[0] * size + 1e-9:
        return False
    too_far = miss > margins[1] * size
    figure.aside("book_parts" if too_far else "book_misfit", read=f"{figure.value:g}", expected=f"{expected:g}")
    return too_far


def _parts_of(total: Figure, figures: Figures) -> list[Figure]:
    if total.sector != "total" or total.indicator not in _PARTS:
        return []
    area, indicator, _, period, measure = total.key
    keys = [(area, indicator, part, period, measure) for part in _PARTS[indicator]]
    return [figures[key] for key in keys if key in figures]


def _sums(figures: Figures) -> Found:
    """Parts make their total."""
    for total in figures.values():
        parts = _parts_of(total, figures)
        whole = total.measure == "level" and len(parts) == len(_PARTS.get(total.indicator, ()))
        if parts and whole and _apart(total, sum(part.value for part in parts), _SUM, abs(total.value)):
            yield from (total, *parts)


def _ranges(figures: Figures) -> Found:
    """Growth of a total lies between that of its parts."""
    for total in figures.values():
        growth = [part.value for part in _parts_of(total, figures) if total.measure.startswith("growth")]
        if len(growth) >= min(len(_PARTS.get(total.indicator, ())), 3) and growth:
            nearest = min(max(total.value, min(growth)), max(growth))
            if _apart(total, nearest, _WITHIN_PARTS):
                yield from (total, *_parts_of(total, figures))


def _shares(figures: Figures) -> Found:
    for share in figures.values():
        if share.measure == "share":
            area, indicator, sector, period, _ = share.key
            level, total = (figures.get((area, indicator, code, period, "level")) for code in (sector, "total"))
            if level and total and _apart(share, 100 * level.value / total.value, (_SHARE, _SHARE)):
                yield level


def _times(figures: Figures) -> Found:
    """Earlier months and the month make the year to date."""
    for to_date in figures.values():
        area, indicator, sector, period, measure = to_date.key
        if measure != "level" or period.kind not in ("ytd", "year"):
            continue

        def printed(
            month: int, kind: str, series: tuple[str, ...] = (area, indicator, sector), year: int = period.year
        ) -> Figure | None:
            return figures.get((*series, Period(year, month, kind), "level"))

        now, before = printed(period.month, "month"), printed(period.month - 1, "month")
        until = before if period.month == 2 else printed(period.month - 1, "ytd")
        if now and until and _apart(to_date, now.value + until.value, _TIME, abs(to_date.value)):
            yield from (to_date, now)
        known = sum(each.value for each in (now, before) if each and period.month > 1)
        if known > to_date.value and _apart(to_date, known, _TIME, abs(to_date.value)):
            yield from filter(None, (to_date, now, before))


def _to_date(figures: Figures) -> Found:
    """Growth to date lies between growth to date a month ago and growth of the month."""
    for figure in figures.values():
        area, indicator, sector, period, measure = figure.key
        if (indicator, sector) != ("iip", "total") or period.kind not in ("ytd", "year"):
            continue
        ends = [Period(period.year, period.month - 1, "ytd"), Period(period.year, period.month, "month")]
        found = [figures[key] for end in ends if (key := (area, indicator, sector, end, measure)) in figures]
        if len(found) == 2:
            low, high = sorted(each.value for each in found)
            if _apart(figure, min(max(figure.value, low), high), _WITHIN_TIME):
                yield from (figure, *found)


def _price(figures: Figures) -> Found:
    """A good's price in a month is near its price to date; a volume of the row above or below shows here."""
    for volume in figures.values():
        area, indicator, sector, period, measure = volume.key
        if measure != "level" or not indicator.endswith("_volume"):
            continue
        goods = f"{indicator.removesuffix('_volume')}s"
        spans = [period, Period(period.year, period.month, "ytd"), Period(period.year, period.month, "year")]
        pairs = [[figures.get((area, name, sector, span, measure)) for name in (goods, indicator)] for span in spans]
        prices = [value.value / amount.value for value, amount in pairs if value and amount and amount.value]
        if len(prices) > 1 and prices[-1] and not 1 / _PRICES < prices[0] / prices[-1] < _PRICES:
            volume.aside("book_parts", read=f"{prices[0]:g} USD/kg", expected=f"{prices[-1]:g} USD/kg")
            yield volume


def _exchanged(figures: Figures) -> Found:
    """Two columns of the index whose numbers fit the products' growth better the other way round."""
    spans = sorted({(key[3], key[4]) for key in figures if key[1] == "iip"}, key=str)
    for one in spans:
        for other in spans:
            misfits = list(_misfits(figures, one, other)) if one != other else []
            gains = [here - there for here, there in misfits]
            exact = [there < _EXACT and here > 2 * _EXACT for here, there in misfits]
            nearer = sum(gain > _NEARER for gain in gains) >= 2 and min(gains) > _FARTHER
            if nearer or (sum(exact) >= 2 and all(gain > 0 for gain in gains)):
                wrong = [figures[key] for key in figures if key[1] == "iip" and key[3:] in (one, other)]
                read, better = (f"{measure} {period}" for period, measure in (one, other))
                wrong[0].table.aside("book_exchanged", wrong[0].table.row, wrong[0].column, read=read, other=better)
                yield from wrong


def _misfits(figures: Figures, one: tuple[Period, str], other: tuple[Period, str]) -> Iterator[tuple[float, float]]:
    """For each pair of twins, how far the product's growth of `one` is from the index under `one` and under `other`."""
    for index, product in _TWINS.items():
        here, there = (figures.get(("vietnam", *index, *span)) for span in (one, other))
        growth = _growth(figures, product, *one)
        if here and there and growth is not None:
            yield abs(here.value - growth), abs(there.value - growth)


def _growth(figures: Figures, product: tuple[str, str], period: Period, measure: str) -> float | None:
    if measure == "growth_yoy_pct":
        figure = figures.get(("vietnam", *product, period, measure))
        return None if figure is None else figure.value
    year, month = divmod(period.end - 1, 12)
    before = figures.get(("vietnam", *product, Period(year, month + 1, "month"), "level"))
    now = figures.get(("vietnam", *product, period, "level"))
    return 100 * (now.value / before.value - 1) if now and before and before.value else None
