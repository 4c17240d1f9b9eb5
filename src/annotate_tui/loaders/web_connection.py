"""One request to one web server: to the very address that was checked, and within limits."""

from __future__ import annotations

import errno
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate_tui import __version__
from annotate_tui.loaders.decode import MAX_BYTES
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.web_address import Address, is_private

if TYPE_CHECKING:
    import ssl

    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

AGENT = f"annotate-tui/{__version__} (a reader for the terminal; a page at a time, on demand)"
ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/*;q=0.9, */*;q=0.5"
TRIED = 4
"""Addresses of one host that are tried: the first may be of a network that is not there."""

Resolve = Callable[[str, int], Sequence[str]]
"""A host's name and a port to its IP addresses, best first. Raises OSError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how much, in seconds and bytes.

    ``connect`` for a connection, ``read`` for a silence, ``total`` for all of it, redirects
    included; ``size`` on the wire and unpacked.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    size: int = MAX_BYTES
    redirects: int = 5


def system_resolve(host: str, port: int) -> list[str]:
    """What the system's resolver says. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def public_trust() -> ssl.SSLContext:
    """Certificates as the system trusts them (a company's own too), and certifi's list."""
    import ssl

    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The way out: limits, the resolver and whom to trust; tests bring their own."""

    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = system_resolve
    trust: Callable[[], ssl.SSLContext] = public_trust
    clock: Callable[[], float] = time.monotonic


class Visit:
    """The time that one fetch has, over all its redirects."""

    def __init__(self, network: Network, shown: str) -> None:
        """``shown`` is what messages call it."""
        self.network = network
        self.shown = shown
        self.late = False
        self._end = network.clock() + network.limits.total

    def left(self) -> float:
        """The seconds that are left. Raises LoadError where there are none."""
        left = self._end - self.network.clock()
        if left <= 0 or self.late:
            raise LoadError(
                f"{self.shown} took longer than {self.network.limits.total:g} seconds: try again"
                " later, or save the page from your browser and open that."
            )
        return left


@contextmanager
def request(visit: Visit, address: Address, *, allow_private: bool) -> Iterator[BaseHTTPResponse]:
    """What the server answers, its body still to be read; whatever goes wrong is a LoadError.

    No proxy is used: the one that resolves names would decide what is private.
    """
    from http.client import HTTPException

    from urllib3.exceptions import HTTPError

    addresses = _checked(visit, address, allow_private)
    connection: HTTPConnection | None = None
    response: BaseHTTPResponse | None = None
    watch: threading.Timer | None = None
    try:
        connection = _connected(visit, address, addresses)
        # Every single wait may be short and the whole never end: what is late is cut off.
        watch = threading.Timer(visit.left(), _cut, (visit, connection.sock))
        watch.daemon = True
        watch.start()
        connection.timeout = min(visit.network.limits.read, visit.left())
        connection.request(
            "GET",
            address.target,
            headers={
                "Host": address.authority,
                "User-Agent": AGENT,
                "Accept": ACCEPT,
                "Accept-Encoding": "gzip, deflate",
                "Connection": "close",
            },
            preload_content=False,
            decode_content=False,
        )
        response = connection.getresponse()
        yield response
        visit.left()
    except (HTTPError, HTTPException, OSError) as error:
        # What failed because the time was over is told as that.
        visit.left()
        raise LoadError(_sentence(visit, address, error)) from None
    except LoadError:
        visit.left()
        raise
    finally:
        if watch is not None:
            watch.cancel()
        if response is not None:
            # A body that is left unread holds the socket, whatever becomes of the connection.
            response.close()
        if connection is not None:
            connection.close()


def _cut(visit: Visit, sock: socket.socket) -> None:
    visit.late = True
    try:
        # Not the TLS socket's own method: that takes its state away under the reader's feet.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:
        return


def _checked(visit: Visit, address: Address, allow_private: bool) -> list[str]:
    """The host's IP addresses, none of them private unless that is allowed."""
    found = _resolved(visit, address)
    private = [ip for ip in found if is_private(ip)]
    if private and not allow_private:
        at = "" if private[0] == address.host else f" ({private[0]})"
        raise LoadError(
            f"{address.host}{at} is no address of the public internet, and such are not fetched:"
            " say --allow-private if you mean it."
        )
    return found


