"""What every random step does: ask service and model the same, hold answers and rows together."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import Any, ClassVar

from tests.service.stateful.agency import Person
from tests.service.stateful.door import Answer, House
from tests.service.stateful.kept import compare, learn
from tests.service.stateful.model import DAY, Model, Refused, Thing

PICK = tuple(range(60))
"""Which of the things there are; the number is taken modulo how many there are."""

SEEN = (*[0] * 14, -1, 1, None)
"""Against which version: the present one, one before or after it, or none is said."""

DECIDERS = ("mira", "mira", "mira", "sol", "sol", "both", "sue")
OTHERS = ("sam", "lena", "adam", "aud", "well", "w-002")
WHO = (*DECIDERS * 6, *OTHERS)
SUPERVISORS = (*("sol", "sue", "sol", "sue", "both") * 6, "mira", *OTHERS)
WHY = {"reason_code": "continuity", "reason": "Knows the school."}
_OTHER = {
    "reason": "Something else.",
    "top": 9,
    "hours": 0.1,
    "team": "none",
    "reason_code": "other",
    "last_day": "2030-01-01",
    "first_met": "2025-01-01",
    "worker": "w-997",
    "effective_from": "2031-01-01",
    "only": ["c-997"],
}
ABSENT = 37  # the pick of what is not there
NOBODY, NOTHING = "w-998", "c-998"


@dataclass(frozen=True)
class Chance:
    """How often a kind of step is taken, what has to be there for it, and between what it chooses."""

    weight: int
    needs: str
    choices: dict[str, tuple[Any, ...]]


CHANCES: dict[str, Chance] = {}
"""Every kind of step by the name of its method."""


Taken = tuple[str, dict[str, Any]]
"""A step: the name of its method, and what it chose."""


def step(weight: int = 2, needs: str = "", **choices: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Mark a method as a kind of step; its arguments are chosen by chance from these."""

    def marked(method: Any) -> Any:
        CHANCES[method.__name__] = Chance(weight, needs, choices)
        return method

    return marked


@dataclass(frozen=True)
class Sent:
    """A POST that was done, to be sent again."""

    who: Person
    path: str
    body: Any
    headers: dict[str, str]
    answer: Answer
    at: int


class Steps:
    """A run: a fresh service and a fresh model."""

    house: ClassVar[House]
    done: ClassVar[Counter[str]] = Counter()
    """How often each kind of step had which answer."""

    def __init__(self) -> None:
        self.house.fresh()
        self.m = Model()
        learn(self.m, self.house)
        self.sent: list[Sent] = []
        self.keys = 0
        self.other = self.house.elsewhere()
        compare(self.m, self.house)

    def choose(self, chance: Random) -> Taken:
        """Return a kind of step for which all that it needs is there, and what it chooses."""
        names = [name for name in CHANCES if self.can(name)]
        name = chance.choices(names, [CHANCES[each].weight for each in names])[0]
        return name, {arg: chance.choice(values) for arg, values in CHANCES[name].choices.items()}

    def can(self, name: str) -> bool:
        """Return whether what a kind of step needs is there."""
        needs = CHANCES[name].needs
        return not needs or bool(getattr(self.m, needs))

    def take(self, taken: Taken) -> None:
        """Take a step."""
        name, chosen = taken
        getattr(self, name)(**chosen)

    def end(self) -> None:
        """Hold what holds at the end of a run."""
        raise NotImplementedError

    def person(self, name: str) -> Person:
        return self.house.people[name]

    def post(  # noqa: PLR0913  (what a change is)
        self,
        name: str,
        who: str,
        path: str,
        body: Any,
        act: Callable[[dict[str, Any]], Any],
        *,
        seen: int | None = None,
        ok: int = 200,
        method: str = "POST",
    ) -> tuple[Answer, Any]:
        """Send a change, let the model do the same, and hold both together."""
        self.keys += 1
        headers = {"Idempotency-Key": f"key-{self.keys:06}"} if method == "POST" else {}
        if seen is not None:
            headers["If-Match"] = f'"{seen}"'
        person = self.person(who)
        answer = self.house.call(person, method, path, body, headers)
        self.m.begin()
        due, made = (ok, ""), None
        try:
            made = act(answer.body if answer.status == ok else {})
        except Refused as refused:
            due = refused.status, refused.kind
        self.held(name, answer, due)
        if due[0] == ok and method == "POST":
            self.sent.append(Sent(person, path, body, headers, answer, self.m.now))
        return answer, made

    def held(self, name: str, answer: Answer, due: tuple[int, str]) -> None:
        """Hold what came back, and every row, against the model."""
        got = (answer.status, answer.kind)
        self.done[f"{name} {due[0]} {due[1]}".strip()] += 1
        assert got == due, f"{name}: {got} {answer.raw[:500]!r}, should be {due}"
        self.same()

    def same(self) -> None:
        compare(self.m, self.house)
        assert self.house.elsewhere() == self.other, "the other agency has changed"

    def shown(self, answer: Answer, thing: Thing | None, **fields: Any) -> None:
        """Hold the body of a success, and its ETag, against the model."""
        if thing is None:
            return
        body = answer.body
        if "etag" in answer.headers:
            assert answer.headers["etag"] == f'"{thing.version}"'
        due = {"id": thing.id, "version": thing.version} | fields
        assert {name: body[name] for name in due} == due

    def again(self, n: int, how: str) -> None:
        """Send once more what was done: the same request, or another with the same key."""
        fresh = [sent for sent in self.sent if self.m.now < sent.at + DAY]
        if not fresh:
            return
        sent = fresh[-1 - n % len(fresh)] if n % 2 else fresh[-1]
        if how == "same":
            answer = self.house.call(sent.who, "POST", sent.path, sent.body, sent.headers)
            assert answer.raw == sent.answer.raw
            assert answer.headers["idempotency-replayed"] == "true"
            assert answer.headers.get("etag") == sent.answer.headers.get("etag")
            self.held("again", answer, (sent.answer.status, ""))
            return
        sent = otherwise(sent)
        answer = self.house.call(sent.who, "POST", sent.path, sent.body, sent.headers)
        self.held("again otherwise", answer, (422, "key-reused"))


def otherwise(sent: Sent) -> Sent:
    """Return another request with the same key: another body, or where it has none another path."""
    for name, value in _OTHER.items():
        if name in (sent.body or {}) and sent.body[name] != value:
            return replace(sent, body=sent.body | {name: value})
    before, _, verb = sent.path.rpartition("/")
    return replace(sent, path=f"{before.rpartition('/')[0]}/x-1/{verb}")


def some(things: Iterable[Any], n: int, absent: Any = None) -> Any:
    """Return one of some things, the later ones more often; now and then what is not there."""
    listed = list(things)
    if not listed or (absent is not None and n == ABSENT):
        return absent
    return listed[-1 - n % len(listed)] if n % 3 else listed[-1 - n % min(3, len(listed))]


def version(thing: Thing | None, drift: int | None) -> int | None:
    """Return the version to send."""
    if drift is None:
        return None
    return (thing.version if thing else 1) + drift
