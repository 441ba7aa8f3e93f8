"""The reader that a file asks for by its content, not its name: entry sheet, official workbook, press text."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, DEFAULT_GEOGRAPHY
from analysis.ledger.problems import Problem, refusal
from analysis.readers.release import Release, Source
from analysis.readers.sheet import entry_sheet, read_sheet_and_source
from analysis.readers.text import decoded, read_text_and_asides
from analysis.readers.workbook import read_workbook

_WORKBOOK = (b"PK", bytes.fromhex("D0CF11E0"))
_GSO = "General Statistics Office of Vietnam (GSO)"


def read_release(
    path: Path,
    *,
    published: str | None = None,
    title: str = "",
    publisher: str = "",
    url: str = "",
    geography: str | None = None,
    data: Path = DATA,
) -> Release:
    """What a file brings; its source as the file itself says, or as told here where the file cannot say it.

    `geography`: the place of figures that name none; without it a text's are the default province's.
    """
    content = _content(path)
    told, official, asides = Source(title, publisher, url, published or ""), False, ()
    if not content.startswith(_WORKBOOK):
        rows, source, asides = _read_text(path, content, told, geography or DEFAULT_GEOGRAPHY, data)
    elif entry_sheet(path) is not None:
        rows, source = read_sheet_and_source(path, data=data)
    else:
        (rows, source), official = _read_book(path, told), True
    return Release(rows, source, path.name, fingerprint(content), official, asides)


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise refusal("no_such_file", path)
    return path.read_bytes()


def _read_book(path: Path, told: Source) -> tuple[pd.DataFrame, Source]:
    rows = read_workbook(path, told.published or None)
    published = str(rows["published"].iloc[0])
    title = told.title or f"Biểu số liệu kinh tế - xã hội, {published[:7]}"
    return rows, replace(told, title=title, publisher=told.publisher or _GSO, published=published)


def _read_text(
    path: Path, content: bytes, told: Source, geography: str, data: Path
) -> tuple[pd.DataFrame, Source, tuple[Problem, ...]]:
    missing = [f"--{name}" for name in ("published", "title", "publisher") if not getattr(told, name)]
    if missing:
        raise refusal("press_source", path, expected=", ".join(missing))
    text = decoded(content, str(path))
    rows, asides = read_text_and_asides(text, told.published, geography, data=data, file=path.name)
    return rows, told, asides
