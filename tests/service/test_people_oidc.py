"""Does another's account sign in who an admin gave it to, and nobody else? Against a real provider."""

import json
import time
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from oidc_provider_mock import User, run_server_in_thread
from pydantic import SecretStr
from sqlmodel import select

from api.errors import NotReady, NotSignedIn
from api.oidc import issuer as asking
from api.oidc import service
from api.oidc.issuer import Issuer, Trip, new_trip
from api.settings import Settings
from api.storage.clock import MINUTE
from api.storage.tables import OidcLoginRow
from tests.service.people import Person, recorded, somebody
from tests.service.places import Place

LOGIN, BACK, COOKIE = "/v1/oidc/login", "/v1/oidc/callback", "__Host-caseload-login"
SUBJECT = "subject-17"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    users = [User(sub=SUBJECT), User(sub="with-two", claims={"amr": ["pwd", "mfa"]})]
    with run_server_in_thread(require_nonce=True, user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def set_up(place: Place, address: str) -> Place:
    place.settings = Settings(
        oidc_issuer=address,
        oidc_client="caseload",
        oidc_secret=SecretStr("made up"),
        oidc_callback=f"http://127.0.0.1{BACK}",
    )
    return place


def sent(place: Place) -> tuple[str, str]:
    """Begin a login; return where the browser is sent and the cookie it was given."""
    answer = place.client().get(LOGIN, params={"agency": "riverside"}, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"], answer.headers["set-cookie"].split(";")[0]


def vouched(way: str, subject: str = SUBJECT) -> dict[str, str]:
    """Sign in at the provider as a browser would; return what it sends back with."""
    answer = httpx2.post(way, data={"sub": subject})
    assert answer.status_code in (302, 303), answer.text
    return {
        name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()
    }


def back(place: Place, params: dict[str, str], cookie: str) -> httpx2.Response:
    return place.client().get(BACK, params=params, headers={"Cookie": cookie})


def with_account(place: Place, **other: object) -> Person:
    person = somebody(place)
    person.change(oidc_subject=SUBJECT, **other)
    return person


def test_who_an_admin_gave_the_account_to_is_signed_in(set_up: Place):
    person = with_account(set_up)
    way, cookie = sent(set_up)
    answer = back(set_up, vouched(way), cookie)
    assert answer.status_code == 200
    assert answer.json()["user"] == person.id
    assert f'{COOKIE}=""; ' in answer.headers["set-cookie"]
    who = set_up.client(answer.json()["token"]).get("/v1/sessions/current").json()
    assert (who["id"], who["role"]) == (person.id, "worker")


def test_the_way_there_shows_a_challenge_a_state_and_a_nonce_and_keeps_the_rest(set_up: Place):
    way, cookie = sent(set_up)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(way).query).items()}
    (row,) = set_up.store.read("riverside", lambda unit: list(unit.session.exec(select(OidcLoginRow))))
    assert (asked["code_challenge_method"], asked["scope"]) == ("S256", "openid")
    assert asked["state"].startswith("riverside.")
    assert row.id == sha256(asked["state"].encode()).hexdigest()
    assert asked["nonce"] == row.nonce
    kept = json.dumps(row.model_dump())
    assert cookie.split("=")[1] not in kept
    assert asked["state"] not in kept


def test_the_cookie_ties_the_return_to_the_browser_and_opens_nothing(set_up: Place):
    answer = set_up.client().get(LOGIN, params={"agency": "riverside"}, follow_redirects=False)
    set_cookie = answer.headers["set-cookie"].lower()
    for part in ("secure", "httponly", "samesite=lax", "path=/", "max-age=600"):
        assert part in set_cookie


def test_the_code_verifier_goes_to_the_issuer_and_fits_the_challenge(set_up: Place, monkeypatch):
    with_account(set_up)
    posted = []
    real = asking._json

    def noted(web, method, place, **given):
        posted.append(given.get("data"))
        return real(web, method, place, **given)

    monkeypatch.setattr(asking, "_json", noted)
    way, cookie = sent(set_up)
    assert back(set_up, vouched(way), cookie).status_code == 200
    (given,) = [data for data in posted if data]
    challenge = parse_qs(urlsplit(way).query)["code_challenge"][0]
    assert Trip("", "", given["code_verifier"]).challenge == challenge


def test_the_same_return_works_once(set_up: Place):
    with_account(set_up)
    way, cookie = sent(set_up)
    params = vouched(way)
    assert back(set_up, params, cookie).status_code == 200
    assert back(set_up, params, cookie).status_code == 401


@pytest.mark.parametrize("wrong", ["cookie", "state", "code", "no-code", "issuer", "agency"])
def test_a_return_that_does_not_fit_is_refused(set_up: Place, wrong: str):
    with_account(set_up)
    way, cookie = sent(set_up)
    params = vouched(way)
    if wrong == "cookie":
        cookie = sent(set_up)[1]
    elif wrong == "no-code":
        params = {"state": params["state"], "error": "access_denied"}
    elif wrong == "issuer":
        params["iss"] = "https://issuer.example"
    elif wrong == "agency":
        params["state"] = params["state"].replace("riverside", "lakeside")
    else:
        params[wrong] = params[wrong][:-4] + "AAAA"
    assert back(set_up, params, cookie).status_code == 401
    assert recorded(set_up, "session.begin") == []


