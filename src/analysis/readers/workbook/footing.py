"""What the figures of one workbook say of each other: parts and totals, months and years to date, twins in two tables.

Over 23 workbooks of 2012-2022 parts miss their totals by at most 0.003 %, shares by 0.1 points and sums over time by
0.2 %. In 138 months of the ledger the growth of a total left the range of its parts twice, by 1.5 points at most. The
margins here are wider. A single part may be misprinted, so of growth to date only the total is held to it.
"""

from collections.abc import Iterable, Mapping, Sequence

from analysis.readers.workbook.figures import Figure
from analysis.readers.workbook.periods import Period
from analysis.readers.workbook.refusals import refusal

Figures = Mapping[tuple[str, str, str, Period, str], Figure]

_PARTS = {
    "retail_sales": ("goods", "accommodation_food", "travel", "other_services"),
    "exports": ("domestic", "foreign_invested"),
    "imports": ("domestic", "foreign_invested"),
    "iip": ("mining", "manufacturing", "electricity", "water_waste"),
    "industrial_employment": ("mining", "manufacturing", "electricity", "water_waste"),
}
_RANGES = {
    ("retail_sales", "level", "month"): (3e4, 3e6),
    ("exports", "level", "month"): (1e3, 2e5),
    ("imports", "level", "month"): (1e3, 2e5),
    ("electricity_output", "level", "month"): (3, 100),
    ("iip", "growth_yoy_pct", "month"): (-40, 60),
    ("cpi", "growth_yoy_pct", "month"): (-10, 40),
    ("cpi", "growth_mom_pct", "month"): (-5, 10),
}
_INDEX_RANGE = (-90.0, 500.0)
_OF_TOTAL, _OVER_TIME, _SHARE = 0.002, 0.01, 0.5
_WITHIN_PARTS, _WITHIN_TIME = 2.0, 0.5
# Index and output of the same thing, from two tables.
_TWINS = {
    ("iip", "coal_mining"): ("product_output", "than_da"),
    ("iip", "electricity"): ("electricity_output", "total"),
    ("iip", "water_supply"): ("product_output", "tap_water"),
}
_NEARER, _FARTHER, _EXACT = 1.0, -0.4, 0.1
_PRICES = 5.0


def refuse_misfits(figures: Sequence[Figure]) -> None:
    """Refuse figures that cannot all be right: what stood under a wrong header or lost a mark shows here."""
    by_key = {figure.key: figure for figure in figures}
    for figure in figures:
        _refuse_out_of_range(figure)
        if figure.sector == "total" and figure.indicator in _PARTS and figure.geography == "vietnam":
            _refuse_parts(figure, by_key)
        if figure.measure == "share":
            _refuse_share(figure, by_key)
        if figure.measure == "level" and figure.period.kind in ("ytd", "year"):
            _refuse_time(figure, by_key)
        if figure.indicator.endswith("_volume") and figure.measure == "level":
            _refuse_price(figure, by_key)
        if figure.indicator == "iip" and figure.sector == "total" and figure.period.kind in ("ytd", "year"):
            _refuse_to_date(figure, by_key)
    _refuse_exchanged(by_key)


def _refuse_out_of_range(figure: Figure) -> None:
    low, high = _INDEX_RANGE if figure.indicator in ("iip", "industrial_employment") else (-100.0, float("inf"))
    if figure.sector == "total" and figure.geography == "vietnam":
        low, high = _RANGES.get((figure.indicator, figure.measure, figure.period.kind), (low, high))
    if not low <= figure.value <= high:
        raise refusal("range", figure.place, read=figure.value, expected=f"{low:g}…{high:g}")


def _refuse_parts(total: Figure, figures: Figures) -> None:
    area, indicator, _, period, measure = total.key
    keys = [(area, indicator, part, period, measure) for part in _PARTS[indicator]]
    parts = [figures[key].value for key in keys if key in figures]
    if measure == "level" and len(parts) == len(keys):
        _refuse_apart(total, sum(parts), _OF_TOTAL * abs(total.value))
    if measure.startswith("growth") and len(parts) >= min(len(keys), 3):
        _refuse_apart(total, min(max(total.value, min(parts)), max(parts)), _WITHIN_PARTS)


