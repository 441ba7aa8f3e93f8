"""The files themselves, kept unchanged beside data/ under their day, the head of their SHA-256, and their name."""

import os
import shutil
from pathlib import Path

from analysis.ledger.problems import refusal
from analysis.readers.opening import fingerprint
from analysis.readers.release import Release


def keep(path: Path, release: Release, data: Path) -> Path:
    """The file's copy in `inbox/`; refused where the file has changed since it was read."""
    inbox = data.parent / "inbox"
    copy = inbox / f"{release.source.published}_{release.sha256[:12]}_{release.file}"
    if not copy.exists():
        inbox.mkdir(exist_ok=True)
        draft = copy.with_name(f"{copy.name}.draft")
        shutil.copyfile(path, draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(copy)
    if fingerprint(copy.read_bytes()) != release.sha256:
        copy.unlink()
        raise refusal("file_changed", path)
    return copy
