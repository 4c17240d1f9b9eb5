"""Addresses of the web, taken apart and compared. Pure: nothing is fetched or looked up."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from annotate_tui.loaders.errors import LoadError

PORTS = {"http": 80, "https": 443}

LONGEST = 8_000
"""Characters of an address: more than servers take (RFC 9110 section 4.1 asks them for 8,000)."""

# What marketing appends to an address so as to know where a reader came from; none of it chooses
# the page. Collected from what the senders document: Google Analytics and Ads, Matomo, Meta,
# Microsoft, Yandex, HubSpot, Mailchimp, Marketo, Olytics, Piano, Vero.
_TRACKING = re.compile(
    r"(?:utm|mtm|matomo|pk|piwik|hsa)_\w+|at_(?:medium|campaign)|at_custom\d"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id"
    r"|_hsenc|_hsmi|__hssc|__hstc|__hsfp|hsctatracking|mc_cid|mc_eid|mkt_tok|oly_anon_id|oly_enc_id"
    r"|vero_id|vero_conv|wickedid|s_cid|rb_clickid|_openstat|_gl|_ga|wt_mc|cmpid|xtor",
    re.IGNORECASE,
)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PERCENT = re.compile("%([0-9A-Fa-f]{2})?")
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"
_SAFE_QUERY = _SAFE_PATH + "?"
# Letters that the older rules for host names turn into others (ß into ss), another site's name.
_DEVIATIONS = frozenset("ßς\u200c\u200d")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
# The same site on another screen: "m.example.org", "en.m.wikipedia.org", "amp.example.org".
_DRESS = frozenset({"www", "www2", "m", "mobile", "amp"})


class Address(NamedTuple):
    """An address that can be fetched: ``host`` in ASCII, ``target`` path and query as sent."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's own, port, as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parse(url: str) -> Address:
    """The parts of an address. Raises LoadError for what is no http or https address."""
    url = url.strip()
    if len(url) > LONGEST:
        raise LoadError(f"The address {url[:60]}… is too long: check it.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise LoadError(f"{url} is not a web address: check it.") from None
    scheme = parts.scheme
    if scheme not in PORTS:
        raise LoadError(
            f"{url} is not fetched, only addresses with http and https are: save it as a file and"
            " open that."
        )
    if "@" in parts.netloc:
        raise LoadError(
            f"An address with a user name or password is not fetched ({hidden(url)}): save the page"
            " from your browser and open that."
        )
    host = _ascii_host(parts.hostname or "")
    if not host or port == 0:
        raise LoadError(f"{url} names no host that there can be: check the address.")
    return Address(scheme, host, port or PORTS[scheme], _target(parts))


def hidden(url: str) -> str:
    """The address without user name and password."""
    return re.sub(r"^([a-zA-Z][a-zA-Z0-9+.-]*:/*)[^/?#]*@", r"\1", url.strip())


def normal_url(url: str) -> str:
    """The form in which addresses are compared; it names the same page and can be fetched.

    Scheme and host in lower case, the host in ASCII, no user name, default port, fragment or
    tracking parameters, no dot segments, escapes in one form (RFC 3986 section 6.2.2). What is no
    http or https address comes back as it is.
    """
    try:
        parts = urlsplit(hidden(url))
        port = parts.port
    except ValueError:
        return url
    host = _ascii_host(parts.hostname or "") if parts.scheme in PORTS else ""
    if not host or port == 0:
        return url
    path, _, query = _target(parts).partition("?")
    path = _without_dots(_PERCENT.sub(_escape, path))
    kept = [
        _PERCENT.sub(_escape, pair)
        for pair in query.split("&")
        if pair and not _TRACKING.fullmatch(unquote(pair.partition("=")[0]))
    ]
    target = path + ("?" + "&".join(kept) if kept else "")
    return Address(parts.scheme, host, port or PORTS[parts.scheme], target).url


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, but for "www.", "m." and the like."""
    try:
        return _undressed(parse(one).host) == _undressed(parse(other).host)
    except LoadError:
        return False


def credible(canonical: str, fetched: tuple[str, ...]) -> bool:
    """Whether a page may call itself ``canonical`` when it was fetched from ``fetched``.

    Only an address of a host that was asked for the page counts: whoever could name any other
    would pass for that article in the library. And a front page is no story's address, though
    careless sites name it on every page.
    """
    if not any(same_site(canonical, url) for url in fetched):
        return False
    front = parse(canonical).target == "/"
    return not front or all(parse(url).target == "/" for url in fetched)


def _undressed(host: str) -> list[str]:
    labels = host.rstrip(".").split(".")
    # The last two are the site's own: "m.de" is a site.
    return [label for label in labels[:-2] if label not in _DRESS] + labels[-2:]


def _ascii_host(host: str) -> str:
    """A host name as it is looked up; "" for what can be none."""
    if ":" in host:
        import ipaddress

        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            return ""
    try:
        ascii_host = ".".join(_ascii_label(label) for label in re.split("[.。．｡]", host))
    except (UnicodeError, ValueError):
        return ""
    ascii_host = ascii_host.lower()
    return ascii_host if _HOST.fullmatch(ascii_host) and len(ascii_host) <= 253 else ""


def _ascii_label(label: str) -> str:
    if label.isascii():
        return label
    if _DEVIATIONS.isdisjoint(label):
        return label.encode("idna").decode("ascii")
    import unicodedata

    return "xn--" + unicodedata.normalize("NFKC", label.lower()).encode("punycode").decode("ascii")


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE_PATH, errors="replace")
    path = path if path.startswith("/") else "/" + path
    query = quote(parts.query, safe=_SAFE_QUERY, errors="replace")
    return f"{path}?{query}" if query else path


def _escape(found: re.Match[str]) -> str:
    """One form for an escape: none for what needs none; a lone "%" is escaped itself."""
    if found[1] is None:
        return "%25"
    char = chr(int(found[1], 16))
    return char if char in _UNRESERVED else found[0].upper()


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def is_private(address: str) -> bool:
    """Whether an IP address is not one of the public internet, or leads to one that is not.

    By the registries of special-purpose addresses (IANA, RFC 6890 and later): private, loopback,
    link-local, shared (carriers' NAT), multicast, reserved, unspecified, documentation; and the
    IPv6 forms that carry an IPv4 address (mapped, NAT64, 6to4, Teredo). What is no IP address is
    private.
    """
    import ipaddress

    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(ip, ipaddress.IPv4Address):
        return any(ip in net for net in map(ipaddress.IPv4Network, _PRIVATE_4))
    number = int(ip)
    if ip in ipaddress.IPv6Network("64:ff9b::/96"):
        return is_private(str(ipaddress.IPv4Address(number & 0xFFFFFFFF)))
    if ip in ipaddress.IPv6Network("2002::/16"):
        return is_private(str(ipaddress.IPv4Address(number >> 80 & 0xFFFFFFFF)))
    # All that is given out for the public internet is in 2000::/3: the rest is refused unseen.
    return ip not in ipaddress.IPv6Network("2000::/3") or any(
        ip in net for net in map(ipaddress.IPv6Network, _PRIVATE_6)
    )


_PRIVATE_4 = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
)  # fmt: skip
_PRIVATE_6 = ("2001::/23", "2001:db8::/32", "3fff::/20")
