"""Does every response tell browsers what they may do, and is no other host served?"""

import pytest

from tests.api.calls import JSON, PLANS, READ, a_client

HEADERS = {
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}


def guarded(response):
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", [*READ, "/nothing", PLANS])
def test_every_response_has_the_security_headers(client, path):
    guarded(client.get(path))


def test_a_refused_body_and_a_refused_host_have_them_too(client):
    guarded(client.post(PLANS, content=b"{", headers=JSON))
    guarded(client.get("/v1/health/live", headers={"Host": "planner.example"}))


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_this_machine_is_served_by_its_names(client, host):
    assert client.get("/v1/health/live", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["planner.example", "127.0.0.1.planner.example", "localhost.planner.example", "", "[::"]
)
def test_another_name_is_400(client, host):
    response = client.get("/v1/health/live", headers={"Host": host})
    assert response.status_code == 400
    assert response.json()["type"] == "urn:caseload:problem:unknown-host"


def test_an_operator_can_name_the_service():
    client = a_client(hosts=("planner.example",))
    assert client.get("/v1/health/live", headers={"Host": "planner.example"}).status_code == 200


def test_the_page_with_documents_is_there_only_where_wanted():
    client = a_client(docs=True)
    page = client.get("/docs")
    assert page.status_code == 200
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert a_client().get("/docs").status_code == 404
