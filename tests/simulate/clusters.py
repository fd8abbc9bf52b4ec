"""A real Dask scheduler and real workers for tests, each a process of its own on the loopback."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from planner.simulate.executors import Cluster, executor_of

_SCHEDULER = "from distributed.cli.dask_scheduler import main"
_WORKER = "from distributed.cli.dask_worker import main"
WITHOUT_CASELOAD = "import sys; sys.modules['planner'] = None"
WITH_ANOTHER = (
    "import planner.simulate.executors.installed as i; "
    "i.installed = lambda: {'caseload': 'none', 'python': '2.7', 'numpy': '1.0'}"
)
_PATIENCE = 120.0


@dataclass
class ACluster:
    """A scheduler, its workers by name, and where they are reached."""

    folder: Path
    transport: str = "tcp"
    options: tuple[str, ...] = ()  # of each of them, such as certificates
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    executor: Cluster = field(init=False)

    def start_scheduler(self, before: str = "pass") -> None:
        """Start a scheduler on a free port."""
        file = self.folder / "scheduler.json"
        file.unlink(missing_ok=True)
        listen = (
            "--host",
            f"{self.transport}://127.0.0.1",
            "--port",
            "0",
            "--dashboard-address",
            "127.0.0.1:0",
        )
        self._start("scheduler", f"{before}; {_SCHEDULER}", *listen, "--scheduler-file", str(file))
        address = ""
        for _ in self._until("scheduler", "starts"):
            with suppress(OSError, ValueError):
                address = json.loads(file.read_text())["address"]
            if address:
                break
        executor = executor_of(address.replace("tcp://", "dask://"))
        assert isinstance(executor, Cluster)
        self.executor = executor

    def start_workers(self, *names: str, before: str = "pass") -> None:
        """Start workers of one thread that nobody starts again, and wait until they are at work."""
        for name in names:
            own = ("--name", name, "--nthreads", "1", "--no-nanny", "--no-dashboard")
            self._start(name, f"{before}; {_WORKER}", self.executor.address, *own)
        for name in names:
            log = self.folder / f"{name}.log"
            for _ in self._until(name, "joins"):
                if "Registered to" in log.read_text():
                    break

    def kill(self, name: str) -> None:
        """Kill one as a power cut does."""
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def end(self) -> None:
        """End all that were started and are there still."""
        for name in list(self.processes):
            self.kill(name)

    def _start(self, name: str, code: str, *arguments: str) -> None:
        command = [sys.executable, "-c", f"{code}; main()", *arguments, *self.options]
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                command,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | {"DASK_TEMPORARY_DIRECTORY": str(self.folder)},
            )

    def _until(self, name: str, what: str) -> Iterator[None]:
        """Yield now and then, until patience is over or the process has ended."""
        begin = time.monotonic()
        while time.monotonic() - begin < _PATIENCE and self.processes[name].poll() is None:
            yield
            time.sleep(0.1)
        log = (self.folder / f"{name}.log").read_text()
        raise AssertionError(f"no {name} {what}: {log[-2000:]}")


@contextmanager
def a_cluster(
    folder: Path,
    *workers: str,
    scheduler: str = "pass",
    transport: str = "tcp",
    options: tuple[str, ...] = (),
) -> Iterator[ACluster]:
    """Yield a scheduler with workers of these names; all are ended in the end.

    `scheduler`: what its process does before anything else. `options`: of every process.
    """
    cluster = ACluster(folder, transport, options)
    try:
        cluster.start_scheduler(scheduler)
        cluster.start_workers(*workers)
        yield cluster
    finally:
        cluster.end()
