"""The question of a plan year asked again on earlier days, with what was known then."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.answer import answers, table
from analysis.facts import DATA


def chances_by_day(
    days: Iterable[str], geography: str, year: int, *, n_paths: int = 2000, data: Path = DATA
) -> pd.DataFrame:
    """The answers of each day as `answer.table` has them, the day (as_of) before; a day without a plan has none."""
    given = [table(answers(day, geography, year, n_paths=n_paths, data=data)).assign(as_of=day) for day in days]
    every = pd.concat(given, ignore_index=True)
    return every[["as_of", *every.columns.drop("as_of")]]


def ends_of_months(as_of: str) -> list[str]:
    """The last days of the months of a year up to a day, and the day itself."""
    ends = pd.date_range(f"{as_of[:4]}-01-31", as_of, freq="ME")
    return sorted({*(str(end.date()) for end in ends), as_of})
