"""One object of every kind, made by asking the service for it where it can be asked for."""

from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient
from sqlmodel import col

from api.access.passwords import hashed
from api.access.second_factor import sealed
from api.outbox.types import EventType
from api.storage.clock import DAY
from api.storage.tables import DeliveryRow, EventRow, ExposureRow, NoticeRow, PolicyRow, UserRow
from api.storage.unit import Unit
from tests.service.access.bodies import PASSWORD, SEED
from tests.service.access.described import operations
from tests.service.access.kinds import CHOSEN
from tests.service.places import FAR, KEYS, Place, fresh

_WHY: dict[str, Any] = {"reason_code": "continuity", "reason": "Knows the school."}


@dataclass
class Maker:
    """Who makes the objects of a side: the mark on their ids, and two people of the agency."""

    place: Place
    agency: str
    mark: str

    def __post_init__(self) -> None:
        self.manager = self.place.person("case-manager", [f"north{self.mark}"], agency=self.agency)
        self.admin = self.place.person("agency-admin", agency=self.agency)

    def made(self) -> dict[str, str]:
        """Return the ids of what was made, by kind."""
        mark = self.mark
        made = self._decisions() | {kind: f"{key}{mark}" for kind, key in CHOSEN.items()}
        made |= dict.fromkeys(("notices", "supervision-offers"), f"ntc-1{mark}")
        made["users"] = self._post(
            self.admin, "/v1/users", login=f"u-500{mark}", role="supervisor", teams=[f"north{mark}"]
        )["user"]["id"]
        made["api-clients"] = self._post(
            self.admin, "/v1/api-clients", scopes=["cases:read"], teams=[f"north{mark}"]
        )["api_client"]["id"]
        made["webhook-endpoints"] = self._post(
            self.admin,
            "/v1/webhook-endpoints",
            url="https://example.org/hook",
            types=[EventType.CASE_RECEIVED.value],
        )["id"]
        self._disabled_worker()
        made |= self._jobs()
        made["deliveries"] = f"dlv-1{mark}"
        made["exposures"] = self.place.store.write(
            self.agency, lambda unit: self._rows(unit, made["webhook-endpoints"])
        )
        return made

    def _decisions(self) -> dict[str, str]:
        case, worker = f"c-101{self.mark}", f"w-002{self.mark}"
        by = self.manager
        made = {
            "proposals": self._post(by, "/v1/proposals", case=case)["id"],
            "asks": self._post(by, "/v1/asks", case=case, worker=worker, **_WHY)["id"],
            "consents": self._post(by, "/v1/consents", case=case, worker=worker, **_WHY)["id"],
        }
        urgent = self._post(by, "/v1/immediate-assignments", case=f"c-104{self.mark}", worker=worker)
        return made | {"reviews": urgent["review"]["id"], "assignments": urgent["assignment"]["id"]}

    def _disabled_worker(self) -> None:
        worker = self.admin.get(f"/v1/workers/w-003{self.mark}").json()["facts"]
        name = f"w-004{self.mark}"
        self._post(self.admin, "/v1/workers", facts=worker | {"worker": name})
        off = self.admin.post(f"/v1/workers/{name}/disable", headers=fresh(1))
        assert off.status_code == 200, off.text

    def _jobs(self) -> dict[str, str]:
        kinds = ("jobs", "ended-jobs")
        teams = [f"north{self.mark}"]
        made = {kind: self._post(self.manager, "/v1/plans", 202, teams=teams)["id"] for kind in kinds}
        off = self.manager.delete(f"/v1/jobs/{made['ended-jobs']}", headers=fresh(1))
        assert off.status_code == 200, off.text
        return made

    def _rows(self, unit: Unit, endpoint: str) -> str:
        """Write what only time or the outside brings about; return the id of an exposure."""
        agency, worker = self.agency, f"w-002{self.mark}"
        late = unit.add(
            NoticeRow(agency=agency, id=f"ntc-1{self.mark}", worker=worker, kind="action-level")
        )
        late.created_at = unit.now - 2 * DAY
        data = {"case": f"c-101{self.mark}"}
        event = f"evt-1{self.mark}"
        unit.session.add(
            EventRow(agency=agency, id=event, type=EventType.CASE_RECEIVED, at=unit.now, data=data)
        )
        unit.session.flush()
        unit.add(
            DeliveryRow(
                agency=agency, id=f"dlv-1{self.mark}", event=event, endpoint=endpoint, state="dead"
            )
        )
        if self.mark == FAR:
            day = unit.all(PolicyRow)[0].effective_from
            by = f"usr-{FAR}"
            row = PolicyRow(agency=agency, id="2", number=2, effective_from=day, by=by, at=unit.now)
            unit.session.add(row)
        return unit.all(ExposureRow, col(ExposureRow.worker) == worker)[0].id

    @staticmethod
    def _post(by: TestClient, path: str, status: int = 201, **body: Any) -> Any:
        answer = by.post(path, json=body, headers=fresh())
        assert answer.status_code == status, answer.text
        return answer.json()


def with_passwords(unit: Unit) -> None:
    """Give everybody a password and a second factor to confirm, and let one more sign in."""
    sign_in = next(each for each in operations() if each.id == "signIn").example()
    kept = hashed(PASSWORD)
    for row in unit.all(UserRow):
        row.password, row.totp_next = kept, sealed(KEYS, row, SEED)
    one = {"id": "usr-17", "login": sign_in["login"], "password": hashed(sign_in["password"])}
    unit.add(UserRow(agency=unit.agency, role="supervisor", teams=["north"], **one))
