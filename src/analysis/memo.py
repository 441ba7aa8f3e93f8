"""Arrays remembered on disk by their content: what was computed once, by whichever process, is not computed again.

A file is named by a digest of everything its arrays follow from: what was asked (figures, events, settings, seed), this
code and its tables, the versions of what computes them, the kind of processor. Nothing can be out of date: whatever
changes has another name. What cannot be read is computed again, what cannot be written is not remembered.
"""

import os
import platform
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_info

from analysis.ledger import DATA

PLACE = "OUTLOOK_MEMO"
"""The variable that names another folder to remember in; empty, nothing is remembered."""
MOST = 1_000_000_000
"""Bytes kept; beyond them what was not used for longest goes. A place of twelve indicators needs some 15 million."""
_UNREADABLE = (OSError, ValueError, KeyError, EOFError, MemoryError, BadZipFile, zlib.error)

Arrays = dict[str, np.ndarray]


def remembered(asked: object, compute: Callable[[], Arrays]) -> Arrays:
    """The arrays that follow from what is asked: read where they were computed before, else computed and kept.

    `asked`: texts, numbers, periods, tables and arrays, in lists, mappings and dataclasses.
    """
    home = folder()
    if home is None:
        return compute()
    file = home / f"{_digest([_ORIGIN, asked])}.npz"
    with suppress(*_UNREADABLE):
        found = _read(file)
        os.utime(file)
        return found
    found = compute()
    with suppress(OSError):
        _write(file, found)
        _forget_oldest(home)
    return found


def folder() -> Path | None:
    """Where arrays are kept: a folder of the user's for what can be made again; None where nothing is."""
    named = os.environ.get(PLACE)
    if named is not None:
        return Path(named) / "draws" if named else None
    of_user = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    with suppress(RuntimeError):  # an account without a home remembers nothing
        return Path(of_user).expanduser() / "plan-outlook" / "draws"
    return None


def forget() -> int:
    """Forget everything; how many answers were remembered."""
    home = folder()
    files = list(home.glob("*.npz")) if home else []
    for file in files:
        file.unlink(missing_ok=True)
    return len(files)


def _read(file: Path) -> Arrays:
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        return dict(kept)


def _write(file: Path, arrays: Arrays) -> None:
    """The whole file or none, whoever else writes it at the same time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, suffix=".npz", delete=False) as draft:
        try:
            np.savez(draft, allow_pickle=False, **arrays)
            draft.close()
            Path(draft.name).replace(file)
        except OSError:
            draft.close()
            Path(draft.name).unlink(missing_ok=True)
            raise


def _forget_oldest(home: Path) -> None:
    kept = 0
    for told, file in sorted(((file.stat(), file) for file in home.glob("*.npz")), key=lambda one: -one[0].st_mtime):
        kept += told.st_size
        if kept > MOST:
            file.unlink(missing_ok=True)


def _digest(asked: object) -> str:
    digest = sha256()
    for part in _parts(asked):
        digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()


def _parts(asked: object) -> Iterator[bytes]:
    """What is asked as bytes that no other question has."""
    if isinstance(asked, bytes):
        yield asked
    elif isinstance(asked, pd.DataFrame | pd.Series):
        table = asked.to_frame() if isinstance(asked, pd.Series) else asked
        # draws by their bytes, since as text they would take longer than a chart of them; all else as text
        if all(map(pd.api.types.is_float_dtype, table.dtypes)):
            yield from _parts([[*map(str, table.index)], [*map(str, table)], table.to_numpy()])
        else:
            yield table.to_csv().encode()
    elif isinstance(asked, np.ndarray):
        yield f"{asked.shape}{asked.dtype}".encode() + asked.tobytes()
    elif isinstance(asked, Mapping):
        yield from _parts(list(asked.items()))
    elif isinstance(asked, list | tuple | pd.Index):
        yield b"%d" % len(asked)
        for one in asked:
            yield from _parts(one)
    elif is_dataclass(asked):
        yield from _parts([type(asked).__name__, *(getattr(asked, one.name) for one in fields(asked))])
    else:
        yield repr(asked).encode()


def _origin() -> str:
    """What computes and draws: this code with its tables and fonts, the packages beneath it, linear algebra."""
    house = Path(__file__).parent
    files = [*sorted(one for one in house.rglob("*.*") if one.suffix != ".pyc"), *sorted(DATA.glob("*.csv"))]
    packages = [version(one) for one in ("numpy", "scipy", "pandas", "matplotlib", "seaborn", "pillow")]
    algebra = [(one["version"], one.get("architecture")) for one in threadpool_info()]
    machine = [platform.python_version(), platform.machine(), platform.system()]
    return _digest([[file.read_bytes() for file in files], packages, algebra, machine])


_ORIGIN = _origin()
"""As loaded: asked later, it might speak of code that was changed while this process runs."""
