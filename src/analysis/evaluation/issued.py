"""Forecasts as they were issued, kept for good, and scored when the outturn is known."""

from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, load_facts, rules
from analysis.ledger.problems import refuse
from analysis.ledger.table import read_table, stack
from analysis.outlook.answer import table as answers_table
from analysis.outlook.verdicts import Answer

ISSUED_KEY = ["geography", "indicator", "sector", "year", "measure"]
_NUMBERS = ["target", "low", "median", "high", "chance"]


def issue(given: list[Answer], as_of: str, data: Path = DATA) -> Path:
    """The file that keeps the answers of a day, written once: an issued forecast is never edited.

    Refuses no answer at all, and a day whose forecast was issued with other numbers.
    """
    if not given:
        raise ValueError(f"{as_of}: không có gì để phát hành / there is no answer to issue")
    other = sorted({str(one.target.year) for one in given} - {as_of[:4]})
    path = data / "issued" / f"{'_'.join([as_of, given[0].target.geography, *other])}.csv"
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


def load_issued(data: Path = DATA) -> pd.DataFrame:
    """Every issued answer, oldest first: series, year and measure of the target, day issued, target, range, chance."""
    columns = [*ISSUED_KEY, "issued", *_NUMBERS]
    files = sorted((Path(data) / "issued").glob("*.csv"))
    table = stack([_load_table(file)[columns] for file in files], columns)
    return table.astype({"year": int, **dict.fromkeys(_NUMBERS, float)})


def settled(data: Path = DATA, as_of: str | None = None) -> pd.DataFrame:
    """Every issued forecast whose year was printed after it: outturn, error of the median, reached, Brier score.

    The outturn is the newest print known on `as_of`, as a year or as January to December; what was printed by the day
    of issue judges nothing, for it was known.
    """
    rows = (
        load_issued(data).rename_axis("row").reset_index().merge(_outturns(load_facts(as_of, data=data)), on=ISSUED_KEY)
    )
    later = rows[rows["published"] > rows["issued"]].sort_values("published", kind="stable")
    known = (
        later.drop_duplicates("row", keep="last")
        .sort_values("row")
        .drop(columns=["row", "published"])
        .reset_index(drop=True)
    )
    reached = known["outturn"] >= known["target"]
    return known.assign(
        error=known["median"] - known["outturn"],
        inside=known["outturn"].between(known["low"], known["high"]),
        reached=reached,
        brier=(known["chance"] - reached) ** 2,
    )


def _load_table(file: Path) -> pd.DataFrame:
    """What was issued in a file; its name begins with the day."""
    table = read_table(file, [*ISSUED_KEY, *_NUMBERS])
    numbers = [problem for name in _NUMBERS for problem in rules.numbers(table, file, name)]
    refuse([*rules.form(table["year"], file, "year"), *numbers, *rules.duplicates(table, file, ISSUED_KEY)])
    return table.assign(issued=file.stem[:10])


def _outturns(facts: pd.DataFrame) -> pd.DataFrame:
    """Every print of a whole year, whichever way it was printed."""
    whole = (facts["period_type"] == "year") | (facts["period_type"] == "ytd") & facts["period"].str.endswith("-12")
    years = facts[whole & facts["measure"].isin(["level", "growth_yoy_pct"])].rename(columns={"value": "outturn"})
    return years.assign(year=years["period"].str[:4].astype(int))[[*ISSUED_KEY, "published", "outturn"]]
