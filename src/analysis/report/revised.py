"""How figures are revised, in the reader's words and numbers: print beside print, sizes, and the next print."""

from collections.abc import Mapping

import pandas as pd

from analysis import wording
from analysis.report.changes import points_moved
from analysis.report.tables import headed
from analysis.vintages import efficient_from, next_revisions, sizes


def revised(prints: pd.DataFrame, name: str, language: str = "vi") -> str:
    """How first prints of growth rates were revised, from which print on they no longer are, and the next revision."""
    size = sizes(prints)
    first = size.iloc[0]
    told = [
        wording.sentence(
            "revised_sizes",
            language,
            name=name,
            count=int(first["n"]),
            bias=points_moved(round(first["bias"], 2), 2, language),
            size=wording.number(first["mean_abs"], 2, language),
            large=wording.percent(100 * first["beyond_one"], 0, language),
        )
    ]
    if sound := efficient_from(size):
        told.append(wording.sentence("revised_efficient", language, print=sound))
    expected = next_revisions(prints).dropna()
    return " ".join(told + [_next(month, row, language) for month, row in expected.iterrows()])


def triangle_table(prints: pd.DataFrame, count: int = 6, language: str = "vi") -> pd.DataFrame:
    """The latest months of growth rates, print beside print, and what the next print may be."""
    expected, number = next_revisions(prints, count), wording.term("column", "print_number", language)
    rows = [
        {
            wording.term("column", "month", language): wording.month(month, language),
            **{f"{number} {print}": wording.number(value, 1, language, signed=True) for print, value in row.items()},
            wording.term("column", "next_print", language): _range(expected.loc[month], language),
        }
        for month, row in prints.tail(count).iterrows()
    ]
    return pd.DataFrame(rows).set_axis([""] * len(rows))


def sizes_table(prints: Mapping[str, pd.DataFrame], language: str = "vi") -> pd.DataFrame:
    """By name, how first prints of growth rates were revised, and from which print on they no longer are."""
    rows = []
    for name, told in prints.items():
        size, sound = sizes(told), efficient_from(sizes(told))
        first = size.iloc[0]
        row = {
            "kind": name,
            "revisions": str(int(first["n"])),
            "bias": wording.number(first["bias"], 2, language, signed=True),
            "mean_abs": wording.number(first["mean_abs"], 2, language),
            "beyond_one": wording.number(100 * first["beyond_one"], 0, language),
            "efficient": f"{sound}" if sound else "–",
        }
        rows.append(row)
    return headed(pd.DataFrame(rows), language)


def _range(expected: pd.Series, language: str) -> str:
    if expected.isna().any():
        return "–"
    middle, low, high = (
        wording.number(expected[part], 1, language, signed=True) for part in ("expected", "low", "high")
    )
    return f"{middle} ({low} – {high})"


def _next(month: pd.Period, row: pd.Series, language: str) -> str:
    words = {
        name: wording.percent(row[name], 1, language, signed=True) for name in ("printed", "expected", "low", "high")
    }
    return wording.sentence("revised_next", language, month=wording.month(month, language), **words)
