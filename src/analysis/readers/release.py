"""What one file brings: its figures and where they come from."""

from dataclasses import dataclass

import pandas as pd

from analysis.ledger.problems import Problem
from analysis.readers.letters import plain


@dataclass(frozen=True)
class Source:
    """A publication as `sources.csv` lists it; `date_basis` says how its day is known."""

    title: str
    publisher: str
    url: str
    published: str
    date_basis: str = "stated"

    @property
    def wished_id(self) -> str:
        """The id it gets unless another source has it: cuc_thong_ke_2022_08_29."""
        return "_".join([*plain(self.publisher).split(), *self.published.split("-")])


@dataclass(frozen=True)
class Release:
    """The figures of one file, its source, its name and the SHA-256 of its bytes.

    `official`: an official workbook, where what each number measures stands above its column. `asides`: what of the
    file was not taken (a table, a row, a cell, a sentence), each with its place, what was read there, and why.
    `tables`: how many the file has; `left_out`: title and sheet of each of which nothing is read.
    """

    rows: pd.DataFrame
    source: Source
    file: str
    sha256: str
    official: bool = False
    asides: tuple[Problem, ...] = ()
    tables: int = 0
    left_out: tuple[str, ...] = ()
