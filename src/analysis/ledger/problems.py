"""What is wrong with a table, said in Vietnamese and English to the person who typed it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_SHOWN = 20
_PLACE = {"vi": ("trang", "dòng", "cột"), "en": ("sheet", "row", "column")}


@dataclass(frozen=True)
class Problem:
    """One thing to correct: where it stands, the rule it breaks, and the words that fill the rule's sentence."""

    rule: str
    file: str
    row: int | None = None
    column: str | None = None
    words: dict[str, object] = field(default_factory=dict)
    sheet: str | None = None

    def __str__(self) -> str:
        """The problem in two lines, Vietnamese first."""
        return "\n".join(_sentence(self, language) for language in ("vi", "en"))


class LedgerError(ValueError):
    """A table that cannot be used; `problems` lists everything found in it, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        shown = self.problems[:_SHOWN]
        rest = len(self.problems) - len(shown)
        more = [f"… và {rest} lỗi khác / and {rest} more"] if rest else []
        super().__init__("\n".join([*map(str, shown), *more]))


class LedgerWarning(UserWarning):
    """Another place's table that cannot be used, said where the place asked for can."""


def refusal(
    rule: str, file: str | Path, row: int | None = None, column: str | None = None, **words: object
) -> LedgerError:
    """The error of one problem."""
    return LedgerError([Problem(rule, str(file), row, column, words)])


def refuse(problems: Iterable[Problem]) -> None:
    """Raise what was found, row by row; of one cell only the first problem, since it explains the others."""
    found: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        found.setdefault((problem.file, problem.row, problem.column), problem)
    if found:
        raise LedgerError(sorted(found.values(), key=lambda problem: (problem.file, problem.row or 0)))


def _sentence(problem: Problem, language: str) -> str:
    sheet, row, column = _PLACE[language]
    place = [problem.file]
    place += [f"{sheet} “{problem.sheet}”"] if problem.sheet else []
    place += [f"{row} {problem.row}"] if problem.row else []
    place += [f"{column} {problem.column}"] if problem.column else []
    return f"{', '.join(place)}: {_sentences()[problem.rule][language].format(**problem.words)}"


@cache
def _sentences() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("problems.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["rule"]: row for row in csv.DictReader(file)}
