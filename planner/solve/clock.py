"""How many seconds a search may still take."""

from time import monotonic


class Clock:
    """Counts down from some seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left, 0 or more."""
        return max(0.0, self._end - monotonic())
