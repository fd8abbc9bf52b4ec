"""An agency made for races: workers with small budgets, many cases, and what people do to them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy.engine import make_url

from api.access.actor import Actor, Role
from api.agencies.begin import begin
from api.decisions import asks, consents, ending, proposals
from api.decisions.based_on import based_on
from api.decisions.reasons import ReasonCode
from api.decisions.wire_in import ByHandIn, OverrideIn
from api.examples.agency import AGENCY
from api.jobs.plan_job import put_forward
from api.snapshots.snapshot import Snapshots
from api.storage.clock import HOUR
from api.storage.engine import open_engine
from api.storage.ids import new_id
from api.storage.store import Store
from api.storage.tables import AskRow, AssignmentRow, CaseRow, ConsentRow, ProposalRow
from api.storage.unit import Unit
from planner.domain import Plan, Proposed
from planner.intake import agency_from_json
from tests.service.places import KEYS, Place, StillClock

WORKERS = 20
CASES = 60
WHY = {"reason_code": "continuity", "reason": "Knows the school."}
_STAGE = {"name": "ongoing", "weeks": 16, "exposure_hours": {"live": 1}, "other_hours": 0.5}

Act = Callable[[], Any]


def crowd(workers: int = WORKERS, cases: int = CASES, budget: int = 3500) -> dict[str, Any]:
    """Return the agency: a supervisor, and `workers` who each can carry only a few of the cases."""
    boss, first, *_ = AGENCY["workers"]
    case = next(each for each in AGENCY["cases"] if each["case"] == "c-101")
    return AGENCY | {
        "policy": AGENCY["policy"] | {"unit_budget": budget},
        "workers": [boss, *(first | _person(n) for n in range(101, 101 + workers))],
        "cases": [case | {"case": f"c-{n}", "stages": [_STAGE]} for n in range(201, 201 + cases)],
        "assignments": [],
        "exposures": [],
    }


def _person(number: int) -> dict[str, Any]:
    return {"worker": f"w-{number}", "leave": [], "supervisor": None}


@dataclass
class Crowd:
    """The agency on a database; what is done to it goes past HTTP, each in a transaction."""

    place: Place
    url: str
    snapshots: Snapshots = field(default_factory=Snapshots)

    manager = Actor("riverside", "usr-1", Role.CASE_MANAGER, teams=frozenset({"north"}))
    second = Actor("riverside", "usr-2", Role.SUPERVISOR, teams=frozenset({"north"}))

    @property
    def database(self) -> str:
        """The name of the database."""
        return str(make_url(self.url).database)

    def write(self, work: Callable[[Unit], Any]) -> Any:
        return self.place.store.write("riverside", work)

    def read(self, work: Callable[[Unit], Any]) -> Any:
        return self.place.store.read("riverside", work)

    @cached_property
    def admin(self) -> TestClient:
        """A client of the agency's admin."""
        return self.place.person("agency-admin")

    @cached_property
    def manager_client(self) -> TestClient:
        """A client of a case manager of the team."""
        return self.place.person("case-manager", ["north"])

    def change(self, table: Any, id: str, **values: Any) -> None:
        """Change a row as one who writes facts does: locked, counted."""

        def work(unit: Unit) -> None:
            row = unit.get(table, id, lock=True)
            for name, value in values.items():
                setattr(row, name, value)
            unit.changed(row)

        self.write(work)

    def asked(self, case: str, worker: str, consent: str | None = None) -> str:
        """Ask a worker to take a case; return the ask's id."""
        chosen = ByHandIn(case=case, worker=worker, consent=consent, **WHY)
        return str(self.write(lambda u: asks.ask_worker(u, self.manager, self.snapshots, chosen)).id)

    def take(self, ask: str, worker: str) -> None:
        """Let the worker accept."""
        actor = Actor("riverside", "usr-3", Role.WORKER, worker=worker)
        self.write(lambda u: asks.take(u, actor, self.snapshots, u.get(AskRow, ask), lambda row: None))

    def proposal(self, case: str) -> str:
        """Ask who should take a case; return the proposal's id."""
        return str(self.write(lambda u: proposals.ask(u, self.manager, self.snapshots, case, 0)).id)

    def proposed(self, *given: Proposed, plan: bool = False) -> str:
        """Write a proposal of just this, of one case or as a plan of the team; return its id."""

        def work(unit: Unit) -> str:
            snapshot, whole = self.snapshots.current(unit), Plan(assignments=given)
            row = ProposalRow(
                agency=unit.agency,
                id=new_id("prp"),
                kind="plan" if plan else "case",
                case=None if plan else given[0].case,
                teams=["north"],
                plan=whole.model_dump(mode="json"),
                told={},
                based_on=based_on(snapshot, whole),
                by=self.manager.id,
                expires_at=unit.now + HOUR,
            )
            put_forward(unit, row) if plan else unit.add(row)
            return row.id

        return str(self.write(work))

    def accept(self, proposal: str) -> None:
        self.write(
            lambda u: proposals.accept(
                u, self.manager, self.snapshots, u.get(ProposalRow, proposal), None, lambda row: None
            )
        )

    def override(self, proposal: str, worker: str, consent: str | None = None) -> None:
        chosen = OverrideIn(worker=worker, consent=consent, **WHY)
        self.write(
            lambda u: proposals.override(
                u, self.manager, self.snapshots, u.get(ProposalRow, proposal), chosen, lambda row: None
            )
        )

    def consent(self, case: str, worker: str) -> str:
        """Return a consent asked for and given."""
        words = (case, worker, ReasonCode.URGENCY, "Nobody else is there.")
        asked = str(self.write(lambda u: consents.ask_consent(u, self.manager, *words)).id)
        self.answer(asked, "given")
        return asked

    def answer(self, consent: str, state: str) -> None:
        def work(unit: Unit) -> None:
            consents.answer_consent(unit, self.second, unit.get(ConsentRow, consent, lock=True), state)

        self.write(work)

    def release(self, case: str, holder: str = "w-001") -> None:
        code = ReasonCode.WORKLOAD
        self.write(lambda u: ending.release(u, self.manager, case, holder, code, lambda row: None))

    def close(self, case: str) -> None:
        self.write(lambda u: ending.close(u, self.manager, case, lambda row: None))

    def release_all(self) -> None:
        """Let every case wait again."""
        for row in self.read(lambda u: u.all(AssignmentRow)):
            if row.active:
                self.release(row.case)

    def version(self, case: str) -> int:
        return int(self.read(lambda u: u.get(CaseRow, case).version))


def crowded(url: str, agency: dict[str, Any]) -> Iterator[Crowd]:
    """Yield an agency on a prepared database."""
    engine = open_engine(url)
    clock = StillClock()
    place = Place(Store(engine, clock, KEYS.audit), clock)
    begin(place.store, "riverside", agency_from_json(agency))
    yield Crowd(place, url)
    engine.dispose()
