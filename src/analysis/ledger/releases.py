"""A release written: drafted beside its place and renamed once, so that it is there whole or not at all.

1. Under the lock, `data/<place>/releases/.draft_<name>/` is written, flushed to the disk, and checked with all the
   ledger has. Whoever is killed here leaves a draft, which is no release and is swept away by the next writer.
2. Names that are new go to terms.csv (a name without figures is harmless), then the folder is renamed: from this moment
   on the figures are in. There is nothing to finish afterwards.
"""

import csv
import errno
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import StringIO
from itertools import chain, count
from pathlib import Path

from filelock import FileLock, Timeout
from pandas import DataFrame

from analysis.ledger import COLUMNS, load_facts
from analysis.ledger.folders import RELEASES, ledgers, old_tables, releases, source_id_of
from analysis.ledger.kinds import ORIGIN_COLUMNS, SOURCE_COLUMNS
from analysis.ledger.loading import load_sources, refuse_draft
from analysis.ledger.problems import refusal
from analysis.ledger.table import read_tables
from analysis.ledger.vocabulary import TERM_COLUMNS

_WAIT_SECONDS = 60
_DRAFT = ".draft_"
_LONGEST_ID = 80
_FULL, _LOCKED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG), (errno.EACCES, errno.EPERM, errno.EROFS)

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Draft:
    """What a release's folder will hold: rows of figures and targets as text, its source with file and sha256, the
    file itself, and terms for names that have none."""

    figures: Rows
    source: Mapping[str, str]
    targets: Rows = ()
    original: Path | None = None
    terms: Rows = ()


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """The ledgers for one writer alone; a full disk, a missing permission and another writer are told in a sentence."""
    try:
        with FileLock(data / ".lock", timeout=_WAIT_SECONDS, mode=0o666 & data.stat().st_mode):
            yield
    except Timeout as error:
        raise refusal("ledger_busy", data) from error
    except OSError as error:
        rule = "disk_full" if error.errno in _FULL else "no_permission" if error.errno in _LOCKED else "not_written"
        raise refusal(rule, data) from error


def write_release(data: Path, ledger: str, draft: Draft) -> Path:
    """The folder of a new release; to be called under the lock. What would break the ledger is a `LedgerError`."""
    with _drafted(data, ledger, draft) as folder:
        refuse_draft(data, ledger, folder, {term["code"] for term in draft.terms})
        _add_terms(data / "terms.csv", draft.terms)
    return folder.with_name(folder.name.removeprefix(_DRAFT))


def free_id(data: Path, ledger: str, wished: str) -> str:
    """An id that no source of the place has, nor a release elsewhere: the one wished for, or it with a number."""
    plain = re.sub("[^a-z0-9_]+", "_", wished.lower())[:_LONGEST_ID].strip("_") or "release"
    taken = set(load_sources(data, ledger).index)
    taken |= {source_id_of(folder) for place in ledgers(data) for folder in releases(data, place)}
    return next(name for name in chain([plain], (f"{plain}_{number}" for number in count(2))) if name not in taken)


def migrate(data: Path, ledger: str) -> int:
    """Moves a place's old tables of figures and sources into releases, and says how many; no number changes.

    A source at a time: one that is cut off has lost nothing and is gone on with. The old tables are kept in
    `before_releases/`; targets and events stay where they are.
    """
    home, before, typed = data / ledger, load_facts(data=data), old_tables(data, ledger, "figures")
    if not (home / "sources.csv").exists():
        return 0
    with locked(data):
        rows = read_tables(typed, COLUMNS)
        own = dict(iter(rows.groupby("source_id")))
        moved = {source_id_of(folder) for folder in releases(data, ledger)}
        sources = read_tables([home / "sources.csv"], SOURCE_COLUMNS)
        told = load_sources(data, ledger)[ORIGIN_COLUMNS[1:]].fillna("").to_dict("index")
        for source in sources.to_dict("records"):
            if source["source_id"] not in moved:
                figures = own.get(source["source_id"], rows.iloc[:0]).to_dict("records")
                with _drafted(data, ledger, Draft(figures, source | told[source["source_id"]])):
                    pass
        order = [column for column in COLUMNS if column != "note"]
        tables = (table.sort_values(order, kind="stable") for table in (before, load_facts(data=data)))
        if not DataFrame.equals(*(table.reset_index(drop=True) for table in tables)):
            raise refusal("migration", home)
        kept = _shared(home / "before_releases")
        for table in [home / "sources.csv", home / "origins.csv", *typed]:
            if table.exists():
                table.replace(kept / table.name)
    return len(sources)


@contextmanager
def _drafted(data: Path, ledger: str, draft: Draft) -> Iterator[Path]:
    """The drafted folder, renamed to the release's name when all went well, and gone when not."""
    home = _shared(data / ledger / RELEASES)
    for left in home.glob(f"{_DRAFT}*"):
        shutil.rmtree(left)
    name = f"{draft.source['published']}_{draft.source['source_id']}"
    folder = _shared(home / f"{_DRAFT}{name}")
    try:
        _fill(folder, ledger, draft)
        yield folder
        folder.rename(home / name)
        _flush_folder(home)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(folder: Path, ledger: str, draft: Draft) -> None:
    """Every file of the folder, on the disk."""
    here = [row for row in draft.figures if row["geography"] == ledger]
    elsewhere = [row for row in draft.figures if row["geography"] != ledger]
    written = {"figures": here, "figures_elsewhere": elsewhere, "targets": draft.targets, "source": [draft.source]}
    for name, rows in written.items():
        if rows or name == "figures":
            _write(folder / f"{name}.csv", _table(rows, COLUMNS if name.startswith("figures") else list(rows[0])))
    if draft.original is not None:
        original = _shared(folder / "original") / draft.original.name
        shutil.copyfile(draft.original, original)
        _write(original, original.read_bytes())
    _flush_folder(folder)


def _table(rows: Rows, columns: Sequence[str], *, header: bool = True, end: str = "\n") -> bytes:
    return DataFrame([*rows], columns=[*columns]).to_csv(index=False, header=header, lineterminator=end).encode()


def _add_terms(table: Path, terms: Rows) -> None:
    """The table with more rows, replaced at once; a link stays a link."""
    if not terms:
        return
    table = table.resolve()
    before = table.read_bytes()
    end = "\r\n" if b"\r\n" in before else "\n"
    header = [name.strip() for name in next(csv.reader(StringIO(before.decode("utf-8-sig"), newline="")))]
    joint = b"" if before.endswith(b"\n") else end.encode()
    draft = table.with_name(f"{_DRAFT}{table.name}")
    _write(draft, before + joint + _table(terms, header or TERM_COLUMNS, header=False, end=end))
    shutil.copymode(table, draft)
    draft.replace(table)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _like_parent(path)


def _shared(folder: Path) -> Path:
    """A folder that whoever shares the one above may read and write too."""
    if not folder.exists():
        _shared(folder.parent)
        folder.mkdir()
        _like_parent(folder)
    return folder


def _like_parent(path: Path) -> None:
    above = path.parent.stat()
    with suppress(OSError, AttributeError):
        os.chown(path, -1, above.st_gid)
    with suppress(OSError):
        path.chmod(above.st_mode & (0o7777 if path.is_dir() else 0o666))


def _flush_folder(folder: Path) -> None:
    """The names in a folder, safe on the disk; Windows does this by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
