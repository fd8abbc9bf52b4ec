"""Is the self-check handed out to everybody alike, shut, unkept, and without a word in a log?"""

import logging

import pytest
from typer.testing import CliRunner

from api.cli import app
from planner.domain import policy
from planner.errors import BadInput
from planner.present.self_check import self_check_page
from planner.risk.card import sts_card
from tests.api.calls import a_client
from tests.self_check.folders import an_agency_folder

PAGE = self_check_page(sts_card(), policy())


def test_it_is_one_page_with_its_own_policy_that_no_browser_keeps(client):
    response = client.get("/self-check")
    assert response.status_code == 200
    assert response.text == PAGE.html
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"] == PAGE.content_policy
    for part in ("connect-src 'none'", "form-action 'none'", "frame-ancestors 'none'"):
        assert part in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in response.headers


def test_whoever_asks_gets_the_same_bytes_and_no_cookie(client):
    asked = [
        client.get("/self-check", headers=headers, params=params)
        for headers in ({}, {"Cookie": "who=w-017"}, {"Authorization": "Bearer abc"}, {"Referer": "x"})
        for params in ({}, {"sts": "86.42"})
    ]
    assert {(each.status_code, each.content) for each in asked} == {(200, PAGE.html.encode())}
    assert {tuple(sorted(each.headers)) for each in asked} == {tuple(sorted(asked[0].headers))}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_handed_in(client, method):
    response = client.request(method, "/self-check", content=b"sts=86.42")
    assert response.status_code == 405
    assert "86.42" not in response.text


def test_no_log_tells_that_or_what_was_asked(client, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get("/self-check", params={"sts": "86.42"}, headers={"User-Agent": "canary"})
        client.post("/self-check", content=b"sts=86.42")
    told = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    assert [line for line in told if "self-check" in line or "86.42" in line or "canary" in line] == []


def test_an_agencys_card_contacts_and_shares_are_followed(tmp_path):
    folder = an_agency_folder(tmp_path)
    html = a_client(agency_folder=folder).get("/self-check").text
    assert "County night line" in html
    assert "lighter: 65 % of your budget" in html
    assert 'id="lifetime_trauma"' in html
    assert 'id="lifetime_trauma"' not in PAGE.html


def test_a_folder_that_cannot_be_read_stops_the_service_with_the_reason(tmp_path):
    folder = an_agency_folder(tmp_path, contacts='[[contact]]\nkind = "crisis"\nnmae = "Line"\n')
    with pytest.raises(BadInput, match="Did you mean name"):
        a_client(agency_folder=folder)
    result = CliRunner().invoke(app, ["serve", "--agency", str(folder)])
    assert result.exit_code == 2
    assert "contacts.toml, contact 1" in result.stderr
