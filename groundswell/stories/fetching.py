"""Ask another installation over the network: only at an address an administrator entered, and never at one inside ours.

https alone, no redirects, a limit in size and time. The name is looked up once, every address it has must be a public one, and
the connection goes to the very address that was looked at.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

SECONDS = 10.0


class Unreached(Exception):
    """Nothing came back that can be read; `str()` says why, without the address."""


@dataclass(frozen=True)
class Where:
    host: str
    port: int
    path: str
    secure: bool


def where(address: str, *, nearby: bool) -> Where:
    """The parts of an address that may be asked."""
    parts = _split(address)
    if parts.scheme != "https" and not (nearby and parts.scheme == "http"):
        raise Unreached("The address does not begin with https://")
    if not parts.hostname or parts.username or parts.password or parts.fragment:
        raise Unreached("The address is not a plain one.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if any(ord(letter) < 33 or ord(letter) > 126 for letter in path + parts.hostname):
        raise Unreached("The address is not a plain one.")
    secure = parts.scheme == "https"
    return Where(parts.hostname, parts.port or (443 if secure else 80), path, secure)


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _port = parts.port  # read here: a wrong one is found when it is asked for
    except ValueError:
        raise Unreached("The address is not a plain one.") from None
    return parts


def public_address(host: str, port: int, *, nearby: bool) -> str:
    """One address of the host; refused when any of them lies inside a network, unless that was allowed."""
    try:
        found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError:
        raise Unreached("There is no such host.") from None
    for one in found:
        ip = ipaddress.ip_address(one.split("%")[0])
        inside = (
            not ip.is_global or ip.is_multicast or (ip.version == 6 and (ip.ipv4_mapped or ip.sixtofour or ip.teredo))
        )
        if inside and not nearby:
            raise Unreached("The host lies inside a network. Only public addresses are asked.")
    return found[0]


def ask(address: str, *, limit: int, nearby: bool, send: bytes | None = None) -> bytes:
    """What is there, or what it answers to `send`."""
    there = where(address, nearby=nearby)
    target = public_address(there.host, there.port, nearby=nearby)
    connection = http.client.HTTPConnection(there.host, there.port, timeout=SECONDS)
    try:
        connection.sock = _reached(there, target)
        headers = {"Accept": "application/json", "User-Agent": "Groundswell", "Connection": "close"}
        if send is not None:
            headers["Content-Type"] = "application/json"
        connection.request("GET" if send is None else "POST", there.path, body=send, headers=headers)
        answer = connection.getresponse()
        if answer.status not in (200, 202):
            raise Unreached(f"It answered {answer.status}.")
        content = answer.read(limit + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreached(f"It did not answer ({type(error).__name__}).") from None
    finally:
        connection.close()
    if len(content) > limit:
        raise Unreached("It answered with too much.")
    return content


def _reached(there: Where, target: str) -> socket.socket:
    """To the address that was looked at, while the certificate is that of the name."""
    plain = socket.create_connection((target, there.port), timeout=SECONDS)
    return ssl.create_default_context().wrap_socket(plain, server_hostname=there.host) if there.secure else plain
