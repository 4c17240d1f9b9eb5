"""A page of the web, fetched once at the user's wish, as an article.

One request for one page that somebody asked for: robots.txt, which is for robots, is not consulted.
No cookies are kept or sent and nobody logs in: the saved page is the way to what needs that.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import unquote, urljoin, urlsplit

from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.options import Loaded, Options, Refused
from annotate_tui.loaders.web_address import credible, hidden, normal_url, parse
from annotate_tui.loaders.web_connection import Network, Visit, request
from annotate_tui.model import Article

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

__all__ = ["Fetched", "fetch", "load_url", "normal_url"]

_SAVE = "save the page from your browser and open that."
_STATUSES = {
    401: f"needs a login: {_SAVE}",
    402: f"is to be paid for: {_SAVE}",
    403: f"may not be fetched by this program: {_SAVE}",
    404: "is not there (404): check the address.",
    407: f"needs a login at a proxy: {_SAVE}",
    410: "is gone for good (410): look for a copy in a web archive.",
    429: "is asked for too often (429): try again later.",
    451: f"may not be shown for legal reasons (451): {_SAVE}",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_ARTICLE = {
    "image": "a picture",
    "video": "a video",
    "audio": "a sound",
    "font": "a font",
    "model": "a model",
}
_ENDINGS = {
    "text/html": (".html", ".htm", ".xhtml"),
    "application/xhtml+xml": (".xhtml", ".html", ".htm"),
    "text/markdown": (".md", ".markdown"),
    "text/csv": (".csv",),
    "text/tab-separated-values": (".tsv", ".tab"),
    "application/json": (".json",),
    "application/x-ndjson": (".jsonl", ".ndjson"),
    "application/jsonl": (".jsonl",),
    "application/pdf": (".pdf",),
    "application/epub+zip": (".epub",),
    "application/rtf": (".rtf",),
    "text/rtf": (".rtf",),
    "message/rfc822": (".eml",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
}
"""The endings of file names that go with a type (IANA's media types); the first is appended."""

_LOGIN_PATH = re.compile(
    r"(?:log|sign)[-_]?(?:in|on)|sso|auth|account|konto|anmelden", re.IGNORECASE
)
_PASSWORD = re.compile(rb"<input[^>]{0,500}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_HTML = ("text/html", "application/xhtml+xml")


class _LoadPage(Protocol):
    """What the loader of HTML has: it takes what only the server knows."""

    def __call__(
        self, data: bytes, source: str, name: str, *, charset: str, url: str
    ) -> Article: ...


class Fetched(NamedTuple):
    """A page as it came.

    ``data`` is its bytes, unpacked; ``url`` the address it was found at in the end, ``hops`` those
    on the way there, the first as it was asked for. ``content_type`` is in lower case without
    parameters, ``charset`` what the server says ("" for nothing), ``name`` a file name for it.
    """

    data: bytes
    url: str
    content_type: str
    charset: str
    name: str
    hops: tuple[str, ...] = ()


def fetch(url: str, *, allow_private: bool = False, network: Network | None = None) -> Fetched:
    """The page at ``url``, within the limits of ``network``.

    Hosts that are not of the public internet are refused unless ``allow_private``, at every
    redirect anew, and the connection goes to the very address that was checked. Raises LoadError.
    """
    network = network or Network()
    address = parse(url)
    visit = Visit(network, hidden(url))
    hops: list[str] = []
    while True:
        with request(visit, address, allow_private=allow_private) as response:
            to = _redirect(response, visit, address.url)
            if not to:
                return _received(response, visit, address.url, tuple(hops))
        hops.append(address.url)
        address = parse(to)
        if address.url in hops:
            raise LoadError(f"{visit.shown} redirects in a circle (it may want cookies): {_SAVE}")
        if len(hops) > network.limits.redirects:
            raise LoadError(
                f"{visit.shown} redirects more than {network.limits.redirects} times: {_SAVE}"
            )


def load_url(url: str, options: Options, network: Network | None = None) -> Iterator[Loaded]:
    """Each article at ``url``: its source is the address that the page states for itself where
    that is credible, else the one it was found at; ``places`` has the others.

    Raises LoadError for what cannot be fetched or read at all.
    """
    page = fetch(url, allow_private=options.allow_private, network=network)
    login = _is_login(page)
    if login and page.hops:
        raise LoadError(_login_sentence(url))
    try:
        for one in _read(page, options):
            yield _told(one, page) if isinstance(one, Refused) else _placed(one, page)
    except LoadError as error:
        if _PASSWORD.search(page.data) and page.content_type in _HTML:
            raise LoadError(_login_sentence(url)) from None
        raise LoadError(_renamed(str(error), page)) from None


def _redirect(response: BaseHTTPResponse, visit: Visit, url: str) -> str:
    """Where the answer sends us, "" for nowhere. Raises LoadError."""
    if response.status not in _REDIRECTS:
        return ""
    location = response.headers.get("Location", "")
    if not location:
        raise LoadError(f"{visit.shown} redirects to nowhere ({response.status}): {_SAVE}")
    with suppress(UnicodeError):
        # Headers are read as Latin-1; addresses beyond ASCII are sent in UTF-8.
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(url, location)
    except ValueError:
        raise LoadError(f"{visit.shown} redirects to no address: {_SAVE}") from None


def _received(response: BaseHTTPResponse, visit: Visit, url: str, hops: tuple[str, ...]) -> Fetched:
    from email.message import Message

    from annotate_tui.loaders.web_body import read_body

    _check_status(response, visit.shown)
    stated = Message()
    stated["Content-Type"] = _plain(response.headers.get("Content-Type", ""))
    given = "/" in stated["Content-Type"]
    content_type = stated.get_content_type() if given else ""
    what = _NO_ARTICLE.get(content_type.partition("/")[0])
    if what:
        raise LoadError(f"{visit.shown} is {what} ({content_type}), not a text: nothing was read.")
    data = read_body(response, visit.shown, visit.network.limits.size)
    if not data.strip():
        raise LoadError(f"{visit.shown} came empty: check the address, or {_SAVE}")
    charset = str(stated.get_param("charset", "")) if given else ""
    disposition = _plain(response.headers.get("Content-Disposition", ""))
    name = _name(url, disposition, content_type)
    return Fetched(data, url, content_type, _codec(charset), name, hops)


def _plain(header: str) -> str:
    """A header without line ends (a folded one has some), which no other may have."""
    return " ".join(header.split())


def _codec(charset: str) -> str:
    """Python's name of an encoding; "" for one that it does not know or that is none of text."""
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
        # Some codecs are none of text ("hex"): they are found, and refuse.
        b"".decode(name)
    except (LookupError, ValueError):
        return ""
    return name


def _check_status(response: BaseHTTPResponse, shown: str) -> None:
    status = response.status
    if status in (200, 201, 202, 203):
        return
    said = _STATUSES.get(status)
    if said is None and status in (204, 205):
        said = f"has no content ({status}): {_SAVE}"
    if said is None and 300 <= status < 400:
        said = f"was not sent, but a redirection without an address ({status}): {_SAVE}"
    if said is None and 500 <= status < 600:
        said = f"is not to be had: the server has a fault ({status}); try again later."
    after = response.headers.get("Retry-After", "")
    if status in (429, 503) and after.isascii() and after.isdigit() and len(after) < 6:
        said = f"is asked for too often ({status}): try again in {after} seconds."
    raise LoadError(f"{shown} {said or f'was refused by the server ({status}): {_SAVE}'}")


def _name(url: str, disposition: str, content_type: str) -> str:
    """A file name for the page, with an ending that fits its type."""
    from email.message import Message

    name = ""
    if disposition:
        stated = Message()
        stated["Content-Disposition"] = disposition
        name = stated.get_filename("") or ""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = name or unquote(urlsplit(url).path.rpartition("/")[2]) or urlsplit(url).hostname or ""
    name = "".join(c if c.isprintable() else " " for c in name).strip()[:200]
    endings = _ENDINGS.get(content_type, ())
    return name if not endings or name.lower().endswith(endings) else name + endings[0]


def _read(page: Fetched, options: Options) -> Iterator[Loaded]:
    from annotate_tui.loaders import articles_in_bytes, registry

    data, source = page.data, normal_url(page.url)
    loader = next(one for one in registry() if one.claims(data, page.name))
    load_page: _LoadPage | None = getattr(loader, "load_page", None)
    if load_page is not None:
        yield load_page(data, source, page.name, charset=page.charset, url=page.url)
        return
    recoded = _recoded(page)
    if recoded is None:
        yield from articles_in_bytes(data, source, page.name, options)
        return
    for one in articles_in_bytes(recoded, source, page.name, options):
        if isinstance(one, Article):
            # What is kept is what came.
            digest = hashlib.sha256(data).hexdigest()
            one = replace(one, original=data, original_sha256=digest, encoding=page.charset)
        yield one


def _recoded(page: Fetched) -> bytes | None:
    """A plain text in UTF-8 where the server names another encoding and it fits; else None."""
    if page.content_type not in ("text/plain", "text/markdown") or not page.charset:
        return None
    try:
        page.data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return None
    try:
        return page.data.decode(page.charset).encode()
    except (UnicodeError, LookupError):
        return None


def _placed(article: Article, page: Fetched) -> Article:
    """The article with its addresses in order."""
    here = normal_url(page.url)
    fetched = (page.url, *page.hops)
    part = article.source.removeprefix(here) if article.source.startswith(here + "#") else ""
    stated = [
        place for place in (article.source, *article.places) if place not in ("", here, here + part)
    ]
    chosen = next((normal_url(place) for place in stated if credible(place, fetched)), "")
    source = (chosen or here) + part if part or not chosen else chosen
    asked = normal_url(page.hops[0] if page.hops else page.url)
    others = dict.fromkeys(place + part for place in (here, asked))
    found = dict(article.found)
    found["source"] = found.get("source", "canonical") if chosen else "address"
    site = article.site
    if not site:
        site = (urlsplit(source).hostname or "").removeprefix("www.")
        found["site"] = "address"
    warnings = article.warnings
    if page.hops and page.hops[0].startswith("https:") and page.url.startswith("http:"):
        more = "It came unencrypted at last, though the address asked for is https."
        warnings = (*warnings, more)
    return replace(
        article,
        source=source,
        places=tuple(place for place in others if place != source),
        site=site,
        found=found,
        warnings=warnings,
        fetched=True,
    )


def _told(refused: Refused, page: Fetched) -> Refused:
    return replace(refused, sentence=_renamed(refused.sentence, page))


def _renamed(sentence: str, page: Fetched) -> str:
    """A loader's sentence, with the address in place of the file's name."""
    shown = page.hops[0] if page.hops else page.url
    if page.name and page.name in sentence:
        return sentence.replace(page.name, shown, 1)
    return sentence if shown in sentence else f"{shown}: {sentence}"


def _is_login(page: Fetched) -> bool:
    path = urlsplit(page.url).path
    asks = _PASSWORD.search(page.data) is not None and page.content_type in _HTML
    return asks and any(_LOGIN_PATH.match(part) for part in path.split("/"))


def _login_sentence(url: str) -> str:
    return f"{hidden(url)} asks for a login: {_SAVE}"
