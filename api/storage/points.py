"""Named places in a write at which a test may stop, wait or kill it; they do nothing otherwise."""

from collections.abc import Callable

_reached: list[Callable[[str], None]] = []


def reach(point: str) -> None:
    """Say that a named place was reached."""
    for tell in _reached:
        tell(point)


def told(tell: Callable[[str], None]) -> Callable[[], None]:
    """Call `tell` with each place reached from now on; return what ends that."""
    _reached.append(tell)
    return lambda: _reached.remove(tell)
