"""What is left of a ledger when adding is killed, runs out of disk, or is done by two at once.

Run: python -m benchmarks.safe_append (Linux or macOS; some minutes). Writes benchmarks/results/safe_append.csv.

A small ledger gets a file with figures for two of its tables. Kills: a child process adds the file and is killed with
SIGKILL at its n-th change to files, for every n, and at moments drawn at random; then the ledger is loaded, and the
file added again. Full disk: no file may grow beyond n bytes (RLIMIT_FSIZE), and a file system of a few kilobytes where
one can be mounted. Two writers: two processes add different files at once.
Counted: ledgers that do not load or lost bytes they had; figures lost or doubled after the file is added again.
"""

import argparse
import gc
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.tables import keep
from tests.small_ledger import FACTS, filled_sheet, small_ledger, tables

from analysis.checks.adding import add
from analysis.ledger import FIGURE, load_facts
from analysis.ledger.loading import load_sources
from analysis.ledger.problems import LedgerError
from analysis.readers.opening import read_release

RESULTS = Path(__file__).with_name("results") / "safe_append.csv"
OPERATIONS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.copyfile", "shutil.rmtree"}
COUNTED = ["tried", "broken", "lost", "doubled", "traceback", "refused with a sentence"]
SERIES = ("retail_sales|total", "iip|total", "iip|mining", "industrial_employment|total")
COLUMNS = ("month:level", "month:growth_yoy_pct", "month:growth_yoy_pct", "month:growth_yoy_pct")


class Trial:
    """A ledger in a folder of its own, and files to add to it."""

    figures = len(FACTS)

    def __init__(self, folder: Path, template: Path) -> None:
        self.data = folder / "data"
        shutil.copytree(template, self.data)
        self.before = tables(self.data)

    def outcome(self, *files: Path) -> Counter[str]:
        """What is wrong with the ledger now, and after the files were added again by somebody who is not disturbed."""
        found = Counter(broken=self.broken(), tried=1)
        for file in files:
            add_file(file, self.data)
        facts = load_facts(data=self.data)
        wanted = self.figures + 4 * len(files)
        found["doubled"] += int(facts.duplicated(FIGURE).sum())
        found["lost"] += wanted - len(facts) + int(facts.duplicated(FIGURE).sum())
        found["broken"] += self.shrunk() or load_sources(self.data)["sha256"].notna().sum() != len(files)
        return found

    def broken(self) -> bool:
        """Whether the ledger cannot be read, or a byte it had is gone."""
        try:
            load_facts(data=self.data)
        except LedgerError:
            return True
        return self.shrunk()

    def shrunk(self) -> bool:
        """Whether a byte the ledger had is gone."""
        now = tables(self.data)
        return any(not now.get(name, b"").startswith(content) for name, content in self.before.items())


def add_file(file: Path, data: Path) -> None:
    """Reads a file and adds it."""
    add(file, read_release(file, data=data), data=data)


def child(action: Callable[[], None]) -> int:
    """The id of a new process that does this and nothing else."""
    gc.freeze()
    process = os.fork()
    if process:
        return process
    try:
        action()
    except LedgerError:
        os._exit(2)
    except BaseException:
        os._exit(3)
    os._exit(0)


def ended(process: int) -> Counter[str]:
    """How a process that was not killed ended."""
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return Counter({"refused with a sentence": code == 2, "traceback": code not in (0, 2)})


def kill_at_operation(number: int) -> None:
    """This process dies at its next change to files of this number: a file opened but not to read, moved, removed."""
    left = [number]

    def count(event: str, told: tuple[object, ...]) -> None:
        if event in OPERATIONS or (event == "open" and told[1] not in ("r", "rb")):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def killed_everywhere(room: Callable[[], Trial], file: Path, every: int) -> Counter[str]:
    """One trial for each change to files that adding makes, or for one in so many."""
    found: Counter[str] = Counter()
    for number in range(1, 10_000, every):
        trial = room()

        def dying(trial: Trial = trial, number: int = number) -> None:
            release = read_release(file, data=trial.data)
            kill_at_operation(number)
            add(file, release, data=trial.data)

        _, status = os.waitpid(child(dying), 0)
        found += trial.outcome(file)
        if not os.WIFSIGNALED(status):
            return found
    raise RuntimeError("adding never ended")


