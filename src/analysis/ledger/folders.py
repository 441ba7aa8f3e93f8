"""Where what was published stands: a folder a place, in it the old tables and one folder a release.

    data/<place>/releases/<published>_<source id>/   figures.csv, figures_elsewhere.csv (of other places),
                                                      source.csv, targets.csv, original/<the file itself>
    data/<place>/                                    facts.csv and other tables of figures, sources.csv, origins.csv,
                                                      targets.csv, events.csv: rows of many sources, typed by hand

A release is written as a draft (`.draft_…`) and renamed once. A place reads its own folder, and from others only the
tables that print figures of it: what is wrong elsewhere does not concern it.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from analysis.ledger.table import Stamp, stamps

RELEASES = "releases"
_NO_FIGURES = {"sources.csv", "targets.csv", "events.csv", "origins.csv"}
_NO_PLACES = ("issued",)


def ledgers(data: Path) -> list[str]:
    """The places that have a folder."""
    folders = [path.name for path in Path(data).iterdir() if path.is_dir()]
    return sorted(name for name in folders if name not in _NO_PLACES and name[0] not in "._")


def releases(data: Path, ledger: str) -> list[Path]:
    """The folders of a place's releases, oldest first; drafts are none."""
    home = data / ledger / RELEASES
    return sorted(folder for folder in home.iterdir() if folder.name[0] != ".") if home.is_dir() else []


def tables(data: Path, ledger: str, kind: str) -> list[Path]:
    """A place's tables of a kind: "figures", "targets", "events" or "source"; old ones before those of releases."""
    own = [table for folder in releases(data, ledger) for table in sorted(folder.glob(f"{kind}*.csv"))]
    return old_tables(data, ledger, kind) + own


def old_tables(data: Path, ledger: str, kind: str) -> list[Path]:
    """A place's tables of a kind that hold rows of many sources, typed by hand."""
    every = sorted((data / ledger).glob("*.csv"))
    if kind == "figures":
        return [table for table in every if table.name not in _NO_FIGURES]
    return [table for table in every if table.name == ("sources.csv" if kind == "source" else f"{kind}.csv")]


def quoting(data: Path, place: str, kind: str) -> Iterator[Path]:
    """Tables in other places' folders that print something of this one, as a province's newspaper quotes the nation."""
    for ledger in sorted({*ledgers(data)} - {place}):
        quoted = [folder / f"{kind}_elsewhere.csv" for folder in releases(data, ledger)]
        told = [table for table in quoted if table.exists()] + old_tables(data, ledger, kind)
        yield from (table for table in told if _names(place.encode(), stamps([table])))


def state(data: Path) -> tuple[Stamp, ...]:
    """What changes when anything in the data folder does."""
    return stamps([path for pattern in ("*.csv", "*/*.csv", f"*/{RELEASES}") for path in sorted(data.glob(pattern))])


def is_release(table: Path) -> bool:
    """Whether a table stands in a release's folder, not among a place's old tables."""
    return table.parent.parent.name == RELEASES


def home(table: Path, data: Path) -> str:
    """The place in whose folder a table stands."""
    return table.relative_to(data).parts[0]


def source_id_of(release: Path) -> str:
    """The source of a release's folder: <published>_<source id>."""
    return release.name.partition("_")[2]


@lru_cache(maxsize=4096)
def _names(place: bytes, stamp: tuple[Stamp, ...]) -> bool:
    return any(place in Path(file).read_bytes() for file, *_ in stamp)