def test_who_takes_too_long_at_the_issuer_begins_again(set_up: Place):
    with_account(set_up)
    way, cookie = sent(set_up)
    set_up.clock.now += 10 * MINUTE
    assert back(set_up, vouched(way), cookie).status_code == 401


@pytest.mark.parametrize("case", ["nobody", "disabled", "other-agency"])
def test_an_account_nobody_was_given_is_refused_with_the_same_words(set_up: Place, case: str):
    if case == "disabled":
        with_account(set_up, enabled=False)
    if case == "other-agency":
        with_account(set_up)
    way, cookie = sent(set_up)
    params = vouched(way, "somebody-else" if case == "other-agency" else SUBJECT)
    refused = back(set_up, params, cookie)
    assert refused.status_code == 401
    assert refused.json()["detail"] == asking.NOT_GOOD
    assert len(recorded(set_up, "session.refuse")) == 1


def test_a_role_that_needs_a_second_factor_has_it_where_the_issuer_asked_for_one(set_up: Place):
    for subject, todo in ((SUBJECT, ["second-factor"]), ("with-two", [])):
        person = somebody(set_up, "supervisor", None)
        person.change(oidc_subject=subject)
        way, cookie = sent(set_up)
        assert back(set_up, vouched(way, subject), cookie).json()["pending"] == todo


def test_no_such_agency_no_such_issuer_and_none_set_up(set_up: Place, monkeypatch):
    client = set_up.client()
    assert client.get(LOGIN, params={"agency": "hillside"}).status_code == 404
    assert client.get(LOGIN, params={"agency": "Hill side"}).status_code == 422
    monkeypatch.setattr(service, "find_spec", lambda name: None)
    assert client.get(LOGIN, params={"agency": "riverside"}).status_code == 404
    assert client.get(BACK, params={"state": "riverside.x"}).status_code == 404


def test_where_nothing_is_set_up_there_are_no_such_doors(place: Place):
    assert place.client().get(LOGIN, params={"agency": "riverside"}).status_code == 404
    assert place.client().get(BACK, params={"state": "riverside.x"}).status_code == 404


def test_an_issuer_that_does_not_answer_is_told_as_not_ready(place: Place):
    place.settings = Settings(
        oidc_issuer="http://127.0.0.1:9", oidc_client="caseload", oidc_callback="http://127.0.0.1/x"
    )
    assert place.client().get(LOGIN, params={"agency": "riverside"}).status_code == 503


KEY = RSAKey.generate_key(2048, {"kid": "k1"})
OTHER = RSAKey.generate_key(2048, {"kid": "k1"})
ISSUER = Issuer("https://issuer.example", "caseload", None, "https://caseload.example/back")


def read(trip: Trip, key: RSAKey = KEY, alg: str = "RS256", **claims: object) -> str:
    usual = {
        "iss": ISSUER.address,
        "aud": "caseload",
        "sub": SUBJECT,
        "nonce": trip.nonce,
        "iat": int(time.time()),
        "exp": int(time.time()) + 300,
    }
    told = {name: value for name, value in (usual | claims).items() if value is not None}
    token = jwt.encode({"alg": alg, "kid": "k1"}, told, key, algorithms=[alg])
    return ISSUER._read({"id_token": token}, {"keys": [KEY.as_dict(private=False)]}, trip).subject


def test_a_token_of_the_issuer_for_this_trip_is_read():
    trip = new_trip("riverside")
    assert read(trip) == SUBJECT
    assert read(trip, alg="PS256") == SUBJECT
    assert read(trip, aud=["caseload", "other"], azp="caseload") == SUBJECT


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://other.example"},
        {"aud": "other"},
        {"aud": ["caseload", "other"]},
        {"aud": ["caseload", "other"], "azp": "other"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 17},
        {"alg": "none"},
        {"alg": "RS512"},
        {"key": OTHER},
    ],
)
def test_a_token_of_another_or_for_another_is_refused(claims):
    if claims.get("alg") == "none":
        header = "eyJhbGciOiJub25lIn0"
        with pytest.raises(NotSignedIn):
            ISSUER._read({"id_token": f"{header}.e30."}, {"keys": []}, new_trip("riverside"))
        return
    with pytest.raises(NotSignedIn):
        read(new_trip("riverside"), **claims)


@pytest.mark.parametrize(
    ("place", "safe"),
    [
        ("https://issuer.example/token", True),
        ("http://127.0.0.1:5000/token", True),
        ("http://issuer.example/token", False),
        ("ftp://issuer.example/token", False),
        ("https:///token", False),
    ],
)
def test_a_code_is_only_sent_where_nobody_listens_in(place: str, safe: bool):
    assert asking._safe(place) is safe


def test_an_issuer_that_names_itself_otherwise_is_not_believed(address: str):
    with pytest.raises(NotReady):
        Issuer(f"{address}/", "caseload", None, "x").way(new_trip("riverside"))
