"""How a caller waits for a job: for some seconds (Prefer: wait), or told of each change (events)."""

import asyncio
import re
from collections.abc import AsyncIterator
from time import monotonic

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import ServerSentEvent

from api.access.actor import Actor
from api.access.sign_in import actor_of, shown
from api.jobs.schemas import JobOut
from api.jobs.service import find, is_over
from api.storage.store import Store
from planner.errors import PlannerError

LONGEST_WAIT = 30  # seconds
LONGEST_STREAM = 300.0
_LOOK = 0.25
_LOOK_STREAM = 0.5
_SILENCE = 10.0  # seconds without a word, at most
_WAIT = re.compile(r"(?:^|[,;])\s*wait\s*=\s*\"?(\d{1,6})\"?\s*(?:$|[,;])", re.ASCII)


def preferred(request: Request) -> int:
    """Return how many seconds a caller would wait (RFC 7240), up to 30; 0 where they say nothing."""
    for header in request.headers.getlist("prefer"):
        found = _WAIT.search(header.lower())
        if found:
            return min(int(found[1]), LONGEST_WAIT)
    return 0


async def until_over(store: Store, actor: Actor, job: str, seconds: int) -> tuple[JobOut, int] | None:
    """Return a job and its version once it is over, or None where the seconds are first."""
    end = monotonic() + seconds
    while True:
        told, version = await run_in_threadpool(find, store, actor, job)
        if is_over(told):
            return told, version
        if monotonic() >= end:
            return None
        await asyncio.sleep(_LOOK)


async def events_of(store: Store, request: Request, job: str) -> AsyncIterator[ServerSentEvent]:
    """Tell of a job each time something of it has changed, until it is over.

    Who asks is looked up anew at each look, so that what is revoked is revoked here too. After some
    minutes the stream ends by itself; the client opens it again, and is told how things stand first.
    """
    began = spoken = monotonic()
    last: JobOut | None = None
    number = 0
    while monotonic() - began < LONGEST_STREAM:
        try:
            actor = await run_in_threadpool(actor_of, store, shown(request))
            told, _ = await run_in_threadpool(find, store, actor, job)
        except PlannerError:
            return
        if told != last:
            number, last, spoken = number + 1, told, monotonic()
            event = "end" if is_over(told) else "progress"
            yield ServerSentEvent(data=told, event=event, id=str(number), retry=1000)
        elif monotonic() - spoken > _SILENCE:
            spoken = monotonic()
            yield ServerSentEvent(comment="still here")
        if is_over(told):
            return
        await asyncio.sleep(_LOOK_STREAM)
