"""What a child is like before it loads anything else: deaf to Ctrl-C, one thread for arithmetic.

Imported for what it does, by name, in children and in the process they are forked from; never in the
parent, which alone decides what an interrupt means. Processes share the processors among them, so
that more threads in each would only get into each other's way.
"""

import os
import signal

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

signal.signal(signal.SIGINT, signal.SIG_IGN)
os.environ.update(dict.fromkeys(_THREADS, "1"))
