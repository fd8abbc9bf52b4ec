"""What works beside the answering of requests: jobs, events, and what falls due by itself."""

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from api.decisions.housekeeping import keep_house
from api.jobs.port import engine_for
from api.outbox.dispatcher import Dispatcher
from api.outbox.wire import Way
from api.settings import Settings
from api.snapshots.snapshot import Snapshots
from api.storage.store import Store
from api.tracing import leave_out_what_was_sent
from planner.errors import PlannerError

_EVERY = 60.0  # seconds
_LOG = logging.getLogger("caseload.housekeeping")


class Housekeeper:
    """Does now and then what falls due by itself."""

    def __init__(self, store: Store, snapshots: Snapshots) -> None:
        self._store, self._snapshots = store, snapshots
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin, at once and then every minute."""
        self._thread.start()

    def stop(self) -> None:
        """End, once what is in hand is done."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                keep_house(self._store, self._snapshots)
            except PlannerError as error:
                _LOG.warning("%s; tried again in a minute", type(error).__name__)
            if not gc.get_freeze_count():
                gc.freeze()  # all agencies are read now; looking for garbage in them stops every answer
            if self._stopping.wait(_EVERY):
                return


@asynccontextmanager
async def living(app: FastAPI) -> AsyncIterator[None]:
    """Work beside the service, where it keeps state and is to work here; end with it.

    Traces are seen to first: what sends them is set up by now.
    """
    leave_out_what_was_sent()
    settings: Settings = app.state.settings
    store = getattr(app.state, "store", None)
    if store is None or not settings.work_here:
        yield
        return
    jobs = app.state.job_engine = engine_for(store, settings)
    sending = Dispatcher(store, app.state.keys, Way(settings.event_networks))
    house = Housekeeper(store, app.state.snapshots)
    working = (jobs, sending, house)
    for each in working:
        each.start()
    try:
        yield
    finally:
        for each in working:
            await run_in_threadpool(each.stop)
