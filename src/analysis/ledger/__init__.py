"""The ledger: published figures, events and corrections as known on a date."""

from decimal import Decimal
from functools import cache
from math import isfinite
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.ledger import rules
from analysis.ledger.kinds import (
    COLUMNS,
    CORRECTION_COLUMNS,
    EVENT_COLUMNS,
    EVENTS,
    FIGURE,
    FIGURES,
    KEY,
    SERIES,
    correction_problems,
)
from analysis.ledger.loading import load_rows
from analysis.ledger.problems import refuse
from analysis.ledger.table import DATA, read_table
from analysis.ledger.vocabulary import DEFAULT_GEOGRAPHY, GROWTH, WHOLE, Vocabulary

_OF_CHANGE = (*GROWTH, "contribution_pp")
_FALL = 0.98
"""Of an earlier year to date; one that is less has fallen, the checks' error."""


class Figure(NamedTuple):
    """What a number is a figure of: the ledger's columns from geography to measure."""

    geography: str
    indicator: str
    sector: str
    period_type: str
    period: str
    measure: str

    @property
    def series(self) -> tuple[str, str, str]:
        """Geography, indicator and sector."""
        return self[:3]

    @property
    def month(self) -> int:
        """The month of the year, or the last one of a year to date, a quarter or a year."""
        if self.period_type == "quarter":
            return 3 * int(self.period[-1])
        return int(self.period[5:] or 12)

    @property
    def to_date(self) -> "Figure":
        """The year to the same month; of a whole year, to December."""
        return self._replace(period_type="ytd", period=f"{self.period[:4]}-{self.month:02d}")

    def at(self, **otherwise: str) -> "Figure":
        """The figure with some things otherwise."""
        return self._replace(**otherwise)

    def ago(self, months: int) -> "Figure":
        """The same of so many months before; of quarters and years, whole years before."""
        if self.period_type in ("quarter", "year"):
            return self._replace(period=f"{int(self.period[:4]) - months // 12}{self.period[4:]}")
        return self._replace(period=_earlier(self.period, months))


def load_facts(
    as_of: str | None = None,
    *,
    geography: str | None = None,
    indicator: str | None = None,
    data: Path = DATA,
) -> pd.DataFrame:
    """Every figure published by the end of the day `as_of` ("2022-08-09"), in the ledger's columns.

    A revision is a later row: earlier prints stay. `value` is a number, all else text. Of a place only what is asked
    for is read: its own folder, and figures of it quoted in others. Unknown geographies and indicators are a
    `KeyError`; a place's table that breaks a rule is a `LedgerError`, another place's a `LedgerWarning`.
    """
    return load_prints(geography, indicator, as_of=as_of, data=data)[COLUMNS]


def load_prints(
    geography: str | None = None, indicator: str | None = None, *, as_of: str | None = None, data: Path = DATA
) -> pd.DataFrame:
    """As `load_facts`, each figure with its source: title, publisher, url; file and sha256 where there was a file."""
    Vocabulary(Path(data)).refuse_unknown(geography=geography, indicator=indicator)
    facts = load_rows(FIGURES, Path(data), geography).astype({"value": float})
    return known(facts[facts["indicator"] == indicator] if indicator else facts, as_of)


def load_events(as_of: str | None = None, *, geography: str | None = None, data: Path = DATA) -> pd.DataFrame:
    """Dated breaks and what they concern; known from the day their source was published."""
    Vocabulary(Path(data)).refuse_unknown(geography=geography)
    events = load_rows(EVENTS, Path(data), geography).rename(columns={"source_published": "published"})
    return known(events[[*EVENT_COLUMNS, "published"]], as_of)


def load_corrections(data: Path = DATA) -> pd.DataFrame:
    """One row a corrected figure: its key, what was printed, the rule ("not_used", "read_as"), value used, reason."""
    file = Path(data) / "corrections.csv"
    table = read_table(file, CORRECTION_COLUMNS)[CORRECTION_COLUMNS]
    refuse(correction_problems(table, file, Vocabulary(Path(data))))
    return table


def known(table: pd.DataFrame, as_of: str | None) -> pd.DataFrame:
    """The rows published by the end of the day `as_of`; all of them without a day."""
    return (table if as_of is None else table[table["published"] <= as_day(as_of)]).reset_index(drop=True)


