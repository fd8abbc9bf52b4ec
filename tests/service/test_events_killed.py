"""Does every event arrive although whoever sends it is killed again and again?"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from api.storage.clock import system_clock
from tests.service.places import Place
from tests.service.receivers import HANG, RESET, Receiver, deliveries, emit, endpoint, receiving

PROGRAM = """
import sys
from tests.service.places import KEYS
from tests.service.receivers import LOOPBACK, QUICK
from api.outbox.dispatcher import Dispatcher
from api.outbox.wire import Way
from api.storage.clock import system_clock
from api.storage.engine import open_engine
from api.storage.store import Store
store = Store(open_engine(sys.argv[1]), system_clock, KEYS.audit)
print("ready", flush=True)
Dispatcher(store, KEYS, Way(LOOPBACK, whole=0.3), QUICK).run()
"""


def begun(url: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    sender = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, url], cwd=root, stdout=subprocess.PIPE, text=True
    )
    assert sender.stdout is not None
    assert sender.stdout.readline() == "ready\n"
    return sender


@pytest.mark.ci
def test_every_event_arrives_although_the_dispatcher_is_killed(place: Place):
    place.store.clock = system_clock
    random = Random(11)

    def answer(_: int) -> int:
        draw = random.random()
        return 500 if draw < 0.3 else RESET if draw < 0.35 else HANG if draw < 0.36 else 204

    url = place.store.engine.url.render_as_string(hide_password=False)
    with receiving(Receiver(answer=answer, hang=0.4)) as receiver:
        endpoint(place, receiver.url)
        events: set[str] = set()
        for _ in range(8):
            events |= set(emit(place, 40))
            sender = begun(url)
            sleep(random.uniform(0.05, 0.8))
            os.kill(sender.pid, signal.SIGKILL)
            sender.wait()
        sender = begun(url)
        ends = monotonic() + 120
        while monotonic() < ends:
            rows = deliveries(place)
            if len(rows) == len(events) and {row.state for row in rows} <= {"delivered", "dead"}:
                break
            sleep(0.1)
        sender.terminate()
        sender.wait()
    given_up = {row.event for row in deliveries(place, state="dead")}
    assert len(events) == 320
    assert set(receiver.taken) | given_up == events
    assert {got.id for got in receiver.got} == events
    assert {row.event for row in deliveries(place, state="delivered")} <= set(receiver.taken)
