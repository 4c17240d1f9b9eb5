"""One mail into an article: its headers, and the part that a reader is shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import NamedTuple, cast
from urllib.parse import quote

from annotate_tui.loaders.decode import decode
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.mail_text import write_html, write_plain
from annotate_tui.loaders.plain import LANGUAGE_SAMPLE, first_line
from annotate_tui.model import Article, Structure
from annotate_tui.text.language import detect_language
from annotate_tui.text.normal import collapse, normalise

NAME = "mail"
VERSION = 1

# What the parser of the standard library lets through on headers that are badly damaged.
_ODD = (
    ValueError, IndexError, KeyError, AttributeError, TypeError, LookupError, AssertionError,
    OverflowError, RecursionError,
)  # fmt: skip
# Programs that say one and write the wider other.
_WIDER = {
    "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-1": "cp1252", "latin-1": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs", "utf8": "utf-8",
    "iso-2022-jp": "iso2022_jp_ext", "x-sjis": "cp932", "tis-620": "cp874",
}  # fmt: skip
_LONGEST = 4000
_PARTS = 1000
_STUB = re.compile(
    r"\bhtml\b.{0,80}\b(?:mail|viewer|client|reader|format|version|message)\b"
    r"|\b(?:view|read|open)\b.{0,60}\b(?:browser|online|web)\b"
    r"|\bnot support\b|\bim browser\b|\bnavigateur\b",
    re.IGNORECASE | re.DOTALL,
)
_FEW = 60
_SHOWN = 10


class _Bounded(policy.EmailPolicy):
    """Headers cut after 4,000 characters: the time to read one grows with the square of its length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name and the value of a header."""
        name, stated = super().header_source_parse(sourcelines)
        return name, stated[:_LONGEST]

    def header_fetch_parse(self, name: str, value: str) -> str:
        """A header read by its own rules, or its words as they stand where those fail on it."""
        try:
            read: str = super().header_fetch_parse(name, value)
        except _ODD:
            return collapse(normalise(str(value)))
        return read


class Header(NamedTuple):
    """What the headers of a mail say; "" and () for what they do not."""

    subject: str
    authors: tuple[str, ...]
    date: str
    site: str
    mid: str
    language: str


class _Body(NamedTuple):
    text: str
    structure: Structure
    encoding: str


def read_mail(data: bytes, source: str, called: str, original: bytes | None = None) -> Article:
    """The article in a mail: the subject as its headline, then the text that was sent.

    ``original`` are the bytes that it came in, where ``data`` is only a part of them. The plain
    text is taken where it says what the HTML says, else the HTML. Attachments are named in
    ``warnings``. Raises LoadError for what is no mail, is encrypted, or has no words.
    """
    kept = data if original is None else original
    try:
        parser = BytesParser(_class=EmailMessage, policy=_Bounded())
        message = cast(EmailMessage, parser.parsebytes(data))
        parts = _parts(message)
    except _ODD:
        raise LoadError(
            f"{called} cannot be read as a mail: save it anew from your mail program."
        ) from None
    if not message.keys():
        raise LoadError(
            f"{called} has none of the headers of a mail: rename it to .txt to read it."
        )
    head = read_header(message)
    plain, html, attached = _sort(parts)
    if _is_encrypted(message, plain):
        raise LoadError(
            f"{called} is encrypted: decrypt it in your mail program and save its text."
        )
    body = _choose(plain, html, head.subject, called)
    if body is None and (passed := _passed_on(parts)):
        # Whoever only passes a mail on means its words.
        plain, html, attached = _sort(passed)
        body = _choose(plain, html, head.subject, called)
    if body is None:
        names = f", only {_listed(attached)}: save and add those" if attached else ""
        raise LoadError(f"{called} has no text to read{names or ': look into it'}.")
    text, structure, encoding = body
    title = head.subject or first_line(text, structure)
    language = head.language or detect_language(text[:LANGUAGE_SAMPLE])
    details = {"title": head.subject, "authors": head.authors, "published": head.date,
               "site": head.site, "language": head.language}  # fmt: skip
    found = {name: "headers" for name, said in details.items() if said}
    if title:
        found.setdefault("title", "text")
    if language:
        found.setdefault("language", "text")
    return Article(
        text=text,
        structure=structure,
        title=title or called,
        source=source,
        loader=NAME,
        loader_version=VERSION,
        original=kept,
        original_sha256=hashlib.sha256(kept).hexdigest(),
        site=head.site,
        authors=head.authors,
        published=head.date,
        language=language,
        encoding=encoding,
        places=(head.mid,) if head.mid else (),
        found=found,
        warnings=(f"{called} came without {_listed(attached)}.",) if attached else (),
    )


def read_header(message: EmailMessage) -> Header:
    """What the headers say. The date is as stated, with its zone; "-0000" states none."""
    language = re.match(r"([A-Za-z]{2,3})(?:[-_,\s]|$)", _said(message, "Content-Language"))
    return Header(
        subject=_said(message, "Subject").strip("\ufeff "),
        authors=_authors(message),
        date=_date(message),
        site=_list_name(_said(message, "List-Id")),
        mid=_mid(_said(message, "Message-ID")),
        language=language[1].lower() if language else "",
    )


def _said(message: EmailMessage, name: str) -> str:
    try:
        return collapse(normalise(str(message.get(name, ""))))
    except _ODD:
        return ""


def _authors(message: EmailMessage) -> tuple[str, ...]:
    try:
        addresses = message["From"].addresses if message["From"] is not None else ()
        names = [one.display_name or one.addr_spec for one in addresses]
    except _ODD:
        names = [_said(message, "From")]
    clean = (collapse(normalise(name)).strip("\"' ") for name in names)
    return tuple(dict.fromkeys(name for name in clean if name and name != "<>"))


def _date(message: EmailMessage) -> str:
    try:
        stated = message["Date"].datetime if message["Date"] is not None else None
        return "" if stated is None else str(stated.isoformat(timespec="seconds"))
    except _ODD:
        return ""


def _list_name(stated: str) -> str:
    """A list's name in words, else its id."""
    name, _, rest = stated.partition("<")
    return name.strip(" \"'") or rest.partition(">")[0].strip()


