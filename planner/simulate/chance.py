"""How a run's chance is drawn, so that no source of it disturbs another, and no post or case another's.

What happens to the agency as a whole comes from one numpy generator a source. What happens to one post
or one open case is looked up by its id, source by source: SplitMix64 (Steele, Lea and Flood 2014), which
is plain arithmetic on a place in a sequence, so that all posts are drawn at once and none by its turn.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from planner.problem.arrays import Floats

# A source keeps its place for good; a new one is put at the end.
SOURCES = (
    "arrivals",
    "templates",
    "stretch",
    "leave",
    "sickness",
    "court",
    "turnover",
    "hiring",
    "drift",
    "surge",
    "card",
    "rate",
)

Words = npt.NDArray[np.uint64]
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_UNUSED_BITS = np.uint64(12)  # so that half a unit more is exact, and never 1
_UNIT = 2.0**-52


def stream(source: str, seed: int, replication: int) -> np.random.Generator:
    """Return the generator of one source of chance."""
    return np.random.Generator(np.random.PCG64(_sequence(source, seed, replication)))


def streams(seed: int, replication: int) -> dict[str, np.random.Generator]:
    """Return a generator for each source of chance."""
    return {source: stream(source, seed, replication) for source in SOURCES}


def keys(source: str, seed: int, replication: int, ids: Sequence[str]) -> Words:
    """Return the key of each id in one source of chance, shape (ids,); the other ids do not matter."""
    key = _sequence(source, seed, replication).generate_state(1, np.uint64)[0]
    own = np.array([_hashed(one) for one in ids], dtype=np.uint64)
    return _mixed(own ^ key)


def parts(keys: Words, count: int) -> Floats:
    """Return the first numbers of each key, above 0 and below 1, shape (keys, count)."""
    with np.errstate(over="ignore"):
        steps = np.arange(1, count + 1, dtype=np.uint64) * _STEP
        words = _mixed(keys[:, None] + steps)
    found: Floats = ((words >> _UNUSED_BITS).astype(np.float64) + 0.5) * _UNIT
    return found


def _mixed(words: Words) -> Words:
    with np.errstate(over="ignore"):
        words = (words ^ (words >> np.uint64(30))) * _FIRST
        words = (words ^ (words >> np.uint64(27))) * _SECOND
    return words ^ (words >> np.uint64(31))


def _sequence(source: str, seed: int, replication: int) -> np.random.SeedSequence:
    return np.random.SeedSequence(seed, spawn_key=(SOURCES.index(source), replication))


@lru_cache(maxsize=1 << 18)
def _hashed(id: str) -> int:
    return int.from_bytes(blake2b(id.encode(), digest_size=8).digest(), "little")
