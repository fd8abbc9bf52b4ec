"""How replications are run on a Dask cluster that is there already, without losing one to a worker.

The scheduler runs a lost worker's tasks again. What is run is sent once, as packed bytes that one task
makes and all others take: a worker that comes later gets them from another, and if all that had them are
gone, they are made again. Whoever passes bytes on needs no caseload: the scheduler has none.
"""

import logging
import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import compress, decompress

from planner.simulate.executors.choice import Cluster
from planner.simulate.executors.installed import differences, installed
from planner.simulate.executors.work import TRIES, Lost, Work, result_of

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 4  # replications begun or held, for each thread of the workers
CONNECT_SECONDS = 10
_LOOK_SECONDS = 5.0  # between looks whether anybody is still there
_LOOKS = 12  # without a worker, before it is given up
Result = TypeVar("Result")


def on_cluster(
    run: Callable[[int], Result], numbers: Iterable[int], cluster: Cluster
) -> Generator[Result]:
    """Yield run(number) in the order of the numbers from a cluster's workers.

    Raises
    ------
    Lost
        Nobody answers, no worker is there, a worker's installation differs, every worker that was given
        a replication went down (Dask knows what a worker was given, not what it was at), or the
        scheduler went away.
    """
    with _connected(cluster) as client:
        _refuse_others(client, cluster)
        sent = client.submit(bytes, compress(pickle.dumps(Work(run))), pure=False)
        replication = _self_contained()
        todo = iter(numbers)
        waiting: deque[tuple[int, Future[Result | Exception]]] = deque()
        while True:
            room = AHEAD * max(1, sum(client.nthreads().values())) - len(waiting)
            for number in islice(todo, max(0, room)):
                task = client.submit(
                    replication, sent, installed(), number, pure=False, retries=TRIES - 1
                )
                waiting.append((number, task))
            if not waiting:
                return
            yield result_of(_awaited(client, cluster, *waiting.popleft()))


@contextmanager
def _connected(cluster: Cluster) -> Iterator["Client"]:
    """Yield a connection to the scheduler; closed, all that is not done is dropped."""
    try:
        from distributed import Client
        from distributed.utils import silence_logging_cmgr
    except ImportError:
        raise Lost(
            f"{cluster} needs Dask, which is not here: install caseload with its extra `cluster`."
        ) from None
    try:
        client = Client(cluster.address, timeout=CONNECT_SECONDS, set_as_default=False)
    except TypeError:  # what Dask raises for want of certificates
        raise Lost(
            f"{cluster} needs certificates: name them in Dask's settings, under distributed.comm.tls."
        ) from None
    except (OSError, TimeoutError):
        raise Lost(
            f"No Dask scheduler answers at {cluster} within {CONNECT_SECONDS} seconds. Is it started,"
            " and may this machine reach it?"
        ) from None
    with silence_logging_cmgr(logging.CRITICAL):  # what goes wrong is said here
        try:
            yield client
        except OSError:
            raise _gone(cluster) from None
        finally:
            client.close()


def _refuse_others(client: "Client", cluster: Cluster) -> None:
    """Refuse a cluster without workers, or with one whose numbers could differ from ours."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError:
        raise Lost(
            f"The scheduler at {cluster} has no worker. Start some: dask worker {cluster.address}"
        ) from None
    for worker, theirs in sorted(client.run(installed, on_error="return").items()):
        if isinstance(theirs, Exception):
            raise Lost(f"The worker at {worker} has no caseload, or another one ({theirs}).")
        if found := differences(installed(), theirs):
            raise Lost(f"The worker at {worker} has {found}: its numbers could differ from ours.")


def _awaited(
    client: "Client", cluster: Cluster, number: int, task: "Future[Result | Exception]"
) -> Result | Exception:
    """Return a replication as soon as it is done; give up where nobody is left to do it."""
    from distributed import KilledWorker
    from distributed.client import FutureCancelledError

    alone = 0
    while alone < _LOOKS:
        try:
            return task.result(timeout=_LOOK_SECONDS)
        except TimeoutError:
            alone = 0 if client.nthreads() else alone + 1
        except FutureCancelledError:
            raise _gone(cluster) from None
        except ImportError as error:
            raise Lost(f"A worker that joined has no caseload, or another one ({error}).") from None
        except KilledWorker:
            raise Lost(
                f"Every worker that was given replication {number} went down: it, or one given with it,"
                " takes workers down. Memory may be short there."
            ) from None
    raise Lost(f"The scheduler at {cluster} has had no worker for {_LOOKS * _LOOK_SECONDS:.0f} seconds.")


def replication_here(sent: bytes, theirs: dict[str, str], number: int) -> Any:
    """Return on a worker what was sent, run with a number; a refusal where the result could differ."""
    if found := differences(theirs, installed()):
        return Lost(f"A worker that joined has {found}: its numbers could differ from ours.")
    return _loaded(sent)(number)


@lru_cache(maxsize=4)
def _loaded(sent: bytes) -> Work[Any]:
    work: Work[Any] = pickle.loads(decompress(sent))  # noqa: S301  (sent by whom the cluster lets in)
    return work


def _self_contained() -> Callable[[bytes, dict[str, str], int], Any]:
    """Return `replication_here` as a function that is sent whole: the scheduler could not import it."""

    def replication(sent: bytes, theirs: dict[str, str], number: int) -> Any:
        from planner.simulate.executors.cluster import replication_here

        return replication_here(sent, theirs, number)

    return replication


def _gone(cluster: Cluster) -> Lost:
    return Lost(f"The scheduler at {cluster} is no longer there.")
