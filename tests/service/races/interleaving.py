"""Two acts, one of them stopped at a named place while the other runs as far as it can."""

from collections.abc import Callable
from contextvars import ContextVar
from threading import Event, Thread
from typing import Any

from api.storage.points import told

POINTS = (
    "workers-locked",
    "cases-locked",
    "proposal-locked",
    "versions-compared",
    "rules-judged",
    "assignment-written",
    "before-revision",
    "before-record",
    "before-commit",
    "after-commit",
)
_BLOCKED_AFTER = 0.25
_LONGEST = 60.0
_who: ContextVar[str] = ContextVar(
    "who", default=""
)  # it goes along to the thread that answers a request


def interleave(
    first: Callable[[], Any], point: str, second: Callable[[], Any]
) -> tuple[Exception | None, Exception | None]:
    """Run `first` up to a place, then `second` until it ends or waits for the first; then both on.

    Returns what each of them raised, or None. A place that the first does not come to is its end.
    """
    ended: dict[str, Exception | None] = {}
    there, go, done = Event(), Event(), Event()

    def stop(reached: str) -> None:
        if reached == point and _who.get() == "first" and not there.is_set():
            there.set()
            go.wait(_LONGEST)

    def run(name: str, act: Callable[[], Any], after: Event) -> None:
        _who.set(name)
        try:
            act()
            ended[name] = None
        except Exception as error:
            ended[name] = error
        finally:
            after.set()

    forget = told(stop)
    threads = [
        Thread(target=run, args=("first", first, there)),
        Thread(target=run, args=("second", second, done)),
    ]
    try:
        threads[0].start()
        assert there.wait(_LONGEST)
        threads[1].start()
        done.wait(_BLOCKED_AFTER)
        go.set()
        for thread in threads:
            thread.join(_LONGEST)
            assert not thread.is_alive()
    finally:
        go.set()
        forget()
    return ended["first"], ended["second"]
