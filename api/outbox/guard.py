"""Where may an event be sent? Only to public addresses, or to networks the operator has named."""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import TypeAlias

from planner.errors import BadValue

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network
Resolve: TypeAlias = Callable[[str, int], Sequence[str]]

LONGEST_URL = 500
PLAIN_URL = r"(https?)://(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9.-]{1,253})(?::([0-9]{1,5}))?(/[!$-;=?-\[\]-_a-z~]*)?"
_URL = re.compile(PLAIN_URL)
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_PORTS = {"http": 80, "https": 443}
_LAST_PORT = 65_535
_GLOBAL_V6 = ip_network("2000::/3")
_NEVER = tuple(
    ip_network(network)
    for network in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays of 6to4
        "198.18.0.0/15",  # benchmarks
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: another address within
        "3fff::/20",  # documentation
    )
)
"""What no libraries agree on; the global part of IPv6 leaves out mapped addresses and NAT64."""


@dataclass(frozen=True)
class Target:
    """An address of the web, taken apart in one way only."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def name(self) -> str:
        """The header Host."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str, networks: Sequence[Network] = ()) -> Target:
    """Return where a URL leads, its name not resolved yet.

    Raises
    ------
    BadValue
        It is not plain https (or http, where own networks are named): it holds a name and password, a
        fragment, a number that is read in several ways; or its address is not public.
    """
    found = _URL.fullmatch(url) if len(url) <= LONGEST_URL else None
    if found is None:
        raise BadValue("Give a plain https address: a host, a port if need be, and a path.")
    scheme, host, port, path = found[1], found[2].lower().removesuffix("."), found[3], found[4] or "/"
    if scheme == "http" and not networks:
        raise BadValue("Only https is allowed.")
    number = int(port) if port else _PORTS[scheme]
    if not 1 <= number <= _LAST_PORT:
        raise BadValue("There is no such port.")
    literal = _literal(host)
    if literal is not None:
        host = str(literal)
        _refuse(literal, scheme, networks)
    elif not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise BadValue("This is no name of a host.")
    return Target(scheme, host, number, path)


def pinned(target: Target, networks: Sequence[Network] = (), resolve: Resolve | None = None) -> str:
    """Return the one address to connect to, resolved once.

    Raises
    ------
    BadValue
        There is none, or one of them is neither public nor of a network that was named.
    """
    literal = _literal(f"[{target.host}]" if ":" in target.host else target.host)
    if literal is not None:
        found = [str(literal)]
    else:
        try:
            found = list((resolve or resolved)(target.host, target.port))
        except (OSError, UnicodeError):
            found = []
    if not found:
        raise BadValue("The host has no address.")
    for text in found:
        try:
            address = ip_address(text)
        except ValueError:
            raise BadValue("The host has an address that cannot be read.") from None
        _refuse(address, target.scheme, networks)
    return found[0]


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a host by the system's resolver."""
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def public(address: Address) -> bool:
    """Return whether an address is one of the public internet, and holds no other within it."""
    if isinstance(address, IPv6Address) and (address.scope_id or address not in _GLOBAL_V6):
        return False
    odd = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not odd and not any(address in network for network in _NEVER)


def _refuse(address: Address, scheme: str, networks: Sequence[Network]) -> None:
    own = any(address in network for network in networks)
    if not own and (scheme == "http" or not public(address)):
        raise BadValue("Events are sent to public addresses only, or to networks that were named.")


def _literal(host: str) -> Address | None:
    """Return the address a host is written as, or None for a name; refuse forms read in several ways."""
    try:
        if host.startswith("["):
            return IPv6Address(host[1:-1])
        if _NUMBER.fullmatch(host.rpartition(".")[2]):
            return IPv4Address(host)
    except ValueError:
        raise BadValue("This address is not written in the usual way.") from None
    return None
