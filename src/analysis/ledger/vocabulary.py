"""The words a ledger may use: indicators, sectors, units, measures, statuses."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

import pandas as pd

from analysis import DEFAULT_GEOGRAPHY as DEFAULT_GEOGRAPHY
from analysis.ledger import rules
from analysis.ledger.problems import refuse
from analysis.ledger.table import DATA, read_table, stamps

WHOLE = "total"
"""The sector that stands for all of an indicator."""
INDUSTRY = ("mining", "manufacturing", "electricity", "water_waste")
"""The sectors that industry is the sum of."""
GROWTH = ("growth_yoy_pct", "growth_mom_pct")
"""The measures of growth: on the year and on the month."""
INDICATOR_COLUMNS = ("code", "name_vi", "name_en", "unit", "decimals", "kind", "order")
TERM_COLUMNS = ("group", "code", "vi", "en")
_UNIT_OF_MEASURE = {
    **dict.fromkeys(GROWTH, "percent"),
    "share_of_plan_pct": "percent",
    "contribution_pp": "percentage_points",
    "index_yoy": "index",
}


def load_indicators(data: Path = DATA) -> pd.DataFrame:
    """The indicators by code: names, allowed units, decimals to show, kind (flow, index, stock), order in tables."""
    return _indicators(Path(data) / "indicators.csv", stamps([Path(data) / "indicators.csv"]))


@lru_cache(maxsize=16)
def _indicators(file: Path, _: object) -> pd.DataFrame:
    table, whole = read_table(file, INDICATOR_COLUMNS), re.compile("[0-9]{1,9}").fullmatch
    odd = (rules.misfits("number", table[name], file, whole, expected="0, 1, 2 …") for name in ("decimals", "order"))
    refuse(chain(rules.blanks(table, file, INDICATOR_COLUMNS), *odd, rules.duplicates(table, file, ["code"])))
    return table.set_index("code").astype({"decimals": int, "order": int}).sort_values("order")


@lru_cache(maxsize=16)
def _terms(file: Path, _: object) -> dict[str, set[str]]:
    table = read_table(file, TERM_COLUMNS)
    return {str(group): set(codes) for group, codes in table.groupby("group")["code"]}


@dataclass(frozen=True)
class Vocabulary:
    """Vocabulary of one data folder, and sectors that a file brings with a name of their own."""

    data: Path
    new_sectors: frozenset[str] = frozenset()

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """As `load_indicators`."""
        return load_indicators(self.data)

    @cached_property
    def terms(self) -> dict[str, set[str]]:
        """Known codes by group: geography, sector, unit, period_type, measure, status, target_kind, event_kind."""
        return _terms(self.data / "terms.csv", stamps([self.data / "terms.csv"]))

    def known(self, column: str) -> set[str]:
        """The codes a column may hold."""
        if column == "indicator":
            return set(self.indicators.index)
        return self.terms.get(column, set()) | (self.new_sectors if column == "sector" else set())

    def refuse_unknown(self, **asked: str | None) -> None:
        """A `KeyError` that names the nearest known ones, for a name asked for that is none of them."""
        for column, word in asked.items():
            if word is not None and word not in self.known(column):
                raise KeyError(f"{column} “{word}”; {rules.nearest(str(word), self.known(column))}")

    def units(self, indicator: str, measure: str) -> list[str]:
        """The units a figure of this indicator and measure may have."""
        fixed = _UNIT_OF_MEASURE.get(measure)
        if fixed:
            return [fixed]
        own = self.indicators.loc[indicator, "unit"].split("|")
        return own if measure != "count" else [*own, "count"]
