"""How a process that works until it is stopped hears that it is to end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from signal import SIGINT, SIGTERM, signal
from threading import Event

_LOOK = 0.5  # seconds


@contextmanager
def told_to_end() -> Iterator[Callable[[], None]]:
    """Listen for Ctrl-C and SIGTERM; yield a function that returns once one of them came.

    It looks again and again: a signal may reach another thread, and then nothing wakes this one.
    """
    over = Event()

    def wait() -> None:
        while not over.wait(_LOOK):
            pass

    before = {number: signal(number, lambda *_: over.set()) for number in (SIGINT, SIGTERM)}
    try:
        yield wait
    finally:
        for number, handler in before.items():
            signal(number, handler)
