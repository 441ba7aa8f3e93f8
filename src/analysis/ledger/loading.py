"""Tables read and checked once while they do not change: of a place its own folder, of others what they print of it."""

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.ledger import rules
from analysis.ledger.folders import home, is_release, ledgers, quoting, releases, source_id_of, tables
from analysis.ledger.kinds import EVENTS, FIGURES, ORIGIN_COLUMNS, SOURCE_COLUMNS, TARGETS, Kind, source_problems
from analysis.ledger.problems import LedgerError, LedgerWarning, Problem, refuse
from analysis.ledger.table import DATA, Stamp, read_tables, stack, stamps
from analysis.ledger.vocabulary import Vocabulary

_OF_SOURCE = ["title", "publisher", "url", "source_published", "file", "sha256"]


def load_rows(kind: Kind, data: Path, geography: str | None = None) -> pd.DataFrame:
    """The checked rows of a kind, of one place or of all, as text, with their source; read again only when changed."""
    columns = [*kind.columns, *_OF_SOURCE]
    if not geography:
        return stack(_of_all(kind, data), columns)
    rows = stack(_of_places([geography], lambda place: _own(kind, data, place)), columns)
    return stack([rows[rows["geography"] == geography], _quoted(kind, data, geography)], columns)


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
    found = _of_places(every_place, lambda place: _sources_of(data, place))
    every = pd.concat(found or [pd.DataFrame(columns=[*SOURCE_COLUMNS, *ORIGIN_COLUMNS[1:]]).set_index("source_id")])
    return every[~every.index.duplicated()]


def refuse_draft(data: Path, ledger: str, folder: Path, new_sectors: Collection[str] = ()) -> None:
    """Refuse what would not load: a release's drafted folder with all that its place has already."""
    vocabulary = Vocabulary(data, frozenset(new_sectors))
    for kind in (FIGURES, TARGETS):
        drafted = sorted(folder.glob(f"{kind.name}*.csv"))
        if drafted:
            table = read_tables([*tables(data, ledger, kind.name), *drafted], kind.columns)
            refuse(kind.problems(_without_moved(table), vocabulary))


def _of_places(places: Iterable[str], read: Callable[[str], pd.DataFrame]) -> list[pd.DataFrame]:
    """What each place has; one that cannot be read costs itself alone, unless no other has anything."""
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


def _of_all(kind: Kind, data: Path) -> list[pd.DataFrame]:
    """What every place has: checked as one table, and place by place where that finds something wrong."""
    every = ledgers(data)
    stamped = [_stamped(data, place, name) for place in every for name in (kind.name, "source")]
    found = _at_once(kind, data, tuple(every), *stamped)
    return _of_places(every, lambda place: _own(kind, data, place)) if found is None else [found]


@lru_cache(maxsize=8)
def _at_once(kind: Kind, data: Path, every: tuple[str, ...], *_: object) -> pd.DataFrame | None:
    """The rows of all places; None where one breaks a rule. Sixty small tables cost far more than one large one."""
    rows, cited, wrong = [], [], []
    try:
        for place in every:
            known = _cited(data, place)
            cited.append(known.reset_index().assign(source_id=[f"{place}/{one}" if one else "" for one in known.index]))
            table = _without_moved(read_tables(tables(data, place, kind.name), kind.columns))
            wrong += _unsourced(table, data, set(known.index)) if len(table) else []
            rows += [_with_source(table, known).set_axis(table.index)] if len(table) else []
    except LedgerError:
        return None
    if not rows:
        return None
    whole, vocabulary = pd.concat(rows), Vocabulary(data)
    wrong += [*kind.problems(whole, vocabulary), *source_problems(pd.concat(cited), data, vocabulary)]
    return None if wrong else whole.reset_index(drop=True)


def _own(kind: Kind, data: Path, ledger: str) -> pd.DataFrame:
    """The rows of a place's folder, whatever places they speak of."""
    return _checked(kind, ledger, data, _stamped(data, ledger, kind.name), _stamped(data, ledger, "source"))


def _stamped(data: Path, ledger: str, kind: str) -> tuple[Stamp, ...]:
    words = [data / "terms.csv", data / "indicators.csv"]
    origins = [data / ledger / "origins.csv"] if kind == "source" else []
    return stamps([*words, *origins, *tables(data, ledger, kind)])


