"""Does an admin decide who may sign in, within rules that hold for admins too?"""

import pytest
from sqlmodel import select

from api.access.actor import Role
from api.access.permissions import PERMISSIONS, Verb
from api.storage.clock import DAY, SECOND
from api.storage.tables import IdempotencyRow
from tests.service.people import post, recorded, somebody
from tests.service.places import Place, fresh

USERS = "/v1/users"
NEW = {"login": "u-018", "role": "supervisor", "teams": ["north"], "worker": "w-001"}


def change(client, id, version, **changes):
    return client.patch(f"{USERS}/{id}", json=changes, headers={"If-Match": f'"{version}"'})


def test_an_added_user_signs_in_once_with_the_secret_and_has_to_choose_a_password(place: Place):
    admin = place.person("agency-admin")
    added = post(admin, USERS, NEW | {"role": "worker"})
    assert added.status_code == 201
    secret = added.json()["one_time_secret"]
    given = {"agency": "riverside", "login": "u-018", "password": secret}
    session = place.client().post("/v1/sessions", json=given).json()
    assert session["pending"] == ["new-password"]
    client = place.client(session["token"])
    assert client.get("/v1/sessions/current").json()["may"] == []
    new = {"current": secret, "new": "nine tall trees by 1 river"}
    assert post(client, f"{USERS}/me/password", new).status_code == 200
    assert client.get("/v1/sessions/current").json()["may"] != []
    assert place.client().post("/v1/sessions", json=given).status_code == 401
    assert place.client().post("/v1/sessions", json=given | {"password": new["new"]}).status_code == 201


def test_a_one_time_secret_is_over_after_a_day(place: Place):
    secret = post(place.person("agency-admin"), USERS, NEW).json()["one_time_secret"]
    given = {"agency": "riverside", "login": "u-018", "password": secret}
    place.clock.now += DAY - SECOND
    assert place.client().post("/v1/sessions", json=given).status_code == 201
    place.clock.now += SECOND
    assert place.client().post("/v1/sessions", json=given).status_code == 401


def test_a_repeated_request_is_answered_without_the_secret_and_none_is_kept(place: Place):
    admin, headers = place.person("agency-admin"), fresh()
    first = admin.post(USERS, json=NEW, headers=headers).json()
    again = admin.post(USERS, json=NEW, headers=headers).json()
    assert again == first | {"one_time_secret": None}
    kept = place.store.read("riverside", lambda unit: list(unit.session.exec(select(IdempotencyRow))))
    assert len(kept) == 1
    assert first["one_time_secret"] not in kept[0].body


@pytest.mark.parametrize(
    "login",
    ["mary", "mary.smith", "m.smith2@agency.example", "+15550100200", "555-010-0200", "", "a" * 41],
)
def test_a_login_that_could_be_a_name_a_mail_or_a_phone_is_refused(place: Place, login):
    assert post(place.person("agency-admin"), USERS, NEW | {"login": login}).status_code == 422


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ({"teams": ["nowhere"]}, 409),
        ({"worker": "w-999"}, 409),
        ({"role": "client"}, 422),
        ({"role": "worker", "worker": None}, 422),
        ({"name": "Mary"}, 422),
        ({"teams": "north"}, 422),
    ],
)
def test_an_account_of_what_is_not_there_is_refused(place: Place, other, status):
    admin = place.person("agency-admin")
    assert post(admin, USERS, NEW | other).status_code == status
    assert "u-018" not in admin.get(USERS).text


def test_a_login_and_a_worker_and_a_subject_have_one_account_each(place: Place):
    admin = place.person("agency-admin")
    assert post(admin, USERS, NEW | {"oidc_subject": "s-1"}).json()["one_time_secret"] is None
    for other in ({"login": "u-018"}, {"worker": "w-001"}, {"oidc_subject": "s-1"}):
        clear = {"login": "u-019", "role": "auditor"}
        refused = post(admin, USERS, clear | other)
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:caseload:problem:conflict")


@pytest.mark.parametrize("role", sorted(set(PERMISSIONS) - {"agency-admin"}))
def test_nobody_but_an_admin_sees_or_changes_accounts(place: Place, role):
    client, other = place.person(role, ["*"]), somebody(place)
    assert client.get(USERS).status_code == 403
    assert client.get(f"{USERS}/{other.id}").status_code == 403
    assert post(client, USERS, NEW).status_code == 403
    assert change(client, other.id, 1, enabled=False).status_code == 403
    assert post(client, f"{USERS}/{other.id}/one-time-secret", {}, 1).status_code == 403
    assert client.delete(f"{USERS}/{other.id}/sessions").status_code == 403
    assert post(client, "/v1/api-clients", {"scopes": ["cases:read"], "teams": ["*"]}).status_code == 403


def test_an_admin_of_another_agency_finds_nobody(place: Place):
    person, far = somebody(place), place.person("agency-admin", agency="lakeside")
    assert person.id not in far.get(USERS).text
    absent = far.get(f"{USERS}/usr-0")
    assert far.get(f"{USERS}/{person.id}").content == absent.content
    assert change(far, person.id, 1, enabled=False).status_code == 404
    assert far.delete(f"{USERS}/{person.id}/sessions").status_code == 404


