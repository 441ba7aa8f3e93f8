"""What an answer is: draws and figures held against a target, and all that follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import isinf, nan

import pandas as pd

from analysis.growth import growth
from analysis.ledger import newest_prints
from analysis.ledger.targets import Target, basis_of
from analysis.model.bases import broken_bases
from analysis.model.observations import MEASURES
from analysis.outlook.progress import (
    LEVEL,
    Departure,
    Prints,
    Progress,
    departure,
    growth_to,
    prints,
    progress,
    settled_years,
    simple_rules,
)
from analysis.outlook.verdicts import LEAST, MOST, Outlook, outcomes, outlook
from analysis.periods import ends_of


@dataclass(frozen=True)
class Answer:
    """One reading of one target, and all that follows from it. `used`: the verdict rests on it.

    `draws`: months x draws of the monthly level; `parts`: the levels of its sectors where they were estimated too,
    which add up to it; `figures`: the published figures of the series that are used; `closed`: the last month that
    figures of it or of related indicators speak of; `day`: as known at its end; `bases`: days from which levels are
    known to be printed on another base or area; `part_figures`: the published figures of the sectors.
    """

    target: Target
    used: bool
    draws: pd.DataFrame
    parts: dict[str, pd.DataFrame]
    figures: pd.DataFrame
    closed: pd.Period
    day: str = ""
    bases: Sequence[str] = ()
    part_figures: pd.DataFrame = field(default_factory=pd.DataFrame)

    @cached_property
    def outlook(self) -> Outlook:
        """Where the year is heading; a year that is still open is neither reached nor missed by every draw."""
        if self.untold:
            return Outlook(self.target, nan, nan, nan, nan, "untold")
        view = outlook(self.draws, self.target, self.settled)
        return view if self.passed or self.is_settled else view.undecided(len(self.results))

    @cached_property
    def results(self) -> pd.Series:
        """The year's outcome on every draw, in the target's measure; a year that was printed is what was printed."""
        try:
            return outcomes(self.draws, self.target, self.settled)
        except ValueError:  # a year, or the one before it, of which no month can be told
            return pd.Series(nan, self.draws.columns)

    @cached_property
    def untold(self) -> str:
        """Why the year cannot be told, so that no verdict rests on it; empty where it can be.

        "figures": none could be estimated; "amount": the plan is one, and only growth was printed; "beyond": the 80 %
        range leaves what 20 years of all series have shown.
        """
        if self.is_settled:
            return ""
        if self.results.isna().any():
            return "figures"
        of_level = self.target.measure == LEVEL
        if of_level and not self.figures["measure"].isin([LEVEL, "share_of_plan_pct"]).any():
            return "amount"
        ends = self.results.quantile([0.1, 0.9])
        grown = growth(ends, self.progress.before) if of_level else ends
        return "" if grown.isna().all() or grown.between(LEAST, MOST).all() else "beyond"

    @cached_property
    def prints(self) -> Prints:
        """The newest print of each of its figures."""
        return prints(self.figures)

    @cached_property
    def ends(self) -> list[pd.Period]:
        """The last month that each figure speaks of, of those that tell of levels."""
        return ends_of(self.figures[self.figures["measure"].isin(MEASURES)])

    @cached_property
    def last(self) -> pd.Period:
        """The last month of the year that figures speak of; before its first figure, of those before."""
        return max([end for end in self.ends if end.year <= self.target.year], default=min(self.ends))

    @property
    def age(self) -> int:
        """Months between the day and the newest month that figures speak of."""
        return (pd.Period(self.day[:7], "M") - max(self.ends)).n if self.day else 0

    @cached_property
    def settled(self) -> dict[int, float]:
        """What was printed of whole years, in the target's measure."""
        return settled_years(self.of_base, self.target)

    @property
    def is_settled(self) -> bool:
        """Whether the target's year was printed."""
        return self.target.year in self.settled

    @property
    def outturn(self) -> float:
        """What was printed of the target's year, in its measure; NaN while it is open."""
        return self.settled.get(self.target.year, nan)

    @property
    def decides(self) -> bool:
        """Whether a plan's verdict rests on it."""
        return self.used and self.target.planned

    @property
    def provisional(self) -> bool:
        """Whether what was printed of the year is a first estimate."""
        own = self.figures[(self.figures["measure"] == self.target.measure) & (self.figures["period_type"] == "year")]
        own = newest_prints(own[own["period"] == str(self.target.year)])
        return self.is_settled and own["status"].tolist()[-1:] != ["official"]

    @property
    def over(self) -> bool:
        """Whether the target's year had ended on the day, printed or not: nothing can be done for it any more."""
        return self.day > f"{self.target.year}-12-31" or self.is_settled

    @cached_property
    def rebased(self) -> tuple[str, float] | None:
        """The last day from which levels of this year or the one before are printed on another base or area, announced
        or seen in the prints, and how many times the old ones they are (NaN where announced, not seen)."""
        seen = broken_bases(newest_prints(self.figures)).set_index("day")["factor"]
        first, year = str(self.figures["published"].min()), self.target.year
        days = [day for day in {*self.bases, *seen.index} if first < day and year - 1 <= int(day[:4]) <= year]
        return (max(days), float(seen.get(max(days), nan))) if days else None

    @cached_property
    def of_base(self) -> pd.DataFrame:
        """The figures without levels of another base: growth printed is free of it."""
        if self.rebased is None:
            return self.figures
        return self.figures[(self.figures["measure"] != LEVEL) | (self.figures["published"] >= self.rebased[0])]

    @cached_property
    def progress(self) -> Progress:
        """January to the last month, as printed, else estimated from the print nearest before."""
        return progress(self.draws, self.of_base, self.target.year, self.last)

    @property
    def so_far(self) -> float:
        """Growth of the year to date, per cent; NaN where no figure speaks of the year."""
        return self.progress.growth

    @property
    def done(self) -> float:
        """The level of the year to date; NaN where no figure speaks of the year, or of amounts."""
        return nan if self.untold == "amount" else self.progress.level

    @cached_property
    def before(self) -> float:
        """Growth of the year before, as printed last, else estimated."""
        december = pd.Period(f"{self.target.year - 1}-12", "M")
        return growth_to(self.draws, self.prints, december)[0]

    @property
    def passed(self) -> bool:
        """Whether what was printed so far is as much as the plan asks."""
        return isinf(self.progress.pace(self.target)) and not self.over

    @property
    def required_growth(self) -> float:
        """Growth on the year of the months left, per cent, from the print; NaN where none are left or needed."""
        many_years = self.target.first_year < self.target.year
        return nan if self.over or self.passed or self.untold or many_years else self.progress.pace(self.target)

    @cached_property
    def naive_benchmarks(self) -> pd.Series:
        """The year by the naive benchmarks, in the target's measure."""
        naive = simple_rules(self.draws, self.target, self.last, self.of_base, self.progress)
        return naive * (nan if self.untold == "amount" else 1.0)

    @property
    def basis(self) -> str:
        """What the newest figures are counted by, where their notes or the plan's name a basis that is not the
        other's."""
        newest = self.figures.sort_values("published", kind="stable").iloc[-1]
        own = basis_of(str(newest["note"]))
        return "" if own == self.target.basis else own or self.target.basis

    @cached_property
    def departure(self) -> Departure | None:
        """How far the estimate of the year to date leaves the newest print, and why; None where it does not."""
        if self.is_settled:
            return None
        return departure(self.draws, self.parts, self.part_figures, self.figures, self.progress, self.last)
