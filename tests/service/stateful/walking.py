"""Random runs by their seeds; one that fails is made short, and told step by step."""

from collections.abc import Iterable, Sequence
from random import Random

from tests.service.stateful.steps import Steps, Taken

STEPS = 50
_MOST_TRIES = 150


class Disagreement(AssertionError):
    """The service and the model do not go the same way."""


def walk(kind: type[Steps], seeds: Iterable[int], *, short: bool = True) -> int:
    """Return how many steps were taken in runs of fifty, one for each seed; a run that fails is made
    `short` before it is told.

    Raises
    ------
    Disagreement
        With the fewest steps found that come to it; `take` of a fresh run repeats each.
    """
    count = 0
    for seed in seeds:
        chance, taken = Random(seed), list[Taken]()
        try:
            run = kind()
            for _ in range(STEPS):
                taken.append(run.choose(chance))
                run.take(taken[-1])
                count += 1
            run.end()
        except Exception as error:
            raise _told(kind, seed, taken, error, short=short) from None
    return count


def repeat(kind: type[Steps], taken: Sequence[Taken]) -> Exception | None:
    """Return why a run of these steps fails, or None; one for which something is missing is left out."""
    try:
        run = kind()
        for each in taken:
            if run.can(each[0]):
                run.take(each)
        run.end()
    except Exception as error:
        return error
    return None


def shorter(kind: type[Steps], taken: Sequence[Taken]) -> list[Taken]:
    """Return fewer steps that fail as well, found by leaving out halves, quarters, single ones."""
    left, width, tries = list(taken), max(1, len(taken) // 2), 0
    while tries < _MOST_TRIES:
        before = len(left)
        for start in range(len(left) - width, -1, -width):
            fewer = left[:start] + left[start + width :]
            tries += 1
            if repeat(kind, fewer) is not None:
                left = fewer
        if width == 1 and len(left) == before:
            break
        width = max(1, width // 2)
    return left


def _told(
    kind: type[Steps], seed: int, taken: list[Taken], error: Exception, *, short: bool
) -> Disagreement:
    few = shorter(kind, taken) if short else taken
    why = (repeat(kind, few) if short else None) or error
    steps = "\n".join(f"  {name} {chosen}" for name, chosen in few)
    return Disagreement(f"run {seed}: {type(why).__name__}: {why}\nafter\n{steps}")
