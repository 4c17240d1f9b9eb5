"""Web servers on this machine, good and bad, for tests without a network.

    with serving() as web:
        web.page("/story", "<h1>Title</h1>…")
        fetch(web.url("/story"), allow_private=True)

The fixture `web` (in tests/conftest.py) is one that is running. Nothing here waits for a clock: what
never ends, ends when the test does.
"""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

CERTIFICATE = Path(__file__).parent / "loaders" / "samples" / "localhost.pem"
"""Key and certificate of "localhost" and 127.0.0.1, signed by itself, for tests alone."""

HTML = "text/html; charset=utf-8"


class Asked(NamedTuple):
    """One request as it came; names of headers are in lower case."""

    method: str
    path: str
    headers: dict[str, str]


class Talk:
    """One connection: what a badly behaved server writes to it."""

    def __init__(self, sock: socket.socket, ended: threading.Event):
        self._sock = sock
        self._ended = ended

    def send(self, data: bytes) -> bool:
        """Send bytes as they are; False when nobody listens any more."""
        try:
            self._sock.sendall(data)
        except OSError:
            return False
        return not self._ended.is_set()

    def wait(self, seconds: float = 60) -> bool:
        """Be silent so long; False when the test has ended meanwhile."""
        return not self._ended.wait(seconds)

    def hang_up(self) -> None:
        """Reset the connection instead of closing it."""
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self._sock.close()


class Web:
    """A server of pages, by path without the query; what it has not is a 404."""

    def __init__(self, tls: bool = False):
        self.asked: list[Asked] = []
        self._pages: dict[str, Callable[[Talk], object]] = {}
        self._ended = threading.Event()
        self._context: ssl.SSLContext | None = None
        if tls:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(CERTIFICATE)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a page."""
        return f"{'https' if self._context else 'http'}://{host}:{self.port}{path}"

    def page(
        self,
        path: str,
        body: str | bytes = "",
        *,
        status: int = 200,
        content_type: str = HTML,
        length: int | None = None,
        headers: dict[str, str] | None = None,
    ) -> str:
        """Serve ``body`` at ``path``; ``length`` is stated in place of the true one. Its address."""
        data = body.encode() if isinstance(body, str) else body
        head = {
            "Content-Type": content_type,
            "Content-Length": str(len(data) if length is None else length),
        } | (headers or {})
        lines = [f"HTTP/1.1 {status} Said", *(f"{k}: {v}" for k, v in head.items() if v)]
        answer = "\r\n".join([*lines, "", ""]).encode() + data
        return self.act(path, lambda talk: talk.send(answer))

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Send whoever asks for ``path`` on to ``to``."""
        return self.page(path, status=status, headers={"Location": to})

    def act(self, path: str, what: Callable[[Talk], object]) -> str:
        """Do anything at all for ``path``: ``what`` writes the whole answer. Its address."""
        self._pages[path] = what
        return self.url(path)

    # The bad ones, ready made.

    def endless(self, path: str) -> str:
        """A body that never ends, as fast as it is read."""

        def what(talk: Talk) -> None:
            talk.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while talk.send(b"<p>And then some more words came.</p>\n" * 1000):
                pass

        return self.act(path, what)

    def trickle(self, path: str, *, head: bool = False) -> str:
        """A byte every hundredth of a second for ever: of the body, or already of the head."""

        def what(talk: Talk) -> None:
            talk.send(b"HTTP/1.1 200 OK\r\n" + (b"X-Slow: " if head else b"\r\n"))
            while talk.send(b"x") and talk.wait(0.01):
                pass

        return self.act(path, what)

    def silent(self, path: str) -> str:
        """A server that takes the request and says nothing."""
        return self.act(path, lambda talk: talk.wait())

    def bomb(self, path: str, size: int = 256 << 20) -> str:
        """``size`` bytes of blanks, packed a thousand to one."""
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        blanks = b" " * (1 << 20)
        data = b"".join(packer.compress(blanks) for _ in range(size >> 20)) + packer.flush()
        return self.page(path, data, headers={"Content-Encoding": "gzip"})

    def packed(self, path: str, body: str) -> str:
        """A page in gzip."""
        return self.page(path, gzip.compress(body.encode()), headers={"Content-Encoding": "gzip"})

    def chunked(self, path: str, *chunks: bytes, end: bytes = b"0\r\n\r\n") -> str:
        """A page in chunks; without ``end`` it breaks off."""
        body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        return self.act(path, lambda talk: talk.send(head + body + end))

    def close(self) -> None:
        """Stop serving; every connection ends."""
        self._ended.set()
        with suppress(OSError):
            # A thread that waits in accept is woken by this, and not by closing alone.
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(sock,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        sock.settimeout(5)
        try:
            if self._context:
                sock = self._context.wrap_socket(sock, server_side=True)
            asked = self._read(sock)
            if asked is None:
                return
            self.asked.append(asked)
            missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
            what = self._pages.get(asked.path.partition("?")[0], lambda talk: talk.send(missing))
            what(Talk(sock, self._ended))
        except OSError:
            # Whoever asked is gone, or did not trust the certificate.
            return
        finally:
            sock.close()

    @staticmethod
    def _read(sock: socket.socket) -> Asked | None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = sock.recv(65536)
            if not piece:
                return None
            head += piece
            if head.startswith(b"\x16"):
                # A greeting of TLS, as a server of plain HTTP answers it.
                sock.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                return None
        first, *lines = head.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = dict(line.split(": ", 1) for line in lines)
        return Asked(method, path, {name.lower(): value for name, value in headers.items()})


@contextmanager
def serving(*, tls: bool = False) -> Iterator[Web]:
    """A server as long as the block lasts."""
    web = Web(tls)
    try:
        yield web
    finally:
        web.close()


def closed_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
