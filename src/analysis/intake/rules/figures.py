"""The figures of a file beside all that was known on its day, to be asked for by series, period and measure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.ledger import FIGURE, SERIES, Target, newest_prints

_RECENT = 36


@dataclass(frozen=True)
class Figure:
    """One figure of the file; `row` is its position there."""

    row: int
    geography: str
    indicator: str
    sector: str
    period_type: str
    period: str
    measure: str
    value: float
    unit: str
    state: str

    @property
    def series(self) -> tuple[str, str, str]:
        """Geography, indicator and sector."""
        return self.geography, self.indicator, self.sector

    @property
    def month(self) -> pd.Period:
        """The month, or the last one of a year to date."""
        return pd.Period(self.period, "M")


@dataclass(frozen=True)
class Figures:
    """`rows`: the file's, compared with the ledger; `before`: the ledger's usable ones known on the file's day, with
    their publisher; `targets`: the plans known then."""

    rows: pd.DataFrame
    before: pd.DataFrame
    targets: list[Target]
    publisher: str

    def fresh(self, *measures: str, kinds: tuple[str, ...] = ("month", "ytd")) -> Iterator[Figure]:
        """The file's figures of these measures and period types that the ledger does not have yet."""
        for position, row in enumerate(self.rows[[*FIGURE, "value", "unit", "state"]].itertuples(index=False)):
            if row.state != "known" and row.measure in measures and row.period_type in kinds:
                yield Figure(position, *row)

    def of(self, figure: Figure, **otherwise: object) -> float | None:
        """The newest value, the file's before the ledger's, of this figure with some things otherwise."""
        asked = self._asked(figure, otherwise)
        return self._file.get(asked, self._ledger.get(asked))

    def printed_before(self, figure: Figure, **otherwise: object) -> float | None:
        """As `of`, of the ledger alone."""
        return self._ledger.get(self._asked(figure, otherwise))

    def reprint(self, figure: Figure, period: str) -> float | None:
        """What the file itself prints of the figure's series for another period."""
        return self._file.get(self._asked(figure, {"period": period}))

    def earlier(self, figure: Figure) -> pd.Series:
        """Values of the ledger of the same series, period type and measure, of the last three years before it."""
        own = self._history.get((*figure.series, figure.period_type, figure.measure))
        if own is None:
            return pd.Series(dtype=float)
        first = str(figure.month - _RECENT) if figure.period_type in ("month", "ytd") else ""
        return own["value"][(own["period"] != figure.period) & (own["period"] >= first) & (own["unit"] == figure.unit)]

    @staticmethod
    def _asked(figure: Figure, otherwise: Mapping[str, object]) -> tuple[str, ...]:
        asked = {name: getattr(figure, name) for name in FIGURE} | otherwise
        return tuple(map(str, asked.values()))

    @cached_property
    def _ledger(self) -> dict[tuple[str, ...], float]:
        return _by_figure(newest_prints(self.before))

    @cached_property
    def _file(self) -> dict[tuple[str, ...], float]:
        return _by_figure(self.rows)

    @cached_property
    def _history(self) -> dict[tuple[str, ...], pd.DataFrame]:
        series = self.rows[SERIES].drop_duplicates()
        own = newest_prints(self.before).merge(series, on=SERIES)
        return dict(iter(own.groupby([*SERIES, "period_type", "measure"])))


def _by_figure(rows: pd.DataFrame) -> dict[tuple[str, ...], float]:
    return {tuple(figure): value for *figure, value in rows[[*FIGURE, "value"]].itertuples(index=False)}
