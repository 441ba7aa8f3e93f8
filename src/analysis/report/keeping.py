"""Files written beside a record of what was written, so that what an analyst has edited is never overwritten."""

import hashlib
import json
from itertools import chain, count
from pathlib import Path

RECORD = "written.json"
"""In every folder written to: each file's name and the SHA-256 of what was written."""


def keep(folder: Path, name: str, content: bytes) -> Path:
    """The file written: `name`, or "<name>-2" and so on where that one holds what was not written here."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = path.parent / RECORD
    record = json.loads(listed.read_text("utf-8")) if listed.exists() else {}
    names = chain([path], (path.with_stem(f"{path.stem}-{number}") for number in count(2)))
    free = next(file for file in names if not file.exists() or record.get(file.name) == _hash(file.read_bytes()))
    _replace(free, content)
    told = json.dumps(record | {free.name: _hash(content)}, indent=1, sort_keys=True, ensure_ascii=False)
    _replace(listed, f"{told}\n".encode())
    return free


def _replace(file: Path, content: bytes) -> None:
    """The file whole or not at all."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(content)
    beside.replace(file)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
