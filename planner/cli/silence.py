"""What engines print by themselves is kept out of answers: amid JSON it would be a fault."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_OUTPUT = 1  # the file descriptor


@contextmanager
def engines_silent() -> Iterator[None]:
    """Send nowhere what native code prints; what Python prints goes where it would."""
    if not _goes_out(sys.stdout):  # somebody catches what Python prints: native code prints elsewhere
        yield
        return
    sys.stdout.flush()
    before, kept = sys.stdout, os.dup(_OUTPUT)
    with open(os.devnull, "wb") as nowhere, os.fdopen(os.dup(_OUTPUT), "w") as output:
        os.dup2(nowhere.fileno(), _OUTPUT)
        sys.stdout = output
        try:
            yield
        finally:
            sys.stdout = before
            _flush_native()
            os.dup2(kept, _OUTPUT)
            os.close(kept)


def _goes_out(stream: object) -> bool:
    try:
        return bool(stream.fileno() == _OUTPUT)  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        return False


def _flush_native() -> None:
    """Have native code's buffers written now, while they go nowhere."""
    with suppress(OSError, AttributeError, TypeError):  # Windows has no such name
        ctypes.CDLL(None).fflush(None)
