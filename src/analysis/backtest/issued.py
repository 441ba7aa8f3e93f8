"""Forecasts as they were issued, kept for good, and scored when the outturn is known."""

from pathlib import Path

import pandas as pd

from analysis.answer import Answer
from analysis.answer import table as answers_table
from analysis.facts import DATA, load_facts, newest_prints

_KEY = ["geography", "indicator", "sector", "year", "measure"]


def issue(given: list[Answer], as_of: str, data: Path = DATA) -> Path:
    """The file that keeps the answers of a day, written once: an issued forecast is never edited.

    Refuses a day whose forecast was issued with other numbers.
    """
    path = data / "issued" / f"{as_of}.csv"
    text = answers_table(given).round(4).to_csv(index=False, lineterminator="\n")
    if path.exists():
        if path.read_text(encoding="utf-8") != text:
            raise ValueError(f"{path.name}: đã phát hành, không sửa / issued already, never edited")
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)
    return path


def settled(data: Path = DATA, as_of: str | None = None) -> pd.DataFrame:
    """Every issued forecast whose year's figure is known on `as_of`: outturn, error of the median, reached, Brier."""
    files = sorted((data / "issued").glob("*.csv"))
    columns = [*_KEY, "issued", "target", "low", "median", "high", "chance"]
    if not files:
        return pd.DataFrame(columns=[*columns, "outturn", "error", "inside", "reached", "brier"])
    told = pd.concat([pd.read_csv(file).assign(issued=file.stem) for file in files], ignore_index=True)[columns]
    known = told.merge(_outturns(load_facts(as_of, data=data)), on=_KEY)
    reached = known["outturn"] >= known["target"]
    return known.assign(
        error=known["median"] - known["outturn"],
        inside=known["outturn"].between(known["low"], known["high"]),
        reached=reached,
        brier=(known["chance"] - reached) ** 2,
    )


def _outturns(facts: pd.DataFrame) -> pd.DataFrame:
    years = facts[(facts["period_type"] == "year") & facts["measure"].isin(["level", "growth_yoy_pct"])]
    newest = newest_prints(years).rename(columns={"value": "outturn"})
    return newest.assign(year=newest["period"].astype(int))[[*_KEY, "outturn"]]