@lru_cache(maxsize=512)
def _checked(kind: Kind, ledger: str, data: Path, *_: object) -> pd.DataFrame:
    files = tables(data, ledger, kind.name)
    if not files:
        return pd.DataFrame(columns=[*kind.columns, *_OF_SOURCE], dtype=str)
    table, sources = _without_moved(read_tables(files, kind.columns)), _sources_of(data, ledger)
    refuse(
        [*kind.problems(table, Vocabulary(data)), *_unsourced(table, data / ledger / "facts.csv", set(sources.index))]
    )
    return _with_source(table, sources)


def _with_source(table: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    told = sources.rename(columns={"published": "source_published"})[_OF_SOURCE].reindex(table["source_id"])
    return pd.concat([table.reset_index(drop=True), told.reset_index(drop=True)], axis=1)


def _in_releases(table: pd.DataFrame) -> np.ndarray:
    """Which rows stand in the folder of a release, not among a place's old tables."""
    files = table.index.get_level_values(0)
    return files.isin([file for file in files.unique() if is_release(Path(file))])


def _without_moved(table: pd.DataFrame) -> pd.DataFrame:
    """Without rows of the old tables that stand in a release word for word: a move that was cut off."""
    moved = _in_releases(table)
    if not moved.any():
        return table
    rows = pd.MultiIndex.from_frame(table)
    return table[moved | ~rows.isin(rows[moved])]


def _unsourced(table: pd.DataFrame, file: Path, known: set[str]) -> Iterator[Problem]:
    """Rows whose source the folder does not know; a release knows its own alone."""
    released = _in_releases(table)
    yield from rules.sources(table[~released], file, known)
    files = table.index.get_level_values(0)
    ids = files.map({name: source_id_of(Path(name).parent) for name in files.unique()})
    for name, own in table[released & (table["source_id"] != ids)].groupby(level=0):
        yield from rules.sources(own, Path(name), {source_id_of(Path(name).parent)}, "source.csv")


def _sources_of(data: Path, ledger: str) -> pd.DataFrame:
    return _sources(ledger, data, _stamped(data, ledger, "source"))


@lru_cache(maxsize=512)
def _sources(ledger: str, data: Path, *_: object) -> pd.DataFrame:
    """A place's sources by their id, checked."""
    return _cited(data, ledger, Vocabulary(data))


def _cited(data: Path, ledger: str, vocabulary: Vocabulary | None = None) -> pd.DataFrame:
    """A place's sources by their id, checked where a vocabulary is given; a release's own folder tells of it alone."""
    old, columns = data / ledger / "sources.csv", [*SOURCE_COLUMNS, *ORIGIN_COLUMNS[1:]]
    folders = [folder / "source.csv" for folder in releases(data, ledger)]
    own = read_tables(folders, columns)
    table = read_tables([old], SOURCE_COLUMNS) if old.exists() or not folders else own[SOURCE_COLUMNS].iloc[:0]
    for rows in (table, own) if vocabulary else ():
        refuse(source_problems(rows, old, vocabulary))
    table = _with_origins(table[~table["source_id"].isin(own["source_id"])], data / ledger / "origins.csv")
    return pd.concat([table, own]).set_index("source_id")


def _with_origins(sources: pd.DataFrame, file: Path) -> pd.DataFrame:
    if not file.exists():
        return sources.reindex(columns=[*SOURCE_COLUMNS, *ORIGIN_COLUMNS[1:]])
    table = read_tables([file], ORIGIN_COLUMNS)
    refuse([*rules.fingerprints(table, file), *rules.duplicates(table, file, ["source_id"])])
    return sources.merge(table, how="left", on="source_id")


def _quoted(kind: Kind, data: Path, place: str) -> pd.DataFrame:
    """What other places' tables print of a place; a table that breaks a rule elsewhere costs its own place only."""
    found = []
    for file in quoting(data, place, kind.name):
        try:
            source = _stamped(data, home(file, data), "source")
            found.append(_checked_quote(kind, place, data, file, stamps([file]), source))
        except LedgerError as error:
            warnings.warn(LedgerWarning(error), stacklevel=4)
    return stack(found, [*kind.columns, *_OF_SOURCE])


@lru_cache(maxsize=512)
def _checked_quote(kind: Kind, place: str, data: Path, file: Path, *_: object) -> pd.DataFrame:
    table = read_tables([file], kind.columns)
    table = table[table["geography"] == place]
    refuse(kind.problems(table, Vocabulary(data)))
    return _with_source(table, _sources_of(data, home(file, data)))
