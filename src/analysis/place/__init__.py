"""The face: what is known of a place on a day, and what follows from it.

>>> nt = Place("Ninh Thuận", as_of="9/8/2022", lang="en")
>>> nt
Ninh Thuận, figures published by the end of 9 August 2022
"""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import fields, replace
from functools import cached_property
from html import escape
from math import isnan, nan
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import wording
from analysis.ledger import COLUMNS, usable
from analysis.ledger.names import one_of, resolve
from analysis.ledger.targets import Target, directed, in_force, load_targets
from analysis.ledger.vocabulary import WHOLE, load_indicators
from analysis.outlook import plans
from analysis.outlook.answer import answer_to, answers, asked_of, open_target, table, unplanned
from analysis.outlook.joint import joint_chance, worth
from analysis.outlook.reading import Answer
from analysis.outlook.record import record
from analysis.outlook.scenarios import Scenario, applied, load_scenarios
from analysis.place.comparing import GROWTH, compare, outlooks, places, read_text
from analysis.place.published import KEY, Published
from analysis.place.results import Levels, Outlook
from analysis.readers.spoken import typed_number
from analysis.report.cards import card
from analysis.report.numbers import compared, plan_table
from analysis.report.paper import Known
from analysis.vintages.changes import Change, changes

__all__ = ["Levels", "Outlook", "Place", "compare", "outlooks", "places", "read_text"]