def _resolved(visit: Visit, address: Address) -> list[str]:
    found: list[str] = []
    failed: list[Exception] = []

    def work() -> None:
        try:
            found.extend(visit.network.resolve(address.host, address.port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    # The system's resolver knows no limit of time.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(min(visit.left(), visit.network.limits.connect * 2))
    if found:
        return list(found)
    visit.left()
    error = failed[0] if failed else None
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME:
        raise LoadError(f"There is no host {address.host}: check the address{_no_proxy()}")
    raise LoadError(
        f"The host {address.host} could not be looked up: check the address and the"
        f" network{_no_proxy()}"
    )


def _connected(visit: Visit, address: Address, addresses: Sequence[str]) -> HTTPConnection:
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.exceptions import HTTPError

    context = visit.network.trust() if address.scheme == "https" else None
    for at, ip in enumerate(addresses[:TRIED], 1):
        timeout = min(visit.network.limits.connect, visit.left())
        connection: HTTPConnection
        if context is None:
            connection = HTTPConnection(ip, address.port, timeout=timeout)
        else:
            name = address.host.rstrip(".")
            connection = HTTPSConnection(
                ip, address.port, timeout=timeout, server_hostname=name, ssl_context=context
            )
        try:
            connection.connect()
        except (HTTPError, OSError) as error:
            connection.close()
            if at == min(len(addresses), TRIED) or _is_tls(error):
                raise
        else:
            return connection
    raise AssertionError("a host that was resolved has an address")


def _no_proxy() -> str:
    """What to add to a sentence on a host that was not reached where proxies are named."""
    from urllib.request import getproxies_environment

    if not {"http", "https", "all"} & getproxies_environment().keys():
        return "."
    return "; the proxy that the environment names is not used, save the page from your browser."


def _is_tls(error: BaseException) -> bool:
    import ssl

    return isinstance(error, ssl.SSLError)


def _sentence(visit: Visit, address: Address, error: BaseException) -> str:
    """What an error of the network means for the user."""
    import ssl
    from http.client import HTTPException

    from urllib3.exceptions import ConnectTimeoutError, ReadTimeoutError

    limits, host = visit.network.limits, address.authority
    chain = list(_causes(error))
    kinds = [type(one) for one in chain]
    for one in chain:
        if isinstance(one, ssl.SSLCertVerificationError):
            return (
                f"The certificate of {host} cannot be trusted ({one.verify_message.rstrip('.')}):"
                " nothing was fetched; save the page from your browser if you trust it."
            )
        if isinstance(one, ssl.SSLError) and not isinstance(one, ssl.SSLEOFError):
            reason = (one.reason or "TLS").lower().replace("_", " ")
            return f"{host} could not be spoken to in https ({reason}): check the address."
        if isinstance(one, ConnectionRefusedError):
            return (
                f"{host} refused the connection: check the address, or try again later{_no_proxy()}"
            )
    if any(issubclass(kind, ConnectTimeoutError) for kind in kinds):
        waited = f"did not answer within {limits.connect:g} seconds"
        return f"{host} {waited}: try again later{_no_proxy()}"
    if any(issubclass(kind, ReadTimeoutError | TimeoutError) for kind in kinds):
        return f"{visit.shown} sent nothing for {limits.read:g} seconds: try again later."
    for one in chain:
        if isinstance(one, OSError) and one.errno in _UNREACHABLE:
            return f"{host} cannot be reached ({one.strerror}): check the network{_no_proxy()}"
    if any(kind.__name__ == "IncompleteRead" for kind in kinds):
        return f"{visit.shown} broke off before its end: try again."
    if any(issubclass(kind, ConnectionError | ssl.SSLEOFError) for kind in kinds):
        return f"{host} closed the connection without a whole answer: try again later."
    if any(issubclass(kind, HTTPException) for kind in kinds):
        return f"{host} did not answer as a web server does: check the address."
    return f"{visit.shown} could not be fetched ({type(error).__name__}): try again later."


_UNREACHABLE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.ENETDOWN)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, also where it was only wrapped."""
    pending, seen = [error], set[int]()
    while pending:
        one = pending.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        pending += [e for e in (one.__cause__, one.__context__) if e is not None]
        pending += [e for e in one.args if isinstance(e, BaseException)]
