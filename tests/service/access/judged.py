"""What came of every operation, for everybody, about every object: what the table is compared with."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from httpx2 import Response

from tests.service.access.described import Operation, operations
from tests.service.access.kinds import ABOUT_NOTHING, TABLE
from tests.service.access.roles import ROLES
from tests.service.access.world import SIDES, World

ANY = "any"
NEVER_THE_SAME = {"date", "idempotency-replayed", "x-request-id"}


@dataclass(frozen=True)
class Outcome:
    """What came of one request: a word for the table, and all that was answered."""

    operation: str
    side: str
    role: str
    word: str
    said: tuple[int, bytes, tuple[tuple[str, str], ...]]


def sides_of(operation: Operation) -> tuple[str, ...]:
    """Return whose objects an operation can be asked about."""
    return (ANY,) if operation.id in ABOUT_NOTHING else tuple(SIDES)


def outcomes(world: World, roles: Collection[str] = ROLES) -> Iterator[Outcome]:
    """Ask everything of the world as some, and put it back whenever something was changed."""
    for operation in operations():
        for side in sides_of(operation):
            for role in roles:
                about = "own-team" if side == ANY else side
                asked = world.ask(operation, role, about)
                content = _content(asked, world.sent(operation, about))
                said = (asked.status_code, content, _headers(asked))
                yield Outcome(operation.id, side, role, _word(world, operation, side, asked), said)
                if operation.method != "get" and asked.is_success:
                    world.again()


def _content(asked: Response, sent: set[str]) -> bytes:
    """Return what was answered, without the ids that whoever asked has sent themselves."""
    content = asked.content
    for each in sorted(sent, key=len, reverse=True):
        content = content.replace(each.encode(), b"(sent)")
    return content


def _headers(asked: Response) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((k, v) for k, v in asked.headers.items() if k not in NEVER_THE_SAME))


def _word(world: World, operation: Operation, side: str, asked: Response) -> str:
    """Return `yes`; for a list whether the object is `shown` or `hidden`; else the status."""
    if not asked.is_success:
        return str(asked.status_code)
    listed = operation.method == "get" and "{" not in operation.path and side != ANY
    if not listed:
        return "yes"
    if operation.segments[-1] not in TABLE:
        raise AssertionError(f"{operation.id}: add {operation.segments[-1]!r} to TABLE in kinds.py")
    object_id = world.ids.get((operation.segments[-1], side), "no-such-id")
    return "shown" if f'"{object_id}"' in asked.text else "hidden"
