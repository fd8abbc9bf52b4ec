"""Calls that other processes make for tests of the benchmarks."""

import os
import subprocess
import time


def twice(number):
    return 2 * number


def hang(pids):
    child = subprocess.Popen(["sleep", "600"])
    pids.write_text(f"{os.getpid()} {child.pid}")
    time.sleep(600)


def die():
    os._exit(1)


def fail():
    raise ValueError("no such thing")


def a_lot():
    return len(bytearray(4 << 30))
