"""Places whose jobs last a while, on both databases, and the processes that work on them."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGCONT, SIGTERM
from time import monotonic, sleep

from api.agencies.begin import begin
from api.jobs.queue import ask
from api.storage.tables import JobRow, TeamRow
from api.storage.unit import Unit
from planner.generate import generate
from tests.service.places import Place

BIG = "big"
ROOT = Path(__file__).parents[2]


def with_a_big_agency(place: Place) -> Place:
    """Give a place an agency whose plan takes a few seconds."""
    agency = generate("english-authority", 1, workers=60, new_cases=60).public()
    begin(place.store, BIG, agency)
    return place


def ask_big(place: Place, seconds: float = 3.0) -> str:
    """Ask for a plan of the whole big agency."""

    def write(unit: Unit) -> str:
        teams = [row.id for row in unit.all(TeamRow)]
        return ask(unit, "plan", teams, {"cases": None, "seconds": seconds}, "usr-1", 500).id

    return place.store.write(BIG, write)


def job_of(place: Place, job: str, agency: str = BIG) -> JobRow:
    return place.store.read(agency, lambda unit: unit.get(JobRow, job))


def address(place: Place) -> str:
    return place.store.engine.url.render_as_string(hide_password=False)


def until(true: Callable[[], bool], seconds: float) -> float:
    """Wait until something holds; return how long it took, or fail."""
    began = monotonic()
    while not true():
        assert monotonic() - began < seconds, "it took too long"
        sleep(0.05)
    return monotonic() - began


def over(place: Place, job: str) -> bool:
    return over_in(place, BIG, job)


def over_in(place: Place, agency: str, job: str) -> bool:
    return job_of(place, job, agency).state not in ("queued", "running")


class Process:
    """A worker's process."""

    def __init__(self, place: Place, *words: str, lease: float = 2.0) -> None:
        command = [sys.executable, "-m", "tests.service.jobs_worker", address(place), str(lease), *words]
        self.popen = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.reached("started")

    def reached(self, point: str) -> None:
        """Wait until it says so."""
        assert self.popen.stdout is not None
        for line in self.popen.stdout:
            if line.strip() == point:
                return
        raise AssertionError(f"{point} was not reached: {self.popen.communicate()[1]}")

    def children(self) -> list[int]:
        pid = self.popen.pid
        found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
        return [int(word) for word in found.stdout.split()]

    def signal(self, number: int) -> None:
        self.popen.send_signal(number)

    def end(self) -> str:
        """Stop it as an operator does, and return what it logged."""
        self.popen.send_signal(SIGCONT)
        self.popen.send_signal(SIGTERM)
        return self.popen.communicate(timeout=120)[1]


@contextmanager
def working(place: Place, *words: str, lease: float = 2.0) -> Iterator[Process]:
    """Have a process work meanwhile; killed at the end, if it is still there."""
    process = Process(place, *words, lease=lease)
    try:
        yield process
    finally:
        process.popen.kill()
        process.popen.communicate()


def all_over(place: Place, jobs: Iterable[str]) -> bool:
    return all(over(place, job) for job in jobs)
