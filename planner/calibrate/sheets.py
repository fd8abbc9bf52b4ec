"""Who is asked to judge what: sheets of pairs or of single vignettes, balanced, in an order by chance.

Pairs come in rounds: in each every vignette meets another one, and one sits out where they are odd; in
as many rounds as there are vignettes (one fewer where they are even) everybody has met everybody once
(the circle method). Raters get the next rounds in turn, so that over all sheets no pair is used more
than once oftener than another. Which of a pair is named first alternates from one use to the next.
"""

import csv
from collections.abc import Sequence
from io import StringIO
from itertools import count

import numpy as np

from planner.calibrate.reading import PAIRS, RATINGS
from planner.errors import BadValue

MOST_RATERS = 1000
Row = tuple[str, ...]


def rater_codes(raters: int) -> list[str]:
    """Return a code for each rater; who has which is left to a draw, and written down nowhere."""
    width = max(2, len(str(raters)))
    return [f"r-{number:0{width}}" for number in range(1, raters + 1)]


def rounds_of(vignettes: Sequence[str]) -> list[list[tuple[str, str]]]:
    """Return rounds of pairs in which everybody meets everybody once."""
    circle: list[str | None] = [*vignettes] + ([None] if len(vignettes) % 2 else [])
    found = []
    for _ in range(len(circle) - 1):
        half = len(circle) // 2
        met = zip(circle[:half], circle[half:][::-1], strict=True)
        found.append([(a, b) for a, b in met if a is not None and b is not None])
        circle = [circle[0], circle[-1], *circle[1:-1]]
    return found


def pair_sheets(vignettes: Sequence[str], raters: int, rounds: int, seed: int) -> list[Row]:
    """Return the rows of all sheets of pairs: rater, a, b and an empty `heavier`.

    Raises
    ------
    BadValue
        There are more rounds than there are pairs for, or fewer than two: one sheet would not link.
    """
    stream = _stream(seed)
    order = [vignettes[place] for place in stream.permutation(len(vignettes))]
    known = rounds_of(order)
    if not 1 < rounds <= len(known):
        raise BadValue(f"A sheet has 2 to {len(known)} rounds; {rounds} were asked for.")
    known = [known[place] for place in stream.permutation(len(known))]
    swapped = {frozenset(pair): bool(stream.integers(2)) for each in known for pair in each}
    rows: list[Row] = []
    following = count()
    for rater in rater_codes(raters):
        mine = [pair for _ in range(rounds) for pair in known[next(following) % len(known)]]
        for place in stream.permutation(len(mine)).tolist():
            a, b = mine[place]
            swapped[frozenset((a, b))] ^= True
            first, second = (b, a) if swapped[frozenset((a, b))] else (a, b)
            rows.append((rater, first, second, ""))
    return rows


def rating_sheets(vignettes: Sequence[str], raters: int, seed: int) -> list[Row]:
    """Return the rows of all sheets of single vignettes: rater, vignette and an empty `rating`."""
    stream = _stream(seed)
    return [
        (rater, vignettes[place], "")
        for rater in rater_codes(raters)
        for place in stream.permutation(len(vignettes)).tolist()
    ]


def as_csv(rows: Sequence[Row]) -> str:
    """Return sheets as a CSV file's text."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(PAIRS if len(rows[0]) == len(PAIRS) else RATINGS)
    writer.writerows(rows)
    return text.getvalue()


def _stream(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(2,))))
