"""When the engine of jobs works: as long as the service does that it is a part of."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from api.jobs.port import engine_for
from api.settings import Settings


@asynccontextmanager
async def working(app: FastAPI) -> AsyncIterator[None]:
    """Start the engine with the service, where it has a store and is to work here; stop it after."""
    settings: Settings = app.state.settings
    store = getattr(app.state, "store", None)
    if store is None or not settings.work_here:
        yield
        return
    engine = engine_for(store, settings)
    app.state.job_engine = engine
    engine.start()
    try:
        yield
    finally:
        await run_in_threadpool(engine.stop)


def wake(app: FastAPI) -> None:
    """Have jobs looked for now, where an engine works in this process."""
    engine = getattr(app.state, "job_engine", None)
    if engine is not None:
        engine.wake()