def _refuse_share(share: Figure, figures: Figures) -> None:
    area, indicator, sector, period, _ = share.key
    level, total = (figures.get((area, indicator, code, period, "level")) for code in (sector, "total"))
    if level and total:
        _refuse_apart(share, 100 * level.value / total.value, _SHARE)


def _refuse_time(to_date: Figure, figures: Figures) -> None:
    """Earlier months and the month make the year to date; two months of it are not more than the whole."""
    area, indicator, sector, period, _ = to_date.key

    def printed(month: int, kind: str) -> float | None:
        figure = figures.get((area, indicator, sector, Period(period.year, month, kind), "level"))
        return None if figure is None else figure.value

    now, before = printed(period.month, "month"), printed(period.month - 1, "month")
    until = before if period.month == 2 else printed(period.month - 1, "ytd")
    if now is not None and until is not None:
        _refuse_apart(to_date, now + until, _OVER_TIME * abs(to_date.value) + 0.1)
    known = (now or 0) + (before or 0)
    if known > to_date.value * (1 + _OVER_TIME) + 0.1:
        raise refusal("parts", to_date.place, read=known, expected=f"≤ {to_date.value:g}")


def _refuse_price(volume: Figure, figures: Figures) -> None:
    """A good's price in a month is near its price to date; a volume of the row above or below shows here."""
    area, indicator, sector, period, measure = volume.key
    goods = f"{indicator.removesuffix('_volume')}s"
    spans = [period, Period(period.year, period.month, "ytd"), Period(period.year, period.month, "year")]
    pairs = [[figures.get((area, name, sector, span, measure)) for name in (goods, indicator)] for span in spans]
    prices = [value.value / amount.value for value, amount in pairs if value and amount and amount.value]
    if len(prices) > 1 and prices[-1] and not 1 / _PRICES < prices[0] / prices[-1] < _PRICES:
        raise refusal("parts", volume.place, read=f"{prices[0]:g} USD/kg", expected=f"{prices[-1]:g} USD/kg")


def _refuse_to_date(to_date: Figure, figures: Figures) -> None:
    """Growth to date lies between growth to date a month ago and growth of the month."""
    area, indicator, sector, period, measure = to_date.key
    ends = [Period(period.year, period.month - 1, "ytd"), Period(period.year, period.month, "month")]
    keys = [(area, indicator, sector, end, measure) for end in ends]
    if all(key in figures for key in keys):
        low, high = sorted(figures[key].value for key in keys)
        _refuse_apart(to_date, min(max(to_date.value, low), high), _WITHIN_TIME)


def _refuse_apart(figure: Figure, expected: float, margin: float) -> None:
    if abs(figure.value - expected) > margin:
        raise refusal("parts", figure.place, read=f"{figure.value:g}", expected=f"{expected:g} ± {margin:g}")


def _refuse_exchanged(figures: Figures) -> None:
    """Refuse two columns of the index whose numbers fit the products' growth better the other way round."""
    spans = sorted({(key[3], key[4]) for key in figures if key[1] == "iip"}, key=str)
    for one in spans:
        for other in spans:
            misfits = list(_misfits(figures, one, other)) if one != other else []
            gains = [here - there for here, there in misfits]
            exact = [there < _EXACT and here > 2 * _EXACT for here, there in misfits]
            nearer = sum(gain > _NEARER for gain in gains) >= 2 and min(gains) > _FARTHER
            if nearer or (sum(exact) >= 2 and all(gain > 0 for gain in gains)):
                place = figures["vietnam", "iip", "total", *one].place
                read, better = (f"{measure} {period}" for period, measure in (one, other))
                raise refusal("exchanged", place.at(column=place.column), read=read, other=better)


def _misfits(figures: Figures, one: tuple[Period, str], other: tuple[Period, str]) -> Iterable[tuple[float, float]]:
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
