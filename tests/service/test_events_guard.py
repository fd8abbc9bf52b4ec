"""Does no URL lead an event to an address that is not public?"""

from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

from api.outbox import wire
from api.outbox.guard import Resolve, pinned, public, target_of
from planner.errors import BadValue
from tests.service.places import Place
from tests.service.receivers import deliveries, emit, endpoint, stepped


def _lines(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


CORPUS = _lines("ssrf.txt")
INWARD = _lines("inward.txt")
OUTWARD = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"]


class Door:
    """Stands in for the network: counts whoever goes through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.went: list[str] = []
        monkeypatch.setattr(wire, "send", self._send)
        monkeypatch.setattr("api.outbox.dispatcher.send", self._send)

    def _send(self, way, target, address, body, headers):
        self.went.append(address)
        return wire.Reply(204)


def giving(*found: str) -> Resolve:
    return lambda host, port: found


def to_loopback(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_the_corpus_is_large():
    assert len(set(CORPUS)) == len(CORPUS) >= 150


def test_no_url_of_the_corpus_is_sent_to(place: Place, monkeypatch: pytest.MonkeyPatch):
    door = Door(monkeypatch)
    for number, url in enumerate(CORPUS):
        place.clock.now += 1
        endpoint(place, url[:500], [f"t{number % 2}"])
    emit(place, type="t0")
    emit(place, type="t1")
    stepped(place, networks=(), resolve=to_loopback)
    assert (door.went, len(deliveries(place))) == ([], len(CORPUS))
    assert {row.attempt for row in deliveries(place)} == {1}


def test_a_url_to_a_public_address_is_sent_to(place: Place, monkeypatch: pytest.MonkeyPatch):
    door = Door(monkeypatch)
    endpoint(place, "https://hooks.example.org/x")
    emit(place)
    stepped(place, networks=(), resolve=lambda host, port: ["93.184.216.34"])
    assert door.went == ["93.184.216.34"]


@pytest.mark.parametrize("text", INWARD)
def test_an_address_that_is_not_public_is_refused_alone_or_among_public_ones(text: str):
    assert not public(ip_address(text))
    target = target_of("https://hooks.example.org/")
    for found in ([text], ["8.8.8.8", text], [text, "8.8.8.8"]):
        with pytest.raises(BadValue):
            pinned(target, (), giving(*found))


@pytest.mark.parametrize("text", OUTWARD)
def test_a_public_address_is_good(text: str):
    assert public(ip_address(text))
    assert pinned(target_of("https://hooks.example.org/"), (), giving(text)) == text


def test_a_name_is_resolved_once_and_connected_to_as_it_was(monkeypatch: pytest.MonkeyPatch):
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["8.8.8.8"] if len(asked) == 1 else ["127.0.0.1"]

    assert pinned(target_of("https://a.example/"), (), rebinding) == "8.8.8.8"
    assert asked == ["a.example"]


@pytest.mark.parametrize("found", [[], ["nonsense"], ["8.8.8.8.8"]])
def test_a_name_without_an_address_that_can_be_read_is_refused(found: list[str]):
    with pytest.raises(BadValue):
        pinned(target_of("https://a.example/"), (), giving(*found))


def test_a_resolver_that_fails_refuses():
    def fails(host: str, port: int) -> list[str]:
        raise OSError

    with pytest.raises(BadValue):
        pinned(target_of("https://a.example/"), (), fails)


def test_http_is_for_networks_that_were_named_alone():
    own = (ip_network("10.1.0.0/16"),)
    target = target_of("http://hooks.internal:8080/x", own)
    assert pinned(target, own, lambda host, port: ["10.1.2.3"]) == "10.1.2.3"
    for address in ("8.8.8.8", "10.2.0.1", "127.0.0.1"):
        with pytest.raises(BadValue):
            pinned(target, own, giving(address))
    with pytest.raises(BadValue):
        target_of("http://hooks.internal:8080/x")


@pytest.mark.parametrize("url", CORPUS)
def test_the_door_refuses_or_the_resolver_decides(url: str):
    try:
        target = target_of(url)
    except BadValue:
        return
    with pytest.raises(BadValue):
        pinned(target, (), to_loopback)
