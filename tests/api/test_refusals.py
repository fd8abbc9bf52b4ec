"""Is everything that cannot be answered refused with its status, as problem details?"""

import inspect

import pytest

from api.errors import REFUSALS, UNEXPECTED, refusal_of
from api.health import service as health
from api.problem import MEDIA_TYPE, Problem
from api.stateless import service
from planner import errors
from tests.api.calls import (
    ASKED,
    EXPLANATIONS,
    JSON,
    PLANS,
    SUGGESTIONS,
    a_client,
    a_question,
    an_agency,
)

SECRET = "w-001 told nobody"


def refused(response, status, name):
    assert response.status_code == status
    assert response.headers["content-type"] == MEDIA_TYPE
    problem = Problem.model_validate_json(response.content)
    assert (problem.type, problem.status) == (f"urn:caseload:problem:{name}", status)
    assert problem.detail
    return problem


@pytest.mark.parametrize("path", ASKED)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"agency": NaN}',
        b'{"agency": -Infinity}',
        b'{"agency": {}, "agency": {}}',
        b'{"agency": {"name": "a", "name": "b"}}',
        b'{"agency": "\\ud800"}',
        b'{"agency": "\\u0000"}',
        b'{"agency": ' + b"9" * 5_000 + b"}",
        b"[" * 100_000,
    ],
)
def test_what_is_not_json_or_could_be_read_in_two_ways_is_400(client, path, body):
    problem = refused(client.post(path, content=body, headers=JSON), 400, "not-json")
    assert problem.faults[0].file == "body"


def test_a_malformed_body_is_refused_with_its_line(client):
    problem = refused(client.post(PLANS, content=b'{\n"agency":}', headers=JSON), 400, "not-json")
    assert problem.faults[0].row == 2


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        (SUGGESTIONS, {"case": "c-999"}),
        (SUGGESTIONS, {"case": "c-090"}),  # an open case
        (EXPLANATIONS, {"case": "c-999"}),
        (EXPLANATIONS, {"workers": ["w-999"]}),
        (EXPLANATIONS, {"plan": {"assignments": [{"case": "c-101", "worker": "w-999"}]}}),
        (EXPLANATIONS, {"plan": {"assignments": [{"case": "c-090", "worker": "w-001"}]}}),
    ],
)
def test_a_question_about_what_its_agency_does_not_have_is_409(client, path, changes):
    refused(client.post(path, json=a_question(path) | changes), 409, "unknown-reference")


@pytest.mark.parametrize("type", ["text/plain", "application/xml", "", "application/json-seq"])
def test_a_body_that_is_not_said_to_be_json_is_415(client, type):
    response = client.post(PLANS, content=b"{}", headers={"Content-Type": type})
    refused(response, 415, "wrong-content-type")
    assert response.headers["accept"] == "application/json"


@pytest.mark.parametrize(
    "headers",
    [{"Content-Type": "application/json; charset=latin-1"}, JSON | {"Content-Encoding": "gzip"}],
)
def test_a_body_that_would_have_to_be_decoded_is_415(client, headers):
    refused(client.post(PLANS, content=b"{}", headers=headers), 415, "wrong-content-type")


