"""Where each quoted figure comes from, and what else was published for it."""

import pandas as pd

from analysis import wording
from analysis.brief.blocks import Table
from analysis.facts import KEY, load_sources

_FIGURE = KEY[:6]
_WIDTHS = (34, 26, 26, 19, 36, 24)


def sources_table(quoted: pd.DataFrame, facts: pd.DataFrame, language: str = "vi") -> Table:
    """Quoted figures as printed, with publisher, title and day, and every other figure printed in their place."""
    sources = load_sources()
    rows = [_row(row, others(row, facts), sources.loc[row["source_id"]], language) for _, row in quoted.iterrows()]
    columns = [wording.term("column", code, language) for code in ("name", "period", "measure", "value", "source")]
    columns += [wording.term("column", "disputed", language)]
    caption = wording.sentence("source_caption", language)
    return Table(caption, pd.DataFrame(rows, columns=columns), _WIDTHS, (0, 1, 2, 4, 5))


def others(row: pd.Series, facts: pd.DataFrame) -> pd.DataFrame:
    """Prints of the same figure that say something else, oldest first."""
    same = facts[(facts[_FIGURE] == row[_FIGURE]).all(axis=1) & (facts["value"] != row["value"])]
    return same.sort_values("published", kind="stable").drop_duplicates("value")


def part_name(row: pd.Series, language: str = "vi") -> str:
    """The series of a figure: the indicator, and its part where it is not the whole."""
    name = wording.indicator_name(row["indicator"], language, short=True)
    return name if row["sector"] == "total" else f"{name}: {wording.term('sector', row['sector'], language)}"


def _row(row: pd.Series, disputed: pd.DataFrame, source: pd.Series, language: str) -> tuple[str, ...]:
    publisher = wording.publisher(source["publisher"], language)
    return (
        part_name(row, language),
        wording.period(row["period_type"], row["period"], language),
        wording.term("measure_short", row["measure"], language),
        wording.printed(row["value"], row["unit"], language),
        f"{publisher}, “{source['title']}”, {wording.day(row['published'], language)}",
        "; ".join(_other(other, language) for _, other in disputed.iterrows()) or "–",
    )


def _other(row: pd.Series, language: str) -> str:
    value, day = wording.printed(row["value"], row["unit"], language), wording.day(row["published"], language)
    return wording.sentence("source_other", language, value=value, day=day)