def test_a_change_names_the_version_it_is_made_against(place: Place):
    admin, person = place.person("agency-admin"), somebody(place)
    assert admin.patch(f"{USERS}/{person.id}", json={"teams": []}).status_code == 428
    assert change(admin, person.id, 2, teams=[]).status_code == 412
    changed = change(admin, person.id, 1, teams=[])
    assert (changed.status_code, changed.headers["ETag"], changed.json()["teams"]) == (200, '"2"', [])
    assert admin.get(f"{USERS}/{person.id}").headers["ETag"] == '"2"'
    (row,) = recorded(place, "user.change")
    assert row.details["fields"] == ["teams"]


def test_failed_sign_ins_do_not_change_the_version(place: Place):
    admin, person = place.person("agency-admin"), somebody(place)
    person.tries(password="not this one")
    assert change(admin, person.id, 1, enabled=False).status_code == 200


def test_who_is_disabled_stays_signed_out_when_enabled_again(place: Place):
    admin, person = place.person("agency-admin"), somebody(place)
    client = person.signed_in()
    change(admin, person.id, 1, enabled=False)
    assert client.get("/v1/sessions/current").status_code == 401
    assert person.tries().status_code == 401
    change(admin, person.id, 2, enabled=True)
    assert client.get("/v1/sessions/current").status_code == 401
    assert person.tries().status_code == 201


def test_an_admin_gives_themselves_no_other_role(place: Place):
    person = somebody(place, "agency-admin", None, second_factor=True)
    client = person.signed_in()
    assert change(client, person.id, 1, role="supervisor").status_code == 409
    assert person.row().role == "agency-admin"
    assert change(client, person.id, 1, role="agency-admin", teams=["north"]).status_code == 200


def test_the_last_admin_is_neither_disabled_nor_given_another_role(place: Place):
    person = somebody(place, "agency-admin", None, second_factor=True)
    client = person.signed_in()
    assert change(client, person.id, 1, enabled=False).status_code == 409
    other = somebody(place, "agency-admin", None, second_factor=True)
    assert change(client, other.id, 1, enabled=False).status_code == 200
    assert change(client, person.id, 1, enabled=False).status_code == 409
    assert change(client, other.id, 2, enabled=True).status_code == 200
    assert change(client, person.id, 1, enabled=False).status_code == 200


def test_a_lost_phone_is_forgotten_with_the_password(place: Place):
    admin = place.person("agency-admin")
    person = somebody(place, "supervisor", "w-001", second_factor=True)
    client = person.signed_in()
    path = f"{USERS}/{person.id}/one-time-secret"
    assert post(admin, path, {}).status_code == 428
    kept = post(admin, path, {}, 1).json()
    assert kept["user"]["second_factor"]
    assert client.get("/v1/sessions/current").status_code == 401
    secret = post(admin, path, {"forget_second_factor": True}, 2).json()["one_time_secret"]
    session = person.tries(password=secret, code=None).json()
    assert session["pending"] == ["new-password", "second-factor"]


def test_an_admin_does_not_reset_themselves(place: Place):
    person = somebody(place, "agency-admin", None, second_factor=True)
    path = f"{USERS}/{person.id}/one-time-secret"
    assert post(person.signed_in(), path, {}, 1).status_code == 409


def test_what_admins_do_asks_for_a_second_factor(place: Place):
    admin = place.person("agency-admin", stepped_up=False)
    for refused in (admin.get(USERS), post(admin, USERS, NEW), change(admin, "usr-0", 1, enabled=True)):
        assert refused.json()["type"] == "urn:caseload:problem:step-up-needed"


def test_a_list_goes_on_where_the_page_before_ended(place: Place):
    admin = place.person("agency-admin")
    for _ in range(4):
        somebody(place, worker=None, role="auditor")
    seen, cursor = [], ""
    while cursor is not None:
        page = admin.get(USERS, params={"limit": 2, "cursor": cursor}).json()
        seen += [user["id"] for user in page["items"]]
        cursor = page["next"]
    assert seen == sorted(seen)
    assert len(seen) == 5
    assert admin.get(USERS, params={"limit": 0}).status_code == 422
    assert admin.get(USERS, params={"page": 1}).status_code == 422


def test_an_api_client_may_do_nothing_about_people(place: Place):
    assert Verb.SET_PEOPLE not in PERMISSIONS[Role.AUDITOR]
    admin = place.person("agency-admin")
    given = {"scopes": ["cases:read"], "teams": ["*"]}
    client = place.client(post(admin, "/v1/api-clients", given).json()["token"])
    assert client.get(USERS).status_code == 403
    new = {"current": "not this one", "new": "nine tall trees by 1 river"}
    assert post(client, f"{USERS}/me/password", new).status_code == 403
    assert post(client, f"{USERS}/me/totp").status_code == 403
    assert post(client, "/v1/sessions/current/step-up", {"code": "000000"}).status_code == 403
    assert client.delete("/v1/sessions/current").status_code == 403
