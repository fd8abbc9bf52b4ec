"""The whole service as schemathesis is shown it: as who, in which phases, with which ids."""

import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import schemathesis
from fastapi.concurrency import run_in_threadpool
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

from api.settings import Settings
from tests.service.access.bodies import BODIES, PASSWORD
from tests.service.access.described import Operation, operations
from tests.service.access.fuzz_faults import CHECKS, STORY
from tests.service.access.kinds import NUMBERS, kind_of
from tests.service.access.world import SIDES, World
from tests.service.places import FAR

_ANY_NUMBER = 10**6  # how many requests a minute are too many is tested elsewhere
SETTINGS = Settings(
    hosts=("testserver",),
    most_seconds=1,
    most_pairs=100,
    tries_a_minute=_ANY_NUMBER,
    sign_ins_a_minute=_ANY_NUMBER,
    requests_a_minute=_ANY_NUMBER,
    work_here=False,
)
UNIT = ("examples", "coverage", "fuzzing")
STORIES = (STORY,)

Message = MutableMapping[str, Any]

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_ABOUT_ONESELF = ("/v1/sessions", "/v1/users/me")
_KNOWN = 0.7  # how often an id is one that there is, on some side, or one like it that there is not
_BOUND = {
    "header.If-Match": "versions",
    "path.number": "numbers",
    "query.to": "numbers",
    "body.case": "waiting-cases",
    "body.worker": "workers",
    "body.holder": "workers",
    "body.consent": "consents",
    **dict.fromkeys(("body.password", "body.current"), "passwords"),
    "body.code": "codes",
}


@dataclass
class Kept:
    """The service, put back as it was at first after each change; in a story, after those to oneself."""

    world: World
    story: bool = False
    changed: bool = True

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        """Answer one request as the service does."""
        if scope["type"] == "http" and self.changed:
            await run_in_threadpool(self.world.again)
            self.changed = False

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and scope["method"] not in _SAFE:
                oneself = scope["path"].startswith(_ABOUT_ONESELF)
                self.changed = oneself or (message["status"] < 400 and not self.story)
            await send(message)

        await self.world.place.app()(scope, receive, told)


@dataclass(frozen=True)
class Run:
    """Who asks, in which phases, how many examples of each operation, and of which every variant."""

    role: str
    phases: tuple[str, ...]
    examples: int
    seed: int
    covered: frozenset[str] = frozenset()

    def records(self, world: World, folder: Path) -> Iterator[ScenarioRecorder]:
        """Yield the record of each scenario; a run that could not go on fails."""
        app = Kept(world, story=self.phases == STORIES)
        config = SchemathesisConfig.from_dict(self._config(world, folder))
        schema = schemathesis.openapi.from_asgi("/v1/openapi.json", app, config=config)
        for each in operations():
            if each.id in BODIES:  # where the example would not be accepted here
                body = schema.raw_schema["paths"][each.path][each.method]["requestBody"]
                body["content"]["application/json"]["examples"]["here"] = {"value": BODIES[each.id]}
        for event in from_schema(schema).execute():
            assert not isinstance(event, events.NonFatalError | events.FatalError), event
            if isinstance(event, events.ScenarioFinished):
                yield event.recorder

    def _config(self, world: World, folder: Path) -> dict[str, Any]:
        token = world.people[self.role].headers.get("Authorization")
        return {
            "seed": self.seed,
            "continue-on-failure": True,
            "cache": {"enabled": False},
            "suppress-health-check": ["filter_too_much"],  # few texts are ids
            "generation": {
                "mode": "all",
                "max-examples": self.examples,
                "database": "none",
                "with-security-parameters": token is None,
            },
            "phases": {name: {"enabled": name in self.phases} for name in (*UNIT, *STORIES)},
            "checks": CHECKS,
            "dictionaries": _dictionaries(world),
            "parameters": _bound(_BOUND.items()),
            "operations": [self._of(each) for each in operations()],
        } | ({} if token is None else {"auth": {"wfc": _shown(world, self.role, token, folder)}})

    def _of(self, operation: Operation) -> dict[str, Any]:
        names = [name for name in ("id", "job") if f"{{{name}}}" in operation.path]
        return {
            "include-operation-id": operation.id,
            "parameters": _bound((f"path.{name}", kind_of(operation)) for name in names),
            "phases": {"coverage": {"enabled": operation.id in self.covered}},
        }


def _bound(places: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {place: {"dictionary": name, "probability": _KNOWN} for place, name in places}


def _dictionaries(world: World) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for (kind, _), key in world.ids.items():
        found.setdefault(kind, []).append(key)
    for keys in found.values():
        keys.append(f"no-such-{SIDES['absent']}")
    found["versions"] = sorted({f'"{version}"' for version in world.versions.values()})
    found |= {"passwords": [PASSWORD], "codes": [BODIES["confirmSecondFactor"]["code"]]}
    found["numbers"] = sorted({0, *map(int, NUMBERS.values())})
    return {name: {"values": values} for name, values in found.items()}


def _shown(world: World, role: str, token: str, folder: Path) -> dict[str, Any]:
    """Return how somebody shows who they are, and who of another agency must not see what is theirs."""
    like = role if role in ("agency-admin", "auditor") else "supervisor"
    stranger = world.place.person(like, [f"north{FAR}"], agency="lakeside")
    shown = {role: token, "stranger": stranger.headers["Authorization"]}
    users = [
        {"name": name, "fixedHeaders": [{"name": "Authorization", "value": value}]}
        for name, value in shown.items()
    ]
    file = folder / f"{role}.json"
    file.write_text(json.dumps({"auth": users}))
    return {"path": str(file), "user": role, "peers": list(shown)}
