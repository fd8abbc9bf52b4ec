"""What prices are worked out from: who has how much room, and what the cases bring that may come."""

from dataclasses import dataclass

import numpy as np

from planner.problem.arrays import Bools, Floats, Ints


@dataclass(frozen=True)
class Outlook:
    """The agency ahead: W workers, M kinds of case, T weeks of the horizon.

    `minutes` and `dose` (weekly equivalents) count from the week a case begins. Nothing in it is
    private: it is measured from the public side of an agency.
    """

    workers: tuple[str, ...]  # (W,) ids, sorted
    room_minutes: Ints  # (W, T) left by what is carried
    room_dose: Ints  # (W, T)
    minutes: Ints  # (M, T)
    dose: Ints  # (M, T)
    extra_minutes: Ints  # (M, W) a week, on the lead
    lasts: Ints  # (M,) weeks of life
    may: Bools  # (M, W)
    missed: Ints  # (M, W) cost points of fit and extra hours
    worth: Ints  # (M,) cost points of a case that finds no room
    known: Ints  # (M,) cases of the kind that wait already
    expected: Floats  # (M, T) cases of the kind to be expected in each week

    @property
    def weeks(self) -> int:
        """The weeks of the horizon."""
        return int(self.room_minutes.shape[1])


def classes(outlook: Outlook) -> Ints:
    """Return the class of each worker: those of one class may lead the same in the same hours.

    Workers of a class are one row in the linear program, so that its size does not grow with them.
    """
    if not outlook.workers:
        return np.zeros(0, dtype=np.int64)
    alike = np.concatenate([outlook.may, outlook.extra_minutes]).astype(np.int64)
    return np.unique(alike, axis=1, return_inverse=True)[1].reshape(-1).astype(np.int64)