def _mid(stated: str) -> str:
    """A message's address by RFC 2392; "" for an id that is none."""
    found = re.search(r"<([^<>\s]+@[^<>\s]+)>", stated)
    return "mid:" + quote(found[1], safe="@!$&'*+-./=_~") if found else ""


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """The parts that are no holders of others, in order; a forwarded mail is one."""
    found: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    while waiting and len(found) < _PARTS:
        part = waiting.pop()
        inner = part.get_payload() if part.is_multipart() else None
        if _content_type(part).startswith("multipart/") and isinstance(inner, list):
            waiting += [one for one in reversed(inner) if isinstance(one, EmailMessage)]
        else:
            found.append(part)
    return found


def _sort(
    parts: list[EmailMessage],
) -> tuple[list[EmailMessage], list[EmailMessage], list[str]]:
    """The parts of plain text, those of HTML, and the names of all others but inline pictures."""
    plain: list[EmailMessage] = []
    html: list[EmailMessage] = []
    attached: list[str] = []
    for part in parts:
        kind, name, placed = _kind(part)
        if placed != "attachment" and not name and kind in ("text/plain", "text/html"):
            (plain if kind == "text/plain" else html).append(part)
        elif placed == "attachment" or name or not kind.startswith(("image/", "text/", "multi")):
            if kind == "message/rfc822":
                name = name or "a forwarded message"
            if not kind.startswith("application/pgp") and "pkcs7-sig" not in kind:
                attached.append(name or kind)
    return plain, html, attached


def _passed_on(parts: list[EmailMessage]) -> list[EmailMessage]:
    """The parts with those of the first mail among them in its place; none without such a mail."""
    for at, part in enumerate(parts):
        if _content_type(part) == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            if isinstance(inner, EmailMessage):
                return [*parts[:at], *_parts(inner), *parts[at + 1 :]]
    return []


