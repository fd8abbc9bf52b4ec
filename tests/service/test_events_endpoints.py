"""Who may say where events are sent, and what is told of it?"""

import ast
from pathlib import Path

import pytest
from sqlmodel import select

import api
from api.audit.verify import lines
from api.http.call import etag
from api.outbox.types import EventType
from api.storage.tables import EndpointRow, IdempotencyRow
from tests.service.places import Place, fresh
from tests.service.receivers import Receiver, deliveries, emit, receiving, stepped

URL = "https://hooks.example.org/x"
ASKED = {"url": URL, "types": ["case.closed", "case.received", "case.closed"]}
PATH = "/v1/webhook-endpoints"


def created(client, **more):
    answer = client.post(PATH, json=ASKED | more, headers=fresh())
    assert answer.status_code == 201, answer.text
    return answer.json()


def actions(place: Place) -> list[str]:
    return [line.action for line in place.store.read("riverside", lambda unit: list(lines(unit)))]


def test_a_secret_is_shown_once_even_to_the_same_request(place: Place):
    admin = place.person("agency-admin")
    headers = fresh()
    first = admin.post(PATH, json=ASKED, headers=headers).json()
    again = admin.post(PATH, json=ASKED, headers=headers)
    assert first["secret"].startswith("whsec_")
    assert again.json() == first | {"secret": None}
    assert again.headers["Idempotency-Replayed"] == "true"
    kept = place.store.read("riverside", lambda unit: list(unit.session.exec(select(IdempotencyRow))))
    assert [row for row in kept if first["secret"] in row.body] == []
    listed = admin.get(PATH).json()["items"]
    assert [(each["id"], "secret" in each) for each in listed] == [(first["id"], False)]
    assert listed[0]["types"] == ["case.closed", "case.received"]


def test_an_endpoint_is_changed_switched_off_and_deleted_each_with_one_row_of_the_record(place: Place):
    admin = place.person("agency-admin")
    made = created(admin)
    one = f"{PATH}/{made['id']}"
    before = actions(place)
    moved = admin.patch(one, json={"url": f"{URL}/2"}, headers={"If-Match": etag(1)})
    assert (moved.json()["url"], moved.headers["etag"]) == (f"{URL}/2", etag(2))
    off = admin.patch(one, json={"enabled": False}, headers={"If-Match": etag(2)})
    assert (off.json()["enabled"], off.json()["version"]) == (False, 3)
    rotated = admin.post(f"{one}/rotate-secret", headers=fresh(3)).json()
    assert rotated["secret"] != made["secret"]
    assert rotated["former_secret_until"] is not None
    assert admin.delete(one, headers={"If-Match": etag(4)}).status_code == 204
    assert admin.get(one).status_code == 404
    assert actions(place)[len(before) :] == [
        "endpoint.change",
        "endpoint.change",
        "endpoint.rotate-secret",
        "endpoint.delete",
    ]


def test_switched_off_what_was_on_its_way_shows_as_given_up_and_is_not_replayed(place: Place):
    admin = place.person("agency-admin")
    with receiving(Receiver(answer=lambda _: 500)) as receiver:
        made = created(admin)
        place.store.write("riverside", lambda unit: _lead(unit, made["id"], receiver.url))
        emit(place, 2)
        stepped(place)
        admin.patch(f"{PATH}/{made['id']}", json={"enabled": False}, headers={"If-Match": etag(1)})
    assert {row.state for row in deliveries(place)} == {"dead"}
    name = deliveries(place)[0].id
    assert admin.post(f"/v1/deliveries/{name}/replay", headers=fresh()).status_code == 409
    on = admin.patch(f"{PATH}/{made['id']}", json={"enabled": True}, headers={"If-Match": etag(2)})
    assert on.status_code == 200
    assert admin.post(f"/v1/deliveries/{name}/replay", headers=fresh()).status_code == 202
    assert admin.post(f"/v1/deliveries/{name}/replay", headers=fresh()).status_code == 409
    first = admin.get("/v1/deliveries", params={"limit": 1}).json()
    rest = admin.get("/v1/deliveries", params={"after": first["next"]}).json()
    assert len(first["items"]) == len(rest["items"]) == 1
    assert admin.delete(f"{PATH}/{made['id']}", headers={"If-Match": etag(3)}).status_code == 204
    assert deliveries(place) == []


def _lead(unit, name: str, url: str) -> None:
    unit.get(EndpointRow, name).url = url


