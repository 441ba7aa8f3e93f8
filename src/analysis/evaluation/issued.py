"""Forecasts as they were issued, kept for good, and scored when the outturn is known."""

from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, load_facts, rules
from analysis.ledger.problems import refuse
from analysis.ledger.table import read_table, stack
from analysis.outlook.answer import table as answers_table
from analysis.outlook.reading import Answer

ISSUED_KEY = ["geography", "indicator", "sector", "year", "measure"]
_NUMBERS = ["target", "low", "median", "high", "chance"]
_RANGES = ["upper", "inside"]
"""Of a plan that is a range; answers issued before ranges were told have neither them nor a direction."""


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
    """Every issued answer, oldest first: series, year and measure of the target, day issued, target, range, chance,
    `upper` bound of the target, chance of ending `inside` it, `direction`; NaN what was not told."""
    columns = [*ISSUED_KEY, "issued", *_NUMBERS, *_RANGES, "direction"]
    files = sorted((Path(data) / "issued").glob("*.csv"))
    table = stack([_load_table(file).reindex(columns=columns, fill_value="") for file in files], columns)
    told = table.assign(direction=table["direction"].replace("", "at_least")).replace("", "nan")
    return told.astype({"year": int, **dict.fromkeys([*_NUMBERS, *_RANGES], float)})


def settled(data: Path = DATA, as_of: str | None = None) -> pd.DataFrame:
    """Every issued forecast whose year was printed after it: outturn, error of the median, reached, Brier score.

    A plan is scored as what it is: "at_most" is reached by no more than its (upper) bound, a range has the mean score
    of its bound and of ending inside, a year without a plan none (NaN); what could not be told is left out. The outturn
    is the newest print known on `as_of`, as a year or as January to December; what was printed by the day of issue
    judges nothing, for it was known.
    """
    issued = load_issued(data).dropna(subset=["median"]).rename_axis("row").reset_index()
    rows = issued.merge(_outturns(load_facts(as_of, data=data)), on=ISSUED_KEY)
    later = rows[rows["published"] > rows["issued"]].sort_values("published", kind="stable")
    known = later.drop_duplicates("row", keep="last").sort_values("row", ignore_index=True)
    known = known.drop(columns=["row", "published"])
    return known.assign(
        error=known["median"] - known["outturn"],
        inside=known["outturn"].between(known["low"], known["high"]),
        **_scores(known),
    )


def _load_table(file: Path) -> pd.DataFrame:
    """What was issued in a file; its name begins with the day."""
    table = read_table(file, [*ISSUED_KEY, *_NUMBERS])
    told = {name: table[table[name] != ""] for name in _NUMBERS}
    numbers = [problem for name, own in told.items() for problem in rules.numbers(own, file, name)]
    refuse([*rules.form(table["year"], file, "year"), *numbers, *rules.duplicates(table, file, ISSUED_KEY)])
    return table.assign(issued=file.stem[:10])


def _scores(known: pd.DataFrame) -> dict[str, pd.Series]:
    """Whether each plan was reached (missing without one), and the Brier score of what was said of it."""
    outturn, bound = known["outturn"], known["upper"].fillna(known["target"])
    reached = (outturn >= known["target"]).where(known["direction"] == "at_least", outturn <= bound)
    of_bound = (known["chance"] - reached) ** 2
    of_range = (known["inside"] - outturn.between(known["target"], bound)) ** 2
    planned = known["target"].notna()
    return {
        "reached": reached.astype("boolean").where(planned),
        "brier": ((of_bound + of_range) / 2).where(known["upper"].notna(), of_bound),
    }


def _outturns(facts: pd.DataFrame) -> pd.DataFrame:
    """Every print of a whole year, whichever way it was printed."""
    whole = (facts["period_type"] == "year") | (facts["period_type"] == "ytd") & facts["period"].str.endswith("-12")
    years = facts[whole & facts["measure"].isin(["level", "growth_yoy_pct"])].rename(columns={"value": "outturn"})
    return years.assign(year=years["period"].str[:4].astype(int))[[*ISSUED_KEY, "published", "outturn"]]
