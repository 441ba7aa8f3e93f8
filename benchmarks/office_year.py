"""August 2022 to December 2023 in an office: every file through the commands, with what goes wrong in offices.

The months' texts of examples/ and the official books (../shared/data/gso_workbooks, never committed) are added in the
order of their days to two copies of data/: to one as they are, to the other with a mishap each (`MISHAPS`): a process
killed, a full disk, two analysts at once, the file under another name, a lock file of Excel, line ends of Windows, a
dry run. Afterwards figures with their publishers and plans of both must be the same, and so must the answer of the last
day; each refusal must be a sentence. Result: benchmarks/results/office_year.csv, a row a file. About fifteen minutes on
one core.

Run: python -m benchmarks.office_year
"""

import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired

import pandas as pd
from benchmarks.official_books_added import UNSURE, command, files

from analysis.ledger import DATA, load_prints
from analysis.ledger.targets import load_targets

RESULT = Path(__file__).parent / "results" / "office_year.csv"
SINCE, LAST_DAY, KILLED_AFTER = "2022-08-10", "2023-12-31", (1.5, 2.5, 4.0)
_SMALL = 3_000
"""Bytes of a file that a full disk still takes."""


def start(words: list[str], **more: object) -> Popen:
    """The real command, in a process of its own."""
    return Popen([sys.executable, "-m", "analysis", *words], stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True, **more)


def end(running: Popen) -> tuple[int, str]:
    """How it ended and what it said."""
    out, errors = running.communicate(UNSURE)
    return running.returncode, out + errors


def killed(file: Path, data: Path, seconds: float) -> str:
    """Killed on the way."""
    running = start(command(file, data))
    try:
        running.communicate(UNSURE, timeout=seconds)
    except TimeoutExpired:
        running.kill()
        running.communicate()
    return ""


def full_disk(file: Path, data: Path) -> str:
    """No room for more than a small file."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (_SMALL, _SMALL))  # noqa: E731
    return end(start(command(file, data), preexec_fn=limit, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}))[1]


def at_once(file: Path, data: Path) -> str:
    """Two analysts add it at the same time."""
    both = [start(command(file, data)) for _ in range(2)]
    return "".join(end(one)[1] for one in both)


def given(copy: Path, file: Path, data: Path) -> str:
    """Another file in place of this one, with the same words."""
    words = command(file, data)
    words[1] = str(copy)
    return end(start(words))[1]


def renamed(file: Path, data: Path) -> str:
    """Added under another name first."""
    copy = data.parent / f"{file.stem}_ban_sao{file.suffix}"
    shutil.copy(file, copy)
    return given(copy, file, data)


def locked(file: Path, data: Path) -> str:
    """Excel's own lock file is given by mistake."""
    lock = data.parent / f"~${file.name}"
    lock.write_bytes(b"\x06Excel" + bytes(50))
    return given(lock, file, data)


def of_windows(file: Path, data: Path) -> str:
    """A text with the line ends and the mark that Windows puts in; a book is given as it is."""
    copy = data.parent / file.name
    shutil.copy(file, copy)
    if file.suffix == ".txt":
        copy.write_text(file.read_text("utf-8"), "utf-8-sig", newline="\r\n")
    return given(copy, file, data)


def tried_dry(file: Path, data: Path) -> str:
    """Only looked at."""
    return end(start([*command(file, data), "--dry-run"]))[1]


MISHAPS: dict[str, Callable[[Path, Path], str]] = {
    "killed early": lambda file, data: killed(file, data, KILLED_AFTER[0]),
    "two at once": at_once,
    "lock file": locked,
    "full disk": full_disk,
    "Windows": of_windows,
    "killed": lambda file, data: killed(file, data, KILLED_AFTER[1]),
    "dry run": tried_dry,
    "killed late": lambda file, data: killed(file, data, KILLED_AFTER[2]),
    "another name": renamed,
}


def held(data: Path) -> list[tuple]:
    """All that a ledger holds, in an order of its own; which file a figure came in is told by its source."""
    prints = load_prints(data=data).drop(columns=["file", "sha256", "title", "source_id"], errors="ignore")
    figures = [tuple(map(str, row)) for row in prints.itertuples(index=False)]
    return sorted([*figures, *((str(one.series), one.year, one.value) for one in load_targets(data=data))], key=str)


def main() -> None:
    """Play both, write the table, and say where they differ."""
    rows, played = [], files(SINCE)
    with tempfile.TemporaryDirectory() as folder:
        clean, office = Path(folder) / "clean" / "data", Path(folder) / "office" / "data"
        for data in (clean, office):
            shutil.copytree(DATA, data)
        for file, (mishap, happen) in zip(played, cycle(MISHAPS.items()), strict=False):
            said = happen(file, office)
            codes = [end(start(command(file, data)))[0] for data in (clean, office)]
            lost, more = (set(held(one)) - set(held(other)) for one, other in ((clean, office), (office, clean)))
            rows.append({"file": file.name[:10], "kind": file.suffix, "mishap": mishap, "clean": codes[0]})
            rows[-1] |= {"office": codes[1], "lost": len(lost), "more": len(more), "traceback": "Traceback" in said}
            print(*rows[-1].values(), *list(lost | more)[:2], flush=True)
        answers = [answer(data) for data in (clean, office)]
    table = pd.DataFrame(rows)
    table.to_csv(RESULT, index=False, lineterminator="\n")
    print(table[["lost", "more", "traceback"]].sum().to_string(), f"same answer: {answers[0] == answers[1]}", sep="\n")


def answer(data: Path) -> bytes:
    """The table of the last day's answer."""
    out = data.parent / "answer"
    print(end(start(["--data", str(data), "--as-of", LAST_DAY, "--year", "2023", "--out", str(out)]))[1][-300:])
    return (out / "outlook.csv").read_bytes()


if __name__ == "__main__":
    main()
