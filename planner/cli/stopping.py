"""How a command that takes long is stopped: between steps, so that what is done is whole."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

import typer

from planner.cli.common import Exit

NOTHING_DONE = "Stopped before the first run was over; nothing is kept."
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopping:
    """Ctrl-C and SIGTERM raise KeyboardInterrupt once, and never within a step.

    `heard` is called at once. A second signal does what it would have done without this. If nobody
    takes the interrupt, nothing was done: that is said, and the command ends with its exit code.
    """

    def __init__(self) -> None:
        self.heard: Callable[[], None] = lambda: None
        self._asked, self._in_step = False, False

    def __enter__(self) -> "Stopping":
        self._before = {each: signal.signal(each, self._hear) for each in _SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._give_back()
        if self._asked:
            # Once an interrupt has left an exec, as of a module that is being imported, Python ends by
            # SIGINT whoever took it; unless another exec comes to its end.
            exec("")  # noqa: S102
        if kind is KeyboardInterrupt:
            typer.echo(NOTHING_DONE, err=True)
            raise typer.Exit(Exit.STOPPED) from None

    @contextmanager
    def step(self) -> Iterator[None]:
        """Let what is inside come to its end before a signal stops it."""
        self._in_step = True
        try:
            yield
        finally:
            self._in_step = False
        if self._asked:
            raise KeyboardInterrupt

    def over(self) -> None:
        """Say that there is nothing left to stop: a first signal changes nothing from here on."""
        self._in_step = True

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self._asked = True
        self._give_back()
        self.heard()
        if not self._in_step:
            raise KeyboardInterrupt

    def _give_back(self) -> None:
        for each, before in self._before.items():
            signal.signal(each, signal.SIG_DFL if before is None else before)
