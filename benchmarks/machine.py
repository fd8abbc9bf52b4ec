"""What machine a benchmark ran on, and how busy it was at its begin and end."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("caseload", "ortools", "scipy", "numpy")
_MEMORY = Path("/proc/meminfo")
_GIB = 1 << 20  # KiB


def facts() -> str:
    """Return processors, memory and versions in a line."""
    versions = ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
    return f"{_processors()} processors, {_memory()}, Python {platform.python_version()}, {versions}"


def load() -> str:
    """Return how many processes have wanted a processor over the last 1, 5 and 15 minutes."""
    return " ".join(f"{average:.2f}" for average in os.getloadavg())


@contextmanager
def measured() -> Iterator[None]:
    """Print the machine and its load before a benchmark, and its load after it, however that ends.

    With more wanted than there are processors, seconds say more of the machine than of the program.
    """
    print(f"{facts()}; load {load()}", flush=True)
    try:
        yield
    finally:
        print(f"load at the end {load()}", flush=True)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 0


def _memory() -> str:
    if not _MEMORY.is_file():
        return "memory unknown"
    kib = {line.split(":")[0]: line.split()[1] for line in _MEMORY.read_text("ascii").splitlines()}
    return f"{int(kib['MemTotal']) / _GIB:.0f} GiB"
