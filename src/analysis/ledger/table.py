"""A CSV table as text, each row with its number in Excel; refused whole when it is not what Excel should save."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

import pandas as pd

from analysis import DATA as DATA
from analysis.ledger.problems import LedgerError, Problem, refusal

Stamp = tuple[str, int, int, int, int]
_LARGEST = 200_000_000


def read_table(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """The cells as typed, one text column each, indexed by the row number Excel shows; blank rows are left out.

    Refuses: a missing or empty file, one that is no file or too large, not UTF-8, semicolons, a missing or repeated
    column, a quote left open, a row with too many or too few cells.
    """
    lines = _rows(path, _text(path, columns))
    _check_header(path, lines, columns)
    width = len(lines[0][1])
    wrong = [
        Problem("fields", str(path), number, words={"read": len(cells), "expected": width})
        for number, cells in lines[1:]
        if len(cells) != width
    ]
    if wrong:
        raise LedgerError(wrong)
    numbers = pd.Index([number for number, _ in lines[1:]], name="row", dtype=int)
    return pd.DataFrame([cells for _, cells in lines[1:]], numbers, lines[0][1], dtype=str)


def read_tables(paths: Iterable[Path], columns: Sequence[str]) -> pd.DataFrame:
    """These columns of many tables, one below the other, indexed by file and row; refused with all that is wrong."""
    found, problems = [pd.DataFrame(columns=list(columns), dtype=str)], []
    names = [""]
    for path in paths:
        try:
            found.append(read_table(path, columns)[list(columns)])
            names.append(str(path))
        except LedgerError as error:
            problems += error.problems
    if problems:
        raise LedgerError(problems)
    return pd.concat(found, keys=names, names=["file", "row"])


def stamps(files: Iterable[Path]) -> tuple[Stamp, ...]:
    """What tells a changed file from one read before: path, inode, times and size; a missing one has none."""
    return tuple(stamp for file in files if (stamp := _stamp(file)))


def stack(tables: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    """Tables one below the other; none of them make an empty one."""
    return pd.concat(tables or [pd.DataFrame(columns=list(columns), dtype=str)], ignore_index=True)


def _stamp(file: Path) -> Stamp | None:
    try:
        told = file.stat()
    except OSError:
        return None
    return str(file), told.st_ino, told.st_mtime_ns, told.st_ctime_ns, told.st_size


def _text(path: Path, columns: Sequence[str]) -> str:
    if not path.exists():
        raise refusal("missing_file", path, expected=",".join(columns))
    # a pipe would wait for ever, a device never end
    if not path.is_file():
        raise refusal("no_file", path)
    if path.stat().st_size > _LARGEST:
        raise refusal("table_large", path, most=_LARGEST // 1_000_000)
    try:
        text = path.read_bytes().decode("utf-8-sig")
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