def test_a_charset_of_utf_8_is_fine(client):
    headers = {"Content-Type": "application/json; charset=UTF-8"}
    assert client.post(PLANS, content=b"{}", headers=headers).status_code == 422


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"seconds": 0}, "seconds"),
        ({"seconds": 31}, "seconds"),
        ({"seconds": True}, "seconds"),
        ({"seconds": "10"}, "seconds"),
        ({"seconds": None}, "seconds"),
        ({"agency": []}, "agency"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_wrong_field_is_422_with_its_place_and_without_its_value(client, changes, column):
    problem = refused(client.post(PLANS, json={"agency": {}} | changes), 422, "bad-input")
    assert [(fault.file, fault.column) for fault in problem.faults] == [("body", column)]


def test_a_refused_field_of_the_question_is_not_said_back(client):
    question = a_question(EXPLANATIONS) | {"case": SECRET * 10, "workers": [7, SECRET * 10]}
    response = client.post(EXPLANATIONS, json=question)
    problem = refused(response, 422, "bad-input")
    assert [f.column for f in problem.faults] == ["case", "workers.0", "workers.1"]
    assert SECRET not in response.text


@pytest.mark.parametrize("top", [0, -1, 1.5, True, "1"])
def test_top_is_a_whole_number_from_one(client, top):
    response = client.post(SUGGESTIONS, json=a_question(SUGGESTIONS) | {"top": top})
    assert [f.column for f in refused(response, 422, "bad-input").faults] == ["top"]


@pytest.mark.parametrize("body", ["[]", "null", "7", '"agency"'])
def test_a_body_that_is_no_object_is_422(client, body):
    refused(client.post(PLANS, content=body, headers=JSON), 422, "bad-input")


def test_every_fault_of_an_agency_is_listed_with_what_is_allowed(client):
    agency = an_agency()
    agency["workers"][1]["fte"] = 2
    agency["cases"][0]["urgency"] = 9
    agency["cases"][2]["colour"] = "red"
    problem = refused(client.post(PLANS, json={"agency": agency}), 422, "bad-input")
    places = [(fault.file, fault.column, bool(fault.allowed)) for fault in problem.faults]
    assert places == [
        ("workers[1]", "fte", True),
        ("cases[0]", "urgency", True),
        ("cases[2]", "colour", False),
    ]


def test_own_limits_of_real_people_are_refused(client):
    agency = an_agency(synthetic=False, limits=[{"worker": "w-001", "step": "rest"}])
    problem = refused(client.post(PLANS, json={"agency": agency}), 422, "bad-input")
    assert [fault.column for fault in problem.faults] == ["limits"]


@pytest.mark.parametrize("path", ["/", "/v1", "/docs", "/v1/stateless/plans/", "/openapi.json"])
def test_an_unknown_path_is_404(client, path):
    refused(client.get(path), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", PLANS, "POST"),
        ("DELETE", EXPLANATIONS, "POST"),
        ("OPTIONS", SUGGESTIONS, "POST"),
        ("POST", "/v1/model-card", "GET"),
        ("PUT", "/v1/health/live", "GET"),
    ],
)
def test_a_wrong_method_is_405_and_the_right_one_is_named(client, method, path, allowed):
    response = client.request(method, path)
    refused(response, 405, "wrong-method")
    assert response.headers["allow"] == allowed


@pytest.mark.parametrize("fault", [RuntimeError, errors.UnsourcedNumber])
def test_what_nobody_expected_is_500_without_a_word_of_it(client, monkeypatch, caplog, fault):
    def broken(*_, **__):
        raise fault(SECRET)

    monkeypatch.setattr(service, "propose", broken)
    response = client.post(PLANS, json=a_question(PLANS))
    refused(response, 500, "unexpected")
    assert "Traceback" not in response.text
    assert f"{fault.__name__} at " in caplog.text
    assert SECRET not in response.text + caplog.text


def test_a_service_that_cannot_answer_is_not_ready(client, monkeypatch):
    def broken():
        raise errors.UnsourcedNumber(SECRET)

    monkeypatch.setattr(health, "sts_card", broken)
    response = client.get("/v1/health/ready")
    refused(response, 503, "not-ready")
    assert SECRET not in response.text
    assert response.headers["retry-after"]


def test_a_question_that_is_refused_leaves_the_service_free():
    client = a_client(most_at_once=1)
    for _ in range(3):
        assert client.post(SUGGESTIONS, json={"agency": {}, "case": "c-1"}).status_code == 422
    assert client.post(SUGGESTIONS, json=a_question(SUGGESTIONS)).status_code == 200


def test_every_error_of_the_planner_has_its_status():
    known = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    ours = [kind for kind in known if issubclass(kind, errors.PlannerError)]
    of_the_house = {errors.PlannerError, errors.UnsourcedNumber}  # a fault of the house is a 500
    of_commands = {errors.FolderTaken, errors.BadValue}  # the service makes no folder, reads no survey
    told_alike = {errors.KeptCase}  # as an unknown reference
    assert set(ours) - set(REFUSALS) == of_the_house | of_commands | told_alike
    assert refusal_of(errors.UnsourcedNumber) is UNEXPECTED


def test_every_kind_of_refusal_has_a_name_of_its_own():
    names = [refusal.name for refusal in REFUSALS.values()]
    assert len(set(names)) == len(names)
