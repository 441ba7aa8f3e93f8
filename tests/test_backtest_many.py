"""Many replays side by side: nothing is lost but the task that takes its worker along."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from types import SimpleNamespace

import pytest

from analysis.evaluation.side_by_side import finished

SQUARES = [(0, 4), (2, 16), (3, 25), (4, 36)]
"""Of 2 to 6, but for 3, which takes its worker along."""


def squaring() -> Callable[[int], int]:
    """The work, made here so that workers get it as it stands and need not load this module first."""

    def square(number: int) -> int:
        if number == 3:
            os._exit(1)
        if number < 0:
            raise ValueError(f"{number}: negative")
        return number**2

    return square


class KilledWorker(Exception):
    """What Dask says of a task whose workers died."""


class Client(Executor):
    """Dask's client and its executor in one, where 3 takes along the worker that has the next task too."""

    before = 0

    def __init__(self, cluster: str) -> None:
        assert cluster == "tcp://somewhere:8786"

    def get_executor(self) -> Executor:
        return Client("tcp://somewhere:8786")

    def submit(self, work: Callable[[int], int], task: int) -> Future:
        call: Future = Future()
        if 3 in (task, self.before):
            call.set_exception(KilledWorker())
        else:
            call.set_result(work(task))
        self.before = task
        return call


def test_a_worker_that_dies_takes_only_its_task_along() -> None:
    assert sorted(finished(squaring(), [2, 3, 4, 5, 6])) == SQUARES


def test_a_worker_of_a_cluster_that_dies_takes_only_its_task_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", SimpleNamespace(Client=Client, KilledWorker=KilledWorker))
    assert sorted(finished(squaring(), [2, 3, 4, 5, 6], cluster="tcp://somewhere:8786")) == SQUARES


def absent(cluster: str) -> None:
    """Dask's client where nobody answers."""
    raise OSError(f"Timed out trying to connect to {cluster} after 30 s")


@pytest.mark.parametrize(
    ("distributed", "said"),
    [(None, "pip install"), (SimpleNamespace(Client=absent, KilledWorker=KilledWorker), "no Dask scheduler answers")],
    ids=["not installed", "nobody there"],
)
def test_a_cluster_that_is_not_there_is_a_sentence(
    distributed: object, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", distributed)
    with pytest.raises(ValueError, match=said):
        list(finished(squaring(), [2], cluster="tcp://nowhere:8786"))


def test_an_error_of_the_work_itself_is_told() -> None:
    with pytest.raises(ValueError, match="negative"):
        list(finished(squaring(), [-1], workers=1))
