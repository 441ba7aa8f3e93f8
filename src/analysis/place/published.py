"""What was published of a place by the end of a day, and the monthly levels it tells of."""

from pathlib import Path
from typing import Any

import pandas as pd

from analysis import wording
from analysis.ledger import DATA, WHOLE, load_facts, newest_prints, usable
from analysis.ledger.names import one_of, resolve
from analysis.ledger.targets import in_force, load_targets
from analysis.model.related import joint_levels, last_known
from analysis.outlook import record
from analysis.place.comparing import GROWTH, chosen, periods_of
from analysis.place.results import Levels

KEY = ["indicator", "sector", "measure"]
_TOLD = ["first_year", "unit", "kind", "direction", "published", "source_id"]


class Published:
    """A place as known at the end of a day, in one language; a day after the newest figure's is told with its name.

    >>> str(nt.as_of), nt.newest
    ('2022-08-09', '2022-08-09')
    """

    def __init__(self, name: str, as_of: object = None, lang: str = "vi", data: str | Path | None = None) -> None:
        self.data, self.lang = Path(data or DATA), one_of("lang", lang, wording.LANGUAGES)
        self.code = resolve("geography", name, self.data)
        facts = load_facts(resolve("day", as_of) if as_of else None, geography=self.code, data=self.data)
        self.newest = str(facts["published"].max()) if len(facts) else ""
        if not (as_of or self.newest):
            raise ValueError(f"{self.code}: sổ số liệu chưa có số liệu / the ledger has no figures")
        self.as_of = resolve("day", as_of) if as_of else self.newest
        self.year = int(self.as_of[:4])
        self._facts = facts
        self._levels: dict[Any, pd.DataFrame] = {}

    @property
    def known(self) -> str:
        """Until when figures are known, and the day of the newest where that is an earlier one, in words."""
        words = {"day": wording.day(self.as_of, self.lang)}
        if self.newest and self.newest < self.as_of:
            words["newest"] = wording.day(self.newest, self.lang)
        return wording.sentence("known_later" if "newest" in words else "known_until", self.lang, **words)

    @property
    def facts(self) -> pd.DataFrame:
        """Every published figure of the place known on the day, in the ledger's columns."""
        return self._facts.copy()

    @property
    def name(self) -> str:
        """The place as readers call it.

        >>> nt.name
        'Ninh Thuận'
        """
        return wording.term("geography", self.code, self.lang)

    def figures(
        self,
        indicator: str | None = None,
        *,
        sector: str | None = None,
        measure: str | None = None,
        period_type: str | None = None,
        latest: bool = True,
    ) -> pd.DataFrame:
        """Published figures in the ledger's columns, `value` float; of each the newest print unless `latest` is False.

        >>> nt.figures("iip", sector="total", measure="growth_yoy_pct", period_type="ytd")["period"].iloc[-1]
        '2022-07'
        """
        wanted = {"indicator": indicator, "sector": sector, "measure": measure, "period_type": period_type}
        rows = chosen(self._facts, wanted, self.data)
        return (newest_prints(rows) if latest else rows.copy()).reset_index(drop=True)

    def series(
        self, indicator: str, *, measure: str = GROWTH, period_type: str = "ytd", sector: str = WHOLE
    ) -> pd.Series:
        """Newest prints of one series by period (PeriodIndex), ready for pandas, seaborn and statsmodels.

        >>> nt.series("iip").loc["2022-07"]
        np.float64(6.38)
        """
        rows = self.figures(indicator, sector=sector, measure=measure, period_type=period_type)
        kind = resolve("period_type", period_type, self.data)
        name = resolve("indicator", indicator, self.data)
        return pd.Series(rows["value"].to_numpy(float), periods_of(rows["period"], kind), name=name).sort_index()

    def levels(self, indicator: str, *, sector: str = WHOLE, until: object = None) -> Levels:
        """Estimated monthly levels of a series from its first figure to `until` (December of the year), with range."""
        series = (self.code, resolve("indicator", indicator, self.data), resolve("sector", sector, self.data))
        last = last_known(self._facts, series)
        draws = self._draws(series, resolve("month", until) if until else f"{max(self.year, last.year)}-12")
        return Levels(draws, last, wording.indicator_name(series[1], self.lang), self.lang)

    def targets(self, year: int | None = None) -> pd.DataFrame:
        """Plan targets of a year in force on the day: low and high bound (an open end is infinite), first year, unit,
        kind, direction, published, source.

        >>> nt.targets().loc[("retail_sales", "total", "level"), "direction"]
        'at_least'
        """
        stated = in_force(load_targets(self.as_of, geography=self.code, data=self.data), year or self.year)
        rows = [{name: getattr(one, name) for name in [*KEY, *_TOLD]} for one in stated]
        table = pd.DataFrame(rows, columns=[*KEY, *_TOLD]).set_index(KEY)
        bounds = pd.DataFrame([one.bounds for one in stated], table.index, ["low", "high"])
        return pd.concat([bounds, table], axis=1)

    def official_estimates(self) -> pd.DataFrame:
        """Every estimate of a whole year printed before it was out, beside the newest print after it, and its error."""
        return record.official_estimates(self._facts)

    def contributions(self, indicator: str) -> pd.DataFrame:
        """Who made an indicator's growth, as printed: points by sector that add up to the whole's, with what is left.

        >>> nt.contributions("electricity_output").loc[("quarter", "2022-Q1"), "points"].round(1).to_dict()
        {'total': 0.8, 'solar': -2.6, 'wind': 4.6, 'rest': -1.2}
        """
        return record.contributions(usable(self._facts, self.data), resolve("indicator", indicator, self.data))

    def _draws(self, series: tuple[str, str, str], until: str) -> pd.DataFrame:
        if (series, until) not in self._levels:
            found = joint_levels(self._facts, series, until, as_of=self.as_of, data=self.data)
            self._levels |= {(one, until): draws for one, draws in found.items()}
        return self._levels[series, until]

    def __repr__(self) -> str:
        return f"{self.name}, {self.known}"
