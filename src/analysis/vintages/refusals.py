"""What no change can be told of, refused by name in both languages."""

import pandas as pd

from analysis.ledger import as_day
from analysis.model import Series, of_series


def refuse_days(before: str, after: str) -> None:
    """Refuse what is no day, and two days that are the same or in the wrong order."""
    if as_day(before) == as_day(after):
        raise ValueError(
            f"{before}: hai ngày trùng nhau, không có gì để so sánh / twice the same day: nothing to compare"
        )
    if before > after:
        raise ValueError(
            f"{before} {after}: ngày trước đứng sau; hãy ghi {after} {before} / wrong order; write {after} {before}"
        )


def refuse_unknown_past(facts: pd.DataFrame, series: Series, before: str) -> None:
    """Refuse a first day on which no figure of the series was published; `facts`: all that is known of it later."""
    own = of_series(facts, series)
    first, name = own["published"].min(), "/".join(series)
    if first > before:
        raise ValueError(
            f"{before}: chưa có số liệu nào của {name}; số đầu tiên công bố ngày {first}"
            f" / no figure of {name} was known yet; the first was published on {first}"
        )


def refuse_no_target(known: bool, name: str, year: int, after: str) -> None:
    """Refuse a year for which no target is known."""
    if not known:
        raise ValueError(
            f"{after}: chưa biết chỉ tiêu kế hoạch năm {year} nào của {name}"
            f" / no plan target of {name} for {year} was known"
        )
