"""Rows appended to the tables of data/, all of them or none, whatever happens on the way.

1. The grown tables are written to `data/.incoming.draft`, flushed to the disk, and checked there as a ledger.
2. The folder is renamed to `data/.incoming`: from this moment on the figures are in. Before it, nothing is.
3. Table after table moves into place, each at once (`replace`), terms, sources and origins first: a figure
   without its source would break the ledger, a source without figures is harmless.

Whoever is killed in step 3 leaves `data/.incoming`, and the next who takes the lock finishes the moving. A table is
only ever replaced by itself and more: one that changed by hand meanwhile is left alone and said so.
"""

import csv
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.ledger import load_facts
from analysis.ledger.problems import refusal
from analysis.wording import harmless

_WAIT_SECONDS = 60
_VOCABULARY = ("terms.csv", "indicators.csv")
_DRAFT = ".incoming.draft"
_ORDER = ("terms.csv", "sources.csv", "origins.csv")

Rows = list[dict[str, str]]


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """The ledgers for one writer alone; what another one left unfinished is finished first."""
    try:
        with FileLock(data / ".lock", timeout=_WAIT_SECONDS):
            finish(data)
            yield
    except Timeout as error:
        raise refusal("ledger_busy", data) from error
    except OSError as error:
        raise refusal("not_written", data, read=error.strerror or error) from error


def append(data: Path, tables: Mapping[str, Rows]) -> None:
    """Each table ("<ledger>/facts.csv", "terms.csv") with its rows at its end; a new one begins with a header.

    To be called under the lock. A ledger that would break its own rules is a `LedgerError` and stays as it was.
    """
    # a folder deeper than a ledger's: what is drafted must not be taken for one
    draft = data / _DRAFT / "data"
    try:
        for name, rows in tables.items():
            _write(draft / name, _grown(data / name, rows))
        _check(data, draft)
        _flush_folder(draft)
        draft.rename(data / ".incoming")
        _flush_folder(data)
    finally:
        shutil.rmtree(draft.parent, ignore_errors=True)
    finish(data)


def finish(data: Path) -> None:
    """Moves into place the tables of an append that was interrupted; to be called under the lock."""
    shutil.rmtree(data / _DRAFT, ignore_errors=True)
    incoming = data / ".incoming"
    for grown in sorted(incoming.glob("**/*.csv"), key=_turn):
        table = data / grown.relative_to(incoming)
        if table.exists() and not grown.read_bytes().startswith(table.read_bytes()):
            raise refusal("ledger_changed", table)
        grown.replace(table)
        _flush_folder(table.parent)
    shutil.rmtree(incoming, ignore_errors=True)


def _turn(table: Path) -> int:
    return _ORDER.index(table.name) if table.name in _ORDER else len(_ORDER)


def _grown(table: Path, rows: Rows) -> bytes:
    """The bytes of a table with more rows, in its own columns, order and line ends; no cell is a formula."""
    before = table.read_bytes() if table.exists() else (",".join(rows[0]) + "\n").encode()
    end = "\r\n" if b"\r\n" in before else "\n"
    header = next(csv.reader(StringIO(before.decode("utf-8-sig"), newline="")))
    text = StringIO(newline="")
    writer = csv.DictWriter(text, [name.strip() for name in header], restval="", lineterminator=end)
    writer.writerows({name: harmless(cell) for name, cell in row.items()} for row in rows)
    joint = b"" if before.endswith(b"\n") else end.encode()
    return before + joint + text.getvalue().encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _check(data: Path, draft: Path) -> None:
    """Refuse what would not load: the draft with the vocabulary and the tables that do not change beside it."""
    beside = [data / name for name in _VOCABULARY]
    folders = [path for path in draft.iterdir() if path.is_dir()]
    beside += [path for folder in folders for path in (data / folder.name).glob("*.csv")]
    copies = [draft / path.relative_to(data) for path in beside if not (draft / path.relative_to(data)).exists()]
    for copy in copies:
        shutil.copyfile(data / copy.relative_to(draft), copy)
    load_facts(data=draft)
    for copy in copies:
        copy.unlink()


def _flush_folder(folder: Path) -> None:
    """The names in a folder, safe on the disk; Windows does this by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
