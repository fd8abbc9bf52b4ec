"""Does a session begin only for who shows what they should, and end when it should?"""

import re

import pytest
from sqlmodel import col, select

from api.access.second_factor import ASKED_OF
from api.settings import Settings
from api.storage.clock import HOUR, MINUTE, SECOND
from api.storage.tables import IdempotencyRow, SessionRow
from tests.service.people import PASSWORD, post, recorded, somebody
from tests.service.places import Place

ME = "/v1/sessions/current"


def test_a_worker_signs_in_with_a_password_and_is_who_they_are(place: Place):
    person = somebody(place)
    answer = person.tries()
    assert answer.status_code == 201
    assert re.fullmatch(r"clss\.riverside\.[\w-]{43}", answer.json()["token"])
    assert answer.json()["pending"] == []
    assert "set-cookie" not in answer.headers
    who = place.client(answer.json()["token"]).get(ME).json()
    assert (who["id"], who["role"], who["worker"]) == (person.id, "worker", "w-002")
    assert {"verb": "dose:read", "reach": "own"} in who["may"]
    assert len(recorded(place, "session.begin")) == 1


def test_neither_token_nor_password_nor_seed_is_in_the_database(place: Place, tmp_path):
    person = somebody(place, "supervisor", "w-001", second_factor=True)
    client = person.signed_in()
    wanted = {"current": PASSWORD, "new": "another tall tree by 2 rivers"}
    assert post(client, "/v1/users/me/password", wanted).status_code == 200
    place.store.engine.dispose()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("caseload.db*"))
    assert person.login.encode() in kept
    for secret in (person.tokens[0].split(".")[2], PASSWORD, wanted["new"], person.seed):
        assert secret is not None
        assert secret.encode() not in kept


@pytest.mark.parametrize(
    "other",
    [
        {"login": "u-0000001"},
        {"password": "nine tall trees by 2 rivers"},
        {"agency": "hillside"},
        {"agency": "lakeside"},
        {"code": None},
        {"code": "000000"},
        {"login": "no login\n' OR 1=1"},
    ],
)
def test_what_fails_is_not_told_apart(place: Place, other):
    person = somebody(place, "supervisor", "w-001", second_factor=True)
    usual = person.tries(password="something else entirely")
    refused = person.tries(**other)
    assert (refused.status_code, refused.content) == (401, usual.content)
    number = {"x-request-id": usual.headers["x-request-id"]}
    assert dict(refused.headers) | number == dict(usual.headers)


def test_an_unknown_login_costs_the_same_hash_as_a_known_one(place: Place, monkeypatch):
    from api.access import passwords

    worked = []
    real = passwords._HASH.verify

    def counted(password: str, kept: str) -> bool:
        worked.append(kept)
        return real(password, kept)

    monkeypatch.setattr(passwords._HASH, "verify", counted)
    person = somebody(place)
    for other in ({"login": "u-0000001"}, {"agency": "hillside"}, {"password": "not this one"}, {}):
        before = len(worked)
        person.tries(**other)
        assert len(worked) == before + 1


def test_every_refusal_is_recorded_without_what_was_tried(place: Place):
    person = somebody(place)
    person.tries(password="not this one")
    person.tries(login="u-0000001")
    assert [(row.actor, row.object) for row in recorded(place, "session.refuse")] == [
        ("nobody", person.id),
        ("nobody", "nobody"),
    ]


def test_after_five_failures_the_right_password_does_not_open_and_the_wait_grows(place: Place):
    person = somebody(place)
    place.settings = Settings(tries_a_minute=1000)
    for _ in range(5):
        person.tries(password="not this one")
    shut = person.tries()
    assert shut.status_code == 401
    assert shut.content == person.tries(password="not this one").content
    place.clock.now += MINUTE
    assert person.tries(password="not this one").status_code == 401
    place.clock.now += MINUTE + 59 * SECOND
    assert person.tries().status_code == 401
    place.clock.now += SECOND
    assert person.tries().status_code == 201
    assert (person.row().failures, person.row().locked_until <= place.clock.now) == (0, True)


def test_the_wait_is_never_longer_than_an_hour(place: Place):
    person = somebody(place)
    person.change(failures=400)
    person.tries(password="not this one")
    assert person.row().locked_until == place.clock.now + HOUR


