"""An agency made for races: workers with small budgets, many cases, and what people do to them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from api.access.actor import Actor, Role
from api.decisions import asks, consents, ending, proposals
from api.decisions.reasons import ReasonCode
from api.decisions.wire_in import ByHandIn, OverrideIn
from api.examples.agency import AGENCY
from api.snapshots.snapshot import Snapshots
from api.storage.tables import AskRow, CaseRow, ConsentRow, ProposalRow
from api.storage.unit import Unit
from tests.service.places import Place

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

    def write(self, work: Callable[[Unit], Any]) -> Any:
        return self.place.store.write("riverside", work)

    def read(self, work: Callable[[Unit], Any]) -> Any:
        return self.place.store.read("riverside", work)

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

    def version(self, case: str) -> int:
        return int(self.read(lambda u: u.get(CaseRow, case).version))
