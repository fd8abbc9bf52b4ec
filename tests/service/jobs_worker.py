"""A worker's process for tests: it says on stdout what it reached, and may rest there.

python -m tests.service.jobs_worker ADDRESS LEASE [POINT SECONDS [deaf]]

A deaf one never beats and never hears that it lost its job: only the fence is left.
"""

import sys
from threading import Event
from time import sleep

from api.cli.ending import told_to_end
from api.jobs.heart import Heart
from api.jobs.port import engine_for
from api.settings import Settings
from api.storage.clock import system_clock
from api.storage.engine import open_engine
from api.storage.points import told
from api.storage.store import Store
from tests.service.places import KEYS


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(address: str, lease: str, point: str = "", seconds: str = "0", deaf: str = "") -> None:
    rested = Event()

    def reached(name: str) -> None:
        say(name)
        if name == point and not rested.is_set():
            rested.set()
            sleep(float(seconds))

    told(reached)
    if deaf:
        Heart._beat = lambda self: True  # type: ignore[method-assign]
    store = Store(open_engine(address), system_clock, KEYS.audit)
    engine = engine_for(store, Settings(lease_seconds=float(lease)))
    with told_to_end() as until_told:
        engine.start()
        say("started")
        until_told()
        engine.stop()
    say("stopped")


if __name__ == "__main__":
    main(*sys.argv[1:])
