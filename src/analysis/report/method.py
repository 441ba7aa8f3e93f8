"""How the answer was found and how far such answers were off, from the tables of the benchmarks."""

from pathlib import Path

import pandas as pd

from analysis import wording
from analysis.ledger import DATA
from analysis.outlook.answer import Answer

RESULTS = DATA.parent / "benchmarks" / "results"


def method(answers: list[Answer], language: str = "vi", results: Path = RESULTS) -> list[str]:
    """A paragraph each: levels and futures, chance and pace, accuracy, the workbook beside."""
    count = wording.number(answers[0].paths.shape[1], 0, language)
    return [
        wording.sentence("method_levels", language, count=count),
        wording.sentence("method_chance", language),
        accuracy(language, results),
        wording.sentence("method_files", language),
    ]


def accuracy(language: str = "vi", results: Path = RESULTS) -> str:
    """How far replays of the past were off, or that this is not known here."""
    table = results / "national_year_end.csv"
    if not table.exists():
        return wording.sentence("method_unmeasured", language)
    every = pd.read_csv(table, index_col="group").loc["all"]
    words = {
        "count": wording.number(every["n"], 0, language),
        "error": wording.number(every["error"], 2, language),
        "rule": wording.number(every["ytd_growth_holds_error"], 2, language),
    }
    covers = wording.sentence("method_covers", language, share=wording.percent(100 * every["covers80"], 0, language))
    return f"{wording.sentence('trust_replay', language, **words)} {covers}"
