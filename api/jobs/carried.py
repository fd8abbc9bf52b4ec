"""The engine on PostgreSQL: procrastinate wakes workers on any machine; the job's row decides.

What procrastinate does not do is covered here: a carried task whose worker vanished, or that came while
another job of the agency was worked on, is carried again as long as its job waits.
"""

import asyncio
import logging
from contextlib import suppress
from threading import Event, Thread

from procrastinate import App, PsycopgConnector

from api.jobs.carry import QUEUE, TASK, carry
from api.jobs.watch import Watch
from api.jobs.worker import Worker
from api.settings import Settings
from api.storage.store import Store

_LOG = logging.getLogger("caseload")
_POLL = 5.0  # seconds, where a notification got lost
_AGAIN = 2.0  # seconds until a lost connection is tried again


class Carried:
    """Works on what procrastinate carries here."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._worker = Worker(store, settings)
        self._watch = Watch(store, settings.lease_seconds)
        self._stopping = Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running: asyncio.Task[None] | None = None
        self._threads = [
            Thread(target=self._works, name="jobs", daemon=True),
            Thread(target=self._watches, name="jobs-watch", daemon=True),
        ]

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Give back what is in hand and end."""
        self._stopping.set()
        self._worker.stop()
        if self._loop is not None and self._running is not None:
            with suppress(RuntimeError):  # it has ended by itself
                self._loop.call_soon_threadsafe(self._running.cancel)
        for thread in self._threads:
            thread.join()

    def wake(self) -> None:
        """Do nothing: a notification wakes whoever listens."""

    def _works(self) -> None:
        while not self._stopping.is_set():
            try:
                asyncio.run(self._listen())
            except Exception as error:
                _LOG.warning("%s while listening for jobs", type(error).__name__)
            self._stopping.wait(_AGAIN)

    async def _listen(self) -> None:
        self._loop = asyncio.get_running_loop()
        app = App(connector=PsycopgConnector(conninfo=_conninfo(self._store), min_size=1, max_size=3))
        app.task(name=TASK, queue=QUEUE)(self._carried)
        async with app.open_async():
            self._running = asyncio.create_task(
                app.run_worker_async(
                    queues=[QUEUE],
                    concurrency=1,
                    fetch_job_polling_interval=_POLL,
                    install_signal_handlers=False,
                    delete_jobs="always",
                )
            )
            if self._stopping.is_set():
                self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running

    def _carried(self, agency: str, job: str) -> None:
        self._worker.drain(agency)

    def _watches(self) -> None:
        while not self._stopping.wait(self._watch.every):
            try:
                self._look()
            except Exception as error:  # nothing is to end a thread
                _LOG.error("%s while looking for jobs", type(error).__name__)

    def _look(self) -> None:
        for agency in self._store.agencies():
            for job in self._watch.look(agency):
                self._carry_again(agency, job)

    def _carry_again(self, agency: str, job: str) -> None:
        self._store.write(agency, lambda unit: carry(unit, job))


def _conninfo(store: Store) -> str:
    url = store.engine.url.set(drivername="postgresql")
    return url.render_as_string(hide_password=False)
