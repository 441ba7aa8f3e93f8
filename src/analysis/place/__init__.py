"""The face: what is known of a place on a day, and what follows from it.

>>> nt = Place("Ninh Thuận", as_of="9/8/2022", lang="en")
>>> nt
Ninh Thuận, figures published by the end of 9 August 2022
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import model, wording
from analysis.answer import Answer, answer_to, answers, open_target, table, unplanned
from analysis.ledger import (
    COLUMNS,
    DATA,
    WHOLE,
    Target,
    in_force,
    load_facts,
    load_indicators,
    load_targets,
    newest_prints,
    usable,
)
from analysis.ledger.names import one_of, resolve
from analysis.outlook import Scenario, applied, joint_chance, load_scenarios
from analysis.place.comparing import GROWTH, chosen, compare, periods_of, places, read_text
from analysis.place.levels import Levels
from analysis.place.outlook import Outlook

__all__ = ["Levels", "Outlook", "Place", "compare", "places", "read_text"]

_KEY = ["indicator", "sector", "measure"]
_TOLD = ["unit", "kind", "direction", "published", "source_id"]


class Place:
    """A place as known at the end of a day, in one language; an answer is computed once and kept.

    `name`: a code or name ("ninh_thuan", "Ninh Thuận"); `as_of`: a day ("2022-08-09", "9/8/2022"), without one that of
    the newest figure; `lang`: "vi" or "en"; `data`: another folder of figures. Unknown names are a `KeyError` that
    proposes the nearest, days that are none a `ValueError`.

    >>> nt = Place("ninh_thuan", as_of="2022-08-09")
    >>> nt.code, nt.as_of, nt.year
    ('ninh_thuan', '2022-08-09', 2022)
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
        self._facts, self._scenarios = facts, ()
        self._answers: dict[Any, list[Answer]] = {}
        self._levels: dict[Any, pd.DataFrame] = {}

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

    @cached_property
    def scenarios(self) -> dict[str, Scenario]:
        """The scenarios of its folder `scenarios/` by name, for `under`."""
        return load_scenarios(self.code, self.data, as_of=self.as_of)

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
        last = model.last_known(self._facts, series)
        draws = self._draws(series, resolve("month", until) if until else f"{max(self.year, last.year)}-12")
        return Levels(draws, last, wording.indicator_name(series[1], self.lang), self.lang)

    def targets(self, year: int | None = None) -> pd.DataFrame:
        """Plan targets of a year in force on the day: low and high bound (an open end is infinite), first year, unit,
        kind, direction, published, source.

        >>> nt.targets().loc[("retail_sales", "total", "level"), "direction"]
        'at_least'
        """
        rows = [
            (
                one.indicator,
                one.sector,
                one.measure,
                *one.bounds,
                one.first_year,
                *(getattr(one, name) for name in _TOLD),
            )
            for one in in_force(self._targets, year or self.year)
        ]
        return pd.DataFrame(rows, columns=[*_KEY, "low", "high", "first_year", *_TOLD]).set_index(_KEY)

    def outlook(
        self,
        indicator: str,
        target: float | None = None,
        *,
        sector: str = WHOLE,
        measure: str | None = None,
        year: int | None = None,
    ) -> Outlook:
        """Where the year of an indicator is heading and the chance of its plan, or of another `target`.

        >>> nt.outlook("iip", target=5).chance > nt.outlook("iip").chance
        True
        """
        code, part = resolve("indicator", indicator, self.data), resolve("sector", sector, self.data)
        wanted = [a for a in self.answers(year) if (a.target.indicator, a.target.sector) == (code, part)]
        reading = resolve("measure", measure, self.data) if measure else None
        found = next((a for a in wanted if (a.used if reading is None else reading == a.target.measure)), None)
        if found is None:
            found = self._without_plan(code, part, reading, year or self.year, target)
        elif target is not None:
            asked = replace(found.target, value=float(target), kind="question")
            found = answer_to(usable(self._facts, self.data), asked, True, found.paths, found.parts, self.as_of)
        return Outlook(found, self.lang)

    def outlooks(self, year: int | None = None) -> pd.DataFrame:
        """Every target of the year, one row a reading, index (indicator, sector, measure), all numbers.

        >>> nt.outlooks()[["target", "median", "chance"]].index.names
        FrozenList(['indicator', 'sector', 'measure'])
        """
        rows = table(self.answers(year) or self._open_answers(year or self.year))
        return rows.set_index(_KEY) if len(rows) else pd.DataFrame(index=pd.MultiIndex.from_tuples([], names=_KEY))

    def joint_chance(self, indicators: Iterable[str] | None = None, year: int | None = None) -> float:
        """The chance that all these targets are reached together (all of the year, without `indicators`).

        >>> nt.joint_chance(["iip", "exports"]) <= nt.outlook("iip").chance
        True
        """
        used = [one for one in self.answers(year) if one.used]
        codes = None if indicators is None else [resolve("indicator", one, self.data) for one in indicators]
        known = {one.target.indicator: one for one in used}
        chosen = used if codes is None else [known[one_of("indicator", code, known)] for code in codes]
        return joint_chance(chosen)

    def answers(self, year: int | None = None) -> list[Answer]:
        """The answers to the year's targets, as reports take them."""
        asked = year or self.year
        if asked not in self._answers:
            found = answers(self.as_of, self.code, asked, data=self.data, facts=self._facts)
            for scenario in self._scenarios:
                found = applied(found, scenario)
            self._answers[asked] = found
        return self._answers[asked]

    def under(self, scenario: str) -> "Place":
        """The place as it would be under a named scenario of its folder `scenarios/`."""
        known = self.scenarios
        chosen = known[one_of("scenario", scenario, known)]
        return self._with(_scenarios=(*self._scenarios, chosen))

    def given(
        self, indicator: str, period: object, *, sector: str = WHOLE, period_type: str = "", **values: float
    ) -> "Place":
        """The place as it would be had these figures been printed on the day: `growth_yoy_pct=12.0`, `level=…`.

        >>> nt.given("iip", "2022-08", growth_yoy_pct=30).outlook("iip").chance > nt.outlook("iip").chance
        True
        """
        code = resolve("indicator", indicator, self.data)
        written = resolve("period", str(period))
        kind = resolve("period_type", period_type, self.data) if period_type else _kind_of(written)
        unit = load_indicators(self.data).loc[code, "unit"].split("|")[0]
        rows = [
            [self.code, code, resolve("sector", sector, self.data), kind, written, resolve("measure", one, self.data),
             float(value), unit if one == "level" else "percent", "estimate", self.as_of, "question", ""]
            for one, value in values.items()
        ]  # fmt: skip
        return self._with(_facts=pd.concat([self._facts, pd.DataFrame(rows, columns=COLUMNS)], ignore_index=True))

    def changes(self, since: object) -> pd.DataFrame:
        """What moved each answer since an earlier day, step by step: median and chance, index reading and step."""
        from analysis.vintages import changes

        found = changes(resolve("day", since), self.as_of, self.code, self.year, data=self.data)
        keys = [(one.target.indicator, one.target.sector, one.target.measure) for one in found]
        return pd.concat([one.steps for one in found], keys=keys, names=[*_KEY, "step"])

    def report(self, folder: str | Path = "outputs") -> list[Path]:
        """The whole answer on paper: Word, Excel, web page, charts; gives the files written."""
        from analysis import report

        with wording.words_of(self.data):
            return report.write(self.answers(), self.as_of, Path(folder), self.lang)

    def card(self, name: str) -> object:
        """One topic as a chart or table: "pci", "electricity", "retail" …"""
        from analysis import review

        known = {one.removeprefix("draw_"): one for one in review.__all__ if one.startswith("draw_")}
        draw = known[one_of("card", name, known)]
        with wording.words_of(self.data):
            return getattr(review, draw)(review.Ledger(self.as_of, self.code, self.lang, self.data))

    @cached_property
    def _targets(self) -> list[Target]:
        return load_targets(self.as_of, geography=self.code, data=self.data)

    def _with(self, **changed: Any) -> "Place":
        other = copy(self)
        other._answers, other._levels = {}, {}
        for name, value in changed.items():
            setattr(other, name, value)
        return other

    def _draws(self, series: tuple[str, str, str], until: str) -> pd.DataFrame:
        if (series, until) not in self._levels:
            found = model.joint_levels(self._facts, series, until, as_of=self.as_of, data=self.data)
            self._levels |= {(one, until): draws for one, draws in found.items()}
        return self._levels[series, until]

    def _open_answers(self, year: int) -> list[Answer]:
        """The answers to a year without a plan, for the indicators printed of late."""
        if ("open", year) not in self._answers:
            asked = unplanned(self._facts, self.as_of, year, self.data)
            settings = {"data": self.data, "facts": self._facts, "targets": asked}
            self._answers["open", year] = answers(self.as_of, self.code, year, **settings)
        return self._answers["open", year]

    def _without_plan(self, code: str, part: str, measure: str | None, year: int, target: float | None) -> Answer:
        unit = load_indicators(self.data).loc[code, "unit"].split("|")[0]
        reading = measure or (GROWTH if unit == "index" else "level")
        asked = open_target((self.code, code, part), year, reading, unit if reading == "level" else "percent")
        asked = asked if target is None else replace(asked, value=float(target), kind="question")
        draws = self._draws(asked.series, f"{year}-12")
        return answer_to(usable(self._facts, self.data), asked, True, draws, {}, self.as_of)

    def __repr__(self) -> str:
        known = wording.sentence("known_until", self.lang, day=wording.day(self.as_of, self.lang))
        return f"{wording.term('geography', self.code, self.lang)}, {known}"

    def _repr_html_(self) -> str:
        from analysis.report import verdict_table

        head = f"<p><b>{escape(repr(self))}</b></p>"
        return head + (verdict_table(self.answers(), self.lang).to_html(index=False) if self.answers() else "")


def _kind_of(period: str) -> str:
    """The period type that a period is written as, where the figure is no year to date."""
    return "quarter" if "Q" in period else "month" if "-" in period else "year"
