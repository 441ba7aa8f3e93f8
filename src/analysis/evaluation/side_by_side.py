"""Many replays side by side: on this machine's cores, or unchanged on a Dask cluster."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from joblib.externals.loky import ProcessPoolExecutor

Task = TypeVar("Task")
Result = TypeVar("Result")


def finished(
    work: Callable[[Task], Result], tasks: Sequence[Task], *, workers: int = 2, cluster: str | None = None
) -> Iterator[tuple[int, Result]]:
    """Each task's place and result, in the order they are ready; `cluster`: the address of a Dask scheduler.

    A worker that dies takes only its task along: what it left undone is done again, and a task that takes a worker
    along when it has one for itself is left out. An error of the work itself is raised. A cluster that has lost all its
    workers for good is waited for.
    """
    left = dict(enumerate(tasks))
    while left:
        for place, result in _survived(work, left, workers, cluster):
            del left[place]
            yield place, result
        # tasks begin in their order: the one that took its worker along is among the first that are left
        for place in list(left)[:workers]:
            yield from _survived(work, {place: left.pop(place)}, 1, cluster)


def _survived(
    work: Callable[[Task], Result], tasks: dict[int, Task], workers: int, cluster: str | None
) -> Iterator[tuple[int, Result]]:
    """What is ready, without what was lost with a worker."""
    with _engine(workers, cluster) as (executor, death):
        places = {executor.submit(work, task): place for place, task in tasks.items()}
        for call in as_completed(places):
            if not isinstance(call.exception(), death):
                yield places[call], call.result()


@contextmanager
def _engine(workers: int, cluster: str | None) -> Iterator[tuple[Executor, type[Exception]]]:
    """What runs the work, and the error that tells of a worker's death."""
    if cluster is None:
        with ProcessPoolExecutor(workers) as executor:
            yield executor, BrokenProcessPool
        return
    try:
        from distributed import Client, KilledWorker  # where one machine is enough they are not needed

        client = Client(cluster)
    except ImportError as error:
        raise ValueError('cluster: cần cài / needs: pip install "dask[distributed]"') from error
    except (OSError, ValueError) as error:
        said = f"cluster “{cluster}”: không có máy chủ Dask nào trả lời / no Dask scheduler answers"
        raise ValueError(said) from error
    with client, client.get_executor() as executor:
        yield executor, KilledWorker
