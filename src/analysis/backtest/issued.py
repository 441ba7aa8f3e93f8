"""Forecasts as they were issued, kept for good, and scored when the outturn is known."""

from itertools import chain
from pathlib import Path

import pandas as pd

from analysis.answer import Answer
from analysis.answer import table as answers_table
from analysis.facts import DATA, checks, load_facts, newest_prints
from analysis.facts.problems import refuse
from analysis.facts.table import read_table

_KEY = ["geography", "indicator", "sector", "year", "measure"]
_NUMBERS = ["target", "low", "median", "high", "chance"]


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
    files = sorted((data / "issued").glob("*.csv"))
    columns = [*_KEY, "issued", *_NUMBERS]
    if not files:
        return pd.DataFrame(columns=[*columns, "outturn", "error", "inside", "reached", "brier"])
    told = pd.concat([_read(file) for file in files], ignore_index=True)[columns]
    known = told.merge(_outturns(load_facts(as_of, data=data)), on=_KEY)
    reached = known["outturn"] >= known["target"]
    return known.assign(
        error=known["median"] - known["outturn"],
        inside=known["outturn"].between(known["low"], known["high"]),
        reached=reached,
        brier=(known["chance"] - reached) ** 2,
    )


def _read(file: Path) -> pd.DataFrame:
    """What was issued in a file; its name begins with the day."""
    table = read_table(file, [*_KEY, *_NUMBERS])
    refuse(
        [
            *checks.form(table["year"], file, "year"),
            *chain(*(checks.numbers(table, file, name) for name in _NUMBERS)),
            *checks.duplicates(table, file, _KEY),
        ]
    )
    return table.astype({"year": int, **dict.fromkeys(_NUMBERS, float)}).assign(issued=file.stem[:10])


def _outturns(facts: pd.DataFrame) -> pd.DataFrame:
    years = facts[(facts["period_type"] == "year") & facts["measure"].isin(["level", "growth_yoy_pct"])]
    newest = newest_prints(years).rename(columns={"value": "outturn"})
    return newest.assign(year=newest["period"].astype(int))[[*_KEY, "outturn"]]
