"""The plain model: what the service should remember and say, in lists and dicts.

It asks the service nothing but the names it gives to new things. It knows the rules of
docs/proposals.md; which rules of planning an assignment would break it has from the planner's check.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.service.places import NOW
from tests.service.stateful.agency import RIVERSIDE, Person

MINUTE = 60_000
DAY = 24 * 60 * MINUTE

MAY: dict[str, tuple[str, ...]] = {
    "decide": ("case-manager", "supervisor"),
    "ask": ("case-manager", "supervisor"),
    "write cases": ("case-manager", "supervisor"),
    "consent": ("supervisor",),
    "review": ("supervisor",),
    "read proposals": ("case-manager", "supervisor", "auditor"),
    "read cases": ("case-manager", "supervisor", "worker"),
    "read assignments": ("case-manager", "supervisor", "worker", "auditor"),
    "read workers": ("case-manager", "supervisor", "worker", "agency-admin"),
    "read dose": ("supervisor", "worker"),
    "read record": ("auditor",),
    "answer": ("worker",),
    "correct": ("worker",),
    "read notices": ("worker",),
    "write workers": ("agency-admin",),
    "write policy": ("agency-admin",),
    "write agency": ("agency-admin",),
}
"""Which roles do what at all."""


class Refused(Exception):
    """What is asked is refused, with this status and kind."""

    def __init__(self, status: int, kind: str) -> None:
        super().__init__(status, kind)
        self.status, self.kind = status, kind


FORBIDDEN = (403, "forbidden")
NOT_HERE = (404, "not-here")
CONFLICT = (409, "conflict")
RULE = (409, "rule-broken")
GONE = (410, "gone")


@dataclass
class Thing:
    """Something with an id and a version that counts its changes."""

    id: str
    version: int = field(default=1, kw_only=True)


@dataclass
class Worker(Thing):
    team: str
    facts: dict[str, Any]
    enabled: bool = True


@dataclass
class Case(Thing):
    team: str
    facts: dict[str, Any]
    holder: str | None = None
    state: str = "waiting"
    closed_on: date | None = None


@dataclass
class Assignment(Thing):
    case: str
    worker: str
    support: str | None
    since: date
    path: str
    at: int
    proposal: str | None = None
    consent: str | None = None
    hold: str = "kept"
    wish: str | None = None
    active: bool = True
    ended_on: date | None = None
    end_reason: str | None = None

    def carriers(self) -> set[str]:
        return {self.worker} | ({self.support} if self.support else set())


@dataclass
class Exposure(Thing):
    """An event of the ledger; its id is not known before the ledger is looked at."""

    worker: str
    week: date
    case: str | None
    minutes: int
    tier: int
    mode: str
    source: str
    replaces: str | None = None
    replaced: bool = False


@dataclass
class Proposal(Thing):
    case: str
    teams: list[str]
    given: list[dict[str, Any]]
    based_on: dict[str, Any]
    until: int
    state: str = "open"
    decided_by: str | None = None
    reason_code: str | None = None


@dataclass
class Ask(Thing):
    case: str
    worker: str
    consent: str | None
    by: str
    until: int
    state: str = "asked"


@dataclass
class Consent(Thing):
    case: str
    worker: str
    asked_by: str
    until: int
    state: str = "asked"
    answered_by: str | None = None


@dataclass
class Review(Thing):
    assignment: str
    case: str
    worker: str
    due_on: date
    assigned_by: str
    state: str = "due"
    by: str | None = None


@dataclass
class Notice(Thing):
    worker: str
    kind: str
    at: int
    supervision_by: date | None = None
    seen: int | None = None
    supervised: int | None = None
    ended: int | None = None


@dataclass
class Policy:
    number: int
    effective_from: date
    settings: dict[str, Any]


class Model:
    """One agency as it should be."""

    def __init__(self) -> None:
        self.now = NOW
        self.planner_on = True
        self.version = 1
        self.workers = {
            w["worker"]: Worker(w["worker"], w["team"], dict(w)) for w in RIVERSIDE["workers"]
        }
        self.cases = {c["case"]: _case(c) for c in RIVERSIDE["cases"]}
        self.assignments: dict[str, Assignment] = {}
        self.ended: list[str] = []  # assignments, in the order they ended
        self.exposures: list[Exposure] = []
        self.proposals: dict[str, Proposal] = {}
        self.asks: dict[str, Ask] = {}
        self.consents: dict[str, Consent] = {}
        self.reviews: dict[str, Review] = {}
        self.notices: list[Notice] = []
        self.policies = [Policy(1, self.today, dict(RIVERSIDE["policy"]))]
        self.ledger_from = self.today - timedelta(days=self.today.weekday())
        self.record: list[tuple[str, str, str, str]] = [
            ("import", "agency.begin", "agency", "riverside")
        ]
        self.told: list[tuple[str, dict[str, str]]] = []
        self.measured: dict[Any, Any] = {}  # by the planner, until the next change
        self._changed: set[int] = set()

    @property
    def today(self) -> date:
        return datetime.fromtimestamp(self.now / 1000, UTC).date()

    @property
    def policy(self) -> Policy:
        begun = [p for p in self.policies if p.effective_from <= self.today]
        return max(begun, key=lambda p: (p.effective_from, p.number))

    def carried(self, case: str) -> Assignment | None:
        """Return the active assignment of a case."""
        return next((a for a in self.assignments.values() if a.case == case and a.active), None)

    def carriers(self, case: str) -> set[str]:
        held = self.carried(case)
        return held.carriers() if held else set()

    def load(self, worker: str) -> int:
        """Return how many open cases a worker leads or supports."""
        return sum(worker in a.carriers() for a in self.assignments.values() if a.active)

    # ---- one step

    def begin(self) -> None:
        """Begin a step: what changes in it changes once. Nothing is judged after it has changed."""
        self._changed = set()

    def bump(self, *things: Thing) -> None:
        """Count a change, once a step."""
        for thing in things:
            if id(thing) not in self._changed:
                self._changed.add(id(thing))
                thing.version += 1

    def made(self, thing: Thing) -> None:
        """Note what is new in this step: changing it again does not count."""
        self._changed.add(id(thing))

    def write(self, who: Person | str, action: str, kind: str, object: str) -> None:
        self.record.append((who if isinstance(who, str) else who.id, action, kind, object))

    def tell(self, type: str, **data: str) -> None:
        self.told.append((type, data))

    # ---- who may

    def may(self, who: Person, verb: str) -> None:
        if who.role not in MAY[verb]:
            raise Refused(*FORBIDDEN)

    def given_since(self, case: str, when: int) -> bool:
        """Return whether somebody was given a case after an instant, and carries it."""
        held = self.carried(case)
        return held is not None and held.at > when

    def reaches(self, who: Person, *teams: str, workers: tuple[str, ...] = ()) -> bool:
        """Return whether what is of some teams, or of some workers, is within somebody's scope."""
        if who.agency != "riverside":
            return False
        if who.role in ("agency-admin", "auditor"):
            return True
        if who.role == "worker":
            return who.worker in workers
        return any(team in who.teams for team in teams)

    def need(self, who: Person, found: Any, *teams: str, workers: tuple[str, ...] = ()) -> None:
        if found is None or not self.reaches(who, *teams, workers=workers):
            raise Refused(*NOT_HERE)

    def a_case(self, who: Person, verb: str, id: str) -> Case:
        self.may(who, verb)
        case = self.cases.get(id)
        self.need(who, case, case.team if case else "")
        assert case
        return case

    def a_worker(self, who: Person, verb: str, id: str) -> Worker:
        self.may(who, verb)
        worker = self.workers.get(id)
        self.need(who, worker, worker.team if worker else "", workers=(id,))
        assert worker
        return worker

    def against(self, thing: Thing, seen: int | None) -> None:
        """Refuse a change that was not made against the present version."""
        if seen is None:
            raise Refused(428, "version-needed")
        if seen != thing.version:
            raise Refused(412, "version-moved")


def _case(facts: dict[str, Any]) -> Case:
    holder = facts.get("held_by")
    kept = {name: value for name, value in facts.items() if name != "held_by"}
    team = "south" if holder == "w-009" else "north"
    return Case(facts["case"], team, kept, holder)