def killed_at_random(room: Callable[[], Trial], file: Path, count: int) -> Counter[str]:
    """Trials killed after a time between nothing and a little more than adding takes."""
    trial, begun = room(), time.perf_counter()
    os.waitpid(child(lambda: add_file(file, trial.data)), 0)
    whole, found = time.perf_counter() - begun, Counter()
    for moment in np.random.default_rng(0).uniform(0, 1.1 * whole, count):
        trial = room()
        process = child(lambda trial=trial: add_file(file, trial.data))
        time.sleep(moment)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        found += trial.outcome(file)
    return found


def disk_full(room: Callable[[], Trial], file: Path, count: int) -> Counter[str]:
    """Trials in which no file may grow beyond a size, from nothing to that of the largest table."""
    found: Counter[str] = Counter()
    for size in np.linspace(0, 9_000, count).astype(int):
        trial = room()

        def cramped(trial: Trial = trial, size: int = int(size)) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            add_file(file, trial.data)

        found += ended(child(cramped)) + trial.outcome(file)
    return found


def small_disk(template: Path, file: Path, folder: Path, count: int) -> Counter[str]:
    """Trials on file systems with less and less room, mounted for them; none where that is not allowed."""
    found: Counter[str] = Counter()
    for kilobytes in range(168, 168 - 8 * count, -8):
        place = folder / f"disk_{kilobytes}"
        place.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", place]
        if subprocess.run(mount, capture_output=True).returncode:
            return found
        try:
            trial = Trial(place, template)
            found += ended(child(lambda trial=trial: add_file(file, trial.data)))
            found += Counter(tried=1, broken=trial.broken())
        except OSError:  # not even the ledger fits
            return found
        finally:
            subprocess.run(["umount", place], check=True)
    return found


def two_writers(room: Callable[[], Trial], files: list[Path], count: int) -> Counter[str]:
    """Trials in which two processes begin at once."""
    found: Counter[str] = Counter()
    for _ in range(count):
        trial = room()
        writers = [child(lambda file=file, trial=trial: add_file(file, trial.data)) for file in files]
        found["traceback"] += sum(ended(one)["traceback"] for one in writers)
        found["lost"] += trial.figures + 4 * len(files) - len(load_facts(data=trial.data))
        found += trial.outcome(*files)
    return found


def filled(data: Path, path: Path, month: str) -> Path:
    """An entry sheet with a figure for each of four series."""
    values = [value + int(month[-2:]) / 10 for value in (111.0, 11.0, 8.0, 2.0)]
    return filled_sheet(data, path, dict(zip(zip(SERIES, COLUMNS, strict=True), values, strict=True)), month)


def asked() -> argparse.Namespace:
    """How many trials of each kind, and where their table goes."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, count in (("every", 1), ("kills", 200), ("writers", 50), ("disks", 20)):
        words.add_argument(f"--{name}", type=int, default=count)
    words.add_argument("--out", type=Path, default=RESULTS)
    return words.parse_args()


def main() -> None:
    """All trials, and their table."""
    given = asked()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        template = small_ledger(place / "template")
        files = [filled(template, place / f"{month}.xlsx", month) for month in ("2022-08", "2022-09")]
        numbers = iter(range(10**6))

        def room() -> Trial:
            shutil.rmtree(place / "room", ignore_errors=True)
            return Trial(place / "room" / str(next(numbers)), template)

        rows = {
            "killed at each change to files": killed_everywhere(room, files[0], given.every),
            "killed at a random moment": killed_at_random(room, files[0], given.kills),
            "no file may grow beyond a size": disk_full(room, files[0], given.disks),
            "file system too small": small_disk(template, files[0], place, given.disks),
            "two writers at once": two_writers(room, files, given.writers),
        }
    keep(given.out, ["what", *COUNTED], [[what, *(int(own[name]) for name in COUNTED)] for what, own in rows.items()])


if __name__ == "__main__":
    main()
