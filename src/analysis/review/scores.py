"""Tables of benchmarks in the reader's words and numbers."""

from pathlib import Path

import pandas as pd

from analysis import wording
from analysis.ledger import DEFAULT_GEOGRAPHY
from analysis.review.ledger import Ledger

_REPLAY = {
    "error": "error",
    "ytd_growth_holds_error": "rule_holds",
    "usual_share_error": "rule_share",
    "latest_month_error": "rule_month",
}


def replays_table(scores: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """Errors by series, months left and time beside those of the spreadsheet's rules, from national_year_end.csv."""
    shown = scores[list(_REPLAY)].map(lambda value: wording.number(value, 2, language))
    shown["covers80"] = [wording.number(100 * share, 0, language) for share in scores["covers80"]]
    shown["n"] = [wording.number(count, 0, language) for count in scores["n"]]
    names = _REPLAY | {"covers80": "covers", "n": "forecasts"}
    shown.columns = [wording.term("column", names[column], language) for column in shown]
    return shown.set_axis([_group(code, language) for code in scores.index]).rename_axis(None)


def peers_table(peers: pd.DataFrame, language: str = "vi") -> pd.DataFrame:
    """Every method on series that all of them answered, best first, as year_end_models.csv has them."""
    ordered = peers.sort_values("rel", kind="stable")
    columns = {
        "relative": [wording.number(100 * value, 1, language) for value in ordered["rel"]],
        "covers": [wording.number(value, 0, language) for value in ordered["covers80"]],
        "seconds": [wording.number(value, 3, language) for value in ordered["seconds"]],
    }
    table = pd.DataFrame(columns, index=list(ordered.index))
    return table.rename(columns=lambda code: wording.term("column", code, language))


def chances_kept(file: Path, ledger: Ledger) -> pd.DataFrame | None:
    """The chances by day that a benchmark kept of the default province; none for others or before its last day."""
    kept = pd.read_csv(file)
    return kept if ledger.place == DEFAULT_GEOGRAPHY and kept["as_of"].max() <= ledger.as_of else None


def _group(code: str, language: str) -> str:
    if "/" not in code:
        return wording.term("replay", code, language)
    indicator, sector = code.split("/")
    return f"{wording.indicator_name(indicator, language, short=True)}, {wording.term('sector', sector, language)}"
