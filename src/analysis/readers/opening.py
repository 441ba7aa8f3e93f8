"""The reader that a file asks for by its content, not its name: entry sheet, statistical workbook, page, text."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, DEFAULT_GEOGRAPHY, FIGURE
from analysis.ledger.problems import LedgerError, Problem, refusal
from analysis.readers.grids import OLE, ZIP, is_document, paragraphs, refuse_harmful, text_of
from analysis.readers.release import Release, Source
from analysis.readers.sheet import read_sheet
from analysis.readers.text import read_text_and_asides
from analysis.readers.workbook import Book, read_book
from analysis.wording import term

_GSO = "General Statistics Office of Vietnam (GSO)"
_OTHER_KINDS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"{\\rtf": "RTF",
}
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table|\?xml)", re.IGNORECASE)


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

    `geography`: whose figures they are where the file does not say it; without it a text's are the default province's,
    and a workbook that names no place is refused. What of the file is not taken stands in the release's `asides`.
    """
    path = Path(path)
    content, told = _content(path), Source(title, publisher, url, published or "")
    place, book, asides = geography or DEFAULT_GEOGRAPHY, None, ()
    if is_document(content):
        rows, source, asides, book = _read_document(path, content, told, geography, data)
    elif entered := read_sheet(path, data=data):
        rows, source = entered
    elif content.startswith((ZIP, OLE)) or _PAGE.match(content) or path.suffix.lower() in (".csv", ".tsv"):
        book = read_book(content, path.name, told.published or None, geography)
        rows, source, asides = book.rows, _source_of(book, told, path.name), book.asides
    else:
        rows, source, asides = _read_text(path, text_of(content, str(path)), told, place, data)
    if rows.empty:
        raise LedgerError(asides or [Problem("no_figures", path.name)])
    official, tables = book is not None and not is_document(content), (book.tables, book.left_out) if book else (0, ())
    return Release(rows, source, path.name, fingerprint(content), official, tuple(asides), *tables)


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise refusal("no_such_file", path)
    if path.name.startswith("~$"):
        raise refusal("lock_file", path.name, read=path.name.removeprefix("~$"))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refusal("not_readable", path) from error
    kind = next((kind for magic, kind in _OTHER_KINDS.items() if content.startswith(magic)), None)
    if kind:
        raise refusal("other_kind", path.name, read=kind)
    if not content.strip():
        raise refusal("no_figures", path.name)
    refuse_harmful(content, path.name)
    return content


def _source_of(book: Book, told: Source, file: str) -> Source:
    """Where a book comes from: as told, else as the head of its tables says, else the General Statistics Office."""
    published = str(book.rows["published"].iloc[0])
    if "vietnam" in set(book.rows["geography"]):
        title, publisher = f"Biểu số liệu kinh tế - xã hội, {published[:7]}", _GSO
    else:
        place = term("geography", book.rows["geography"].iloc[0])
        title, publisher = book.title, book.publisher and f"{book.publisher.capitalize()} ({place})"
    if not (told.publisher or publisher):
        raise refusal("press_source", file, expected="--publisher")
    return replace(told, title=told.title or title, publisher=told.publisher or publisher, published=published)


def _read_document(
    path: Path, content: bytes, told: Source, geography: str | None, data: Path
) -> tuple[pd.DataFrame, Source, tuple[Problem, ...], Book | None]:
    """The tables of a Word document, and of its text what they do not hold."""
    try:
        book = read_book(content, path.name, told.published or None, geography)
    except LedgerError:
        return *_read_text(path, paragraphs(content), told, geography or DEFAULT_GEOGRAPHY, data), None
    source = _source_of(book, told, path.name)
    place = geography or book.rows["geography"].iloc[0]
    rows, asides = read_text_and_asides(paragraphs(content), source.published, place, data=data, file=path.name)
    held = rows.merge(book.rows[FIGURE].drop_duplicates(), on=FIGURE, how="left", indicator=True)["_merge"] == "both"
    both = pd.concat([book.rows.assign(sentence="", unsure=""), rows[~held.to_numpy()]], ignore_index=True)
    return both, source, (*book.asides, *asides), book


def _read_text(
    path: Path, text: str, told: Source, geography: str, data: Path
) -> tuple[pd.DataFrame, Source, tuple[Problem, ...]]:
    missing = [f"--{name}" for name in ("published", "title", "publisher") if not getattr(told, name)]
    if missing:
        raise refusal("press_source", path, expected=", ".join(missing))
    rows, asides = read_text_and_asides(text, told.published, geography, data=data, file=path.name)
    return rows, told, asides
