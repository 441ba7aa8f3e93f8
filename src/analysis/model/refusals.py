"""What no levels can be made from, refused by name in both languages."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.ledger.kinds import SERIES
from analysis.model.reliability import IN_PER_CENT


def refuse_settings(until: str, n_draws: int) -> None:
    """Refuse an end that is no month, and fewer draws than one."""
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", until):
        raise ValueError(f"until={until}: hãy ghi tháng theo dạng YYYY-MM / write the month as YYYY-MM")
    if n_draws < 1:
        raise ValueError(f"n_draws={n_draws}: cần ít nhất 1 / at least 1 is needed")


def refuse_nothing(figures: pd.DataFrame, measures: Sequence[str], name: str = "figures") -> None:
    """Refuse no figures at all; `measures`: those that can be used."""
    if figures.empty:
        told = f"không có số liệu nào dùng được / no figure can be used; measures: {', '.join(measures)}"
        raise ValueError(f"{name}: {told}")


def refuse_several(figures: pd.DataFrame) -> None:
    """Refuse figures of several series."""
    series = figures[SERIES].drop_duplicates()
    if len(series) > 1:
        names = ", ".join(series.agg("/".join, axis=1))
        raise ValueError(f"cần số liệu của một chuỗi / figures of one series are needed: {names}")


def refuse_mixed_units(figures: pd.DataFrame) -> None:
    """Refuse levels in several units."""
    units = figures.loc[figures["measure"] == "level", "unit"].unique()
    if len(units) > 1:
        raise ValueError(f"một chuỗi, nhiều đơn vị / one series in several units: {', '.join(units)}")


def refuse_impossible(figures: pd.DataFrame) -> None:
    """Refuse what is no number, levels, indices and shares below zero, growth and contributions below -100."""
    floor = np.where(figures["measure"].isin(IN_PER_CENT), -100.0, 0.0)
    values = figures["value"].to_numpy(dtype=float)
    sound = np.isfinite(values) & (values >= floor)
    told = [f"{row.period_type} {row.period} {row.measure} {row.value:g}" for row in figures[~sound].itertuples()]
    if told:
        raise ValueError(f"số liệu không thể có / figures that cannot be: {'; '.join(told)}")


def refuse_falling(figures: pd.DataFrame) -> None:
    """Refuse a year to date below that of an earlier month which one source printed on the same day.

    A later print may be a revision, or stand on another base.
    """
    to_date = figures[(figures["period_type"] == "ytd") & (figures["measure"] == "level")].sort_values("period")
    to_date = to_date.astype({"value": float})
    year = to_date["period"].str[:4].rename("year")
    before = to_date.groupby([*SERIES, "published", "source_id", year])["value"].cummax()
    told = [f"ytd {row.period} {row.value:g}" for row in to_date[to_date["value"] < before].itertuples()]
    if told:
        raise ValueError(f"lũy kế không thể giảm / a year to date cannot fall: {'; '.join(told)}")


def refuse_later(figures: pd.DataFrame, end: pd.Period) -> None:
    """Refuse figures that speak of a month after the end; their own `end` is the month's ordinal."""
    for period in figures.loc[figures["end"] > end.ordinal, "period"]:
        raise ValueError(f"until={end}: số liệu nói đến {period} / a figure speaks of {period}, a later month")
