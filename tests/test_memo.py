"""What was computed once is read the next time, whatever changes is computed anew, a broken memory costs nothing."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import memo
from analysis.__main__ import app
from analysis.model import estimate
from analysis.model.estimate import estimate_levels
from analysis.model.prior import Hyperparameters
from tests.small_figures import figures

ASKED = {
    "figures": pd.DataFrame({"value": [1.0, 2.0], "note": ["", ""]}),
    "moves": Hyperparameters(0.01, 0.02),
    "breaks": {"total": [pd.Period("2022-01", "M")]},
    "weights": np.arange(2000.0),
    "draws": pd.DataFrame(np.zeros((200, 50)), pd.period_range("2010-01", periods=200, freq="M")),
    "outcomes": pd.Series(np.zeros(2000)),
    "months": pd.period_range("2010-01", periods=200, freq="M"),
    "seed": 0,
}
OTHERWISE = {
    "a figure in its last digit": {"figures": pd.DataFrame({"value": [1.0, 2.0000000000000004], "note": ["", ""]})},
    "a note": {"figures": pd.DataFrame({"value": [1.0, 2.0], "note": ["", "about"]})},
    "how it moves": {"moves": replace(ASKED["moves"], step=0.15)},
    "an event": {"breaks": {"total": [pd.Period("2022-02", "M")]}},
    "no event": {"breaks": {"total": []}},
    "one of many draws": {"draws": pd.DataFrame(np.eye(200, 50), pd.period_range("2010-01", periods=200, freq="M"))},
    "other months of the draws": {"draws": pd.DataFrame(np.zeros((200, 50)), pd.RangeIndex(200))},
    "one of many outcomes": {"outcomes": pd.Series(np.r_[np.zeros(1999), 1.0])},
    "one of many months": {"months": pd.period_range("2010-01", periods=201, freq="M").delete(100)},
    "one of many weights": {"weights": np.r_[np.arange(1999.0), 0.5]},
    "the seed": {"seed": 1},
}


class Work:
    """Something to compute that counts how often it was."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> memo.Arrays:
        self.done += 1
        return {"draws": np.full(1000, float(self.done))}


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """A memory of its own, with one answer in it."""
    monkeypatch.setenv(memo.PLACE, str(tmp_path / "memo"))
    work = Work()
    memo.remembered(ASKED, work)
    return work


def files() -> list[Path]:
    """All that is remembered."""
    return sorted(memo.folder().iterdir())


def test_what_was_computed_once_is_read_the_next_time(work: Work) -> None:
    assert memo.remembered(dict(ASKED), work)["draws"].tolist() == [1.0] * 1000
    assert work.done == 1


@pytest.mark.parametrize("other", OTHERWISE.values(), ids=OTHERWISE)
def test_whatever_is_asked_otherwise_is_computed(work: Work, other: dict[str, object]) -> None:
    assert memo.remembered(ASKED | other, work)["draws"][0] == 2
    assert len(files()) == 2


def test_other_code_tables_packages_or_processors_have_names_of_their_own(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = memo._origin()
    monkeypatch.setattr(memo, "threadpool_info", lambda: [{"version": "0.3", "architecture": "Zen"}])
    of_processor = memo._origin()
    monkeypatch.setattr(memo, "version", lambda package: "0.1")
    of_package = memo._origin()
    monkeypatch.setattr(memo, "DATA", memo.folder())
    assert len({known, of_processor, of_package, memo._origin()}) == 4
    monkeypatch.setattr(memo, "_ORIGIN", of_package)
    assert memo.remembered(ASKED, work)["draws"][0] == 2


BROKEN = {
    "cut": lambda file: file.write_bytes(file.read_bytes()[:500]),
    "empty": lambda file: file.write_bytes(b""),
    "one bit": lambda file: file.write_bytes(file.read_bytes().replace(b"\xf0?", b"\xf1?", 1)),
    "a text": lambda file: file.write_text("draws", "utf-8"),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "a pickle": lambda file: np.savez(file, draws=np.array([print], dtype=object)),
}


@pytest.mark.parametrize("break_", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_computed_again(work: Work, break_: Callable[[Path], object]) -> None:
    break_(files()[0])
    assert memo.remembered(ASKED, work)["draws"][0] == 2


def test_a_full_disk_costs_the_memory_and_not_the_answer(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(memo.np, "savez", full)
    assert memo.remembered("more", work)["draws"][0] == 2
    assert len(files()) == 1


def test_a_folder_that_cannot_be_made_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "memo").write_text("a file stands here", "utf-8")
    monkeypatch.setenv(memo.PLACE, str(tmp_path / "memo"))
    assert memo.remembered(ASKED, Work())["draws"][0] == 1


def test_several_may_remember_the_same_at_once(work: Work) -> None:
    with ThreadPoolExecutor(8) as many:
        found = list(many.map(lambda number: memo.remembered(number % 4, Work())["draws"].sum(), range(64)))
    assert set(found) == {1000.0}
    assert len(files()) == 5


def test_what_was_not_used_for_longest_is_forgotten_first(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST", 2 * files()[0].stat().st_size)
    os.utime(files()[0], (1, 1))
    memo.remembered("second", work)
    os.utime(next(file for file in files() if file.stat().st_mtime > 1), (2, 2))
    memo.remembered(ASKED, work)
    memo.remembered("third", work)
    assert len(files()) == 2
    memo.remembered(ASKED, work)
    assert work.done == 3


def test_nothing_is_remembered_where_the_variable_is_empty(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(memo.PLACE, "")
    memo.remembered(ASKED, work)
    assert (work.done, memo.folder(), memo.forget()) == (2, None, 0)


@pytest.mark.parametrize("home", ["LOCALAPPDATA", "XDG_CACHE_HOME"])
def test_otherwise_it_is_the_users_folder_for_such_things(
    home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (memo.PLACE, "LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(home, str(tmp_path))
    assert memo.folder() == tmp_path / "plan-outlook" / "draws"


def test_the_command_forgets_answers_and_nothing_else(work: Work) -> None:
    (memo.folder() / "mine.txt").write_text("mine", "utf-8")
    told = CliRunner().invoke(app, ["forget", "--lang", "en"])
    assert told.exit_code == 0
    assert told.stdout == f"1 remembered estimate forgotten in {memo.folder()}.\n"
    assert [file.name for file in files()] == ["mine.txt"]


def test_levels_are_the_same_to_the_last_bit_when_remembered(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = figures(("month", "2021-06", "level", 100.0), ("month", "2022-06", "growth_yoy_pct", 5.0))
    first = estimate_levels(rows, "2022-12", n_draws=20)
    monkeypatch.setattr(estimate, "search", None)  # nothing can be computed any more
    pd.testing.assert_frame_equal(estimate_levels(rows, "2022-12", n_draws=20), first, check_exact=True)
    assert len(files()) == 2
