"""A CSV table as text, each row with its line in the file; refused whole when it is not what Excel should save."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.facts.problems import LedgerError, Problem

DATA = Path(__file__).parents[3] / "data"

def read_table(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """The cells as typed, one text column each, indexed by line number.

    Refuses: an empty file, one that is not UTF-8, semicolons, a missing column, a row with too many or too few cells.
    """
    lines = list(_rows(_text(path)))
    _check_header(path, lines, columns)
    header, width = lines[0][1], len(lines[0][1])
    wrong = [(number, cells) for number, cells in lines[1:] if len(cells) != width]
    if wrong:
        raise LedgerError(
            Problem("fields", str(path), number, words={"read": len(cells), "expected": width})
            for number, cells in wrong
        )
    numbers = pd.Index([number for number, _ in lines[1:]], name="row", dtype=int)
    return pd.DataFrame([cells for _, cells in lines[1:]], numbers, header, dtype=str)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = {"read": f"0x{error.object[error.start]:02X}", "place": error.start}
        raise LedgerError([Problem("encoding", str(path), words=words)]) from error


def _rows(text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True))
    return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader if cells]


def _check_header(path: Path, lines: list[tuple[int, list[str]]], columns: Sequence[str]) -> None:
    expected = ",".join(columns)
    if not lines:
        raise LedgerError([Problem("empty", str(path), words={"expected": expected})])
    header = lines[0][1]
    if len(header) == 1 and ";" in header[0]:
        raise LedgerError([Problem("semicolons", str(path), 1)])
    missing = [column for column in columns if column not in header]
    if missing:
        words = {"expected": ", ".join(missing), "read": ", ".join(header)}
        raise LedgerError([Problem("missing_column", str(path), 1, words=words)])