def test_a_change_says_against_which_version_it_is(place: Place):
    admin = place.person("agency-admin")
    one = f"{PATH}/{created(admin)['id']}"
    assert admin.patch(one, json={}).status_code == 428
    assert admin.patch(one, json={}, headers={"If-Match": etag(9)}).status_code == 412
    assert admin.delete(one).status_code == 428
    assert admin.post(f"{one}/rotate-secret", headers=fresh()).status_code == 428
    assert admin.post(PATH, json=ASKED).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": URL},
        {"url": URL, "types": []},
        {"url": URL, "types": ["no.such"]},
        {"url": "http://hooks.example.org/", "types": ["case.closed"]},
        {"url": "https://127.0.0.1/", "types": ["case.closed"]},
        {"url": "https://a@hooks.example.org/", "types": ["case.closed"]},
        {"url": 5, "types": ["case.closed"]},
        {"url": URL, "types": ["case.closed"], "secret": "mine"},
    ],
)
def test_an_endpoint_that_cannot_be_is_refused_and_nothing_is_written(place: Place, body):
    admin = place.person("agency-admin")
    assert admin.post(PATH, json=body, headers=fresh()).status_code == 422
    assert admin.get(PATH).json() == {"items": []}


def test_an_endpoint_of_nobody_is_not_told_of_dose(place: Place):
    admin = place.person("agency-admin")
    asked = {"url": URL, "types": ["worker.action_level_reached"]}
    for program in (None, "prg-none"):
        answer = admin.post(PATH, json=asked | {"program": program}, headers=fresh())
        assert answer.status_code == 409
    one = f"{PATH}/{created(admin)['id']}"
    change = {"types": ["worker.action_level_reached"]}
    assert admin.patch(one, json=change, headers={"If-Match": etag(1)}).status_code == 409


def test_there_are_only_so_many_endpoints(place: Place):
    admin = place.person("agency-admin")
    for _ in range(20):
        created(admin)
    assert admin.post(PATH, json=ASKED, headers=fresh()).status_code == 409


def test_only_an_administrator_sees_or_sets_where_events_are_sent(place: Place):
    one = created(place.person("agency-admin"))["id"]
    for role in ("worker", "case-manager", "supervisor", "wellbeing-lead", "auditor"):
        client = place.person(role, ["*"])
        assert client.get(PATH).status_code == 403
        assert client.get(f"{PATH}/{one}").status_code == 403
        assert client.get("/v1/deliveries").status_code == 403
        assert client.post(PATH, json=ASKED, headers=fresh()).status_code == 403
        assert client.delete(f"{PATH}/{one}", headers={"If-Match": etag(1)}).status_code == 403
    again = place.person("agency-admin", stepped_up=False)
    assert again.get(PATH).status_code == 200
    assert again.post(PATH, json=ASKED, headers=fresh()).status_code == 403


def test_another_agencys_endpoint_is_not_there(place: Place):
    one = created(place.person("agency-admin"))["id"]
    stranger = place.person("agency-admin", agency="lakeside")
    assert stranger.get(PATH).json() == {"items": []}
    for answer in (
        stranger.get(f"{PATH}/{one}"),
        stranger.patch(f"{PATH}/{one}", json={}, headers={"If-Match": etag(1)}),
        stranger.delete(f"{PATH}/{one}", headers={"If-Match": etag(1)}),
        stranger.post(f"{PATH}/{one}/rotate-secret", headers=fresh(1)),
        stranger.post("/v1/deliveries/dlv-0/replay", headers=fresh()),
    ):
        assert answer.status_code == 404


@pytest.mark.parametrize("query", ["state=lost", "limit=0", "limit=x", "more=1", f"after={'x' * 41}"])
def test_an_odd_page_of_deliveries_is_refused(place: Place, query: str):
    assert place.person("agency-admin").get(f"/v1/deliveries?{query}").status_code == 422


def test_every_event_that_leaves_has_a_type_with_a_sentence_and_holds_its_ids():
    root = Path(api.__file__).parent
    calls = [
        (node.args[0].value, " ".join(sorted(str(word.arg) for word in node.keywords)))
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "emit"
        and isinstance(node.args[0], ast.Constant)
    ]
    known = {each.value: " ".join(sorted(each.ids)) for each in EventType}
    assert [call for call in calls if call not in known.items()] == []
    assert calls
    assert [each for each in EventType if not each.sentence.endswith(".")] == []