class Place(Published):
    """A place as known at the end of a day, in one language; an answer is computed once and kept.

    `name`: a code or name ("ninh_thuan", "Ninh Thuận"); `as_of`: a day ("2022-08-09", "9/8/2022"), without one that of
    the newest figure; `lang`: "vi" or "en"; `data`: another folder of figures. Unknown names are a `KeyError` that
    proposes the nearest, days that are none a `ValueError`.

    >>> nt = Place("ninh_thuan", as_of="2022-08-09")
    >>> nt.code, nt.as_of, nt.year
    ('ninh_thuan', '2022-08-09', 2022)
    """

    def __init__(self, name: str, as_of: object = None, lang: str = "vi", data: str | Path | None = None) -> None:
        super().__init__(name, as_of, lang, data)
        self._scenarios: tuple[Scenario, ...] = ()
        self._answers: dict[Any, list[Answer]] = {}

    @cached_property
    def scenarios(self) -> dict[str, Scenario]:
        """The scenarios of its folder `scenarios/` that can still be applied on the day, by name, for `under`."""
        every = load_scenarios(self.code, self.data, as_of=self.as_of)
        open_still = compared(self.answers(), every.values())[0]
        return {name: one for name, one in every.items() if one in open_still}

    def outlook(
        self,
        indicator: str,
        target: float | str | None = None,
        *,
        sector: str = WHOLE,
        measure: str | None = None,
        year: int | None = None,
    ) -> Outlook:
        """Where the year of an indicator is heading and the chance of its plan, or of another `target` ("9,5 %" too).

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
            asked = replace(found.target, value=typed_number(target), kind="question")
            found = answer_to(usable(self._facts, self.data), asked, found.draws, found.parts, self.as_of)
        return Outlook(**{one.name: getattr(found, one.name) for one in fields(found)}, lang=self.lang)

    def outlooks(self, year: int | None = None) -> pd.DataFrame:
        """Every target of the year, one row a reading, index (indicator, sector, measure), all numbers.

        >>> nt.outlooks()[["target", "median", "chance"]].index.names
        FrozenList(['indicator', 'sector', 'measure'])
        """
        rows = table(self.answers(year))
        return rows.set_index(KEY) if len(rows) else pd.DataFrame(index=pd.MultiIndex.from_tuples([], names=KEY))

    def joint_chance(self, indicators: Iterable[str] | None = None, year: int | None = None) -> float:
        """The chance that all these targets are reached together (all of the year, without `indicators`).

        >>> nt.joint_chance(["iip", "exports"]) <= nt.outlook("iip").chance
        True
        """
        known = {one.target.code: one for one in self.answers(year) if one.decides}
        typed = known if indicators is None else indicators
        codes = [one if one in known else resolve("indicator", one, self.data) for one in typed]
        return joint_chance([known[one_of("indicator", code, known)] for code in codes])

    def answers(self, year: int | None = None, tell: Callable[[str], None] = lambda code: None) -> list[Answer]:
        """The answers to the year's targets, as reports take them; `tell` hears the indicator whose turn it is.

        What earlier plans spoke of and the year's does not is answered without a target, up to the next year.
        """
        asked = year or self.year
        return self._answered(asked, asked_of(self._facts, self._targets, self.as_of, asked), tell)

    def every_answer(self, year: int | None = None, indicator: str | None = None) -> list[Answer]:
        """The answers to the year's targets, then those of what else was printed of late."""
        year = year or self.year
        planned = in_force(self._targets, year)
        series = {one.series for one in planned}
        others = [one for one in unplanned(self._facts, (), self.as_of, year) if one.series not in series]
        return self._answered(year, [one for one in [*planned, *others] if indicator in (None, one.indicator)])

    def under(self, scenario: str) -> "Place":
        """The place as it would be under a named scenario of its folder `scenarios/`."""
        known = load_scenarios(self.code, self.data, as_of=self.as_of)
        chosen = known[one_of("scenario", scenario, known)]
        return self._with(_scenarios=(*self._scenarios, chosen))

    def given(
        self, indicator: str, period: object, *, sector: str = WHOLE, period_type: str = "", **values: float | str
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
             typed_number(value), unit if one == "level" else "percent", "estimate", self.as_of, "question", ""]
            for one, value in values.items()
        ]  # fmt: skip
        return self._with(_facts=pd.concat([self._facts, pd.DataFrame(rows, columns=COLUMNS)], ignore_index=True))

    def changes(self, since: object) -> pd.DataFrame:
        """What moved each answer since an earlier day, step by step: median and chance, index reading and step.

        >>> nt.changes("2022-08-01").index.names
        FrozenList(['indicator', 'sector', 'measure', 'step'])
        """
        found = self.moves(since)
        keys = [(one.target.indicator, one.target.sector, one.target.measure) for one in found]
        return pd.concat([one.steps for one in found], keys=keys, names=[*KEY, "step"])

    def moves(
        self,
        since: object,
        year: int | None = None,
        indicator: str | None = None,
        tell: Callable[[str, str], None] = lambda code, step: None,
    ) -> list[Change]:
        """As `changes`, whole: the steps of each target, what every new figure was worth, what was printed again."""
        code = resolve("indicator", indicator, self.data) if indicator else None
        day, asked = resolve("day", since), year or self.year
        return changes(day, self.as_of, self.code, asked, indicator=code, data=self.data, tell=tell)

    def plan(self, year: int | None = None, chance: float = 0.6) -> pd.DataFrame:
        """Targets for a year (the next one) that have a chance asked for, each and all together; see `outlook.plans`.

        Of the indicators that a year without a plan is answered for (`answers`).

        >>> nt.plan(2023).loc[("iip", "total"), ["growth_80", "growth_60", "growth_40"]].is_monotonic_increasing
        True
        """
        asked = year or self.year + 1
        return plans.plan(self._answered(asked, unplanned(self._facts, self._targets, self.as_of, asked)), chance)

    def quarters(self, indicator: str = "iip", chance: float = 0.5, year: int | None = None) -> pd.DataFrame:
        """The year's growth by quarter and sector, as expected and as needed for a chance of the plan.

        >>> nt.quarters("iip").columns.levels[0].tolist()
        ['expected', 'needed']
        """
        return plans.quarters(self.outlook(indicator, year=year), chance)

    def over_years(self) -> pd.DataFrame:
        """Plans over several years (a mean, a level years ahead): what is done, what the rest needs, the chance."""
        ahead = [one for one in self._targets if one.first_year < one.year or one.year > self.year + 1]
        years = sorted({one.year for one in ahead if one.year >= self.year})
        return plans.over_years([answer for year in years for answer in self._answered(year, in_force(ahead, year))])

    def record(self) -> pd.DataFrame:
        """Every past plan with its chance on the day it was stated (`implied`) and what was printed of its year.

        Columns as `outlook.record.record` gives them: who set it, target, outturn, met or not, by how much not.
        """
        return record(self._targets, usable(self._facts, self.data), self._chance_then)

    def ask(self, year: int | None = None) -> pd.DataFrame:
        """Which figure not printed yet would narrow which target's range by what share, the most useful first.

        >>> nt.ask().columns.tolist()
        ['industrial_output', 'retail_sales', 'exports', 'iip']
        """
        return worth([one for one in self.answers(year) if one.used])

    def miss(self, indicator: str, since: object = None, year: int | None = None) -> pd.Series:
        """What lies between a plan and where its year ended or is heading, in the target's unit; adds up to `gap`.

        `ambition`: what was expected on the day the plan was first stated (or `since`), less the plan; then what
        revised figures, new figures and re-estimation moved since.
        """
        target = self.outlook(indicator, year=year).target
        stated = [one.published for one in self._targets if (one.series, one.year) == (target.series, target.year)]
        moved = next(one for one in self.moves(since or min(stated), target.year, target.indicator) if one.used)
        steps = moved.steps["median"]
        parts = steps.drop(["old_answer", "new_answer", "changed_target"])
        whole = pd.concat([pd.Series({"ambition": steps["old_answer"] - target.value}), parts])
        return pd.concat([whole, pd.Series({"gap": whole.sum()})]).rename(target.code)

    def report(self, folder: str | Path = "outputs", year: int | None = None) -> list[Path]:
        """The whole answer as a report to sign: Word, Excel, web page, charts; gives the files written."""
        from analysis.report.folder import write_documents  # which loads Word and Excel

        with wording.words_of(self.data):
            known = Known(self.code, self._facts, self.as_of, self.lang, self.data, self.answers(year))
            return list(write_documents(known, Path(folder), (self.lang,)).values())

    def card(self, name: str) -> object:
        """One topic as a chart: "pci", "electricity", "retail" …; a sentence where its figures are missing."""
        with wording.words_of(self.data):
            return card(usable(self._facts, self.data), name, self.code, self.as_of, self.lang)

    @cached_property
    def _targets(self) -> list[Target]:
        return load_targets(self.as_of, geography=self.code, data=self.data)

    def _chance_then(self, one: Target) -> float:
        """The chance of a plan on the day it was stated; NaN where that could not be told, or its outturn was."""
        then = Place(self.code, one.published, self.lang, self.data)
        try:
            known = then._answered(one.year, [replace(one, kind="question")])[0]
            return known.outlook.chance if isnan(known.outturn) else nan
        except (KeyError, ValueError, IndexError):
            return nan

    def _answered(
        self, year: int, asked: list[Target], tell: Callable[[str], None] = lambda code: None
    ) -> list[Answer]:
        key = (year, tuple(asked))
        if key not in self._answers:
            settings = {"data": self.data, "facts": self._facts, "targets": asked, "tell": tell}
            found = answers(self.as_of, self.code, year, **settings)
            for scenario in self._scenarios:
                found = applied([one for one in found if one.target.planned] or found, scenario)
            self._answers[key] = found
        return self._answers[key]

    def _with(self, **changed: Any) -> "Place":
        other = copy(self)
        other._answers, other._levels = {}, {}
        for name, value in changed.items():
            setattr(other, name, value)
        return other

    def _without_plan(self, code: str, part: str, measure: str | None, year: int, target: float | str | None) -> Answer:
        unit = load_indicators(self.data).loc[code, "unit"].split("|")[0]
        reading = measure or (GROWTH if unit == "index" else "level")
        asked = open_target((self.code, code, part), year, reading, unit if reading == "level" else "percent")
        if target is not None:
            asked = directed(replace(asked, value=typed_number(target), kind="question"), self.data)
        draws = self._draws(asked.series, f"{max(year, self.year)}-12")
        return answer_to(usable(self._facts, self.data), asked, draws, {}, self.as_of)

    def _repr_html_(self) -> str:
        given = self.answers()
        table = plan_table(given, self.lang, "plan_short")._repr_html_() if given else ""
        return f"<p><b>{escape(repr(self))}</b></p>{table}"


def _kind_of(period: str) -> str:
    """The period type that a period is written as, where the figure is no year to date."""
    return "quarter" if "Q" in period else "month" if "-" in period else "year"
