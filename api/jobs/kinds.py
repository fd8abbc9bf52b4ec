"""What a kind of job is: work outside any transaction, and then what to write, all in the last one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from api.jobs.heart import Heart
from api.jobs.queue import Claim
from api.settings import Settings
from api.snapshots.snapshot import Snapshots
from api.storage.store import Store
from api.storage.unit import Unit


class Failed(Exception):
    """A job cannot be done; `problem` is a code word for why."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


@dataclass(frozen=True)
class Working:
    """What a job is worked on with."""

    store: Store
    snapshots: Snapshots
    settings: Settings
    claim: Claim
    heart: Heart


Finish: TypeAlias = Callable[[Unit], dict[str, Any]]
"""Writes what came of a job, in the transaction that ends it, and returns the job's result."""

Kind: TypeAlias = Callable[[Working], Finish]
