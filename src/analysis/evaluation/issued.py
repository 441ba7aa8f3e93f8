"""Forecasts as they were issued, kept for good, and scored when the outturn is known."""

from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, ISSUED_KEY, load_facts, load_issued, newest_prints
from analysis.outlook.answer import Answer
from analysis.outlook.answer import table as answers_table


def issue(given: list[Answer], as_of: str, data: Path = DATA) -> Path:
    """The file that keeps the answers of a day, written once: an issued forecast is never edited.

    Refuses no answer at all, and a day whose forecast was issued with other numbers.
    """
    if not given:
        raise ValueError(f"{as_of}: không có gì để phát hành / there is no answer to issue")
    path = data / "issued" / f"{as_of}_{given[0].target.geography}.csv"
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
    known = load_issued(data).merge(_outturns(load_facts(as_of, data=data)), on=ISSUED_KEY)
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
    return newest.assign(year=newest["period"].astype(int))[[*ISSUED_KEY, "outturn"]]
