"""Many replays side by side: nothing is lost but the task that takes its worker along."""

import os

import pytest

from analysis.backtest import finished


def square(number: int) -> int:
    """A task's result; number 3 takes its worker along, a negative one is refused."""
    if number == 3:
        os._exit(1)
    if number < 0:
        raise ValueError(f"{number}: negative")
    return number**2


def test_a_worker_that_dies_takes_only_its_task_along() -> None:
    assert sorted(finished(square, [2, 3, 4, 5, 6])) == [(0, 4), (2, 16), (3, 25), (4, 36)]


def test_an_error_of_the_work_itself_is_told() -> None:
    with pytest.raises(ValueError, match="negative"):
        list(finished(square, [-1], workers=1))
