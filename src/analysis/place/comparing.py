"""What is asked of no one place: who holds what, one indicator in several places, the figures of a text."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import wording
from analysis.ledger import DATA, DEFAULT_GEOGRAPHY, WHOLE, load_facts, newest_prints
from analysis.ledger.names import resolve
from analysis.readers import text as texts

COUNTRY = "vietnam"
GROWTH = "growth_yoy_pct"


def places(data: str | Path | None = None) -> pd.DataFrame:
    """The places that have figures, one row each, by code.

    Columns: name, parent (code of the place it is part of), indicators (how many), first and last (periods, text),
    published (day of the newest figure).

    >>> places().loc["ninh_thuan", ["name", "parent"]].tolist()
    ['Ninh Thuận', 'vietnam']
    """
    facts = load_facts(data=Path(data or DATA))
    months = facts["period"].str.replace(r"-Q(\d)", lambda quarter: f"-{3 * int(quarter[1]):02d}", regex=True)
    by_place = facts.assign(period=months).groupby("geography")
    rows = by_place.agg(
        indicators=("indicator", "nunique"),
        first=("period", "min"),
        last=("period", "max"),
        published=("published", "max"),
    )
    rows.insert(0, "name", [wording.term("geography", place) for place in rows.index])
    rows.insert(1, "parent", np.where(rows.index == COUNTRY, "", COUNTRY))
    return rows


def compare(
    indicator: str,
    geographies: str | Sequence[str] | None = None,
    *,
    sector: str = WHOLE,
    measure: str = GROWTH,
    period_type: str = "ytd",
    as_of: object = None,
    data: str | Path | None = None,
) -> pd.DataFrame:
    """One indicator in several places (all that have it, without `geographies`), tidy: one row a place and period.

    Columns: geography, name, period (a pandas Period), value, unit, published; the newest print of each.

    >>> compare("retail_sales", ["ninh_thuan", "vietnam"], as_of="2022-08-09").columns.tolist()
    ['geography', 'name', 'period', 'value', 'unit', 'published']
    """
    folder = Path(data or DATA)
    wanted = {"indicator": indicator, "sector": sector, "measure": measure, "period_type": period_type}
    facts = chosen(load_facts(resolve("day", as_of) if as_of else None, data=folder), wanted, folder)
    if geographies is not None:
        asked = [geographies] if isinstance(geographies, str) else geographies
        codes = [resolve("geography", one, folder) for one in asked]
        facts = facts[facts["geography"].isin(codes)]
    rows = newest_prints(facts)
    rows = rows.assign(
        name=[wording.term("geography", place) for place in rows["geography"]],
        period=periods_of(rows["period"], period_type),
    )
    rows = rows[["geography", "name", "period", "value", "unit", "published"]]
    return rows.sort_values(["geography", "period"], ignore_index=True)


def read_text(text: str, published: str, home: str = DEFAULT_GEOGRAPHY) -> pd.DataFrame:
    """The figures a text tells: the ledger's columns, `sentence` as written, `unsure` (what must be asked, or "")."""
    return texts.read_text(text, resolve("day", published), resolve("geography", home))


def chosen(facts: pd.DataFrame, wanted: Mapping[str, str | None], data: Path) -> pd.DataFrame:
    """The rows in which every column is what was asked for; None stands for anything."""
    for column, typed in wanted.items():
        if typed is not None:
            facts = facts[facts[column] == resolve(column, typed, data)]
    return facts


def periods_of(written: pd.Series, period_type: str) -> pd.PeriodIndex:
    """The ledger's periods as pandas has them: months, quarters or years."""
    frequency = {"quarter": "Q", "year": "Y"}.get(period_type, "M")
    return pd.PeriodIndex(written.str.replace("-Q", "Q"), freq=frequency, name="period")
