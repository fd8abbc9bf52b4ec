"""Is whatever is changed in the record found, and is nothing written without its row of it?"""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text
from sqlmodel import Session
from typer.testing import CliRunner

from api.audit.anchor import anchor, keep, kept
from api.audit.chain import AuditKey
from api.audit.triggers import allowing_changes
from api.audit.verify import Verified, check, lines, verify
from api.cli import app
from api.errors import Conflict
from api.keys import FILE
from api.storage.points import told
from api.storage.tables import AuditHeadRow, AuditRow, CaseRow
from api.storage.unit import Unit
from planner.errors import BadValue
from tests.service.places import KEYS, Place
from tests.service.tampering import WAYS, Kept, anchored


def fill(place: Place, rows: int = 20) -> None:
    def write(unit: Unit) -> None:
        for number in range(rows):
            unit.record("usr-1", "case.read", "case", f"c-{number}", worker="w-001", n=number)

    place.store.write("riverside", write)


def record_of(place: Place) -> Kept:
    def read(unit: Unit) -> Kept:
        head = unit.session.get(AuditHeadRow, unit.agency)
        assert head is not None
        return Kept(list(lines(unit)), (head.number, head.hash))

    return place.store.read("riverside", read)


def verified(place: Place, key: AuditKey = KEYS.audit, **kwargs) -> Verified:
    return place.store.read("riverside", lambda unit: verify(unit, key, **kwargs))


def raw(place: Place, *statements: str) -> None:
    with Session(place.store.engine) as session:
        for statement in statements:
            session.execute(text(statement))
        session.commit()


def unprotected(place: Place) -> None:
    raw(place, *allowing_changes(place.store.engine.dialect.name))


def missed(place: Place, tampers: int) -> list[str]:
    fill(place)
    whole = record_of(place)
    anchors = [anchored(whole, KEYS.audit, 7), anchored(whole, KEYS.audit, len(whole.lines))]
    assert check(whole.lines, whole.end, KEYS.audit, anchors).fault is None
    random = Random(8)
    found = []
    for number in range(tampers):
        way = WAYS[number % len(WAYS)]
        changed = way(whole, random)
        assert changed != whole
        if check(changed.lines, changed.end, KEYS.audit, anchors).fault is None:
            found.append(way.__name__)
    return found


def test_of_some_hundred_random_changes_of_the_record_all_are_found(place: Place):
    assert missed(place, 350) == []


@pytest.mark.ci
def test_of_ten_thousand_random_changes_of_the_record_all_are_found(place: Place):
    assert missed(place, 10_003) == []


def test_the_first_fault_is_at_the_row_that_was_changed(place: Place):
    fill(place)
    unprotected(place)
    raw(place, "UPDATE audit SET actor = 'usr-2' WHERE agency = 'riverside' AND number = 9")
    fault = verified(place).fault
    assert fault is not None
    assert (fault.number, fault.what) == (9, "The row was changed.")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'usr-2' WHERE number = 3",
        "DELETE FROM audit WHERE number = 3",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 3",
    ],
)
def test_the_database_refuses_to_change_the_record(place: Place, statement: str):
    fill(place)
    before = record_of(place)
    with pytest.raises(Exception, match="only added to"):
        raw(place, statement)
    assert record_of(place) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET details = 'no json' WHERE agency = 'riverside' AND number = 4",
        "UPDATE audit SET at = 'x' WHERE agency = 'riverside' AND number = 4",
        "UPDATE audit SET details = '[[1e999]]' WHERE agency = 'riverside' AND number = 4",
        "UPDATE audit SET hash = x'00' WHERE agency = 'riverside' AND number = 4",
        "UPDATE audit SET agency = 'lakeside', number = 99 WHERE agency = 'riverside' AND number = 4",
        "DELETE FROM audit WHERE agency = 'riverside'",
        "DELETE FROM audit_head WHERE agency = 'riverside'",
        "UPDATE audit_head SET number = 5 WHERE agency = 'riverside'",
    ],
)
def test_odd_values_and_lost_rows_are_faults_and_no_crash(place: Place, statement: str):
    fill(place)
    unprotected(place)
    raw(place, statement)
    assert verified(place).fault is not None


def test_a_record_that_is_gone_with_its_head_is_a_fault(place: Place):
    unprotected(place)
    raw(place, "DELETE FROM audit", "DELETE FROM audit_head")
    fault = verified(place).fault
    assert fault is not None
    assert "empty" in fault.what


def test_a_cut_tail_with_its_head_rewritten_shows_by_an_anchor_alone(place: Place, tmp_path: Path):
    fill(place)
    file = tmp_path / "anchors"
    keep(file, [anchor(place.store, "riverside")])
    unprotected(place)
    raw(
        place,
        "DELETE FROM audit WHERE agency = 'riverside' AND number > 9",
        "UPDATE audit_head SET number = 9, hash = (SELECT hash FROM audit"
        " WHERE agency = 'riverside' AND number = 9) WHERE agency = 'riverside'",
    )
    assert verified(place).fault is None
    assert verified(place, anchors=kept(file)).fault is not None
    fill(place)  # written on as if nothing had been
    assert verified(place).fault is None
    assert verified(place, anchors=kept(file)).fault is not None


