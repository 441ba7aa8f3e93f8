"""Tables read and checked once while they do not change: of a place its own folder, of others what they print of it."""

import re
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path

import pandas as pd

from analysis.ledger import rules
from analysis.ledger.folders import home, is_release, ledgers, quoting, releases, source_id_of, tables
from analysis.ledger.kinds import EVENTS, FIGURES, ORIGIN_COLUMNS, SOURCE_COLUMNS, TARGETS, Kind, source_problems
from analysis.ledger.problems import LedgerError, LedgerWarning, Problem, refuse
from analysis.ledger.table import DATA, Stamp, read_tables, stack, stamps
from analysis.ledger.vocabulary import Vocabulary

_OF_SOURCE = ["title", "publisher", "url", "source_published", "file", "sha256"]
_OWNED = ["ledger", "source_id"]


def load_rows(kind: Kind, data: Path, geography: str | None = None) -> pd.DataFrame:
    """The checked rows of a kind, of one place or of all, as text, with their source; read again only when changed."""

    def own(*places: str) -> pd.DataFrame:
        return _rows(kind, data, [table for place in places for table in tables(data, place, kind.name)])

    found = _of_places([geography] if geography else ledgers(data), own)
    if geography:
        found = [rows[rows["geography"] == geography] for rows in found] + _quoted(kind, data, geography)
    return stack(found, [*kind.columns, *_OF_SOURCE])


def load_sources(data: Path = DATA, *places: str) -> pd.DataFrame:
    """Sources by source_id: title, publisher, url, published, date_basis; file and sha256 where there was a file.

    Of some `places` those that figures of them cite are read, of none all. An id need be unique in one place only: of
    two the first in the folder's order is given, of places that are told, their own. `load_prints` gives each figure
    its own.
    """
    data = Path(data)
    kinds = (FIGURES, TARGETS, EVENTS)
    quoted = [home(table, data) for place in places for kind in kinds for table in quoting(data, place, kind.name)]
    every_place = dict.fromkeys([*places, *quoted] if places else ledgers(data))
    every = pd.concat(_of_places(every_place, partial(_sources, data))).droplevel("ledger")
    return every[~every.index.duplicated()]


def refuse_draft(data: Path, ledger: str, folder: Path, new_sectors: Collection[str] = ()) -> None:
    """Refuse what would not load: a release's drafted folder with all that its place has already."""
    vocabulary = Vocabulary(data, frozenset(new_sectors))
    for kind in (FIGURES, TARGETS):
        drafted = sorted(folder.glob(f"{kind.name}*.csv"))
        if drafted:
            table = read_tables([*tables(data, ledger, kind.name), *drafted], kind.columns)
            refuse(kind.problems(_without_moved(table), vocabulary))


def _of_places(places: Collection[str], read: Callable[..., pd.DataFrame]) -> list[pd.DataFrame]:
    """What places have, read as one, for sixty small tables cost far more than one large one; where that finds
    something wrong, place by place: it costs its own place alone, unless no other has anything."""
    with suppress(LedgerError):
        return [read(*places)]
    found, errors = [], []
    for place in places:
        try:
            found.append(read(place))
        except LedgerError as error:
            errors += error.problems
    if errors and not any(map(len, found)):
        raise LedgerError(errors)
    if errors:
        warnings.warn(LedgerWarning(LedgerError(errors)), stacklevel=4)
    return found


def _quoted(kind: Kind, data: Path, place: str) -> list[pd.DataFrame]:
    """What other places' tables print of a place; a table that breaks a rule elsewhere costs its own place only."""
    found = []
    for file in quoting(data, place, kind.name):
        try:
            found.append(_rows(kind, data, [file], place))
        except LedgerError as error:
            warnings.warn(LedgerWarning(error), stacklevel=4)
    return found


def _rows(kind: Kind, data: Path, files: Sequence[Path], only: str = "") -> pd.DataFrame:
    cited = [table for place in _homes(files, data) for table in _of_sources(data, place)]
    return _checked(kind, data, tuple(files), only, _stamped(data, [*files, *cited]))


