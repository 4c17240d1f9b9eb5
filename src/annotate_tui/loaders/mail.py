"""E-mail: a saved message (.eml), or a mailbox of them (.mbox)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from annotate_tui.loaders.decode import check_size
from annotate_tui.loaders.errors import LoadError
from annotate_tui.loaders.options import Loaded, Options, Refused

NAME = "mail"
VERSION = 1

_SUFFIXES = (".eml", ".mbox", ".mbx", ".emlx")
_HEADER = re.compile(rb"([!-9;-~]{1,76}):(?:[ \t]|$)")
# Headers that people write in texts as well, and those that only programs write.
_SPOKEN = frozenset({b"from", b"to", b"cc", b"date", b"subject", b"reply-to", b"sender"})
_MACHINE = frozenset(
    b"received message-id mime-version return-path delivered-to content-type dkim-signature"
    b" content-transfer-encoding authentication-results list-id x-mailer references in-reply-to"
    b" thread-topic user-agent".split()
)
_MAIL_DATE = re.compile(rb"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d\d")
_LOOKED_AT = 64 * 1024
_LINES = 200

# A mailbox: "From ", who, when with a year; then the headers.
_FROM_LINE = re.compile(
    rb"^From [^\r\n]{0,200}?\d{4}[^\r\n]{0,60}\r?\n(?=[!-9;-~]{1,76}:)", re.MULTILINE
)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_EMLX = re.compile(rb"\A\s*(\d{1,9})[ \t]*\r?\n(?=[!-9;-~]{1,76}:)")


def claims(data: bytes, name: str) -> bool:
    """Whether the bytes begin with the headers of a mail, or with one header in a file named so.

    Two headers are asked for, one of them such as only programs write, or a date in mail's form:
    people begin their notes with "From:" and "Subject:" as well.
    """
    head = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf\r\n")
    if (found := _FROM_LINE.match(head)) or (found := _EMLX.match(head)):
        head = head[found.end() :]
    names: set[bytes] = set()
    dated = False
    for line in head.splitlines()[:_LINES]:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        found = _HEADER.match(line)
        if found is None:
            names = set()
            break
        known = found[1].lower()
        names.add(known)
        dated = dated or (known == b"date" and bool(_MAIL_DATE.match(line[found.end() :].strip())))
    known = names & (_SPOKEN | _MACHINE)
    if len(known) >= 2 and (known & _MACHINE or dated):
        return True
    return bool(names) and name.casefold().endswith(_SUFFIXES)


def load_all(data: bytes, source: str, name: str, options: Options) -> Iterator[Loaded]:
    """The mail, or each of a mailbox; its place in it is "mid=" and its id, else its number.

    Raises LoadError for a single mail without words.
    """
    from annotate_tui.loaders.mail_message import read_mail

    called = name or source or "standard input"
    check_size(len(data), called)
    if found := _EMLX.match(data):
        size = int(found[1])
        yield read_mail(data[found.end() :][:size], source, called, original=data)
        return
    starts = list(_FROM_LINE.finditer(data))
    if not starts or data[: starts[0].start()].strip(b"\xef\xbb\xbf\r\n\t "):
        yield read_mail(data, source, called)
        return
    ends = [one.start() for one in starts[1:]] + [len(data)]
    if len(starts) == 1 and not name.casefold().endswith((".mbox", ".mbx")):
        yield read_mail(_message(data, starts[0].end(), ends[0]), source, called, original=data)
        return
    seen: set[str] = set()
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        message = _message(data, start.end(), end)
        part = f"message={number}"
        try:
            article = read_mail(message, "", f"message {number} in {called}")
        except LoadError as error:
            yield Refused(f"{source or called}#{part}", str(error))
            continue
        mid = next((one for one in article.places if one.startswith("mid:")), "")
        if mid and mid not in seen:
            part = f"mid={mid.removeprefix('mid:')}"
        seen.add(mid)
        yield replace(article, source=f"{source}#{part}" if source else "")


def _message(data: bytes, start: int, end: int) -> bytes:
    """A message of a mailbox as it was sent: lines that began with "From " were changed there."""
    return _ESCAPED.sub(rb"\1", data[start:end])
