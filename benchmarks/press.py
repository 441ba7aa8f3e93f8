"""How many press sentences are read, and whether any is read wrongly.

tests/press_sentences.csv holds sentences of our own writing with the figures they tell; those marked "?" must be asked
about. The `held_out` part was written after the reader was finished and not used to change it; an earlier one, in
which one sentence of 55 was read wrongly, is now part of `design`. Writer and reader have the same author: sentences of
others will be asked about more often. Each sentence is
  read    all its figures right: clear ones without a question, doubtful ones with a question
  asked   a question where the sentence is clear
  missed  a figure not found
  wrong   a figure (series, period, measure, value, unit) without a question that the sentence does not tell
Then 500 random mutations of them (a number's marks swapped, a word dropped, spaces doubled, accents apart, capitals, a
line broken): `wrong` there is a figure without a question that the unchanged sentence does not tell. Of numbers, a
swapped mark may leave the value as it is. Without "nghìn", "giá" of "chỉ số giá", "gió" of "điện gió" or half of
"xuất nhập khẩu" a whole sentence is left that says something else; no reader can notice, only the ledger can, so these
words are never dropped.
Result: benchmarks/results/press.csv. About 5 s.

Run: python -m benchmarks.press
"""

import csv
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.intake import read_sentences

SENTENCES = Path(__file__).parents[1] / "tests" / "press_sentences.csv"
RESULT = Path(__file__).parent / "results" / "press.csv"
OUTCOMES = ["read", "asked", "missed", "wrong"]
MUTATIONS, SEED = 500, 20220809
WHOLE_WITHOUT = {"nghìn", "ngàn", "thousand", "xuất", "nhập", "giá", "gió"}
FIGURE = ["geography", "indicator", "sector", "period_type", "period", "measure", "value", "unit", "status"]

Row = dict[str, str]


def rows() -> list[Row]:
    """The sentences with what they tell."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(row: Row) -> tuple[set[tuple[object, ...]], set[float]]:
    """The clear figures of a sentence, and the values that must be asked about."""
    figures = [figure.strip() for figure in row["figures"].split("|") if figure.strip()]
    clear = {_figure(figure) for figure in figures if not figure.startswith("?")}
    return clear, {float(figure.split()[5]) for figure in figures if figure.startswith("?")}


def _figure(text: str) -> tuple[object, ...]:
    """A figure as written in the table: series, period, measure, value and unit; then what is unlike the usual."""
    words = [word for word in text.split() if "=" not in word]
    other = {"geography": "ninh_thuan", "status": "estimate"} | dict(
        word.split("=") for word in text.split() if "=" in word
    )
    return (other["geography"], *words[:5], float(words[5]), words[6], other["status"])


def outcome(row: Row) -> str:
    """How a sentence was read."""
    table = read_sentences(row["sentence"], row["published"])
    clear, doubtful = expected(row)
    sure = set(table.loc[table["unsure"] == "", FIGURE].itertuples(index=False, name=None))
    asked = table.loc[table["unsure"] != "", "value"]
    if {figure[:-1] for figure in sure} - {figure[:-1] for figure in clear}:
        return "wrong"
    values = set(table["value"])
    if {figure[6] for figure in clear} - values or doubtful - values:
        return "missed"
    return "read" if sure == clear and len(set(asked)) == len(doubtful) and set(asked) == doubtful else "asked"


def swap_marks(text: str, dice: np.random.Generator) -> str:
    """One number with its points and commas exchanged."""
    numbers = [found.span() for found in re.finditer(r"[0-9]+(?:[.,][0-9]+)+", text)]
    if not numbers:
        return text
    start, end = numbers[dice.integers(len(numbers))]
    return text[:start] + text[start:end].translate(str.maketrans(".,", ",.")) + text[end:]


def drop_word(text: str, dice: np.random.Generator) -> str:
    """One word fewer."""
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if word not in WHOLE_WITHOUT]
    place = places[dice.integers(len(places))]
    return " ".join(words[:place] + words[place + 1 :])


def double_space(text: str, dice: np.random.Generator) -> str:
    """One space doubled."""
    return _at_a_space(text, dice, "  ")


def break_line(text: str, dice: np.random.Generator) -> str:
    """One space turned into the end of a line."""
    return _at_a_space(text, dice, "\n")


def accents_apart(text: str, dice: np.random.Generator) -> str:
    """Letters and their accents as characters of their own."""
    return unicodedata.normalize("NFD", text)


def capitals(text: str, dice: np.random.Generator) -> str:
    """All in capitals."""
    return text.upper()


def _at_a_space(text: str, dice: np.random.Generator, put: str) -> str:
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    place = spaces[dice.integers(len(spaces))]
    return text[:place] + put + text[place + 1 :]


KINDS: list[Callable[[str, np.random.Generator], str]] = [
    swap_marks,
    drop_word,
    double_space,
    break_line,
    accents_apart,
    capitals,
]


def mutations(sentences: list[Row]) -> list[tuple[str, Row]]:
    """500 sentences with one change each, and the kind of the change."""
    dice = np.random.default_rng(SEED)
    changed = []
    for number in range(MUTATIONS):
        kind, row = KINDS[number % len(KINDS)], sentences[dice.integers(len(sentences))]
        changed.append((kind.__name__, {**row, "sentence": kind(row["sentence"], dice)}))
    return changed


def table(outcomes: list[tuple[str, str]]) -> pd.DataFrame:
    """Counts and shares of the outcomes, one row a part."""
    counted = pd.DataFrame(outcomes, columns=["part", "outcome"])
    counts = pd.crosstab(counted["part"], counted["outcome"]).reindex(columns=OUTCOMES, fill_value=0)
    counts = counts.reindex(dict.fromkeys(counted["part"]))
    counts.insert(0, "sentences", counts.sum(axis=1))
    counts["read_pct"] = (100 * counts["read"] / counts["sentences"]).round(1)
    return counts


def main() -> None:
    """Read all, print the tables and what was not read, and keep the result."""
    sentences = rows()
    told = [(row["part"], outcome(row), row["sentence"]) for row in sentences]
    changed = [(f"mutated: {kind}", outcome(row), row["sentence"]) for kind, row in mutations(sentences)]
    every = [("mutated", result) for _, result, _ in changed]
    result = table([(part, result) for part, result, _ in told + changed] + every)
    result.to_csv(RESULT, lineterminator="\n")
    print(result.to_string())
    for part, how, sentence in told + changed:
        if how == "wrong" or (how != "read" and not part.startswith("mutated")):
            print(f"{part}, {how}: {sentence}")


if __name__ == "__main__":
    main()
