"""The service beside a bare skeleton in one run: requests a second, and how long a suggestion takes.

`python -m benchmarks.service [POSTGRESQL-URL]`: an agency of 300 workers and 5,000 cases on SQLite,
or on a PostgreSQL database that is there and empty. With who is asking looked up, scopes, the record in
the same transaction and, on PostgreSQL, row-level security. The load is wrk's (Debian's package), on
loopback. Both servers are up, and take turns: the figure that counts is the median ratio of their turns.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from uuid import uuid4

import httpx2
from sqlmodel import Session, SQLModel, create_engine

from api.access.tokens import Prefix, new_token
from api.agencies.begin import begin
from api.agencies.moved import moved_near
from api.facts.outside import facts_of
from api.keys import Keys
from api.storage.clock import HOUR, system_clock
from api.storage.engine import open_engine
from api.storage.prepare import prepare
from api.storage.store import Store
from api.storage.tables import SessionRow, UserRow
from api.storage.unit import Unit
from benchmarks.machine import measured
from benchmarks.service_apps import KEY, SKELETON, URL, Ask, Thing
from planner.domain import Agency
from planner.generate import generate

WORKERS, NEW = 300, 759
SECONDS, TURNS, CONNECTIONS, SUGGESTIONS = 3, 5, 16, 300
SETTLED = 10  # seconds in which a service reads the whole agency once, at its start
ROOT = b"m" * 32
POST = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local n = 0
request = function()
  n = n + 1
  local key = "%s-" .. tostring(n)
  wrk.headers["Idempotency-Key"] = key
  return wrk.format(nil, nil, nil, (string.gsub('%s', "{NEW}", key)))
end
"""


def main() -> None:
    """Measure and print, service and skeleton line by line."""
    if shutil.which("wrk") is None:
        print("The service is not measured: this needs wrk (apt-get install wrk).")
        return
    with measured(), TemporaryDirectory() as place:
        folder = Path(place)
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{folder / 'service.db'}"
        bare = url if len(sys.argv) > 1 else f"sqlite:///{folder / 'skeleton.db'}"
        made = generate("english-authority", 1, workers=WORKERS, new_cases=NEW).public()
        agency = moved_near(made, datetime.now(UTC).date())
        store = _service_rows(url, agency)
        _skeleton_rows(bare, agency)
        token = _signed_in(store, [team.id for team in agency.teams])
        print(
            f"{len(agency.workers)} workers, {len(agency.cases):,} cases,"
            f" {len(agency.exposures):,} events, {url.partition(':')[0]}"
        )
        environment = {URL: url, SKELETON: bare, KEY: ROOT.hex()}
        with _server("service", environment) as address:
            time.sleep(SETTLED)
            _suggest(address, token, [c.id for c in agency.new_cases], store, agency)
        with _server("skeleton", environment) as other, _server("service", environment) as address:
            time.sleep(SETTLED)
            for name, path, *bodies in _lines(agency):
                theirs, ours = [], []
                for _ in range(TURNS):
                    theirs.append(_rate(other + path, None, bodies[:1], folder))
                    ours.append(_rate(address + path, token, bodies[1:], folder))
                ratio = median(mine / bare for mine, bare in zip(ours, theirs, strict=True))
                print(
                    f"{name}: service {median(ours):,.0f} a second, skeleton {median(theirs):,.0f}:"
                    f" {ratio:.0%}",
                    flush=True,
                )


def _lines(agency: Agency) -> list[tuple[str, ...]]:
    """Return what is asked for: its name, its path, and what is sent to the skeleton and the service."""
    new, worker = agency.new_cases[0], agency.workers[0]
    ask = {"case": new.id, "worker": worker.id}
    facts = facts_of(new.model_copy(update={"held_by": None})) | {"case": "{NEW}"}
    case = {"team": worker.team, "holder": worker.id, "facts": facts}
    why = {"reason_code": "other", "reason": "A measurement."}
    return [
        ("read one case", f"/v1/cases/{new.id}"),
        ("list 100 cases", "/v1/cases?limit=100"),
        ("ask a worker, by every rule", "/v1/asks", json.dumps(ask), json.dumps(ask | why)),
        ("take a case in", "/v1/cases", json.dumps({"id": "{NEW}", "data": facts}), json.dumps(case)),
    ]


