"""What sends: each endpoint has a lane of its own, so that none waits for another."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from threading import Event, Lock, Thread

from api.errors import Busy, NotReady
from api.keys import Keys
from api.outbox.guard import pinned, target_of
from api.outbox.pace import Pace
from api.outbox.queue import Claimed, Where, claim, due, finish, give_back
from api.outbox.signing import headers, sealed_at
from api.outbox.sorting import sort, unsorted
from api.outbox.wire import Reply, Way, send
from api.storage.ids import new_id
from api.storage.points import reach
from api.storage.store import Store
from planner.errors import BadValue, PlannerError

_LANES = 64
_LOG = logging.getLogger("caseload.outbox")


class Dispatcher:
    """Sends what is due, of all agencies. Any number of them may run, in any number of processes."""

    def __init__(
        self,
        store: Store,
        keys: Keys,
        way: Way | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._store = store
        self._keys = keys
        self._way = way or Way()
        self._pace = pace or Pace()
        self._owner = new_id("dsp")
        self._stopping = Event()
        self._thread: Thread | None = None
        self._pool = ThreadPoolExecutor(_LANES, "outbox")
        self._lanes: dict[tuple[str, str], Future[None]] = {}
        self._lock = Lock()

    def start(self) -> None:
        """Send from now on, in threads of this process, until `stop`."""
        self._thread = Thread(target=self.run, name="outbox", daemon=True)
        self._thread.start()

    def run(self) -> None:
        """Send until `stop` is called from elsewhere."""
        while not self._stopping.is_set():
            try:
                self.step()
            except PlannerError:
                _LOG.warning("The database does not answer; events wait.")
            self._stopping.wait(self._pace.every)

    def stop(self) -> None:
        """Take nothing new, end what is being sent, and return."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self._pool.shutdown(wait=True)

    def step(self) -> None:
        """Sort new events, and open a lane for each endpoint that has something due and no lane yet."""
        for agency in self._store.agencies():
            while self._store.read(agency, unsorted) and not self._stopping.is_set():
                self._store.write(agency, sort)
            for endpoint in self._store.read(agency, due):
                self._open(agency, endpoint)

    def settle(self) -> None:
        """Return once all open lanes are at their end."""
        with self._lock:
            open_ones = list(self._lanes.values())
        wait(open_ones)

    def _open(self, agency: str, endpoint: str) -> None:
        with self._lock:
            before = self._lanes.get((agency, endpoint))
            if self._stopping.is_set() or (before is not None and not before.done()):
                return
            self._lanes[agency, endpoint] = self._pool.submit(self._lane, agency, endpoint)

    def _lane(self, agency: str, endpoint: str) -> None:
        """Send what is due at one endpoint, until nothing is, or the first that is not taken."""
        try:
            while not self._stopping.is_set():
                taken = self._store.write(
                    agency, partial(claim, endpoint=endpoint, owner=self._owner, lease=self._pace.lease)
                )
                if taken is None or not taken[1] or not self._send_all(agency, *taken):
                    return
        except (Busy, NotReady):
            _LOG.warning("The database does not answer; deliveries wait for their lease to end.")
        except Exception:
            _LOG.exception("A lane of the outbox ended; it is opened again.")

    def _send_all(self, agency: str, where: Where, taken: list[Claimed]) -> bool:
        """Send deliveries one after another; those after one that is not taken are let go of."""
        for place, each in enumerate(taken):
            reply = self._send(agency, where, each)
            reach("after-send")
            self._store.write(
                agency,
                partial(finish, owner=self._owner, claimed=each, reply=reply, pace=self._pace),
            )
            if not reply.taken or self._stopping.is_set():
                for other in taken[place + 1 :]:
                    self._store.write(agency, partial(give_back, owner=self._owner, claimed=other))
                return False
        return True

    def _send(self, agency: str, where: Where, each: Claimed) -> Reply:
        now = self._store.clock()
        try:
            secrets = [self._keys.opened(s, sealed_at(agency, where.endpoint)) for s in where.secrets]
            target = target_of(where.url, self._way.networks)
            address = pinned(target, self._way.networks, self._way.resolve)
        except BadValue:
            return Reply(None)
        signed = headers(each.event, each.body, now, secrets)
        return send(self._way, target, address, each.body.encode(), signed)