def usable(facts: pd.DataFrame, data: Path = DATA) -> pd.DataFrame:
    """The figures that serve as evidence: all but those a correction says are not used, and those that cannot be."""
    return possible(corrected(facts, data))


def corrected(facts: pd.DataFrame, data: Path = DATA) -> pd.DataFrame:
    """All figures but those a correction says are not used."""
    corrections = load_corrections(data)
    unused = pd.MultiIndex.from_frame(corrections.loc[corrections["rule"] == "not_used", KEY])
    return facts[~pd.MultiIndex.from_frame(facts[KEY]).isin(unused)].reset_index(drop=True)


def possible(facts: pd.DataFrame) -> pd.DataFrame:
    """All figures but those that cannot be: growth below -100, an amount, share or index below zero, and years to date
    that two or more others of their year contradict (one alone may have been revised)."""
    if facts.empty:
        return facts.copy()
    floor = facts["measure"].isin(_OF_CHANGE) * -100.0
    sound = facts[~(facts["value"] < floor)]
    levels = newest_prints(sound[(sound["period_type"] == "ytd") & (sound["measure"] == "level")]).sort_values("period")
    years = levels.groupby([*SERIES, "unit", levels["period"].str[:4]], sort=False)["value"]
    falling = (levels["value"] < _FALL * years.cummax()).groupby(years.ngroup()).transform("any")
    wrong = [row for _, year in levels[falling].groupby(years.ngroup()) for row in _contradicted(year["value"])]
    return sound.drop(wrong).reset_index(drop=True)


def newest_prints(facts: pd.DataFrame) -> pd.DataFrame:
    """Of each figure (series, period, measure) the row published last; the earlier prints are left out."""
    ordered = facts.sort_values("published", kind="stable")
    return ordered.drop_duplicates(FIGURE, keep="last").sort_index()


def where(
    indicator: str, period: str, sector: str = WHOLE, *, geography: str = DEFAULT_GEOGRAPHY, data: Path = DATA
) -> pd.DataFrame:
    """Every print of the figures of a period, oldest first, with its source, file and note.

    `period`: a month (2022-07), a quarter (2022-Q1) or a year (2022). Columns as `load_prints`, and printed, rule,
    reason_vi, reason_en of a correction; file and sha256 are missing where the figure was typed by hand. Refuses a
    period without figures with a `KeyError` of those there are.
    """
    Vocabulary(Path(data)).refuse_unknown(sector=sector)
    facts = load_prints(geography, indicator, data=data)
    facts = facts[facts["sector"] == sector]
    own = facts[facts["period"] == period]
    if own.empty:
        latest = ", ".join(sorted(facts["period"].unique())[-12:]) or "–"
        raise KeyError(
            f"{geography}/{indicator}/{sector}: kỳ “{period}” chưa có số nào được công bố; các kỳ gần nhất: {latest}"
            f" / nothing was printed for “{period}”; the latest periods: {latest}"
        )
    corrections = load_corrections(data)[[*KEY, "printed", "rule", "reason_vi", "reason_en"]]
    own = own.merge(corrections, how="left", on=KEY)
    return own.sort_values(["period_type", "measure", "published"], kind="stable").reset_index(drop=True)


def as_day(text: str) -> str:
    """The day as the ledger writes it, refused where it is none."""
    if not rules.is_day(text):
        raise ValueError(f"as_of: đọc được “{text}”, hãy ghi YYYY-MM-DD / read “{text}”, write YYYY-MM-DD")
    return text


def printed_decimals(value: float) -> int:
    """Decimals a figure was printed with; trailing zeros are not known to the ledger."""
    return max(0, -int(Decimal(repr(float(value))).normalize().as_tuple().exponent)) if isfinite(value) else 0


def _contradicted(year: pd.Series) -> list[int]:
    """The rows of a year's levels to date, by month, without which no two of the rest contradict a third."""
    falls = np.triu(year.to_numpy() < _FALL * year.to_numpy()[:, None])
    against = falls | falls.T
    wrong = np.zeros(len(year), dtype=bool)
    while (others := against.sum(axis=0)).max() > 1:
        worst = others == others.max()
        wrong |= worst
        against[worst], against[:, worst] = False, False
    return year.index[wrong].tolist()


@cache
def _earlier(month: str, months: int) -> str:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 - months, 12)
    return f"{year}-{number + 1:02d}"
