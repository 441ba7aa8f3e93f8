"""What stands where in the entry sheet: a month's series one below the other, the measures asked for side by side."""

import hashlib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.ledger.table import read_table
from analysis.ledger.vocabulary import GROWTH, TERM_COLUMNS, load_indicators

MARK = "plan-outlook 1"
SHEET = "Nhập số liệu"
FIELDS = ("title", "publisher", "url", "published")
ASKED = (
    ("month", "level"),
    ("month", "growth_mom_pct"),
    ("month", "growth_yoy_pct"),
    ("ytd", "level"),
    ("ytd", "growth_yoy_pct"),
    ("ytd", "share_of_plan_pct"),
    ("plan", "level"),
    ("plan", "growth_yoy_pct"),
)
PLANS = ("plan:level", "plan:growth_yoy_pct")
"""Columns of the year's plan; they stand last, sheets written before them are read without."""
STATUSES = ("estimate", "preliminary", "official", "revised")
FIRST_FIELD_ROW, CODES_ROW, FIRST_ROW = 3, 8, 11
CODE_COLUMN, SEAL_COLUMN, NAME_COLUMN, FIELD_COLUMN = 1, 2, 3, 4
COLUMN_CODES = (
    "code",
    "seal",
    "name",
    "sector",
    "unit",
    *(f"{place}{kind}:{measure}" for kind, measure in ASKED[: -len(PLANS)] for place in ("", "last:", "year:")),
    "status",
    "note",
    *PLANS,
)
GREY = ("last:", "year:")


@dataclass(frozen=True)
class Line:
    """One series of the sheet; `unit` is that of its level, empty where the person who fills it in must choose."""

    indicator: str
    sector: str
    kind: str
    unit: str
    units: tuple[str, ...]

    @property
    def code(self) -> str:
        """The series in one word: iip|mining."""
        return f"{self.indicator}|{self.sector}"

    def asks(self, measure: str) -> bool:
        """Whether a figure of this kind is asked for: of an index only growth, of counts only the count."""
        if self.kind == "index":
            return measure in GROWTH
        return measure == "level" if self.kind == "stock" else True


def lines(figures: pd.DataFrame, data: Path, also: Collection[tuple[str, str]] = ()) -> list[Line]:
    """The series a monthly report may speak of: all that have a figure of a month or of a year to date, and `also`."""
    monthly = figures[figures["period_type"].isin(["month", "ytd"])]
    series = {*zip(monthly["indicator"], monthly["sector"], strict=True), *also}
    terms, indicators = read_table(data / "terms.csv", TERM_COLUMNS), load_indicators(data)
    sectors, order = list(terms["code"][terms["group"] == "sector"]), list(indicators.index)
    ordered = sorted(series, key=lambda pair: (order.index(pair[0]), sectors.index(pair[1])))
    return [_line(figures, indicators, *pair) for pair in ordered]


def measure_of(line: Line, measure: str) -> str:
    """The ledger's measure of a cell: the level of what is counted is a count."""
    return "count" if measure == "level" and line.unit == "count" else measure


def place_of(figure: pd.Series) -> tuple[str, str]:
    """The month of the sheet, and the column in it, where a figure is typed; the column is empty where none asks it."""
    planned = figure["status"] in ("plan", "ceiling")
    month = f"{figure['period']}-01" if planned else figure["period"]
    measure = "level" if figure["measure"] == "count" else figure["measure"]
    code = f"{'plan' if planned else figure['period_type']}:{measure}"
    return month, code if code in COLUMN_CODES and figure["period"] else ""


def seal(mark: str, locked: Mapping[str, object]) -> str:
    """A fingerprint of a row's locked cells: shows that a cell of it was moved or written over."""
    written = "\n".join([mark, *(f"{code}={_settled(value)}" for code, value in sorted(locked.items()))])
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _line(figures: pd.DataFrame, indicators: pd.DataFrame, indicator: str, sector: str) -> Line:
    own = figures[(figures["indicator"] == indicator) & (figures["sector"] == sector)]
    levels = own[own["measure"].isin(["level", "count"])].sort_values("published", kind="stable")
    units = tuple(indicators.loc[indicator, "unit"].split("|"))
    known = levels["unit"].iloc[-1] if len(levels) else (units[0] if len(units) == 1 else "")
    return Line(indicator, sector, indicators.loc[indicator, "kind"], known, units)


def _settled(value: object) -> str:
    if isinstance(value, int | float):
        return format(round(float(value), 6), ".10g")
    return unicodedata.normalize("NFC", str(value or "").strip())
