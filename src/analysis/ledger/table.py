"""A CSV table as text, each row with its number in Excel; refused whole when it is not what Excel should save."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

import pandas as pd

from analysis.ledger.problems import LedgerError, Problem, refusal

DATA = Path(__file__).parents[3] / "data"


def read_table(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """The cells as typed, one text column each, indexed by the row number Excel shows; blank rows are left out.

    Refuses: a missing or empty file, one that is not UTF-8, semicolons, a missing or repeated column, a quote left
    open, a row with too many or too few cells.
    """
    lines = _rows(path, _text(path, columns))
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


def stamps(files: Iterable[Path]) -> tuple[tuple[str, int, int, int, int], ...]:
    """What tells a changed file from one read before: path, inode, time and size; a missing one has none."""
    return tuple(stamp for file in files if (stamp := _stamp(file)))


def _stamp(file: Path) -> tuple[str, int, int, int, int] | None:
    try:
        told = file.stat()
    except OSError:
        return None
    return str(file), told.st_ino, told.st_mtime_ns, told.st_ctime_ns, told.st_size


def stack(tables: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    """Tables one below the other; none of them make an empty one."""
    return pd.concat(tables or [pd.DataFrame(columns=list(columns), dtype=str)], ignore_index=True)


def _text(path: Path, columns: Sequence[str]) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise refusal("missing_file", path, expected=",".join(columns)) from error
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise refusal("encoding", path, row, read=f"0x{error.object[error.start]:02X}") from error
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise refusal("encoding", path, row, read="0x00")
    return text


def _rows(path: Path, text: str) -> list[tuple[int, list[str]]]:
    rows: list[list[str]] = []
    try:
        # strict: a quote left open would swallow the rows below it without a word
        for cells in csv.reader(StringIO(text, newline=""), strict=True):
            rows.append([cell.strip() for cell in cells])
    except csv.Error as error:
        raise refusal("quotes", path, len(rows) + 1) from error
    return [(number, cells) for number, cells in enumerate(rows, start=1) if any(cells)]


def _check_header(path: Path, lines: list[tuple[int, list[str]]], columns: Sequence[str]) -> None:
    if not lines:
        raise refusal("empty", path, expected=",".join(columns))
    row, header = lines[0]
    if len(header) == 1 and ";" in header[0]:
        raise refusal("semicolons", path, row)
    missing = [column for column in columns if column not in header]
    if missing:
        raise refusal("missing_column", path, row, expected=", ".join(missing), read=", ".join(header))
    repeated = [column for column in columns if header.count(column) > 1]
    if repeated:
        raise refusal("repeated_column", path, row, read=", ".join(repeated))
