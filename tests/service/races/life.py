"""A serving process that a test may kill: `python life.py ADDRESS SOCKET`, one life a line.

A line names a place and how often it is passed before the life ends there by SIGKILL, or is `long`.
The number of the process is written when a life begins, `over` when it has ended. What is imported
stays, so a life begins in a moment. Callers wait at the socket between two lives.
"""

import ctypes
import os
import signal
import socket
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import uvicorn

from api.app import create_app
from api.settings import Settings
from api.storage.engine import open_engine
from api.storage.points import told
from api.storage.store import Store
from tests.service.places import KEYS, StillClock

_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_LONGEST = 600  # seconds that a connection nobody uses is kept


def live(address: str, number: int, place: str, times: int) -> None:
    """Serve until killed."""
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
    left = times

    def reached(point: str) -> None:
        nonlocal left
        left -= point == place
        if left <= 0 and point == place:
            os.kill(os.getpid(), signal.SIGKILL)

    told(reached)
    app = create_app(
        Settings(work_here=False), Store(open_engine(address), StillClock(), KEYS.audit), KEYS
    )
    config = uvicorn.Config(app, log_level="critical", access_log=False, timeout_keep_alive=_LONGEST)
    uvicorn.Server(config).run([socket.socket(fileno=number)])


def main(address: str, number: int) -> None:
    """Begin lives until nobody asks for another one."""
    for line in sys.stdin:
        place, _, times = line.strip().partition(" ")
        pid = os.fork()
        if pid == 0:
            live(address, number, place, int(times or 0))
            os._exit(0)
        said(str(pid))
        os.waitpid(pid, 0)
        said("over")


def said(word: str) -> None:
    """Tell whoever began this process."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
