"""Ways to change a record that somebody with the database, and without the key, has."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any, TypeAlias

from api.audit.anchor import Anchor
from api.audit.chain import AuditKey
from api.audit.verify import Line, _covered

End: TypeAlias = tuple[int, str]


@dataclass(frozen=True)
class Kept:
    """A record as the database holds it, and where its head says it ends."""

    lines: list[Line]
    end: End


def edit(kept: Kept, random: Random) -> Kept:
    """Change one field of one row."""
    place = random.randrange(len(kept.lines))
    line = kept.lines[place]
    name = random.choice(list(Line.__dataclass_fields__))
    value = getattr(line, name)
    if isinstance(value, int):
        changed: int | str = value + random.choice([-1, 1, 1000])
    elif name == "details":
        changed = value[:-1] + (', "x": 1}' if len(value) > 2 else '"x": 1}')
    else:
        at = random.randrange(len(value) + 1)
        changed = value[:at] + random.choice("0aZ") + value[at:]
    return _with(kept, [*kept.lines[:place], _replaced(line, name, changed), *kept.lines[place + 1 :]])


def _replaced(line: Line, name: str, value: int | str) -> Line:
    fields: dict[str, Any] = {name: value}
    return replace(line, **fields)


def delete(kept: Kept, random: Random) -> Kept:
    place = random.randrange(len(kept.lines))
    return _with(kept, kept.lines[:place] + kept.lines[place + 1 :])


def insert(kept: Kept, random: Random) -> Kept:
    """Put a copy in, with numbers moved up behind it as a careful hand would."""
    place = random.randrange(len(kept.lines))
    copy = replace(random.choice(kept.lines), number=place + 1, actor="usr-nobody")
    behind = [replace(line, number=line.number + 1) for line in kept.lines[place:]]
    return Kept([*kept.lines[:place], copy, *behind], (kept.end[0] + 1, kept.end[1]))


def swap(kept: Kept, random: Random) -> Kept:
    """Let two rows change places, each under the other's number and links."""
    one, other = sorted(random.sample(range(len(kept.lines)), 2))
    lines = list(kept.lines)
    a, b = lines[one], lines[other]
    lines[one] = replace(b, number=a.number, previous=a.previous)
    lines[other] = replace(a, number=b.number, previous=b.previous)
    return _with(kept, lines)


def cut(kept: Kept, random: Random) -> Kept:
    """Cut the tail, the head left as it is."""
    return _with(kept, kept.lines[: random.randrange(len(kept.lines))])


def cut_with_head(kept: Kept, random: Random) -> Kept:
    """Cut the tail and rewrite the head."""
    lines = kept.lines[: random.randrange(1, len(kept.lines))]
    return Kept(lines, (lines[-1].number, lines[-1].hash))


def rebuild(kept: Kept, random: Random) -> Kept:
    """Change a row and make all hashes from there anew, with a key of one's own."""
    return rebuilt(kept, AuditKey(random.randbytes(32)), random.randrange(len(kept.lines)))


def rebuilt(kept: Kept, key: AuditKey, place: int) -> Kept:
    lines = list(kept.lines)
    lines[place] = replace(lines[place], actor="usr-nobody")
    for at in range(place, len(lines)):
        before = lines[at - 1].hash if at else ""
        lines[at] = replace(lines[at], previous=before, hash=key.hash(before, _covered(lines[at])))
    return Kept(lines, (lines[-1].number, lines[-1].hash))


WAYS: tuple[Callable[[Kept, Random], Kept], ...] = (
    edit,
    delete,
    insert,
    swap,
    cut,
    cut_with_head,
    rebuild,
)


def anchored(kept: Kept, key: AuditKey, number: int) -> Anchor:
    """Return an anchor made when the record ended at a row."""
    line = kept.lines[number - 1]
    said = {"agency": line.agency, "number": number, "hash": line.hash, "at": 1}
    return Anchor(line.agency, number, line.hash, 1, key.hash("anchor", said))


def _with(kept: Kept, lines: list[Line]) -> Kept:
    return Kept(lines, kept.end)
