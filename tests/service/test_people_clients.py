"""Is an API client let in with its token for what it was given, until it ends or is revoked?"""

import re

import pytest

from api.access.permissions import CLIENT_VERBS, Verb
from api.storage.clock import DAY, HOUR, SECOND
from tests.service.people import post, recorded
from tests.service.places import Place, fresh

CLIENTS, ME = "/v1/api-clients", "/v1/sessions/current"
NEW = {"scopes": ["cases:read", "cases:write"], "teams": ["north"], "days": 30}


def test_an_api_client_is_who_it_is_and_may_do_what_it_was_given(place: Place):
    admin = place.person("agency-admin")
    added = post(admin, CLIENTS, NEW)
    assert added.status_code == 201
    token = added.json()["token"]
    assert re.fullmatch(r"clsp\.riverside\.[\w-]{43}", token)
    who = place.client(token).get(ME).json()
    assert (who["role"], who["teams"]) == ("client", ["north"])
    assert {each["verb"] for each in who["may"]} == {"cases:read", "cases:write"}
    (row,) = recorded(place, "api-client.add")
    assert token not in str(row.details)


def test_a_repeated_request_is_answered_without_the_token(place: Place):
    admin, headers = place.person("agency-admin"), fresh()
    first = admin.post(CLIENTS, json=NEW, headers=headers).json()
    again = admin.post(CLIENTS, json=NEW, headers=headers).json()
    assert again == first | {"token": None}
    assert len(admin.get(CLIENTS).json()["items"]) == 1


@pytest.mark.parametrize("verb", sorted(set(Verb) - CLIENT_VERBS))
def test_a_scope_no_api_client_may_have_is_refused(place: Place, verb):
    refused = post(place.person("agency-admin"), CLIENTS, NEW | {"scopes": ["cases:read", verb]})
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ({"scopes": []}, 422),
        ({"teams": []}, 422),
        ({"teams": ["nowhere"]}, 409),
        ({"days": 91}, 422),
        ({"days": 0}, 422),
        ({"days": 1.5}, 422),
    ],
)
def test_an_api_client_without_bounds_is_refused(place: Place, other, status):
    admin = place.person("agency-admin")
    assert post(admin, CLIENTS, NEW | other).status_code == status
    assert admin.get(CLIENTS).json()["items"] == []


def test_a_token_is_over_when_its_days_are(place: Place):
    client = place.client(post(place.person("agency-admin"), CLIENTS, NEW).json()["token"])
    place.clock.now += 30 * DAY - SECOND
    assert client.get(ME).status_code == 200
    place.clock.now += SECOND
    assert client.get(ME).status_code == 401


def test_a_revoked_api_client_is_shut_out_at_once_and_stays_in_the_list(place: Place):
    admin = place.person("agency-admin")
    added = post(admin, CLIENTS, NEW).json()
    client, path = place.client(added["token"]), f"{CLIENTS}/{added['api_client']['id']}"
    assert client.get(ME).status_code == 200
    assert admin.delete(path).status_code == 428
    version = admin.get(path).headers["ETag"]
    assert admin.delete(path, headers={"If-Match": '"9"'}).status_code == 412
    assert admin.delete(path, headers={"If-Match": version}).status_code == 204
    assert client.get(ME).status_code == 401
    (listed,) = admin.get(CLIENTS).json()["items"]
    assert listed["revoked"]
    assert admin.delete(path, headers={"If-Match": '"2"'}).status_code == 410


def test_when_an_api_client_last_called_is_known_to_the_hour_and_changes_no_version(place: Place):
    admin = place.person("agency-admin")
    added = post(admin, CLIENTS, NEW).json()
    assert added["api_client"]["used_at"] is None
    client, path = place.client(added["token"]), f"{CLIENTS}/{added['api_client']['id']}"
    client.get(ME)
    first = admin.get(path).json()
    assert first == added["api_client"] | {"used_at": "2025-10-06T09:00:00.000+00:00"}
    place.clock.now += HOUR - SECOND
    client.get(ME)
    place.clock.now += SECOND
    client.get(ME)
    assert place.person("agency-admin").get(path).json()["used_at"] == "2025-10-06T10:00:00.000+00:00"


def test_an_api_client_of_another_agency_is_not_there(place: Place):
    added = post(place.person("agency-admin"), CLIENTS, NEW).json()
    far = place.person("agency-admin", agency="lakeside")
    assert far.get(f"{CLIENTS}/{added['api_client']['id']}").status_code == 404
    moved = added["token"].replace(".riverside.", ".lakeside.")
    assert place.client(moved).get(ME).status_code == 401


@pytest.mark.parametrize(("teams", "status"), [(["north"], 403), (["*"], 200)])
def test_the_record_is_read_only_by_an_api_client_of_the_whole_agency(place: Place, teams, status):
    asked = {"scopes": ["audit:read"], "teams": teams, "days": 30}
    client = place.client(post(place.person("agency-admin"), CLIENTS, asked).json()["token"])
    for path in ("/v1/audit-events", "/v1/audit-events/verification"):
        assert client.get(path).status_code == status, path


@pytest.mark.parametrize("path", [ME, "/v1/sessions"])
def test_an_api_client_has_no_session_to_end(place: Place, path):
    client = place.client(post(place.person("agency-admin"), CLIENTS, NEW).json()["token"])
    assert client.delete(path).status_code == 403
    assert client.get(ME).status_code == 200
