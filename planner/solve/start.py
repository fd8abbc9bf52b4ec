"""The state before anything new is given out, made once for all questions about one case."""

import numpy as np

from planner.program import Program
from planner.solve.insertion import Asked


class Start(Asked):
    """Open cases stay with their leads and nothing else has been given; it is only read.

    What all questions need is found while it is made, so that each of them costs its own alone.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.put(np.flatnonzero(program.stays).tolist())
        self.layout.prepare()
        _ = self.slopes

    def asked(self, item: int) -> Asked:
        """Return the state in which an item may be given: a copy where it stays, else this one."""
        stay = self.layout.stay_of.get(item)
        if stay is None:
            return self
        other = self.copy()
        other.take_back(stay)
        return other
