"""What native code prints does not stand amid an answer."""

import subprocess
import sys

SAYS = """
import ctypes, os, sys
from planner.cli.silence import engines_silent
print("before")
with engines_silent():
    ctypes.CDLL(None).puts(b"an engine")
    os.write(1, b"another engine")
    print("python")
print("after")
ctypes.CDLL(None).fflush(None)
"""


def test_what_an_engine_prints_is_lost_and_what_python_prints_is_not():
    done = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["before", "python", "after"]


def test_without_it_an_engine_would_be_heard():
    loud = SAYS.replace("with engines_silent():", "if True:")
    done = subprocess.run([sys.executable, "-c", loud], capture_output=True, text=True, check=True)
    assert "an engine" in done.stdout