def _service_rows(url: str, agency: Agency) -> Store:
    engine = open_engine(url)
    prepare(engine)
    store = Store(engine, system_clock, Keys(ROOT).audit)
    begin(store, "measured", agency)
    return store


def _skeleton_rows(url: str, agency: Agency) -> None:
    engine = create_engine(url)
    SQLModel.metadata.create_all(engine, [Thing.__table__, Ask.__table__])  # type: ignore[attr-defined]
    with Session(engine) as session:
        session.add_all(Thing(id=c.id, data=c.model_dump(mode="json")) for c in agency.cases)
        session.commit()


def _signed_in(store: Store, teams: list[str], one: str = "supervisor-1") -> str:
    token = new_token(Prefix.SESSION, "measured")

    def write(unit: Unit) -> None:
        user = UserRow(agency="measured", id=one, login=one, role="supervisor", teams=teams)
        unit.add(user)
        unit.session.add(
            SessionRow(
                agency="measured",
                id=token.hash,
                user=one,
                created_at=unit.now,
                seen_at=unit.now,
                ends_at=unit.now + 12 * HOUR,
                second_factor=True,
            )
        )

    store.write("measured", write)
    return token.text


@contextmanager
def _server(name: str, environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = f"benchmarks.service_apps:{name}"
    command = [sys.executable, "-m", "uvicorn", "--factory", app, "--port", str(port), "--no-access-log"]
    quiet = ["--log-level", "warning"]
    with subprocess.Popen(  # noqa: S603
        [*command, *quiet], env={**os.environ, **environment}, stderr=subprocess.DEVNULL
    ) as server:
        try:
            for _ in range(300):
                with socket.socket() as there:
                    if there.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _rate(address: str, token: str | None, body: Sequence[str], folder: Path) -> float:
    command = ["wrk", f"-c{CONNECTIONS}", "-t1", f"-d{SECONDS}s"]
    if token is not None:
        command += ["-H", f"Authorization: Bearer {token}"]
    if body:
        script = folder / "post.lua"
        script.write_text(POST % (uuid4(), *body))
        command += ["-s", str(script)]
    ran = subprocess.run(  # noqa: S603  (our own command)
        [*command, address], capture_output=True, text=True, check=True
    )
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", ran.stdout)
    asked = int(re.search(r"(\d+) requests in", ran.stdout)[1])  # type: ignore[index]
    if bad and int(bad[1]) > asked / 100:
        sys.exit(f"{address}: {bad[0]} of {asked}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", ran.stdout)[1])  # type: ignore[index]


def _suggest(address: str, token: str, cases: list[str], store: Store, agency: Agency) -> None:
    """Ask for suggestions one after the other, as a supervisor of one office's teams and of all."""
    by_office: dict[str, list[str]] = {}
    for team in agency.teams:
        by_office.setdefault(team.office, []).append(team.id)
    office, teams = max(by_office.items(), key=lambda each: len(each[1]))
    theirs = [c for c in cases if agency.case_of[c].office == office]
    of_office = _signed_in(store, teams, "supervisor-2")
    for name, shown, asked in (("one office", of_office, theirs), ("the whole agency", token, cases)):
        took = []
        with httpx2.Client(headers={"Authorization": f"Bearer {shown}"}, timeout=60) as client:
            for number in range(SUGGESTIONS + 5):
                case = asked[number % len(asked)]
                headers = {"Idempotency-Key": str(uuid4())}
                begun = time.perf_counter()
                answer = client.post(f"{address}/v1/proposals", json={"case": case}, headers=headers)
                took.append(time.perf_counter() - begun)
                if not answer.is_success:
                    sys.exit(answer.text)
        cuts = quantiles([1000 * each for each in took[5:]], n=100)
        print(f"a suggestion for {name}: median {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms", flush=True)


if __name__ == "__main__":
    main()
