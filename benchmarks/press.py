"""How many figures of press sentences and report pages are read, and whether any is read wrongly.

tests/press_sentences.csv holds texts of our own writing with the figures they tell; those marked "?" must be asked
about. `design` and `held_out` are older; `cases` was handed over with what is right. Each set kept back was
written before it was read, `kept_back_1` before the reader was changed for `cases`; what they scored when first read
stands in `FIRST_READ`, and all were looked at afterwards. Every clear figure is
  right        read as it is, without a question
  asked        proposed as it is, with a question
  asked_wrong  asked about, with something else proposed
  missed       not found
and `silent` counts figures without a question that the text does not tell.
`sentences` that are read have all figures right: clear ones without a question, doubtful ones with one; 500 random
mutations of the older ones (a number's marks swapped, a word dropped, spaces doubled, accents apart, capitals, a line
broken) are `wrong` where a figure comes without a question that the unchanged sentence does not tell. Of numbers, a
swapped mark may leave the value as it is. Without "nghìn", "giá" of "chỉ số giá", "gió" of "điện gió" or half of
"xuất nhập khẩu" a whole sentence is left that says something else; no reader can notice, only the ledger can, so these
words are never dropped.
Results: benchmarks/results/press.csv (sentences), press_figures.csv (figures). About 10 s.

Run: python -m benchmarks.press
"""

import csv
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.readers.text import read_text

SENTENCES = Path(__file__).parents[1] / "tests" / "press_sentences.csv"
RESULTS = Path(__file__).parent / "results"
FIRST_READ = {"cases": (78, 58, 58, 8, 31), "kept_back_1": (90, 26, 4, 0, 1), "kept_back_2": (54, 16, 6, 1, 0)}
FIRST_READ |= {"kept_back_3": (36, 20, 0, 0, 1), "kept_back_4": (45, 4, 0, 0, 0)}
"""`FIGURE_OUTCOMES` when first read: `cases` by the reader before, the others before they were looked at."""
FIGURE_OUTCOMES = ["right", "asked", "asked_wrong", "missed", "silent"]
MUTATED = ("design", "held_out")
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
    table = read_text(row["sentence"], row["published"])
    clear, doubtful = expected(row)
    sure = set(table.loc[table["unsure"] == "", FIGURE].itertuples(index=False, name=None))
    asked = table.loc[table["unsure"] != "", "value"]
    if {figure[:-1] for figure in sure} - {figure[:-1] for figure in clear}:
        return "wrong"
    values = set(table["value"])
    if {figure[6] for figure in clear} - values or doubtful - values:
        return "missed"
    return "read" if sure == clear and len(set(asked)) == len(doubtful) and set(asked) == doubtful else "asked"


def figure_outcomes(row: Row) -> list[str]:
    """How each clear figure of a text was read, and "silent" for each that it does not tell."""
    table, (clear, _) = read_text(row["sentence"], row["published"]), expected(row)
    found = {tuple(figure): not unsure for *figure, unsure in table[[*FIGURE[:-1], "unsure"]].itertuples(index=False)}
    told = {figure[:-1] for figure in clear}
    values = {abs(value) for value in table["value"]}
    outcomes = [
        ("right" if found[figure] else "asked")
        if figure in found
        else "asked_wrong"
        if abs(figure[6]) in values
        else "missed"
        for figure in sorted(told)
    ]
    return outcomes + ["silent" for figure, sure in found.items() if sure and figure not in told]


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
    sentences = [row for row in sentences if row["part"] in MUTATED]
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


def figures_table(sentences: list[Row]) -> pd.DataFrame:
    """Counts and shares of the figures' outcomes, one row a part, `first_` when first read."""
    told = [(row["part"], outcome) for row in sentences for outcome in figure_outcomes(row)]
    counted = pd.DataFrame(told, columns=["part", "outcome"])
    counts = pd.crosstab(counted["part"], counted["outcome"]).reindex(columns=FIGURE_OUTCOMES, fill_value=0)
    first = pd.DataFrame.from_dict(FIRST_READ, orient="index", columns=FIGURE_OUTCOMES)
    first.index = "first: " + first.index
    counts = pd.concat([counts.reindex(dict.fromkeys(counted["part"])), first]).rename_axis("part")
    counts.insert(0, "figures", counts[FIGURE_OUTCOMES[:-1]].sum(axis=1))
    counts["right_pct"] = (100 * counts["right"] / counts["figures"]).round(1)
    counts["right_or_asked_pct"] = (100 * (counts["right"] + counts["asked"]) / counts["figures"]).round(1)
    return counts


def main() -> None:
    """Read all, print the tables and what was not read, and keep the results."""
    sentences = rows()
    figures = figures_table(sentences)
    figures.to_csv(RESULTS / "press_figures.csv", lineterminator="\n")
    print(figures.to_string())
    told = [(row["part"], outcome(row), row["sentence"]) for row in sentences]
    changed = [(f"mutated: {kind}", outcome(row), row["sentence"]) for kind, row in mutations(sentences)]
    every = [("mutated", result) for _, result, _ in changed]
    result = table([(part, result) for part, result, _ in told + changed] + every)
    result.to_csv(RESULTS / "press.csv", lineterminator="\n")
    print(result.to_string())
    for part, how, sentence in told + changed:
        if how == "wrong" or (how != "read" and part in MUTATED):
            print(f"{part}, {how}: {sentence}")


if __name__ == "__main__":
    main()