def test_an_anchor_of_another_hand_is_a_fault_and_a_torn_file_is_refused(place: Place, tmp_path: Path):
    fill(place)
    forged = anchored(record_of(place), AuditKey(b"other"), 5)
    fault = verified(place, anchors=[forged]).fault
    assert fault is not None
    assert "anchor" in fault.what
    file = tmp_path / "anchors"
    file.write_text('{"agency": "riverside", "number": "5"')
    with pytest.raises(BadValue, match="line 1"):
        kept(file)


def test_a_record_that_cannot_be_written_stops_what_it_tells_of(place: Place):
    def close(unit: Unit) -> None:
        row = unit.get(CaseRow, "c-101", lock=True)
        row.state = "closed"
        unit.changed(row)
        unit.record("usr-1", "case.close", "case", "c-101")
        unit.emit("case.closed", case="c-101")

    def fail(point: str) -> None:
        if point == "before-record":
            raise Conflict("the record cannot be written")

    before = record_of(place)
    end = told(fail)
    try:
        with pytest.raises(Conflict):
            place.store.write("riverside", close)
    finally:
        end()
    assert record_of(place) == before
    assert place.store.read("riverside", lambda unit: unit.get(CaseRow, "c-101").state) == "waiting"
    place.store.write("riverside", close)
    assert len(record_of(place).lines) == len(before.lines) + 1


def test_an_auditor_reads_the_record_page_by_page_and_that_is_recorded(place: Place):
    fill(place)
    auditor = place.person("auditor")
    numbers, after = [], 0
    while True:
        page = auditor.get("/v1/audit-events", params={"after": after, "limit": 9}).json()
        numbers += [row["number"] for row in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [line.action for line in record_of(place).lines][-3:] == ["audit.read"] * 3


def test_only_an_auditor_reads_or_verifies_the_record(place: Place):
    for role in ("worker", "case-manager", "supervisor", "wellbeing-lead", "agency-admin"):
        client = place.person(role, ["*"])
        for path in ("/v1/audit-events", "/v1/audit-events/verification"):
            assert client.get(path).status_code == 403
    assert place.client().get("/v1/audit-events").status_code == 401


@pytest.mark.parametrize("query", ["after=-1", "limit=0", "limit=501", "after=x", "more=1"])
def test_an_odd_page_of_the_record_is_refused(place: Place, query: str):
    assert place.person("auditor").get(f"/v1/audit-events?{query}").status_code == 422


def test_an_auditor_is_told_where_the_record_was_changed(place: Place):
    fill(place)
    auditor = place.person("auditor")
    told = auditor.get("/v1/audit-events/verification").json()
    assert (told["whole"], told["fault"]) == (True, None)
    unprotected(place)
    raw(place, "DELETE FROM audit WHERE agency = 'riverside' AND number = 6")
    told = auditor.get("/v1/audit-events/verification").json()
    assert (told["whole"], told["fault"]["number"]) == (False, 6)


@pytest.fixture
def run(place: Place, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    (tmp_path / FILE).write_text("a2tr" * 10 + "a2s=")
    (tmp_path / FILE).chmod(0o600)

    def ran(*args: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["audit", *args, "--data", str(tmp_path)])
        return result.exit_code, result.output

    return ran


def test_the_command_tells_a_whole_record_from_a_changed_one(place: Place, run, tmp_path: Path):
    fill(place)
    file = str(tmp_path / "anchors")
    assert run("anchor", "--to", file)[0] == 0
    assert json.loads(Path(file).read_text().splitlines()[0])["agency"] == "lakeside"
    code, said = run("verify", "--anchors", file)
    assert (code, "1 anchor holds" in said) == (0, True)
    unprotected(place)
    raw(place, "UPDATE audit SET at = at + 1 WHERE agency = 'riverside' AND number = 3")
    code, said = run("verify")
    assert (code, "riverside: CHANGED at row 3." in said, "lakeside: 2 rows" in said) == (1, True, True)
    assert run("verify", "--agency", "lakeside")[0] == 0
    assert run("verify", "--agency", "nowhere")[0] == 2


def test_the_command_refuses_where_there_is_no_database(tmp_path: Path):
    result = CliRunner().invoke(app, ["audit", "verify", "--data", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert not (tmp_path / "none").exists()


def test_a_row_of_the_record_says_which_key_made_it(place: Place):
    row = place.store.read("riverside", lambda unit: unit.session.get(AuditRow, ("riverside", 1)))
    assert row is not None
    assert row.hash.split(":")[0] in KEYS.audit.secrets
