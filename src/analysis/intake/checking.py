"""What no ledger could hold, refused before anything is compared: the ledger's own rules said of the file's figures."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd

from analysis.intake.comparing import same
from analysis.ledger import COLUMNS, FIGURE, KEY, checks
from analysis.ledger.ledger import figure_problems
from analysis.ledger.problems import LedgerError, Problem, refusal
from analysis.ledger.vocabulary import Vocabulary
from analysis.readers.release import Release


def refuse_rows(release: Release, data: Path, new_sectors: Collection[str] = ()) -> None:
    """Refuse unknown words, wrong units, impossible days and periods, undecided candidates, two values for a figure.

    `new_sectors` come with a name of their own.
    """
    file, rows = Path(release.file), release.rows
    if rows.empty:
        raise refusal("sheet_empty", release.file)
    texts = rows[COLUMNS].assign(value=rows["value"].map(digits)).reset_index(drop=True)
    problems = [
        problem
        for problem in _problems(texts, file, Vocabulary(data))
        if not (problem.column == "sector" and problem.words.get("read") in new_sectors)
    ]
    found = [_named(problem, texts, rows.index) for problem in problems]
    found += [*_unsure(release), *_twice(release)]
    if found:
        raise LedgerError(found)


def digits(value: float) -> str:
    """A number as the ledger writes it: 15618, 5.66."""
    return format(Decimal(repr(float(value))), "f").removesuffix(".0")


def _problems(texts: pd.DataFrame, file: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from checks.blanks(texts, file, [column for column in COLUMNS if column not in ("note", "source_id")])
    for problem in figure_problems(texts, file, vocabulary):
        new = problem.column in ("geography", "indicator", "sector") and problem.words["read"]
        yield replace(problem, rule="unknown_code") if new else problem


def _named(problem: Problem, texts: pd.DataFrame, places: pd.Index) -> Problem:
    """The problem with the figure's own name, and its cell where the file has cells, instead of a row number."""
    row = texts.loc[problem.row]
    cell = [f"ô / cell {places[problem.row]}"] if places.name == "cell" else []
    figure = " ".join(row[FIGURE[1:]])
    return replace(problem, row=None, file=", ".join([problem.file, *cell, figure]))


def _unsure(release: Release) -> Iterator[Problem]:
    if "unsure" in release.rows:
        for _, row in release.rows[release.rows["unsure"] != ""].iterrows():
            yield Problem("unsure", release.file, words=row[["sentence", "unsure"]].to_dict())


def _twice(release: Release) -> Iterator[Problem]:
    for figure, own in release.rows[release.rows.duplicated(KEY, keep=False)].groupby(FIGURE):
        different = [value for value in own["value"] if not same(value, own["value"].iloc[0])]
        if different:
            words = {"figure": " ".join(figure), "read": own["value"].iloc[0], "other": different[0]}
            yield Problem("twice", release.file, words=words)