def _content_type(part: EmailMessage) -> str:
    """What the part says it is; text where nobody can read what it says."""
    try:
        return part.get_content_type()
    except _ODD:
        return "text/plain"


def _kind(part: EmailMessage) -> tuple[str, str, str]:
    """What the part is, the name of its file, and whether it is an attachment."""
    kind = _content_type(part)
    if kind.startswith("multipart/"):
        # Its parts could not be told apart: their borders are not the stated ones.
        kind = "text/plain"
    try:
        name = collapse(normalise(part.get_filename() or ""))
        return kind, name, part.get_content_disposition() or ""
    except _ODD:
        return kind, "", ""


def _listed(names: list[str]) -> str:
    shown = [f'"{name[:80]}"' for name in names[:_SHOWN]]
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{'its attachment' if len(names) == 1 else 'its attachments'} {', '.join(shown)}{rest}"


def _is_encrypted(message: EmailMessage, plain: list[EmailMessage]) -> bool:
    if _content_type(message) in (
        "multipart/encrypted",
        "application/pkcs7-mime",
        "application/x-pkcs7-mime",
    ):
        return True
    return any(_bytes(part).lstrip().startswith(b"-----BEGIN PGP MESSAGE-----") for part in plain)


def _choose(
    plain: list[EmailMessage], html: list[EmailMessage], subject: str, called: str
) -> _Body | None:
    """The plain text, unless the HTML says more: a stub, or less than half of its words."""
    texts = [_decoded(part, called) for part in plain]
    text = "\n\n".join(words for words, _ in texts if words.strip())
    encoding = next((code for _, code in texts if code != "utf-8"), "utf-8")
    rich = _html_body(html, subject, called)
    words = len(text.split())
    if text.strip() and (
        rich is None
        or not (words * 2 < len(rich.text.split()) or (words < _FEW and _STUB.search(text)))
    ):
        written, structure = write_plain(text, subject)
        if written.strip():
            return _Body(written, structure, encoding)
    return rich


def _html_body(html: list[EmailMessage], subject: str, called: str) -> _Body | None:
    pages = [_markup(part, called) for part in html]
    found = [page for page in pages if page[0].strip()]
    if not found:
        return None
    written = write_html([page for page, _ in found], subject, called)
    if written is None:
        return None
    encoding = next((code for _, code in found if code != "utf-8"), "utf-8")
    return _Body(*written, encoding)


def _bytes(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _ODD:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _codecs(part: EmailMessage) -> Iterator[str]:
    try:
        stated = (part.get_content_charset() or "").strip("\"' ").casefold()
    except _ODD:
        stated = ""
    if stated and stated not in ("utf-8", "us-ascii", "ascii"):
        yield _WIDER.get(stated, stated)
        yield stated
    yield "utf-8"


def _decoded(part: EmailMessage, called: str) -> tuple[str, str]:
    """A part's words and the encoding that they were read by: the stated one where it fits."""
    data = _bytes(part)
    if data.isascii() and b"\x1b" not in data:
        return normalise(data.decode("ascii")), "utf-8"
    for codec in _codecs(part):
        try:
            return normalise(data.decode(codec)), codec
        except (UnicodeError, LookupError, ValueError):
            continue
    try:
        return decode(data, called)
    except LoadError:
        return normalise(data.decode("utf-8", "replace")), "utf-8"


_META = re.compile(rb"<meta\b[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def _markup(part: EmailMessage, called: str) -> tuple[str, str]:
    """A part's HTML; where the mail states no encoding, what the page itself states is tried."""
    if part.get_param("charset") is None and (found := _META.search(_bytes(part)[:4096])):
        stated = found[1].decode("ascii", "replace").casefold()
        codec = _WIDER.get(stated, stated)
        try:
            return normalise(_bytes(part).decode(codec)), codec
        except (UnicodeError, LookupError, ValueError):
            pass
    return _decoded(part, called)
