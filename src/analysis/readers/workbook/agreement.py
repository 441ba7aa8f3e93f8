"""What the figures of one workbook say of each other: whatever no rounding and no revision explains is put aside.

The accounting identities are those of `analysis.identities`; gaps that a revision may explain stay and are told of when
the file is checked. Beside them: shares, goods' prices, and columns exchanged against a twin in another table.
"""

from collections.abc import Iterator, Mapping, Sequence

from analysis.identities import residuals
from analysis.ledger import Figure as Key
from analysis.readers.workbook.figures import Figure

Figures = Mapping[Key, Figure]
Column = tuple[str, str, str]

_SHARE, _PRICES = 0.5, 5.0
"""Points by which a printed share may miss, times by which a good's price in a month may differ from that to date."""
# Index and output of the same thing, from two tables.
_TWINS = {
    ("iip", "coal_mining"): ("product_output", "than_da"),
    ("iip", "electricity"): ("electricity_output", "total"),
    ("iip", "water_supply"): ("product_output", "tap_water"),
}
_NEARER, _FARTHER = 1.0, -0.4


def that_agree(figures: Sequence[Figure]) -> list[Figure]:
    """The figures without those that cannot all be right."""
    # a year is January to December, so that identities speak of it in the book of December
    known = {each.key.to_date if each.key.period_type == "year" else each.key: each for each in figures}
    wrong = {id(each) for check in (_identities, _months, _shares, _prices, _exchanged) for each in check(known)}
    return [figure for figure in figures if id(figure) not in wrong]


def _identities(figures: Figures) -> Iterator[Figure]:
    for one in residuals(lambda key: figures[key].value if key in figures else None, figures):
        if one.gap > one.identity.allowed[1]:
            expected = f"{one.low:g}" if one.low == one.high else f"{one.low:g}…{one.high:g}"
            figures[one.figure].aside("book_parts", read=f"{one.printed:g}", expected=expected)
            yield from (figures[key] for key in (one.figure, *one.needs))


def _months(figures: Figures) -> Iterator[Figure]:
    """A month and the month before it are at most the year to date."""
    for key, to_date in figures.items():
        if (key.measure, key.period_type) == ("level", "ytd") and key.month > 1:
            month = key.at(period_type="month")
            months = [figures[each] for each in (month, month.ago(1)) if each in figures]
            least = sum(each.value for each in months)
            if least > 1.2 * abs(to_date.value):
                to_date.aside("book_parts", read=f"{to_date.value:g}", expected=f"≥ {least:g}")
                yield from (to_date, *months)


def _shares(figures: Figures) -> Iterator[Figure]:
    for key, share in figures.items():
        level, total = (figures.get(key.at(measure="level", **of)) for of in ({}, {"sector": "total"}))
        if key.measure == "share" and level and total:
            expected = 100 * level.value / total.value
            if abs(share.value - expected) > _SHARE:
                share.aside("book_parts", read=f"{share.value:g}", expected=f"{expected:g}")
                yield level


def _prices(figures: Figures) -> Iterator[Figure]:
    """A good's price in a month is near its price to date; a volume of the row above or below shows here."""
    for key, volume in figures.items():
        if key.measure == "level" and key.indicator.endswith("_volume"):
            spans = dict.fromkeys([key, key.at(period_type="ytd")])
            pairs = [(figures.get(at.at(indicator=at.indicator[:-7] + "s")), figures.get(at)) for at in spans]
            prices = [value.value / amount.value for value, amount in pairs if value and amount and amount.value]
            if len(prices) > 1 and prices[1] and not 1 / _PRICES < prices[0] / prices[1] < _PRICES:
                volume.aside("book_parts", read=f"{prices[0]:g} USD/kg", expected=f"{prices[1]:g} USD/kg")
                yield volume


def _exchanged(figures: Figures) -> Iterator[Figure]:
    """Two columns of the index whose numbers fit the products' growth better the other way round."""
    columns = sorted({tuple(key[3:]) for key in figures if key.indicator == "iip"})
    for one in columns:
        for other in columns:
            gains = [here - there for here, there in _misfits(figures, one, other)] if one != other else []
            if sum(gain > _NEARER for gain in gains) >= 2 and min(gains) > _FARTHER:
                wrong = [figures[key] for key in figures if key.indicator == "iip" and key[3:] in (one, other)]
                read, better = (f"{measure} {kind} {period}" for kind, period, measure in (one, other))
                table, at = wrong[0].table, wrong[0].column.place
                table.aside("book_exchanged", table.row, at, read=read, other=better)
                yield from wrong


def _misfits(figures: Figures, one: Column, other: Column) -> Iterator[tuple[float, float]]:
    """For each pair of twins, how far the product's growth of `one` is from the index under `one` and under `other`."""
    for index, product in _TWINS.items():
        here, there = (figures.get(Key("vietnam", *index, *column)) for column in (one, other))
        growth = _growth(figures, Key("vietnam", *product, *one))
        if here and there and growth is not None:
            yield abs(here.value - growth), abs(there.value - growth)


def _growth(figures: Figures, key: Key) -> float | None:
    if key.measure == "growth_yoy_pct":
        return figures[key].value if key in figures else None
    level = key.at(measure="level")
    now, before = figures.get(level), figures.get(level.ago(1))
    return 100 * (now.value / before.value - 1) if now and before and before.value else None
