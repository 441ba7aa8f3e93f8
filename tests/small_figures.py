"""Figures of one series that one can do in the head."""

import pandas as pd

COLUMNS = ["period_type", "period", "measure", "value", "published", "status", "note"]
STEADY = {f"{year}-{month:02d}": 100.0 + year - 2020 for year in (2020, 2021) for month in range(1, 13)}


def figures(*rows: tuple, indicator: str = "retail_sales", unit: str = "billion_vnd") -> pd.DataFrame:
    """Figures of one series: (period_type, period, measure, value), optionally day of publication, status, note."""
    full = [(*row, *("2022-01-01", "estimate", "")[len(row) - 4 :]) for row in rows]
    table = pd.DataFrame(full, columns=COLUMNS)
    units = table["measure"].map({"level": unit}).fillna("percent")
    return table.assign(geography="somewhere", indicator=indicator, sector="total", unit=units, source_id="s")


def months(levels: dict[str, float]) -> list[tuple]:
    """Each month's level as a printed figure."""
    return [("month", month, "level", value) for month, value in levels.items()]


def spread(paths: pd.DataFrame) -> pd.Series:
    """Width of each month's middle 80 %."""
    return paths.quantile(0.9, axis=1) - paths.quantile(0.1, axis=1)