def test_too_many_tries_for_one_login_are_sent_away_known_or_not(place: Place):
    place.settings = Settings(tries_a_minute=3)
    person = somebody(place)
    for login in (person.login, "u-0000001"):
        answers = [person.tries(login=login, password="not this one") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
        assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert somebody(place).tries().status_code == 201


def test_too_many_tries_from_one_address_are_sent_away(place: Place):
    place.settings = Settings(sign_ins_a_minute=3)
    person = somebody(place)
    answers = [person.tries(login=f"u-000000{n}") for n in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]


def test_whoever_asks_too_often_is_sent_away_and_nobody_else(place: Place):
    place.settings = Settings(requests_a_minute=3)
    one, other = place.person("auditor"), place.person("auditor")
    assert [one.get(ME).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert other.get(ME).status_code == 200


def test_a_code_works_once_and_an_earlier_one_not_after_it(place: Place):
    person = somebody(place, "supervisor", "w-001", second_factor=True)
    before, now, after = person.code(-1), person.code(), person.code(1)
    assert person.tries(code=now).status_code == 201
    assert person.tries(code=now).status_code == 401
    assert person.tries(code=before).status_code == 401
    assert person.tries(code=after).status_code == 201
    assert person.tries(code=person.code(2)).status_code == 401


def test_a_session_ends_after_fifteen_minutes_without_a_request(place: Place):
    client = somebody(place).signed_in()
    place.clock.now += 14 * MINUTE
    assert client.get(ME).status_code == 200
    place.clock.now += 14 * MINUTE
    assert client.get(ME).status_code == 200
    place.clock.now += 15 * MINUTE
    assert client.get(ME).status_code == 401


def test_a_session_ends_after_twelve_hours_whatever_happens(place: Place):
    client = somebody(place).signed_in()
    begun = place.clock.now - 30 * SECOND
    while place.clock.now + 10 * MINUTE < begun + 12 * HOUR:
        place.clock.now += 10 * MINUTE
        assert client.get(ME).status_code == 200
    place.clock.now = begun + 12 * HOUR
    assert client.get(ME).status_code == 401


def test_signing_out_ends_this_session_and_no_other(place: Place):
    person = somebody(place)
    one, other = person.signed_in(), person.signed_in()
    assert one.delete(ME).status_code == 204
    assert (one.get(ME).status_code, other.get(ME).status_code) == (401, 200)
    assert other.delete("/v1/sessions").status_code == 204
    assert other.get(ME).status_code == 401


def test_what_changes_about_a_user_holds_from_the_next_request_on(place: Place):
    person = somebody(place, "supervisor", "w-001", second_factor=True)
    client = person.signed_in()
    assert {"verb": "assignments:consent", "reach": "teams"} in client.get(ME).json()["may"]
    person.change(role="auditor", teams=[])
    assert {"verb": "audit:read", "reach": "agency"} in client.get(ME).json()["may"]
    person.change(enabled=False)
    assert client.get(ME).status_code == 401


def test_an_admin_signs_somebody_out_at_once(place: Place):
    person = somebody(place)
    client = person.signed_in()
    admin = place.person("agency-admin")
    assert admin.delete(f"/v1/users/{person.id}/sessions").status_code == 204
    assert client.get(ME).status_code == 401


@pytest.mark.parametrize("role", sorted(ASKED_OF))
def test_without_a_second_factor_a_role_that_needs_one_may_only_set_one_up(place: Place, role):
    person = somebody(place, role, None)
    client = person.signed_in()
    who = client.get(ME).json()
    assert (who["pending"], who["may"]) == (["second-factor"], [])
    assert client.get("/v1/users").status_code == 403
    seed = post(client, "/v1/users/me/totp").json()
    assert seed["address"].startswith("otpauth://totp/Caseload:riverside")
    person.seed = seed["secret"]
    assert post(client, "/v1/users/me/totp/confirm", {"code": "000000"}).status_code == 403
    other = place.client(person.tokens[0])
    assert post(other, "/v1/users/me/totp/confirm", {"code": person.code()}).status_code == 200
    who = client.get(ME).json()
    assert who["pending"] == []
    assert who["may"] != []
    place.clock.now += 30 * SECOND
    assert person.tries(code=None).status_code == 401
    assert person.tries().status_code == 201


def test_a_seed_that_was_shown_is_not_shown_again(place: Place):
    client = somebody(place).signed_in()
    headers = {"Idempotency-Key": "set-up-1234"}
    first = client.post("/v1/users/me/totp", headers=headers).json()
    again = client.post("/v1/users/me/totp", headers=headers)
    assert first["secret"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json() == {"secret": None, "address": None}
    kept = place.store.read("riverside", lambda unit: list(unit.session.exec(select(IdempotencyRow))))
    assert all(first["secret"] not in row.body for row in kept)


def test_stepping_up_takes_a_code_and_lasts_five_minutes(place: Place):
    person = somebody(place, "agency-admin", None, second_factor=True)
    client = person.signed_in()
    assert client.get("/v1/users").status_code == 200
    place.clock.now += 5 * MINUTE
    refused = client.get("/v1/users")
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:caseload:problem:step-up-needed")
    for wrong in ({"password": PASSWORD}, {}, {"code": "000000"}):
        assert post(client, f"{ME}/step-up", wrong).status_code == 403
    assert client.get("/v1/users").status_code == 403
    stepped = post(client, f"{ME}/step-up", {"code": person.code()})
    assert stepped.json()["stepped_up"]
    assert client.get("/v1/users").status_code == 200
    assert len(recorded(place, "session.step-up-refuse")) == 3


def test_who_has_no_second_factor_steps_up_with_the_password(place: Place):
    client = somebody(place).signed_in()
    place.clock.now += 10 * MINUTE
    assert not client.get(ME).json()["stepped_up"]
    assert post(client, "/v1/users/me/totp").status_code == 403
    assert post(client, f"{ME}/step-up", {"password": "not this one"}).status_code == 403
    assert post(client, f"{ME}/step-up", {"password": PASSWORD}).status_code == 200
    assert post(client, "/v1/users/me/totp").status_code == 201


def test_wrong_codes_within_a_session_shut_the_door_too(place: Place):
    person = somebody(place, "agency-admin", None, second_factor=True)
    client = person.signed_in()
    for _ in range(5):
        assert post(client, f"{ME}/step-up", {"code": "000000"}).status_code == 403
    assert post(client, f"{ME}/step-up", {"code": person.code()}).status_code == 403
    place.clock.now += MINUTE
    assert post(client, f"{ME}/step-up", {"code": person.code()}).status_code == 200


def test_another_password_ends_the_other_sessions(place: Place):
    person = somebody(place)
    one, other = person.signed_in(), person.signed_in()
    wanted = {"current": "not this one", "new": "another tall tree by 2 rivers"}
    assert post(one, "/v1/users/me/password", wanted).status_code == 403
    assert post(one, "/v1/users/me/password", wanted | {"current": PASSWORD}).status_code == 200
    assert (one.get(ME).status_code, other.get(ME).status_code) == (200, 401)
    assert person.tries().status_code == 401
    assert person.tries(password=wanted["new"]).status_code == 201


@pytest.mark.parametrize("new", ["short pass1", "a" * 20, "LOGIN and more", PASSWORD])
def test_a_password_that_is_easy_to_guess_is_refused_without_being_repeated(place: Place, new):
    person = somebody(place)
    new = new.replace("LOGIN", person.login)
    answer = post(person.signed_in(), "/v1/users/me/password", {"current": PASSWORD, "new": new})
    assert answer.status_code == 422
    assert new not in answer.text


def test_a_token_of_another_agency_does_not_open_this_one(place: Place):
    person = somebody(place)
    person.signed_in()
    moved = person.tokens[0].replace(".riverside.", ".lakeside.")
    assert place.client(moved).get(ME).status_code == 401


def test_a_session_row_keeps_the_hash_of_its_token_alone(place: Place):
    person = somebody(place)
    person.signed_in()
    (row,) = place.store.read(
        "riverside", lambda unit: unit.all(SessionRow, col(SessionRow.user) == person.id)
    )
    assert re.fullmatch(r"[0-9a-f]{64}", row.id)
