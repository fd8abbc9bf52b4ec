"""Asking the issuer of another's account: where to send people, and who came back (OpenID Connect)."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.errors import NotReady, NotSignedIn

_DISCOVERY = "/.well-known/openid-configuration"
_ALGORITHMS = ["RS256", "PS256", "ES256"]  # a signature only the issuer can make
_SECONDS = 5.0
_LEEWAY = 60  # seconds that two clocks may be apart
_NO_ISSUER = "Who answers for the other account does not answer."
NOT_GOOD = "The other account does not sign in here."


@dataclass(frozen=True)
class Trip:
    """What goes out with somebody who is sent to the issuer, and has to come back."""

    state: str
    nonce: str
    verifier: str

    @property
    def challenge(self) -> str:
        """What the issuer is shown of the verifier (PKCE, S256)."""
        return urlsafe_b64encode(sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()


@dataclass(frozen=True)
class Known:
    """Who came back, as the issuer names them, and whether it asked for a second factor."""

    subject: str
    second_factor: bool


@dataclass(frozen=True)
class Issuer:
    """An issuer, by its address; it is asked anew each time, so that its new keys hold at once."""

    address: str
    client: str
    secret: str | None
    callback: str

    def way(self, trip: Trip) -> str:
        """Return where to send somebody.

        Raises
        ------
        NotReady
            The issuer does not answer, or not as it should.
        """
        asked = {
            "response_type": "code",
            "client_id": self.client,
            "redirect_uri": self.callback,
            "scope": "openid",
            "state": trip.state,
            "nonce": trip.nonce,
            "code_challenge": trip.challenge,
            "code_challenge_method": "S256",
        }
        with _open() as web:
            place = self._described(web, "authorization_endpoint")
        return f"{place}{'&' if urlsplit(place).query else '?'}{urlencode(asked)}"

    def who(self, code: str, trip: Trip) -> Known:
        """Return who came back with a code.

        Raises
        ------
        NotReady
            The issuer does not answer, or not as it should.
        NotSignedIn
            It does not know the code, or its token is not for this service and this trip.
        """
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback,
            "client_id": self.client,
            "code_verifier": trip.verifier,
        }
        with _open() as web:
            place = self._described(web, "token_endpoint")
            login = httpx2.BasicAuth(self.client, self.secret) if self.secret else None
            tokens = _json(web, "POST", place, data=given, auth=login)
            keys = _json(web, "GET", self._described(web, "jwks_uri"))
        return self._read(tokens, keys, trip)

    def _read(self, tokens: dict[str, Any], keys: dict[str, Any], trip: Trip) -> Known:
        options = {
            "iss": {"essential": True, "value": self.address},
            "aud": {"essential": True, "value": self.client},
            "nonce": {"essential": True, "value": trip.nonce},
        }
        params = {
            "nonce": trip.nonce,
            "client_id": self.client,
            "access_token": tokens.get("access_token"),
        }
        try:
            known = KeySet.import_key_set({"keys": keys["keys"]})
            token = jwt.decode(tokens["id_token"], known, algorithms=_ALGORITHMS)
            claims = CodeIDToken(token.claims, token.header, options, params)
            claims.validate(leeway=_LEEWAY)
            subject, how = claims["sub"], claims.get("amr") or []
        except (JoseError, KeyError, TypeError, ValueError):
            raise NotSignedIn(NOT_GOOD) from None
        if not isinstance(subject, str) or not subject:
            raise NotSignedIn(NOT_GOOD)
        return Known(subject, "mfa" in how)

    def _described(self, web: httpx2.Client, name: str) -> str:
        told = _json(web, "GET", self.address.rstrip("/") + _DISCOVERY)
        place = told.get(name)
        if told.get("issuer") != self.address or not isinstance(place, str) or not _safe(place):
            raise NotReady(_NO_ISSUER)
        return place


def new_trip(agency: str) -> Trip:
    """Return a trip with fresh secrets; its state names the agency."""
    return Trip(f"{agency}.{token_urlsafe(32)}", token_urlsafe(32), token_urlsafe(48))


def _open() -> httpx2.Client:
    return httpx2.Client(timeout=_SECONDS, follow_redirects=False)


def _json(web: httpx2.Client, method: str, place: str, **sent: Any) -> dict[str, Any]:
    try:
        answer = web.request(method, place, **sent)
        refused = answer.is_client_error and method == "POST"
        told = {} if refused else answer.raise_for_status().json()
    except (httpx2.HTTPError, ValueError):
        raise NotReady(_NO_ISSUER) from None
    if refused:
        raise NotSignedIn(NOT_GOOD)
    if not isinstance(told, dict):
        raise NotReady(_NO_ISSUER)
    return told


def _safe(place: str) -> bool:
    """Return whether an address is encrypted, or of this machine."""
    parts = urlsplit(place)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return bool(host)
    try:
        return parts.scheme == "http" and (host == "localhost" or ip_address(host).is_loopback)
    except ValueError:
        return False
