"""Timefold for Python, in an environment of its own: how it is found, asked, and read.

It runs in one thread (several are the enterprise edition's) and begins from nothing, as installed.
`make timefold` makes its environment, `.venv-timefold`, from `requirements/timefold.txt`;
CASELOAD_TIMEFOLD may name another environment's python. It needs Java 17 or newer.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.timefold_model import timefold_model
from planner.problem.arrays import Bools
from planner.program import Program

ROOT = Path(__file__).parents[2]
_CHILD = Path(__file__).with_name("timefold_child.py")
_OLDEST_JAVA = 17
_ASKING = 60.0  # seconds to ask for a version
_STARTING = 300.0  # seconds for Java to start and for what is given to become its objects


class Missing(RuntimeError):
    """Timefold cannot run here."""


def python() -> Path:
    """Return the python of Timefold's environment, whether it is there or not."""
    return Path(os.environ.get("CASELOAD_TIMEFOLD") or ROOT / ".venv-timefold" / "bin" / "python")


def missing() -> str | None:
    """Return a notice of what Timefold lacks to run here, or None."""
    if not python().is_file():
        return f"Timefold is left out: there is no {python()}; `make timefold` makes it."
    java = java_version()
    if java is None:
        return f"Timefold is left out: there is no Java here; it needs Java {_OLDEST_JAVA} or newer."
    if java < _OLDEST_JAVA:
        return f"Timefold is left out: it needs Java {_OLDEST_JAVA} or newer, this is Java {java}."
    if version() is None:
        return f"Timefold is left out: {python()} does not have the package timefold."
    return None


def version() -> str | None:
    """Return the version of the package in Timefold's environment, None where there is none."""
    ask = "from importlib.metadata import version; print(version('timefold'))"
    try:
        told = _told(str(python()), "-c", ask)
    except OSError:
        return None
    return told.stdout.strip() if told.returncode == 0 else None


def java_version() -> int | None:
    """Return the first number of Java's version, None where there is no Java."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        return None
    told = _told(java, "-version")
    found = re.search(r'version "(\d+)', told.stderr + told.stdout)
    return int(found[1]) if told.returncode == 0 and found else None


def _told(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, timeout=_ASKING, check=False
    )


def by_timefold(program: Program, seconds: float) -> Bools | None:
    """Return the arcs that Timefold chose in so many seconds; Java's start comes on top.

    Raises
    ------
    Missing
        It cannot run here, or it ended without an answer.
    """
    if not python().is_file():
        raise Missing(missing())
    answer = _asked({**timefold_model(program), "seconds": seconds})
    chosen = np.zeros(program.arcs, dtype=bool)
    chosen[answer["chosen"]] = True
    return without_lacking(program, chosen)


def _asked(problem: dict[str, Any]) -> dict[str, Any]:
    whether = "all-taken" if problem["all_taken"] else "may-be-left"
    done = subprocess.run(  # noqa: S603
        [str(python()), "-P", str(_CHILD), whether],
        input=json.dumps(problem),
        capture_output=True,
        text=True,
        timeout=problem["seconds"] + _STARTING,
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise Missing(f"Timefold ended with code {done.returncode}: {last}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def without_lacking(program: Program, chosen: Bools) -> Bools:
    """Return chosen arcs without leads that lack helpers, and without helpers that help nobody."""
    kept = chosen.copy()
    columns = program.links.T.tocsr()
    against, beside = columns.minimum(0), columns.maximum(0)
    for _ in range(len(program.link_rules)):
        activity = program.links @ kept.astype(np.int64)
        low = (activity < program.lower).astype(np.int64)
        high = (activity > program.upper).astype(np.int64)
        lacking = kept & (program.item >= 0) & (against @ low < 0)
        idle = kept & (program.item < 0) & (beside @ high > 0)
        if not (lacking | idle).any():
            break
        kept &= ~(lacking if lacking.any() else idle)
    return kept
