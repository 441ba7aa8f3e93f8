"""Does every page of a day speak of the newest print? An answer's folder and its report, held against the prints."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis import wording

POINTS = 0.5
"""How far the estimated growth of a year to date may leave the newest print without a sentence that says so."""

_DEPARTS = {"vi": "điểm so với", "en": "points from the"}


def stale_pages(folder: Path, page: Path) -> list[str]:
    """What the answer in a folder (outlook.csv and the tables beside it) has otherwise than the newest print.

    `page`: what the terminal told or the report's HTML, which must show what was done of each target that decides.
    """
    table, said = pd.read_csv(folder / "outlook.csv"), page.read_text(encoding="utf-8") if page.exists() else ""
    return [fault for row in table[table["used"]].itertuples() for fault in _faults(row, folder, said)]


def _faults(row: tuple, folder: Path, said: str) -> Iterator[str]:
    code = row.indicator if row.sector == "total" else f"{row.indicator}_{row.sector}"
    figures = pd.read_csv(folder / f"{code}_figures.csv", dtype={"period": str})
    last = pd.Period(row.known_to, "M")
    printed = {
        "done": _printed(figures, "level", last) if row.measure == "level" else float("nan"),
        "growth_so_far_pct": _printed(figures, "growth_yoy_pct", last),
        "outturn": _printed(figures, row.measure, pd.Period(f"{row.year}-12", "M")),
        "growth_before_pct": _printed(figures, "growth_yoy_pct", pd.Period(f"{row.year - 1}-12", "M")),
    }
    if last.year != row.year:
        del printed["done"], printed["growth_so_far_pct"]
    for name, value in printed.items():
        if pd.notna(value) and not abs(getattr(row, name) - value) < 1e-3:
            yield f"{code} {name}: {getattr(row, name)}, printed {value}"
    done = [wording.digits(row.done, lang) for lang in wording.LANGUAGES]
    if pd.notna(printed.get("done")) and not any(text in said for text in done):
        yield f"{code}: {done[0]} is not told"
    if pd.isna(row.outturn):  # of a year that is printed the page tells no estimate
        yield from _unsaid(code, printed.get("growth_so_far_pct"), last, folder, said)


def _unsaid(code: str, growth: float | None, last: pd.Period, folder: Path, said: str) -> Iterator[str]:
    """The estimate of the year to date where it leaves the print and no sentence quotes that print beside it."""
    months = pd.read_csv(folder / f"{code}_months.csv").set_index("month")["middle"]
    months.index = pd.PeriodIndex(months.index, freq="M")
    spans = [months.loc[end - last.month + 1 : end] for end in (last, last - 12)]
    if growth is None or pd.isna(growth) or any(len(one) < last.month for one in spans):
        return
    estimated = 100 * (spans[0].sum() / spans[1].sum() - 1)
    quoted = [f"{way} {wording.digits(growth, lang, signed=True)}" for lang, way in _DEPARTS.items()]
    told = said.replace("\n", " ")
    if abs(estimated - growth) > POINTS and not any(text in told for text in quoted):
        yield f"{code}: year to date estimated {estimated:.2f}, printed {growth}, not said"


def _printed(figures: pd.DataFrame, measure: str, last: pd.Period) -> float:
    """The newest print of January to a month; a whole year also as a year."""
    periods = [("ytd", str(last)), *([("year", str(last.year))] if last.month == 12 else [])]
    own = figures[figures["measure"] == measure]
    own = own[pd.MultiIndex.from_frame(own[["period_type", "period"]]).isin(periods)]
    return float(own.sort_values("published", kind="stable")["value"].iloc[-1]) if len(own) else float("nan")