@lru_cache(maxsize=512)
def _checked(kind: Kind, data: Path, files: tuple[Path, ...], only: str, _: object) -> pd.DataFrame:
    """The rows of these tables, of one place alone if it is told, with their sources."""
    table = _without_moved(read_tables(files, kind.columns))
    table = table[table["geography"] == only] if only else table
    sources = _sources(data, *_homes(files, data))
    refuse([*kind.problems(table, Vocabulary(data)), *_unsourced(table, data, sources.index)])
    cited = pd.MultiIndex.from_arrays([_homes_of(table, data), table["source_id"]])
    told = sources.rename(columns={"published": "source_published"})[_OF_SOURCE].reindex(cited)
    return pd.concat([table.reset_index(drop=True), told.reset_index(drop=True)], axis=1)


def _sources(data: Path, *places: str) -> pd.DataFrame:
    files = [table for place in places for table in _of_sources(data, place)]
    return _cited(data, places, _stamped(data, files))


@lru_cache(maxsize=512)
def _cited(data: Path, places: tuple[str, ...], _: object) -> pd.DataFrame:
    """Places' sources by place and id, checked; a release's own folder tells of it before the old table does."""
    every = [table for place in places for table in _of_sources(data, place)]
    named = [([table for table in every if table.name == name], columns) for name, columns in _SOURCES.items()]
    read = [read_tables(*one) for one in named]
    old, origins, own = (table.assign(ledger=_homes_of(table, data)) for table in read)
    old = old[~pd.MultiIndex.from_frame(old[_OWNED]).isin(pd.MultiIndex.from_frame(own[_OWNED]))]
    sha256 = partial(rules.misfits, "fingerprint", origins["sha256"], Path())
    refuse([*sha256(re.compile("[0-9a-f]{64}").fullmatch), *rules.duplicates(origins, Path(), _OWNED)])
    for table in (old, own):
        refuse(source_problems(table, Vocabulary(data)))
    return pd.concat([old.merge(origins, how="left", on=_OWNED), own]).set_index(_OWNED)


_SOURCES = {
    "sources.csv": SOURCE_COLUMNS,
    "origins.csv": ORIGIN_COLUMNS,
    "source.csv": [*SOURCE_COLUMNS, *ORIGIN_COLUMNS[1:]],
}
"""Tables of sources by name: those typed by hand, the files that former versions kept beside them, a release's own."""


def _of_sources(data: Path, place: str) -> list[Path]:
    """The tables of a place's sources; one that has no release needs the one typed by hand."""
    own = [folder / "source.csv" for folder in releases(data, place)]
    typed, origins = data / place / "sources.csv", data / place / "origins.csv"
    return [typed] * (typed.exists() or not own) + [origins] * origins.exists() + own


def _homes(files: Sequence[Path], data: Path) -> dict[str, None]:
    return dict.fromkeys(home(file, data) for file in files)


def _homes_of(table: pd.DataFrame, data: Path) -> pd.Index:
    """The place in whose folder each row stands."""
    files = table.index.get_level_values("file")
    return files.map({file: home(Path(file), data) for file in files.unique()})


def _stamped(data: Path, files: Sequence[Path]) -> tuple[Stamp, ...]:
    return stamps([data / "terms.csv", data / "indicators.csv", *files])


def _without_moved(table: pd.DataFrame) -> pd.DataFrame:
    """Without rows of the old tables that stand in a release word for word: a move that was cut off."""
    files = table.index.get_level_values("file")
    moved = files.isin([file for file in files.unique() if is_release(Path(file))])
    if not moved.any():
        return table
    rows = pd.MultiIndex.from_frame(table)
    return table[moved | ~rows.isin(rows[moved])]


def _unsourced(table: pd.DataFrame, data: Path, cited: pd.MultiIndex) -> Iterator[Problem]:
    """Rows whose source the folder does not know; a release knows its own alone."""
    for name, own in table["source_id"].groupby(level="file"):
        file = Path(name)
        known, told = {source_id for place, source_id in cited if place == home(file, data)}, "sources.csv"
        if is_release(file):
            known, told = {source_id_of(file.parent)}, "source.csv"
        yield from rules.misfits("source", own, file, known.__contains__, expected=str(file.with_name(told)))
