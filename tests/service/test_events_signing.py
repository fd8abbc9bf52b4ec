"""Is an event refused that was changed, is old or of another secret; do both secrets sign for a day?"""

from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from api.storage.clock import DAY, system_clock
from tests.service.places import Place
from tests.service.receivers import (
    Receiver,
    emit,
    endpoint,
    receiving,
    stepped,
)


def real_time(place: Place) -> None:
    place.store.clock = system_clock


def signed(place: Place) -> tuple[str, bytes, dict[str, str]]:
    real_time(place)
    with receiving(Receiver()) as receiver:
        _, secret = endpoint(place, receiver.url)
        emit(place, case="c-101")
        stepped(place)
    return secret, receiver.got[0].body, receiver.got[0].headers


def test_no_bit_of_a_signed_event_can_be_turned(place: Place):
    secret, body, headers = signed(place)
    judge = Webhook(secret)
    judge.verify(body, headers)
    for bit in range(len(body) * 8):
        turned = bytearray(body)
        turned[bit // 8] ^= 1 << bit % 8
        with pytest.raises((WebhookVerificationError, UnicodeDecodeError)):
            judge.verify(bytes(turned), headers)
    signature = b64decode(headers["webhook-signature"].removeprefix("v1,"))
    for bit in range(len(signature) * 8):
        turned = bytearray(signature)
        turned[bit // 8] ^= 1 << bit % 8
        with pytest.raises(WebhookVerificationError):
            judge.verify(body, headers | {"webhook-signature": f"v1,{b64encode(turned).decode()}"})
    for name in ("webhook-id", "webhook-timestamp"):
        with pytest.raises(WebhookVerificationError):
            judge.verify(body, headers | {name: headers[name] + "0"})


def test_a_stale_event_and_one_of_another_secret_are_refused(place: Place):
    secret, body, headers = signed(place)
    old = datetime.now(UTC) - timedelta(minutes=6)
    stale = headers | {"webhook-timestamp": str(int(old.timestamp()))}
    stale["webhook-signature"] = Webhook(secret).sign(headers["webhook-id"], old, body.decode())
    with pytest.raises(WebhookVerificationError, match="old"):
        Webhook(secret).verify(body, stale)
    with pytest.raises(WebhookVerificationError):
        Webhook(b64encode(b"x" * 32).decode()).verify(body, headers)


def test_both_secrets_sign_for_a_day_after_a_change_and_then_one(place: Place):
    admin = place.person("agency-admin")
    place.clock.now = system_clock()
    place.store.write("riverside", lambda unit: None)
    admin = place.person("agency-admin")
    with receiving(Receiver()) as receiver:
        name, former = endpoint(place, receiver.url)
        seen = admin.get(f"/v1/webhook-endpoints/{name}")
        headers = {"Idempotency-Key": "rotate-01", "If-Match": seen.headers["etag"]}
        rotated = admin.post(f"/v1/webhook-endpoints/{name}/rotate-secret", headers=headers)
        assert rotated.status_code == 200
        emit(place)
        stepped(place)
        got = receiver.got[0]
        for secret in (former, rotated.json()["secret"]):
            Webhook(secret).verify(got.body, got.headers)
        place.clock.now += DAY
        emit(place)
        stepped(place)
    assert " " in got.headers["webhook-signature"]
    assert " " not in receiver.got[1].headers["webhook-signature"]
